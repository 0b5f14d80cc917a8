import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, testBed } from '../../test/build/domain.ts'
import { type Reply, type Site, siteOf, type Tab, titleOf } from '../../test/build/site.ts'
import { type Place, THINGS, withCodes } from '../../test/build/things.ts'
import { markupProblems } from '../../test/e2e/markup.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'

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
  addresses = await allAddresses()
})
after(() => bed.close())

async function allAddresses(): Promise<Record<string, string>> {
  const make = async (thing: keyof typeof THINGS) => {
    const [first = '', second = ''] = await THINGS[thing](place, place.staff.kaa_coordinator)
    return [first, second] as const
  }
  const [member] = await make('member')
  const [outsider] = await make('outsider')
  const [decided] = await make('decision')
  const [contacted] = await make('contact')
  const [guarded] = await make('guardian')
  const [placed] = await make('residence')
  const [suggestion] = await make('suggestion')
  const [merge] = await make('merge')
  const [search] = await make('search')
  await make('filter')
  await make('unit')
  return {
    'the sign-in page': paths.signIn(),
    'the sign-in page after being signed out': paths.signIn({ ended: true, back: paths.register() }),
    'the start page': paths.start(),
    'the register': paths.register(),
    'the register on another day, as known then, filtered': paths.register({
      asOf: '2026-09-30',
      knownAt: '2026-10-15',
      sex: 'female',
      reason: ['AVBROTT_NATIONELLT'],
      ageFrom: 16,
      ageTo: 19,
      freshness: 'old',
      owner: 'none',
      school: 'Rekarnegymnasiet',
      work: 'ready',
      unclear: true,
      soonUpperAge: true,
      protectedOnly: true,
    }),
    'the changes': paths.changes(),
    'the changes of one kind': paths.changes({ kind: 'entered' }),
    'a search': paths.registerSearchResult(search),
    'one in the register': paths.person(member),
    'one outside it': paths.person(outsider),
    'one with a decision': paths.person(decided),
    'one set by hand': paths.person(placed),
    'an explanation': paths.personExplanation(member),
    'an explanation of another day, as known then': paths.personExplanation(member, {
      asOf: '1/9 2026',
      knownAt: '2026-10-14',
    }),
    'an explanation of no day at all': paths.personExplanation(member, { asOf: 'snart', knownAt: 'aldrig' }),
    'the form of a decision': paths.personDecisions(member),
    contacts: paths.personContact(contacted),
    guardians: paths.personContact(guarded),
    residence: paths.personResidence(placed),
    identifiers: paths.personIdentifiers(member),
    'the duplicates': paths.duplicates(),
    'a pair': paths.duplicate(suggestion),
    'a merge': paths.merge(merge),
    organisations: paths.adminOrganisations(),
    domains: paths.adminDomains(),
    units: paths.adminUnits(),
    codes: paths.adminCodes(),
    nothing: '/nothing',
  }
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
        assert.equal(page.status, what === 'nothing' ? 404 : allowed ? 200 : 403, what)
        assert.match(page.html, new RegExp(`<html lang="${language}">`))
        await assertWell(page, `${what} (${language})`)
      }
    }
  })
}
