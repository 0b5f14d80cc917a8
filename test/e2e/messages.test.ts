import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { FakeGateway } from '../../src/outreach/messages/fake-gateway.ts'
import { messageRound } from '../../src/outreach/messages/hand-over-actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, heading, link, press, rows, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** A text to a young person, from the phone of a coach to that of the young person and back. */

let site: SmallSite
let coach: Asking

before(async () => {
  site = await smallSite()
  coach = await signedIn(site.place.bed, site.place.domain, { role: 'coach', displayName: 'Jonas Ek' })
})
after(() => site.close())

async function aCaseOf(givenName: string, phone: string): Promise<string> {
  const { bed, domain } = site.place
  const personId = await site.aYouth(givenName, 'Ask', phone)
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, coach.accountId))
  return personId
}

const onPhone = (script: boolean, work: (page: Page) => Promise<void>) =>
  errand({ width: 390, height: 844, script, browser: site.browser, origin: site.origin, as: coach }, work)

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'
  const [name, number] = script ? (['Tove', '070-174 06 11'] as const) : (['Nils', '070-174 06 12'] as const)
  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))

  test(`on a phone, ${how}: a text is looked at and sent, is answered, and the answer is a contact that is to be read today`, async () => {
    const { bed, domain } = site.place
    bed.setNow(script ? '2026-10-15T10:00:00Z' : '2026-10-15T10:10:00Z')
    const personId = await aCaseOf(name, number.replaceAll(/[- ]/g, ''))
    await onPhone(script, async (page) => {
      await page.goto(paths.person(personId))
      await page.getByText('Inga meddelanden än.').waitFor()
      await link(page, 'Skriv ett meddelande').click()
      await heading(page, 'Skriv ett meddelande')
      await well(page)
      await page.getByLabel('Mall').selectOption({ label: 'Första kontakten' })
      await press(page, 'Förhandsgranska')
      await page.getByText('vill gärna höra hur du har det').first().waitFor()
      await page.getByText('Går till 1 ung.').waitFor()
      await well(page)
      await press(page, 'Skicka')
      await told(page, 'Meddelandet ligger i kön.')
      await messageRound(bed.jobs, domain.machine, { sms: new FakeGateway() })
      await page.goto(paths.demoPhone())
      await page.getByLabel('Nummer', { exact: true }).selectOption({ label: number })
      await press(page, 'Öppna telefonen')
      await page.getByText('vill gärna höra hur du har det').waitFor()
      await well(page)
      // The clock stands still here: a minute later, so that the answer is surely last.
      bed.setNow(script ? '2026-10-15T10:01:00Z' : '2026-10-15T10:11:00Z')
      await page.getByLabel('Svara', { exact: true }).fill('Hej! Ring efter tre.')
      await press(page, 'Svara')
      await told(page, 'Svaret är skickat.')
      await page.goto(paths.outreach())
      await rows(page, 'due').filter({ hasText: name }).getByText('Sms: svar').waitFor()
      await page.goto(paths.personMessages(personId))
      await page.getByText('Hej! Ring efter tre.').waitFor()
      await page.getByText('Från den unge').waitFor()
      await well(page)
      await page.goto(paths.personLog(personId))
      assert.equal(await rows(page, 'log').count(), 2)
      await rows(page, 'log').filter({ hasText: 'Sms: svar' }).getByText('Nådd').waitFor()
    })
  })
}

test('STOPP from the young person’s phone: nobody can write any longer, until somebody says why', async () => {
  const { bed, domain } = site.place
  const personId = await aCaseOf('Ali', '0701740613')
  await onPhone(true, async (page) => {
    await page.goto(paths.personMessageNew(personId))
    await page.getByLabel('Mall').selectOption({ label: 'Påminnelse' })
    await press(page, 'Förhandsgranska')
    await press(page, 'Skicka')
    await told(page, 'Meddelandet ligger i kön.')
    await messageRound(bed.jobs, domain.machine, { sms: new FakeGateway() })
    await page.goto(paths.demoPhone({ number: '46701740613' }))
    await page.getByLabel('Svara', { exact: true }).fill('STOPP')
    await press(page, 'Svara')
    await told(page, 'Svaret är skickat.')
    await page.goto(paths.personMessageNew(personId))
    await page.getByLabel('Mall').selectOption({ label: 'Påminnelse' })
    await press(page, 'Förhandsgranska')
    await page.getByText('Ingen av dem kan få det.').waitFor()
    await page.getByText('vill inte ha meddelanden').waitFor()
  })
})

test('what nothing has taken for an hour is taken back from the list in one press, and written another way', async () => {
  const { bed } = site.place
  bed.setNow('2026-10-15T10:20:00Z')
  const personId = await aCaseOf('Ebba', '0701740614')
  await onPhone(true, async (page) => {
    await page.goto(paths.personMessageNew(personId))
    await page.getByLabel('Mall').selectOption({ label: 'Påminnelse' })
    await press(page, 'Förhandsgranska')
    await press(page, 'Skicka')
    await told(page, 'Meddelandet ligger i kön.')
    bed.setNow('2026-10-15T11:20:01Z')
    await page.goto(paths.outreachMessages({ state: 'failed' }))
    const row = rows(page, 'outbox').filter({ hasText: 'Ebba' })
    await row.getByText('Kommer inte iväg').waitFor()
    await assertWell(page)
    await row.getByRole('button', { name: 'Ta tillbaka och skriv på ett annat sätt' }).click()
    await heading(page, 'Skriv ett meddelande')
    await told(page, 'Meddelandet är återkallat.')
  })
})
