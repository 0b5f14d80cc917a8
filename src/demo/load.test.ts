import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { cloneDatabase, type TestDatabase } from '../../test/build/cluster.ts'
import { closeSurfaces, DEMO_NOW, demoTemplate, surfacesOf } from '../../test/build/demo.ts'
import { directory, staffChanges } from '../access/accounts/store.ts'
import { demoAccounts, domainByCode, machineContext, openDemoSession } from '../access/store.ts'
import { importFile } from '../integrations/deliveries/import.ts'
import type { SheetKind } from '../integrations/rows.ts'
import { clockAt } from '../kernel/clock.ts'
import type { Context } from '../kernel/database.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { includes } from '../kernel/ranges.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { reviewItems } from '../privacy/review-store.ts'
import { reachedTotal } from '../register/reached-store.ts'
import { scopeOf } from '../register/scope.ts'
import { received } from '../sharing/received-store.ts'
import { shareState } from '../sharing/rules.ts'
import { factsFor, PARAMETERS } from './facts.ts'
import { loadDemo, type Surfaces } from './load.ts'
import { PLACES } from './places.ts'
import { DEFAULT_SEED, tellRegion } from './region.ts'
import { rowsOn } from './rows.ts'

const TODAY = day('2026-11-22')

let database: TestDatabase
let surfaces: Surfaces
before(async () => {
  database = await cloneDatabase(await demoTemplate())
  surfaces = surfacesOf((role) => database.as(role))
})
after(async () => {
  await closeSurfaces(surfaces)
  await database.drop()
})

async function machine(code: string): Promise<Context> {
  const domain = await domainByCode(surfaces.jobs, code)
  assert.ok(domain)
  return machineContext(surfaces.jobs, domain.id, 'test')
}

const Row = z.object({ value: z.string() })
async function texts(code: string, query: Sql): Promise<string[]> {
  const rows = await surfaces.jobs.read(await machine(code), (tx) => tx.all(Row, query))
  return rows.map((row) => row.value)
}

const membersOn = (on: PlainDate, knownAt: PlainDate) => sql`
  select i.number as value
    from register_period p
    join person n on n.domain_id = p.domain_id and n.id = p.person_id
    join person_identifier i on i.domain_id = p.domain_id and i.person_id = p.person_id and i.known_until is null
   where p.from_on <= ${on} and p.until_on > ${on}
     and p.known_from < ${knownAt}::date + 1 and (p.known_until is null or p.known_until >= ${knownAt}::date + 1)
   order by 1`

test('the register of each municipality has those whom the rule puts in it, one by one', async () => {
  const told = tellRegion(DEFAULT_SEED, TODAY)
  for (const { code, name } of PLACES) {
    const expected = told
      .filter((youth) => rowsOn(youth, code, TODAY).population.length > 0)
      .filter((youth) =>
        includes(scopeOf(factsFor(youth, { municipality: code, today: TODAY }), PARAMETERS).member, TODAY),
      )
      .map((youth) => youth.identity.number)
    assert.deepEqual(await texts(`${code}-skola`, membersOn(TODAY, TODAY)), expected.sort(), name)
  }
})

test('a late delivery has changed what is known of a day that had passed', async () => {
  const asKnownThen = await texts('0484-skola', membersOn(day('2026-10-08'), day('2026-10-08')))
  const asKnownNow = await texts('0484-skola', membersOn(day('2026-10-08'), TODAY))
  const learnt = asKnownNow.filter((number) => !asKnownThen.includes(number))
  assert.ok(asKnownThen.length > 100)
  assert.ok(learnt.length > 0)
})

test('a year of referrals: most accepted, some declined, and lately some that wait', async () => {
  const counted = await texts(
    '0484-skola',
    sql`select r.stage || ' ' || count(*) as value from referral r where r.known_until is null group by r.stage order by 1`,
  )
  const of = new Map(counted.map((each) => each.split(' ') as [string, string]))
  const n = (stage: string) => Number(of.get(stage) ?? 0)
  assert.ok(n('accepted') > n('declined') && n('declined') > 0, counted.join(', '))
  assert.ok(n('ended') > 0 && n('waiting') > 0 && n('received') + n('triage') > 0, counted.join(', '))
})

test('everything was done by somebody and stands in the trail', async () => {
  const trail = await texts(
    '0484-skola',
    sql`select distinct action as value from trail.events(null, null, null, null, null, null, 100000) order by 1`,
  )
  for (const action of [
    'imports.applied',
    'people.contact_added',
    'people.guardian_added',
    'people.residence_set',
    'register.decided',
    'register.occupation_recorded',
    'register.owner_assigned',
  ]) {
    assert.ok(trail.includes(action), action)
  }
})

test('the sign-in page has a card for everybody, the coordinator of Eskilstuna first', async () => {
  const accounts = await demoAccounts(surfaces.web)
  assert.equal(accounts.length, 41)
  assert.equal(accounts[0]?.displayName, 'Amina Warsame')
  assert.equal(accounts[0]?.role, 'kaa_coordinator')
})

test('the social worker of Eskilstuna has one share to answer and one that is open, and school health has one to answer', async () => {
  const standing = async (name: string) => {
    const account = (await demoAccounts(surfaces.web)).find(({ displayName }) => displayName === name)
    const token = await openDemoSession(surfaces.web, account?.membershipId ?? '')
    assert.ok(token)
    const shares = await surfaces.web.read({ token }, (tx) => received(tx))
    return shares.map((share) => shareState(share, DEMO_NOW)).sort()
  }
  assert.deepEqual(await standing('Samira Haddad'), ['open', 'waiting'])
  assert.deepEqual(await standing('Maria Sköld'), ['open', 'waiting'])
  for (const name of [
    'Mona Rydén',
    'Omar Nasser',
    'Annika Rask',
    'Sofia Engdahl',
    'Lena Åkerlund',
    'Daniel Soto',
    'Elin Bergkvist',
  ])
    assert.ok((await standing(name)).includes('open'), name)
})

test('the data protection officer has readings to go through, of the protected among them', async () => {
  const found = await surfaces.jobs.read(await machine('0484-skola'), (tx) =>
    reviewItems(tx, 'waiting', { page: 1, size: 50 }),
  )
  assert.ok(found.filter(({ reasons }) => reasons.includes('protected')).length >= 3)
})

test('those who work in school have their young people: the mentor a class, the team those it follows, the principal a school', async () => {
  const inReach = async (name: string) => {
    const account = (await demoAccounts(surfaces.web)).find(({ displayName }) => displayName === name)
    const token = await openDemoSession(surfaces.web, account?.membershipId ?? '')
    assert.ok(token)
    return surfaces.web.read({ token }, (tx) => reachedTotal(tx, { words: [], outsideRegister: false }))
  }
  assert.equal(await inReach('Johan Lilja'), 14)
  // Eight whom the team follows, and fourteen whom it has taken on.
  assert.equal(await inReach('Fredrik Sandström'), 22)
  assert.equal(await inReach('Karin Öberg'), 6)
  assert.equal(await inReach('Hanna Wikström'), 8)
  assert.equal(await inReach('Stefan Moberg'), 3)
  assert.equal(await inReach('Tariq Osman'), 3)
  assert.equal(await inReach('Elias Holm'), 2)
  assert.ok((await inReach('Gunilla Bäck')) > 100)
  assert.ok((await inReach('Hawa Jallow')) > 100)
})

test('colleagues are found with an address, and the data protection officer has something to decide', async () => {
  const as = async (name: string) => {
    const account = (await demoAccounts(surfaces.web)).find(({ displayName }) => displayName === name)
    return { token: (await openDemoSession(surfaces.web, account?.membershipId ?? '')) ?? '' }
  }
  const contacts = await surfaces.web.read(await as('Jonas Ek'), directory)
  assert.equal(
    contacts.find(({ displayName }) => displayName === 'Amina Warsame')?.email,
    'amina.warsame@sormland.example',
  )
  assert.deepEqual(
    contacts.filter(({ own }) => !own).map(({ displayName }) => displayName),
    ['Emil Forsberg', 'Birgitta Hallgren', 'Ulrika Stål'],
  )
  const waiting = await surfaces.web.read(await as('Eva Nordin'), staffChanges)
  assert.deepEqual(
    waiting.map(({ displayName, kind, askedOneself }) => [displayName, kind, askedOneself]),
    [['Petra Lindholm', 'sight', false]],
  )
})

test('there are persons to merge, statuses gone stale and young people without an owner', async () => {
  const [duplicates, stale, ownerless] = await texts(
    '0484-skola',
    sql`
    with member as (select person_id from register_period where known_until is null and from_on <= ${TODAY} and until_on > ${TODAY})
    select count(*)::text as value from duplicate_suggestion where decision is null
    union all
    select count(*)::text from register_occupation join member using (person_id)
     where known_until is null and until_on is null and best_before_on <= ${TODAY}
    union all
    select count(*)::text from member m
     where not exists (select from register_owner o where o.person_id = m.person_id and o.known_until is null)`,
  )
  assert.ok(Number(duplicates) >= 5)
  assert.ok(Number(stale) >= 5)
  assert.ok(Number(ownerless) >= 5)
})

test('the municipalities have told each other of pupils across their borders: some received, some late, some that wait', async () => {
  const states = (code: string, table: 'notice_out' | 'notice_in') =>
    texts(
      code,
      sql`select distinct state || case when due_on < ${TODAY} then ' late' else '' end as value from ${raw(table)} order by 1`,
    )
  const out = await states('0484-skola', 'notice_out')
  for (const state of ['received late', 'sent late', 'to_send late']) assert.ok(out.includes(state), `${state}: ${out}`)
  const came = await states('0486-skola', 'notice_in')
  for (const state of ['new', 'no_effect'])
    assert.ok(
      came.some((each) => each.startsWith(state)),
      `${state}: ${came}`,
    )
  for (const { code } of PLACES) assert.ok((await states(`${code}-skola`, 'notice_in')).length > 0, code)
})

test('some have moved: handed over and received, waiting, and awaited by the new municipality', async () => {
  const states = async (table: 'move_out' | 'move_in') => {
    const of = await Promise.all(
      PLACES.map(({ code }) => texts(`${code}-skola`, sql`select distinct state as value from ${raw(table)}`)),
    )
    return new Set(of.flat())
  }
  const [out, came] = [await states('move_out'), await states('move_in')]
  for (const state of ['to_hand_over', 'received']) assert.ok(out.has(state), `${state}: ${[...out]}`)
  for (const state of ['awaited', 'received']) assert.ok(came.has(state), `${state}: ${[...came]}`)
})

test('the demonstration is refused where there is anything already', async () => {
  await assert.rejects(loadDemo({ ...surfaces, clock: clockAt(DEMO_NOW) }), {
    kind: 'conflict',
    code: 'demo_not_empty',
  })
})

test('the sample files bring four young people in and say row by row what is wrong with the rest', async () => {
  const context = await machine('0484-skola')
  const bring = (name: string, sheet: SheetKind) => {
    const path = new URL(`../../data/demo/${name}`, import.meta.url).pathname
    return importFile(surfaces.imports, context, { path, name, sheet })
  }
  const population = await bring('befolkning-med-fel.csv', 'population')
  assert.deepEqual(
    [population.status, population.counts.new, population.counts.changed, population.counts.quarantined],
    ['applied', 4, 1, 8],
  )
  assert.deepEqual(
    population.problems
      .filter((problem) => problem.severity === 'refused')
      .map((problem) => [problem.row, problem.code]),
    [
      [5, 'number_checksum'],
      [6, 'number_leading_zeros'],
      [7, 'date_year'],
      [8, 'end_before_start'],
      [9, 'formula'],
      [10, 'columns_swapped'],
      [11, 'municipality_unknown'],
      [12, 'unknown_code'],
    ],
  )
  const enrolments = await bring('inskrivningar.csv', 'enrolments')
  assert.deepEqual([enrolments.counts.new, enrolments.counts.quarantined], [4, 3])
  const completions = await bring('utfall.csv', 'completions')
  assert.deepEqual([completions.counts.new, completions.counts.quarantined], [2, 2])
  const brokeOff = '200812242386'
  assert.ok((await texts('0484-skola', membersOn(TODAY, TODAY))).includes(brokeOff))
  assert.ok(!(await texts('0484-skola', membersOn(day('2026-09-21'), TODAY))).includes(brokeOff))
})

test('the staff of each municipality have written notes, each of somebody they answer for; some are corrected', async () => {
  let corrected = 0
  for (const { code, name } of PLACES) {
    const written = await texts(
      `${code}-skola`,
      sql`
      select case when n.written_by = o.account_id then 'own' else 'other' end || case when n.id <> n.note_id then ' corrected' else '' end as value
        from note n left join register_owner o on o.person_id = n.person_id and o.known_until is null
       where n.known_until is null`,
    )
    assert.ok(written.length >= 3, `${written.length} notes in ${name}`)
    assert.ok(written.every((value) => value.startsWith('own')))
    corrected += written.filter((value) => value.endsWith('corrected')).length
  }
  assert.ok(corrected > 0)
})

test('the texts of the year are those of the contact log: each that was answered has its answer, and nobody protected was written to', async () => {
  const [sent = '', answers = '', logged = '', wrong = '', secret = ''] = await texts(
    '0484-skola',
    sql`
    select count(*)::text as value from message where direction = 'out' union all
    select count(*)::text from message where direction = 'in' union all
    select count(*)::text from outreach_contact where channel = 'sms' and outcome = 'answered' and known_until is null union all
    select count(*)::text from message_stop where kind = 'wrong_number' union all
    select count(*)::text from message m join person p on p.id = m.person_id where p.protection <> 'none'`,
  )
  assert.ok(Number(sent) > 50, `${sent} were sent`)
  assert.ok(Number(answers) > 20 && Number(answers) <= Number(logged), `${answers} of ${logged} were answered`)
  assert.ok(Number(wrong) > 0)
  assert.equal(secret, '0')
})

test('the staff have reminders about their own, some of them given to whoever leads; and days that were put off', async () => {
  const reminders: string[] = []
  const marks: string[] = []
  for (const { code } of PLACES) {
    const whose = sql`
      select case when t.assigned_to = o.account_id then 'own' else 'given' end as value
        from person_task t left join register_owner o on o.person_id = t.person_id and o.known_until is null
       where t.known_until is null`
    reminders.push(...(await texts(`${code}-skola`, whose)))
    marks.push(
      ...(await texts(`${code}-skola`, sql`select k.why as value from task_mark k where k.known_until is null`)),
    )
  }
  const given = reminders.filter((value) => value === 'given')
  assert.ok(reminders.length >= 10 && given.length > 0, `${reminders.length} reminders, ${given.length} given`)
  assert.ok(marks.length > 0)
})

test('a good part have a case: most open, some closed, some opened again, with teams and meetings held and to come', async () => {
  const [open = '', closed = '', again = '', around = '', held = '', ahead = ''] = await texts(
    '0484-skola',
    sql`
    select count(*)::text as value from support_period where known_until is null union all
    select count(*)::text from support_period where known_until is not null union all
    select count(*)::text from support_period where reopen_reason is not null union all
    select count(distinct case_id)::text from support_member where known_until is null union all
    select count(*)::text from support_meeting where known_until is null and state = 'held' union all
    select count(*)::text from support_meeting where known_until is null and state = 'planned'`,
  )
  assert.ok(Number(open) >= 15 && Number(closed) >= 2 && Number(again) >= 1, `${open}, ${closed}, ${again}`)
  assert.ok(Number(around) >= 15 && Number(held) >= 10 && Number(ahead) >= 5, `${around}, ${held}, ${ahead}`)
})

test('contacts are logged until the last weeks, and both half-years have their runs: most reached, some not yet', async () => {
  const [spring = '', autumn = '', late = '', ladder = ''] = await texts(
    '0484-skola',
    sql`
    select count(*)::text as value from outreach_contact where happened_at between '2025-11-22' and '2026-06-30' union all
    select count(*)::text from outreach_contact where happened_at between '2026-10-01' and '2026-11-08' union all
    select count(*)::text from outreach_contact where happened_at > '2026-11-08' union all
    select string_agg(distinct case when r.started_on < '2026-07-01' then 'spring ' else 'autumn ' end || coalesce(r.closed_as, 'open'), ', ')
      from outreach_run r`,
  )
  for (const counted of [spring, autumn, late]) assert.ok(Number(counted) > 30, `${spring}, ${autumn}, ${late}`)
  for (const each of ['spring reached', 'spring finished', 'autumn reached', 'autumn open'])
    assert.ok(ladder.includes(each), `${each}: ${ladder}`)
})

test('the days that are decided look like a Monday: most to come, some today, few left lying and none since the spring', async () => {
  const [coming = '', today = '', late = '', old = ''] = await texts(
    '0484-skola',
    sql`
    select count(*)::text as value from outreach_next where known_until is null and on_day > ${TODAY} union all
    select count(*)::text from outreach_next where known_until is null and on_day = ${TODAY} union all
    select count(*)::text from outreach_next where known_until is null and on_day < ${TODAY} union all
    select count(*)::text from outreach_next where known_until is null and on_day < ${TODAY}::date - 21`,
  )
  assert.ok(Number(coming) > 60 && Number(today) >= 4 && Number(late) >= 3, `${coming}, ${today}, ${late}`)
  assert.ok(Number(late) < Number(coming) / 3)
  assert.equal(old, '0')
})

test('whoever is protected is written to through Skatteverket and in no other way; nobody is asked how they are', async () => {
  const amina = (await demoAccounts(surfaces.web)).find(({ displayName }) => displayName === 'Amina Warsame')
  const token = await openDemoSession(surfaces.web, amina?.membershipId ?? '')
  assert.ok(token)
  // Herself, for she sees the protected, and no machine reads letters.
  const ways = await surfaces.web.read({ token }, (tx) =>
    tx.all(
      Row,
      sql`
      select distinct c.channel as value from outreach_contact c join person p on p.id = c.person_id where p.protection <> 'none' union
      select case when l.forwarded then 'forwarded' else 'with an address' end from letter l join person p on p.id = l.person_id
       where p.protection <> 'none' union
      select 'asked' from checkin k join person p on p.id = k.person_id where p.protection <> 'none' union
      select 'visited' from outreach_visit v join person p on p.id = v.person_id where p.protection <> 'none' order by 1`,
    ),
  )
  assert.deepEqual(
    ways.map(({ value }) => value),
    ['forwarded', 'letter'],
  )
})

test('it is asked how some are: one is low and waited for today, some have not answered; one wants no texts, and two answers are nobody’s', async () => {
  const [moods = '', silent = '', low = '', stopped = '', unmatched = ''] = await texts(
    '0484-skola',
    sql`
    select string_agg(distinct mood::text, ' ' order by mood::text) as value from checkin union all
    select count(*)::text from checkin where answered_at is null union all
    select count(distinct k.id)::text from checkin k join outreach_next x on x.person_id = k.person_id and x.known_until is null and x.on_day <= ${TODAY}
     where k.wants_contact and k.mood = 1 union all
    select count(*)::text from message_stop where kind = 'opted_out' and how = 'reply' union all
    select count(*)::text from message_unmatched where closed_as is null`,
  )
  assert.equal(moods, '1 3 4 5')
  assert.ok(Number(silent) > 0)
  assert.equal(low, '1')
  assert.ok(Number(stopped) > 0)
  assert.equal(unmatched, '2')
})

test('some have a placement with a mixed week, and each place counts those who have it', async () => {
  const [placed = '', signed = '', came = '', uneven = ''] = await texts(
    '0484-skola',
    sql`
    select count(*)::text as value from work_placement where known_until is null union all
    select count(distinct placement_id)::text from work_step where kind = 'signed' union all
    select count(distinct person_id)::text from week_attendance where mark in ('came', 'late') union all
    select count(*)::text from work_offer o
     where (select count(*) from work_seat s where s.offer_id = o.id and s.last_on >= s.from_on)
           <> (select count(*) from work_placement p where p.offer_id = o.id and p.known_until is null)`,
  )
  assert.ok(Number(placed) >= 3, placed)
  assert.deepEqual([signed, came, uneven], [placed, placed, '0'])
})

test('some have been mapped, a few of them twice; how they are is asked of some, and talks follow a method', async () => {
  const count = async (of: Sql) => Number((await texts('0484-skola', of))[0])
  const mapped = sql`select count(distinct m.person_id)::text as value from support_mapping m where m.form_code = 'entry'`
  assert.ok((await count(mapped)) >= 5)
  const twice = sql`
    select count(*)::text as value from (
      select m.person_id from support_mapping m where m.form_code = 'entry' and m.ended_as = 'completed' group by 1 having count(*) > 1) x`
  assert.ok((await count(twice)) >= 2)
  assert.ok((await count(sql`select count(*)::text as value from support_mapping m where m.form_code = 'who5'`)) >= 2)
  assert.ok((await count(sql`select count(*)::text as value from support_method_session s`)) >= 2)
})
