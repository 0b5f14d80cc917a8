import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type TestPerson } from '../../test/build/people.ts'
import { anEnrolment } from '../../test/build/register.ts'
import { lettingIn, sees } from '../../test/build/sight.ts'
import { placeAt } from '../access/accounts/actions.ts'
import { staff as allStaff } from '../access/accounts/store.ts'
import { addTeamMember, endTeamMember, makeTeam } from '../access/accounts/team-actions.ts'
import type { Role } from '../access/model.ts'
import { addMembership } from '../access/store.ts'
import type { Context } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { sql } from '../kernel/sql.ts'
import { addOrganisation, addUnit } from '../organisations/actions.ts'
import { mergePersons } from '../people/duplicates/actions.ts'
import * as actions from './actions.ts'
import { askGlass, takeGlass } from './glass-actions.ts'
import { glassesToReview } from './glass-store.ts'
import type { Shut } from './model.ts'
import { assignmentsOf, blocks, candidates, groundsOf, letsIn, ownGrounds } from './store.ts'

type Staff = Awaited<ReturnType<typeof signedIn>>

let bed: TestBed
let domain: TestDomain
let coordinator: Staff

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Eskilstuna, skolnämnden' })
  coordinator = await staff('kaa_coordinator', { displayName: 'Amina Warsame', seesProtected: true })
})
after(() => bed.close())

const staff = (role: Role, more: { displayName?: string; seesProtected?: boolean } = {}) =>
  signedIn(bed, domain, { role, ...more })
const person = (more: Parameters<typeof aPerson>[1] = {}) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, more))
const own = (of: TestPerson, who: Staff) => bed.jobs.write(domain.machine, (tx) => ownedBy(tx, of.id, who.accountId))
const refused = (kind: string, code?: string) => (error: unknown) =>
  error instanceof Refused &&
  error.kind === kind &&
  (code === undefined || error.fields.some((each) => each.code === code))

const shut = (who: Staff): Shut => ({ kind: 'one', accountId: who.accountId })
const block = (by: Context, of: TestPerson, shutOut: Shut) =>
  bed.web.write(by, (tx) => actions.block(tx, { personId: of.id, shut: shutOut, reason: 'kusin till ungdomen' }))

test('a coordinator lets a colleague in, who sees the person until it is ended', async () => {
  const youth = await person()
  const mentor = await staff('class_mentor')
  assert.equal(await sees(bed, mentor, youth), false)
  const id = await bed.web.write(coordinator, (tx) =>
    actions.letIn(tx, {
      personId: youth.id,
      membershipId: mentor.membershipId,
      teamId: null,
      reason: 'ny klassmentor',
      until: null,
    }),
  )
  assert.equal(await sees(bed, mentor, youth), true)
  await bed.web.write(coordinator, (tx) => actions.endLettingIn(tx, { personId: youth.id, id }))
  assert.equal(await sees(bed, mentor, youth), false)
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.endLettingIn(tx, { personId: youth.id, id })),
    refused('not_found'),
  )
})

test('one who is let in to the end of a day sees the person that evening, and not at midnight', async () => {
  const youth = await person()
  const mentor = await staff('class_mentor')
  await lettingIn(
    { bed, domain },
    { person: youth.id, membershipId: mentor.membershipId, until: '2026-10-16T22:00:00Z' },
  )
  bed.setNow('2026-10-16T21:59:59Z')
  assert.equal(await sees(bed, mentor, youth), true)
  bed.setNow('2026-10-16T22:00:00Z')
  assert.equal(await sees(bed, mentor, youth), false)
  bed.setNow('2026-10-17T08:00:00Z')
  await lettingIn({ bed, domain }, { person: youth.id, membershipId: mentor.membershipId })
  assert.equal(await sees(bed, mentor, youth), true)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('an end is felt by the next question of a colleague who is reading', async () => {
  const youth = await person()
  const mentor = await staff('class_mentor')
  const id = await lettingIn({ bed, domain }, { person: youth.id, membershipId: mentor.membershipId })
  await bed.web.technical(mentor, async (tx) => {
    assert.equal((await ownGrounds(tx, youth.id)).length, 1)
    await bed.web.write(coordinator, (other) => actions.endLettingIn(other, { personId: youth.id, id }))
    assert.deepEqual(await ownGrounds(tx, youth.id), [])
  })
})

test('the owner of a case lets others in to it, and a coach who is only let in does not', async () => {
  const youth = await person()
  const [owner, guest, third] = [await staff('coach'), await staff('coach'), await staff('counsellor')]
  await own(youth, owner)
  const made = { personId: youth.id, teamId: null, reason: 'semester', until: null }
  await bed.web.write(owner, (tx) => actions.letIn(tx, { ...made, membershipId: guest.membershipId }))
  assert.equal(await sees(bed, guest, youth), true)
  await assert.rejects(
    bed.web.write(guest, (tx) => actions.letIn(tx, { ...made, membershipId: third.membershipId })),
    refused('forbidden'),
  )
  assert.equal(await sees(bed, third, youth), false)
  assert.deepEqual(
    [await bed.web.read(owner, (tx) => letsIn(tx, youth.id)), await bed.web.read(guest, (tx) => letsIn(tx, youth.id))],
    [true, false],
  )
})

test('letting in says what is missing, and the same colleague is let in once', async () => {
  const youth = await person()
  const mentor = await staff('class_mentor')
  const economist = await staff('project_economist')
  const made = {
    personId: youth.id,
    membershipId: mentor.membershipId,
    teamId: null,
    reason: 'ny klassmentor',
    until: null,
  }
  const letIn = (change: Partial<typeof made>) =>
    bed.web.write(coordinator, (tx) => actions.letIn(tx, { ...made, ...change }))
  await assert.rejects(letIn({ reason: 'ok' }), refused('invalid', 'reason_missing'))
  await assert.rejects(letIn({ membershipId: economist.membershipId }), refused('invalid', 'holder_missing'))
  await letIn({})
  await assert.rejects(letIn({}), refused('conflict', 'let_in_already'))
})

test('nobody who may not see protected persons is let in to one', async () => {
  const youth = await person({ protection: 'confidentiality_marking' })
  const [mentor, cleared] = [await staff('class_mentor'), await staff('class_mentor', { seesProtected: true })]
  const offered = await bed.web.read(coordinator, (tx) => candidates(tx, youth.id))
  const among = (who: Staff) => offered.some((each) => each.membershipId === who.membershipId)
  assert.deepEqual([among(mentor), among(cleared)], [false, true])
  await lettingIn({ bed, domain }, { person: youth.id, membershipId: cleared.membershipId })
  assert.equal(await sees(bed, cleared, youth), true)
})

test('nobody lets themself in, in any role of theirs or by a team of theirs; a colleague does', async () => {
  const administrator = await staff('administrator')
  const youth = await person()
  const unitId = await bed.jobs.write(domain.machine, async (tx) => {
    await anEnrolment(tx, youth, { from: '2026-08-17', until: null, schoolUnitCode: '87654321' })
    const organisationId = await addOrganisation(tx, { name: 'Friskolan', kind: 'private', number: null })
    return addUnit(tx, { organisationId, name: 'Fristadsskolan', schoolUnitCode: '87654321' })
  })
  for (const role of ['principal', 'student_health_head', 'kaa_coordinator'] as const) {
    const self = await staff(role)
    const secondRole = await bed.jobs.write(domain.machine, async (tx) => {
      await tx.record('access.membership_added', { object: self.accountId })
      return addMembership(tx, { accountId: self.accountId, role: 'coach', title: null, seesProtected: false })
    })
    if (role !== 'kaa_coordinator') {
      const staffId = (await bed.web.read(administrator, allStaff)).find(
        (each) => each.accountId === self.accountId,
      )?.id
      const placed = { staffId: staffId ?? '', membershipId: self.membershipId, units: [unitId] }
      await bed.web.write(administrator, (tx) => placeAt(tx, placed))
    }
    const ownTeam = await bed.web.write(administrator, (tx) => makeTeam(tx, `Teamet, ${role}`))
    await bed.web.write(administrator, (tx) => addTeamMember(tx, { teamId: ownTeam, membershipId: secondRole }))
    assert.equal(await bed.web.read(self, (tx) => letsIn(tx, youth.id)), true, role)
    for (const [membershipId, teamId] of [
      [self.membershipId, null],
      [secondRole, null],
      [null, ownTeam],
    ] as const) {
      const made = { personId: youth.id, membershipId, teamId, reason: 'vill läsa', until: null }
      await assert.rejects(
        bed.web.write(self, (tx) => actions.letIn(tx, made)),
        refused('invalid', 'holder_missing'),
      )
      const call = sql`select access.let_in(${youth.id}, ${membershipId}, ${teamId}, 'vill läsa', null) as id`
      const said = await bed.web.technical(self, (tx) => tx.one(z.object({ id: z.uuid().nullable() }), call))
      assert.equal(said.id, null, role)
    }
    assert.deepEqual((await bed.web.read(self, (tx) => assignmentsOf(tx, youth.id))).length, 0)
    const other = await staff('coach')
    const made = { personId: youth.id, teamId: null, reason: 'coach från i dag', until: null }
    const id = await bed.web.write(self, (tx) => actions.letIn(tx, { ...made, membershipId: other.membershipId }))
    await bed.web.write(self, (tx) => actions.endLettingIn(tx, { personId: youth.id, id }))
  }
})

test('one whose case it is lets in the team they are in', async () => {
  const [youth, owner, mate] = [await person(), await staff('coach'), await staff('coach')]
  const administrator = await staff('administrator')
  await own(youth, owner)
  const teamId = await bed.web.write(administrator, (tx) => makeTeam(tx, 'Coacherna i väst'))
  for (const { membershipId } of [owner, mate])
    await bed.web.write(administrator, (tx) => addTeamMember(tx, { teamId, membershipId }))
  const made = { personId: youth.id, membershipId: null, teamId, reason: 'semester', until: null }
  await bed.web.write(owner, (tx) => actions.letIn(tx, made))
  assert.equal(await sees(bed, mate, youth), true)
})

test('a team is let in, and one who leaves it sees no more', async () => {
  const youth = await person()
  const member = await staff('attendance_team')
  const administrator = await staff('administrator')
  const teamId = await bed.web.write(administrator, (tx) => makeTeam(tx, 'Närvaroteamet'))
  await bed.web.write(administrator, (tx) => addTeamMember(tx, { teamId, membershipId: member.membershipId }))
  await lettingIn({ bed, domain }, { person: youth.id, teamId })
  assert.equal(await sees(bed, member, youth), true)
  const [why] = await bed.web.read(member, (tx) => ownGrounds(tx, youth.id))
  assert.deepEqual([why?.kind, why?.teamName, why?.reason], ['team', 'Närvaroteamet', 'arbetar med ungdomen'])
  await bed.web.write(administrator, (tx) => endTeamMember(tx, { teamId, membershipId: member.membershipId }))
  assert.equal(await sees(bed, member, youth), false)
})

test('one who is placed at a school sees its pupils from their first day there to their last', async () => {
  const administrator = await staff('administrator')
  const principal = await staff('principal')
  const unit = await bed.web.write(administrator, async (tx) => {
    const organisationId = await addOrganisation(tx, { name: 'Kommunen', kind: 'municipality', number: null })
    return addUnit(tx, { organisationId, name: 'Rekarnegymnasiet', schoolUnitCode: '12345678' })
  })
  const youth = await person()
  await bed.jobs.write(domain.machine, async (tx) => {
    await anEnrolment(tx, youth, { from: '2026-10-16', until: '2026-10-20', schoolUnitCode: '12345678' })
    await tx.record('register.built')
  })
  const known = (await bed.web.read(administrator, allStaff)).find((each) => each.accountId === principal.accountId)
  await bed.web.write(administrator, (tx) =>
    placeAt(tx, { staffId: known?.id ?? '', membershipId: principal.membershipId, units: [unit] }),
  )
  const seenAt = async (instant: string) => {
    bed.setNow(instant)
    return sees(bed, principal, youth)
  }
  assert.equal(await seenAt('2026-10-15T21:59:59Z'), false)
  assert.equal(await seenAt('2026-10-15T22:00:00Z'), true)
  const [why] = await bed.web.read(principal, (tx) => ownGrounds(tx, youth.id))
  assert.deepEqual([why?.kind, why?.unitName], ['unit', 'Rekarnegymnasiet'])
  assert.equal(await seenAt('2026-10-19T21:59:59Z'), true)
  assert.equal(await seenAt('2026-10-19T22:00:00Z'), false)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('why somebody was let in is told to those who let in and to oneself; the others learn that, and by whom', async () => {
  const youth = await person()
  const [owner, guest, mentor] = [await staff('coach'), await staff('coach'), await staff('class_mentor')]
  await own(youth, owner)
  for (const { membershipId } of [guest, mentor])
    await bed.web.write(coordinator, (tx) =>
      actions.letIn(tx, {
        personId: youth.id,
        membershipId,
        teamId: null,
        reason: 'misstänkt våld i hemmet',
        until: null,
      }),
    )
  const told = (who: Staff) =>
    bed.web.read(who, async (tx) => {
      const listed = (await groundsOf(tx, youth.id)).filter(({ kind }) => kind === 'case')
      const assigned = await assignmentsOf(tx, youth.id)
      return [listed, assigned].map((each) => each.map(({ reason, givenBy }) => [reason !== null, givenBy]))
    })
  const all = [true, 'Amina Warsame']
  for (const who of [coordinator, owner])
    assert.deepEqual(await told(who), [
      [all, all],
      [all, all],
    ])
  const [grounds, assigned] = await told(guest)
  const ownAndOther = [all, [false, 'Amina Warsame']]
  const sorted = (rows: unknown[][] = []) => rows.sort(([one], [two]) => Number(two) - Number(one))
  assert.deepEqual([sorted(grounds), sorted(assigned)], [ownAndOther, ownAndOther])
  assert.equal((await bed.web.read(guest, (tx) => ownGrounds(tx, youth.id)))[0]?.reason, 'misstänkt våld i hemmet')
})

test('everybody who sees a person is listed with why, and nobody else', async () => {
  const home = await aDomain(bed)
  const of = (role: Role, displayName: string) => signedIn(bed, home, { role, displayName })
  const [lead, coach, mentor] = [
    await of('team_lead', 'Anna'),
    await of('coach', 'Bo'),
    await of('class_mentor', 'Cia'),
  ]
  const boss = await of('kaa_coordinator', 'Disa')
  await of('coach', 'Erik')
  const youth = await bed.jobs.write(home.machine, (tx) => aPerson(tx))
  await bed.jobs.write(home.machine, (tx) => ownedBy(tx, youth.id, coach.accountId))
  await lettingIn({ bed, domain: home }, { person: youth.id, membershipId: mentor.membershipId })
  const grounds = await bed.web.read(boss, (tx) => groundsOf(tx, youth.id))
  assert.deepEqual(
    grounds.map(({ displayName, kind }) => [displayName, kind]),
    [
      ['Anna', 'role'],
      ['Bo', 'owner'],
      ['Cia', 'case'],
      ['Disa', 'role'],
    ],
  )
  for (const who of [lead, coach, mentor, boss]) assert.equal(await sees(bed, who, youth), true)
})

test('a block goes before the role, the case, the assignment and the unit, and is felt as absence', async () => {
  const youth = await person()
  const [coach, second] = [await staff('coach'), await staff('kaa_coordinator')]
  await own(youth, coach)
  await lettingIn({ bed, domain }, { person: youth.id, membershipId: coach.membershipId })
  await block(coordinator, youth, shut(coach))
  const id = await block(coordinator, youth, shut(second))
  assert.deepEqual([await sees(bed, coach, youth), await sees(bed, second, youth)], [false, false])
  const listed = await bed.web.read(coordinator, (tx) => groundsOf(tx, youth.id))
  assert.equal(
    listed.some((each) => [coach, second].some((who) => who.membershipId === each.membershipId)),
    false,
  )
  await assert.rejects(
    bed.web.write(second, (tx) => actions.liftBlock(tx, id)),
    refused('not_found'),
  )
  assert.deepEqual(await bed.web.read(second, (tx) => blocks(tx, youth.id)), [])
  await bed.web.write(coordinator, (tx) => actions.liftBlock(tx, id))
  assert.deepEqual([await sees(bed, coach, youth), await sees(bed, second, youth)], [false, true])
})

test('a block against everybody but some leaves those, and only them', async () => {
  const youth = await person()
  const [coach, other, officer] = [await staff('coach'), await staff('coach'), await staff('data_protection_officer')]
  for (const who of [coach, other])
    await lettingIn({ bed, domain }, { person: youth.id, membershipId: who.membershipId })
  await assert.rejects(
    block(coordinator, youth, { kind: 'others', excepted: [] }),
    refused('invalid', 'nobody_excepted'),
  )
  await assert.rejects(
    block(coordinator, youth, { kind: 'others', excepted: [coach.accountId] }),
    refused('invalid', 'nobody_lifts'),
  )
  const direct = sql`select access.set_block(${youth.id}, null, ${[coach.accountId]}::uuid[], 'hotad') as id`
  const Answer = z.object({ id: z.uuid().nullable() })
  assert.equal((await bed.web.technical(coordinator, (tx) => tx.one(Answer, direct))).id, null)
  await block(coordinator, youth, { kind: 'others', excepted: [coach.accountId, officer.accountId] })
  assert.deepEqual(
    [await sees(bed, coach, youth), await sees(bed, other, youth), await sees(bed, coordinator, youth)],
    [true, false, false],
  )
})

test('blocks go with both numbers of one who is merged, and come apart with nothing lost', async () => {
  const [survivor, merged] = [await person(), await person()]
  const coach = await staff('coach')
  await lettingIn({ bed, domain }, { person: survivor.id, membershipId: coach.membershipId })
  await block(coordinator, merged, shut(coach))
  assert.equal(await sees(bed, coach, survivor), true)
  await bed.web.write(coordinator, (tx) => {
    const side = 'survivor' as const
    const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
    return mergePersons(tx, { survivorId: survivor.id, mergedId: merged.id, choices })
  })
  assert.deepEqual([await sees(bed, coach, survivor), await sees(bed, coach, merged)], [false, false])
  const listed = await bed.web.read(coordinator, (tx) => blocks(tx, survivor.id))
  assert.equal(listed.length, 1)
})

test('one who is jävig shuts themself out, and only somebody else lets them in again', async () => {
  const youth = await person()
  const second = await staff('kaa_coordinator')
  await assert.rejects(
    bed.web.write(second, (tx) => actions.recuse(tx, { personId: youth.id, reason: '' })),
    refused('invalid', 'reason_missing'),
  )
  await bed.web.write(second, (tx) => actions.recuse(tx, { personId: youth.id, reason: 'granne' }))
  assert.equal(await sees(bed, second, youth), false)
  const [found] = await bed.web.read(coordinator, (tx) => blocks(tx, youth.id))
  await assert.rejects(
    bed.web.write(second, (tx) => actions.liftBlock(tx, found?.id ?? '')),
    refused('not_found'),
  )
  await bed.web.write(coordinator, (tx) => actions.liftBlock(tx, found?.id ?? ''))
  assert.equal(await sees(bed, second, youth), true)
  const stranger = await staff('coach')
  await assert.rejects(
    bed.web.write(stranger, (tx) => actions.recuse(tx, { personId: youth.id, reason: 'granne' })),
    refused('not_found'),
  )
})

test('whoever answers for a case and says that they are jävig answers for it no more, and it is told in the trail', async () => {
  const youth = await person()
  const other = await person()
  const coach = await staff('coach')
  await own(youth, coach)
  await own(other, coach)
  await bed.web.write(coach, (tx) => actions.recuse(tx, { personId: youth.id, reason: 'granne' }))
  const Row = z.object({ personId: z.uuid() })
  const open = await bed.web.read(coordinator, (tx) =>
    tx.all(
      Row,
      sql`select person_id as "personId" from register_owner where account_id = ${coach.accountId} and known_until is null`,
    ),
  )
  assert.deepEqual(open, [{ personId: other.id }])
  const officer = await staff('data_protection_officer')
  const told = await bed.web.read(officer, (tx) =>
    tx.all(
      z.object({ n: z.number() }),
      sql`
      select count(*)::integer as n from trail.events(null, null, null, null, null, null, 10000) e
       where e.action = 'register.owner_assigned' and e.person_id = ${youth.id}`,
    ),
  )
  assert.deepEqual(told, [{ n: 1 }])
  // By hand nobody takes a case from themself: that is for whoever gives out cases.
  await bed.web.write(coach, async (tx) => {
    tx.recorded = true
    assert.equal(await tx.run(sql`update register_owner set known_until = ${tx.now} where person_id = ${other.id}`), 0)
  })
})

test('the data protection officer sets a block by number, and sees nobody by it', async () => {
  const youth = await person({ protection: 'protected_registration' })
  const coach = await staff('coach', { seesProtected: true, displayName: 'Sten Berg' })
  await own(youth, coach)
  const officer = await staff('data_protection_officer')
  const set = (number: string) =>
    bed.web.write(officer, (tx) =>
      actions.blockByNumber(tx, { number, shut: shut(coach), reason: 'förälder till ungdomen' }),
    )
  await assert.rejects(set('12'), refused('invalid', 'number_unreadable'))
  const id = await set(youth.number)
  assert.equal(await sees(bed, coach, youth), false)
  const found = (await bed.web.read(officer, (tx) => blocks(tx, null))).find((each) => each.id === id)
  assert.deepEqual([found?.displayName, found?.personName], ['Sten Berg', null])
  await bed.web.write(officer, (tx) => actions.liftBlock(tx, id ?? ''))
  assert.equal(await sees(bed, coach, youth), true)
})

test('one who is blocked sets, sees and lifts no block on the person, nor reviews an emergency about them', async () => {
  const [coach, officer] = [await staff('coach'), await staff('data_protection_officer')]
  const asked = { reason: 'Ungdomen har ringt och talat om att ta sitt liv', minutes: 15 }
  const others: Shut = { kind: 'others', excepted: [coordinator.accountId] }
  for (const shutting of [shut(officer), others]) {
    const youth = await person()
    const glass = (await bed.web.write(coach, (tx) => askGlass(tx, { ...asked, number: youth.number }))) ?? ''
    await bed.web.write(coach, (tx) => takeGlass(tx, glass))
    const reviewed = async () => (await bed.web.read(officer, (tx) => glassesToReview(tx))).map(({ id }) => id)
    const byNumber = () =>
      bed.web.write(officer, (tx) =>
        actions.blockByNumber(tx, { number: youth.number, shut: shut(coach), reason: 'grannar' }),
      )
    assert.ok((await reviewed()).includes(glass))
    const id = await block(coordinator, youth, shutting)
    assert.ok(!(await reviewed()).includes(glass))
    assert.equal(await byNumber(), null)
    await assert.rejects(block(officer, youth, shut(coach)), refused('not_found'))
    await assert.rejects(
      bed.web.write(officer, (tx) => actions.liftBlock(tx, id)),
      refused('not_found'),
    )
    assert.ok(!(await bed.web.read(officer, (tx) => blocks(tx, null))).some((each) => each.id === id))
    await bed.web.write(coordinator, (tx) => actions.liftBlock(tx, id))
    assert.notEqual(await byNumber(), null)
  }
})

test('another domain’s person is as absent as nobody, whatever one tries', async () => {
  const abroad = await aDomain(bed, { municipality: '0483' })
  const theirs = await bed.jobs.write(abroad.machine, (tx) => aPerson(tx))
  const mentor = await staff('class_mentor')
  const letIn = { personId: theirs.id, membershipId: mentor.membershipId, teamId: null, reason: 'arbete', until: null }
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.letIn(tx, letIn)),
    refused('forbidden'),
  )
  await assert.rejects(block(coordinator, theirs, shut(mentor)), refused('not_found'))
  assert.deepEqual(await bed.web.read(coordinator, (tx) => groundsOf(tx, theirs.id)), [])
  assert.deepEqual(await bed.web.read(coordinator, (tx) => assignmentsOf(tx, theirs.id)), [])
})
