import { type Fault, fault, isJson, type Json } from './model.ts'

const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'pr'] as const
type Operator = (typeof OPERATORS)[number]

/** One comparison of a filter (RFC 7644 section 3.4.2.2); `attribute` in small letters, with its sub-attribute after a full stop. */
export type Comparison = {
  readonly attribute: string
  readonly operator: Operator
  readonly value: string | number | boolean | null
}

type Parsed = { readonly ok: true; readonly comparisons: readonly Comparison[] } | Fault

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([^\s"()[\]]+))/y
const URN = /^urn:[\w.:-]*:(?=[A-Za-z]+(\.|$))/i

/** Comparisons joined by `and`: what identity providers ask with. Anything else of the grammar is refused as a filter we do not know. */
export function parseFilter(text: string): Parsed {
  const words = tokens(text)
  if (words === null) return fault('invalidFilter', 'The filter cannot be read.')
  const comparisons: Comparison[] = []
  let at = 0
  while (at < words.length) {
    if (comparisons.length > 0) {
      if (words[at]?.toLowerCase() !== 'and')
        return fault('invalidFilter', 'Only comparisons joined by "and" are supported.')
      at += 1
    }
    const [attribute = '', operator = '', literal] = words.slice(at, at + 3)
    const known = OPERATORS.find((each) => each === operator.toLowerCase())
    if (!/^[A-Za-z$][\w$:.-]*$/.test(attribute) || !known) return fault('invalidFilter', 'A comparison cannot be read.')
    const value = known === 'pr' ? null : literalOf(literal)
    if (value === undefined) return fault('invalidFilter', 'A comparison has no value that can be read.')
    comparisons.push({ attribute: attribute.replace(URN, '').toLowerCase(), operator: known, value })
    at += known === 'pr' ? 2 : 3
  }
  return comparisons.length === 0 ? fault('invalidFilter', 'The filter is empty.') : { ok: true, comparisons }
}

function tokens(text: string): string[] | null {
  const found: string[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match) return null
    found.push(match[1] ?? match[2] ?? '')
  }
  return found
}

function literalOf(literal: string | undefined): Comparison['value'] | undefined {
  try {
    const value: unknown = JSON.parse(literal ?? '')
    return typeof value === 'object' && value !== null ? undefined : (value as Comparison['value'])
  } catch {
    return undefined
  }
}

/** Whether an element of a list, such as one e-mail address, is what the comparisons say. Text is compared without regard to case. */
export function fits(element: unknown, comparisons: readonly Comparison[]): boolean {
  const json: Json = isJson(element) ? element : { value: element }
  return comparisons.every(({ attribute, operator, value }) => {
    const key = Object.keys(json).find((each) => each.toLowerCase() === attribute)
    return compare(key === undefined ? undefined : json[key], operator, value)
  })
}

function compare(held: unknown, operator: Operator, value: Comparison['value']): boolean {
  if (operator === 'pr') return held !== undefined && held !== null && held !== ''
  const [own, wanted] = [plain(held), plain(value)]
  if (operator === 'eq') return own === wanted
  if (operator === 'ne') return own !== wanted
  if (operator === 'co') return own.includes(wanted)
  return operator === 'sw' ? own.startsWith(wanted) : own.endsWith(wanted)
}

/** `True` is what one provider says for true. */
const plain = (value: unknown) => String(value ?? '').toLowerCase()
