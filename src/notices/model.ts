import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'

/**
 * Notices between school and hemkommun (underrättelse): when somebody begins or leaves a gymnasieskola of another huvudman than the
 * hemkommun, the huvudman tells the hemkommun at once, and the same of a pupil under twenty who without valid reason is absent to a
 * considerable extent (skollagen 15 kap. 15 §; of anpassad gymnasieskola 18 kap. 15 §).
 *
 * What one is to tell is derived from the facts and never typed, but for absence, which somebody has to judge. What one has been told
 * changes the register only when somebody applies it. Between two domains goes a parcel with exactly what the law lets it carry
 * (docs/adr/0031-notices-as-parcels.md).
 */
export const NoticeKind = z.enum(['starts', 'ends', 'absent'])
export type NoticeKind = z.infer<typeof NoticeKind>

/** 15:15 speaks of the gymnasieskola, 18:15 of the anpassade gymnasieskolan; of no other form of school. */
export const NoticeForm = z.enum(['GY', 'GYAN'])
export type NoticeForm = z.infer<typeof NoticeForm>

export const OutState = z.enum(['to_send', 'sent', 'received', 'failed', 'not_needed'])
export type OutState = z.infer<typeof OutState>

export const InState = z.enum(['new', 'applied', 'no_effect', 'returned'])
export type InState = z.infer<typeof InState>

/** How it goes to one who is not in Sedd, or whose name is not to go by itself. */
export const ByHand = z.enum(['letter', 'file', 'phone', 'portal'])
export type ByHand = z.infer<typeof ByHand>

/** Why nothing is to be told. `reversed` is said by Sedd: what was to be told turned out not to be so. */
export const NOT_NEEDED = ['told_otherwise', 'not_theirs', 'wrong'] as const
export const NotNeeded = z.enum([...NOT_NEEDED, 'reversed'])
export type NotNeeded = z.infer<typeof NotNeeded>

/** Why what one was told changes nothing, or goes back. `withdrawn`: the sender took it back. */
export const NO_EFFECT = ['known_already', 'newer_known', 'no_such_studies', 'absence', 'not_ours'] as const
export const Reason = z.enum([...NO_EFFECT, 'wrong_municipality', 'withdrawn'])
export type Reason = z.infer<typeof Reason>

export const Answer = z.enum(['applied', 'no_effect', 'returned'])
export type Answer = z.infer<typeof Answer>

/** What applying did to the register. */
export const Effect = z.enum(['entered', 'left', 'none'])
export type Effect = z.infer<typeof Effect>

/** What happened, where: the same on both sides. `onDay` is the first day, the last day, or the day the absence was judged. */
const told = {
  kind: NoticeKind,
  onDay: Day,
  interrupted: z.boolean(),
  schoolForm: NoticeForm,
  programmeCode: z.string().nullable(),
  schoolUnitCode: z.string().nullable(),
  schoolUnit: z.string(),
}

export const NoticeOut = z.object({
  ...told,
  id: z.uuid(),
  personId: PersonId,
  municipality: z.string(),
  municipalityName: z.string().nullable(),
  absencePercent: z.number().nullable(),
  dueOn: Day,
  madeAt: InstantText,
  state: OutState,
  sentAt: InstantText.nullable(),
  sentBy: z.uuid().nullable(),
  sentHow: z.enum([...ByHand.options, 'sedd']).nullable(),
  sentOn: Day.nullable(),
  parcelId: z.uuid().nullable(),
  takenAt: InstantText.nullable(),
  receivedAt: InstantText.nullable(),
  answeredAt: InstantText.nullable(),
  answer: Answer.nullable(),
  failedAt: InstantText.nullable(),
  failedWhy: z.enum(['returned', 'came_back']).nullable(),
  notNeededAt: InstantText.nullable(),
  notNeededBy: z.uuid().nullable(),
  notNeededWhy: NotNeeded.nullable(),
  lapsedAt: InstantText.nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
})
export type NoticeOut = z.infer<typeof NoticeOut>

export const NoticeIn = z.object({
  ...told,
  id: z.uuid(),
  personId: PersonId.nullable(),
  /** While it is nobody known here. */
  number: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  sender: z.string(),
  parcelId: z.uuid().nullable(),
  toldAt: InstantText,
  cameAt: InstantText,
  enteredBy: z.uuid(),
  dueOn: Day,
  state: InState,
  openedAt: InstantText.nullable(),
  openedBy: z.uuid().nullable(),
  settledAt: InstantText.nullable(),
  settledBy: z.uuid().nullable(),
  reason: Reason.nullable(),
  effect: Effect.nullable(),
  effectOn: Day.nullable(),
  openedVersion: z.number().nullable(),
  closedVersion: z.number().nullable(),
  withdrawnAt: InstantText.nullable(),
})
export type NoticeIn = z.infer<typeof NoticeIn>

/** What is told of somebody, without whom. */
export type Told = Pick<
  NoticeIn,
  'kind' | 'onDay' | 'interrupted' | 'schoolForm' | 'programmeCode' | 'schoolUnitCode' | 'schoolUnit'
>

/** What a domain holds to: its own, and `decided` when somebody there has said so. The law has no numbers. */
export const Setting = z.object({
  targetDays: z.number(),
  handleDays: z.number(),
  /** How many days a move is handed over and taken over in: 29 kap. 9 § (moves). */
  handoverDays: z.number(),
  absencePercent: z.number(),
  organisationIds: z.array(z.uuid()),
})
export type Setting = z.infer<typeof Setting> & { readonly decided: boolean }

/** Another municipality's register in Sedd. */
export const Keeper = z.object({ municipality: z.string(), domainId: z.uuid(), name: z.string() })
export type Keeper = z.infer<typeof Keeper>
