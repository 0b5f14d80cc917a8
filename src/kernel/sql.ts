/** SQL with its values apart: `text` has `$1…`, `values` in that order. Nest one in another with `${…}`. */
export type Sql = {
  readonly text: string
  readonly values: readonly unknown[]
  /** The name under which a connection keeps its plan; see `prepared`. */
  readonly name?: string
  readonly [SQL]: true
}

const SQL = Symbol('sql')

type Part = { strings: readonly string[]; values: readonly unknown[] }
const parts = new WeakMap<Sql, Part>()

/** Values become parameters, always; only another `sql` or `raw` fragment becomes text. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return compose({ strings, values })
}

/** Text that is part of the program itself, such as a column from a fixed list. Never anything a person wrote. */
export function raw(text: string): Sql {
  return compose({ strings: [text], values: [] })
}

export function joinSql(pieces: readonly Sql[], separator: string): Sql {
  const strings = ['', ...pieces.slice(1).map(() => separator), '']
  return pieces.length === 0 ? raw('') : compose({ strings, values: pieces })
}

const names = new Map<string, string>()

/**
 * The same statement, parsed and planned once on each connection and kept there. For what is asked all the time in the same
 * words: under row security planning costs more than running. Its text must not vary with what people choose, because every
 * text is kept for as long as the program runs.
 */
export function prepared(query: Sql): Sql {
  const name = names.get(query.text) ?? `sedd_${names.size}`
  names.set(query.text, name)
  const kept: Sql = { ...query, name }
  const part = parts.get(query)
  if (part) parts.set(kept, part)
  return kept
}

function compose(part: Part): Sql {
  const text: string[] = []
  const values: unknown[] = []
  flatten(part, text, values)
  const made: Sql = { text: text.join(''), values, [SQL]: true }
  parts.set(made, part)
  return made
}

function flatten(part: Part, text: string[], values: unknown[]): void {
  part.strings.forEach((string, index) => {
    text.push(string)
    if (index >= part.values.length) return
    const value = part.values[index]
    const nested = typeof value === 'object' && value !== null ? parts.get(value as Sql) : undefined
    if (nested) flatten(nested, text, values)
    else text.push(`$${values.push(value)}`)
  })
}
