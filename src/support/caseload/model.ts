import { z } from 'zod'
import { Day } from '../../kernel/date.ts'
import { PersonId, type Sex } from '../../people/model.ts'
import { Setting } from '../cases/model.ts'

/** Ärendelistan: the cases one sees, cut by what one asks for. What is asked for stands in the address, and no name does. */
export const SHOWN = ['open', 'closed', 'all'] as const
export const AGES = ['under_16', '16_17', '18_19', '20_up'] as const
export const DAYS = ['none', 'overdue', 'week'] as const
export const SORTS = ['next', 'name', 'opened', 'owner'] as const

export type CaseFilter = {
  readonly show: (typeof SHOWN)[number]
  /** One's own cases alone. */
  readonly mine: boolean
  readonly owner: string | null
  /** Of whoever answers for it. */
  readonly team: string | null
  readonly setting: Setting | null
  readonly programme: string | null
  readonly label: string | null
  readonly age: (typeof AGES)[number] | null
  readonly sex: Sex | null
  /** Without a next day, with one that is past, or within a week. */
  readonly day: (typeof DAYS)[number] | null
  /** The last try was ours and reached nobody. */
  readonly waiting: boolean
  /** Opened within two weeks. */
  readonly fresh: boolean
  /** With protected identity; for those who see them. */
  readonly protected: boolean
  readonly sort: (typeof SORTS)[number]
  readonly descending: boolean
  readonly page: number
}

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
})
export type CaseRow = z.infer<typeof CaseRow>
