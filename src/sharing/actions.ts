import type { Read, Write } from '../kernel/database.ts'
import { endOf, type PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { domainKind } from '../notes/store.ts'
import { type PersonHeader, PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { grounds, secreciesOf } from './law-store.ts'
import type { Ground, Receiver, ShareTopic } from './model.ts'
import {
  ageProblems,
  type ConsentGiven,
  consentProblems,
  covers,
  hindranceOf,
  purposeProblems,
  untilProblems,
} from './rules.ts'
import * as store from './store.ts'

/** Records that somebody looked at what is shared of a person, before it is shown. */
export async function openSharing(tx: Write, personId: string): Promise<void> {
  tx.require('sharing.read')
  const person = await personById(tx, PersonId.parse(personId))
  await tx.record('sharing.person_read', { personId: person.id })
}

export type WantedShare = {
  readonly personId: string
  readonly toDomainId: string
  readonly topics: readonly ShareTopic[]
  readonly groundId: string
  readonly groundDetail: string
  /** Which consent, where the ground is consent. */
  readonly consentId: string
  /** Where the ground is consent it stands there: empty, or the same. */
  readonly purpose: string
  readonly lastDay: PlainDate
  readonly protectedReason: string
}

/**
 * Shares one person with another secrecy domain on a ground that breaks the secrecy (OSL 10 kap.). Who they are and how they are reached
 * can be seen by those who are to answer; the rest is opened when the receiver has accepted.
 */
export async function share(tx: Write, wanted: WantedShare): Promise<string> {
  tx.require('sharing.share')
  const person = await personById(tx, PersonId.parse(wanted.personId))
  const receiver = await receiverNamed(tx, wanted.toDomainId)
  const [known, shareable, consents] = await Promise.all([
    grounds(tx),
    store.shareableTopics(tx, person.id),
    store.consentsOf(tx, person.id),
  ])
  requireShareable(shareable)
  const ground = known.find(({ id }) => id === wanted.groundId)
  const untilAt = endOf(wanted.lastDay)
  const consent = ground?.needsConsent
    ? (consents.find((each) => each.id === wanted.consentId && covers(each, { ...wanted, untilAt })) ?? null)
    : null
  const problems = [
    ...topicProblems(wanted.topics, shareable),
    ...(await groundProblems(tx, { ground, receiver, person })),
    ...(ground?.needsConsent && consent === null ? [{ field: 'ground', code: 'consent_missing' }] : []),
    ...(ground?.needsDetail && wanted.groundDetail.trim().length < 10
      ? [{ field: 'detail', code: 'detail_short' }]
      : []),
    ...purposeProblems(wanted.purpose, ground?.needsConsent === true, consent),
    ...untilProblems(wanted.lastDay, tx.today),
    ...(ground ? ageProblems(ground, { ...person, lastDay: wanted.lastDay, today: tx.today }) : []),
    ...protectedProblems(person, wanted.protectedReason),
  ]
  if (!ground || problems.length > 0) throw new Refused('invalid', 'share', problems)
  const id = await store.insertShare(tx, {
    personId: person.id,
    toDomainId: receiver.id,
    topics: wanted.topics,
    groundId: ground.id,
    groundDetail: ground.needsDetail ? wanted.groundDetail.trim() : null,
    purpose: consent?.purpose ?? wanted.purpose.trim(),
    untilAt,
    consentId: consent?.id ?? null,
    protectedReason: wanted.protectedReason.trim() || null,
  })
  if (id === null) throw new Refused('not_found', 'person')
  const detail = { to: receiver.id, ground: ground.code, topics: wanted.topics, until: wanted.lastDay }
  await tx.record('sharing.shared', { object: id, personId: person.id, detail })
  return id
}

/** A share or a consent of one person. */
export type Part = { readonly id: string; readonly personId: string }

/** Takes a share back: whoever looks sees nothing from their next question on. */
export async function revoke(tx: Write, { id, personId }: Part): Promise<void> {
  tx.require('sharing.share')
  requireTheirs(await store.sharesOf(tx, personId), id)
  requireShareable(await store.shareableTopics(tx, personId))
  if (!(await store.revokeShare(tx, id))) throw new Refused('conflict', 'share_over')
  await tx.record('sharing.revoked', { object: id, personId })
}

/** Notes a consent (OSL 10 kap. 1 §, 12 kap. 2–3 §§): it opens nothing by itself, and a share on that ground dies with it. */
export async function recordConsent(
  tx: Write,
  given: ConsentGiven & { readonly personId: string; readonly toDomainId: string },
): Promise<string> {
  tx.require('sharing.share')
  const person = await personById(tx, PersonId.parse(given.personId))
  requireShareable(await store.shareableTopics(tx, person.id))
  const receiver = await receiverNamed(tx, given.toDomainId)
  const { latestBirthDate } = person
  const problems = consentProblems(given, { today: tx.today, latestBirthDate })
  if (problems.length > 0) throw new Refused('invalid', 'consent', problems)
  const text = (typed: string) => typed.trim() || null
  const id = await store.insertConsent(tx, {
    ...given,
    personId: person.id,
    purpose: given.purpose.trim(),
    aloneReason: given.byPerson === given.byGuardian ? null : text(given.aloneReason),
    witness: given.how === 'oral' ? text(given.witness) : null,
    document: text(given.document),
    untilAt: endOf(given.lastDay),
  })
  if (id === null) throw new Refused('not_found', 'person')
  const detail = { to: receiver.id, topics: given.topics, how: given.how, until: given.lastDay }
  await tx.record('sharing.consent_recorded', { object: id, personId: person.id, detail })
  return id
}

/** Somebody who has consented has thought again. Every share that rests on it closes at once. */
export async function withdrawConsent(tx: Write, { id, personId }: Part): Promise<void> {
  tx.require('sharing.share')
  requireTheirs(await store.consentsOf(tx, personId), id)
  requireShareable(await store.shareableTopics(tx, personId))
  if (!(await store.withdrawConsent(tx, id))) throw new Refused('conflict', 'consent_withdrawn')
  await tx.record('sharing.consent_withdrawn', { object: id, personId })
}

/** It is one of this person's, and the person is one's own to see. */
function requireTheirs(theirs: readonly { readonly id: string }[], id: string): void {
  if (!theirs.some((each) => each.id === id)) throw new Refused('not_found', 'part')
}

/** What one sees only through an access in an emergency is not one's own to share, nor to end what others have shared. */
function requireShareable(topics: readonly ShareTopic[]): void {
  if (!topics.includes('identity')) throw new Refused('forbidden', 'sharing.share')
}

async function receiverNamed(tx: Read, id: string): Promise<Receiver> {
  const found = (await store.receivers(tx)).find((each) => each.id === id)
  if (!found) throw new Refused('invalid', 'receiver', [{ field: 'to', code: 'receiver_missing' }])
  return found
}

function topicProblems(wanted: readonly ShareTopic[], shareable: readonly ShareTopic[]): FieldProblem[] {
  if (!wanted.includes('identity')) return [{ field: 'topic', code: 'topics_missing' }]
  return wanted.every((topic) => shareable.includes(topic)) ? [] : [{ field: 'topic', code: 'topics_not_yours' }]
}

async function groundProblems(
  tx: Read,
  { ground, receiver, person }: { ground: Ground | undefined; receiver: Receiver; person: PersonHeader },
): Promise<FieldProblem[]> {
  if (!ground) return [{ field: 'ground', code: 'ground_missing' }]
  const [sender, secrecies] = await Promise.all([domainKind(tx), secreciesOf(tx, tx.actor.domainId)])
  const { latestBirthDate } = person
  const hindrance = hindranceOf(ground, {
    sender,
    secrecies,
    receiver: receiver.kind,
    latestBirthDate,
    today: tx.today,
  })
  return hindrance === null ? [] : [{ field: 'ground', code: `hindrance.${hindrance}` }]
}

/** Protected identity stays where it is, unless somebody with the right to see it says why it must be shared. */
function protectedProblems(person: PersonHeader, reason: string): FieldProblem[] {
  if (person.protection === 'none') return []
  return reason.trim().length < 10 ? [{ field: 'protectedReason', code: 'protected_reason_short' }] : []
}
