import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Context } from '../../src/kernel/database.ts'
import { paths } from '../../src/ui/paths.ts'
import { signedIn } from '../build/domain.ts'
import { THINGS } from '../build/things.ts'
import type { View } from './browser.ts'
import { button, errand, heading, link, press, rows, told, warned } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** Two colleagues at the same thing at once, and a line that is slow: nothing is lost, and nothing is saved twice. */

let site: SmallSite
let amina: Context
let petra: Context

before(async () => {
  site = await smallSite()
  amina = site.place.staff.kaa_coordinator
  const { bed, domain } = site.place
  petra = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Petra Lindholm' })
})
after(() => site.close())

const alone = (work: (page: Page) => Promise<void>, view: View = {}) =>
  errand({ ...view, browser: site.browser, origin: site.origin, as: amina }, work)

/** Both have the page before them before either does anything. */
function together(path: string, work: (first: Page, second: Page) => Promise<void>): Promise<void> {
  const { browser, origin } = site
  return errand({ browser, origin, as: amina }, (first) =>
    errand({ browser, origin, as: petra }, async (second) => {
      await Promise.all([first.goto(path), second.goto(path)])
      await work(first, second)
    }),
  )
}

async function writeDecision(page: Page, evidence: string, until: string): Promise<void> {
  await page.getByLabel('Oklart: måste utredas').check()
  await page.getByLabel('Skäl').selectOption({ label: 'Annat skäl' })
  await page.getByLabel('Underlag').fill(evidence)
  await page.getByLabel('Till och med').fill(until)
}

test('two decide about one young person: the second is told, and has every word left', async () => {
  const id = await site.aYouth('Nora', 'Söderström')
  await together(paths.personDecisions(id), async (first, second) => {
    await writeDecision(first, 'Samtal med skolan', '2027-01-31')
    await writeDecision(second, 'Brev från hemmet', '2027-03-31')
    await press(first, 'Fatta beslutet')
    await told(first, 'Beslutet gäller.')
    await press(second, 'Fatta beslutet')
    await warned(second, /Det finns redan ett beslut för några av dagarna/)
    assert.equal(await second.getByLabel('Underlag').inputValue(), 'Brev från hemmet')
    assert.equal(await second.getByLabel('Oklart: måste utredas').isChecked(), true)
    await second.getByLabel('Från och med').fill('2027-02-01')
    await press(second, 'Fatta beslutet')
    await told(second, 'Beslutet gäller.')
    for (const evidence of ['Samtal med skolan', 'Brev från hemmet'])
      await second.getByRole('definition').filter({ hasText: evidence }).waitFor()
  })
})

test('two note what one young person does: the second sees what the first wrote before it is replaced', async () => {
  const id = await site.aYouth('Hibo', 'Aden')
  await together(paths.person(id), async (first, second) => {
    for (const [page, what, who] of [
      [first, 'Praktik', 'skolan'],
      [second, 'Arbete', 'mamma, på telefon'],
    ] as const) {
      await page.getByText('Ange sysselsättning').click()
      await page.getByLabel('Vad gör personen?').selectOption({ label: what })
      await page.getByLabel('Vem säger det?').fill(who)
    }
    await press(first, 'Spara sysselsättningen')
    await told(first, 'Sysselsättningen är sparad.')
    await press(second, 'Spara sysselsättningen')
    await warned(second, /Någon annan ändrade sysselsättningen/)
    await second.getByText('enligt skolan').waitFor()
    assert.equal(await second.getByLabel('Vem säger det?').inputValue(), 'mamma, på telefon')
    await press(second, 'Spara sysselsättningen')
    await told(second, 'Sysselsättningen är sparad.')
    await second.getByText('enligt mamma, på telefon').waitFor()
  })
})

test('two change the owner of one young person: the second is told who it is now', async () => {
  const id = await site.aYouth('Oliver', 'Ahl')
  await together(paths.person(id), async (first, second) => {
    for (const [page, name] of [
      [first, 'Petra Lindholm'],
      [second, 'Amina Warsame'],
    ] as const) {
      await page.locator('summary', { hasText: 'Byt ansvarig' }).click()
      await page.getByRole('combobox', { name: 'Ansvarig' }).selectOption({ label: name })
    }
    await press(first, 'Byt ansvarig')
    await told(first, 'Ansvarig är bytt.')
    await press(second, 'Byt ansvarig')
    await second.getByText(/Någon annan bytte ansvarig/).waitFor()
    await second.locator('.lead').getByText('ansvarig Petra Lindholm').waitFor()
  })
})

test('two decide about one pair of possible duplicates: the second is told', async () => {
  const [id = ''] = await THINGS.suggestion(site.place)
  await together(paths.duplicate(id), async (first, second) => {
    await press(first, 'De är två')
    await told(first, 'De hålls isär.')
    await press(second, 'Slå ihop till en')
    await second.getByText('Någon annan hann avgöra det här.').waitFor()
  })
})

test('two read in the same delivery: it is read in once, and the second is told', async () => {
  const [id = ''] = await THINGS.delivery(site.place)
  await together(paths.import(id), async (first, second) => {
    await press(first, 'Läs in')
    await heading(first, 'Befolkning · Inläst')
    await press(second, 'Läs in')
    await second.getByText('Leveransen väntar inte längre på beslut.').waitFor()
    await heading(second, 'Befolkning · Inläst')
    await second.getByText('av Amina Warsame').waitFor()
  })
})

/** What is held and never comes would be waited for without end. */
const HELD = { timeout: 60_000 }

async function writeContact(page: Page, id: string): Promise<void> {
  await page.goto(paths.personContact(id))
  await page.getByLabel('Nummer eller adress').fill('070-174 06 05')
  await page.locator('#contact').getByLabel('Vem sa det?').selectOption({ index: 1 })
}

test('a button that is pressed twice in haste sends once', async () => {
  const id = await site.aYouth('Isabelle', 'Bozan')
  await alone(async (page) => {
    await writeContact(page, id)
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
    await button(page, 'Spara uppgiften').dblclick()
    await told(page, 'Uppgiften är sparad.')
    assert.equal(sent.length, 1)
    assert.equal(await rows(page, 'contacts').count(), 1)
  })
})

test('a form that is sent again while the line is slow is saved once, also without script', HELD, async () => {
  const id = await site.aYouth('Haris', 'Begić')
  await alone(
    async (page) => {
      await writeContact(page, id)
      const held = site.holdNext({ method: 'POST', path: /\/contact$/ })
      await button(page, 'Spara uppgiften').scrollIntoViewIfNeeded()
      const { x = 0, y = 0 } = (await button(page, 'Spara uppgiften').boundingBox()) ?? {}
      // By hand: a click of the browser's driver would wait for the answer.
      await page.mouse.click(x + 5, y + 5)
      await held.carriedOut
      await page.mouse.click(x + 5, y + 5)
      await told(page, 'Uppgiften är sparad.')
      held.release()
      assert.equal(await rows(page, 'contacts').count(), 1)
    },
    { script: false },
  )
})

test('filters that are changed faster than the line answers show the last choice', HELD, async () => {
  await site.aYouth('Zahra', 'Ahmadi')
  await alone(async (page) => {
    await page.goto(paths.register())
    const held = site.holdNext({ method: 'GET', path: /reason=AVBROTT_NATIONELLT/ })
    const slow = page.waitForResponse(/reason=AVBROTT_NATIONELLT(?!.*owner)/)
    await page.getByLabel('Varför').selectOption({ label: 'Avbrott från nationellt program' })
    await held.carriedOut
    await page.locator('form[data-partial]').getByLabel('Ansvarig').selectOption({ label: 'Ingen' })
    await link(page, 'Ta bort filtret Ansvarig: Ingen').waitFor()
    held.release()
    await (await slow).finished()
    await page.getByRole('searchbox').focus()
    assert.match(page.url(), /owner=none/)
    await link(page, 'Ta bort filtret Ansvarig: Ingen').waitFor()
  })
})

test('a long check shows how far it has come, and then what it found', () =>
  alone(async (page) => {
    await page.goto(paths.importNew())
    await page.getByLabel('Utfall').check()
    // No row of it can be used: what is long to read need not be anybody.
    const rowsOfNobody = Array.from({ length: 120_000 }, (_, row) => `1;EXAMENSBEVIS;2026-06-10;${row};skolan`)
    const buffer = Buffer.from(['personnummer;typ;datum;skolenhetskod;källa', ...rowsOfNobody].join('\n'))
    await page.getByLabel('Fil', { exact: true }).setInputFiles({ name: 'lång.csv', mimeType: 'text/csv', buffer })
    await press(page, 'Granska filen')
    await page.getByRole('progressbar').waitFor()
    await page.getByText('Inget har ändrats än.').waitFor()
    await page.getByText('120 000', { exact: true }).first().waitFor()
    assert.equal(await page.getByRole('progressbar').count(), 0)
  }))
