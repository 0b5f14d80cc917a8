import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { IdentifierKind, PersonId, Protection, Residency, Sex } from '../model.ts'

/**
 * Two persons who may be one, and what people decide of them. The machine only suggests: a merge is a person's decision,
 * with a choice for every field where the two differ, and it can be undone.
 */
export const SuggestionId = z.uuid().brand('SuggestionId')
export type SuggestionId = z.infer<typeof SuggestionId>

export const MergeId = z.uuid().brand('MergeId')
export type MergeId = z.infer<typeof MergeId>

/** Why two persons may be one. What an import says beyond these is shown as it is. */
export const REASONS = [
  'same_name',
  'swapped_name',
  'similar_name',
  'same_birth_date',
  'born_same_year',
  'same_phone',
  'same_email',
  'same_address',
] as const
export type Reason = (typeof REASONS)[number]

/** A person as two are laid side by side. */
export const Comparable = z.object({
  id: PersonId,
  rootId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  folded: z.string(),
  numbers: z.array(z.object({ number: z.string(), kind: IdentifierKind })),
  sex: Sex.nullable(),
  birthDate: Day.nullable(),
  latestBirthDate: Day,
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postalTown: z.string().nullable(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  protection: Protection,
  residency: Residency,
  knownFrom: InstantText,
})
export type Comparable = z.infer<typeof Comparable>

export const Suggestion = z.object({
  id: SuggestionId,
  personId: PersonId,
  otherId: PersonId,
  reasons: z.array(z.string()),
  /** 1–100: how much speaks for it. */
  score: z.number(),
  suggestedAt: InstantText,
  decision: z.enum(['merged', 'different']).nullable(),
})
export type Suggestion = z.infer<typeof Suggestion>

/** The fields of which one side is chosen. Everything else (numbers, contacts, periods) is kept from both. */
export const FIELDS = ['name', 'sex', 'birthDate', 'address', 'protection'] as const
export type Field = (typeof FIELDS)[number]

export const Side = z.enum(['survivor', 'merged'])
export type Side = z.infer<typeof Side>

export const Choices = z.object({ name: Side, sex: Side, birthDate: Side, address: Side, protection: Side })
export type Choices = z.infer<typeof Choices>

/**
 * One fact table's part in a merge: the versions closed, and the one opened on the survivor in their place. `made` are those
 * that undoing later merges left behind: they are no later facts.
 */
export const Exchange = z.object({
  closed: z.array(z.number()),
  opened: z.number().nullable(),
  made: z.array(z.number()).default([]),
})
export type Exchange = z.infer<typeof Exchange>

const Birth = z.object({ birthDate: Day.nullable(), latestBirthDate: Day })
const change = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value })

/** What a merge replaced, so that an un-merge gives it back. A part that is missing was not touched. */
export const Replaced = z.object({
  /** How many merges the survivor had been through before this one: the later are undone first. */
  position: z.number(),
  sex: change(Sex.nullable()).optional(),
  birth: change(Birth).optional(),
  name: Exchange.optional(),
  address: Exchange.optional(),
  protection: Exchange.optional(),
})
export type Replaced = z.infer<typeof Replaced>

export const Merge = z.object({
  id: MergeId,
  survivorId: PersonId,
  mergedId: PersonId,
  choices: Choices,
  replaced: Replaced,
  mergedAt: InstantText,
  mergedBy: z.uuid(),
  unmergedAt: InstantText.nullable(),
})
export type Merge = z.infer<typeof Merge>
