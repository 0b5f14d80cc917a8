import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setImmediate as others } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { paths } from '../../src/ui/paths.ts'
import { addressesOf } from '../build/addresses.ts'
import { aDomain, signedIn, type TestBed, testBed } from '../build/domain.ts'
import { type Reply, type Site, siteOf, type Tab } from '../build/site.ts'
import { type Place, THINGS, withCodes } from '../build/things.ts'
import {
  accessibilityProblems,
  contrastProblems,
  giveAxe,
  launchBrowser,
  narrowProblems,
  openContext,
  structureProblems,
} from './browser.ts'
import { casePages } from './cases-pages.ts'
import { checkInPages } from './checkins-pages.ts'
import { pagesOnPort } from './gallery-site.ts'
import { ladderPages } from './ladder-pages.ts'
import { letterPages } from './letters-pages.ts'
import { mappingPages } from './mapping-pages.ts'
import { markupProblems } from './markup.ts'
import { messagePages } from './messages-pages.ts'
import { movesPages } from './moves-pages.ts'
import { noticesPages } from './notices-pages.ts'
import { outreachPages } from './outreach-pages.ts'
import { planPages } from './plan-pages.ts'
import { progressPages } from './progress-pages.ts'
import { referralPages } from './referral-pages.ts'
import { staffPages } from './staff-pages.ts'
import { tasksPages } from './tasks-pages.ts'
import { workPages } from './work-pages.ts'

/** Every page and every state it can be in: axe finds nothing and is in doubt of nothing, at a desk and on the narrowest phone. */

let bed: TestBed
let browser: Browser
const pages = new Map<string, string>()

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  browser = await launchBrowser()
  const site = siteOf(bed)
  const domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna' })
  const place: Place = {
    bed,
    domain,
    staff: {
      kaa_coordinator: await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' }),
      administrator: await signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' }),
    },
  }
  await withCodes(place)
  await plainPages(site, place)
  await otherPages(site, place)
  await statesOfForms(site, place)
  await pagesOfSight(site, place)
  for (const [name, reply] of await staffPages(site, place)) keep(name, reply)
  for (const [name, reply] of await outreachPages(site, place)) keep(name, reply)
  for (const [name, reply] of await messagePages(place)) keep(name, reply)
  for (const [name, reply] of await referralPages(site, place)) keep(name, reply)
  for (const [name, reply] of await noticesPages(site, place)) keep(name, reply)
  for (const [name, reply] of await movesPages(site, place)) keep(name, reply)
  for (const [name, reply] of await mappingPages(place)) keep(name, reply)
  for (const [name, reply] of await tasksPages(site, place)) keep(name, reply)
  for (const [name, reply] of await ladderPages(site, place)) keep(name, reply)
  for (const [name, reply] of await letterPages(site, place)) keep(name, reply)
  for (const [name, reply] of await checkInPages(place)) keep(name, reply)
  for (const [name, reply] of await progressPages(place)) keep(name, reply)
  for (const [name, reply] of await planPages(place)) keep(name, reply)
  for (const [name, reply] of await workPages(site, place)) keep(name, reply)
  for (const [name, reply] of await casePages(site, place)) keep(name, reply)
})
after(async () => {
  await browser.close()
  await bed.close()
})

const keep = (name: string, { html }: Reply) => pages.set(name, html)

async function plainPages(site: Site, place: Place): Promise<void> {
  const coordinator = site.tab(place.staff.kaa_coordinator)
  for (const [name, address] of Object.entries(await addressesOf(place))) keep(name, await coordinator.get(address))
}

/** What others see, and what is there before anything is. */
async function otherPages(site: Site, place: Place): Promise<void> {
  const administrator = site.tab(place.staff.administrator)
  const settings = [
    paths.adminOrganisations(),
    paths.adminDomains(),
    paths.adminUnits(),
    paths.adminCodes(),
    paths.adminSecrecy(),
  ]
  for (const address of settings) keep(`${address} of the administrator`, await administrator.get(address))
  const leader = site.tab(await signedIn(place.bed, place.domain, { role: 'project_leader' }))
  keep('a start page without work', await leader.get('/'))
  keep('a page that is not one’s own', await leader.get(paths.register()))
  const signed = await signedIn(place.bed, place.domain, { role: 'coach' })
  const coach = site.tab(signed)
  keep('the coach’s start page', await coach.get('/'))
  const [member = ''] = await THINGS.member(place, signed)
  keep('a person as the coach has it', await coach.get(paths.person(member)))
  keep('a form the coach may not send', await coach.get(paths.personResidence(member)))
  const empty = site.tab(await signedIn(place.bed, await aDomain(place.bed), { role: 'kaa_coordinator' }))
  for (const address of [paths.start(), paths.register(), paths.changes(), paths.duplicates(), paths.imports()])
    keep(`${address} of an empty register`, await empty.get(address))
  keep('a page in English', await site.tab(place.staff.kaa_coordinator, 'en').get(paths.register()))
}

/** What those see who work with some and not with the register, and an access in an emergency. */
async function pagesOfSight(site: Site, place: Place): Promise<void> {
  const mentor = await signedIn(place.bed, place.domain, { role: 'class_mentor' })
  const own = site.tab(mentor)
  keep('the start page of one let in to nobody', await own.get('/'))
  const [pupil = ''] = await THINGS.member(place, mentor)
  keep('the start page of a mentor', await own.get('/'))
  keep('a person as the mentor has it', await own.get(paths.person(pupil)))
  keep('a search among one’s own', await own.submit(paths.reachedSearches(), { q: 'lind' }))
  keep('a search for too little', await own.post(paths.reachedSearches(), { q: 'l' }))
  const coach = await signedIn(place.bed, place.domain, { role: 'coach' })
  await THINGS.ownGlass(place, coach)
  keep('emergency access that lasts', await site.tab(coach).get(paths.glass()))
  keep('emergency access with mistakes', await site.tab(coach).post(paths.glass(), { number: '1' }))
  const officer = site.tab(await signedIn(place.bed, place.domain, { role: 'data_protection_officer' }))
  keep('the start page of the data protection officer', await officer.get('/'))
  keep('a block by number, with mistakes', await officer.post(paths.blocks(), { kind: 'others' }))
  const coordinator = site.tab(place.staff.kaa_coordinator)
  const [member = ''] = await THINGS.unassigned(place)
  keep('somebody to let in, with mistakes', await coordinator.post(paths.personAssignments(member), { until: 'snart' }))
}

async function statesOfForms(site: Site, place: Place): Promise<void> {
  const coordinator = site.tab(place.staff.kaa_coordinator)
  const administrator = site.tab(place.staff.administrator)
  const [member = ''] = await THINGS.unassigned(place)
  const wrong = async (name: string, tab: Tab, path: string, fields = {}) => keep(name, await tab.post(path, fields))
  await wrong('a decision with mistakes', coordinator, paths.personDecisions(member), { from: 'snart', until: 'sen' })
  await wrong('an occupation with mistakes', coordinator, paths.personOccupation(member), { from: '2026-10-01' })
  await wrong('a person to add, with mistakes', coordinator, paths.personNew(), { number: '1', from: 'snart' })
  const known = { givenName: 'Elsa', familyName: 'Lindqvist', source: 'self' }
  await wrong('a person to add who may be known', coordinator, paths.personNew(), { ...known, birthDate: '2012-01-01' })
  await wrong('a share with mistakes', coordinator, paths.personSharing(member))
  await wrong('a consent with mistakes', coordinator, paths.personConsents(member))
  await wrong('a secrecy with mistakes', administrator, paths.adminSecrecy(), { form: 'secrecy' })
  await wrong('a new import without a file', coordinator, paths.importNew())
  await wrong('a pull without an address', coordinator, paths.importSs12000())
  await wrong('columns with mistakes', coordinator, paths.mappings(), { name: '', columns: 'x' })
  await wrong('an organisation with mistakes', administrator, paths.adminOrganisations(), { name: '', number: '1' })
  await wrong('a unit with mistakes', administrator, paths.adminUnits())
  await wrong('a domain without a name', administrator, paths.adminDomains())
  await wrong('an account that is gone', site.tab(), paths.signIn(), { account: member })
  await wrong('what is too large', coordinator, paths.savedFilters(), { name: 'x'.repeat(3_000_000) })
  keep('what was done', await coordinator.submit(paths.personOwner(member), { owner: '' }))
  keep('what could not be done', await coordinator.submit(paths.registerOwners(), { owner: '' }))
}

/** All that can be asked is asked at a desk in the light, of colours where there are new ones; of the other views what they can change. */
const VIEWS = [
  { width: 1280, dark: false, asks: 'all' },
  { width: 1280, dark: true, asks: 'colours' },
  { width: 320, dark: true, asks: 'width' },
  { width: 320, dark: true, asks: 'colours' },
  { width: 320, dark: false, asks: 'colours' },
] as const
type View = (typeof VIEWS)[number]
/** As many as the smallest machine has cores. */
const WINDOWS = 2

/** At once: what markup takes is taken here, and all else in the browser. */
describe('every page and every state of it', { concurrency: true }, () => {
  test('is well-formed', async () => {
    const problems: string[] = []
    for (const [name, html] of pages) {
      for (const each of await markupProblems(html)) problems.push(`${name}, ${each}`)
      await others()
    }
    assert.deepEqual(problems, [])
  })

  test('has nothing that bars the way, wide and narrow, light and dark', async () => {
    const names = [...pages.keys()]
    const problems: string[] = []
    const { origin, close } = await pagesOnPort((name) => pages.get(name) ?? null)
    await Promise.all(Array.from({ length: WINDOWS }, () => lookThrough(origin, names, problems)))
    close()
    assert.deepEqual(problems, [])
  })
})

/** Takes the next name until there are none. */
async function lookThrough(origin: string, names: string[], problems: string[]): Promise<void> {
  const context = await openContext(browser, { origin })
  await giveAxe(context)
  const page = await context.newPage()
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    await page.goto(`/${encodeURIComponent(name)}`)
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll<HTMLDetailsElement>('main details')) folded.open = true
    })
    // Most of the time of a whole look goes to colours.
    const areNew = await hasNewColours(page)
    for (const view of VIEWS)
      if (areNew || view.asks !== 'colours')
        for (const each of await problemsIn(page, view, areNew)) problems.push(`${name}, ${each}`)
  }
  await context.close()
}

async function problemsIn(page: Page, view: View, areNew: boolean): Promise<readonly string[]> {
  const { width, dark } = view
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  // Scrolled to its errors, a list has its head over its first row.
  await page.evaluate(() => scrollTo(0, 0))
  const found = await foundIn(page, view, areNew)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const sideways = wide > 0 ? [`scrolls ${wide} px sideways`] : []
  return [...found, ...sideways].map((problem) => `${width} px, ${dark ? 'dark' : 'light'}: ${problem}`)
}

function foundIn(page: Page, view: View, areNew: boolean): Promise<readonly string[]> {
  if (view.asks === 'width') return narrowProblems(page)
  if (view.asks === 'colours') return contrastProblems(page)
  return areNew ? accessibilityProblems(page) : structureProblems(page)
}

const seenColours = new Set<string>()

/** Colours follow from what stands in what, two steps up: where a page has nothing in them that another has not had, it was asked there. */
async function hasNewColours(page: Page): Promise<boolean> {
  const before = seenColours.size
  for (const each of await page.evaluate(placesOfColours)) seenColours.add(each)
  return seenColours.size > before
}

function placesOfColours(): string[] {
  const kind = (element: Element | null) =>
    element && `${element.localName}.${[...element.classList].sort().join('.')}:${element.getAttribute('aria-current')}`
  const all = [...document.querySelectorAll('body *')]
  return [
    ...new Set(
      all.map((each) => [each, each.parentElement, each.parentElement?.parentElement ?? null].map(kind).join(' in ')),
    ),
  ]
}
