import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addressesOf } from '../../test/build/addresses.ts'
import { aDomain, signedIn, type TestBed, testBed } from '../../test/build/domain.ts'
import { type Reply, type Site, siteOf, type Tab, titleOf } from '../../test/build/site.ts'
import { type Place, withCodes } from '../../test/build/things.ts'
import { markupProblems } from '../../test/e2e/markup.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'

/** Every page staff can open, in both languages: well-formed, in words, and with nobody's name where it would be kept. */

let bed: TestBed
let site: Site
let place: Place
let addresses: Readonly<Record<string, string>>

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  const domain = await aDomain(bed)
  const [kaa_coordinator, administrator] = [
    await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true, displayName: 'Amina Warsame' }),
    await signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' }),
  ]
  place = { bed, domain, staff: { kaa_coordinator, administrator } }
  await withCodes(place)
  addresses = await addressesOf(place)
})
after(() => bed.close())

/** Addresses that are wrong in themselves, and what they are answered with. */
const WRONG: Readonly<Record<string, number>> = {
  nothing: 404,
  'a share with nobody': 422,
  'an invitation that is gone': 404,
}
const NAMES = /Lindqvist|Elsa|Tvilling|\b(19|20)\d{6}[-+]?\d{4}\b|070-?174/
const IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

async function assertWell(page: Reply, what: string): Promise<void> {
  assert.deepEqual(await markupProblems(page.html), [], what)
  assert.doesNotMatch(titleOf(page), NAMES, what)
  for (const [, address = ''] of page.html.matchAll(/(?:href|action)="([^"]*)"/g))
    assert.doesNotMatch(decodeURIComponent(address).replace(IDS, ''), NAMES, what)
  // A place nobody filled, or a value that is none, would stand in the words.
  const text = page.html.replace(/<[^>]*>/g, ' ')
  assert.doesNotMatch(text, /\{\w+[:}]|undefined|\bNaN\b|\bnull\b|\[object|Invalid/, what)
}

for (const language of ['sv', 'en'] as const) {
  test(`every page of the coordinator and the administrator is well made in ${language}`, async () => {
    const tabs: readonly Tab[] = [place.staff.kaa_coordinator, place.staff.administrator].map((who) =>
      site.tab(who, language),
    )
    for (const [what, address] of Object.entries(addresses)) {
      for (const tab of tabs) {
        const page = await tab.get(address)
        const allowed = page.status !== 403
        if (!allowed && tab === tabs[0]) assert.fail(`${what} is refused`)
        const shown = WRONG[what] ?? 200
        assert.equal(page.status, allowed ? shown : 403, what)
        assert.match(page.html, new RegExp(`<html lang="${language}">`))
        await assertWell(page, `${what} (${language})`)
      }
    }
  })
}
