import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, testBed } from '../../../test/build/domain.ts'
import { onLadder } from '../../../test/build/ladder.ts'
import { asOwner } from '../../../test/build/notes.ts'
import { assertHides, assertShows, siteOf } from '../../../test/build/site.ts'
import { type Place, withCodes } from '../../../test/build/things.ts'
import { Refused } from '../../kernel/errors.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { stopMessages } from '../messages/actions.ts'
import { restLadder, setProtocol } from './actions.ts'
import type { ProtocolStep } from './model.ts'
import { planLadder } from './plan-actions.ts'
import { protocolInUse } from './protocol-store.ts'
import { DEFAULT_STEPS } from './rules.ts'
import { previewSending, sendSteps } from './send-actions.ts'

let bed: TestBed
let place: Place

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  const domain = await aDomain(bed)
  const staff = {
    administrator: await signedIn(bed, domain, { role: 'administrator' }),
    kaa_coordinator: await signedIn(bed, domain, { role: 'kaa_coordinator' }),
  }
  place = { bed, domain, staff }
  await withCodes(place)
})
after(() => bed.close())

const asCoordinator = () => place.staff.kaa_coordinator
const messagesOf = (personId: string) =>
  asOwner(bed, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      'select count(*)::integer as n from message where person_id = $1',
      [personId],
    )
    return rows[0]?.n
  })

test('a preview says who gets the text and who does not and why; the sending does just that', async () => {
  const [one, first] = await onLadder(place)
  const [two, second] = await onLadder(place)
  await bed.web.write(asCoordinator(), (tx) =>
    stopMessages(tx, { personId: two, channel: 'sms', whose: 'self', reason: 'Sade det i telefon' }),
  )
  const chosen = [first, second]
  const preview = await bed.web.write(asCoordinator(), (tx) => previewSending(tx, chosen, () => true))
  const told = new Map(preview.map(({ stepId, not }) => [stepId, not]))
  assert.deepEqual([told.get(first), told.get(second)], [null, 'opted_out'])
  assert.deepEqual([await messagesOf(one), await messagesOf(two)], [0, 0])
  assert.deepEqual(await bed.web.write(asCoordinator(), (tx) => sendSteps(tx, chosen, () => true)), {
    sent: 1,
    left: 1,
  })
  assert.deepEqual([await messagesOf(one), await messagesOf(two)], [1, 0])
})

test('a step is never sent twice: not by a second press, nor by two at once', async () => {
  const [one, step] = await onLadder(place)
  const send = () => bed.web.write(asCoordinator(), (tx) => sendSteps(tx, [step], () => true))
  const both = await Promise.all([send(), send()])
  assert.deepEqual(both.map(({ sent }) => sent).toSorted(), [0, 1])
  assert.deepEqual(await send(), { sent: 0, left: 1 })
  assert.equal(await messagesOf(one), 1)
})

test('one whose ladder rests between the preview and the sending gets nothing', async () => {
  const [one, step] = await onLadder(place)
  await bed.web.write(asCoordinator(), (tx) => previewSending(tx, [step], () => true))
  await bed.web.write(asCoordinator(), (tx) =>
    restLadder(tx, { personId: one, kind: 'pause', reason: 'away', lastOn: tx.today }),
  )
  assert.deepEqual(await bed.web.write(asCoordinator(), (tx) => sendSteps(tx, [step], () => true)), {
    sent: 0,
    left: 1,
  })
  assert.equal(await messagesOf(one), 0)
})

test('the order tells its templates by name, takes none for another way, and says how many came over to it', async () => {
  await onLadder(place)
  const steps = DEFAULT_STEPS.map((step) => (step.code === 'call_first' ? { ...step, waitDays: 4 } : step))
  const set = (wanted: readonly ProtocolStep[]) =>
    bed.web.write(asCoordinator(), async (tx) =>
      setProtocol(tx, { steps: wanted, seen: (await protocolInUse(tx)).version }),
    )
  const wrong = steps.map((step) => (step.code === 'sms_first' ? { ...step, templateCode: 'letter_first' } : step))
  await assert.rejects(
    set(wrong),
    (error) => error instanceof Refused && error.fields[0]?.code === 'template_of_channel',
  )
  await set(steps)
  await bed.jobs.write(place.domain.machine, (tx) => planLadder(tx))
  const page = await siteOf(bed).tab(place.staff.administrator).get(paths.outreachProtocol())
  assertShows(page, /Version 2/, /[1-9]\d* på stegen gick över/, /Första kontakten/, /Första brevet/)
  assertHides(page, />first_contact</)
})

test('nobody chosen, and a new order with mistakes: said in plain words, with what was written', async () => {
  const tab = siteOf(bed).tab(asCoordinator())
  const none = await tab.post(paths.outreachLadderPreview(), {})
  assert.equal(none.status, 422)
  assertShows(none, /Välj minst en i listan/)
  const wrong = await tab.post(paths.outreachProtocol(), {
    'channel-1': 'social',
    'wait-1': '99',
    'deadline-1': '2',
    'through-1': 'guardian',
  })
  assert.equal(wrong.status, 422)
  assertShows(
    wrong,
    /Skriv ett tal mellan 0 och 60/,
    /Till vårdnadshavare går sms, samtal, e-post och brev/,
    /value="99"/,
  )
  assertShows(await siteOf(bed).tab(asCoordinator(), 'en').get(paths.outreachCaseload()), /Caseload/)
  assertShows(await tab.get(paths.outreachFigures()), /Hur vi når fram/)
})
