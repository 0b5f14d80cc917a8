import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import type { Submitted } from '../../kernel/http.ts'
import { NoteTopic } from '../../notes/model.ts'
import { keyFor } from './edit-rules.ts'
import {
  type Choice,
  type Condition,
  type Definition,
  MOST,
  type Question,
  QuestionKind,
  type Section,
  type Test,
  TestWay,
  Variant,
  type Words,
} from './model.ts'
import { KNOWN_VARIANTS, whenName } from './words.ts'

/** What is typed where a form is made, read into the form's own parts. Everything that is wrong is told at once. */

const LONGEST = 2000
const field = (name: string, variant: Variant) => (variant === 'sv' ? name : `${name}.${variant}`)

class Wrong {
  readonly problems: FieldProblem[] = []

  add(name: string, code: string): void {
    this.problems.push({ field: name, code })
  }

  refuse(): void {
    if (this.problems.length > 0) throw new Refused('invalid', 'form', this.problems)
  }
}

type Wording = { readonly name: string; readonly variants: readonly Variant[]; readonly longest?: number }

/** Null where nothing stands in any language. */
function wordsIn(form: Submitted, wrong: Wrong, { name, variants, longest = LONGEST }: Wording): Words | null {
  const said = ['sv', ...variants]
    .map((variant) => [variant, form.text(field(name, variant))] as const)
    .filter(([, text]) => text !== '')
  for (const [variant, text] of said) if (text.length > longest) wrong.add(field(name, variant), 'label_long')
  if (said.length === 0) return null
  if (said[0]?.[0] !== 'sv') wrong.add(name, 'label_missing')
  return Object.fromEntries(said)
}

function mustSay(form: Submitted, wrong: Wrong, wording: Wording): Words {
  const words = wordsIn(form, wrong, wording)
  if (words === null) wrong.add(wording.name, 'label_missing')
  return words ?? { sv: '–' }
}

export function settingsIn(form: Submitted): (definition: Definition) => Definition {
  const wrong = new Wrong()
  const variants = form.list('variants').filter((each) => each !== '')
  if (!variants.every((each) => KNOWN_VARIANTS.includes(each) && Variant.safeParse(each).success))
    wrong.add('variants', 'variant_unknown')
  if (variants.length > MOST.variants) wrong.add('variants', 'variants_many')
  const title = mustSay(form, wrong, { name: 'title', variants, longest: 120 })
  const intro = wordsIn(form, wrong, { name: 'intro', variants })
  wrong.refuse()
  return (definition) => ({ ...definition, title, intro, variants })
}

export function sectionIn(
  form: Submitted,
  of: { readonly key: string | null; readonly definition: Definition; readonly taken: readonly string[] },
): Section {
  const wrong = new Wrong()
  const { variants } = of.definition
  const title = mustSay(form, wrong, { name: 'title', variants, longest: 120 })
  const lead = wordsIn(form, wrong, { name: 'lead', variants })
  const topic = NoteTopic.safeParse(form.text('topic'))
  if (!topic.success) wrong.add('topic', 'topic_missing')
  const most = numberIn(form, wrong, 'repeat')
  if (most !== null && !(Number.isInteger(most) && most >= 2 && most <= 20)) wrong.add('repeat', 'repeat_range')
  const before = of.definition.sections.find(({ key }) => key === of.key)
  const when = conditionIn(form, wrong, of)
  wrong.refuse()
  return {
    key: of.key ?? keyFor(title['sv'] ?? '', of.taken),
    ...{ topic: topic.data ?? 'support', title, lead, when, repeat: most === null ? null : { most } },
    questions: before?.questions ?? [],
  }
}

export function newQuestionIn(form: Submitted): { readonly label: string; readonly kind: QuestionKind } {
  const wrong = new Wrong()
  const words = mustSay(form, wrong, { name: 'label', variants: [] })
  const kind = QuestionKind.safeParse(form.text('kind'))
  if (!kind.success) wrong.add('kind', 'kind_missing')
  wrong.refuse()
  return { label: words['sv'] ?? '', kind: kind.data ?? 'text' }
}

export function questionIn(
  form: Submitted,
  of: { readonly before: Question; readonly definition: Definition },
): Question {
  const wrong = new Wrong()
  const { before, definition } = of
  const { variants } = definition
  const kind = QuestionKind.safeParse(form.text('kind'))
  if (!kind.success) wrong.add('kind', 'kind_missing')
  const least = numberIn(form, wrong, 'least')
  const most = numberIn(form, wrong, 'most')
  const isChosen = kind.data === 'one' || kind.data === 'many'
  const question: Question = {
    ...{ key: before.key, kind: kind.data ?? before.kind, least, most },
    label: mustSay(form, wrong, { name: 'label', variants }),
    help: wordsIn(form, wrong, { name: 'help', variants }),
    required: form.text('required') === '1',
    when: conditionIn(form, wrong, { definition }),
    choices: isChosen ? choicesIn(form, wrong, { before: before.choices, variants }) : [],
    ends: kind.data === 'scale' ? endsIn(form, wrong, variants) : null,
  }
  wrong.refuse()
  return question
}

function endsIn(form: Submitted, wrong: Wrong, variants: readonly Variant[]): Question['ends'] {
  const least = wordsIn(form, wrong, { name: 'leastEnd', variants, longest: 120 })
  const most = wordsIn(form, wrong, { name: 'mostEnd', variants, longest: 120 })
  if (least === null || most === null) wrong.add('leastEnd', 'ends_missing')
  return least === null || most === null ? null : { least, most }
}

const linesIn = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A line for each choice. One that stood there before keeps its code, so that a condition on it still holds. */
function choicesIn(
  form: Submitted,
  wrong: Wrong,
  of: { before: readonly Choice[]; variants: readonly Variant[] },
): Choice[] {
  const labels = linesIn(form.text('choices'))
  if (labels.length > MOST.choices) wrong.add('choices', 'choices_many')
  const others = of.variants.map((variant) => [variant, linesIn(form.text(field('choices', variant)))] as const)
  for (const [variant, lines] of others)
    if (lines.length > 0 && lines.length !== labels.length) wrong.add(field('choices', variant), 'choices_uneven')
  const known = new Map(of.before.map(({ label, value }) => [label['sv'], value]))
  const taken = of.before.map(({ value }) => value)
  return labels.slice(0, MOST.choices).map((label, index) => {
    const value = known.get(label) ?? keyFor(label, taken)
    taken.push(value)
    const also = others.flatMap(([variant, lines]) => (lines[index] ? [[variant, lines[index]] as const] : []))
    return { value, label: { sv: label.slice(0, 300), ...Object.fromEntries(also) } }
  })
}

function numberIn(form: Submitted, wrong: Wrong, name: string): number | null {
  const text = form.text(name).replace(',', '.')
  if (text === '') return null
  const number = Number(text)
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(text)) wrong.add(name, 'number_unreadable')
  return number
}

/** What is asked only when all, or any, of several answers were given: each in fields of its own; a row without a question says nothing. */
function conditionIn(form: Submitted, wrong: Wrong, of: { definition: Definition }): Condition | null {
  const tests = Array.from({ length: MOST.tests }, (_, index) => index + 1).flatMap((n): Test[] => {
    const asked = form.text(whenName('whenQuestion', n))
    if (asked === '') return []
    const way = TestWay.safeParse(form.text(whenName('whenWay', n)))
    const question = of.definition.sections.flatMap(({ questions }) => questions).find(({ key }) => key === asked)
    if (!question || !way.success) {
      wrong.add(whenName('whenQuestion', n), 'condition_unknown')
      return []
    }
    const written = form.text(whenName('whenValue', n))
    return [{ question: asked, way: way.data, value: way.data === 'answered' ? '' : codeWritten(question, written) }]
  })
  if (tests.length === 0) return null
  return { match: tests.length > 1 && form.text('whenMatch') === 'any' ? 'any' : 'all', tests }
}

/** What was written as the answer stands in the question: its code. */
function codeWritten({ kind, choices }: Question, written: string): string {
  const text = written.toLowerCase()
  if (kind === 'yes_no') return text === 'ja' ? 'yes' : text === 'nej' ? 'no' : text
  const found = choices.find(
    ({ value, label }) => value === written || Object.values(label).some((each) => each.toLowerCase() === text),
  )
  return found?.value ?? written.slice(0, 100)
}
