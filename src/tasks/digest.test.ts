import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aMailServer } from '../../test/build/mail-server.ts'
import { aCase, asOwner, type Writer } from '../../test/build/notes.ts'
import { day } from '../kernel/date.ts'
import { runDueJob } from '../kernel/jobs.ts'
import { mailer } from '../main/mail.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { setNext } from '../outreach/contacts/actions.ts'
import { type Letter, letterOf } from './digest.ts'
import { chooseDigest, planDigests } from './feed-actions.ts'
import { tasksJobs } from './jobs.ts'
import { jotDown } from './own-actions.ts'

/** The daily letter, from the plan of the morning to what stands in the letter box: how much, and never about whom. */

let bed: TestBed
let domain: TestDomain
before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
})
after(() => bed.close())

const ORIGIN = 'https://sedd.example.se'
const GIVEN = 'Kanariella'

/** A coach with an address, a case named Kanariella to be contacted today, and one who is late. */
async function aCoach(email: string | null): Promise<Writer> {
  domain = await aDomain(bed)
  const coach = await signedIn(bed, domain, { role: 'coach' })
  await asOwner(bed, async (client) => {
    await client.query('set role sedd_access')
    await client.query('update access.staff set email = $1 where account_id = $2', [email, coach.accountId])
  })
  bed.setNow('2026-10-12T07:00:00Z')
  for (const onDay of ['2026-10-14', '2026-10-15']) {
    const personId = await aCase(bed, domain, coach, { givenName: GIVEN })
    await bed.web.write(coach, (tx) => setNext(tx, { personId, next: { onDay: day(onDay), channel: 'call' } }))
  }
  await bed.web.write(coach, (tx) =>
    jotDown(tx, { words: 'Hemligt om Kanariella', onDay: day('2026-10-15'), atTime: null }),
  )
  await bed.web.write(coach, (tx) => chooseDigest(tx, 8))
  return coach
}

/** The night's plan and then every job that is due at an instant. */
async function work(at: string, send: ((letter: Letter) => Promise<void>) | null, plan = true): Promise<void> {
  bed.setNow(at)
  if (plan) await bed.jobs.write(domain.machine, planDigests)
  const handlers = tasksJobs({ db: bed.jobs, send, publicUrl: ORIGIN, push: null })
  while (await runDueJob(bed.jobs, domain.machine, handlers));
}

test('the letter is sent at its hour, once a day, with counts and links and nobody’s name', async () => {
  const server = await aMailServer()
  const send = mailer(server.url, 'sedd@example.se')
  await aCoach('jonas@example.se')
  await work('2026-10-15T05:59:00Z', send)
  assert.equal(server.mails.length, 0, 'a minute before eight')
  await work('2026-10-15T06:00:00Z', send)
  assert.equal(server.mails.length, 1)
  await work('2026-10-15T09:00:00Z', send)
  assert.equal(server.mails.length, 1, 'planned again the same day, as after a restart')
  const mail = (server.mails[0] ?? '')
    .replace(/^Message-ID:.*$/im, '')
    .replaceAll('=\n', '')
    .replaceAll('=3D', '=')
  await server.close()
  assert.match(mail, /^To: jonas@example\.se$/m)
  assert.match(mail, /Content-Type: text\/plain/)
  assert.match(mail, /Content-Type: text\/html/)
  assert.match(mail, /https:\/\/sedd\.example\.se\/tasks/)
  assert.match(mail, /2 att g/)
  assert.doesNotMatch(mail, /Kanariella|Hemligt|people|[0-9a-f]{8}-[0-9a-f]{4}-|\b(19|20)\d{6}[-]?\d{4}\b/)
})

test('no letter comes on a weekend or a holiday, and none when there is nothing to do', async () => {
  const sent: Letter[] = []
  const keep = async (letter: Letter) => void sent.push(letter)
  await aCoach('jonas@example.se')
  await work('2026-10-17T07:00:00Z', keep)
  await work('2026-12-25T08:00:00Z', keep)
  assert.deepEqual(sent, [])
  const idle = await signedIn(bed, domain, { role: 'coach' })
  await asOwner(bed, async (client) => {
    await client.query('set role sedd_access')
    await client.query('update access.staff set email = $1 where account_id = $2', ['idle@example.se', idle.accountId])
  })
  await bed.web.write(idle, (tx) => chooseDigest(tx, 8))
  await work('2026-10-19T07:00:00Z', keep)
  assert.deepEqual(
    sent.map(({ to }) => to),
    ['jonas@example.se'],
  )
})

test('whoever has no address, has left, or wants none any more gets none', async () => {
  const sent: Letter[] = []
  const keep = async (letter: Letter) => void sent.push(letter)
  await aCoach(null)
  await work('2026-10-20T07:00:00Z', keep)
  const left = await aCoach('gone@example.se')
  await asOwner(bed, async (client) => {
    await client.query('set role sedd_access')
    await client.query('update access.membership set ended_at = now() where account_id = $1', [left.accountId])
  })
  await work('2026-10-20T07:00:00Z', keep)
  const tired = await aCoach('tired@example.se')
  await bed.jobs.write(domain.machine, planDigests)
  await bed.web.write(tired, (tx) => chooseDigest(tx, null))
  await work('2026-10-20T07:00:00Z', keep, false)
  assert.deepEqual(sent, [])
})

test('a letter that the server did not take is tried again, and then not sent twice', async () => {
  const sent: Letter[] = []
  let broken = true
  const send = async (letter: Letter) => {
    if (broken) throw new Error('no')
    sent.push(letter)
  }
  await aCoach('jonas@example.se')
  await work('2026-10-21T06:00:00Z', send)
  assert.deepEqual(sent, [])
  broken = false
  await work('2026-10-21T06:10:00Z', send, false)
  await work('2026-10-21T06:20:00Z', send)
  assert.equal(sent.length, 1)
})

test('a letter is in the language of the one who gets it, and says only what there is', () => {
  const letter = letterOf({ late: 2, today: 3, shared: 0 }, { language: 'sv', publicUrl: ORIGIN })
  assert.equal(letter?.subject, 'Sedd: 3 i dag, 2 försenade')
  assert.match(letter?.text ?? '', /2 försenade\n3 att göra i dag/)
  assert.match(letter?.html ?? '', /<html lang="sv">/)
  const english = letterOf({ late: 1, today: 0, shared: 4 }, { language: 'en', publicUrl: ORIGIN })
  assert.equal(english?.subject, 'Sedd: 0 today, 1 late')
  assert.match(english?.text ?? '', /4 waiting for any of you/)
  assert.equal(letterOf({ late: 0, today: 0, shared: 0 }, { language: 'sv', publicUrl: ORIGIN }), null)
})
