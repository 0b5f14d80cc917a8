import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, testBed } from '../../test/build/domain.ts'
import type { Gateways } from '../outreach/messages/gateway.ts'
import { readConfig } from './config.ts'
import { gatewaysOf, messagingOf } from './gateways.ts'
import type { Sedd } from './open.ts'

let bed: TestBed
let sedd: Sedd
before(async () => {
  bed = await testBed()
  sedd = { database: () => bed.web } as unknown as Sedd
})
after(() => bed.close())

const SMTP = { SEDD_SMTP_URL: 'smtp://localhost:2525', SEDD_MAIL_FROM: 'sedd@example.com' }
const channels = (gateways: Gateways, config = readConfig({})) => {
  const { hasGateway } = messagingOf(sedd, config, () => gateways)
  return (['sms', 'email'] as const).filter((channel) => hasGateway(channel))
}

test('each channel has a gateway of its own: one of them says nothing of the other', async () => {
  assert.deepEqual(channels(await gatewaysOf(sedd, readConfig({}))), [])
  const mails = await gatewaysOf(sedd, readConfig(SMTP))
  assert.deepEqual(channels(mails), ['email'])
  assert.deepEqual(channels({ sms: mails.email as never }), ['sms'])
})

test('the demonstration hands texts and e-mail to what sends nothing, whatever the environment says', async () => {
  await signedIn(bed, await aDomain(bed), { role: 'coach' })
  const demo = await gatewaysOf(sedd, readConfig(SMTP))
  assert.deepEqual([demo.sms?.name, demo.email?.name], ['fake', 'fake'])
})
