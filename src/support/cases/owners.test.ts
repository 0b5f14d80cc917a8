import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { asOwner } from '../../../test/build/notes.ts'
import { aPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { aCase } from '../../../test/build/support.ts'
import { addMembership, openDemoSession } from '../../access/store.ts'
import type { Context } from '../../kernel/database.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { ownerOf } from '../../register/store.ts'
import { letIn } from '../../sight/actions.ts'
import { callOffFollowUps, recordExit } from '../exits/actions.ts'
import type { ExitInput } from '../exits/model.ts'
import { settleCases } from '../exits/settle-actions.ts'
import { changeOwner } from './actions.ts'
import { closeCase } from './closing-actions.ts'
import { reallocateCases } from './owner-actions.ts'
import { caseOf, closePeriod, insertCase, insertPeriod, reachesSupport, releaseCases, setCaseOwner } from './store.ts'

let bed: TestBed
let domain: TestDomain
type Staff = Awaited<ReturnType<typeof signedIn>>
let coordinator: Staff
let lead: Staff
let coach: Staff
let other: Staff
let principal: Staff

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  other = await signedIn(bed, domain, { role: 'coach', displayName: 'Sara Lind' })
  principal = await signedIn(bed, domain, { role: 'principal' })
})
after(() => bed.close())

const aMember = () => bed.jobs.write(domain.machine, (tx) => aDropout(tx, { givenName: 'Tove' }))
const anOutsider = () => bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2010' }))
const sees = (who: Context, id: Parameters<typeof reachesSupport>[1]) =>
  bed.web.read(who, (tx) => reachesSupport(tx, id))
const ownerNow = (id: Parameters<typeof caseOf>[1]) =>
  bed.web.read(coordinator, async (tx) => (await caseOf(tx, id))?.ownerId)

test('the owner in the register follows the case of one who is in it, and the former owner sees nothing more', async () => {
  const { id } = await aMember()
  await aCase(bed, coordinator, { personId: id, ownerId: coach.accountId })
  assert.deepEqual([await sees(coach, id), await sees(other, id)], [true, false])
  assert.equal(await bed.web.read(coordinator, (tx) => ownerOf(tx, id)), coach.accountId)
  const given = { personId: id, seen: coach.accountId, accountId: other.accountId }
  await bed.web.write(coordinator, (tx) => changeOwner(tx, given))
  assert.equal(await ownerNow(id), other.accountId)
  assert.deepEqual([await sees(coach, id), await sees(other, id)], [false, true])
})

test('of one who is not in the register the owner is let in, and no longer when the case is somebody else’s', async () => {
  const { id } = await anOutsider()
  await aCase(bed, lead, { personId: id, ownerId: coach.accountId, setting: 'in_school', origin: 'school' })
  assert.deepEqual([await sees(coach, id), await sees(other, id)], [true, false])
  await bed.web.write(lead, (tx) =>
    changeOwner(tx, { personId: id, seen: coach.accountId, accountId: other.accountId }),
  )
  assert.deepEqual([await sees(coach, id), await sees(other, id)], [false, true])
})

const FOLLOWED: ExitInput = {
  ...{ exitedOn: day('2026-10-15'), outcome: 'interrupted', kind: 'own_choice', place: null },
  ...{ nextStep: 'none', nextOn: null, backedBy: 'none' },
}

test('who was let in on account of a case sees the young person while somebody is to be asked, and no longer', async () => {
  const { id } = await anOutsider()
  await aCase(bed, lead, { personId: id, ownerId: coach.accountId, setting: 'in_school', origin: 'school' })
  await bed.web.write(coach, (tx) => recordExit(tx, { personId: id, ...FOLLOWED }))
  assert.equal(await sees(coach, id), true)
  await bed.web.write(coach, (tx) => callOffFollowUps(tx, id))
  assert.deepEqual([await sees(coach, id), await ownerNow(id)], [false, null])
})

test('a case that was opened by mistake ends what its owner was let in to', async () => {
  const { id } = await anOutsider()
  await aCase(bed, lead, { personId: id, ownerId: coach.accountId, setting: 'in_school', origin: 'school' })
  await bed.web.write(coach, (tx) => closeCase(tx, { personId: id }))
  assert.deepEqual([await sees(coach, id), await ownerNow(id)], [false, null])
})

test('what outlived a case that was closed before is ended in the night, once, and leaves its events', async () => {
  const [kept, ended, released] = [await anOutsider(), await anOutsider(), await anOutsider()]
  for (const { id } of [kept, ended, released])
    await aCase(bed, lead, { personId: id, ownerId: coach.accountId, setting: 'in_school', origin: 'school' })
  // As cases were closed once: the period, and nothing that came with it; and the owner, without the letting-in.
  await bed.web.write(coach, async (tx) => {
    for (const { id } of [ended, released]) {
      const of = await caseOf(tx, id)
      if (of !== null) await closePeriod(tx, { periodId: of.periodId, closedOn: tx.today, reason: 'opened_by_mistake' })
    }
    await releaseCases(tx, [(await caseOf(tx, released.id))?.id ?? ''])
    tx.recorded = true
  })
  assert.deepEqual([await sees(coach, ended.id), await sees(coach, released.id)], [true, true])
  const told = (action: string) =>
    asOwner(bed, async (client) => {
      const { rows } = await client.query(
        `select count(*)::integer as told from trail.event e where e.action = $1 and e.domain_id = $2`,
        [action, domain.id],
      )
      return Number(rows[0]?.told)
    })
  const before = await told('sight.letting_in_ended')
  await bed.jobs.write(domain.machine, settleCases)
  assert.deepEqual(
    [await sees(coach, kept.id), await sees(coach, ended.id), await sees(coach, released.id)],
    [true, false, false],
  )
  assert.deepEqual([await ownerNow(kept.id), await ownerNow(ended.id)], [coach.accountId, null])
  assert.equal((await told('sight.letting_in_ended')) - before, 2)
  await bed.jobs.write(domain.machine, settleCases)
  assert.deepEqual([await told('exits.cases_settled'), await told('sight.letting_in_ended')], [1, before + 2])
})

test('whoever takes a case over ends what the former owner was let in to, though they let nobody in themselves', async () => {
  const { id } = await anOutsider()
  await aCase(bed, lead, { personId: id, ownerId: coach.accountId, setting: 'in_school', origin: 'school' })
  const seeing = { personId: id, membershipId: other.membershipId, teamId: null, reason: 'Vikarierar', until: null }
  await bed.web.write(lead, (tx) => letIn(tx, seeing))
  const taken = { personId: id, seen: coach.accountId, accountId: other.accountId }
  await bed.web.write(other, (tx) => changeOwner(tx, taken))
  assert.deepEqual([await sees(coach, id), await sees(other, id)], [false, true])
})

test('a letting-in for another reason does not end with the case', async () => {
  const { id } = await anOutsider()
  const seeing = { personId: id, membershipId: coach.membershipId, teamId: null, reason: 'Samtal', until: null }
  await bed.web.write(lead, (tx) => letIn(tx, seeing))
  await aCase(bed, lead, { personId: id, ownerId: coach.accountId, setting: 'in_school', origin: 'school' })
  await bed.web.write(coach, (tx) => closeCase(tx, { personId: id }))
  assert.equal(await sees(coach, id), true)
})

test('a colleague with two roles is let in by the one that reaches few', async () => {
  const both = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Två Roller' })
  const second = { accountId: both.accountId, role: 'coach', title: null, seesProtected: false } as const
  const membershipId = await bed.jobs.write(domain.machine, async (tx) => {
    await tx.record('access.membership_added', { object: both.accountId })
    return addMembership(tx, second)
  })
  const asCoach = { token: (await openDemoSession(bed.web, membershipId)) ?? '' }
  const { id } = await anOutsider()
  await aCase(bed, lead, { personId: id, ownerId: both.accountId, setting: 'in_school', origin: 'school' })
  assert.equal(await sees(asCoach, id), true)
})

test('one who lets nobody in opens a case for themself and gives it to nobody who does not see the young person', async () => {
  const { id } = await aMember()
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coach.accountId))
  const helper = await signedIn(bed, domain, { role: 'special_educator' })
  await assert.rejects(aCase(bed, helper, { personId: id }), { kind: 'not_found' })
  const caseId = await aCase(bed, coach, { personId: id })
  assert.equal(typeof caseId, 'string')
  await aCase(bed, coordinator, { personId: (await aMember()).id, ownerId: helper.accountId })
  const of = { personId: id, seen: coach.accountId, accountId: principal.accountId }
  // The case is the coach's own: they may let a colleague in, and see nothing of it afterwards but what the register gives.
  await bed.web.write(coach, (tx) => changeOwner(tx, of))
  assert.equal(await sees(principal, id), true)
})

test('somebody who works with no cases, or has left, never answers for one', async () => {
  const { id } = await aMember()
  const project = await signedIn(bed, domain, { role: 'project_leader' })
  await assert.rejects(aCase(bed, coordinator, { personId: id, ownerId: project.accountId }), {
    code: 'owner',
    fields: [{ field: 'owner', code: 'unknown_owner' }],
  })
})

test('one with a protected identity is given only to a colleague who may see them', async () => {
  const cleared = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const { id } = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { protection: 'confidentiality_marking' }))
  await assert.rejects(aCase(bed, cleared, { personId: id, ownerId: coach.accountId }), {
    fields: [{ field: 'owner', code: 'owner_not_cleared' }],
  })
})

test('of two who give a case away at once one is told what the other did', async () => {
  const { id } = await aMember()
  await aCase(bed, coordinator, { personId: id, ownerId: coach.accountId })
  const to = (accountId: string) => ({ personId: id, seen: coach.accountId, accountId })
  const outcomes = await Promise.allSettled([
    bed.web.write(coordinator, (tx) => changeOwner(tx, to(other.accountId))),
    bed.web.write(lead, (tx) => changeOwner(tx, to(lead.accountId))),
  ])
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  assert.equal(refused.length, 1)
  assert.match(String((refused[0] as PromiseRejectedResult).reason), /conflict: owner/)
})

/** Cases of the lead's own, half of them of young people in the register. */
async function manyCases(many: number): Promise<{ readonly ids: readonly PersonId[]; readonly cases: string[] }> {
  const ids = await bed.jobs.write(domain.machine, async (tx) => {
    const made: PersonId[] = []
    for (let index = 0; index < many; index++)
      made.push((await (index % 2 === 0 ? aDropout(tx) : aPerson(tx, { born: '2010' }))).id)
    return made
  })
  const period = { setting: 'outside_school', origin: 'register', openedOn: day('2026-10-01') } as const
  const cases = await bed.web.write(lead, async (tx) => {
    const made: string[] = []
    for (const personId of ids) {
      const caseId = await insertCase(tx, personId)
      await insertPeriod(tx, { caseId, personId, ...period })
      await setCaseOwner(tx, { caseId, personId, accountId: lead.accountId })
      made.push(caseId)
    }
    await tx.record('cases.opened')
    return made
  })
  return { ids, cases }
}

test('three hundred cases change hands in one press, and again, and each time an event tells of each', async () => {
  const { ids, cases } = await manyCases(300)
  assert.equal(await bed.web.write(lead, (tx) => reallocateCases(tx, cases, coach.accountId)), 300)
  assert.equal(await bed.web.write(lead, (tx) => reallocateCases(tx, cases, other.accountId)), 300)
  for (const id of ids.slice(0, 4)) {
    assert.equal(await ownerNow(id), other.accountId)
    assert.deepEqual([await sees(other, id), await sees(coach, id)], [true, false])
  }
  const told = await asOwner(bed, async (client) => {
    const { rows } = await client.query(
      `select count(*)::integer as told from trail.event e where e.action = 'cases.owner_changed' and e.domain_id = $1`,
      [domain.id],
    )
    return rows[0]?.told
  })
  assert.ok(told >= 600, `${told} events`)
})

test('a coach gives nobody else’s cases away, and what one does not see is left alone', async () => {
  const { id } = await aMember()
  const caseId = await aCase(bed, coordinator, { personId: id, ownerId: coach.accountId })
  await assert.rejects(
    bed.web.write(coach, (tx) => reallocateCases(tx, [caseId], other.accountId)),
    { kind: 'forbidden' },
  )
  const elsewhere = await aDomain(bed, { municipality: '0483' })
  const stranger = await signedIn(bed, elsewhere, { role: 'kaa_coordinator' })
  await assert.rejects(
    bed.web.write(stranger, (tx) => reallocateCases(tx, [caseId], stranger.accountId)),
    { kind: 'not_found' },
  )
  assert.equal(await ownerNow(id), coach.accountId)
})
