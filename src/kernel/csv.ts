/** What a spreadsheet would take for a formula begins with one of these; an apostrophe before it keeps it text. */
const FORMULA = /^[=+\-@\t\r]/

/** One field of a `;`-separated file: quoted where needed, never a formula. */
export function csvField(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines with the header first; empty cells for null. */
export function csvText(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const line = (cells: readonly (string | null)[]) => cells.map((cell) => csvField(cell ?? '')).join(';')
  return `${[header, ...rows].map(line).join('\n')}\n`
}
