import { isDay } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Answer, Answers, Question } from './model.ts'

/** What was typed for the questions of a page: by key, each as often as it was sent. */
export type Typed = (key: string) => readonly string[]

const LONGEST = { text: 300, long: 5000 } as const

/** What was answered, and what is wrong with it, field by field. Nothing is answered with nothing. */
export function readAnswers(
  questions: readonly Question[],
  typed: Typed,
): { readonly answers: Answers; readonly problems: readonly FieldProblem[] } {
  const answers: Record<string, Answer> = {}
  const problems: FieldProblem[] = []
  for (const question of questions) {
    const read = readOne(question, typed(question.key))
    if (typeof read === 'object' && 'code' in read) problems.push({ field: question.key, code: read.code })
    else if (read.length > 0) answers[question.key] = read
    else if (question.required) problems.push({ field: question.key, code: 'answer_missing' })
  }
  return { answers, problems }
}

function readOne(question: Question, typed: readonly string[]): Answer | { readonly code: string } {
  const [first = ''] = typed
  const text = first.replace(/\r\n?/g, '\n').trim()
  if (question.kind === 'many') return readChosen(question, typed)
  if (text === '') return ''
  if (question.kind === 'text' || question.kind === 'long')
    return [...text].length > LONGEST[question.kind] ? { code: `answer_long_${question.kind}` } : text
  if (question.kind === 'number' || question.kind === 'whole') return readNumber(question, text)
  if (question.kind === 'date') return isDay(text) ? text : { code: 'answer_day' }
  if (question.kind === 'scale') return /^([0-9]|10)$/.test(text) ? text : { code: 'answer_scale' }
  const known = question.kind === 'yes_no' ? ['yes', 'no'] : question.choices.map(({ value }) => value)
  return known.includes(text) ? text : { code: 'answer_choice' }
}

function readChosen({ choices }: Question, typed: readonly string[]): Answer | { readonly code: string } {
  const chosen = [...new Set(typed.filter((each) => each !== ''))]
  const isKnown = chosen.every((each) => choices.some(({ value }) => value === each))
  return isKnown ? chosen : { code: 'answer_choice' }
}

/** `7`, `7,5` and `7.5`, kept as `7.5`. */
function readNumber({ kind, least, most }: Question, text: string): string | { readonly code: string } {
  if (kind === 'whole' && !/^-?\d{1,12}$/.test(text)) return { code: 'answer_whole' }
  if (!/^-?\d{1,12}([.,]\d{1,6})?$/.test(text)) return { code: 'answer_number' }
  const number = Number(text.replace(',', '.'))
  if ((least !== null && number < least) || (most !== null && number > most)) return { code: 'answer_range' }
  return String(number)
}

/** Whether two answers say the same. */
export function isSame(a: Answer | undefined, b: Answer | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each) => b.includes(each))
  return (a ?? '') === (b ?? '')
}
