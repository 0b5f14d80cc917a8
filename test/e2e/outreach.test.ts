import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setNext } from '../../src/outreach/contacts/actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, button, errand, heading, link, press, rows, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** What a coach does with the phone in the hand: from whom to contact, to the contact and the day of the next. */

let site: SmallSite
let coach: Asking

before(async () => {
  site = await smallSite()
  coach = await signedIn(site.place.bed, site.place.domain, { role: 'coach', displayName: 'Jonas Ek' })
})
after(() => site.close())

async function aCaseOf(givenName: string): Promise<string> {
  const { bed, domain } = site.place
  const personId = await site.aYouth(givenName, 'Ask')
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, coach.accountId))
  await bed.web.write(coach, (tx) => setNext(tx, { personId, next: { onDay: tx.today, channel: 'call' } }))
  return personId
}

const onPhone = (script: boolean, work: (page: Page) => Promise<void>) =>
  errand({ width: 390, height: 844, script, browser: site.browser, origin: site.origin, as: coach }, work)

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'
  const name = script ? 'Tove' : 'Nils'

  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))

  test(`on a phone, ${how}: whom to contact, one tap when nobody answers, a contact with a new day, and the list is empty`, async () => {
    await aCaseOf(name)
    await onPhone(script, async (page) => {
      await page.goto(paths.outreach())
      await heading(page, 'Att kontakta')
      await well(page)
      await link(page, `${name} Ask`).click()
      await page.getByText('Ingen har försökt nå den unge än').waitFor()
      await well(page)
      await press(page, 'Ringde, inget svar')
      await told(page, 'Blev det fel')
      await page.getByText('Ingen nästa kontakt är bestämd.').waitFor()
      await link(page, 'Logga en kontakt').first().click()
      await heading(page, 'Logga en kontakt')
      await page.getByLabel('Hur', { exact: true }).selectOption({ label: 'Sms' })
      await page.getByLabel('Vad det gav').selectOption({ label: 'Svar' })
      await page.getByLabel('Nästa kontakt').fill('i morgon')
      await well(page)
      await press(page, 'Spara kontakten')
      await told(page, 'Kontakten är loggad.')
      await page.getByText('fredag 16 oktober, i morgon').waitFor()
      await link(page, /^Hela kontaktloggen/).click()
      await heading(page, 'Kontaktlogg')
      assert.equal(await rows(page, 'log').count(), 2)
      await well(page)
      // The two happened in the same minute here, so neither is surely first.
      await rows(page, 'log').filter({ hasText: 'Sms' }).getByRole('link', { name: 'Rätta' }).click()
      await heading(page, 'Rätta kontakten')
      await page.getByLabel('Vad det gav').selectOption({ label: 'Ingen hemma' })
      await press(page, 'Spara rättelsen')
      await page.getByRole('alert').getByText('Det kan inte komma av det sättet').waitFor()
      await page.getByLabel('Vad det gav').selectOption({ label: 'Vill ha stöd' })
      await press(page, 'Spara rättelsen')
      await told(page, 'Rättelsen är sparad.')
      await page.getByText('Sms: vill ha stöd').waitFor()
    })
  })
}

test('a slow line and a second press, without script: the contact is logged once', async () => {
  const personId = await aCaseOf('Ali')
  await onPhone(false, async (page) => {
    await page.goto(paths.person(personId))
    const held = site.holdNext({ method: 'POST', path: /\/log\/quick$/ })
    const met = button(page, 'Vi träffades')
    await met.scrollIntoViewIfNeeded()
    const { x = 0, y = 0 } = (await met.boundingBox()) ?? {}
    // By hand: a click of the browser's driver would wait for the answer.
    await page.mouse.click(x + 5, y + 5)
    await held.carriedOut
    await page.mouse.click(x + 5, y + 5)
    await told(page, 'Blev det fel')
    held.release()
    await page.goto(paths.personLog(personId))
    assert.equal(await rows(page, 'log').count(), 1)
  })
})

test('between the chairs leads to the first thing to do, and the figure falls', async () => {
  const { bed } = site.place
  const personId = await aCaseOf('Mira')
  await bed.web.write(coach, (tx) => setNext(tx, { personId, next: null }))
  await onPhone(true, async (page) => {
    await page.goto(paths.outreachBetween({ gap: 'no_next' }))
    await heading(page, 'Mellan stolarna')
    await assertWell(page)
    const row = rows(page, 'between-rows').filter({ hasText: 'Mira' })
    await row.getByRole('link', { name: 'Bestäm nästa kontakt' }).click()
    await heading(page, 'Bestäm nästa kontakt')
    await page.getByLabel('Nästa kontakt').fill('2026-10-20')
    await press(page, 'Spara dagen')
    await told(page, 'Nästa kontakt är bestämd.')
    await page.goto(paths.outreachBetween({ gap: 'no_next' }))
    assert.equal(await rows(page, 'between-rows').filter({ hasText: 'Mira' }).count(), 0)
  })
})
