import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { aDropout, anEnrolment } from '../../test/build/register.ts'
import { colleagues } from '../access/store.ts'
import type { Context, Read } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import type { Refused } from '../kernel/errors.ts'
import { sql } from '../kernel/sql.ts'
import { seedCodes } from '../organisations/actions.ts'
import { block } from '../sight/actions.ts'
import * as actions from './actions.ts'
import { exportRows } from './export-store.ts'
import { changes, totalOf } from './feed-store.ts'
import { filterFromQuery } from './filter.ts'
import { ownerOptions } from './filter-views.ts'
import { listRows, listTotal } from './list-store.ts'
import { listParameters } from './parameter-view.ts'
import { decisionsOf, isMember, occupationsOf, ownerOf, periodsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Context & { readonly accountId: string }

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
})
after(() => bed.close())

const listed =
  (query: Record<string, string[]> = {}) =>
  (tx: Read) =>
    list(tx, query)

async function list(tx: Read, query: Record<string, string[]>) {
  return listRows(tx, filterFromQuery(query), { parameters: await listParameters(tx, tx.today), limit: 100 })
}

async function ids(query: Record<string, string[]> = {}, who: Context = coordinator): Promise<string[]> {
  return (await bed.web.read(who, listed(query))).map((row) => row.personId)
}

test('one who leaves a national programme stands in the list from the day after, with the reason and the school', async () => {
  const elsa = await bed.jobs.write(domain.machine, (tx) =>
    aDropout(tx, { givenName: 'Elsa', familyName: 'Lindqvist' }),
  )

  const rows = await bed.web.read(coordinator, listed())
  const row = rows.find((each) => each.personId === elsa.id)

  assert.equal(row?.since, '2026-09-21')
  assert.equal(row?.reason, 'AVBROTT_NATIONELLT')
  assert.equal(row?.lastSchool, 'Rekarnegymnasiet')
  assert.equal(row?.givenName, 'Elsa')
  assert.deepEqual((await ids({ asOf: ['2026-09-20'] })).includes(elsa.id), false)
  assert.deepEqual((await ids({ asOf: ['2026-09-21'] })).includes(elsa.id), true)
})

test('one who studies is not a member and cannot be found through the list', async () => {
  const studying = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, { born: '2009' })
    await anEnrolment(tx, person, { from: '2025-08-18' })
    await actions.recomputeRegister(tx, 'touched')
    return person
  })
  assert.equal((await ids()).includes(studying.id), false)
  assert.equal(await bed.web.read(coordinator, (tx) => isMember(tx, studying.id, tx.today)), false)
})

test('a late delivery does not rewrite the list of a day that has passed', async () => {
  bed.setNow('2026-10-20T10:00:00Z')
  const late = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { leftOn: '2026-10-01' }))
  assert.equal((await ids({ asOf: ['2026-10-10'] })).includes(late.id), true, 'as it was, by what we know now')
  assert.equal(
    (await ids({ asOf: ['2026-10-10'], knownAt: ['2026-10-19'] })).includes(late.id),
    false,
    'as we knew it then',
  )
  assert.equal((await ids({ asOf: ['2026-10-10'], knownAt: ['2026-10-20'] })).includes(late.id), true)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('another domain neither lists the person nor counts them', async () => {
  const elsewhere = await aDomain(bed, { municipality: '0483' })
  await bed.jobs.write(elsewhere.machine, seedCodes)
  const stranger = await signedIn(bed, elsewhere, { role: 'kaa_coordinator' })
  assert.deepEqual(await ids({}, stranger), [])
  const total = await bed.web.read(stranger, async (tx) =>
    listTotal(tx, filterFromQuery({}), await listParameters(tx, tx.today)),
  )
  assert.equal(total, 0)
})

test('a decision takes one out of the register for its days, shows who decided, and ends', async () => {
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  await bed.web.write(coordinator, (tx) =>
    actions.decide(tx, {
      personId: person.id,
      outcome: 'out_of_scope',
      reasonCode: 'EQUIVALENT_EDUCATION',
      evidence: 'Intyg från skolan',
      from: day('2026-10-01'),
      until: day('2026-12-01'),
    }),
  )
  assert.equal((await ids()).includes(person.id), false)
  assert.equal((await ids({ asOf: ['2026-11-30'] })).includes(person.id), false)
  assert.equal((await ids({ asOf: ['2026-12-01'] })).includes(person.id), true, 'a decision expires by itself')
  const [decision] = await bed.web.read(coordinator, (tx) => decisionsOf(tx, person.id))
  assert.equal(decision?.decidedBy, coordinator.accountId)

  await bed.web.write(coordinator, (tx) =>
    actions.endDecision(tx, { personId: person.id, decisionId: decision?.id ?? '' }),
  )
  assert.equal((await ids()).includes(person.id), true)
  assert.equal((await ids({ asOf: ['2026-10-14'] })).includes(person.id), false, 'what it said until then stands')
})

test('two decisions may not hold on the same day', async () => {
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  const decision = {
    personId: person.id,
    outcome: 'unclear',
    reasonCode: 'STUDY_BREAK',
    evidence: 'Samtal',
    from: day('2026-10-01'),
    until: day('2027-03-01'),
  } as const
  await bed.web.write(coordinator, (tx) => actions.decide(tx, decision))
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.decide(tx, decision)),
    { kind: 'conflict' },
  )
  assert.equal((await ids({ unclear: ['1'] })).includes(person.id), true)
})

test('a decision without evidence, or of an unknown reason, says which field to mend', async () => {
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  const wrong = {
    personId: person.id,
    outcome: 'in_scope',
    reasonCode: 'HITTEPÅ',
    evidence: ' ',
    from: day('2026-10-02'),
    until: day('2026-10-01'),
  } as const
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.decide(tx, wrong)),
    {
      kind: 'invalid',
      fields: [
        { field: 'evidence', code: 'evidence_missing' },
        { field: 'until', code: 'until_before_from' },
        { field: 'reasonCode', code: 'unknown_code' },
      ],
    },
  )
})

test('evidence and source have a greatest length, in the action and in the database', async () => {
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  const decision = { personId: person.id, outcome: 'in_scope', reasonCode: 'HITTEPÅ' } as const
  const days = { from: day('2026-10-02'), until: day('2026-10-20') }
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.decide(tx, { ...decision, ...days, evidence: 'x'.repeat(1001) })),
    ({ fields }: Refused) => fields.some(({ code }) => code === 'evidence_long'),
  )
  const said = { personId: person.id, occupation: 'INGEN', from: day('2026-10-02') }
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.recordOccupation(tx, { ...said, source: 'x'.repeat(121) })),
    ({ fields }: Refused) => fields.some(({ code }) => code === 'source_long'),
  )
  await assert.rejects(
    bed.web.technical(coordinator, (tx) =>
      tx.run(sql`
      insert into register_occupation (domain_id, person_id, occupation, source, from_on, confirmed_on, best_before_on, recorded_by, known_from)
      values (${tx.actor.domainId}, ${person.id}, 'INGEN', ${'x'.repeat(121)}, '2026-10-02', '2026-10-02', '2026-11-02',
              ${tx.actor.accountId}, ${tx.now})`),
    ),
    { code: '23514' },
  )
})

test('a coach may not decide', async () => {
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  const decision = {
    personId: person.id,
    outcome: 'in_scope',
    reasonCode: 'OTHER',
    evidence: 'Samtal',
    from: day('2026-10-01'),
    until: day('2027-03-01'),
  } as const
  await assert.rejects(
    bed.web.write(coach, (tx) => actions.decide(tx, decision)),
    { kind: 'forbidden' },
  )
})

test('an occupation has a best-before from its code, and replaces what was said of later days', async () => {
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  const says = (occupation: string, from: string) =>
    bed.web.write(coordinator, (tx) =>
      actions.recordOccupation(tx, { personId: person.id, occupation, source: 'ungdomen själv', from: day(from) }),
    )
  await says('INGEN', '2026-09-21')
  await says('ARBETE', '2026-10-05')
  const found = await bed.web.read(coordinator, (tx) => occupationsOf(tx, person.id))
  assert.deepEqual(
    found.map((each) => [each.occupation, each.from, each.until, each.bestBefore]),
    [
      ['ARBETE', '2026-10-05', null, '2027-01-13'],
      ['INGEN', '2026-09-21', '2026-10-05', '2026-11-14'],
    ],
  )
  assert.equal((await ids({ freshness: ['stale'] })).includes(person.id), false)
  assert.equal((await ids({ occupation: ['ARBETE'] })).includes(person.id), true)
})

test('a status past its best-before is stale, and the night says so once', async () => {
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  await bed.web.write(coordinator, (tx) =>
    actions.recordOccupation(tx, { personId: person.id, occupation: 'INGEN', source: 'sms', from: day('2026-10-15') }),
  )
  bed.setNow('2026-11-14T06:00:00Z')
  await bed.jobs.write(domain.machine, actions.turnDay)
  await bed.jobs.write(domain.machine, actions.turnDay)
  const expired = await bed.web.read(coordinator, (tx) =>
    changes(tx, { kind: 'occupation_expired', since: null, page: 1 }, 100),
  )
  assert.deepEqual(
    expired.filter((each) => each.personId === person.id).map((each) => each.onDay),
    ['2026-11-14'],
  )
  assert.equal((await ids({ freshness: ['stale'] })).includes(person.id), true)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('many get one owner at once, and only members do', async () => {
  const people = await bed.jobs.write(domain.machine, async (tx) => [await aDropout(tx), await aDropout(tx)])
  const student = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, { born: '2009' })
    await anEnrolment(tx, person, { from: '2025-08-18' })
    await actions.recomputeRegister(tx, 'touched')
    return person
  })
  const chosen = [...people, student].map((each) => each.id)
  const changed = await bed.web.write(coordinator, (tx) => actions.assignOwner(tx, chosen, coordinator.accountId))
  assert.equal(changed, 2)
  assert.equal(await bed.web.read(coordinator, (tx) => ownerOf(tx, student.id)), null)
  assert.equal(
    await bed.web.write(coordinator, (tx) => actions.assignOwner(tx, chosen, coordinator.accountId)),
    0,
    'again changes nothing',
  )
  assert.equal((await ids({ owner: ['me'] })).length, 2)
})

test('nobody from another domain can be made an owner', async () => {
  const elsewhere = await aDomain(bed, { municipality: '0486' })
  const stranger = await signedIn(bed, elsewhere, { role: 'coach' })
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx))
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.assignOwner(tx, [person.id], stranger.accountId)),
    { kind: 'invalid' },
  )
})

test('only those who can work a case are made owners, and are the ones to choose from', async () => {
  const own = await aDomain(bed, { municipality: '0482' })
  await bed.jobs.write(own.machine, seedCodes)
  const trusted = await signedIn(bed, own, { role: 'kaa_coordinator', seesProtected: true, displayName: 'Amina' })
  const coach = await signedIn(bed, own, { role: 'coach', displayName: 'Jonas' })
  const administrator = await signedIn(bed, own, { role: 'administrator', displayName: 'Petra' })
  const [open, hidden] = await bed.jobs.write(own.machine, async (tx) => [
    await aDropout(tx, { municipality: '0482' }),
    await aDropout(tx, { municipality: '0482', protection: 'confidentiality_marking' }),
  ])
  const assign = (ids: string[], { accountId }: { accountId: string }) =>
    bed.web.write(trusted, (tx) => actions.assignOwner(tx, ids, accountId))
  const refusal = (code: string) => ({ kind: 'invalid', fields: [{ field: 'owner', code }] })

  await assert.rejects(assign([open.id], administrator), refusal('unknown_owner'))
  await assert.rejects(assign([open.id, hidden.id], coach), refusal('owner_not_cleared'))
  assert.equal(await bed.web.read(trusted, (tx) => ownerOf(tx, open.id)), null, 'nothing was half done')
  assert.equal(await assign([open.id], coach), 1)
  assert.equal(await assign([hidden.id], trusted), 1)

  const staff = await bed.web.read(trusted, colleagues)
  const choices = (isProtected: boolean) => ownerOptions(staff, isProtected).map((each) => each.label)
  assert.deepEqual(choices(false), ['Amina', 'Jonas'])
  assert.deepEqual(choices(true), ['Amina'])
})

test('a protected person is counted in the total, and shown only to those with the right', async () => {
  const before = await bed.web.read(coordinator, async (tx) => (await totalOf(tx, tx.today))?.members ?? 0)
  const hidden = await bed.jobs.write(domain.machine, (tx) =>
    aDropout(tx, { protection: 'confidentiality_marking', givenName: 'Kanarie' }),
  )
  const trusted = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })

  assert.equal((await ids()).includes(hidden.id), false)
  assert.equal((await ids({}, trusted)).includes(hidden.id), true)
  assert.equal(await bed.web.read(coordinator, async (tx) => (await totalOf(tx, tx.today))?.members), before + 1)
  const exported = await bed.web.read(coordinator, async (tx) =>
    exportRows(tx, filterFromQuery({}), {
      parameters: await listParameters(tx, tx.today),
      withProtected: tx.actor.seesProtected,
    }),
  )
  assert.equal(
    exported.some((row) => row.givenName === 'Kanarie'),
    false,
  )
  const feed = await bed.web.read(coordinator, (tx) => changes(tx, { kind: null, since: null, page: 1 }, 500))
  assert.equal(
    feed.some((row) => row.personId === hidden.id),
    false,
  )
})

test('how many have protected identity is told nobody until they are five, neither counted nor kept', async () => {
  const small = await aDomain(bed)
  const coach = await signedIn(bed, small, { role: 'coach' })
  const Told = z.object({ members: z.number(), protected: z.number() })
  const told = async () => {
    const counted = await bed.web.read(coach, (tx) =>
      tx.one(Told, sql`select members, protected from access.count_register(${tx.today})`),
    )
    const kept = await bed.web.read(coach, (tx) => totalOf(tx, tx.today))
    assert.deepEqual({ members: kept?.members, protected: kept?.protected }, counted)
    return counted
  }
  const one = () => bed.jobs.write(small.machine, (tx) => aDropout(tx, { protection: 'confidentiality_marking' }))
  for (let n = 1; n <= 4; n++) await one()
  assert.deepEqual(await told(), { members: 4, protected: 0 })
  await one()
  assert.deepEqual(await told(), { members: 5, protected: 5 })
})

test('those somebody works with are told without the protected and the blocked, for whoever may not see them', async () => {
  const small = await aDomain(bed)
  const leader = await signedIn(bed, small, { role: 'kaa_coordinator' })
  const cleared = await signedIn(bed, small, { role: 'kaa_coordinator', seesProtected: true })
  const [open, hidden, shut] = await bed.jobs.write(small.machine, async (tx) => {
    const made = [await aDropout(tx), await aDropout(tx, { protection: 'confidentiality_marking' }), await aDropout(tx)]
    for (const { id } of made) await ownedBy(tx, id, cleared.accountId)
    return made.map(({ id }) => id)
  })
  await bed.jobs.write(small.machine, (tx) =>
    block(tx, { personId: shut ?? '', shut: { kind: 'one', accountId: leader.accountId }, reason: 'kusin' }),
  )
  const worked = async (who: Context) =>
    (
      await bed.web.read(who, (tx) =>
        tx.all(z.object({ id: z.uuid() }), sql`select w as id from access.worked_with() w`),
      )
    ).map(({ id }) => id)
  assert.deepEqual(await worked(leader), [open])
  assert.deepEqual((await worked(cleared)).toSorted(), [open, hidden, shut].toSorted())
})

test('the order of the list tells nothing of a protected person', async () => {
  const hidden = await bed.jobs.write(domain.machine, (tx) =>
    aDropout(tx, { protection: 'confidentiality_marking', familyName: 'Canari' }),
  )
  const rows = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(
      z.object({ key: z.string() }),
      sql`select sort_name as key from register_period where person_id = ${hidden.id}`,
    ),
  )
  assert.deepEqual([...new Set(rows.map((row) => row.key))], [''])
})

test('work by one who may not see the protected leaves them in the register', async () => {
  const hidden = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { protection: 'confidentiality_marking' }))
  const before = await bed.jobs.read(domain.machine, (tx) => periodsOf(tx, hidden.id))
  await bed.web.write(coordinator, (tx) => actions.recomputeRegister(tx, 'all'))
  assert.equal(before.at(-1)?.from, '2026-09-21')
  assert.deepEqual(await bed.jobs.read(domain.machine, (tx) => periodsOf(tx, hidden.id)), before)
})

test('one outside the register is there for those who may look up, and for a coach only as an own case', async () => {
  const student = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, { born: '2009' })
    await anEnrolment(tx, person, { from: '2025-08-18' })
    await actions.recomputeRegister(tx, 'touched')
    return person
  })
  const coach = await signedIn(bed, domain, { role: 'coach' })
  await assert.rejects(
    bed.web.write(coach, (tx) => actions.openPerson(tx, student.id)),
    { kind: 'not_found' },
  )
  assert.deepEqual(await bed.web.write(coordinator, (tx) => actions.openPerson(tx, student.id)), { member: false })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, student.id, coach.accountId))
  assert.deepEqual(await bed.web.write(coach, (tx) => actions.openPerson(tx, student.id)), { member: false })
})

test('in the summer this spring’s leavers wait, but one who moved in after leaving school earlier does not', async () => {
  bed.setNow('2026-07-01T10:00:00Z')
  const fresh = await aDomain(bed, { municipality: '0481' })
  const [leaver, mover] = await bed.jobs.write(fresh.machine, async (tx) => {
    const people = [
      await aPerson(tx, { born: '2010', municipality: '0481' }),
      await aPerson(tx, { born: '2008', municipality: '0481', residentFrom: '2026-03-01' }),
    ]
    await actions.recomputeRegister(tx, 'all')
    return people
  })
  const waiting = await bed.jobs.read(fresh.machine, listed({ work: ['waiting'] }))
  const ready = await bed.jobs.read(fresh.machine, listed({ work: ['ready'] }))
  assert.deepEqual(
    waiting.map((row) => row.personId),
    [leaver?.id],
  )
  assert.deepEqual(
    ready.map((row) => row.personId),
    [mover?.id],
  )
  bed.setNow('2026-10-15T10:00:00Z')
})

test('a saved filter is one’s own until it is shared, and a name is used once', async () => {
  const filter = filterFromQuery({ reason: ['STUDIEBEVIS'] })
  const id = await bed.web.write(coordinator, (tx) =>
    actions.saveFilter(tx, { name: 'Studiebevis', shared: false, filter }),
  )
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.saveFilter(tx, { name: 'Studiebevis', shared: false, filter })),
    { kind: 'conflict' },
  )
  const colleague = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  await assert.rejects(
    bed.web.write(colleague, (tx) => actions.removeFilter(tx, id)),
    { kind: 'not_found' },
  )
  await bed.web.write(coordinator, (tx) => actions.removeFilter(tx, id))
})
