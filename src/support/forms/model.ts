import { z } from 'zod'
import { InstantText } from '../../kernel/date.ts'
import { NoteTopic } from '../../notes/model.ts'

/**
 * A form as data: sections of questions, with what is asked only after certain answers, in as many languages as somebody has worded it in.
 * A version is frozen when it is published; what is changed afterwards is a draft of the next. The product's own forms are of the same kind.
 */

/** How much a form has room for: of the whole, of a part, of a question, of a condition, and languages beside Swedish. */
export const MOST = { sections: 40, questions: 60, choices: 60, tests: 10, variants: 20 }

/** A language a form is worded in; `-plain` is the same in plain words. Swedish is always there. */
export const Variant = z.string().regex(/^[a-z]{2,3}(-plain)?$/)
export type Variant = z.infer<typeof Variant>

/** One wording in each language it has. */
export const Words = z
  .record(Variant, z.string().trim().min(1).max(2000))
  .refine((words) => words['sv'] !== undefined, 'Swedish is missing')
export type Words = z.infer<typeof Words>

export const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

export const QUESTION_KINDS = ['text', 'long', 'number', 'whole', 'yes_no', 'one', 'many', 'scale', 'date'] as const
export const QuestionKind = z.enum(QUESTION_KINDS)
export type QuestionKind = z.infer<typeof QuestionKind>

/** What an earlier answer is compared by. `has`: one of several chosen. */
export const TEST_WAYS = ['is', 'is_not', 'has', 'less', 'more', 'answered'] as const
export const TestWay = z.enum(TEST_WAYS)
export type TestWay = z.infer<typeof TestWay>
export const Test = z.strictObject({ question: Key, way: TestWay, value: z.string().max(100) })
export type Test = z.infer<typeof Test>

/** Asked only when all, or any, of these hold of what was answered before. */
export const Condition = z.strictObject({ match: z.enum(['all', 'any']), tests: z.array(Test).min(1).max(MOST.tests) })
export type Condition = z.infer<typeof Condition>

const ChoiceValue = z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/)
export const Choice = z.strictObject({ value: ChoiceValue, label: Words })
export type Choice = z.infer<typeof Choice>

export const Question = z.strictObject({
  key: Key,
  kind: QuestionKind,
  label: Words,
  help: Words.nullable(),
  required: z.boolean(),
  when: Condition.nullable(),
  /** Of `one` and `many`. */
  choices: z.array(Choice).max(MOST.choices),
  /** What 0 and 10 stand for, of `scale`. */
  ends: z.strictObject({ least: Words, most: Words }).nullable(),
  /** Of `number` and `whole`, both included. */
  least: z.number().nullable(),
  most: z.number().nullable(),
})
export type Question = z.infer<typeof Question>

export const MOST_REPEATS = 20
export const Section = z.strictObject({
  key: Key,
  /** Who may read the answers: as for notes. */
  topic: NoteTopic,
  title: Words,
  lead: Words.nullable(),
  when: Condition.nullable(),
  /** Answered once for each of several: schools, jobs, siblings. */
  repeat: z.strictObject({ most: z.number().int().min(2).max(MOST_REPEATS) }).nullable(),
  questions: z.array(Question).max(MOST.questions),
})
export type Section = z.infer<typeof Section>

export const SCORES = ['who5'] as const
export const Definition = z.strictObject({
  title: Words,
  intro: Words.nullable(),
  /** Where it comes from and on what terms, where that must be said. */
  credit: Words.nullable(),
  /** The languages beside Swedish that it is to be worded in. */
  variants: z.array(Variant).max(MOST.variants),
  score: z.enum(SCORES).nullable(),
  sections: z.array(Section).max(MOST.sections),
})
export type Definition = z.infer<typeof Definition>

/** A form as it is filled in: the product's own have no id. */
export type Form = {
  readonly id: string | null
  readonly code: string
  readonly version: number
  readonly definition: Definition
}

/** A version that a domain has published. */
export const PublishedForm = z.object({
  id: z.uuid(),
  code: z.string(),
  version: z.number(),
  definition: Definition,
  publishedBy: z.uuid(),
  publishedAt: InstantText,
  retiredAt: InstantText.nullable(),
})
export type PublishedForm = z.infer<typeof PublishedForm>

/** A form that is being made. `revision` goes up by one for each change. */
export const Draft = z.object({
  id: z.uuid(),
  code: z.string(),
  definition: Definition,
  revision: z.number(),
  changedBy: z.uuid(),
  changedAt: InstantText,
})
export type Draft = z.infer<typeof Draft>

/** One answer: text as it is kept (`yes`, `7`, `2026-10-15`), or what was chosen among several. */
export const Answer = z.union([z.string().max(20_000), z.array(ChoiceValue).max(MOST.choices)])
export type Answer = z.infer<typeof Answer>
export const Answers = z.record(Key, Answer)
export type Answers = z.infer<typeof Answers>

/** The questions that are asked on one page: those of a section, up to the first that hangs on an answer among them. */
export type FormPage = {
  readonly key: string
  readonly section: Section
  /** The first of its section, with the section's own heading; after that, questions that hang on it. */
  readonly step: number
  readonly questions: readonly Question[]
}

/** What has been answered so far, by place: a page, and which turn of it (`schools#2`). */
export type Saved = ReadonlyMap<string, Answers>

/** Somewhere there is something to fill in, with what is asked there. */
export type Place = {
  readonly page: FormPage
  readonly turn: number
  readonly place: string
  readonly asked: readonly Question[]
}
