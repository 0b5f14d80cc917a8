import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { FakeGateway } from '../../src/outreach/messages/fake-gateway.ts'
import { messageRound } from '../../src/outreach/messages/hand-over-actions.ts'
import { followUpLink } from '../../src/support/exits/answer-routes.ts'
import { followUpRound } from '../../src/support/exits/follow-actions.ts'
import { placementLink } from '../../src/support/week/answer-routes.ts'
import { askRound } from '../../src/support/week/ask-actions.ts'
import { askText } from '../../src/support/week/words.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import { aPlacement, aWorkplace } from '../build/placements.ts'
import { aCase } from '../build/support.ts'
import type { Asking } from '../build/things.ts'
import { Kept } from '../build/week.ts'
import { assertNoSidewaysScroll, type View } from './browser.ts'
import { arrived, assertWell, button, errand, folded, heading, link, press, tabTo, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** From the first talk to a job: a coach, a young person and a supervisor, each on a telephone of their own. */

let site: SmallSite
let coach: Asking

before(async () => {
  site = await smallSite()
  coach = await signedIn(site.place.bed, site.place.domain, { role: 'coach', displayName: 'Jonas Ek' })
})
after(() => site.close())

/** What is held and never comes would be waited for without end. */
const HELD = { timeout: 60_000 }
const PHONE = { width: 360, height: 740, script: false } as const
const asCoach = (work: (page: Page) => Promise<void>, view: View = PHONE) =>
  errand({ ...view, browser: site.browser, origin: site.origin, as: coach }, work)
const asNobody = (work: (page: Page) => Promise<void>) =>
  errand({ ...PHONE, browser: site.browser, origin: site.origin }, work)

/** Somebody whom the coach answers for, who can be texted. */
async function aYouth(givenName: string, phone: string): Promise<string> {
  const { bed, domain } = site.place
  bed.setNow('2026-10-15T10:00:00Z')
  const id = await site.aYouth(givenName, 'Ask', phone)
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, id, coach.accountId))
  return id
}

/** Where the link in the latest text on a telephone leads. */
async function linkOn(phone: string): Promise<string> {
  const { bed, domain } = site.place
  await messageRound(bed.jobs, domain.machine, { sms: new FakeGateway() })
  let address = ''
  await asCoach(async (page) => {
    await page.goto(paths.demoPhone({ number: `46${phone.slice(1)}` }))
    const texts = await page
      .getByRole('main')
      .getByText(/https?:\/\/\S+/)
      .allTextContents()
    address = /https?:\/\/\S+/.exec(texts.join(' '))?.[0] ?? ''
  })
  assert.notEqual(address, '', 'no link has come')
  return address
}

test('without script: a case is opened, a plan is agreed on by link, and its first step is done', async () => {
  const phone = '0701740621'
  const id = await aYouth('Tove', phone)
  await asCoach(async (page) => {
    await page.goto(paths.personCase(id))
    await page.getByLabel('Utanför skolan').check()
    await page.getByLabel('Hur kom den unga hit?').selectOption({ index: 1 })
    await press(page, 'Öppna ärendet')
    await told(page, 'Ärendet är öppet.')
    await assertNoSidewaysScroll(page)
    await link(page, 'Öppna planen').click()
    await link(page, 'Nytt mål').first().click()
    await page.getByLabel('Vad den unga vill nå').fill('Klara kursen i matematik')
    await press(page, 'Spara målet')
    await told(page, 'Målet är sparat.')
    await link(page, 'Öppna målet').click()
    await page.getByLabel('Vad ska göras').fill('Prata med läraren')
    await press(page, 'Spara steget')
    await told(page, 'Steget är sparat.')
    await page.goto(paths.personPlan(id))
    await press(page, 'Skicka planen som sms')
    await told(page, 'Länken till planen är skickad.')
    await assertNoSidewaysScroll(page)
  })
  const address = await linkOn(phone)
  await asNobody(async (page) => {
    await page.goto(address)
    await heading(page, 'Din plan')
    await page.getByText('Prata med läraren').waitFor()
    assert.equal(await page.getByText('Tove').count(), 0)
    await press(page, 'Jag är med på planen')
    await page.getByText('Då kör vi på det här').waitFor()
    await assertNoSidewaysScroll(page)
  })
  await asCoach(async (page) => {
    await page.goto(paths.personPlan(id))
    await page.getByText(/Överenskommen, version \d/).waitFor()
    await link(page, 'Prata med läraren').click()
    await page.getByLabel('Klart', { exact: true }).check()
    await button(page, 'Spara steget').first().click()
    await told(page, 'Steget är sparat.')
    await page.goto(paths.personCase(id))
    await page.getByText('1 mål, 1 av 1 steg klara').waitFor()
  })
})

test(
  'without script: a form is filled in by link, the line is lost in the middle, and nothing written is lost',
  HELD,
  async () => {
    const phone = '0701740622'
    const id = await aYouth('Nils', phone)
    await asCoach(async (page) => {
      await page.goto(paths.personMappings(id))
      await page.getByRole('radio').first().check()
      await press(page, 'Börja')
      await arrived(page, /mapping-pages/)
      await page.goto(paths.personMappings(id))
      await page.locator('#mappings').getByRole('link').first().click()
      await press(page, 'Skicka som länk i sms')
      await told(page, 'Länken är på väg.')
    })
    const address = await linkOn(phone)
    let first = ''
    await asNobody(async (page) => {
      await page.goto(address)
      first = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
      await page.getByRole('textbox').first().fill('Jag sover länge och spelar.')
      await page.context().setOffline(true)
      await press(page, 'Spara och fortsätt')
      await page.waitForURL(/chrome-error/)
      await page.context().setOffline(false)
      await page.reload()
      await page.getByText(/Sida 2 av/).waitFor()
      await page.getByRole('textbox').first().fill('Jag ger mig inte.')
      const held = site.holdNext({ method: 'POST', path: /^\/fill\// })
      // By hand: a click of the browser's driver would wait for the answer.
      await button(page, 'Spara och fortsätt').scrollIntoViewIfNeeded()
      const { x = 0, y = 0 } = (await button(page, 'Spara och fortsätt').boundingBox()) ?? {}
      await page.mouse.click(x + 5, y + 5)
      await held.carriedOut
      held.release()
    })
    await asNobody(async (page) => {
      await page.goto(address)
      await page.getByText(/Sida 3 av/).waitFor()
      assert.equal(await page.getByText('Jag ger mig inte.').count(), 0, 'whoever opens the link meets no answers')
      await assertNoSidewaysScroll(page)
    })
    await asCoach(async (page) => {
      await page.goto(paths.personMappings(id))
      await page.locator('#mappings').getByRole('link').first().click()
      await page.getByRole('heading', { level: 2, name: first }).waitFor()
      await page.getByText('Jag sover länge och spelar.').waitFor()
      await page.getByText('Jag ger mig inte.').waitFor()
    })
  },
)

test('without script: days at school and at work make a week, and the supervisor says with one press how it went', async () => {
  const { bed, domain } = site.place
  const id = await aYouth('Samir', '0701740623')
  bed.setNow('2026-10-12T08:00:00Z')
  await aCase(bed, coach, { personId: id })
  const at = await aWorkplace(bed, site.place.staff.kaa_coordinator)
  await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks: 'weekly' } })
  await asCoach(async (page) => {
    await page.goto(paths.personWeek(id))
    for (const weekday of ['Måndag', 'Fredag']) await planDay(page, weekday, 'Skola')
    for (const weekday of ['Tisdag', 'Onsdag', 'Torsdag']) await planDay(page, weekday, 'Praktik')
    await page.locator('#plan').getByLabel('Från och med').fill('2026-10-12')
    await page.getByLabel('Varför veckan ändras').selectOption({ label: 'Praktiken börjar' })
    await press(page, 'Spara veckan')
    await told(page, 'Veckan är sparad.')
    await assertNoSidewaysScroll(page)
  })
  bed.setNow('2026-10-15T13:30:00Z')
  const gateway = new Kept()
  await askRound(bed.jobs, domain.machine, { gateway, linkTo: placementLink(site.origin), wording: askText })
  const address = /https?:\/\/\S+/.exec(gateway.sent[0]?.text ?? '')?.[0] ?? ''
  await asNobody(async (page) => {
    await page.goto(address)
    await page.getByText('Det gäller Samir.').waitFor()
    assert.equal(await page.getByText('Ask').count(), 0)
    await press(page, /^Kom 13 okt/)
    await page.getByText('Tack, svaret är sparat.').waitFor()
    await press(page, /^Kom sent 14 okt/)
    await page.getByText('Tack, svaret är sparat.').waitFor()
    await assertNoSidewaysScroll(page)
  })
  await asCoach(async (page) => {
    await page.goto(paths.personWeek(id, { from: '2026-10-12' }))
    await page.getByText('Kom sent').first().waitFor()
    await page.getByText('enligt handledaren').first().waitFor()
  })
})

const planDay = (page: Page, weekday: string, where: string) =>
  page.getByLabel(weekday, { exact: true }).selectOption({ label: where })

/** Goes there with Tab, and does it with the keyboard. */
async function use(page: Page, thing: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, thing)
  await page.keyboard.press(key)
}

test('by keyboard: a case is closed with a next step, and four weeks later one press tells what became of it', async () => {
  const { bed, domain } = site.place
  const phone = '0701740624'
  const id = await aYouth('Hibo', phone)
  await aCase(bed, coach, { personId: id })
  await asCoach(
    async (page) => {
      await page.goto(paths.personCase(id))
      await use(page, link(page, 'Avsluta ärendet').first())
      await heading(page, 'Avslut och uppföljning')
      await use(page, page.getByLabel('Studier', { exact: true }), 'Space')
      await page.keyboard.press('ArrowDown')
      assert.equal(await page.getByLabel('Arbete', { exact: true }).isChecked(), true)
      await choose(page, 'Vilken sort', 'Anställning')
      await tabTo(page, page.getByLabel(/^Var \(/))
      await page.keyboard.type('Ica Kvantum')
      await choose(page, 'Nästa steg', 'Går vidare med studierna eller arbetet')
      await choose(page, 'Vilken myndighet tar vid', 'Arbetsförmedlingen')
      await use(page, button(page, 'Avsluta ärendet'))
      await told(page, 'Ärendet är avslutat. Uppföljningen är planerad.')
      await assertWell(page)
    },
    { width: 360, height: 740 },
  )
  bed.setNow('2026-11-12T10:00:00Z')
  await followUpRound(bed.jobs, domain.machine, followUpLink(site.origin))
  const address = await linkOn(phone)
  await asNobody(async (page) => {
    await page.goto(address)
    await heading(page, 'Vad gör du nu?')
    assert.equal(await page.getByText('Hibo').count(), 0)
    await press(page, 'Jag arbetar')
    await page.getByText('Tack för ditt svar!').waitFor()
    await assertNoSidewaysScroll(page)
  })
  await asCoach(async (page) => {
    await page.goto(paths.personExit(id))
    await page.getByText('svarade på sms').waitFor()
    assert.equal(await folded(page, 'Rätta avslutet').count(), 1)
  })
})

/** In a list of choices, downwards until it is there, as one does without a mouse. */
async function choose(page: Page, list: string, choice: string): Promise<void> {
  const field = page.getByLabel(list, { exact: true })
  await tabTo(page, field)
  const chosen = () => field.locator('option:checked').textContent()
  for (let presses = 0; presses < 40 && (await chosen()) !== choice; presses += 1)
    await page.keyboard.press('ArrowDown')
  assert.equal(await chosen(), choice)
}
