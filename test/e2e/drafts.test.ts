import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Context } from '../../src/kernel/database.ts'
import { paths } from '../../src/ui/paths.ts'
import { signedIn } from '../build/domain.ts'
import { letPass } from '../build/ways-in.ts'
import type { View } from './browser.ts'
import { assertWell, draftBack, drafted, errand, heading, press, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** What was written outlives the session: in the tab, and with us when it was sent. */

let site: SmallSite
before(async () => {
  site = await smallSite()
})
after(() => site.close())

let coordinators = 0

/** Somebody of their own for each errand: what waits for one is nobody else's. */
async function coordinator(): Promise<{ who: Context; name: string }> {
  coordinators += 1
  const name = `Petra Lindholm ${coordinators}`
  const { bed, domain } = site.place
  return { who: await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: name }), name }
}

async function writeDecision(page: Page): Promise<void> {
  await page.getByLabel('Oklart: måste utredas').check()
  await page.getByLabel('Skäl').selectOption({ label: 'Annat skäl' })
  await page.getByLabel('Underlag').fill('Samtal med skolan i går')
  await page.getByLabel('Till och med').fill('2027-01-31')
}

const alone = (as: Context, work: (page: Page) => Promise<void>, view: View = {}) =>
  errand({ ...view, browser: site.browser, origin: site.origin, as }, async (page) => {
    page.on('dialog', (dialog) => void dialog.accept())
    await work(page)
  })

test('what one had written before signing out is there when one signs in again, and for nobody else', async () => {
  const id = await site.aYouth('Nora', 'Söderström')
  const [mine, theirs] = [await coordinator(), await coordinator()]
  await alone(mine.who, async (page) => {
    await page.goto(paths.personDecisions(id))
    await writeDecision(page)
    await drafted(page)
    const again = async (name: string) => {
      await page.locator('.account summary').click()
      await page.getByRole('button', { name: 'Logga ut', exact: true }).click()
      await page.getByRole('button', { name }).click()
      await heading(page, 'Hej')
      await page.goto(paths.personDecisions(id))
    }
    await again(theirs.name)
    assert.equal(await page.getByLabel('Underlag').inputValue(), '')
    await again(mine.name)
    await draftBack(page)
    assert.equal(await page.getByLabel('Underlag').inputValue(), 'Samtal med skolan i går')
  })
})

for (const script of [true, false]) {
  test(`what was sent too late is sent with one press after signing in, ${script ? 'with' : 'without'} script`, async () => {
    const id = await site.aYouth('Hibo', 'Aden')
    const { who, name } = await coordinator()
    await alone(
      who,
      async (page) => {
        await page.goto(paths.personDecisions(id))
        await writeDecision(page)
        await letPass(site.place.bed, who, '16 minutes')
        await press(page, 'Fatta beslutet')
        await heading(page, 'Vem är du i dag?')
        await page.getByText('Det du skrev är kvar.').waitFor()
        await page.getByRole('button', { name }).click()
        await heading(page, 'Det du skrev är kvar')
        await page.getByText('Visa det jag skrev').click()
        await page.getByText('Samtal med skolan i går').waitFor()
        if (script) await assertWell(page)
        await press(page, 'Skicka det nu')
        await told(page, 'Beslutet gäller.')
        await page.getByRole('definition').filter({ hasText: 'Samtal med skolan i går' }).waitFor()
        await page.goto(paths.parkedForms())
        await page.getByText('Inget väntar på att skickas.').waitFor()
      },
      { script },
    )
  })
}
