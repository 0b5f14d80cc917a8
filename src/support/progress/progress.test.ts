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
import { addTeamMember, makeTeam } from '../../access/accounts/team-actions.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { askYouth, correctReading, removeReading, wordLadder } from './actions.ts'
import { askLink } from './answer-routes.ts'
import { askRound } from './ask-actions.ts'
import { lastAsk } from './ask-store.ts'
import type { Step } from './model.ts'
import { ladderFor, movements } from './rules.ts'
import { currentLadders, ladderReadings, readingsOf } from './store.ts'

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

const stepsNamed = (...names: readonly string[]): Step[] => names.map((name) => ({ name, meaning: '' }))
type Wording = Partial<Parameters<typeof wordLadder>[1]> & { readonly steps: readonly Step[] }
/** Words a ladder as the page would, from how it is worded now. */
const worded = (by: Writer, { teamId = null, ...more }: Wording) =>
  bed.web.write(by, async (tx) => {
    const seen = ladderFor(await currentLadders(tx), teamId)?.id ?? ''
    await wordLadder(tx, { teamId, seen, isSameScale: false, ...more })
  })
const ladders = () => bed.web.read(coach, currentLadders)
const counted = { from: day('2026-07-01'), until: day('2027-01-01') }
const scalesOf = async (id: PersonId) => {
  const rows = await bed.web.read(coach, (tx) => ladderReadings(tx, { ...counted, account: coach.accountId }))
  return rows.filter(({ root }) => root === id)
}

test('the ladder is worded by those who set the work up, and what was read keeps its steps', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, values: { ladder: 5 }, onDay: day('2026-09-10') })
  const steps = stepsNamed('Hemma', 'Ute', 'I gång', 'Framme')
  await assert.rejects(worded(coach, { steps }), { kind: 'forbidden' })
  await worded(coordinator, { steps })
  await assert.rejects(worded(coordinator, { steps, seen: '' }), { code: 'ladder_changed' })
  const [ladder] = await ladders()
  assert.deepEqual(
    ladder?.steps.map(({ name }) => name),
    ['Hemma', 'Ute', 'I gång', 'Framme'],
  )
  await assert.rejects(aReading(bed, coach, { personId: youth, values: { ladder: 4 } }), { code: 'reading' })
  await aReading(bed, coach, { personId: youth, values: { ladder: 3 } })
  const page = await tab.get(paths.personProgress(youth))
  assertShows(page, /5, Studier eller arbete/, /3, Framme/, /Linjen bryts där trappan byttes/)
  assert.doesNotMatch(page.html, /class="curve"/)
  assert.deepEqual(
    (await scalesOf(youth)).map(({ value, scaleId }) => [value, scaleId]),
    [
      [5, null],
      [3, ladder?.id],
    ],
  )
})

test('a mended word keeps the ladder: movements are counted on, and only where there are as many steps', async () => {
  const youth = await aSupportedYouth()
  await worded(coordinator, { steps: stepsNamed('Hema', 'Ute', 'I gång', 'Framme') })
  await aReading(bed, coach, { personId: youth, values: { ladder: 1 }, onDay: day('2026-09-10') })
  await assert.rejects(worded(coordinator, { steps: stepsNamed('Hemma', 'Ute', 'Framme'), isSameScale: true }), {
    fields: [{ field: 'same', code: 'same_steps' }],
  })
  await worded(coordinator, { steps: stepsNamed('Hemma', 'Ute', 'I gång', 'Framme'), isSameScale: true })
  await aReading(bed, coach, { personId: youth, values: { ladder: 2 } })
  assert.equal(movements(await scalesOf(youth), 'coach').up, 1)
  const page = await tab.get(paths.personProgress(youth))
  assertShows(page, /Överst: 3, Framme\. Nederst: 0, Hemma/)
  assert.match(page.html, /class="curve"/)
})

test('a reading stands on the ladder that was shown, whatever has been worded since', async () => {
  const youth = await aSupportedYouth()
  await worded(coordinator, { steps: stepsNamed('Hemma', 'Ute', 'I gång', 'Framme') })
  await bed.web.write(coach, (tx) => askYouth(tx, youth))
  await round()
  const [link, young, address] = [await linkTo(youth), site.tab(null), paths.personProgress(youth)]
  const shown = /name="ladderId" value="([^"]+)"/
  const [ofCoach, ofYouth] = [
    shown.exec((await tab.get(address)).html)?.[1],
    shown.exec((await young.get(link)).html)?.[1],
  ]
  await worded(coordinator, { steps: stepsNamed('Start', 'Mål', 'Vidare') })
  const form = { voice: 'coach', onDay: '2026-10-14', evidence: 'together', ladder: '3', ladderId: ofCoach ?? '' }
  const wrong = await tab.post(address, { ...form, onDay: 'snart' })
  assertShows(wrong, /3, Framme/)
  assertHides(wrong, /1, Mål/)
  await tab.submit(address, form)
  assertShows(await young.post(link, { ladder: '3', ladderId: ofYouth ?? '' }), /Tack för ditt svar/)
  const page = await tab.get(address)
  assertShows(page, /Steg på trappan: den unga 3, Framme, coachen 3, Framme/, /1, Mål/)
})

test('a step on a ladder that nobody has is no reading', async () => {
  const youth = await aSupportedYouth()
  await assert.rejects(aReading(bed, coach, { personId: youth, ladderId: '00000000-0000-4000-8000-000000000001' }), {
    code: 'reading',
  })
})

test('a team reads on a ladder of its own, and on the domain’s when it has none any longer', async () => {
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  const teamId = await bed.web.write(administrator, (tx) => makeTeam(tx, 'Nyckelteamet'))
  await worded(coordinator, { steps: stepsNamed('Hemma', 'Ute', 'Framme') })
  await worded(coordinator, { teamId, steps: stepsNamed('Låst', 'På glänt', 'Öppen') })
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, values: { ladder: 1 }, onDay: day('2026-09-10') })
  const { rows } = await client.query<{ id: string }>(
    'select m.id from access.membership m where m.account_id = $1 and m.ended_at is null',
    [coach.accountId],
  )
  await bed.web.write(administrator, (tx) => addTeamMember(tx, { teamId, membershipId: rows[0]?.id ?? '' }))
  assertShows(await tab.get(paths.personProgress(youth)), /1, På glänt/, /1, Ute/)
  await aReading(bed, coach, { personId: youth, values: { ladder: 2 } })
  await bed.web.write(coach, (tx) => askYouth(tx, youth))
  await round()
  assertShows(await site.tab(null).get(await linkTo(youth)), /På glänt/)
  const lead = site.tab(coordinator)
  const page = await lead.get(paths.progressLadder({ team: teamId }))
  assertShows(page, /Nyckelteamet har en egen trappa/, /value="På glänt"/)
  const own = (await ladders()).find((each) => each.teamId === teamId)
  assertShows(
    await lead.submit(paths.progressLadderEnd(), { team: teamId, seen: own?.id ?? '' }),
    /förvaltningens trappa igen/,
  )
  assertShows(await tab.get(paths.personProgress(youth)), /coachen 2, Öppen/, /2, Framme/)
  assert.equal((await lead.post(paths.progressLadderEnd(), { team: teamId, seen: own?.id ?? '' })).status, 409)
  assert.equal((await lead.get(paths.progressLadder({ team: youth }))).status, 404)
})

test('of two who word the ladder at once the second is told, and nothing breaks', async () => {
  const [ladder] = await ladders()
  const said = await Promise.allSettled(
    ['Ett', 'Två'].map((name) =>
      worded(coordinator, { steps: stepsNamed(name, 'Mitten', 'Sist'), seen: ladder?.id ?? '' }),
    ),
  )
  assert.deepEqual(said.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const refused = said.find(({ status }) => status === 'rejected')
  assert.equal(refused?.status === 'rejected' && refused.reason.code, 'ladder_changed')
})

test('one reading has words on its axes', async () => {
  const youth = await aSupportedYouth()
  await aReading(bed, coach, { personId: youth, values: { health: 4 }, onDay: day('2026-10-15') })
  const page = await tab.get(paths.personProgress(youth))
  assertShows(
    page,
    /Överst: 10, så bra det kan bli\. Nederst: 0, så dåligt det kan bli/,
    /Allt är avläst i dag, 15 oktober/,
  )
  await aReading(bed, coach, { personId: youth, values: { health: 5 }, onDay: day('2026-10-01') })
  assertShows(await tab.get(paths.personProgress(youth)), /Längst till vänster 1 oktober 2026, längst till höger i dag/)
})

test('who is told that a link is over is told to reply only where somebody gets the reply', async () => {
  const link = (token: string) => askLink('')(domain.id, token)
  const gone = await site.tab(null).get(link('ingenalls'))
  assert.equal(gone.status, 404)
  assertShows(gone, /Hör av dig till den du har kontakt med/)
  assertHides(gone, /Svara på sms/)
  const bodyTo = async (id: PersonId) => {
    await bed.web.write(coach, (tx) => askYouth(tx, id))
    await round()
    const { rows } = await client.query<{ body: string }>('select body from message where person_id = $1', [id])
    return rows[0]?.body ?? ''
  }
  assert.doesNotMatch(await bodyTo(await aSupportedYouth()), /STOPP/)
  await client.query(
    `insert into message_setting (domain_id, office, sender, opens, closes, weekends, on_holidays, decided_by, decided_at)
     values ($1, 'Ungdomsteamet', '+46701740605', '09:00', '17:00', false, false, $2, now())`,
    [domain.id, coordinator.accountId],
  )
  assertShows(await site.tab(null).get(link('ingenalls')), /Svara på sms:et i stället/)
  assert.match(await bodyTo(await aSupportedYouth()), /Svara STOPP om du inte vill ha fler sms/)
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
