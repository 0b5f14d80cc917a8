import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { anExit, TO_WORK } from '../../../test/build/progress.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { openCase } from '../cases/actions.ts'
import { closeCase } from '../cases/closing-actions.ts'
import { caseOf } from '../cases/store.ts'
import { callOffFollowUps, logFollowUp, recordExit } from './actions.ts'
import { followUpLink } from './answer-routes.ts'
import { correctExit } from './correct-actions.ts'
import { followUpRound } from './follow-actions.ts'
import { followUpsOf } from './follow-store.ts'
import { exitsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let tab: Tab
let client: Client
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs } })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  tab = site.tab(coach)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

let phones = 20
async function aSupportedYouth(
  given: { readonly hasPhone?: boolean; readonly openedOn?: string } = {},
): Promise<PersonId> {
  bed.setNow(NOON)
  const phone = given.hasPhone === false ? {} : { phone: `07017406${phones++}` }
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask', ...phone })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id, openedOn: day(given.openedOn ?? '2026-10-01') })
  return id
}

const caseNow = (id: PersonId) => bed.web.read(coach, (tx) => caseOf(tx, id))
const waves = (id: PersonId) => bed.web.read(coach, (tx) => followUpsOf(tx, id))
const wave = async (id: PersonId, code: string) => (await waves(id)).find((each) => each.wave === code)
const round = () => followUpRound(bed.jobs, domain.machine, followUpLink('https://exempel.se'))

/** The address in the latest text to somebody. */
async function linkTo(id: PersonId): Promise<string> {
  const { rows } = await client.query<{ body: string }>(
    `select body from message where person_id = $1 and template_code = 'follow_up' order by queued_at desc, id limit 1`,
    [id],
  )
  return /https:\/\/exempel\.se(\/what-you-do\/\S+)/.exec(rows[0]?.body ?? '')?.[1] ?? ''
}

test('an exit closes the case, keeps its owner, and plans six follow-ups from the day they left', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  const closed = await caseNow(youth)
  assert.deepEqual(
    { closedOn: closed?.closedOn, ownerId: closed?.ownerId },
    { closedOn: '2026-10-12', ownerId: coach.accountId },
  )
  assert.deepEqual(
    (await waves(youth)).map(({ wave: code, dueOn }) => `${code} ${dueOn}`),
    ['w4 2026-11-09', 'm1 2026-11-12', 'm3 2027-01-12', 'm6 2027-04-12', 'm12 2027-10-12', 'm18 2028-04-12'],
  )
})

test('an exit is said once, and nobody else’s case is closed by somebody who does not support them', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth })
  await assert.rejects(anExit(bed, coach, { personId: youth }), { code: 'exit_recorded' })
  const other = await signedIn(bed, domain, { role: 'coach' })
  await assert.rejects(anExit(bed, other, { personId: await aSupportedYouth() }), { kind: 'not_found' })
})

test('of the dead nothing is asked, and the case is let go of', async () => {
  const youth = await aSupportedYouth()
  const gone = { outcome: 'interrupted', kind: 'deceased', place: null, nextStep: 'none', backedBy: 'none' } as const
  await anExit(bed, coach, { personId: youth, ...gone })
  assert.deepEqual([(await waves(youth)).length, (await caseNow(youth))?.ownerId], [0, null])
})

test('a correction keeps what stood, moves what has not been asked, and passes over nobody’s words', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  const [first] = await bed.web.read(coach, (tx) => exitsOf(tx, youth))
  const right = { ...TO_WORK, personId: youth, exitedOn: day('2026-10-05'), place: 'Coop' }
  await bed.web.write(coach, (tx) => correctExit(tx, { ...right, seen: first?.id ?? '' }))
  const [now, ...more] = await bed.web.read(coach, (tx) => exitsOf(tx, youth))
  assert.deepEqual([now?.place, now?.exitId, more.length], ['Coop', first?.exitId, 0])
  assert.equal((await wave(youth, 'm3'))?.dueOn, '2027-01-05')
  const late = bed.web.write(coach, (tx) => correctExit(tx, { ...right, place: 'Willys', seen: first?.id ?? '' }))
  await assert.rejects(late, { code: 'exit_changed' })
  const { rows } = await client.query('select place from support_exit where person_id = $1 order by known_from, id', [
    youth,
  ])
  assert.deepEqual(rows.map(({ place }) => place).toSorted(), ['Coop', 'Ica Kvantum'])
})

test('on the day a text is sent, and one button answers for four weeks and for one month', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  bed.setNow('2026-11-08T10:00:00Z')
  await round()
  assert.equal((await wave(youth, 'w4'))?.sentAt, null)
  bed.setNow('2026-11-09T10:00:00Z')
  await round()
  assert.notEqual((await wave(youth, 'w4'))?.sentAt, null)
  const [link, young] = [await linkTo(youth), site.tab(null)]
  assertShows(await young.get(link), /Vad gör du nu\?/, /Jag studerar/)
  assertHides(await young.get(link), /Tove/)
  assertShows(await young.post(link, { pressed: 'work' }), /Tack för ditt svar/)
  const [four, month] = [await wave(youth, 'w4'), await wave(youth, 'm1')]
  assert.deepEqual([four?.answer, four?.how, month?.answer, month?.how], ['work', 'link', 'work', 'same'])
  // The link is for one answer, and for whoever comes after it says nothing.
  const again = await young.post(link, { pressed: 'nothing' })
  assert.equal(again.status, 404)
  assert.equal((await wave(youth, 'w4'))?.answer, 'work')
})

test('whoever has not answered at four weeks is asked anew a week later, and not the day after', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  for (const on of ['2026-11-09', '2026-11-12', '2026-11-15']) {
    bed.setNow(`${on}T10:00:00Z`)
    await round()
  }
  assert.equal((await wave(youth, 'm1'))?.sentAt, null)
  bed.setNow('2026-11-17T10:00:00Z')
  await round()
  assert.notEqual((await wave(youth, 'm1'))?.sentAt, null)
})

test('who has left the register for school is asked all the same, and who has no number is called', async () => {
  const [reached, numberless] = [await aSupportedYouth(), await aSupportedYouth({ hasPhone: false })]
  for (const personId of [reached, numberless]) await anExit(bed, coach, { personId, exitedOn: day('2026-10-12') })
  await client.query(`update register_period set until_on = '2026-10-20' where person_id = any($1)`, [
    [reached, numberless],
  ])
  bed.setNow('2026-11-09T10:00:00Z')
  await round()
  assert.notEqual((await wave(reached, 'w4'))?.sentAt, null)
  assert.equal((await wave(numberless, 'w4'))?.unsent, 'no_address')
  bed.setNow('2026-11-16T10:00:00Z')
  const asked = { account: coach.accountId, until: day('2026-11-16'), limit: 100, source: 'follow_up' } as const
  const due = await bed.web.read(coach, (tx) => personTasks(tx, asked))
  assert.ok(due.some(({ personId, dueOn }) => personId === numberless && dueOn === '2026-11-16'))
})

test('who does not answer the telephone is asked all the same, and called again a week later', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  const month = { personId: youth, followUpId: (await wave(youth, 'm3'))?.id ?? '' }
  const log = (answer: 'studies' | 'work' | 'not_reached') =>
    bed.web.write(coach, (tx) => logFollowUp(tx, { ...month, answer }))
  bed.setNow('2027-01-04T10:00:00Z')
  await assert.rejects(log('studies'), { code: 'not_due' })
  bed.setNow('2027-01-05T10:00:00Z')
  await log('not_reached')
  assert.deepEqual([(await wave(youth, 'm3'))?.closedAs, (await wave(youth, 'm3'))?.calledOn], [null, '2027-01-05'])
  bed.setNow('2027-01-12T10:00:00Z')
  await round()
  assert.notEqual((await wave(youth, 'm3'))?.sentAt, null)
  bed.setNow('2027-01-20T10:00:00Z')
  await log('not_reached')
  const dueOn = async () => {
    const asked = { account: coach.accountId, until: day('2027-02-28'), limit: 100, source: 'follow_up' } as const
    const due = await bed.web.read(coach, (tx) => personTasks(tx, asked))
    return due.find(({ subject }) => subject === month.followUpId)?.dueOn
  }
  assert.equal(await dueOn(), '2027-01-27')
  assertShows(await tab.get(paths.personExit(youth)), /Ringt 20 jan/)
  await log('studies')
  assert.deepEqual([(await wave(youth, 'm3'))?.answer, (await wave(youth, 'm3'))?.how], ['studies', 'call'])
  await assert.rejects(log('work'), { code: 'answered_already' })
})

test('an answer may come after it was given up', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  const month = { personId: youth, followUpId: (await wave(youth, 'm3'))?.id ?? '' }
  bed.setNow('2027-02-27T10:00:00Z')
  while (await round()) void 0
  assert.equal((await wave(youth, 'm3'))?.closedAs, 'not_reached')
  const log = (answer: 'work' | 'not_reached') => bed.web.write(coach, (tx) => logFollowUp(tx, { ...month, answer }))
  await assert.rejects(log('not_reached'), { code: 'given_up_already' })
  await log('work')
  assert.equal((await wave(youth, 'm3'))?.answer, 'work')
})

test('of an exit that is written down late nobody was asked, and nobody failed to answer', async () => {
  const youth = await aSupportedYouth({ openedOn: '2026-01-15' })
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-03-01') })
  const stands = async () => (await waves(youth)).map(({ wave: code, closedAs }) => `${code} ${closedAs}`)
  // Six months after is 1 September, 44 days ago: that can still be asked.
  const late = ['w4 backdated', 'm1 backdated', 'm3 backdated', 'm6 null', 'm12 null', 'm18 null']
  assert.deepEqual(await stands(), late)
  while (await round()) void 0
  assert.deepEqual(await stands(), late)
  const four = { personId: youth, followUpId: (await wave(youth, 'w4'))?.id ?? '', answer: 'work' } as const
  await assert.rejects(
    bed.web.write(coach, (tx) => logFollowUp(tx, four)),
    { code: 'never_asked' },
  )
  assertShows(await tab.get(paths.personExit(youth)), /skrevs in i efterhand/)
  assertShows(await tab.get(paths.progress({ half: '2026-1' })), /1 skrevs in i efterhand/)
  // With the day corrected they can be asked after all.
  const [exit] = await bed.web.read(coach, (tx) => exitsOf(tx, youth))
  const right = { ...TO_WORK, personId: youth, exitedOn: day('2026-10-01'), seen: exit?.id ?? '' }
  await bed.web.write(coach, (tx) => correctExit(tx, right))
  assert.deepEqual(await stands(), ['w4 null', 'm1 null', 'm3 null', 'm6 null', 'm12 null', 'm18 null'])
})

test('what nobody answers is given up after six weeks, and the case is let go of when the last wave is over', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth, exitedOn: day('2026-10-12') })
  bed.setNow('2028-05-27T10:00:00Z')
  while (await round()) void 0
  assert.notEqual((await caseNow(youth))?.ownerId, null)
  assert.equal((await wave(youth, 'm12'))?.closedAs, 'not_reached')
  assert.equal((await wave(youth, 'm18'))?.closedAs, null)
  bed.setNow('2028-05-28T10:00:00Z')
  while (await round()) void 0
  assert.equal((await wave(youth, 'm18'))?.closedAs, 'not_reached')
  assert.equal((await caseNow(youth))?.ownerId, null)
})

test('the follow-up can be called off, and then nobody answers for the case; opened anew it keeps its owner', async () => {
  const [off, again] = [await aSupportedYouth(), await aSupportedYouth()]
  for (const personId of [off, again]) await anExit(bed, coach, { personId })
  await bed.web.write(coach, (tx) => callOffFollowUps(tx, off))
  assert.equal((await caseNow(off))?.ownerId, null)
  assert.ok((await waves(off)).every(({ closedAs }) => closedAs === 'called_off'))
  const anew = { personId: again, setting: 'outside_school', origin: 'self', openedOn: day('2026-10-15') } as const
  await bed.web.write(coach, (tx) => openCase(tx, { ...anew, ownerId: coach.accountId, reopenReason: 'new_need' }))
  await bed.web.write(coach, (tx) => callOffFollowUps(tx, again))
  assert.equal((await caseNow(again))?.ownerId, coach.accountId)
})

test('a merge gathers what was said under either number, and an un-merge gives it back', async () => {
  const [survivor, merged] = [await aSupportedYouth(), await aSupportedYouth()]
  await anExit(bed, coach, { personId: merged, exitedOn: day('2026-10-12') })
  const lead = (to: PersonId) => client.query('update person set root_id = $2 where id = $1', [merged, to])
  const gathered = async () => {
    const exits = await bed.web.read(coach, (tx) => exitsOf(tx, survivor))
    return [exits.length, (await waves(survivor)).length]
  }
  await lead(survivor)
  assert.deepEqual(await gathered(), [1, 6])
  bed.setNow('2026-11-09T10:00:00Z')
  await round()
  assert.equal((await site.tab(null).post(await linkTo(survivor), { pressed: 'studies' })).status, 200)
  assert.equal((await wave(survivor, 'w4'))?.answer, 'studies')
  await lead(merged)
  assert.deepEqual(await gathered(), [0, 0])
})

const FORM = {
  ...{ exitedOn: '2026-10-14', outcome: 'studies', kind: 'adult_education', place: 'Komvux', nextStep: 'goes_on' },
  ...{ nextOn: '', backedBy: 'school', seen: '' },
}

test('the form keeps what was typed, says what to mend, and sent twice saves once', async () => {
  const youth = await aSupportedYouth()
  const address = paths.personExit(youth)
  const page = await tab.get(address)
  const wrong = await tab.post(address, { ...FORM, kind: 'employed', place: 'Vuxenskolan' })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj en sort som hör till/, /value="Vuxenskolan"/)
  const token = tokenOf(page, 'exit')
  assertShows(await tab.submit(address, { ...FORM, token }), /Ärendet är avslutat/, /Komvux/, /4 veckor/)
  assert.equal((await tab.post(address, { ...FORM, token })).status, 303)
  assert.equal((await bed.web.read(coach, (tx) => exitsOf(tx, youth))).length, 1)
})

test('who corrects what a colleague has just corrected sees both', async () => {
  const youth = await aSupportedYouth()
  await anExit(bed, coach, { personId: youth })
  const [before] = await bed.web.read(coach, (tx) => exitsOf(tx, youth))
  const seen = before?.id ?? ''
  await tab.post(paths.personExit(youth), { ...FORM, place: 'Folkhögskolan i Sörmland', seen })
  const late = await tab.post(paths.personExit(youth), { ...FORM, place: 'Lärcentrum', seen })
  assert.equal(late.status, 409)
  assertShows(late, /Gäller nu/, /Folkhögskolan i Sörmland/, /value="Lärcentrum"/)
})

test('who left with nobody behind them stands on the list of those who need somebody', async () => {
  const youth = await aSupportedYouth()
  const left = { outcome: 'interrupted', kind: 'no_contact', place: null, nextStep: 'none', backedBy: 'none' } as const
  await bed.web.write(coach, (tx) => recordExit(tx, { ...TO_WORK, ...left, personId: youth }))
  assertShows(await tab.get(paths.progress()), /Inget nästa steg/, /Ingen myndighet tar vid/)
})

test('a case that was opened by mistake is given no exit, and nobody is asked about it afterwards', async () => {
  const id = await aSupportedYouth()
  await bed.web.write(coach, (tx) => closeCase(tx, { personId: id }))
  const page = await tab.get(paths.personExit(id))
  assertShows(page, /Ärendet öppnades av misstag/)
  assertHides(page, /name="outcome"/)
  await assert.rejects(
    bed.web.write(coach, (tx) => recordExit(tx, { ...TO_WORK, personId: id })),
    /opened_by_mistake/,
  )
  assert.deepEqual(await bed.web.read(coach, (tx) => followUpsOf(tx, id)), [])
})
