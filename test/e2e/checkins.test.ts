import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { answerLink } from '../../src/outreach/checkins/answer-routes.ts'
import { checkInRound } from '../../src/outreach/checkins/run-actions.ts'
import { FakeGateway } from '../../src/outreach/messages/fake-gateway.ts'
import { messageRound } from '../../src/outreach/messages/hand-over-actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, heading, link, press, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** How somebody is: planned by a coach, asked by text, answered on a phone without an account, and on the coach's list. */

let site: SmallSite
let coach: Asking

before(async () => {
  site = await smallSite()
  coach = await signedIn(site.place.bed, site.place.domain, { role: 'coach', displayName: 'Jonas Ek' })
})
after(() => site.close())

for (const script of [false, true]) {
  const how = script ? 'with script' : 'without script'
  const [name, number] = script ? (['Nils', '070-174 06 32'] as const) : (['Tove', '070-174 06 31'] as const)
  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))
  const view = { width: 360, height: 740, script }

  test(`on a phone, ${how}: a question is planned, sent and answered, and the answer is on the coach’s list`, async () => {
    const { bed, domain } = site.place
    const { browser, origin } = site
    bed.setNow('2026-10-15T10:00:00Z')
    const personId = await site.aYouth(name, 'Ask', number.replaceAll(/[- ]/g, ''))
    await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, coach.accountId))
    await errand({ ...view, browser, origin, as: coach }, async (page) => {
      await page.goto(paths.person(personId))
      await link(page, 'Plan och svar').click()
      await heading(page, 'Hur mår du?')
      await page.getByLabel('varje vecka').check()
      await page.getByLabel('Veckodag').selectOption({ label: 'fredag' })
      await page.getByLabel('Sista dagen').fill('2026-11-30')
      await well(page)
      await press(page, 'Börja fråga')
      await told(page, 'Planen är sparad.')
      await page.getByText('Skickas nästa gång 16 oktober 2026, varje vecka').waitFor()
      await well(page)
    })
    bed.setNow('2026-10-16T10:00:00Z')
    await checkInRound(bed.jobs, domain.machine, answerLink(origin))
    await messageRound(bed.jobs, domain.machine, { sms: new FakeGateway() })
    let address = ''
    await errand({ ...view, browser, origin, as: coach }, async (page) => {
      await page.goto(paths.demoPhone({ number: `46${number.replaceAll(/[- ]/g, '').slice(1)}` }))
      const text = await page.getByText('Hur mår du? Svara med en knapp').textContent()
      address = /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? ''
    })
    await errand({ ...view, browser, origin }, async (page) => {
      await page.goto(address)
      await heading(page, 'Hur mår du?')
      assert.equal(await page.getByText(name).count(), 0)
      const size = await page.locator('main').evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize))
      assert.ok(size >= 18, `letters of ${size} px`)
      for (const each of await page.getByRole('main').getByRole('button').all()) {
        const box = await each.boundingBox()
        assert.ok((box?.height ?? 0) >= 44, `a button of ${box?.height}`)
      }
      await well(page)
      await press(page, /^Dåligt$/)
      await page.getByText('Tack för ditt svar!').waitFor()
      await well(page)
      await press(page, 'Jag vill att någon hör av sig')
      await page.getByText('Någon hör av sig till dig.').waitFor()
      await page.goto(`${address.slice(0, -4)}AAAA`)
      await page.getByText('Länken gäller inte längre').waitFor()
      await well(page)
    })
    await errand({ ...view, browser, origin, as: coach }, async (page) => {
      await page.goto(paths.outreach())
      const item = page.getByRole('listitem').filter({ hasText: name })
      await item.getByText('vill att någon hör av sig').waitFor()
      await well(page)
    })
  })
}
