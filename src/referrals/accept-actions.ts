import { randomUUID } from 'node:crypto'
import { teams } from '../access/accounts/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { startFromReferral } from '../outreach/ladder/planning.ts'
import { addPerson } from '../people/entry-actions.ts'
import type { EntryReading } from '../people/entry-rules.ts'
import { parseNumber } from '../people/identity.ts'
import { PersonId } from '../people/model.ts'
import { personById, personByNumber } from '../people/store.ts'
import { afterFacts, assignOwner } from '../register/actions.ts'
import { membersAmong } from '../register/store.ts'
import { letIn } from '../sight/actions.ts'
import { candidates } from '../sight/store.ts'
import { openCase } from '../support/cases/actions.ts'
import { caseOf } from '../support/cases/store.ts'
import { lockedAsSeen, moveOn, type Which } from './actions.ts'
import { lockPlaces, roomTaken } from './list-store.ts'
import type { Outcome, Referral } from './model.ts'
import { roomProblem } from './rules.ts'
import { acceptShareOf } from './sender-actions.ts'
import { tieReferral } from './store.ts'

/** What is written where a team is let in for a referral: why somebody sees the young person. */
const WHY = 'Aktualiseringen är antagen'

export type Accepted = Which & {
  readonly teamId: string | null
  readonly ownerId: string | null
  /** Also when the team has no room left. */
  readonly anyway?: boolean
}

/**
 * Says yes: to a team, which is let in and whose place is taken, and to whoever is to answer for the case, or one of the two. Of two who
 * take the last place at once the second is told that it is gone.
 */
export async function acceptReferral(tx: Write, accepted: Accepted): Promise<void> {
  tx.require('referrals.triage')
  const referral = await lockedAsSeen(tx, accepted)
  const { teamId, ownerId } = accepted
  if (teamId === null && ownerId === null)
    throw new Refused('invalid', 'accept', [{ field: 'team', code: 'holder_missing' }])
  if (teamId !== null) await requireRoom(tx, teamId, accepted.anyway === true)
  await moveOn(tx, referral, { to: 'accepted', by: 'triage', teamId: teamId ?? referral.teamId })
  if (referral.personId === null) throw new Refused('conflict', 'person_first')
  const { id: personId } = await personById(tx, referral.personId)
  if (teamId !== null && (await isLettable(tx, personId, teamId)))
    await letIn(tx, { personId, membershipId: null, teamId, reason: WHY, until: null })
  if (ownerId !== null) await giveOwner(tx, personId, ownerId)
  await openFromReferral(tx, { personId, reasons: referral.reasons, ownerId: ownerId ?? tx.actor.accountId })
  await startFromReferral(tx, personId)
  if (referral.shareId !== null) await acceptShareOf(tx, referral.shareId, { teamId, ownerId })
}

type Opened = { readonly personId: PersonId; readonly reasons: Referral['reasons']; readonly ownerId: string }

/** Who is accepted has a case, which whoever said yes answers for until it is somebody's; one that is open stays as it is. */
async function openFromReferral(tx: Write, { personId, reasons, ownerId }: Opened): Promise<void> {
  if (!tx.may('support.work')) return
  const before = await caseOf(tx, personId)
  if (before !== null && before.closedOn === null) return
  const outside = reasons.includes('dropped_out') || (await membersAmong(tx, [personId], tx.today)).length > 0
  const setting = outside ? 'outside_school' : 'in_school'
  const made = { personId, setting, origin: 'referral', openedOn: tx.today, ownerId } as const
  await openCase(tx, { ...made, reopenReason: before === null ? null : 'new_need' })
}

/** A team that is there, and has room. The places are locked before they are counted. */
async function requireRoom(tx: Write, teamId: string, anyway: boolean): Promise<void> {
  await requireTeam(tx, teamId, 'team')
  const places = await lockPlaces(tx, teamId)
  const taken = (await roomTaken(tx)).find((each) => each.teamId === teamId)?.taken ?? 0
  const problem = roomProblem({ taken, places }, anyway)
  if (problem !== null) throw new Refused('invalid', 'accept', [problem])
}

/** Offers a place, or puts in the queue; at a team that is there, or none. */
export async function placeReferral(
  tx: Write,
  placed: Which & { readonly to: string; readonly teamId: string | null },
): Promise<void> {
  tx.require('referrals.triage')
  const referral = await lockedAsSeen(tx, placed)
  const { to, teamId } = placed
  if (to !== 'offered' && to !== 'waiting') throw new Refused('invalid', 'place', [{ field: 'to', code: 'to_missing' }])
  if (teamId !== null) await requireTeam(tx, teamId, 'team')
  await moveOn(tx, referral, { to, by: 'triage', teamId })
}

/** To another team of ours, with why: it begins anew there. */
export async function handOver(
  tx: Write,
  handed: Which & { readonly teamId: string; readonly reason: Outcome | null },
): Promise<void> {
  tx.require('referrals.triage')
  const referral = await lockedAsSeen(tx, handed)
  const { teamId, reason } = handed
  await requireTeam(tx, teamId, 'toTeam')
  if (teamId === referral.teamId) throw new Refused('invalid', 'team', [{ field: 'toTeam', code: 'same_team' }])
  await moveOn(tx, referral, { to: 'received', by: 'triage', teamId, reason })
}

/** Refuses with `invalid` a team that is not there. */
export async function requireTeam(tx: Read, teamId: string, field: string): Promise<void> {
  if ((await teams(tx)).some(({ id }) => id === teamId)) return
  throw new Refused('invalid', 'team', [{ field, code: 'unknown_team' }])
}

/** A team that is let in already is not let in twice. */
async function isLettable(tx: Read, personId: string, teamId: string): Promise<boolean> {
  return (await candidates(tx, personId)).some((each) => each.teamId === teamId)
}

/** Only whoever is in the register has somebody who answers for them there. */
async function giveOwner(tx: Write, personId: PersonId, ownerId: string): Promise<void> {
  if ((await membersAmong(tx, [personId], tx.today)).length === 0)
    throw new Refused('invalid', 'owner', [{ field: 'owner', code: 'owner_not_member' }])
  await assignOwner(tx, [personId], ownerId)
}

/** Says whom it is about: somebody whom we know, by their number. */
export async function tieToKnown(tx: Write, tied: Which & { readonly number: string }): Promise<void> {
  tx.require('referrals.triage')
  const referral = await untied(tx, tied)
  const reading = parseNumber(tied.number.replace(/\s/g, ''), tx.today)
  if (!reading.ok) throw new Refused('invalid', 'number', [{ field: 'number', code: 'number_unreadable' }])
  const personId = await personByNumber(tx, reading.number)
  if (personId === null) throw new Refused('invalid', 'number', [{ field: 'number', code: 'number_nobodys' }])
  await tie(tx, referral, personId)
}

/** Says whom it is about: somebody whom we did not know, added as people are added. */
export async function tieToNew(tx: Write, tied: Which & { readonly reading: EntryReading }): Promise<void> {
  tx.require('referrals.triage')
  const referral = await untied(tx, tied)
  if (!tied.reading.ok) throw new Refused('invalid', 'person', tied.reading.problems)
  const personId = PersonId.parse(randomUUID())
  const { touched } = await addPerson(tx, { id: personId, entry: tied.reading.entry, seen: [] })
  await afterFacts(tx, touched)
  await tie(tx, referral, personId)
}

async function untied(tx: Write, which: Which): Promise<Referral> {
  const referral = await lockedAsSeen(tx, which)
  if (referral.personId !== null) throw new Refused('conflict', 'tied_already')
  return referral
}

async function tie(tx: Write, { referralId }: Referral, personId: PersonId): Promise<void> {
  await tieReferral(tx, { referralId, personId })
  await tx.record('referrals.tied', { object: referralId, personId })
}
