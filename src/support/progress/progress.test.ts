import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { anExit, aReading } from '../../../test/build/progress.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { askYouth, correctReading, removeReading, wordLadder } from './actions.ts'
import { askLink } from './answer-routes.ts'
import { askRound } from './ask-actions.ts'
import { lastAsk } from './ask-store.ts'
import { currentLadder, ladderReadings, readingsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let coordinator: Writer
let tab: Tab
let client: Client
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs } })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  tab = site.tab(coach)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

let phones = 60
async function aSupportedYouth(given: { readonly openedOn?: string } = {}): Promise<PersonId> {
  bed.setNow(NOON)
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', phone: `07017406${phones++}` })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id, openedOn: day(given.openedOn ?? '2026-09-01') })
  return id
}

const readings = (id: PersonId) => bed.web.read(coach, (tx) => readingsOf(tx, id))
const said = async (id: PersonId) =>
  (await readings(id)).map(({ measure, voice, value }) => `${voice} ${measure} ${value}`)
const round = () => askRound(bed.jobs, domain.machine, askLink('https://exempel.se'))

async function linkTo(id: PersonId): Promise<string> {
  const { rows } = await client.query<{ body: string }>(
    `select body from message where person_id = $1 and template_code = 'progress' order by queued_at desc limit 1`,
    [id],
  )
  return /https:\/\/exempel\.se(\/where-you-are\/\S+)/.exec(rows[0]?.body ?? '')?.[1] ?? ''
}

test('both voices are read, up and down, on the ladder and beside it', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, onDay: day('2026-09-02'), values: { ladder: 3, health: 4 } })
  await aReading(bed, coach, { personId: youth, onDay: day('2026-10-01'), values: { ladder: 1 }, voice: 'youth' })
  await aReading(bed, coach, { personId: youth, onDay: day('2026-10-10'), values: { ladder: 2 } })
  assert.deepEqual(await said(youth), ['coach ladder 3', 'coach health 4', 'youth ladder 1', 'coach ladder 2'])
  const page = await tab.get(paths.personProgress(youth))
  assertShows(
    page,
    /Steg på trappan: den unga 1, Kontakt, coachen 2, Vardagsstruktur/,
    /Nästa avläsning senast 10 januari 2027/,
  )
})

test('what was said becomes a note, and stands nowhere else', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, words: 'Vi talade om sömnen.' })
  const [reading] = await readings(youth)
  const { rows } = await client.query('select topic from note where id = $1 and person_id = $2', [
    reading?.noteId,
    youth,
  ])
  assert.deepEqual(rows, [{ topic: 'support' }])
  assertHides(await tab.get(paths.personProgress(youth)), /Vi talade om sömnen/)
})

test('nothing is read of one whose case is closed, nor by somebody who does not support them', async () => {
  const youth = await aSupportedYouth()
  const other = await signedIn(bed, domain, { role: 'coach' })
  await assert.rejects(aReading(bed, other, { personId: youth }), { kind: 'not_found' })
  await anExit(bed, coach, { personId: youth })
  await assert.rejects(aReading(bed, coach, { personId: youth }), { code: 'no_open_case' })
})

test('a correction keeps what stood, and nobody’s is passed over', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, values: { ladder: 2 } })
  const [first] = await readings(youth)
  const of = { personId: youth, readingId: first?.readingId ?? '', seen: first?.id ?? '' }
  const right = { onDay: day('2026-10-09'), evidence: 'school' } as const
  await bed.web.write(coach, (tx) => correctReading(tx, { ...of, ...right, value: 4 }))
  const [now, ...more] = await readings(youth)
  assert.deepEqual([now?.value, now?.onDay, now?.evidence, more.length], [4, '2026-10-09', 'school', 0])
  await assert.rejects(
    bed.web.write(coach, (tx) => correctReading(tx, { ...of, ...right, value: 5 })),
    { code: 'reading_changed' },
  )
  await assert.rejects(
    bed.web.write(coach, (tx) => correctReading(tx, { ...of, ...right, seen: now?.id ?? '', value: 6 })),
    { fields: [{ field: 'ladder', code: 'value_range' }] },
  )
  await bed.web.write(coach, (tx) => removeReading(tx, { ...of, seen: now?.id ?? '' }))
  assert.deepEqual(await readings(youth), [])
  const { rows } = await client.query('select value from progress_reading where person_id = $1', [youth])
  assert.deepEqual(rows.map(({ value }) => value).toSorted(), [2, 4])
})

test('who corrects what a colleague has just corrected sees both', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, values: { ladder: 2 } })
  const [first] = await readings(youth)
  const address = paths.personReading(youth, first?.readingId ?? '')
  const form = { onDay: '2026-10-09', evidence: 'seen', seen: first?.id ?? '' }
  assert.equal((await tab.post(address, { ...form, value: '4' })).status, 303)
  const late = await tab.post(address, { ...form, value: '5' })
  assert.equal(late.status, 409)
  assertShows(late, /Gäller nu: 4, Studier eller praktik på deltid/, /<option value="5" selected>/)
})

test('the young person answers for themself by a link, once, and may leave out what they like', async () => {
  const youth = await aSupportedYouth()
  await bed.web.write(coach, (tx) => askYouth(tx, youth))
  await assert.rejects(
    bed.web.write(coach, (tx) => askYouth(tx, youth)),
    { code: 'asked_already' },
  )
  await round()
  const [link, young] = [await linkTo(youth), site.tab(null)]
  const page = await young.get(link)
  assertShows(page, /Var står du just nu\?/, /Jag har fått ordning på dagar och nätter/)
  assertHides(page, /Tove/, /Jonas/)
  const empty = await young.post(link, { ladder: 'skip', health: '' })
  assert.equal(empty.status, 422)
  assert.equal((await young.post(link, { ladder: '11' })).status, 422)
  assertShows(await young.post(link, { ladder: '1', health: '0', social: '' }), /Tack för ditt svar/)
  assert.deepEqual(await said(youth), ['youth ladder 1', 'youth health 0'])
  assert.equal((await young.post(link, { ladder: '5' })).status, 404)
  assert.equal((await young.get(link)).status, 404)
  assert.notEqual((await bed.web.read(coach, (tx) => lastAsk(tx, youth)))?.answeredAt, null)
})

test('a link is over after a week', async () => {
  const youth = await aSupportedYouth()
  await bed.web.write(coach, (tx) => askYouth(tx, youth))
  await round()
  const link = await linkTo(youth)
  bed.setNow('2026-10-22T21:59:00Z')
  assert.equal((await site.tab(null).get(link)).status, 200)
  bed.setNow('2026-10-22T22:00:00Z')
  assert.equal((await site.tab(null).get(link)).status, 404)
})

test('three months after the last reading it is a task of whoever answers for the case', async () => {
  const youth = await aSupportedYouth({ openedOn: '2026-06-20' })
  const due = async (until: string) => {
    const asked = { account: coach.accountId, until: day(until), limit: 500, source: 'reading_due' } as const
    const tasks = await bed.web.read(coach, (tx) => personTasks(tx, asked))
    return tasks.filter(({ personId }) => personId === youth).map(({ dueOn }) => dueOn)
  }
  assert.deepEqual(await due('2026-10-15'), ['2026-09-20'])
  await aReading(bed, coach, { personId: youth, onDay: day('2026-10-10') })
  assert.deepEqual(await due('2027-01-09'), [])
  assert.deepEqual(await due('2027-01-10'), ['2027-01-10'])
})

test('the ladder is worded by those who set the work up, and what was read keeps its steps', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, values: { ladder: 5 }, onDay: day('2026-09-10') })
  const steps = ['Hemma', 'Ute', 'I gång', 'Framme'].map((name) => ({ name, meaning: '' }))
  await assert.rejects(
    bed.web.write(coach, (tx) => wordLadder(tx, { steps, seen: '' })),
    { kind: 'forbidden' },
  )
  await bed.web.write(coordinator, (tx) => wordLadder(tx, { steps, seen: '' }))
  await assert.rejects(
    bed.web.write(coordinator, (tx) => wordLadder(tx, { steps, seen: '' })),
    { code: 'ladder_changed' },
  )
  const ladder = await bed.web.read(coach, currentLadder)
  assert.deepEqual(
    ladder?.steps.map(({ name }) => name),
    ['Hemma', 'Ute', 'I gång', 'Framme'],
  )
  await assert.rejects(aReading(bed, coach, { personId: youth, values: { ladder: 4 } }), { code: 'reading' })
  await aReading(bed, coach, { personId: youth, values: { ladder: 3 } })
  assertShows(await tab.get(paths.personProgress(youth)), /5, Studier eller arbete/, /3, Framme/)
  const counted = { from: day('2026-07-01'), until: day('2027-01-01'), account: coach.accountId }
  const rows = (await bed.web.read(coach, (tx) => ladderReadings(tx, counted))).filter(({ root }) => root === youth)
  assert.deepEqual(
    rows.map(({ value, ladderId }) => [value, ladderId]),
    [
      [5, null],
      [3, ladder?.id],
    ],
  )
})

test('a step without a name between two that have one is sent back, with what was typed', async () => {
  const page = await site
    .tab(coordinator)
    .post(paths.progressLadder(), { 'name-0': 'Hemma', 'name-2': 'Framme', seen: '' })
  assert.equal(page.status, 422)
  assertShows(page, /Ett steg mitt i saknar namn/, /value="Framme"/)
})

test('a form sent twice is read once, and what is wrong comes back beside its field', async () => {
  const youth = await aSupportedYouth()
  const address = paths.personProgress(youth)
  const token = tokenOf(await tab.get(address), 'reading')
  const form = { voice: 'coach', onDay: '14/10 2026', evidence: 'together', ladder: 'skip', studies: '8' }
  const wrong = await tab.post(address, { ...form, onDay: 'i övermorgon', words: 'Kvar i rutan' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Skriv dagen som/, /Kvar i rutan/)
  assertShows(await tab.submit(address, { ...form, token }), /Avläsningen är sparad/, /8 av 10/)
  await tab.post(address, { ...form, token })
  assert.deepEqual(await said(youth), ['coach studies 8'])
})
