import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { aGoal } from '../../../test/build/plan.ts'
import { anExit, TO_WORK } from '../../../test/build/progress.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { aCase, aMeetingOf } from '../../../test/build/support.ts'
import { day, type PlainDate } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { openCase } from '../cases/actions.ts'
import { closeCase } from '../cases/closing-actions.ts'
import type { ReopenReason } from '../cases/model.ts'
import { caseOf, casePeriodsOf } from '../cases/store.ts'
import { meetingsOf } from '../meetings/store.ts'
import { reviewsOf } from '../plan/review-store.ts'
import { callOffFollowUps } from './actions.ts'
import { followUpLink } from './answer-routes.ts'
import { correctExit } from './correct-actions.ts'
import { followUpRound } from './follow-actions.ts'
import { askedOf, followUpsOf } from './follow-store.ts'
import type { ExitInput } from './model.ts'
import { outcomes } from './rules.ts'
import { exitsOf, leaversAlone, supportedBetween } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let tab: Tab
const NOON = '2026-10-15T10:00:00Z'
const AUTUMN = { from: day('2026-07-01'), until: day('2027-01-01') }

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = siteOf(bed).tab(coach)
})
after(() => bed.close())

async function aSupportedYouth(by: Writer = coach): Promise<PersonId> {
  bed.setNow(NOON)
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask' })
    await ownedBy(tx, made.id, by.accountId)
    return made
  })
  await aCase(bed, by, { personId: id })
  return id
}

const caseNow = (id: PersonId) => bed.web.read(coach, (tx) => caseOf(tx, id))
const waves = (id: PersonId) => bed.web.read(coach, (tx) => followUpsOf(tx, id))
const stands = async (id: PersonId) => (await waves(id)).map(({ wave, closedAs }) => `${wave} ${closedAs}`)
const exits = (id: PersonId) => bed.web.read(coach, (tx) => exitsOf(tx, id))
const figures = async (account: string | null = null) => {
  const people = await bed.web.read(coach, (tx) => supportedBetween(tx, { ...AUTUMN, account }))
  return { people, of: (id: PersonId) => people.find(({ root }) => root === id) ?? null }
}
/** As cases were closed before an exit was the way to. */
const closed = (personId: PersonId, closedOn: PlainDate = day('2026-10-12')) =>
  asOwner(bed, (client) =>
    client.query(
      `update support_period set closed_on = $2, close_reason = 'other', closed_by = $3, known_until = $4 where person_id = $1`,
      [personId, closedOn, coach.accountId, NOON],
    ),
  )
const corrected = async (id: PersonId, change: Partial<ExitInput>, which = 0) => {
  const found = (await exits(id))[which]
  await bed.web.write(coach, (tx) => correctExit(tx, { ...TO_WORK, ...change, personId: id, seen: found?.id ?? '' }))
}
const reopened = (personId: PersonId, reopenReason: ReopenReason, openedOn = '2026-10-15') =>
  bed.web.write(coach, (tx) =>
    openCase(tx, {
      ...{
        personId,
        setting: 'outside_school',
        origin: 'self',
        openedOn: day(openedOn),
        ownerId: coach.accountId,
        reopenReason,
      },
    }),
  )
const NOWHERE = { outcome: 'interrupted', kind: 'no_contact', place: null, nextStep: 'none', backedBy: 'none' } as const
const DEAD = { ...NOWHERE, kind: 'deceased' } as const

test('a case that was closed with nothing said of what it led to is no support that goes on', async () => {
  const [unsaid, mistaken, open] = [await aSupportedYouth(), await aSupportedYouth(), await aSupportedYouth()]
  await closed(unsaid)
  await bed.web.write(coach, (tx) => closeCase(tx, { personId: mistaken }))
  const { people, of } = await figures()
  assert.deepEqual([of(unsaid)?.isClosed, of(mistaken), of(open)?.isClosed], [true, null, false])
  const counted = outcomes(people.filter(({ root }) => root === unsaid || root === open))
  assert.deepEqual([counted.all, counted.in_support, counted.unsaid], [2, 1, 1])
  assertShows(await tab.get(paths.progress({ half: '2026-2' })), /Avslutat, utfall inte angivet/)
})

test('what a closed case led to is said of the day it was closed, and of no other', async () => {
  const youth = await aSupportedYouth()
  await closed(youth, day('2026-10-05'))
  assertShows(
    await tab.get(paths.personExit(youth)),
    /name="exitedOn"[^>]*value="2026-10-05"|value="2026-10-05"[^>]*name="exitedOn"/,
  )
  await assert.rejects(anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-15') }), { kind: 'invalid' })
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-05') })
  assert.equal((await figures()).of(youth)?.outcome, 'work')
})

test('a day that was wrong is corrected where the exit is, and the case was closed on the right one', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  await corrected(youth, { exitedOn: day('2026-10-05'), outcome: 'studies', kind: 'adult_education', place: 'Komvux' })
  const [period] = await bed.web.read(coach, (tx) => casePeriodsOf(tx, youth))
  assert.deepEqual(
    [(await caseNow(youth))?.closedOn, period?.closedOn, period?.closeReason],
    ['2026-10-05', '2026-10-05', 'studies'],
  )
})

test('a case is opened again from the day it was closed, as that was corrected', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  await corrected(youth, { exitedOn: day('2026-10-14') })
  await assert.rejects(reopened(youth, 'new_need', '2026-10-13'), { kind: 'invalid' })
  await reopened(youth, 'new_need', '2026-10-14')
})

test('before the end the page says what is missing and what goes on, and a meeting is cancelled if one says so', async () => {
  const youth = await aSupportedYouth()
  await aMeetingOf(bed, coach, youth)
  await aMeetingOf(bed, coach, youth)
  const address = paths.personExit(youth)
  const page = await tab.get(address)
  assertShows(page, /Avslutande samtal med den unga/, /Pågår och blir kvar/, /Gemensamt möte/, /Ställ in möten/)
  const [first, second] = await bed.web.read(coach, (tx) => meetingsOf(tx, youth))
  const left = { ...TO_WORK, nextOn: '', seen: '', token: tokenOf(page, 'exit'), cancel: first?.id ?? '' }
  assertShows(await tab.submit(address, left), /Ärendet är avslutat/)
  const now = await bed.web.read(coach, (tx) => meetingsOf(tx, youth))
  const stateOf = (id: string | undefined) => now.find(({ meetingId }) => meetingId === id)?.state
  assert.deepEqual([stateOf(first?.meetingId), stateOf(second?.meetingId)], ['cancelled', 'planned'])
  assertHides(await tab.get(address), /Pågår och blir kvar/)
})

test('a meeting that somebody changed meanwhile is not cancelled unread, and nothing is closed', async () => {
  const youth = await aSupportedYouth()
  await aMeetingOf(bed, coach, youth)
  const late = await tab.post(paths.personExit(youth), { ...TO_WORK, nextOn: '', seen: '', cancel: domain.id })
  assertShows(late, /ändrat ett av mötena/, /value="Ica Kvantum"/)
  assert.equal((await caseNow(youth))?.closedOn, null)
})

test('with the case the review of the plan ends, and it comes again when the case is opened again', async () => {
  const youth = await aSupportedYouth()
  await aGoal(bed, coach, { personId: youth })
  const due = async () =>
    (await bed.web.read(coach, (tx) => reviewsOf(tx, youth))).map(({ outcome, reason, dueOn }) => [
      outcome,
      reason,
      dueOn,
    ])
  const [[, , dueOn] = []] = await due()
  await anExit(bed, coach, { personId: youth })
  assert.deepEqual(await due(), [['exempt', 'case_closed', dueOn]])
  await reopened(youth, 'wants_back')
  assert.deepEqual(await due(), [
    [null, null, dueOn],
    ['exempt', 'case_closed', dueOn],
  ])
})

test('whoever is back in support stands on no list of those who left with nobody, and is not asked', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, ...NOWHERE })
  const alone = async () => {
    const found = await bed.web.read(coach, (tx) =>
      leaversAlone(tx, { ...AUTUMN, account: null, limit: 500, offset: 0 }),
    )
    return found.rows.some(({ id }) => id === youth)
  }
  const tasks = async () => {
    const asked = { account: coach.accountId, until: day('2027-01-01'), limit: 500, source: 'follow_up' } as const
    return (await bed.web.read(coach, (tx) => personTasks(tx, asked))).filter(({ personId }) => personId === youth)
      .length
  }
  assert.deepEqual([await alone(), await tasks()], [true, 2])
  await reopened(youth, 'wants_back')
  assert.deepEqual([await alone(), await tasks()], [false, 0])
  bed.setNow('2026-11-12T10:00:00Z')
  while (await followUpRound(bed.jobs, domain.machine, followUpLink('https://exempel.se'))) void 0
  assert.deepEqual((await stands(youth)).slice(0, 3), ['w4 called_off', 'm1 called_off', 'm3 null'])
  // What was said of the time before can be corrected all the same, up to the day they came back.
  bed.setNow(NOON)
  await corrected(youth, { ...NOWHERE, kind: 'own_choice', backedBy: 'municipality' })
  assert.equal((await exits(youth))[0]?.backedBy, 'municipality')
  await assert.rejects(corrected(youth, { exitedOn: day('2026-10-16') }), { kind: 'invalid' })
  // Leaving anew, they are asked about this time, and not twice.
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-15') })
  const [now] = await exits(youth)
  assert.ok((await waves(youth)).every(({ exitId, closedAs }) => (exitId === now?.exitId) === (closedAs === null)))
})

test('a case that was closed by mistake was not left: nothing of it counts, and nobody is asked', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth })
  await reopened(youth, 'closed_by_mistake', '2026-10-12')
  assert.deepEqual(await exits(youth), [])
  assert.ok((await waves(youth)).every(({ closedAs }) => closedAs === 'called_off'))
  const { of } = await figures()
  assert.deepEqual([of(youth)?.outcome, of(youth)?.isClosed], [null, false])
})

test('who was said to be dead, and is not, is asked after all, by whoever answered for the case', async () => {
  const [never, once] = [await aSupportedYouth(), await aSupportedYouth()]
  await anExit(bed, coach, { personId: never, ...DEAD })
  await anExit(bed, coach, { personId: once })
  bed.setNow('2026-10-15T11:00:00Z')
  await corrected(once, DEAD)
  assert.ok((await waves(once)).every(({ closedAs }) => closedAs === 'called_off'))
  const asked = async () => {
    bed.setNow('2026-11-12T10:00:00Z')
    const rows = await bed.web.read(coach, (tx) => askedOf(tx, { ...AUTUMN, account: null }))
    bed.setNow('2026-10-15T12:00:00Z')
    return rows.length
  }
  const before = await asked()
  for (const youth of [never, once]) {
    await corrected(youth, {})
    assert.deepEqual(await stands(youth), ['w4 null', 'm1 null', 'm3 null', 'm6 null', 'm12 null', 'm18 null'])
    assert.equal((await caseNow(youth))?.ownerId, coach.accountId)
  }
  // The dead are in no denominator; the living are, twice each by the twelfth of November.
  assert.equal(await asked(), before + 4)
})

test('what was called off before stays so when a death that was a mistake is taken back', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth })
  await bed.web.write(coach, (tx) => callOffFollowUps(tx, youth))
  bed.setNow('2026-10-15T11:00:00Z')
  await corrected(youth, DEAD)
  await corrected(youth, {})
  assert.ok((await waves(youth)).every(({ closedAs }) => closedAs === 'called_off'))
})

test('in one’s own figures stand those whose case one had when they left, whoever follows up now', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth })
  const mine = async () => (await figures(coach.accountId)).of(youth)?.outcome
  assert.equal(await mine(), 'work')
  await bed.web.write(coach, (tx) => callOffFollowUps(tx, youth))
  assert.deepEqual([(await caseNow(youth))?.ownerId, await mine()], [null, 'work'])
})
