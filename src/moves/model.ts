import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'

/**
 * Moves: the responsibility of skollagen 29 kap. 9 § is the hemkommun's, which follows where one is folkbokförd (29 kap. 6 §). When somebody
 * moves it is handed from one municipality to the next, on a day: the first in the new one, and the day before is the old one's last.
 *
 * A move is derived from the facts and never typed. Between two domains of Sedd goes a parcel with the least that is needed to find the young
 * person, on a ground that is named; whatever more there is goes by a share, or stays (docs/adr/0035-moves-as-parcels.md).
 */
export const Clarity = z.enum(['clear', 'gap', 'overlap'])
/** Whether the data say one thing of the days around a move: no day without a home, and none with two. */
export type Clarity = z.infer<typeof Clarity>

export const OutState = z.enum(['to_hand_over', 'sent', 'received', 'declined', 'not_needed', 'lapsed'])
export type OutState = z.infer<typeof OutState>

export const InState = z.enum(['awaited', 'to_receive', 'received', 'declined', 'not_needed', 'withdrawn'])
export type InState = z.infer<typeof InState>

/** How it is handed over to one who is not in Sedd, or whose name is not to go by itself. */
export const ByHand = z.enum(['letter', 'phone', 'meeting'])
export type ByHand = z.infer<typeof ByHand>

/** On what the least may be told: that no harm is to be expected, or a ground that breaks the secrecy (OSL 10 kap.). */
export const HandoverGround = z.enum(['harm_test', 'consent', 'own_activity', 'general_clause'])
export type HandoverGround = z.infer<typeof HandoverGround>

/** Why a handover goes back. */
export const Refusal = z.enum(['not_here', 'wrong_person', 'not_covered'])
export type Refusal = z.infer<typeof Refusal>

/** Why nothing is to be handed over. `reversed` is said by Sedd: the move turned out not to be so. */
export const SET_ASIDE = ['done_otherwise', 'not_ours', 'wrong'] as const
export const NotNeeded = z.enum([...SET_ASIDE, 'reversed'])
export type NotNeeded = z.infer<typeof NotNeeded>

const Answer = z.enum(['received', 'declined'])

const whose = { givenName: z.string().nullable(), familyName: z.string().nullable(), protection: z.string() }

/** What is told of how to reach the young person, and whom to call. */
const told = {
  phone: z.string().nullable(),
  email: z.string().nullable(),
  callName: z.string().nullable(),
  callWay: z.string().nullable(),
}

export const MoveOut = z.object({
  ...whose,
  ...told,
  id: z.uuid(),
  personId: PersonId,
  /** The first day without a home here. */
  leftOn: Day,
  /** The first day of the next municipality; null while nobody has said which. */
  movedOn: Day.nullable(),
  municipality: z.string().nullable(),
  municipalityName: z.string().nullable(),
  clarity: Clarity,
  saidBy: z.uuid().nullable(),
  dueOn: Day,
  madeAt: InstantText,
  endedAt: InstantText.nullable(),
  state: OutState,
  ground: HandoverGround.nullable(),
  groundDetail: z.string().nullable(),
  sentAt: InstantText.nullable(),
  sentBy: z.uuid().nullable(),
  sentHow: z.enum([...ByHand.options, 'sedd']).nullable(),
  sentOn: Day.nullable(),
  parcelId: z.uuid().nullable(),
  takenAt: InstantText.nullable(),
  openedAt: InstantText.nullable(),
  receivedBy: z.string().nullable(),
  answeredAt: InstantText.nullable(),
  answer: Answer.nullable(),
  reason: Refusal.nullable(),
  notNeededAt: InstantText.nullable(),
  notNeededBy: z.uuid().nullable(),
  notNeededWhy: NotNeeded.nullable(),
  lapsedAt: InstantText.nullable(),
})
export type MoveOut = z.infer<typeof MoveOut>

export const MoveIn = z.object({
  ...whose,
  ...told,
  id: z.uuid(),
  personId: PersonId.nullable(),
  /** While it is nobody known here. */
  number: z.string().nullable(),
  movedOn: Day,
  municipality: z.string().nullable(),
  municipalityName: z.string().nullable(),
  clarity: Clarity,
  sender: z.string().nullable(),
  parcelId: z.uuid().nullable(),
  toldAt: InstantText.nullable(),
  cameAt: InstantText,
  dueOn: Day,
  state: InState,
  openedAt: InstantText.nullable(),
  openedBy: z.uuid().nullable(),
  settledAt: InstantText.nullable(),
  settledBy: z.uuid().nullable(),
  reason: z.enum([...Refusal.options, 'done_otherwise', 'reversed']).nullable(),
  receivedHow: z.enum([...ByHand.options, 'sedd']).nullable(),
  receivedOn: Day.nullable(),
  withdrawnAt: InstantText.nullable(),
})
export type MoveIn = z.infer<typeof MoveIn>

/** What goes with a handover, beside whose it is. */
export type Told = {
  readonly phone: string | null
  readonly email: string | null
  readonly callName: string
  readonly callWay: string
  readonly ground: HandoverGround
  readonly groundDetail: string | null
}
