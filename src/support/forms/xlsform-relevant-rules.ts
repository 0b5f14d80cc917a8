import { type Condition, MOST, type Question, type Test } from './model.ts'
import type { Named } from './xlsform-lines-rules.ts'

/** An earlier question by its name in the file. */
export type QuestionOf = (name: string) => Named | null

/**
 * The conditions of XLSForm that can be said here: comparisons of one earlier answer with a value, `selected()`, whether something is answered,
 * and several of these joined by either `and` or `or`. Null for anything else.
 */
export function translateRelevant(text: string, questionOf: QuestionOf): Condition | null {
  const parts = splitJoined(unwrapped(text.trim()))
  if (parts === null || parts.pieces.length > MOST.tests) return null
  const tests = parts.pieces.map((piece) => translateTest(unwrapped(piece.trim()), questionOf))
  return tests.every((test) => test !== null) ? { match: parts.match, tests } : null
}

/** Without the parentheses around the whole. */
function unwrapped(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  for (const [index, letter] of [...text].entries()) {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0 && index < text.length - 1) return text
  }
  return unwrapped(text.slice(1, -1).trim())
}

/** The pieces between `and`, or between `or`; a mixture of both is not said here. */
function splitJoined(text: string): { readonly match: 'all' | 'any'; readonly pieces: readonly string[] } | null {
  const pieces: string[] = []
  const words = new Set<string>()
  let depth = 0
  let quote = ''
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === "'" || letter === '"') quote = letter
    else if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    const joined = quote === '' && depth === 0 ? /^\s(and|or)\s/i.exec(text.slice(at)) : null
    if (!joined) continue
    pieces.push(text.slice(from, at))
    words.add((joined[1] ?? '').toLowerCase())
    at += joined[0].length - 2
    from = at + 1
  }
  if (quote !== '' || depth !== 0 || words.size > 1) return null
  return { match: words.has('or') ? 'any' : 'all', pieces: [...pieces, text.slice(from)] }
}

const NAME = String.raw`\$\{\s*([^}\s]+)\s*\}`
const VALUE = String.raw`(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?))`
const SELECTED = new RegExp(`^(not\\s*\\(\\s*)?selected\\s*\\(\\s*${NAME}\\s*,\\s*${VALUE}\\s*\\)(\\s*\\))?$`, 'i')
const COMPARED = new RegExp(`^${NAME}\\s*(=|!=|<=|>=|<|>)\\s*${VALUE}$`)

function translateTest(text: string, questionOf: QuestionOf): Test | null {
  const selected = SELECTED.exec(text)
  if (selected) {
    const [, not, name = '', ...rest] = selected
    const { question, codes } = questionOf(name) ?? NOBODY
    const written = rest.slice(0, 3).find((each) => each !== undefined) ?? ''
    const value = codes.get(written) ?? written
    if (!question || (not !== undefined) !== (rest[3] !== undefined)) return null
    return known(question, { question: question.key, way: not === undefined ? 'has' : 'is_not', value })
  }
  const compared = COMPARED.exec(text)
  if (!compared) return null
  const [, name = '', sign = '', ...values] = compared
  const { question, codes } = questionOf(name) ?? NOBODY
  const value = values.find((each) => each !== undefined) ?? ''
  return question ? comparison(question, sign, codes.get(value) ?? value) : null
}

const NOBODY = { question: null, codes: new Map<string, string>() }

function comparison(question: Question, sign: string, value: string): Test | null {
  const test = (way: Test['way'], against = value) => known(question, { question: question.key, way, value: against })
  if (value === '') return sign === '!=' ? { question: question.key, way: 'answered', value: '' } : null
  if (sign === '=') return test(question.kind === 'many' ? 'has' : 'is')
  if (sign === '!=') return test('is_not')
  if (!['number', 'whole', 'scale', 'date'].includes(question.kind)) return null
  if (sign === '<') return test('less')
  if (sign === '>') return test('more')
  // Whole steps: at most 4 is less than 5. Of other numbers there is no next.
  if (!['scale', 'whole'].includes(question.kind) || !/^\d{1,12}$/.test(value)) return null
  const next = Number(value) + (sign === '<=' ? 1 : -1)
  return test(sign === '<=' ? 'less' : 'more', String(next))
}

/** Only what the earlier question can be answered with. */
function known({ kind, choices }: Question, test: Test): Test | null {
  if (kind === 'one' || kind === 'many') return choices.some(({ value }) => value === test.value) ? test : null
  if (kind === 'yes_no') return test.value === 'yes' || test.value === 'no' ? test : null
  if (kind === 'scale') return /^([0-9]|10)$/.test(test.value) ? test : null
  if (kind === 'number' || kind === 'whole') return /^-?\d{1,12}(\.\d{1,6})?$/.test(test.value) ? test : null
  return test.value.length <= 100 ? test : null
}

/** Asked only when both hold. Null where that cannot be said in one condition. */
export function both(outer: Condition, inner: Condition): Condition | null {
  const isPlain = [outer, inner].every(({ match, tests }) => match === 'all' || tests.length === 1)
  const tests = [...outer.tests, ...inner.tests]
  return isPlain && tests.length <= MOST.tests ? { match: 'all', tests } : null
}
