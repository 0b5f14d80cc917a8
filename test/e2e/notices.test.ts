import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { recomputeRegister } from '../../src/register/actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { aDomain, signedIn, type TestDomain } from '../build/domain.ts'
import { aPupilFrom, derived, OUR_SCHOOL, ourSchool, postGoesRound } from '../build/notices.ts'
import { aPerson, nextNumber } from '../build/people.ts'
import { anEnrolment } from '../build/register.ts'
import type { Asking } from '../build/things.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, folded, heading, link, press, rows, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** From a pupil who interrupts her studies in one municipality, to the register of the one where she lives. */

let site: SmallSite
let katrineholm: TestDomain
let there: Asking

before(async () => {
  site = await smallSite()
  const { bed, domain } = site.place
  katrineholm = await aDomain(bed, { name: 'Bildningsnämnden, Katrineholm', municipality: '0483' })
  there = await signedIn(bed, katrineholm, { role: 'kaa_coordinator', displayName: 'Karin Öberg' })
  await ourSchool(bed, domain, 'Eskilstuna kommun')
})
after(() => site.close())

/** At school in Eskilstuna until she interrupted it, at home in Katrineholm, which thinks that she is still at school. */
async function aPupil(givenName: string): Promise<void> {
  const { bed, domain } = site.place
  const number = nextNumber({ born: '2008' })
  const named = { number, givenName, familyName: 'Ask', born: '2008' }
  await bed.jobs.write(domain.machine, (tx) =>
    aPupilFrom(tx, '0483', { ...named, studies: { from: '2025-08-18', until: '2026-10-10', interrupted: true } }),
  )
  await bed.jobs.write(katrineholm.machine, async (tx) => {
    const person = await aPerson(tx, { ...named, municipality: '0483' })
    await anEnrolment(tx, person, { from: '2025-08-18', schoolUnitCode: OUR_SCHOOL })
    await recomputeRegister(tx, 'touched')
  })
  await derived(bed, domain)
}

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'
  const name = script ? 'Tove' : 'Vera'
  // Axe is script: it runs where script may.
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))
  const onPhone = (as: Asking, work: (page: Page) => Promise<void>) =>
    errand({ width: 390, height: 844, script, browser: site.browser, origin: site.origin, as }, work)

  test(`on a phone, ${how}: an interruption is sent, comes to the hemkommun, is applied, and stands in its register`, async () => {
    const { bed, domain, staff } = site.place
    await aPupil(name)
    await onPhone(staff.kaa_coordinator, async (page) => {
      await page.goto('/')
      await link(page, /underrättelse(r)? att skicka/).click()
      await heading(page, 'Underrättelser')
      await well(page)
      const row = rows(page, 'notices-out').filter({ hasText: `${name} Ask` })
      await row.getByText('Avbryter').waitFor()
      await row.getByRole('checkbox').check()
      await press(page, 'Skicka de valda')
      await heading(page, 'Skicka underrättelser')
      await page.getByText('Inget annat.').waitFor()
      await page.getByText('Bildningsnämnden, Katrineholm').waitFor()
      await well(page)
      await press(page, 'Skicka 1 underrättelse')
      await told(page, '1 underrättelse är skickad.')
      assert.equal(
        await rows(page, 'notices-out')
          .filter({ hasText: `${name} Ask` })
          .count(),
        0,
      )
    })
    await postGoesRound(bed, katrineholm, domain)
    await onPhone(there, async (page) => {
      await page.goto('/')
      await link(page, /underrättelse(r)? att ta hand om/).click()
      await heading(page, 'Underrättelser')
      await well(page)
      await link(page, `${name} Ask`).click()
      await heading(page, 'Underrättelse från skola')
      await page.getByText('Barn- och utbildningsnämnden, Eskilstuna', { exact: true }).first().waitFor()
      await well(page)
      await press(page, 'För in i registret')
      await told(page, 'Infört. I registret från 10 oktober 2026.')
      await well(page)
      await link(page, 'Så säger registret').click()
      await page
        .getByText(/underrättelse från Barn- och utbildningsnämnden, Eskilstuna/)
        .first()
        .waitFor()
      await page.goto(paths.register())
      await link(page, new RegExp(`${name}.*Ask|Ask.*${name}`))
        .first()
        .waitFor()
    })
    await postGoesRound(bed, katrineholm, domain)
    await onPhone(staff.kaa_coordinator, async (page) => {
      await page.goto(paths.notices({ box: 'out', state: 'received' }))
      await link(page, `${name} Ask`).click()
      await page.getByText('Mottagaren: har fört in den').waitFor()
      await well(page)
    })
  })
}

test('on a phone: to a municipality that is not in Sedd it goes as a letter, and it is said how and when', async () => {
  const { bed, domain, staff } = site.place
  await bed.jobs.write(domain.machine, (tx) => aPupilFrom(tx, '0180', { givenName: 'Alva', familyName: 'Lund' }))
  await derived(bed, domain)
  const view = { width: 390, height: 844, script: true, browser: site.browser, origin: site.origin }
  await errand({ ...view, as: staff.kaa_coordinator }, async (page) => {
    await page.goto(paths.notices({ box: 'out' }))
    await link(page, 'Alva Lund').click()
    await page.getByText('Kommunen finns inte i Sedd.').waitFor()
    await link(page, 'Brev att skriva ut').click()
    await heading(page, 'Underrättelse enligt Skollagen 15 kap. 15 §')
    await assertWell(page)
    await page.goBack()
    await page.getByLabel('Hur').selectOption({ label: 'brev' })
    await page.getByLabel('Vilken dag').fill('i morgon')
    await press(page, 'Spara att den är skickad')
    await page.getByRole('alert').getByText('Dagen har inte varit än.').waitFor()
    await page.getByLabel('Vilken dag').fill('i dag')
    await press(page, 'Spara att den är skickad')
    await told(page, 'Sparat: den är skickad.')
    await press(page, 'De har bekräftat')
    await told(page, 'Sparat: de har tagit emot den.')
    assert.equal(await folded(page, 'Skickad för hand').count(), 0)
    await assertWell(page)
  })
})
