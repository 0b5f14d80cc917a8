import type { Definition, Question, QuestionKind, Section } from './model.ts'

/** Changes to a form that is being made. Each gives a new form; what is not there changes nothing. */

export type Way = 'up' | 'down'

export const EMPTY: Pick<Definition, 'intro' | 'credit' | 'variants' | 'score' | 'sections'> = {
  ...{ intro: null, credit: null, score: null, variants: [], sections: [] },
}

const mapSections = (definition: Definition, change: (section: Section) => Section): Definition => ({
  ...definition,
  sections: definition.sections.map(change),
})

export function withSection(definition: Definition, section: Section): Definition {
  const isThere = definition.sections.some(({ key }) => key === section.key)
  if (isThere) return mapSections(definition, (each) => (each.key === section.key ? section : each))
  return { ...definition, sections: [...definition.sections, section] }
}

export const sectionOf = ({ sections }: Definition, key: string): Section | null =>
  sections.find((each) => each.key === key) ?? null

export const questionOf = ({ sections }: Definition, key: string): { section: Section; question: Question } | null => {
  for (const section of sections) {
    const question = section.questions.find((each) => each.key === key)
    if (question) return { section, question }
  }
  return null
}

export function withQuestion(definition: Definition, of: { section: string; question: Question }): Definition {
  const { section: wanted, question } = of
  return mapSections(definition, (section) => {
    if (section.key !== wanted) return section
    const isThere = section.questions.some(({ key }) => key === question.key)
    const questions = isThere
      ? section.questions.map((each) => (each.key === question.key ? question : each))
      : [...section.questions, question]
    return { ...section, questions }
  })
}

/** Takes away a section, or a question. */
export function without(definition: Definition, key: string): Definition {
  const sections = definition.sections
    .filter((section) => section.key !== key)
    .map((section) => ({ ...section, questions: section.questions.filter((each) => each.key !== key) }))
  return { ...definition, sections }
}

/** Moves a section among sections; a question among those of its section, and past the edge into the one next to it. */
export function moved(definition: Definition, key: string, way: Way): Definition {
  const { sections } = definition
  if (sections.some((section) => section.key === key)) return { ...definition, sections: swapped(sections, key, way) }
  const at = sections.findIndex(({ questions }) => questions.some((each) => each.key === key))
  const [from, to] = [sections[at], sections[at + (way === 'up' ? -1 : 1)]]
  const question = from?.questions.find((each) => each.key === key)
  if (!from || !question) return definition
  const isAtEdge = from.questions.at(way === 'up' ? 0 : -1)?.key === key
  if (!isAtEdge) return withSection(definition, { ...from, questions: swapped(from.questions, key, way) })
  if (!to) return definition
  const questions = way === 'up' ? [...to.questions, question] : [question, ...to.questions]
  return withSection(without(definition, key), { ...to, questions })
}

function swapped<T extends { readonly key: string }>(list: readonly T[], key: string, way: Way): T[] {
  const at = list.findIndex((each) => each.key === key)
  const other = at + (way === 'up' ? -1 : 1)
  const [here, there] = [list[at], list[other]]
  if (!here || !there) return [...list]
  return list.map((each, index) => (index === at ? there : index === other ? here : each))
}

/** A key out of what something is called, that nothing in the form has yet: `Vad är du bra på?` becomes `vad_ar_du_bra_pa`. */
export function keyFor(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 30)
    .replace(/_+$/, '')
  const base = plain.length < 2 ? `q_${plain}`.replace(/_$/, '') : plain
  let key = base
  for (let n = 2; taken.includes(key); n += 1) key = `${base}_${n}`
  return key
}

export const keysIn = ({ sections }: Definition): readonly string[] =>
  sections.flatMap(({ key, questions }) => [key, ...questions.map((each) => each.key)])

/** A question as it begins: what its kind needs is there to be filled in. */
export function newQuestion(made: { key: string; kind: QuestionKind; label: string }): Question {
  const empty = { help: null, required: false, when: null, choices: [], least: null, most: null }
  const ends = made.kind === 'scale' ? { least: { sv: 'Inte alls' }, most: { sv: 'Helt och hållet' } } : null
  return { key: made.key, kind: made.kind, label: { sv: made.label }, ...empty, ends }
}
