import type { Read, Write } from '../../kernel/database.ts'
import { addYears } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { municipalities } from '../../organisations/store.ts'
import { employerProblems, offerProblems, readSupervisor } from './employer-rules.ts'
import * as store from './employer-store.ts'
import { balanceSince } from './list-store.ts'
import type { EmployerInput, OfferInput, SectorCount, SupervisorInput } from './model.ts'
import { readOrganisationNumber } from './rules.ts'

/** Who has been where for a year, of those within reach: that they were counted stands in the trail. */
export async function countBalance(tx: Write): Promise<readonly SectorCount[]> {
  tx.require('employers.read')
  const counts = await balanceSince(tx, addYears(tx.today, -1))
  await tx.record('placements.counted', { detail: { sectors: counts.length } })
  return counts
}

/** Adds a workplace. Answers with its id. */
export async function addEmployer(tx: Write, of: EmployerInput): Promise<string> {
  tx.require('employers.keep')
  const id = await store.insertEmployer(tx, await keptOf(tx, of, null))
  await tx.record('employers.added', { object: id })
  return id
}

/** Corrects a workplace. `seen` is when it was changed last, as the form showed it: who has changed it meanwhile is not written over. */
export async function changeEmployer(
  tx: Write,
  id: string,
  of: EmployerInput & { readonly seen: string },
): Promise<void> {
  tx.require('employers.keep')
  const before = await store.lockEmployer(tx, id)
  if (before.changedAt !== of.seen) throw new Refused('conflict', 'changed_meanwhile')
  await store.updateEmployer(tx, id, await keptOf(tx, of, id))
  await tx.record('employers.changed', { object: id })
}

async function keptOf(tx: Read, of: EmployerInput, but: string | null) {
  const known = new Set((await municipalities(tx)).map(({ code }) => code))
  const problems = employerProblems(of, known)
  if (problems.length > 0) throw new Refused('invalid', 'employer', problems)
  const reading = readOrganisationNumber(of.organisationNumber)
  const number = reading.ok ? reading.number : null
  const name = of.name.trim()
  if (number !== null && (await store.isKnown(tx, { number, name, but })))
    throw new Refused('invalid', 'employer', [{ field: 'organisationNumber', code: 'employer_known' }])
  return { ...of, name, number }
}

/** Takes nobody more; what has begun goes on. Or takes somebody again. */
export async function closeEmployer(tx: Write, id: string, closed: boolean): Promise<void> {
  tx.require('employers.keep')
  await store.lockEmployer(tx, id)
  await store.setClosed(tx, id, closed)
  await tx.record('employers.closed', { object: id, detail: { closed } })
}

export async function addSupervisor(tx: Write, employerId: string, of: SupervisorInput): Promise<string> {
  tx.require('employers.keep')
  await store.lockEmployer(tx, employerId)
  const reading = readSupervisor(of)
  if (!reading.ok) throw new Refused('invalid', 'supervisor', reading.problems)
  const id = await store.insertSupervisor(tx, employerId, reading)
  await tx.record('employers.supervisor_added', { object: id })
  return id
}

export async function changeSupervisor(
  tx: Write,
  which: WhichSupervisor,
  of: SupervisorInput & { readonly seen: string },
): Promise<void> {
  tx.require('employers.keep')
  const before = await lockTheirs(tx, which)
  if (before.endedOn !== null) throw new Refused('conflict', 'supervisor_ended')
  if (before.changedAt !== of.seen) throw new Refused('conflict', 'changed_meanwhile')
  const reading = readSupervisor(of)
  if (!reading.ok) throw new Refused('invalid', 'supervisor', reading.problems)
  await store.updateSupervisor(tx, before.id, reading)
  await tx.record('employers.supervisor_changed', { object: before.id })
}

type WhichSupervisor = { readonly employerId: string; readonly supervisorId: string }

async function lockTheirs(tx: Write, { employerId, supervisorId }: WhichSupervisor) {
  const found = await store.lockSupervisor(tx, supervisorId)
  if (found.employerId !== employerId) throw new Refused('not_found', 'supervisor')
  return found
}

/** A supervisor sees to nobody more: number and address go, the name stays where it was agreed. */
export async function endSupervisor(tx: Write, which: WhichSupervisor): Promise<void> {
  tx.require('employers.keep')
  const { id, endedOn } = await lockTheirs(tx, which)
  if (endedOn !== null) throw new Refused('conflict', 'supervisor_ended')
  await store.endSupervisor(tx, id)
  await tx.record('employers.supervisor_ended', { object: id })
}

export async function addOffer(tx: Write, employerId: string, of: OfferInput): Promise<string> {
  tx.require('employers.keep')
  const employer = await store.lockEmployer(tx, employerId)
  if (employer.closedOn !== null) throw new Refused('conflict', 'employer_closed')
  const problems = offerProblems(of, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'offer', problems)
  const id = await store.insertOffer(tx, employerId, of)
  await tx.record('employers.offer_added', { object: id, detail: { places: of.places, kind: of.kind } })
  return id
}

export async function closeOffer(
  tx: Write,
  which: { readonly employerId: string; readonly offerId: string },
): Promise<void> {
  tx.require('employers.keep')
  const { id, employerId, closedOn } = await store.lockOffer(tx, which.offerId)
  if (employerId !== which.employerId) throw new Refused('not_found', 'offer')
  if (closedOn !== null) throw new Refused('conflict', 'offer_closed')
  await store.closeOffer(tx, id)
  await tx.record('employers.offer_closed', { object: id })
}

/**
 * Whoever has a number has answered STOPP: no supervisor with it is texted again, and whoever supports the young person sees that they are to be
 * called. Answers whether it was a supervisor's.
 */
export async function supervisorStops(tx: Write, phone: string): Promise<boolean> {
  tx.require('messages.receive')
  const isTheirs = await store.isSupervisors(tx, phone)
  for (const id of await store.stopTexts(tx, phone)) await tx.record('employers.texts_stopped', { object: id })
  return isTheirs
}
