/**
 * Takes SQL apart where it decides something, and puts it together again with one part of the decision gone: the conjunct that is
 * not asked, the alternative that does not count, the guard that never refuses.
 */

/** `what` tells which part went; `text` is the whole without it. */
export type Weakened = { readonly what: string; readonly text: string }

type Token = { readonly at: number; readonly end: number; readonly text: string; readonly depth: number }
type Span = { readonly from: number; readonly to: number }

const PIECES = /--[^\n]*|'(?:[^']|'')*'|\$\w*\$|[a-z_][\w.]*|[()[\];,]|\S/gi

function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = []
  const opened: string[] = []
  for (const { 0: piece, index } of sql.matchAll(PIECES)) {
    const text = piece.toLowerCase()
    if (text.startsWith('--')) continue
    // A `case` is closed by its `end`; the `end` of a block closes nothing here.
    const closesCase = text === 'end' && opened.at(-1) === 'case'
    if (text === ')' || text === ']') opened.pop()
    tokens.push({ at: index, end: index + text.length, text, depth: opened.length })
    if (text === '(' || text === '[' || text === 'case') opened.push(text)
    if (closesCase) opened.pop()
  }
  return tokens
}

/** Words that end a condition which stands at the same depth. */
const ENDS = new Set(
  'where group order limit returning union for loop then having window join left inner cross on do end into fetch except offset ;'.split(
    ' ',
  ),
)

/** The tokens of one condition: up to the end of what it stands in. */
function extent(tokens: readonly Token[], first: number): readonly Token[] {
  const depth = tokens[first]?.depth ?? 0
  let last = first
  while (last < tokens.length) {
    const token = tokens[last]
    if (!token || token.depth < depth || (token.depth === depth && (ENDS.has(token.text) || token.text === ','))) break
    last += 1
  }
  return tokens.slice(first, last)
}

/** Cuts at the words `and` or `or` of the outermost depth; the `and` of a `between` joins nothing. */
function cut(tokens: readonly Token[], word: 'and' | 'or'): readonly (readonly Token[])[] {
  const depth = tokens[0]?.depth ?? 0
  const parts: Token[][] = [[]]
  let between = false
  for (const token of tokens) {
    const outer = token.depth === depth
    if (outer && token.text === 'between') between = true
    if (outer && token.text === word && !(word === 'and' && between)) parts.push([])
    else parts.at(-1)?.push(token)
    if (outer && token.text === 'and') between = false
  }
  return parts
}

const spanOf = (tokens: readonly Token[]): Span => ({ from: tokens[0]?.at ?? 0, to: tokens.at(-1)?.end ?? 0 })

/** Every part of a condition, with what stands for it when it is gone. */
function partsOf(tokens: readonly Token[], alone: string): readonly (Span & { readonly by: string })[] {
  if (tokens.length === 0) return []
  for (const word of ['or', 'and'] as const) {
    const parts = cut(tokens, word)
    if (parts.length > 1) return parts.flatMap((part) => partsOf(part, word === 'and' ? 'true' : 'false'))
  }
  return [{ ...spanOf(tokens), by: alone }, ...within(tokens, alone)]
}

/** What stands in brackets of its own, as long as it is not a query, whose `where` is found by itself. */
function within(tokens: readonly Token[], alone: string): readonly (Span & { readonly by: string })[] {
  const negated = tokens[0]?.text === 'not'
  const inner = negated ? tokens.slice(1) : tokens
  const wrapped = inner[0]?.text === '(' && inner.at(-1)?.text === ')' && inner[1]?.text !== 'select'
  if (!wrapped || inner.slice(1, -1).some(({ depth }) => depth <= (inner[0]?.depth ?? 0))) return []
  const opposite = alone === 'true' ? 'false' : 'true'
  const whole = spanOf(inner.slice(1, -1))
  return partsOf(inner.slice(1, -1), negated ? opposite : alone).filter(
    ({ from, to }) => from !== whole.from || to !== whole.to,
  )
}

function without(sql: string, { from, to, by }: Span & { by: string }): Weakened {
  const gone = sql.slice(from, to).replace(/\s+/g, ' ')
  return { what: `${gone} → ${by}`, text: `${sql.slice(0, from)}${by}${sql.slice(to)}` }
}

const isNothing = (part: string) => /^(true|false)$/i.test(part.trim())

function distinct(sql: string, parts: readonly (Span & { readonly by: string })[]): readonly Weakened[] {
  const real = parts.filter(({ from, to }) => !isNothing(sql.slice(from, to)))
  return [...new Map(real.map((part) => [`${part.from} ${part.to}`, without(sql, part)])).values()]
}

/** An expression as the catalogue gives it, with each part of it gone in turn: every condition within as well. */
export function weakenedExpression(sql: string): readonly Weakened[] {
  const tokens = tokensOf(sql)
  return distinct(sql, [...partsOf(tokens, 'true'), ...conditionsOf(tokens)])
}

function conditionsOf(tokens: readonly Token[]): readonly (Span & { readonly by: string })[] {
  return tokens.flatMap(({ text }, index) => {
    const next = tokens[index + 1]?.text
    if (text === 'where' || (text === 'on' && next !== 'conflict' && next !== 'constraint'))
      return partsOf(extent(tokens, index + 1), 'true')
    if (text === 'if' && tokens[index - 1]?.text !== 'end') return guardOf(tokens, index)
    return []
  })
}

/** A guard that refuses: it never does, or one of its reasons does not count. */
function guardOf(tokens: readonly Token[], index: number): readonly (Span & { readonly by: string })[] {
  const condition = extent(tokens, index + 1)
  const then = tokens[index + 1 + condition.length]
  const does = tokens[index + 2 + condition.length]?.text
  if (then?.text !== 'then' || !['raise', 'return'].includes(does ?? '')) return []
  const reasons = cut(condition, 'or')
  return [
    { ...spanOf(condition), by: 'false' },
    ...(reasons.length > 1 ? reasons.map((reason) => ({ ...spanOf(reason), by: 'false' })) : []),
  ]
}

/** The body of a function with each of its conditions, guards and demands gone in turn. */
export function weakenedBody(body: string, returnsBoolean: boolean): readonly Weakened[] {
  const tokens = tokensOf(body)
  const demands = [...body.matchAll(/perform access\.require_right\([^;]*\)/g)].map(({ 0: text, index }) => ({
    ...{ from: index, to: index + text.length },
    by: 'perform 1',
  }))
  const first = tokens.findIndex(({ text }) => text === 'select')
  const whole = returnsBoolean && first === 0 ? partsOf(extent(tokens, 1), 'true') : []
  return distinct(body, [...demands, ...conditionsOf(tokens), ...whole])
}
