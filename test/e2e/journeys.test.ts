import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type Served, serveSedd } from '../build/server.ts'
import { launchBrowser, type View } from './browser.ts'
import {
  arrived,
  assertWell,
  button,
  cells,
  draftBack,
  drafted,
  errand,
  heading,
  link,
  press,
  rows,
  signIn,
  tabTo,
  told,
} from './errand.ts'

/** Whole errands, as people do them, with the real program on the demonstration. The later ones find what the earlier did. */

const folder = mkdtempSync(join(tmpdir(), 'sedd-journeys-'))
const dataDir = join(folder, 'data')
const EXAMPLES = join(import.meta.dirname, '../../data/demo')

let server: Served
let browser: Browser

before(async () => {
  const [served, launched] = await Promise.all([
    serveSedd(dataDir, { SEDD_NOW: '2026-11-22T11:00:00Z' }),
    launchBrowser(),
  ])
  server = served
  browser = launched
})
after(async () => {
  await browser.close()
  assert.equal(await server.stop(), 0)
  assert.equal(existsSync(join(dataDir, 'postgres/main/postmaster.pid')), false)
  rmSync(folder, { recursive: true, force: true })
})

const atDesk = (view: View, work: (page: Page) => Promise<void>) =>
  errand({ ...view, browser, origin: server.url }, work)

for (const script of [true, false]) {
  const how = script ? 'with' : 'without'

  test(`from the meter to a decision and back in the list, ${how} script`, () =>
    atDesk({ script }, async (page) => {
      await page.goto('/')
      await heading(page, 'Vem är du i dag?')
      await page.getByRole('region', { name: 'Socialnämnden, Eskilstuna' }).getByText('Socialsekreterare').waitFor()
      await page.getByRole('button', { name: 'Amina Warsame KAA-samordnare' }).click()
      await heading(page, 'Hej, Amina')
      await link(page, 'Utan ansvarig').click()
      await heading(page, 'Registret')
      const all = await rows(page, 'members').count()
      await page.getByLabel('Varför').selectOption({ label: 'Avbrott från nationellt program' })
      if (!script) await press(page, 'Visa')
      await link(page, 'Ta bort filtret Avbrott från nationellt program').waitFor()
      const fewer = await rows(page, 'members').count()
      assert.ok(fewer > 0 && fewer < all, `${fewer} of ${all}`)
      const person = rows(page, 'members')
        .nth(script ? 0 : 1)
        .getByRole('link')
      const name = (await person.textContent()) ?? ''
      await person.click()
      await heading(page, name)
      assert.doesNotMatch(decodeURIComponent(page.url()) + (await page.title()), new RegExp(name.split(' ').join('|')))
      await link(page, 'Alla villkor och deras källor').click()
      await heading(page, `${name} är i registret den 22 november 2026`)
      assert.equal(await rows(page, 'conditions').count(), 9)
      await page.getByLabel('Hur var det den').fill('1 september 2020')
      await press(page, 'Visa')
      await heading(page, `${name} är inte i registret den 1 september 2020`)
      await link(page, name).click()
      await link(page, 'Fatta ett beslut').click()
      await press(page, 'Fatta beslutet')
      await page.getByRole('alert').getByRole('link', { name: 'Skriv vad beslutet bygger på.' }).waitFor()
      await page.getByLabel('Oklart: måste utredas').check()
      await page.getByLabel('Skäl').selectOption({ label: 'Annat skäl' })
      await page.getByLabel('Underlag').fill('Samtal med skolan den 20 november')
      await page.getByLabel('Till och med').fill('31 mars')
      await press(page, 'Fatta beslutet')
      await told(page, 'Beslutet gäller.')
      await page.getByText('Amina Warsame, 22 november 2026').waitFor()
      await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Registret' }).click()
      await heading(page, 'Registret')
      await page.goto('/register?unclear=1')
      await rows(page, 'members').filter({ hasText: name }).getByText('oklar').waitFor()
    }))
}

test('the same errand by keyboard alone', () =>
  atDesk({}, async (page) => {
    await page.goto('/')
    await tabTo(page, page.getByRole('button', { name: 'Ingrid Sjöholm' }))
    await page.keyboard.press('Enter')
    await heading(page, 'Hej, Ingrid')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Hoppa till innehållet')
    await page.keyboard.press('Enter')
    await tabTo(page, link(page, 'Sysselsättning okänd'))
    await page.keyboard.press('Enter')
    await heading(page, 'Registret')
    const person = rows(page, 'members').nth(2).getByRole('link')
    const name = (await person.textContent()) ?? ''
    await tabTo(page, person)
    await page.keyboard.press('Enter')
    await heading(page, name)
    await tabTo(page, link(page, 'Fatta ett beslut'))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByLabel('Omfattas av aktivitetsansvaret'))
    await page.keyboard.press('Space')
    await tabTo(page, page.getByLabel('Skäl'))
    await page.keyboard.type('Annat')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Samtal med hemmet')
    await tabTo(page, page.getByLabel('Till och med'))
    await page.keyboard.type('i morgon')
    await page.keyboard.press('Enter')
    await told(page, 'Beslutet gäller.')
    await page.keyboard.press('/')
    await page.keyboard.type(name.split(' ')[0]?.slice(0, 4) ?? '')
    await page.keyboard.press('Enter')
    await heading(page, 'Sökresultat')
    await link(page, name).first().waitFor()
  }))

test('somebody is found by a slip of the name, by number, and by telephone', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Petra Lindholm')
    await page.goto('/register?sex=female')
    const person = rows(page, 'members').nth(4).getByRole('link')
    const name = (await person.textContent()) ?? ''
    await person.click()
    const number =
      (await page
        .getByText(/^20\d{6}-\d{4}$/)
        .first()
        .textContent()) ?? ''
    for (const query of [name.toUpperCase(), number, number.slice(2)]) {
      await page.getByRole('searchbox', { name: 'Sök namn, nummer eller telefon' }).fill(query)
      await page.keyboard.press('Enter')
      await heading(page, 'Sökresultat')
      await arrived(page, /\/register\/searches\/[0-9a-f-]{36}$/)
      await link(page, name).first().waitFor()
    }
    await page.getByRole('searchbox', { name: 'Sök namn' }).fill('Xyzzy')
    await page.keyboard.press('Enter')
    await page.getByText('Ingen i registret passar in').waitFor()
    await assertWell(page)
  }))

for (const script of [true, false]) {
  test(`owners are given to several at once, ${script ? 'with' : 'without'} script`, () =>
    atDesk({ script }, async (page) => {
      await signIn(page, 'Anders Lindqvist')
      await page.goto('/register?owner=none')
      const boxes = page.getByRole('checkbox', { name: /^Välj (?!alla)/ })
      const before = await boxes.count()
      if (script) {
        await page.getByRole('checkbox', { name: 'Välj alla på sidan' }).check()
        assert.equal(await boxes.first().isChecked(), true)
        await page.getByRole('checkbox', { name: 'Välj alla på sidan' }).uncheck()
      }
      await boxes.nth(0).check()
      await boxes.nth(1).check()
      const form = page.locator('#assign')
      await form.getByLabel('Ansvarig').selectOption({ label: 'Marta Kowalska' })
      await form.getByRole('button', { name: 'Tilldela' }).click()
      await told(page, '2 ungdomar har fått ny ansvarig.')
      assert.equal(await boxes.count(), before - 2)
      await page.reload()
      assert.equal(await page.getByRole('status').textContent(), '')
    }))
}

test('the coach finds the own young people, and notes what one of them does', () =>
  atDesk({ width: 390, height: 800 }, async (page) => {
    await signIn(page, 'Jonas Ek')
    await page.getByRole('heading', { name: 'Mina ungdomar' }).waitFor()
    await rows(page, 'members').first().getByRole('link').click()
    const now = page.locator('.now').first()
    const box = await now.boundingBox()
    assert.ok(box && box.x > 0 && box.x < 390, 'the lifeline opens at today')
    await page.getByText('Ange sysselsättning').click()
    await page.getByLabel('Vad gör personen?').selectOption({ label: 'Praktik' })
    await page.getByLabel('Vem säger det?').fill('ungdomen själv, på Centralgatan')
    await press(page, 'Spara sysselsättningen')
    await told(page, 'Sysselsättningen är sparad.')
    await page.getByText('sedan den 22 november 2026, enligt ungdomen själv, på Centralgatan').waitFor()
    await assertWell(page)
  }))

for (const script of [true, false]) {
  const how = script ? 'with' : 'without'

  test(`a sheet with errors is checked, read in, and taken back, ${how} script`, () =>
    atDesk({ script }, async (page) => {
      await signIn(page, 'Amina Warsame')
      await page.getByRole('link', { name: 'Import' }).first().click()
      await link(page, 'Läs in en fil').click()
      await page.getByLabel('Befolkning').check()
      await page.getByLabel('Fil', { exact: true }).setInputFiles(join(EXAMPLES, 'befolkning-med-fel.csv'))
      await press(page, 'Granska filen')
      await heading(page, 'Befolkning · Väntar på ditt beslut')
      await page.getByText('Inget har ändrats än.').waitFor()
      const row = (number: string) =>
        rows(page, 'problems').filter({ has: page.getByRole('rowheader', { name: number, exact: true }) })
      assert.deepEqual(await cells(row('6')), [
        '6',
        'personnummer',
        '912242385',
        'Det saknas en siffra, troligen en inledande nolla som kalkylprogrammet har tagit bort. Gör kolumnen till text och hämta numret på nytt.',
        'används inte',
      ])
      assert.equal(await rows(page, 'problems').filter({ hasText: 'används inte' }).count(), 8)
      if (script) await assertWell(page)
      await press(page, 'Läs in')
      await heading(page, 'Befolkning · Inläst')
      await page.getByText('av Amina Warsame').waitFor()
      await lookFor(page, 'Yusuf Farah')
      await link(page, 'Yusuf Farah').click()
      await page.getByText('I registret sedan den 15 augusti 2026').waitFor()
      await page.getByText('Ny i landet').first().waitFor()
      await page.goto('/imports')
      const delivery = rows(page, 'deliveries')
        .filter({ hasText: 'befolkning-med-fel.csv' })
        .filter({ hasText: 'Inläst' })
      await delivery.getByRole('link').click()
      await link(page, 'Ta tillbaka').click()
      await heading(page, 'Ta tillbaka leveransen?')
      await press(page, 'Ta tillbaka')
      await told(page, 'Leveransen är återtagen.')
      await heading(page, 'Befolkning · Återtagen')
      await lookFor(page, 'Yusuf Farah')
      assert.equal(await link(page, 'Yusuf Farah').count(), 0)
    }))
}

async function lookFor(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name)
  await page.keyboard.press('Enter')
  await heading(page, 'Sökresultat')
}

test('a file that is no sheet is refused whole, with what to do', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Amina Warsame')
    await page.goto('/imports/new')
    await page.getByLabel('Inskrivningar').check()
    const file = { name: 'bild.csv', mimeType: 'text/csv', buffer: Buffer.from('%PDF-1.7 not a sheet') }
    await page.getByLabel('Fil', { exact: true }).setInputFiles(file)
    await press(page, 'Granska filen')
    await heading(page, 'Inskrivningar · Användes inte')
    await page.getByText('Inget ändrades.').first().waitFor()
    await assertWell(page)
  }))

test('two who are one are merged, and made two again', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Amina Warsame')
    await page.getByRole('link', { name: 'Dubbletter' }).click()
    await heading(page, 'Möjliga dubbletter')
    const before = await rows(page, 'suggestions').count()
    await link(page, 'Jämför').first().click()
    await heading(page, 'Är det samma person?')
    await press(page, 'Slå ihop till en')
    await told(page, 'De är nu en person.')
    await page.goto('/duplicates')
    assert.equal(await rows(page, 'suggestions').count(), before - 1)
    await link(page, 'Se eller ångra').click()
    await button(page, 'Ångra sammanslagningen').waitFor()
    await assertWell(page)
    await press(page, 'Ångra sammanslagningen')
    await told(page, 'Sammanslagningen är ångrad.')
    assert.equal(await rows(page, 'suggestions').count(), before)
    await link(page, 'Jämför').last().click()
    await press(page, 'De är två')
    await told(page, 'De hålls isär.')
    assert.equal(await rows(page, 'suggestions').count(), before - 1)
  }))

test('the administrator confirms a code and mends its words', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Mikael Strand')
    await page.getByRole('link', { name: 'Inställningar' }).click()
    await page.getByRole('link', { name: 'Koder' }).click()
    const row = page.getByRole('row').filter({ hasText: 'PRAKTIK' })
    await row.getByText('Obekräftat').waitFor()
    await row.getByRole('button', { name: 'Bekräfta' }).click()
    await told(page, 'Koden är bekräftad.')
    await row.getByText('Bekräftad 22 november 2026').waitFor()
    await row.getByText('Ändra').click()
    await row.getByLabel('Bäst före, dagar').fill('0')
    await row.getByRole('button', { name: 'Spara' }).click()
    await row.getByRole('alert').getByText('Ange ett antal dagar mellan 1 och 3650.').waitFor()
    await row.getByLabel('Bäst före, dagar').fill('45')
    await row.getByRole('button', { name: 'Spara' }).click()
    await told(page, 'Ändringen är sparad.')
  }))

test('the language is changed where one stands, and follows to the next page', () =>
  atDesk({ width: 320, height: 700 }, async (page) => {
    await signIn(page, 'Ingrid Sjöholm')
    await page.goto('/register?sex=female')
    await page.getByRole('button', { name: 'In English' }).click()
    await heading(page, 'Register')
    await arrived(page, /\/register\?sex=female$/)
    await link(page, 'Remove the filter Woman').waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'To contact' }).click()
    await heading(page, 'To contact')
    await assertWell(page)
    await page.getByRole('button', { name: 'På svenska' }).click()
    await heading(page, 'Att kontakta')
  }))

test('a filter is saved and shared, and the list goes out as a file', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Tuula Niemi')
    await page.goto('/register?freshness=stale')
    await page.getByText('Sparade filter', { exact: true }).click()
    await page.getByLabel('Spara det här urvalet som').fill('Att ringa')
    await page.getByLabel('Dela med kollegorna').check()
    await press(page, 'Spara filtret')
    await told(page, 'Filtret är sparat.')
    await page.goto('/register')
    await page.getByText('Sparade filter', { exact: true }).click()
    await link(page, 'Att ringa').click()
    await arrived(page, /freshness=stale/)
    const total = await rows(page, 'members').count()
    const [download] = await Promise.all([page.waitForEvent('download'), link(page, 'Exportera CSV').click()])
    assert.equal(download.suggestedFilename(), 'kaa-0481-2026-11-22.csv')
    const text = readFileSync(await download.path(), 'utf8')
    assert.equal(text.trim().split('\n').length, total + 1)
  }))

test('what was written is there again after the session has ended, and gone once it is saved', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Anders Lindqvist')
    await page.goto('/register')
    const path = `${await rows(page, 'members').nth(5).getByRole('link').getAttribute('href')}/decisions`
    await page.goto(path)
    await page.getByLabel('Oklart: måste utredas').check()
    await page.getByLabel('Underlag').fill('Brev från Migrationsverket')
    await drafted(page)
    await page.context().clearCookies({ name: 'sedd_session' })
    await press(page, 'Fatta beslutet')
    await heading(page, 'Vem är du i dag?')
    await page.getByRole('button', { name: 'Anders Lindqvist' }).click()
    // Back where one was, with what one wrote.
    await heading(page, 'Fatta ett beslut')
    await draftBack(page)
    assert.equal(await page.getByLabel('Underlag').inputValue(), 'Brev från Migrationsverket')
    assert.equal(await page.getByLabel('Oklart: måste utredas').isChecked(), true)
    await page.getByLabel('Skäl').selectOption({ label: 'Annat skäl' })
    await page.getByLabel('Till och med').fill('2027-01-31')
    await press(page, 'Fatta beslutet')
    await told(page, 'Beslutet gäller.')
    await page.goto(path)
    assert.equal(await page.getByLabel('Underlag').inputValue(), '')
  }))

test('the demonstration’s own pages stand before axe, wide and narrow, light and dark', () =>
  atDesk({}, async (page) => {
    await signIn(page, 'Amina Warsame')
    for (const [path, width, colorScheme] of [
      ['/', 320, 'dark'],
      ['/register?freshness=stale', 1280, 'light'],
      ['/duplicates', 320, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.goto(path)
      await assertWell(page)
    }
  }))
