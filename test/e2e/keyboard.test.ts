import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { paths } from '../../src/ui/paths.ts'
import { arrived, button, errand, folded, heading, link, press, rows, tabTo, told, warned } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** The main errands without a mouse, every stop of the focus in sight; and without script. */

const SHEET = join(import.meta.dirname, '../../data/demo/befolkning-med-fel.csv')

let site: SmallSite
let nora: string

before(async () => {
  site = await smallSite()
  nora = await site.aYouth('Nora', 'Söderström')
  await site.aYouth('Hibo', 'Aden')
  await site.aYouth('Oliver', 'Ahl')
})
after(() => site.close())

const asAmina = (work: (page: Page) => Promise<void>, script = true) =>
  errand({ browser: site.browser, origin: site.origin, as: site.place.staff.kaa_coordinator, script }, work)

/** Goes there with Tab, and uses it. */
async function use(page: Page, thing: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, thing)
  await page.keyboard.press(key)
}

/** Goes there with Tab, and writes. */
async function write(page: Page, thing: Locator, text: string): Promise<void> {
  await tabTo(page, thing)
  await page.keyboard.type(text)
}

test('by keyboard: the first stop leads past the menu, to the content', () =>
  asAmina(async (page) => {
    await page.goto(paths.register())
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Hoppa till innehållet' })
    assert.equal(await skip.evaluate((element) => element === document.activeElement), true)
    assert.equal(await skip.isVisible(), true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null), true)
  }))

test('by keyboard: a sheet is checked, read in, and taken back', () =>
  asAmina(async (page) => {
    await page.goto(paths.start())
    await use(page, page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Import' }))
    await heading(page, 'Import')
    await use(page, link(page, 'Läs in en fil').first())
    await heading(page, 'Läs in en fil')
    await use(page, page.getByLabel('Befolkning'), 'Space')
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.getByLabel('Inskrivningar').isChecked(), true)
    await page.keyboard.press('ArrowUp')
    const chooser = page.waitForEvent('filechooser')
    await use(page, page.getByLabel('Fil', { exact: true }))
    await (await chooser).setFiles(SHEET)
    await use(page, button(page, 'Granska filen'))
    await heading(page, 'Befolkning · Väntar på ditt beslut')
    await use(page, button(page, 'Läs in'))
    await heading(page, 'Befolkning · Inläst')
    await use(page, link(page, 'Ta tillbaka'))
    await heading(page, 'Ta tillbaka leveransen?')
    await use(page, button(page, 'Ta tillbaka'))
    await told(page, 'Leveransen är återtagen.')
  }))

test('by keyboard: mistakes lead to their fields, and the occupation is saved', () =>
  asAmina(async (page) => {
    await page.goto(paths.person(nora))
    await use(page, folded(page, 'Ange sysselsättning'))
    await use(page, button(page, 'Spara sysselsättningen'))
    const missing = page.getByRole('alert').getByRole('link', { name: 'Skriv vem som säger det.' })
    await use(page, missing)
    const source = page.getByLabel('Vem säger det?')
    assert.equal(await source.evaluate((element) => element === document.activeElement), true)
    await page.keyboard.type('ungdomen själv')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('Praktik')
    await use(page, button(page, 'Spara sysselsättningen'))
    await told(page, 'Sysselsättningen är sparad.')
    await page.getByText('enligt ungdomen själv').waitFor()
  }))

test('by keyboard: owners are given to several, the choice is saved as a filter, and the list goes out as a file', () =>
  asAmina(async (page) => {
    await page.goto(paths.register({ owner: 'none' }))
    for (const name of ['Hibo Aden', 'Oliver Ahl'])
      await use(page, page.getByRole('checkbox', { name: `Välj ${name}` }), 'Space')
    await page.getByText('2 valda').waitFor()
    await write(page, page.locator('#assign').getByLabel('Ansvarig'), 'Amina')
    await use(page, page.locator('#assign').getByRole('button', { name: 'Tilldela' }))
    await told(page, '2 ungdomar har fått ny ansvarig.')
    await write(page, page.locator('form[data-partial]').getByLabel('Ansvarig'), 'Jag')
    await link(page, 'Ta bort filtret Ansvarig: Jag').waitFor()
    assert.equal(await rows(page, 'members').count(), 2)
    await use(page, folded(page, 'Sparade filter'))
    await write(page, page.getByLabel('Spara det här urvalet som'), 'Mina')
    await page.keyboard.press('Enter')
    await told(page, 'Filtret är sparat.')
    const file = page.waitForEvent('download')
    await use(page, link(page, 'Exportera CSV'))
    assert.match((await file).suggestedFilename(), /^kaa-0484-2026-10-15\.csv$/)
  }))

test('by keyboard: the language, and the way out', () =>
  asAmina(async (page) => {
    await page.goto(paths.changes())
    await use(page, page.getByRole('button', { name: 'In English' }))
    await heading(page, 'Changes in the register')
    await use(page, page.getByRole('button', { name: 'På svenska' }))
    await heading(page, 'Ändringar i registret')
    const account = page.locator('.account summary')
    await use(page, account)
    assert.equal(await page.getByRole('button', { name: 'Logga ut' }).isVisible(), true)
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('button', { name: 'Logga ut' }).isVisible(), false)
  }))

test('without script: the register is filtered, sorted, searched, saved as a filter, and read in English', () =>
  asAmina(async (page) => {
    await page.goto(paths.register())
    await page.getByLabel('Varför').selectOption({ label: 'Avbrott från nationellt program' })
    await press(page, 'Visa')
    await link(page, 'Ta bort filtret Avbrott från nationellt program').waitFor()
    await link(page, 'Namn').click()
    await arrived(page, /reason=AVBROTT_NATIONELLT.*descending=1/)
    await folded(page, 'Sparade filter').click()
    await page.getByLabel('Spara det här urvalet som').fill('Avbrott')
    await press(page, 'Spara filtret')
    await told(page, 'Filtret är sparat.')
    await page.getByRole('searchbox').fill('soderstrom')
    await page.keyboard.press('Enter')
    await heading(page, 'Sökresultat')
    await link(page, 'Nora Söderström').click()
    await heading(page, 'Nora Söderström')
    await page.getByRole('button', { name: 'In English' }).click()
    await page.getByText('In the register since 21 September 2026').waitFor()
    await link(page, 'All conditions and their sources').click()
    await heading(page, 'Nora Söderström is in the register on 15 October 2026')
  }, false))

test('without script: what is missing is told, and an occupation and a contact are saved', () =>
  asAmina(async (page) => {
    await page.goto(paths.person(nora))
    await folded(page, 'Ange sysselsättning').click()
    await page.getByLabel('Vad gör personen?').selectOption({ label: 'Arbete' })
    await press(page, 'Spara sysselsättningen')
    await warned(page, 'Skriv vem som säger det.')
    await page.getByLabel('Vem säger det?').fill('arbetsgivaren')
    await press(page, 'Spara sysselsättningen')
    await told(page, 'Sysselsättningen är sparad.')
    await page.getByText('enligt arbetsgivaren').waitFor()
    await page.goto(paths.personContact(nora))
    await page.getByLabel('Nummer eller adress').fill('070-174 06 05')
    await page.locator('#contact').getByLabel('Vem sa det?').selectOption({ index: 1 })
    await press(page, 'Spara uppgiften')
    await told(page, 'Uppgiften är sparad.')
    await rows(page, 'contacts').getByRole('button', { name: 'Gäller inte längre' }).click()
    await page.getByText('Ingen vet hur vi når hen än.').waitFor()
  }, false))
