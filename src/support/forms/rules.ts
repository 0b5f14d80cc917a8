import type {
  Answer,
  Answers,
  Condition,
  Definition,
  FormPage,
  Place,
  Question,
  Saved,
  Section,
  Test,
  Variant,
  Words,
} from './model.ts'

/** The wording in a language: its own, else that without `-plain`, else Swedish. */
export function inVariant(words: Words, variant: Variant): string {
  return words[variant] ?? words[variant.replace('-plain', '')] ?? words['sv'] ?? ''
}

/** The languages a form can be read in, Swedish first: those that every question has its words in, or its plain sister. */
export function variantsOf(definition: Definition): readonly Variant[] {
  return ['sv', ...definition.variants.filter((variant) => variant !== 'sv' && isWorded(definition, variant))]
}

/** Plain words need not be said where the usual are plain already; another language must say everything. */
function isWorded(definition: Definition, variant: Variant): boolean {
  const all = definition.sections.flatMap((section) => [
    section.title,
    ...section.questions.flatMap(({ label, choices }) => [label, ...choices.map((choice) => choice.label)]),
  ])
  if (variant.endsWith('-plain')) return all.some((words) => words[variant] !== undefined)
  return all.every((words) => words[variant] !== undefined)
}

/** Whether a condition holds of what was answered. What is not answered, or may not be read, holds for nothing but `is_not`. */
export function holds(condition: Condition | null, answers: Answers): boolean {
  if (condition === null) return true
  const each = (test: Test) => passes(test, answers[test.question])
  return condition.match === 'all' ? condition.tests.every(each) : condition.tests.some(each)
}

function passes({ way, value }: Test, answer: Answer | undefined): boolean {
  const isAnswered = answer !== undefined && answer.length > 0
  if (way === 'answered') return isAnswered
  if (!isAnswered) return way === 'is_not'
  if (typeof answer !== 'string') {
    if (way === 'is_not') return !answer.includes(value)
    return way === 'has' || way === 'is' ? answer.includes(value) : false
  }
  if (way === 'is' || way === 'has') return answer === value
  if (way === 'is_not') return answer !== value
  const [is, against] = [orderOf(answer), orderOf(value)]
  if (Number.isNaN(is) || Number.isNaN(against)) return false
  return way === 'less' ? is < against : is > against
}

/** Numbers by size and days by the calendar. */
const orderOf = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number(text))

/** The pages whose answers decide what is asked later on. */
export function decidingPages(definition: Definition): ReadonlySet<string> {
  const conditions = definition.sections.flatMap(({ when, questions }) => [when, ...questions.map((each) => each.when)])
  const asked = new Set(conditions.flatMap((condition) => condition?.tests.map(({ question }) => question) ?? []))
  const pages = pagesOf(definition).filter(({ questions }) => questions.some(({ key }) => asked.has(key)))
  return new Set(pages.map(({ key }) => key))
}

/** The pages of a form: each section, with a new page where a question hangs on one that stands on the same. */
export function pagesOf(definition: Definition): readonly FormPage[] {
  return definition.sections.flatMap(pagesOfSection)
}

function pagesOfSection(section: Section): readonly FormPage[] {
  const pages: Question[][] = [[]]
  for (const question of section.questions) {
    const here = pages.at(-1) ?? []
    const hangs = question.when?.tests.some((test) => here.some(({ key }) => key === test.question)) ?? false
    if (hangs) pages.push([question])
    else here.push(question)
  }
  return pages.map((questions, index) => ({
    ...{ section, questions, step: index + 1 },
    key: index === 0 ? section.key : `${section.key}.${index + 1}`,
  }))
}

/** The questions of a page that are asked, after what has been answered. Empty: the page is passed over. */
export function askedOn({ section, questions }: FormPage, answers: Answers): readonly Question[] {
  return holds(section.when, answers) ? questions.filter(({ when }) => holds(when, answers)) : []
}

/** `who5` and `who5#2`: where one is among the several of a repeated section. */
export const placed = (page: string, turn: number) => (turn === 1 ? page : `${page}#${turn}`)
export const turnOf = (place: string) => Number(place.split('#')[1] ?? 1)
export const pageOf = (place: string) => place.split('#')[0] ?? place

/**
 * Every place there is to fill in, after what has been answered so far: a repeated section once for each turn that has been saved, and `ahead`
 * once more where another has been asked for.
 */
export function placesOf(
  definition: Definition,
  saved: Saved,
  places: readonly string[] = [...saved.keys()],
): readonly Place[] {
  const plain = flat(saved)
  const sections = Map.groupBy(pagesOf(definition), ({ section }) => section.key)
  return [...sections.values()].flatMap((pages) => {
    const turns = Math.max(1, ...places.filter((each) => pages.some(({ key }) => key === pageOf(each))).map(turnOf))
    return Array.from({ length: turns }, (_, index) => index + 1).flatMap((turn) =>
      pages.flatMap((page): Place[] => {
        const asked = askedOn(page, { ...plain, ...ofTurn(saved, turn) })
        return asked.length === 0 ? [] : [{ page, turn, asked, place: placed(page.key, turn) }]
      }),
    )
  })
}

const flat = (saved: Saved): Answers => ofTurn(saved, 1)
const ofTurn = (saved: Saved, turn: number): Answers =>
  Object.assign({}, ...[...saved].filter(([place]) => turnOf(place) === turn).map(([, answers]) => answers))

/** The first place that is not yet saved; null when there is none. */
export function nextPlace(places: readonly Place[], saved: ReadonlySet<string>): Place | null {
  return places.find(({ place }) => !saved.has(place)) ?? null
}

/** A place as it stands in an address: which page, and which turn of it. It tells nothing of what is asked. */
export function numberOfPlace(definition: Definition, place: string): string {
  const at = pagesOf(definition).findIndex(({ key }) => key === pageOf(place)) + 1
  return turnOf(place) === 1 ? String(at) : `${at}-${turnOf(place)}`
}

/** The place that a number stands for; null for one that is none. */
export function placeOfNumber(definition: Definition, number: string): string | null {
  const [, at, turn = '1'] = /^(\d{1,3})(?:-(\d{1,2}))?$/.exec(number) ?? []
  const page = pagesOf(definition)[Number(at) - 1]
  if (!page || Number(turn) < 1 || Number(turn) > (page.section.repeat?.most ?? 1)) return null
  return placed(page.key, Number(turn))
}

/** What the field of a question is called where it is filled in: no key of a question meets a field of the page's own. */
export const fieldName = (key: string) => `q-${key}`
