import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Context } from '../../src/kernel/database.ts'
import { referralRound } from '../../src/referrals/jobs.ts'
import { FASTEST } from '../../src/referrals/outside-rules.ts'
import { decideDoor } from '../../src/referrals/setting-actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { signedIn } from '../build/domain.ts'
import { aTeam } from '../build/staff.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, folded, heading, link, press, rows, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** From a school that has no account to a team that says yes; and a coach who takes back what they sent. On a phone. */

let site: SmallSite
let coach: Asking
const mails: { readonly to: string; readonly text: string }[] = []

before(async () => {
  site = await smallSite({ send: async (mail) => void mails.push(mail) })
  const { bed, domain, staff } = site.place
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  await bed.web.write(staff.kaa_coordinator, (tx) => decideDoor(tx, { isOpen: true, phone: '016-710 10 00' }))
  await aTeam({ bed, domain })
})
after(() => site.close())

const onPhone = (script: boolean, as: Context | null, work: (page: Page) => Promise<void>) =>
  errand(
    { width: 390, height: 844, script, browser: site.browser, origin: site.origin, ...(as === null ? {} : { as }) },
    work,
  )

for (const script of [false, true]) {
  const how = script ? 'with script' : 'without script'
  const givenName = script ? 'Ebba' : 'Ture'
  const familyName = script ? 'Vester' : 'Norling'
  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))

  test(`on a phone, ${how}: referred without an account, confirmed, tied to somebody new, and accepted`, async () => {
    const { bed, domain, staff } = site.place
    let status = ''
    await onPhone(script, null, async (page) => {
      await page.goto(paths.refer(domain.code))
      await heading(page, 'Stöd för unga')
      await well(page)
      await link(page, 'Jag möter unga i mitt arbete').click()
      await heading(page, 'Jag vill att ni möter en ung person')
      await well(page)
      await page.getByLabel('Ditt namn').fill('Eva Lund')
      await page.getByLabel('Din roll och arbetsplats').fill('Kurator, Rekarnegymnasiet')
      await page.getByLabel('Din e-post').fill('eva@skolan.example')
      await page.getByLabel('Förnamn').fill(givenName)
      await page.getByLabel('Efternamn').fill(familyName)
      await page.getByLabel('Född').fill('2009-05-17')
      await page.getByLabel('Berätta kort').fill('Borta sedan oktober.')
      await press(page, 'Skicka')
      await page.getByRole('alert').getByText('Välj minst en sak.').waitFor()
      await page.getByLabel('Frånvaro från skolan').check()
      await sleep((FASTEST + 1) * 1000)
      await press(page, 'Skicka')
      await heading(page, 'Titta i din e-post')
      await well(page)
      const sent = mails.at(-1)
      assert.equal(sent?.to, 'eva@skolan.example')
      await page.goto(/http\S+/.exec(sent?.text ?? '')?.[0] ?? '')
      await heading(page, 'Bekräfta')
      await well(page)
      await press(page, 'Ja, jag har skrivit detta')
      await heading(page, 'Så går det')
      await page.getByText('Mottaget', { exact: true }).waitFor()
      await well(page)
      status = page.url()
    })
    await referralRound(bed.jobs, domain.machine)
    await onPhone(script, staff.kaa_coordinator, async (page) => {
      await page.goto(paths.referrals())
      await heading(page, 'Aktualiseringar')
      await well(page)
      await link(page, 'Inte knuten till någon än').click()
      await page.getByText('Borta sedan oktober.').waitFor()
      await well(page)
      await folded(page, 'Finns inte i Sedd').click()
      await press(page, 'Lägg till och knyt')
      await told(page, 'Aktualiseringen är knuten.')
      await heading(page, `${givenName} ${familyName}`)
      await press(page, 'Ta den')
      await told(page, 'Du bedömer den nu.')
      await page.locator('#accept-team').selectOption({ index: 1 })
      await well(page)
      await press(page, 'Anta aktualiseringen')
      await told(page, 'Aktualiseringen är antagen.')
      await page.goto(paths.referralsWaiting())
      await heading(page, 'Kö och platser')
      await well(page)
    })
    await onPhone(script, null, async (page) => {
      await page.goto(status)
      await page.getByText('Avslutat', { exact: true }).waitFor()
      assert.equal(await page.getByText(givenName).count(), 0)
    })
  })

  test(`on a phone, ${how}: a coach refers, follows it, and takes it back`, async () => {
    const { bed, domain } = site.place
    const personId = await site.aYouth(givenName, 'Ask')
    await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, coach.accountId))
    await onPhone(script, coach, async (page) => {
      await page.goto(paths.person(personId))
      await link(page, 'Aktualisera').click()
      await heading(page, 'Aktualisera')
      await page.getByLabel('Behöver vägledning').check()
      await page.getByLabel('Vad behöver de veta').fill('Vill titta på folkhögskola.')
      await well(page)
      await press(page, 'Skicka aktualiseringen')
      await told(page, 'Aktualiseringen är skickad.')
      await well(page)
      await rows(page, 'referrals')
        .getByRole('link', { name: `${givenName} Ask` })
        .click()
      await page.getByText('Vill titta på folkhögskola.').waitFor()
      await folded(page, 'Ta tillbaka').click()
      await page.getByLabel('Anledning').selectOption({ label: 'Behövs inte längre' })
      await press(page, 'Ta tillbaka aktualiseringen')
      await told(page, 'Aktualiseringen är återtagen.')
      await well(page)
    })
  })
}
