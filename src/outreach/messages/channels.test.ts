import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { onLadder } from '../../../test/build/ladder.ts'
import { asOwner, type Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, siteOf, type Tab } from '../../../test/build/site.ts'
import { withCodes } from '../../../test/build/things.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { previewSending, sendSteps } from '../ladder/send-actions.ts'
import { FakeGateway } from './fake-gateway.ts'
import type { HasGateway } from './gateway.ts'
import { messageRound } from './hand-over-actions.ts'
import { countOutbox } from './store.ts'

/** What is connected, channel by channel: texts wait for their service, and e-mail that nobody sends is not written. */

let bed: TestBed
let domain: TestDomain
let coach: Writer
let coordinator: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  coach = await signedIn(bed, domain, { role: 'coach' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator: coordinator } })
})
after(() => bed.close())

const connected = (hasGateway: HasGateway): Tab => {
  const phone = async () => ({ db: bed.jobs, context: domain.machine })
  return siteOf(bed, { messaging: { hasGateway, callbacks: null, phone, answers: null } }).tab(coach)
}
const onlySms = () => connected((channel) => channel === 'sms')

async function aYouth(): Promise<string> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, { phone: '070-174 06 12', email: 'tove@example.com' })
    await ownedBy(tx, id, coach.accountId)
    return id
  })
}

const MAIL = { to: 'self', template: 'first_contact', language: '', wording: '' }
const queued = async () => (await bed.web.read(coach, countOutbox)).queued

test('each channel that nobody sends is told of by itself, and one that is sent is not', async () => {
  const id = await aYouth()
  for (const [has, sms, email] of [
    [() => true, false, false],
    [(channel) => channel === 'sms', false, true],
    [(channel) => channel === 'email', true, false],
    [() => false, true, true],
  ] as const satisfies readonly (readonly [HasGateway, boolean, boolean])[])
    for (const path of [paths.outreachMessages(), paths.personMessageNew(id), paths.outreachMessagesSend()]) {
      const page = await connected(has).get(path)
      const [told, hid] = [sms ? assertShows : assertHides, email ? assertShows : assertHides]
      told(page, /Ingen tjänst för sms är inkopplad/)
      hid(page, /Den här installationen skickar inte e-post/)
    }
})

test('e-mail that nobody sends is refused with why, looked at or sent, to one and to many; a text waits for its service', async () => {
  const id = await aYouth()
  const one = paths.personMessageNew(id)
  const [before, many] = [await queued(), paths.outreachMessagesSend()]
  for (const step of ['preview', 'send'])
    for (const path of [one, many]) {
      const page = await onlySms().post(path, { ...MAIL, channel: 'email', persons: [id], step })
      assert.equal(page.status, 422)
      assertShows(page, /Den här installationen skickar inte e-post. Välj sms, eller skriv ett brev/)
    }
  assert.equal(await queued(), before)
  await connected(() => false).submit(one, { ...MAIL, channel: 'sms', step: 'send' })
  assert.equal(await queued(), before + 1)
  await connected((channel) => channel === 'email').submit(one, { ...MAIL, channel: 'email', step: 'send' })
  assert.equal(await queued(), before + 2)
})

test('a step of the ladder by e-mail is left out of a sending, with why, where no e-mail is sent', async () => {
  const [, stepId] = await onLadder({ bed, domain, staff: { kaa_coordinator: coordinator } } as never, coach)
  await asOwner(bed, (client) =>
    client.query(`update outreach_step set channel = 'email', template_code = 'first_contact' where id = $1`, [stepId]),
  )
  const has: HasGateway = (channel) => channel === 'sms'
  const [choice] = await bed.web.write(coach, (tx) => previewSending(tx, [stepId], has))
  assert.equal(choice?.not, 'no_email')
  assert.deepEqual(await bed.web.write(coach, (tx) => sendSteps(tx, [stepId], has)), { sent: 0, left: 1 })
  const [other] = await bed.web.write(coach, (tx) => previewSending(tx, [stepId], () => true))
  assert.equal(other?.not, 'no_address', 'it is asked as ever where e-mail is sent')
})

test('the e-mail of a demonstration goes nowhere, and is read there', async () => {
  const id = await aYouth()
  const tab = connected(() => true)
  const mailbox = paths.demoPhone({ box: 'mail' })
  assertShows(await tab.get(paths.demoPhone()), /E-post i demon/)
  const [fake, own] = [new FakeGateway(), { ...MAIL, template: '', subject: 'Ses vi?', wording: 'Hej! Ses vi?' }]
  await tab.submit(paths.personMessageNew(id), { ...own, channel: 'email', step: 'send' })
  assertHides(await tab.get(mailbox), /Ses vi\?/)
  bed.setNow('2026-10-15T10:30:00Z')
  for (let round = 0; round < 2; round += 1) await messageRound(bed.jobs, domain.machine, { sms: fake, email: fake })
  assertShows(await tab.get(mailbox), /Ses vi\?/, /tove@example.com/, /Hej! Ses vi\?/)
})
