/** JSON lines on standard error. Fields are ids, codes, counts and times: never a name, a number or free text of a person. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export function log(level: 'info' | 'warn' | 'error', event: string, fields: LogFields = {}): void {
  // What every line has is said last: no field can take its place.
  const always = { at: new Date().toISOString(), level, event }
  process.stderr.write(`${JSON.stringify({ ...always, ...fields, ...always })}\n`)
}
