import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'

/**
 * Referral (aktualisering, remiss): somebody asks that a young person be met (skollagen 29 kap. 9 §; R117, R134). A colleague sends one
 * from a person's page; a school, a guardian or the young person from a form on the municipality's page, without an account.
 *
 * A referral is a row for each stage it has been through. The reasons are codes; the words, and from outside who is meant and who asks,
 * are bodies: they stand on the first row and are read by ticket. Until somebody in triage has said whom it is about there is no person.
 */
export const Stage = z.enum([
  'received',
  'triage',
  'offered',
  'waiting',
  'accepted',
  'declined',
  'passed_on',
  'withdrawn',
  'ended',
])
export type Stage = z.infer<typeof Stage>

/** Whose asking it is. `domain`: another secrecy domain of Sedd has shared the person. */
export const Origin = z.enum(['inside', 'domain', 'professional', 'guardian', 'self'])
export type Origin = z.infer<typeof Origin>

/** From outside without an account: as a professional, as a guardian, or for oneself. */
export const Way = z.enum(['professional', 'guardian', 'self'])
export type Way = z.infer<typeof Way>

/** Why somebody is referred. Nothing on health: what must be said of that is said in words, or face to face. */
export const Cause = z.enum([
  'absence',
  'dropped_out',
  'no_occupation',
  'school_change',
  'guidance',
  'work',
  'isolated',
  'wellbeing',
  'other',
])
export type Cause = z.infer<typeof Cause>

/** Why a referral was declined, passed on, withdrawn or ended. */
export const Outcome = z.enum([
  'not_our_task',
  'other_support',
  'not_resident',
  'declined_offer',
  'no_answer',
  'too_little_known',
  'twice',
  'other_team_fits',
  'no_room',
  'other_domain_fits',
  'no_longer_needed',
  'wrong_person',
  'changed_mind',
  'goal_reached',
  'moved',
  'ended_by_youth',
  'too_old',
])
export type Outcome = z.infer<typeof Outcome>

/** A referral as one of its rows has it; the current one when nothing else is said. */
export const Referral = z.object({
  id: z.uuid(),
  /** The first row's id, which stands for the referral. */
  referralId: z.uuid(),
  personId: PersonId.nullable(),
  origin: Origin,
  sentBy: z.uuid().nullable(),
  arrivalId: z.uuid().nullable(),
  reasons: z.array(Cause),
  teamId: z.uuid().nullable(),
  stage: Stage,
  reason: Outcome.nullable(),
  toDomainId: z.uuid().nullable(),
  /** The share that it came by, from another domain. */
  shareId: z.uuid().nullable(),
  targetOn: Day.nullable(),
  receivedAt: InstantText,
  recordedBy: z.uuid(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
})
export type Referral = z.infer<typeof Referral>

/** Who is meant and who asks, as somebody outside wrote it. */
export const Told = z.object({
  givenName: z.string(),
  familyName: z.string(),
  /** As it was typed: a number, or the day of birth. */
  number: z.string(),
  born: z.string(),
  phone: z.string(),
  email: z.string(),
  senderName: z.string(),
  senderRole: z.string(),
  senderPhone: z.string(),
  senderEmail: z.string(),
  /** The link that was sent by e-mail has been followed. Not so for who leaves a number to be rung at. */
  isConfirmed: z.boolean(),
})
export type Told = z.infer<typeof Told>

/** All that a form from outside says. */
export const OutsideReferral = z.object({
  way: Way,
  reasons: z.array(Cause).min(1).max(5),
  words: z.string(),
  told: Told,
})
export type OutsideReferral = z.infer<typeof OutsideReferral>

/** How many workdays each stage may take, and how many days the words about somebody unknown are kept after the end. */
export const ReferralSettings = z.object({
  receivedDays: z.number(),
  triageDays: z.number(),
  offeredDays: z.number(),
  waitingDays: z.number(),
  untiedDays: z.number(),
})
export type ReferralSettings = z.infer<typeof ReferralSettings>
