import { isDay } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { attributes } from '../../ui/components/attributes.ts'
import { type FieldError, type Fields, fieldsOf } from '../../ui/components/fields.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDay, formatList, type Language } from '../../ui/language.ts'
import type { Answer, Definition, Question, Variant, Words } from './model.ts'
import { fieldName, inVariant, variantsOf } from './rules.ts'
import { formWords, spokenIn } from './words.ts'

/** How the questions of a form are asked, and how answers are shown. */

export type Asking = {
  /** The id of the form that the fields stand in. */
  readonly form: string
  readonly language: Language
  readonly variant: Variant
  readonly errors: readonly FieldError[]
  readonly questions: readonly Question[]
  readonly answerTo: (question: Question) => readonly string[]
}

/** Most are free to answer, so only those that must be say so. */
export function questionFields({ form, language, variant, errors, questions, answerTo }: Asking): Html {
  const spoken = spokenIn(variant, language)
  const fields = fieldsOf({ form, language: spoken, errors, filter: true })
  return html`<div class="asked-questions"${languageOf(variant)}>${questions.map((question) => oneField(fields, question, { variant, language: spoken, given: answerTo(question) }))}</div>`
}

/** What the words are in, for those who listen; and from right to left where they are written so. */
export function languageOf(variant: Variant): readonly Html[] {
  const [code = 'sv'] = variant.split('-')
  return attributes({ lang: code, dir: RIGHT_TO_LEFT.has(code) && 'rtl' })
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'ku', 'ckb', 'he', 'ur', 'ps', 'prs'])

/** Words in the reader's language; in Swedish, and said to be, where nobody has worded them in it. */
export function wordsIn(words: Words, language: Language): Html {
  const has = words[language] !== undefined
  return has ? html`${words[language]}` : html`<span lang="sv">${inVariant(words, 'sv')}</span>`
}

/** That a form is not worded in the reader's language, and why nobody has put it into it. */
export function notWorded(definition: Definition, language: Language): Content {
  if (variantsOf(definition).includes(language)) return null
  const say = formWords(language)
  const isTried = definition.score !== null
  return notice({ tone: 'due', title: say('only_swedish') }, say(isTried ? 'only_swedish.tried' : 'only_swedish.own'))
}

type As = { readonly variant: Variant; readonly language: Language; readonly given: readonly string[] }

function oneField(fields: Fields, question: Question, { variant, language, given }: As): Content {
  const say = formWords(language)
  const { key, kind, required, ends } = question
  const name = fieldName(key)
  const words = (of: Words) => inVariant(of, variant)
  const label = required ? `${words(question.label)} ${say('must')}` : words(question.label)
  const [first = ''] = given
  const help = question.help ? words(question.help) : null
  const own = { name, label, ...(help === null ? {} : { help }) }
  const skip = required ? [] : [{ value: '', label: say('skip') }]
  if (kind === 'long') return fields.textarea({ ...own, value: first, rows: 4, maxlength: 5000 })
  if (kind === 'number' || kind === 'whole')
    return fields.text({
      ...{ ...own, value: first, width: 'short' },
      inputmode: kind === 'whole' && (question.least ?? -1) >= 0 ? 'numeric' : 'decimal',
    })
  if (kind === 'date') return fields.date({ ...own, help: help ?? say('day.help'), value: first })
  if (kind === 'many')
    return fields.checkboxes({
      ...own,
      values: given,
      options: question.choices.map((each) => ({ value: each.value, label: words(each.label) })),
    })
  if (kind === 'yes_no') return fields.radios({ ...own, value: first, options: [...yesNo(language), ...skip] })
  if (kind === 'one')
    return fields.radios({
      ...{ ...own, value: first },
      options: [...question.choices.map((each) => ({ value: each.value, label: words(each.label) })), ...skip],
    })
  if (kind === 'scale') {
    const between = ends ? `0 = ${words(ends.least)}, 10 = ${words(ends.most)}` : ''
    const help = own.help === undefined ? between : `${own.help} ${between}`
    const steps = Array.from({ length: 11 }, (_, step) => ({ value: String(step), label: String(step) }))
    return html`<div class="scale">${fields.radios({ ...own, help, value: first, options: [...steps, ...skip] })}</div>`
  }
  return fields.text({ ...own, value: first, maxlength: 300 })
}

function yesNo(language: Language) {
  const say = formWords(language)
  return [
    { value: 'yes', label: say('yes') },
    { value: 'no', label: say('no') },
  ]
}

/** An answer as it is read: never a code. */
export function answerText(question: Question, answer: Answer, language: Language): string {
  const say = formWords(language)
  const labelOf = (value: string) => {
    const found = question.choices.find((each) => each.value === value)
    return found ? inVariant(found.label, language) : value
  }
  if (typeof answer !== 'string') return formatList(answer.map(labelOf), language)
  if (question.kind === 'yes_no') return say(answer === 'yes' ? 'yes' : 'no')
  if (question.kind === 'one') return labelOf(answer)
  if (question.kind === 'date' && isDay(answer)) return formatDay(answer, language)
  if (question.kind === 'scale') return say('of_ten', { n: answer })
  return question.kind === 'number' && language === 'sv' ? answer.replace('.', ',') : answer
}

/** The same wherever it stands: what was written keeps its lines. */
export const answerContent = (question: Question, answer: Answer, language: Language): Html =>
  question.kind === 'long'
    ? html`<span class="written">${answerText(question, answer, language)}</span>`
    : isChosenIn(question, answer, language)
      ? html`${answerText(question, answer, language)}`
      : html`<span lang="sv">${answerText(question, answer, language)}</span>`

/** Whether what was chosen has a wording in the language; what is no choice has none to lack. */
function isChosenIn({ choices }: Question, answer: Answer, language: Language): boolean {
  const chosen = choices.filter(({ value }) => [answer].flat().includes(value))
  return chosen.every(({ label }) => label[language] !== undefined)
}
