import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setNext } from '../../src/outreach/contacts/actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, heading, link, press, rows, tabTo, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** What a coach does with the phone in the hand: a reminder made, put off, given away and done; and the calendar by keyboard. */

let site: SmallSite
let coach: Asking
let lead: Asking

before(async () => {
  site = await smallSite()
  const { bed, domain } = site.place
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  lead = await signedIn(bed, domain, { role: 'team_lead', displayName: 'Lena Ravn' })
})
after(() => site.close())

async function aCaseOf(givenName: string): Promise<string> {
  const { bed, domain } = site.place
  const personId = await site.aYouth(givenName, 'Ask')
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, coach.accountId))
  await bed.web.write(coach, (tx) => setNext(tx, { personId, next: { onDay: tx.today, channel: 'call' } }))
  return personId
}

const onPhone = (who: Asking, script: boolean, work: (page: Page) => Promise<void>) =>
  errand({ width: 390, height: 844, script, browser: site.browser, origin: site.origin, as: who }, work)

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'
  const name = script ? 'Tove' : 'Nils'
  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))

  test(`on a phone, ${how}: a reminder is made, put off, given to a colleague and done there, with one press each`, async () => {
    const personId = await aCaseOf(name)
    await onPhone(coach, script, async (page) => {
      await page.goto(paths.person(personId))
      await link(page, 'Ny påminnelse').first().click()
      await heading(page, 'Ny påminnelse')
      await well(page)
      await page.getByLabel('Vad ska göras').selectOption({ label: 'Träffa' })
      await page.getByLabel('Dag', { exact: true }).fill('i dag')
      await page.getByLabel('Klockslag').fill('14.30')
      await press(page, 'Spara påminnelsen')
      await told(page, 'Påminnelsen är sparad.')
      await page.goto(paths.tasks())
      await heading(page, 'Att göra')
      await well(page)
      const row = rows(page, 'tasks-today').filter({ hasText: `Träffa` }).filter({ hasText: name })
      await row.getByRole('button', { name: /^I morgon/ }).click()
      await told(page, 'Framflyttat till fredag 16 oktober.')
      await rows(page, 'tasks-week').filter({ hasText: name }).getByRole('link', { name: /^Mer/ }).click()
      await heading(page, 'Påminnelse')
      await well(page)
      await page.getByLabel('Kollega', { exact: true }).selectOption({ label: 'Lena Ravn' })
      await press(page, 'Lämna över')
      await told(page, 'Lämnat till kollegan')
    })
    await onPhone(lead, script, async (page) => {
      await page.goto(paths.tasks())
      await page.getByRole('link', { name: /^Aviseringar/ }).click()
      await heading(page, 'Aviseringar')
      await well(page)
      await page.getByText('Jonas Ek har lämnat något till dig').first().waitFor()
      await page.goto(paths.tasks())
      const row = rows(page, 'tasks-week').filter({ hasText: name })
      await row.getByRole('button', { name: /^Klar/ }).click()
      await told(page, 'Klart.')
      await page
        .locator('li', { hasText: name })
        .getByRole('button', { name: /^Ångra/ })
        .click()
      await told(page, 'Påminnelsen står kvar igen.')
      assert.equal(await rows(page, 'tasks-week').filter({ hasText: name }).count(), 1)
    })
  })
}

test('the calendar is read by keyboard: to the next week and back, and to the young person', async () => {
  const personId = await aCaseOf('Mira')
  await onPhone(coach, true, async (page) => {
    await page.goto(paths.calendar())
    await heading(page, 'Kalender')
    await assertWell(page)
    const follow = async (name: string) => {
      await tabTo(page, link(page, name))
      await page.keyboard.press('Enter')
    }
    await follow('Senare')
    await page.locator('.lead', { hasText: 'Vecka 43' }).waitFor()
    await follow('I dag')
    await page.locator('.lead', { hasText: 'Vecka 42' }).waitFor()
    await follow('Månad')
    await page.locator('.lead', { hasText: 'oktober 2026' }).waitFor()
    await assertWell(page)
    await follow('Mira Ask')
    await page.waitForURL(`**${paths.person(personId)}`)
  })
})
