import { z } from 'zod'
import { Day } from '../../kernel/date.ts'
import { NAMED_LANGUAGES } from '../../outreach/messages/model.ts'
import { PersonId, type Sex } from '../../people/model.ts'
import { SchoolForm } from '../../register/model.ts'
import type { ActivityKind } from '../activities/model.ts'
import { Setting } from '../cases/model.ts'

/** Ärendelistan: the cases one sees, cut by what one asks for. What is asked for stands in the address, and no name does. */
export const SHOWN = ['open', 'closed', 'all'] as const
export const AGES = ['under_16', '16_17', '18_19', '20_up'] as const
export const DAYS = ['none', 'overdue', 'week'] as const
/** In no education at all, or in one of this form. */
export const EDUCATIONS = ['none', ...SchoolForm.options] as const
/** When somebody has their birthday, or comes of an age at which more than the age changes. */
export const BIRTHDAYS = ['week', 'month', 'next_month', 'soon_18', 'soon_20'] as const
/** What somebody is written to in, where it has been said: one of these, or anything but Swedish. */
export const WRITTEN_IN = ['foreign', ...NAMED_LANGUAGES] as const
/** A reminder about them that is the reader's own: any, or one whose day has come. */
export const REMINDERS = ['any', 'due'] as const
export const SORTS = ['next', 'name', 'opened', 'owner'] as const

/** As many as are changed at once. */
export const MOST_AT_ONCE = 1000

/** What was chosen in the form below the list, as it came back; nothing the first time. */
export type Chosen = {
  readonly cases: readonly string[]
  readonly all: boolean
  readonly owner: string | null
  readonly label: string | null
}

export type CaseFilter = {
  readonly show: (typeof SHOWN)[number]
  /** One's own cases alone. */
  readonly mine: boolean
  readonly owner: string | null
  /** Of whoever has left since, or of nobody: they are to be given to somebody. */
  readonly left: boolean
  /** Of whoever answers for it. */
  readonly team: string | null
  readonly setting: Setting | null
  /** Enrolled today in a school of this form, or in none. */
  readonly education: (typeof EDUCATIONS)[number] | null
  /** Enrolled today in a national or introductory programme, by its code. */
  readonly studies: string | null
  readonly programme: string | null
  readonly label: string | null
  readonly age: (typeof AGES)[number] | null
  readonly sex: Sex | null
  readonly birthday: (typeof BIRTHDAYS)[number] | null
  readonly language: (typeof WRITTEN_IN)[number] | null
  readonly reminder: (typeof REMINDERS)[number] | null
  /** Of one's own: somebody else has done something in it since one looked. */
  readonly changed: boolean
  /** Without a next day, with one that is past, or within a week. */
  readonly day: (typeof DAYS)[number] | null
  /** The last try was ours and reached nobody. */
  readonly waiting: boolean
  /** The last contact came from them, and nobody has been in touch since. */
  readonly reply: boolean
  /** In something of this kind that is planned or under way. */
  readonly activity: ActivityKind | null
  /** Opened within two weeks. */
  readonly fresh: boolean
  /** With protected identity; for those who see them. */
  readonly protected: boolean
  readonly sort: (typeof SORTS)[number]
  readonly descending: boolean
  readonly page: number
}

/**
 * What is asked for, with the people it is about where that is kept elsewhere than in the case. It is looked up anew each time and stands in no
 * address.
 */
export type Cut = CaseFilter & { readonly among?: readonly PersonId[] }

/** How many open cases stand how, of those whose they are. */
export const CaseCounts = z.object({
  open: z.number(),
  overdue: z.number(),
  week: z.number(),
  none: z.number(),
  fresh: z.number(),
  left: z.number(),
})
export type CaseCounts = z.infer<typeof CaseCounts>

export const CaseRow = z.object({
  caseId: z.uuid(),
  personId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: Day.nullable(),
  protection: z.string(),
  setting: Setting,
  openedOn: Day,
  closedOn: Day.nullable(),
  closeReason: z.string().nullable(),
  ownerId: z.uuid().nullable(),
  nextOn: Day.nullable(),
  /** The first day that has passed without a word of what came of it. */
  lateOn: Day.nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** The shape of a filter may change; a saved one says which shape it has. */
export const CASE_FILTER_VERSION = 1

/** What the list is cut by, kept under a name. `filter` is null when its shape is no longer read: it is shown as such, never misread. */
export type SavedFilter = {
  readonly id: string
  readonly name: string
  readonly own: boolean
  readonly shared: boolean
  readonly teamId: string | null
  readonly filter: CaseFilter | null
}

/** What a filter can name that is gone, or that one does not see. */
export const GONE = ['owner', 'team', 'programme', 'label', 'education', 'studies'] as const
export type Gone = (typeof GONE)[number]
