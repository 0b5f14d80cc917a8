import { type Html, html, trusted } from '../../kernel/html.ts'

/** Attributes of one element: true is written bare, and null, undefined and false are left out. Names are ours, values are escaped. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

export function attributes(values: Attributes): readonly Html[] {
  const written: Html[] = []
  for (const [name, value] of Object.entries(values)) {
    if (value === true) written.push(trusted(` ${name}`))
    else if (value !== false && value !== null && value !== undefined) written.push(html` ${trusted(name)}="${value}"`)
  }
  return written
}
