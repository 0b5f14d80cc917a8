import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { day } from '../../src/kernel/date.ts'
import { sql } from '../../src/kernel/sql.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { addGuardian, setManualResidence } from '../../src/people/actions.ts'
import { suggestDuplicatesOf } from '../../src/people/duplicates/actions.ts'
import { openSuggestions } from '../../src/people/duplicates/store.ts'
import { refreshGrams } from '../../src/register/search-grams-store.ts'
import { paths } from '../../src/ui/paths.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../build/domain.ts'
import { aPerson, nextNumber } from '../build/people.ts'
import { tokenOf, type Visitor, visitor } from '../build/web.ts'
import { accessibilityProblems, assertNoSidewaysScroll, launchBrowser, openContext } from './browser.ts'
import { GALLERY, servePages } from './gallery-site.ts'
import { markupProblems } from './markup.ts'

let bed: TestBed
let domain: TestDomain
let browser: Browser
let coordinator: Visitor
const pages = new Map<string, string>()

before(async () => {
  bed = await testBed()
  browser = await launchBrowser()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  const member = { role: 'kaa_coordinator', seesProtected: true, displayName: 'Maria Ek' } as const
  coordinator = visitor(bed, await signedIn(bed, domain, member))
  await protectedPages()
  await duplicatePages()
  await searchPages()
})
after(async () => {
  await browser.close()
  await bed.close()
})

async function keep(name: string, path: string): Promise<string> {
  const { html } = await coordinator.get(path)
  pages.set(name, html)
  return html
}

/** A protected person about whom everything is known. */
async function protectedPages(): Promise<void> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, {
      phone: '070-1740605',
      email: 'elsa@example.se',
      street: 'Storgatan 1',
      postalCode: '63220',
      postalTown: 'Eskilstuna',
      protection: 'protected_registration',
    })
    const told = { relation: 'guardian', phone: '', source: 'school', notedOn: day('2026-10-01') } as const
    await addGuardian(tx, person.id, { ...told, name: 'Maria Lindqvist', email: 'maria.lindqvist@example.se' })
    const ground = 'protected_registration'
    await setManualResidence(tx, person.id, { municipality: '0484', from: day('2026-01-01'), until: null, ground })
    return person
  })
  await keep('contact', paths.personContact(id))
  await keep('residence', paths.personResidence(id))
  await keep('identifiers', paths.personIdentifiers(id))
  await keep('person', paths.person(id))
  const wrong = { kind: 'phone', value: '12', source: '', notedOn: 'snart' }
  pages.set('contact-errors', (await coordinator.post(paths.personContact(id), wrong)).html)
}

/** Two who may be one, and what follows. */
async function duplicatePages(): Promise<void> {
  const same = { sex: 'female', phone: '070-1740606', givenName: 'Samira' } as const
  const number = nextNumber({ kind: 'coordination' })
  const one = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { ...same, familyName: 'Haddad' }))
  const other = await bed.jobs.write(domain.machine, (tx) =>
    aPerson(tx, { ...same, familyName: 'Hadad', number, street: 'Kyrkogatan 12' }),
  )
  await bed.jobs.technical(domain.machine, (tx) => suggestDuplicatesOf(tx, other.id))
  const [suggestion] = await bed.jobs.read(domain.machine, (tx) => openSuggestions(tx, 1))
  const id = suggestion?.id ?? ''
  await keep('duplicates', paths.duplicates())
  const page = await keep('compare', paths.duplicate(id))
  pages.set('compare-errors', (await coordinator.post(paths.duplicate(id), {})).html)
  const token = tokenOf({ status: 200, location: null, html: page }, 'merge')
  await coordinator.post(paths.duplicate(id), { token, survivor: one.id })
  const list = await keep('merged', paths.duplicates())
  await keep('unmerge', /href="(\/merges\/[^"]+)"/.exec(list)?.[1] ?? '')
}

async function searchPages(): Promise<void> {
  await bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aPerson(tx, {
      givenName: 'Wendela',
      familyName: 'Sökfeldt',
      protection: 'confidentiality_marking',
    })
    await tx.run(sql`
      insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
      values (${domain.id}, ${id}, '2026-06-16', '2028-01-01', 'ALDRIG_BÖRJAT', '', ${tx.now})`)
    await refreshGrams(tx, [id])
  })
  for (const q of ['Vendela', 'nobody'])
    await keep(`search-${q}`, (await coordinator.post(paths.registerSearch(), { q })).location ?? '')
  pages.set('search-short', (await coordinator.post(paths.registerSearch(), { q: 'v' })).html)
  pages.set('look-up-wrong', (await coordinator.post(paths.registerLookUps(), { number: '1' })).html)
}

test('every page of people, duplicates and search is well-formed', async () => {
  for (const [name, page] of pages) assert.deepEqual(await markupProblems(page), [], name)
})

for (const view of [
  { width: 1280, dark: false },
  { width: 320, dark: true },
]) {
  test(`nothing bars the way, ${view.width} px wide and ${view.dark ? 'dark' : 'light'}`, async () => {
    const context = await openContext(browser, { ...view, origin: GALLERY })
    await servePages(context, ({ pathname }) => pages.get(pathname.slice(1)) ?? null)
    const window = await context.newPage()
    for (const name of pages.keys()) {
      await window.goto(`/${name}`)
      assert.deepEqual(await accessibilityProblems(window), [], name)
      await assertNoSidewaysScroll(window)
      const folder = process.env['SEDD_PICTURES']
      if (folder) await window.screenshot({ path: `${folder}/${name}-${view.width}.png`, fullPage: true })
    }
    await context.close()
  })
}
