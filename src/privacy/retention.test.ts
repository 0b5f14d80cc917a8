import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Client } from 'pg'
import { z } from 'zod'
import { somebodyWaits } from '../../test/build/blocked.ts'
import { anOldProtocol, plant } from '../../test/build/canary.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { answerApproval } from '../access/approval-actions.ts'
import { approvalOf } from '../access/approval-store.ts'
import type { Context } from '../kernel/database.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { runDueJob } from '../kernel/jobs.ts'
import { raw, sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { events } from '../trail/store.ts'
import { ACCESS_TABLES } from './access-tables.ts'
import { privacyJobs } from './jobs.ts'
import { PERSON_TABLES } from './person-tables.ts'
import { askRun, endRule, orderRun, requestApproval, setRule } from './retention-actions.ts'
import { dueOn, readRule, runState } from './retention-rules.ts'
import { runById, runCounts, runItems } from './retention-store.ts'

type Staff = Context & { readonly accountId: string }
type Place = { readonly domain: TestDomain; readonly eva: Staff; readonly amina: Staff }

let bed: TestBed
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

async function place(): Promise<Place> {
  const domain = await aDomain(bed)
  const eva = await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  return { domain, eva, amina: await signedIn(bed, domain, { role: 'kaa_coordinator' }) }
}

const RULE = { event: 'turned_twenty', amount: '1', unit: 'years', decision: 'KS 2026:41 § 12', erasesTrail: false }
const rule = ({ eva }: Place, type: Parameters<typeof setRule>[1], given: Partial<typeof RULE> = {}) =>
  bed.web.write(eva, (tx) => setRule(tx, type, { ...RULE, ...given }))

async function work({ domain }: Place): Promise<void> {
  while (await runDueJob(bed.jobs, domain.machine, privacyJobs));
}

async function listed(at: Place): Promise<string> {
  const id = await bed.web.write(at.eva, askRun)
  await work(at)
  return id
}

async function approved(at: Place, id: string): Promise<void> {
  const asked = await bed.web.write(at.eva, (tx) => requestApproval(tx, id, 'Årlig gallring enligt beslut'))
  await bed.web.write(at.amina, (tx) => answerApproval(tx, { id: asked, approved: true, comment: '' }))
}

async function disposed(at: Place, id: string): Promise<void> {
  await approved(at, id)
  await bed.web.write(at.eva, (tx) => orderRun(tx, id))
  await work(at)
}

const person = ({ domain }: Place, born: string) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born }))
const run = ({ eva }: Place, id: string) => bed.web.read(eva, (tx) => runById(tx, id))

async function remaining({ domain }: Place): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select id from person where domain_id = $1 order by id', [
    domain.id,
  ])
  return rows.map(({ id }) => id)
}

async function subjects(runId: string): Promise<(string | null)[]> {
  const { rows } = await client.query('select subject from retention_item where run_id = $1 order by id', [runId])
  return rows.map(({ subject }) => subject)
}

test('time is counted from the event, by days, by months and by years', () => {
  assert.equal(dueOn(day('2026-01-31'), { amount: 1, unit: 'months' }), '2026-02-28')
  assert.equal(dueOn(day('2024-02-29'), { amount: 1, unit: 'years' }), '2025-02-28')
  assert.equal(dueOn(day('2026-12-31'), { amount: 1, unit: 'days' }), '2027-01-01')
})

test('a rule names an event that fits, a length and the decision it follows', () => {
  const typed = { event: 'written', amount: 'tio', unit: 'veckor', decision: '', erasesTrail: true }
  const read = readRule('person', typed)
  assert.ok(!read.ok)
  assert.deepEqual(
    read.problems.map(({ field }) => field),
    ['event', 'amount', 'unit', 'decision'],
  )
  assert.deepEqual(readRule('note', { ...RULE, event: 'written', erasesTrail: true }), {
    ok: true,
    event: 'written',
    amount: 1,
    unit: 'years',
    decision: 'KS 2026:41 § 12',
    erasesTrail: false,
  })
})

test('nothing is deleted until somebody has decided', async () => {
  const at = await place()
  await assert.rejects(bed.web.write(at.eva, askRun), /no_rules/)
  await assert.rejects(
    bed.web.write(at.amina, (tx) => setRule(tx, 'person', RULE)),
    /forbidden/,
  )
})

test('a dry run lists who is due on the day itself, and deletes nobody', async () => {
  const at = await place()
  await rule(at, 'person')
  const due = await person(at, '2005-10-15')
  const tomorrow = await person(at, '2005-10-16')
  const id = await listed(at)
  const items = await bed.web.read(at.eva, (tx) => runItems(tx, id, { page: 1, size: 10 }))
  assert.deepEqual(
    items.map(({ eventOn, dueOn: on }) => [eventOn, on]),
    [['2025-10-15', '2026-10-15']],
  )
  const { rows } = await client.query('select state from retention_item where run_id = $1', [id])
  assert.match(rows[0]?.state, /^[0-9a-f]{64}$/, 'how it stands is kept as SHA-256')
  assert.deepEqual(await subjects(id), [due.id])
  assert.deepEqual(await remaining(at), [due.id, tomorrow.id].sort())
  assert.equal(runState(await run(at, id)), 'listed')
})

test('whom a dry run lists is read by Sedd alone, neither by the one who asked nor by the one who says yes', async () => {
  const at = await place()
  await rule(at, 'person')
  const { id } = await person(at, '2004')
  const runId = await listed(at)
  const of = sql`select subject from retention_item where run_id = ${runId}`
  for (const who of [at.eva, at.amina]) {
    await assert.rejects(
      bed.web.read(who, (tx) => tx.all(z.object({ subject: z.string() }), of)),
      /permission denied/,
    )
    const all = await bed.web.read(who, (tx) => runItems(tx, runId, { page: 1, size: 10 }))
    assert.equal(all.length, 1)
    assert.ok(!JSON.stringify(all).includes(id))
  }
})

test('what was listed is deleted once a second person has said yes, and a tombstone says when and not whose', async () => {
  const at = await place()
  await rule(at, 'person')
  const due = await person(at, '2004')
  const kept = await person(at, '2009')
  const id = await listed(at)
  await assert.rejects(
    bed.web.write(at.eva, (tx) => orderRun(tx, id)),
    /approval_over/,
  )
  await disposed(at, id)
  assert.deepEqual(await remaining(at), [kept.id])
  const { rows } = await client.query('select record_type, deleted_on::text, rows from tombstone where run_id = $1', [
    id,
  ])
  assert.deepEqual(rows, [{ record_type: 'person', deleted_on: '2026-10-15', rows: rows[0]?.rows }])
  const items = await bed.web.read(at.eva, (tx) => runItems(tx, id, { page: 1, size: 10 }))
  assert.deepEqual(
    items.map(({ outcome }) => outcome),
    ['deleted'],
  )
  assert.deepEqual(await subjects(id), [null])
  assert.equal(runState(await run(at, id)), 'done')
  const said = await bed.web.read(at.eva, (tx) =>
    events(tx, { actions: ['privacy.disposed', 'privacy.run_done'], most: 5 }),
  )
  assert.deepEqual(
    said.map(({ action, personId }) => [action, personId]),
    [
      ['privacy.run_done', null],
      ['privacy.disposed', null],
    ],
  )
  assert.ok(!JSON.stringify(said).includes(due.id))
})

test('a person with something that is not over is listed with why, and kept', async () => {
  const at = await place()
  await rule(at, 'person')
  const [member, blocked] = [await person(at, '2004'), await person(at, '2003')]
  await client.query(
    `insert into register_period (domain_id, person_id, from_on, reason, sort_name, known_from) values ($1, $2, '2020-01-01', 'OKÄND', 'x', now())`,
    [at.domain.id, member.id],
  )
  const { rows } = await client.query('select id from access.membership where account_id = $1', [at.amina.accountId])
  await client.query(
    `insert into access.assignment (domain_id, person_id, kind, membership_id, given_by, from_at) values ($1, $2, 'case', $3, $4, '2026-01-01')`,
    [at.domain.id, blocked.id, rows[0]?.id, at.amina.accountId],
  )
  const id = await listed(at)
  assert.deepEqual(await bed.web.read(at.eva, (tx) => runCounts(tx, id)), [
    { recordType: 'person', hindrance: 'assignment', items: 1 },
    { recordType: 'person', hindrance: 'register', items: 1 },
  ])
  assert.equal(runState(await run(at, id)), 'empty')
})

test('what has changed since it was listed is left out, and so is one who has something open by then', async () => {
  const at = await place()
  await rule(at, 'person')
  const [changed, opened, gone] = [await person(at, '2003'), await person(at, '2003'), await person(at, '2003')]
  const id = await listed(at)
  await client.query(`update person_name set known_until = now() where person_id = $1`, [changed.id])
  await client.query(
    `insert into scope_decision (domain_id, person_id, outcome, reason_code, evidence, from_on, decided_by, decided_at, known_from)
     values ($1, $2, 'unclear', 'FHSK', 'intyg', '2026-10-01', $3, now(), now())`,
    [at.domain.id, opened.id, at.amina.accountId],
  )
  await disposed(at, id)
  assert.deepEqual(await remaining(at), [changed.id, opened.id].sort())
  const { deleted, leftOut } = await run(at, id)
  assert.deepEqual([deleted, leftOut], [1, 2])
  assert.ok(gone.id)
})

/** Runs the list while somebody else is writing: begun before the run, and committed when the run waits for it or has gone past. */
async function meanwhile(at: Place, id: string, write: (other: Client) => Promise<unknown>): Promise<void> {
  await approved(at, id)
  await bed.web.write(at.eva, (tx) => orderRun(tx, id))
  const other = new Client(bed.owner)
  await other.connect()
  await other.query('begin')
  await write(other)
  const running = work(at)
  await Promise.race([running, somebodyWaits(client)])
  await other.query('commit')
  await Promise.all([running, other.end()])
}

const NOTE = `insert into note (domain_id, id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from)
  select $1, n.id, coalesce($4, n.id), $2, 'support', 'pupil_support', '2020-01-01', 'Ringde i dag.', $3, '2020-01-01', $3, '2020-01-01'
    from (select gen_random_uuid() as id) n returning id`
const ASSIGNMENT = `insert into access.assignment (domain_id, person_id, kind, membership_id, given_by, from_at)
  select $1, $2, 'case', m.id, $3, '2026-01-01' from access.membership m where m.account_id = $3 and $4::uuid is null`

for (const [what, statement] of [
  ['a note', NOTE],
  ['an assignment', ASSIGNMENT],
] as const)
  test(`${what} that is written while a run deletes is not deleted with the person, nor with one merged: they are left out`, async () => {
    const at = await place()
    await rule(at, 'person')
    const [gone, kept, merged] = [await person(at, '2003'), await person(at, '2003'), await person(at, '2003')]
    await client.query('update person set root_id = $1 where id = $2', [kept.id, merged.id])
    const id = await listed(at)
    const written = [at.domain.id, merged.id, at.amina.accountId, null]
    await meanwhile(at, id, (other) => other.query(statement, written))
    assert.deepEqual(await remaining(at), [kept.id, merged.id].sort())
    const { deleted, leftOut } = await run(at, id)
    assert.deepEqual([deleted, leftOut], [1, 1])
    assert.ok(gone.id)
  })

test('a note that is struck out while a run deletes is left out', async () => {
  const at = await place()
  await rule(at, 'note', { event: 'written' })
  const { id: personId } = await person(at, '2009')
  const { rows } = await client.query(NOTE, [at.domain.id, personId, at.amina.accountId, null])
  const struck = `update note set struck_at = now(), struck_by = $2, struck_reason = 'fel ungdom' where id = $1`
  const id = await listed(at)
  await meanwhile(at, id, (other) => other.query(struck, [rows[0]?.id, at.amina.accountId]))
  assert.equal((await client.query('select from note where id = $1', [rows[0]?.id])).rowCount, 1)
  const { deleted, leftOut } = await run(at, id)
  assert.deepEqual([deleted, leftOut], [0, 1])
})

test('the approval is for the very list: one that was tampered with deletes nobody, and it is too late after fourteen days', async () => {
  const at = await place()
  await rule(at, 'person')
  const [first, second] = [await person(at, '2003'), await person(at, '2009')]
  const id = await listed(at)
  await approved(at, id)
  await client.query('update retention_item set subject = $1 where run_id = $2', [second.id, id])
  await bed.web.write(at.eva, (tx) => orderRun(tx, id))
  await work(at)
  assert.deepEqual(await remaining(at), [first.id, second.id].sort())
  const late = await listed(at)
  await approved(at, late)
  bed.setNow('2026-10-29T23:00:01Z')
  await assert.rejects(
    bed.web.write(at.eva, (tx) => orderRun(tx, late)),
    /approval_over/,
  )
  bed.setNow('2026-10-15T10:00:00Z')
})

test('nobody who serves deletes anything: neither by the functions nor past them', async () => {
  const at = await place()
  await rule(at, 'person')
  const { id: personId } = await person(at, '2003')
  const id = await listed(at)
  await approved(at, id)
  const tried = (who: Context, statement: string) => bed.web.technical(who, (tx) => tx.run(sql`${raw(statement)}`))
  for (const statement of [
    `delete from person where id = '${personId}'`,
    `select dispose_next('${id}', 1)`,
    `select dispose_of_person('${personId}', true)`,
    `select access.dispose_of(array['${personId}'::uuid])`,
    `update retention_item set hindrance = null`,
    `insert into tombstone (domain_id, run_id, record_type, rows, deleted_on) values ('${at.domain.id}', '${id}', 'person', 1, '2026-10-15')`,
  ])
    for (const who of [at.eva, at.amina]) await assert.rejects(tried(who, statement), /permission denied/, statement)
  const machine = (statement: string) => bed.jobs.technical(at.domain.machine, (tx) => tx.run(sql`${raw(statement)}`))
  await assert.rejects(machine(`select dispose_next('${id}', 1)`), /no approved list/)
  await assert.rejects(machine(`select dispose_of_person('${personId}', true)`), /permission denied/)
  await assert.rejects(machine(`delete from person where id = '${personId}'`), /permission denied/)
})

test('every trace of a person is gone from every table, and of another none', async () => {
  const at = await place()
  await rule(at, 'person', { amount: '0', erasesTrail: true })
  await bed.web.write(at.eva, (tx) => setRule(tx, 'old_contact', { ...RULE, event: 'replaced', amount: '50' }))
  const marks = ['A', 'B'] as const
  const made = new Map<string, { ids: readonly string[]; number: string }>()
  for (const mark of marks) {
    const [own, merged] = await bed.jobs.write(at.domain.machine, async (tx) => {
      const born = mark === 'A' ? '2003' : '2010'
      return [await aPerson(tx, { born, familyName: `Kanarie${mark}` }), await aPerson(tx, { born })] as const
    })
    await client.query('update person set root_id = $1 where id = $2', [own.id, merged.id])
    const one = async (query: string, values: unknown[]) => String((await client.query(query, values)).rows[0]?.id)
    const { id: deliveryId } = (
      await client.query(
        `insert into delivery (domain_id, source, status, defect, received_at, received_by) values ($1, 'sheet', 'refused', 'x', now(), $2) returning id`,
        [at.domain.id, at.eva.accountId],
      )
    ).rows[0]
    const other = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
    const whose = {
      mark,
      domainId: at.domain.id,
      personId: own.id,
      mergedId: merged.id,
      number: own.number,
      deliveryId,
      accountId: at.eva.accountId,
      membershipId: await one('select id from access.membership where account_id = $1', [at.eva.accountId]),
      otherDomainId: other.id,
      groundId: await one('select id from access.ground where domain_id = $1 limit 1', [at.domain.id]),
      protocolId: await anOldProtocol(client, at.domain.id, at.eva.accountId),
    }
    for (const { table } of PERSON_TABLES) if (table !== 'person') await plant(client, table, whose)
    for (const table of Object.keys(ACCESS_TABLES)) await plant(client, `access.${table}`, whose)
    await client.query(
      `insert into name_search (domain_id, account_id, query, created_at) values ($1, $2, $3, now())`,
      [at.domain.id, at.eva.accountId, `kanarie${mark}`],
    )
    await client.query(
      `insert into review_week (domain_id, week_on, readings, built_at) values ($1, '2026-10-05', 1, now()) on conflict do nothing`,
      [at.domain.id],
    )
    await client.query(
      `with item as (insert into review_item (domain_id, week_on, actor_id, person_id, reasons, readings, first_at, last_at, due_at)
         values ($1, '2026-10-05', $2, $3, '{random}', 1, now(), now(), now()) returning id)
       insert into review_verdict (domain_id, item_id, outcome, reviewed_by, reviewed_at) select $1, id, 'fine', $2, now() from item`,
      [at.domain.id, at.amina.accountId, own.id],
    )
    made.set(mark, { ids: [own.id, merged.id], number: own.number })
  }
  await disposed(at, await listed(at))
  const traces = async (mark: 'A' | 'B') => {
    const { ids = [], number = '' } = made.get(mark) ?? {}
    const wanted = [`Kanarie${mark}`, `kanarie${mark}`, number, ...ids].map((text) => `%${text}%`)
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'access', 'trail') and c.relkind = 'r'`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query(`select 1 from ${name} t where t::text like any ($1) limit 1`, [wanted])
      if (rows.length > 0) found.push(name.replaceAll('"', ''))
    }
    return found
  }
  assert.deepEqual(await traces('A'), [])
  const kept = await traces('B')
  const all = [
    ...PERSON_TABLES.map(({ table }) => table),
    ...Object.keys(ACCESS_TABLES).map((table) => `access.${table}`),
  ]
  assert.deepEqual(
    all.filter((table) => !kept.includes(table) && !table.endsWith('delivery_problem')),
    [],
  )
})

type Life = {
  readonly born: PlainDate
  readonly left: PlainDate | null
  readonly member: boolean
  readonly open: 'none' | 'decision' | 'duplicate' | 'share'
  readonly merged: boolean
}

const days = (from: string, until: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(until) / 86_400_000 })
    .map((n) => day(new Date(n * 86_400_000).toISOString().slice(0, 10)))

const lives = fc.array(
  fc.record<Life>({
    born: days('2003-01-01', '2012-12-31'),
    left: fc.option(days('2019-01-01', '2027-06-30'), { nil: null }),
    member: fc.boolean(),
    open: fc.constantFrom('none', 'none', 'none', 'decision', 'duplicate', 'share'),
    merged: fc.boolean(),
  }),
  { minLength: 12, maxLength: 25 },
)

const rules = fc.record({
  event: fc.constantFrom('left_register' as const, 'turned_twenty' as const),
  amount: fc.integer({ min: 0, max: 30 }),
  unit: fc.constantFrom('days' as const, 'months' as const),
})

test('of generated lives exactly those are deleted whose time is out and with whom everything is over', async () => {
  await fc.assert(
    fc.asyncProperty(lives, rules, async (people, { event, amount, unit }) => {
      const at = await place()
      await rule(at, 'person', { event, amount: String(amount), unit })
      const ids: (readonly string[])[] = []
      for (const life of people) ids.push(await live(at, life))
      const today = day('2026-10-15')
      const isDue = (life: Life) => {
        const member = life.left === null ? life.member : life.left > today
        const from = event === 'turned_twenty' ? dueOn(life.born, { amount: 20, unit: 'years' }) : life.left
        return (
          life.open === 'none' && !member && from !== null && from <= today && dueOn(from, { amount, unit }) <= today
        )
      }
      const expected = ids.flatMap((own, index) => (people[index] && isDue(people[index]) ? [] : own)).sort()
      const id = await listed(at)
      if ((await run(at, id)).listed > 0) await disposed(at, id)
      assert.deepEqual(await remaining(at), expected)
      assert.equal(
        await bed.web.read(at.eva, async (tx) => (await approvalOf(tx, 'retention.run', id))?.usedAt !== null),
        true,
      )
    }),
    { numRuns: 12, seed: 20261015, endOnFailure: true },
  )
})

/** A person with the life, written as deliveries and colleagues would have left it. */
async function live({ domain, amina }: Place, life: Life): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `with fresh as (select gen_random_uuid() as id)
     insert into person (domain_id, id, root_id, birth_date, latest_birth_date, known_from)
     select $1, id, id, $2, $2, now() from fresh returning id`,
    [domain.id, life.born],
  )
  const id = rows[0]?.id ?? ''
  const also: string[] = []
  if (life.merged) {
    const { rows: others } = await client.query<{ id: string }>(
      `insert into person (domain_id, id, root_id, birth_date, latest_birth_date, known_from)
       values ($1, gen_random_uuid(), $2, $3, $3, now()) returning id`,
      [domain.id, id, life.born],
    )
    also.push(others[0]?.id ?? '')
    await client.query(
      `insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
       values ($1, $2, 'Elsa', 'Lind', 'elsa lind', 'x', now())`,
      [domain.id, also[0]],
    )
  }
  if (life.left !== null || life.member)
    await client.query(
      `insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
       values ($1, $2, '2018-01-01', $3, 'OKÄND', 'x', now())`,
      [domain.id, id, life.left],
    )
  if (life.open === 'decision')
    await client.query(
      `insert into scope_decision (domain_id, person_id, outcome, reason_code, evidence, from_on, decided_by, decided_at, known_from)
       values ($1, $2, 'unclear', 'FHSK', 'intyg', '2026-10-01', $3, now(), now())`,
      [domain.id, id, amina.accountId],
    )
  if (life.open === 'duplicate' && !life.merged) {
    const { rows: others } = await client.query<{ id: string }>(
      `with fresh as (select gen_random_uuid() as id)
       insert into person (domain_id, id, root_id, birth_date, latest_birth_date, known_from)
       select $1, id, id, '2012-01-01', '2012-01-01', now() from fresh returning id`,
      [domain.id],
    )
    also.push(others[0]?.id ?? '')
    await client.query(
      `insert into duplicate_suggestion (domain_id, person_id, other_id, reasons, score, suggested_at)
       values ($1, $2, $3, '{name}', 50, now())`,
      [domain.id, ...[id, also.at(-1) ?? ''].sort()],
    )
  } else if (life.open === 'share' || life.open === 'duplicate') {
    const { rows: members } = await client.query('select id from access.membership where account_id = $1', [
      amina.accountId,
    ])
    await client.query(
      `insert into access.assignment (domain_id, person_id, kind, membership_id, given_by, from_at)
       values ($1, $2, 'case', $3, $4, '2026-01-01')`,
      [domain.id, id, members[0]?.id, amina.accountId],
    )
  }
  return [id, ...also]
}

test('a rule that is taken away deletes nothing any more', async () => {
  const at = await place()
  await rule(at, 'person')
  await bed.web.write(at.eva, (tx) => endRule(tx, 'person'))
  await assert.rejects(bed.web.write(at.eva, askRun), /no_rules/)
})
