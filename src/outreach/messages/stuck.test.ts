import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, siteOf, type Tab } from '../../../test/build/site.ts'
import { withCodes } from '../../../test/build/things.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { PersonId } from '../../people/model.ts'
import { sharedWork } from '../../tasks/shared-store.ts'
import { paths } from '../../ui/paths.ts'
import { settleByHand } from './actions.ts'
import { FakeGateway } from './fake-gateway.ts'
import { messageRound } from './hand-over-actions.ts'
import { sendMessage } from './queue-actions.ts'
import { countOutbox, threadOf } from './store.ts'

/** What was written while there was something to send it, and lies there when that has been taken away. */

let bed: TestBed
let domain: TestDomain
let coach: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  coach = await signedIn(bed, domain, { role: 'coach' })
  const [coordinator, administrator] = [
    await signedIn(bed, domain, { role: 'kaa_coordinator' }),
    await signedIn(bed, domain, { role: 'administrator' }),
  ]
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator: coordinator } })
})
after(() => bed.close())

const NOON = '2026-10-15T10:00:00Z'

async function aYouth(): Promise<PersonId> {
  bed.setNow(NOON)
  const id = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { phone: '070-174 06 12', email: 'tove@example.com' })
    await ownedBy(tx, made.id, coach.accountId)
    return made.id
  })
  return PersonId.parse(id)
}
async function written(personId: PersonId, values = {}): Promise<string> {
  const code = Object.keys(values).length > 0 ? 'booking' : 'first_contact'
  const content = { kind: 'template', code, language: null, values } as const
  const wanted = { personId, to: 'self', channel: 'sms', content, dedupKey: null } as const
  const queued = await bed.web.write(coach, (tx) => sendMessage(tx, wanted))
  return queued.ok ? String(queued.messageIds[0]) : ''
}
const round = (sms?: FakeGateway) => messageRound(bed.jobs, domain.machine, sms === undefined ? {} : { sms })
const statesOf = async (personId: PersonId) =>
  (await bed.web.read(coach, (tx) => threadOf(tx, personId, { limit: 9, offset: 0 }))).map(({ state, reason }) =>
    reason === null ? state : `${state} ${reason}`,
  )
const counts = () => bed.web.read(coach, countOutbox)
const failed = async () =>
  (await bed.web.read(coach, sharedWork)).find(({ source }) => source === 'message_failed')?.count ?? 0
const tab = (): Tab =>
  siteOf(bed, { messaging: { hasGateway: () => false, callbacks: null, phone: null, answers: null } }).tab(coach)

test('what nothing has taken for an hour is among what failed, with a way to write otherwise, and leaves once when it can', async () => {
  const personId = await aYouth()
  await written(personId)
  const before = { failed: await failed(), queued: (await counts()).queued }
  bed.setNow('2026-10-15T11:00:01Z')
  await round()
  assert.equal(await failed(), before.failed + 1)
  assert.equal((await counts()).queued, before.queued - 1)
  assertShows(
    await tab().get(paths.outreachMessages({ state: 'failed' })),
    /Kommer inte iväg/,
    /skriv på ett annat sätt/,
  )
  assertHides(await tab().get(paths.outreachMessages({ state: 'queued' })), /Kommer inte iväg/)
  const gateway = new FakeGateway()
  await round(gateway)
  await round(gateway)
  assert.deepEqual(await statesOf(personId), ['delivered'])
  assert.equal(await failed(), before.failed)
})

test('it is taken back and written another way in one press, and does not leave when the service is back', async () => {
  const personId = await aYouth()
  const messageId = await written(personId)
  bed.setNow('2026-10-15T12:00:00Z')
  const sent = await tab().post(paths.personMessageWithdrawal(personId, messageId), { next: 'write' })
  assert.equal(sent.location, paths.personMessageNew(personId))
  await round(new FakeGateway())
  assert.deepEqual(await statesOf(personId), ['withdrawn by_hand'])
})

test('a text about a time that has been does not go out, is a call for today instead, and goes no more when it is sent again', async () => {
  const personId = await aYouth()
  const messageId = await written(personId, { dag: 'fredag 16 oktober', tid: '9.30' })
  bed.setNow('2026-10-16T07:29:00Z')
  await round()
  assert.deepEqual(await statesOf(personId), ['queued'])
  bed.setNow('2026-10-16T07:31:00Z')
  const gateway = new FakeGateway()
  await round(gateway)
  assert.deepEqual(await statesOf(personId), ['failed too_old'])
  await bed.web.write(coach, (tx) => settleByHand(tx, { personId, messageId, outcome: 'send_again' }))
  await round(gateway)
  assert.deepEqual(await statesOf(personId), ['failed too_old'])
})

test('one that names no day goes out within two days, and when it has waited longer only when somebody says so', async () => {
  const personId = await aYouth()
  const messageId = await written(personId)
  // Closed when the service is back: how long it has waited is not forgotten until the morning.
  bed.setNow('2026-10-17T20:00:00Z')
  const gateway = new FakeGateway()
  await round(gateway)
  assert.deepEqual(await statesOf(personId), ['failed too_old'])
  bed.setNow('2026-10-19T10:00:00Z')
  await bed.web.write(coach, (tx) => settleByHand(tx, { personId, messageId, outcome: 'send_again' }))
  await round(gateway)
  await round(gateway)
  assert.deepEqual(await statesOf(personId), ['delivered'])
})
