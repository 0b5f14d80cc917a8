import type { DomainKind } from '../access/model.ts'
import { addYears, ageOn, type Instant, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Consent, Ground, Secrecy, ShareTopic } from './model.ts'

/** How a share stands. `over`: its time, or that of its consent, has run out. */
export type ShareState = 'waiting' | 'open' | 'declined' | 'revoked' | 'ended' | 'consent_withdrawn' | 'over'

type Course = {
  readonly untilAt: Instant
  readonly accepted: boolean | null
  readonly revokedAt: Instant | null
  readonly endedAt: Instant | null
  readonly consentWithdrawnAt: Instant | null
  readonly consentUntilAt: Instant | null
}

export function shareState(share: Course, now: Instant): ShareState {
  if (share.accepted === false) return 'declined'
  if (share.revokedAt !== null) return 'revoked'
  if (share.endedAt !== null) return 'ended'
  if (share.consentWithdrawnAt !== null) return 'consent_withdrawn'
  if (share.untilAt <= now || (share.consentUntilAt !== null && share.consentUntilAt <= now)) return 'over'
  return share.accepted ? 'open' : 'waiting'
}

/** What of the person is open to those who may look: the first topics, and the rest once the receiver has accepted. */
export function openTopics(share: {
  readonly accepted: boolean | null
  readonly topics: readonly ShareTopic[]
  readonly moreTopics: readonly ShareTopic[]
}): readonly ShareTopic[] {
  return share.accepted ? [...share.topics, ...share.moreTopics] : share.topics
}

export const isLasting = (state: ShareState) => state === 'waiting' || state === 'open'

/**
 * Why a ground cannot be used here: it does not break that secrecy, is not for such a sender or such a receiver, not of somebody that old,
 * or nobody here has confirmed it.
 */
export type Hindrance = 'secrecy' | 'sender' | 'receiver' | 'age' | 'unconfirmed'

type Crossing = {
  readonly sender: DomainKind
  /** The secrecy of the domain that sends. */
  readonly secrecies: readonly Pick<Secrecy, 'codes'>[]
  readonly receiver: DomainKind
  /** The last day the young person can have been born: nobody is taken to be older than they certainly are. */
  readonly latestBirthDate: PlainDate
  readonly today: PlainDate
}

export function hindranceOf(
  ground: Pick<Ground, 'notFor' | 'fromKinds' | 'toKinds' | 'belowAge' | 'needsConfirmed' | 'confirmedAt'>,
  crossing: Crossing,
): Hindrance | null {
  if (crossing.secrecies.some((secrecy) => isBeyond(ground, secrecy))) return 'secrecy'
  if (ground.fromKinds !== null && !ground.fromKinds.includes(crossing.sender)) return 'sender'
  if (ground.toKinds !== null && !ground.toKinds.includes(crossing.receiver)) return 'receiver'
  if (ground.belowAge !== null && ageOn(crossing.latestBirthDate, crossing.today) >= ground.belowAge) return 'age'
  return ground.needsConfirmed && ground.confirmedAt === null ? 'unconfirmed' : null
}

/** A secrecy whose paragraph cannot be read is taken to be one that the ground does not break, if there are such. */
function isBeyond({ notFor }: Pick<Ground, 'notFor'>, { codes }: Pick<Secrecy, 'codes'>): boolean {
  return notFor.length > 0 && (codes.length === 0 || codes.some((code) => notFor.includes(code)))
}

/** OSL 12 kap. 3 §: under 18 the guardian has a say. One whose age is in doubt is taken to be as young as they can be. */
export function isMinor(latestBirthDate: PlainDate, on: PlainDate): boolean {
  return ageOn(latestBirthDate, on) < 18
}

/** A share, and a consent, is for a year at the longest: then it is asked anew. */
export function latestUntil(today: PlainDate): PlainDate {
  return addYears(today, 1)
}

export type ConsentGiven = {
  readonly topics: readonly ShareTopic[]
  readonly purpose: string
  readonly byPerson: boolean
  readonly byGuardian: boolean
  readonly aloneReason: string
  readonly how: string
  readonly witness: string
  readonly document: string
  readonly givenOn: PlainDate
  readonly lastDay: PlainDate
}

/** What a consent lacks (OSL 10 kap. 1 §, 12 kap. 2–3 §§). Under 18 both speak, or it is said why one is enough. */
export function consentProblems(
  given: ConsentGiven,
  { today, latestBirthDate }: { readonly today: PlainDate; readonly latestBirthDate: PlainDate },
): FieldProblem[] {
  const problems: FieldProblem[] = []
  const ofAge = !isMinor(latestBirthDate, today)
  const note = (field: string, code: string) => problems.push({ field, code })
  if (!given.topics.includes('identity')) note('topic', 'topics_missing')
  if (given.purpose.trim().length < 10) note('purpose', 'purpose_short')
  if (!given.byPerson && !given.byGuardian) note('by', 'by_missing')
  else if (ofAge && !given.byPerson) note('by', 'by_person_missing')
  else if (!ofAge && given.byPerson !== given.byGuardian && given.aloneReason.trim().length < 10)
    note('aloneReason', 'alone_reason_short')
  if (given.how !== 'paper' && given.how !== 'oral') note('how', 'how_missing')
  if (given.how === 'oral' && given.witness.trim().length < 3) note('witness', 'witness_missing')
  if (given.how === 'paper' && given.document.trim() === '') note('document', 'document_missing')
  if (given.givenOn > today) note('givenOn', 'day_in_future')
  // Who comes of age speaks for themself from that day: what a guardian alone has said is over.
  if (!ofAge && given.byGuardian && !given.byPerson && !isMinor(latestBirthDate, given.lastDay))
    note('until', 'until_of_age')
  return [...problems, ...untilProblems(given.lastDay, today)]
}

export function untilProblems(lastDay: PlainDate, today: PlainDate): FieldProblem[] {
  if (lastDay < today) return [{ field: 'until', code: 'until_past' }]
  return lastDay > latestUntil(today) ? [{ field: 'until', code: 'until_far' }] : []
}

/** What holds of those below an age holds to the day before their birthday: whoever looks later would look at somebody too old for it. */
export function ageProblems(
  { belowAge }: Pick<Ground, 'belowAge'>,
  { lastDay, latestBirthDate, today }: { lastDay: PlainDate; latestBirthDate: PlainDate; today: PlainDate },
): FieldProblem[] {
  const isTooOld = (on: PlainDate) => belowAge !== null && ageOn(latestBirthDate, on) >= belowAge
  return isTooOld(lastDay) && !isTooOld(today) ? [{ field: 'until', code: 'until_age' }] : []
}

/** Whether a consent reaches: to that receiver, all of the topics, and until then. */
export function covers(
  consent: Pick<Consent, 'toDomainId' | 'topics' | 'untilAt' | 'withdrawnAt'>,
  wanted: { readonly toDomainId: string; readonly topics: readonly ShareTopic[]; readonly untilAt: Instant },
): boolean {
  return (
    consent.withdrawnAt === null &&
    consent.toDomainId === wanted.toDomainId &&
    wanted.topics.every((topic) => consent.topics.includes(topic)) &&
    Date.parse(consent.untilAt) >= Date.parse(wanted.untilAt)
  )
}

/** What a share is for. A consent says it itself (OSL 12 kap. 2 §): what it was given for, and nothing beside. */
export function purposeProblems(
  purpose: string,
  byConsent: boolean,
  consent: Pick<Consent, 'purpose'> | null,
): FieldProblem[] {
  const said = purpose.trim()
  if (!byConsent) return said.length < 10 ? [{ field: 'purpose', code: 'purpose_short' }] : []
  const isOther = said !== '' && consent !== null && said !== consent.purpose
  return isOther ? [{ field: 'purpose', code: 'purpose_of_consent' }] : []
}
