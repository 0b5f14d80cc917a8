/** SQL with its values apart: `text` has `$1…`, `values` in that order. Nest one in another with `${…}`. */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly [SQL]: true }

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
