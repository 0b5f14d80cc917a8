import { z } from 'zod'
import { DomainKind } from '../access/model.ts'
import { Day, InstantText } from '../kernel/date.ts'

/**
 * Sharing: one person is let be seen across the wall between two secrecy domains (OSL 8 kap. 1–2 §§), on a ground that breaks the
 * secrecy (OSL 10 kap.), topic by topic, for a purpose and a time. Nothing is copied: the receiver *visits*, in a transaction that only
 * reads and reaches that person alone. Only the domain whose the person is can share, so that nothing is shared on.
 *
 * Each ground and each secrecy is unverified until a domain confirms it: docs/law.md says what was read, and where.
 */

/** What of a person can be shared. `note.health`: notes on health are named by themselves. */
export const ShareTopic = z.enum(['identity', 'contact', 'schooling', 'register', 'note', 'note.health', 'support'])
export type ShareTopic = z.infer<typeof ShareTopic>

/** What a share begins with; the rest is opened when the receiver has accepted. */
export const FIRST_TOPICS: readonly ShareTopic[] = ['identity', 'contact']

/** Rakt skaderekvisit: open unless harm. Omvänt: closed unless clear that there is none. Absolut: closed. */
export const Strength = z.enum(['straight', 'reversed', 'absolute'])
export type Strength = z.infer<typeof Strength>

export const Secrecy = z.object({
  id: z.uuid(),
  paragraph: z.string(),
  /** The paragraphs that it names, as `25:1`; none when they cannot be read. */
  codes: z.array(z.string()),
  strength: Strength,
  labelSv: z.string(),
  labelEn: z.string(),
  validFrom: Day,
  confirmedAt: InstantText.nullable(),
  /** Somebody at home has asked to end it: oneself, or another, whom one may agree with. */
  ending: z.enum(['mine', 'other']).nullable(),
})
export type Secrecy = z.infer<typeof Secrecy>

/** A ground that breaks secrecy, and what it demands. */
export const Ground = z.object({
  id: z.uuid(),
  code: z.string(),
  paragraph: z.string(),
  labelSv: z.string(),
  labelEn: z.string(),
  demandsSv: z.string(),
  demandsEn: z.string(),
  needsConsent: z.boolean(),
  needsDetail: z.boolean(),
  /** The young person is younger. */
  belowAge: z.number().nullable(),
  /** Who may send on it, and who may receive; null is anybody. */
  fromKinds: z.array(DomainKind).nullable(),
  toKinds: z.array(DomainKind).nullable(),
  /** Paragraphs of secrecy that the ground does not break, as `25:1`. */
  notFor: z.array(z.string()),
  /** Of no use until the domain has confirmed it. */
  needsConfirmed: z.boolean(),
  validFrom: Day,
  confirmedAt: InstantText.nullable(),
})
export type Ground = z.infer<typeof Ground>

/** Another secrecy domain, that one may share with. */
export const Receiver = z.object({ id: z.uuid(), name: z.string(), kind: DomainKind })
export type Receiver = z.infer<typeof Receiver>

const topics = z.array(ShareTopic)

/** What says how far a share has come: shareState in rules.ts reads it. */
const course = {
  fromAt: InstantText,
  untilAt: InstantText,
  answeredAt: InstantText.nullable(),
  accepted: z.boolean().nullable(),
  answer: z.string().nullable(),
  revokedAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  consentWithdrawnAt: InstantText.nullable(),
  consentUntilAt: InstantText.nullable(),
}

const said = {
  topics,
  moreTopics: topics,
  ground: z.string(),
  paragraph: z.string(),
  groundSv: z.string(),
  groundEn: z.string(),
  purpose: z.string(),
  madeBy: z.string(),
}

/** A share as the one who made it sees it. */
export const Share = z.object({
  id: z.uuid(),
  toDomainId: z.uuid(),
  toName: z.string(),
  ...said,
  groundDetail: z.string().nullable(),
  ...course,
  protected: z.boolean(),
})
export type Share = z.infer<typeof Share>

/** A share as the receiver sees it: whose it is stands only where one may look. */
export const Received = z.object({
  id: z.uuid(),
  fromDomainId: z.uuid(),
  fromName: z.string(),
  personId: z.uuid().nullable(),
  ...said,
  ...course,
  answeredBy: z.string().nullable(),
  lasts: z.boolean(),
  mayOpen: z.boolean(),
})
export type Received = z.infer<typeof Received>

/** Medgivande (OSL 10 kap. 1 §, 12 kap. 2–3 §§): to exactly this, and withdrawn at any time. */
export const ConsentForm = z.enum(['paper', 'oral'])
export type ConsentForm = z.infer<typeof ConsentForm>

export const Consent = z.object({
  id: z.uuid(),
  toDomainId: z.uuid(),
  toName: z.string(),
  topics,
  purpose: z.string(),
  byPerson: z.boolean(),
  byGuardian: z.boolean(),
  aloneReason: z.string().nullable(),
  how: ConsentForm,
  witness: z.string().nullable(),
  document: z.string().nullable(),
  givenOn: Day,
  untilAt: InstantText,
  recordedBy: z.string(),
  withdrawnAt: InstantText.nullable(),
})
export type Consent = z.infer<typeof Consent>

/** A colleague or a team whom one may let in. */
export const Lettable = z.object({
  membershipId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  accountId: z.uuid().nullable(),
  name: z.string(),
  role: z.string().nullable(),
  title: z.string().nullable(),
})
export type Lettable = z.infer<typeof Lettable>

/** Who has been let in to a share. */
export const ShareVisitor = z.object({
  id: z.uuid(),
  name: z.string(),
  isTeam: z.boolean(),
  title: z.string().nullable(),
  fromAt: InstantText,
})
export type ShareVisitor = z.infer<typeof ShareVisitor>
