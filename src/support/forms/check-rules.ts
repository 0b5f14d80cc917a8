import type { FieldProblem } from '../../kernel/errors.ts'
import type { Condition, Definition, Question, Section } from './model.ts'

/** What is wrong with a form before it can be published. `field` is the key of the section or question, '' for the form as a whole. */
export function formProblems(definition: Definition): readonly FieldProblem[] {
  const { sections } = definition
  const keys = [...sections.map(({ key }) => key), ...sections.flatMap((each) => each.questions.map(({ key }) => key))]
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
  return [
    ...(sections.every(({ questions }) => questions.length === 0) ? [{ field: '', code: 'form_empty' }] : []),
    ...[...new Set(twice)].map((field) => ({ field, code: 'key_twice' })),
    ...sections.flatMap((section) => sectionProblems(definition, section)),
    ...(definition.score === 'who5' ? who5Problems(definition) : []),
  ]
}

function sectionProblems(definition: Definition, section: Section): readonly FieldProblem[] {
  return [
    ...(section.questions.length === 0 ? [{ field: section.key, code: 'section_empty' }] : []),
    ...conditionProblems(section.key, section.when, earlierThan(definition, section, null)),
    ...section.questions.flatMap((question) => [
      ...questionProblems(question),
      ...conditionProblems(question.key, question.when, earlierThan(definition, section, question)),
    ]),
  ]
}

function questionProblems({ key, kind, choices, ends, least, most }: Question): readonly FieldProblem[] {
  const values = choices.map(({ value }) => value)
  const isChosen = kind === 'one' || kind === 'many'
  return [
    ...(isChosen && choices.length < 2 ? [{ field: key, code: 'choices_few' }] : []),
    ...(new Set(values).size < values.length ? [{ field: key, code: 'choice_twice' }] : []),
    ...(kind === 'scale' && ends === null ? [{ field: key, code: 'ends_missing' }] : []),
    ...(least !== null && most !== null && least > most ? [{ field: key, code: 'limits_crossed' }] : []),
  ]
}

/** The questions that have been answered when one comes to this: a repeated section is known to itself alone. */
export function earlierThan(definition: Definition, section: Section, question: Question | null): readonly Question[] {
  const before = definition.sections.slice(0, indexOf(definition, section)).filter(({ repeat }) => repeat === null)
  const own = question === null ? [] : section.questions.slice(0, section.questions.indexOf(question))
  return [...before.flatMap(({ questions }) => questions), ...own]
}

const indexOf = ({ sections }: Definition, { key }: Section) => sections.findIndex((each) => each.key === key)

const ORDERED: readonly string[] = ['number', 'whole', 'scale', 'date']

function conditionProblems(field: string, condition: Condition | null, known: readonly Question[]): FieldProblem[] {
  return (condition?.tests ?? []).flatMap(({ question: key, way, value }) => {
    const question = known.find((each) => each.key === key)
    if (!question) return [{ field, code: 'condition_unknown' }]
    if ((way === 'less' || way === 'more') && !ORDERED.includes(question.kind))
      return [{ field, code: 'condition_order' }]
    if (way === 'answered' || isPossible(question, value)) return []
    return [{ field, code: 'condition_value' }]
  })
}

function isPossible({ kind, choices }: Question, value: string): boolean {
  if (kind === 'yes_no') return value === 'yes' || value === 'no'
  if (kind === 'one' || kind === 'many') return choices.some((choice) => choice.value === value)
  if (kind === 'scale') return /^([0-9]|10)$/.test(value)
  if (kind === 'number' || kind === 'whole') return value !== '' && !Number.isNaN(Number(value))
  return kind === 'date' ? /^\d{4}-\d{2}-\d{2}$/.test(value) : value !== ''
}

/** The score is of five items that are answered 0–5. */
function who5Problems({ sections }: Definition): readonly FieldProblem[] {
  const items = sections.flatMap(({ questions }) => questions)
  return items.length === 5 && items.every(({ kind, choices }) => kind === 'one' && choices.length === 6)
    ? []
    : [{ field: '', code: 'who5_items' }]
}
