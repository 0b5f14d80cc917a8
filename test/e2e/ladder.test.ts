import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setProtocol } from '../../src/outreach/ladder/actions.ts'
import { planLadder } from '../../src/outreach/ladder/plan-actions.ts'
import { protocolInUse } from '../../src/outreach/ladder/protocol-store.ts'
import { DEFAULT_STEPS } from '../../src/outreach/ladder/rules.ts'
import { receiveAnswer } from '../../src/outreach/messages/inbound-actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import type { NewPerson } from '../build/people.ts'
import { aDropout } from '../build/register.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, folded, heading, link, press, rows, told, warned } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** The ladder on a phone: from the list to the text that is sent, and the answer that ends it; and a visit by two. */

let site: SmallSite
let coach: Asking

before(async () => {
  site = await smallSite()
  coach = await signedIn(site.place.bed, site.place.domain, { role: 'coach', displayName: 'Jonas Ek' })
})
after(() => site.close())

/** Somebody new in the register, of the coach's, the morning after: planned. */
async function aNewcomer(given: NewPerson): Promise<string> {
  const { bed, domain } = site.place
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, { familyName: 'Ask', ...given })
    await ownedBy(tx, id, coach.accountId)
    await planLadder(tx)
    return id
  })
}

const plan = () => site.place.bed.jobs.write(site.place.domain.machine, (tx) => planLadder(tx))

const onPhone = (script: boolean, work: (page: Page) => Promise<void>) =>
  errand({ width: 390, height: 844, script, browser: site.browser, origin: site.origin, as: coach }, work)

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'
  const name = script ? 'Tove' : 'Nils'
  const phone = script ? '070-174 06 11' : '070-174 06 12'
  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))

  test(`on a phone, ${how}: one new in the register stands on the list, gets a text after a preview, and an answer ends the ladder`, async () => {
    const personId = await aNewcomer({ givenName: name, phone })
    const { bed, domain } = site.place
    await onPhone(script, async (page) => {
      await page.goto(paths.outreach())
      await link(page, 'Kontaktstegen').click()
      await heading(page, 'Kontaktstegen')
      await well(page)
      const row = rows(page, 'ladder').filter({ hasText: name })
      await row.getByRole('checkbox', { name: `Välj ${name} Ask` }).check()
      await press(page, 'Skicka till de valda …')
      await heading(page, 'Skicka till flera')
      await page.getByText('1 får meddelandet').waitFor()
      await well(page)
      await press(page, 'Skicka till 1')
      await told(page, '1 meddelande läggs i kön')
      assert.equal(await rows(page, 'ladder').filter({ hasText: name }).count(), 0)
      await link(page, /^Väntar på svar/).click()
      await rows(page, 'ladder').filter({ hasText: name }).waitFor()
      await well(page)
    })
    const incoming = { gatewayId: randomUUID(), from: `46${phone.replace(/\D/g, '').slice(1)}`, text: 'Hej, ring mig!' }
    await bed.jobs.write(domain.machine, (tx) => receiveAnswer(tx, { gateway: 'fake', incoming }))
    await plan()
    await onPhone(script, async (page) => {
      await page.goto(paths.person(personId))
      await page.getByText('den unge blev nådd').waitFor()
      await page.goto(paths.outreachLadder({ view: 'waiting' }))
      assert.equal(await rows(page, 'ladder').filter({ hasText: name }).count(), 0)
    })
  })
}

/** From here on the domain's order is a visit at once. */
async function visitsFirst(): Promise<void> {
  const { bed, staff } = site.place
  const visit = DEFAULT_STEPS.filter(({ channel }) => channel === 'home_visit').map((step) => ({
    ...step,
    place: 1,
    waitDays: 0,
  }))
  await plan()
  const { version } = (await bed.jobs.read(site.place.domain.machine, protocolInUse)) ?? { version: 0 }
  await bed.web.write(staff.kaa_coordinator, (tx) => setProtocol(tx, { steps: visit, seen: version }))
}

async function moveTo(page: Page, time: string): Promise<void> {
  await page.getByLabel('Klockan').fill(time)
  await page.getByLabel('Förvarnat om den nya tiden').selectOption({ label: 'På telefon' })
  await press(page, 'Flytta besöket')
}

for (const script of [true, false])
  test(`a home visit is planned by two from the list, refused for one alone, moved, and logged with both, ${script ? 'with' : 'without'} script`, async () => {
    const name = script ? 'Mira' : 'Alva'
    const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))
    await visitsFirst()
    const personId = await aNewcomer({ givenName: name, street: 'Storgatan 1' })
    await onPhone(script, async (page) => {
      await page.goto(paths.outreachLadder())
      await rows(page, 'ladder').filter({ hasText: name }).getByRole('link', { name: 'Planera hembesök' }).click()
      await heading(page, 'Planera ett hembesök')
      await well(page)
      await page.getByLabel('Dag', { exact: true }).fill('i dag')
      await page.getByLabel('Klockan').fill('11.30')
      await page.getByLabel('Den andra som går').selectOption({ label: 'Jonas Ek' })
      await page.getByLabel('Förvarnat').selectOption({ label: 'Med brev' })
      await page.getByLabel('Ring in före och efter').check()
      await press(page, 'Planera besöket')
      await page.getByRole('alert').getByText('Välj två olika kollegor').waitFor()
      assert.equal(await page.getByLabel('Klockan').inputValue(), '11.30')
      assert.equal(await page.getByLabel('Ring in före och efter').isChecked(), true)
      await page.getByLabel('Den andra som går').selectOption({ label: 'Amina Warsame' })
      await press(page, 'Planera besöket')
      await told(page, 'Hembesöket är planerat.')
      await link(page, 'Planerat hembesök').click()
      await heading(page, 'Hembesök')
      await page.getByText('Jonas Ek och Amina Warsame').waitFor()
      await well(page)
      await folded(page, 'Flytta till en annan tid').click()
      await moveTo(page, '11.30')
      await warned(page, 'Det är samma tid som förut.')
      await moveTo(page, '11.40')
      await told(page, 'Hembesöket är flyttat.')
      await link(page, 'Planerat hembesök').click()
      await page
        .getByText(/11\.40/)
        .first()
        .waitFor()
      await page.getByText('På telefon').first().waitFor()
      await page.getByLabel('Ingen hemma').check()
      await press(page, 'Logga besöket')
      await told(page, 'Besöket är loggat')
      await page.goto(paths.personLog(personId))
      await page
        .getByText('Jonas Ek och Amina Warsame')
        .or(page.getByText('Jonas Ek med Amina Warsame'))
        .first()
        .waitFor()
      await page.goto(paths.personLadder(personId))
      await rows(page, 'steps').filter({ hasText: 'Hembesök av två' }).filter({ hasText: 'Gjort' }).waitFor()
      await well(page)
    })
  })
