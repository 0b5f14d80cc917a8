import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, openContext } from '../../../test/e2e/browser.ts'
import { GALLERY, servePages } from '../../../test/e2e/gallery-site.ts'
import { type Html, html } from '../../kernel/html.ts'
import { assetBytes } from '../assets.ts'
import { ALLOWED, button } from '../components/buttons.ts'
import { filterBar } from '../components/filters.ts'
import { form } from '../components/form.ts'
import { progress } from '../components/progress.ts'
import { bulkForm, dataTable } from '../components/table.ts'
import { type Flash, page as wholePage } from '../layout.ts'
import { paths } from '../paths.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

const ACTOR = {
  name: 'Amina',
  role: 'KAA-samordnare',
  domain: 'Eskilstuna',
  face: { seed: 'a' },
  places: ['today'],
  search: paths.registerSearch(),
} as const

function shown(content: Html, flash: Flash | null = null): string {
  return String(
    wholePage(
      { title: 'Prov', language: 'sv', actor: ACTOR, current: 'today', path: '/', flash },
      html`<h1>Prov</h1>${content}`,
    ),
  )
}

/** The key of whoever is signed in: Amina's, until another signs in. */
let draftKey = Buffer.alloc(32, 'Amina').toString('base64')

async function open(pageAt: (url: URL) => string | null): Promise<Page> {
  const context = await openContext(browser, { origin: GALLERY })
  await servePages(context, pageAt)
  await context.route(`**${paths.draftKey()}`, (route) => route.fulfill({ json: { key: draftKey } }))
  const page = await context.newPage()
  await page.goto('/')
  return page
}

/** Waits until what lies in the tab, opened with the key, is a draft of these fields. */
async function kept(page: Page, fields: readonly (readonly [string, string])[]): Promise<void> {
  await page.waitForFunction(
    async ([key, wanted]) => {
      const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
      const place = 'amina:note'
      const { iv, text } = JSON.parse(sessionStorage.getItem(place) ?? '{"iv":"","text":""}')
      const own = await crypto.subtle.importKey('raw', bytes(key), 'AES-GCM', false, ['decrypt'])
      const how = { name: 'AES-GCM', iv: bytes(iv), additionalData: new TextEncoder().encode(place) }
      const clear = await crypto.subtle.decrypt(how, own, bytes(text)).catch(() => new ArrayBuffer())
      return new TextDecoder().decode(clear) === wanted
    },
    [draftKey, JSON.stringify(fields)] as const,
  )
}

const noteForm = (errors: readonly { field: string; message: string }[] = []) =>
  form(
    {
      id: 'note',
      action: '/saved',
      language: 'sv',
      errors,
      permitted: ALLOWED,
      token: 't',
      submit: 'Spara',
      draft: 'amina:note',
    },
    (field) => [
      field.textarea({ name: 'note', label: 'Anteckning' }),
      field.checkbox({ name: 'sure', label: 'Säker', checked: false }),
    ],
  )

function listPage(school: string): string {
  const bar = filterBar({ language: 'sv', id: 'f', action: '/', partial: 'list', chips: [], clearHref: '/' }, (field) =>
    field.select({
      name: 'school',
      label: 'Skola',
      blank: 'Alla',
      value: school,
      options: [{ value: 'A', label: 'A' }],
    }),
  )
  const rows = (school ? ['Elsa'] : ['Elsa', 'Yusuf', 'Tove']).map((name) => ({ name }))
  const table = dataTable<{ name: string }>({
    language: 'sv',
    id: 'youths',
    caption: 'Ungdomar',
    rows,
    empty: html``,
    select: { form: 'bulk', name: 'person', value: ({ name }) => name, label: ({ name }) => name },
    columns: [{ key: 'name', label: 'Namn', heads: true, cell: ({ name }) => name }],
  })
  return shown(
    html`${bar}<div id="list">${bulkForm({ id: 'bulk', action: '/owners', language: 'sv', token: 't' }, button({ label: 'Tilldela' }))}${table}</div>`,
  )
}

test('the script of a page weighs less than three kilobytes', () => {
  assert.ok(assetBytes('enhance.js', 'br') < 2000, `${assetBytes('enhance.js', 'br')} bytes`)
  assert.ok(assetBytes('drafts.js', 'br') < 1200, `${assetBytes('drafts.js', 'br')} bytes`)
  assert.ok(assetBytes('leaving.js', 'br') < 800, `${assetBytes('leaving.js', 'br')} bytes`)
})

test('a slash moves to the search box, but not while one is writing', async () => {
  const page = await open(() => shown(noteForm()))
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'search')
  await page.getByLabel('Anteckning').fill('')
  await page.getByLabel('Anteckning').press('/')
  assert.equal(await page.getByLabel('Anteckning').inputValue(), '/')
})

test('a filter answers in place, keeps the address and leaves the focus where it was', async () => {
  const page = await open(({ pathname, searchParams }) =>
    pathname === '/' ? listPage(searchParams.get('school') ?? '') : null,
  )
  await page.getByLabel('Skola').focus()
  await page.getByLabel('Skola').selectOption('A')
  await page.waitForURL('**/?school=A')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'f-school')
  assert.equal(await page.getByLabel('Välj alla på sidan').isVisible(), true)
})

test('all rows are chosen with one box and counted', async () => {
  const page = await open(({ pathname }) => (pathname === '/' ? listPage('') : null))
  await page.getByLabel('Välj alla på sidan').check()
  assert.equal(await page.getByLabel('Välj Tove').isChecked(), true)
  assert.equal((await page.locator('[data-selected]').innerText()).trim(), '3 valda')
  await page.getByLabel('Välj Tove').uncheck()
  assert.equal((await page.locator('[data-selected]').innerText()).trim(), '2 valda')
})

test('what was written comes back after a time-out and is forgotten when it is saved', async () => {
  const page = await open(({ pathname }) =>
    pathname === '/saved' ? shown(html``, { tone: 'done', text: 'Sparat.', saved: 'amina:note' }) : shown(noteForm()),
  )
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByLabel('Anteckning').fill('Ring på tisdag')
  await page.getByLabel('Säker').check()
  await kept(page, [
    ['note', 'Ring på tisdag'],
    ['sure', '1'],
  ])
  await page.goto('/again')
  await page.getByText('Ett utkast som du inte hann spara').waitFor()
  assert.equal(await page.getByLabel('Anteckning').inputValue(), 'Ring på tisdag')
  assert.equal(await page.getByLabel('Säker').isChecked(), true)
  await page.getByRole('button', { name: 'Spara' }).click()
  await page.getByText('Sparat.').waitFor()
  await page.goto('/again')
  assert.equal(await page.getByLabel('Anteckning').inputValue(), '')
})

test('boxes come back as they were left: those of one name each by itself, and one that was ticked from the start unticked', async () => {
  const options = { id: 'note', action: '/saved', language: 'sv', errors: [], permitted: ALLOWED, token: 't' } as const
  const boxes = form({ ...options, submit: 'Spara', draft: 'amina:note' }, (field) => [
    field.checkboxes({
      ...{ name: 'came', label: 'Vilka kom?', values: ['elsa'] },
      options: [
        { value: 'elsa', label: 'Elsa' },
        { value: 'yusuf', label: 'Yusuf' },
        { value: 'tove', label: 'Tove' },
      ],
    }),
    field.checkbox({ name: 'reminds', label: 'Påminn', checked: true }),
  ])
  const page = await open(() => shown(boxes))
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByLabel('Elsa').uncheck()
  await page.getByLabel('Yusuf').check()
  await page.getByLabel('Tove').check()
  await page.getByLabel('Påminn').uncheck()
  const names = await page.locator('input[name=fields]').inputValue()
  await kept(page, [
    ['fields', names],
    ['came', 'yusuf'],
    ['came', 'tove'],
  ])
  await page.goto('/again')
  await page.getByText('Ett utkast som du inte hann spara').waitFor()
  const ticked = await Promise.all(
    ['Elsa', 'Yusuf', 'Tove', 'Påminn'].map((label) => page.getByLabel(label).isChecked()),
  )
  assert.deepEqual(ticked, [false, true, true, false])
})

test('what is kept in the tab cannot be read there, nor opened by the colleague who signs in next', async () => {
  const page = await open(() => shown(noteForm()))
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByLabel('Anteckning').fill('Ring på tisdag')
  await kept(page, [['note', 'Ring på tisdag']])
  const tab = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  assert.match(tab, /amina:note/)
  assert.doesNotMatch(tab, /Ring|tisdag|UmluZ/)
  draftKey = Buffer.alloc(32, 'Leyla').toString('base64')
  await page.goto('/again')
  await page.waitForFunction(() => sessionStorage.getItem('amina:note') === null)
  assert.equal(await page.getByLabel('Anteckning').inputValue(), '')
  draftKey = Buffer.alloc(32, 'Amina').toString('base64')
})

test('what somebody has begun to write before the key has come is kept as well', async () => {
  const page = await open(() => shown(noteForm()))
  page.on('dialog', (dialog) => void dialog.accept())
  let given = () => {}
  await page.route(`**${paths.draftKey()}`, async (route) => {
    await new Promise<void>((resolve) => {
      given = resolve
    })
    await route.fulfill({ json: { key: draftKey } })
  })
  await page.goto('/slow', { waitUntil: 'commit' })
  await page.getByLabel('Anteckning').fill('Ring på tisdag')
  given()
  await kept(page, [['note', 'Ring på tisdag']])
})

test('a form that came back with errors shows what was sent, not the draft, and puts the focus on the summary', async () => {
  const page = await open(() => shown(noteForm([{ field: 'note', message: 'Skriv något.' }])))
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'summary')
  await page.getByRole('link', { name: 'Skriv något.' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'note-note')
})

test('a page that nobody touches warns, goes on when it is touched, and at last signs out, in all tabs at once', async () => {
  const asked: string[] = []
  const answer = ({ pathname }: URL) => {
    asked.push(pathname)
    return pathname === paths.signOut() ? '<!doctype html><title>Ute</title>' : shown(noteForm())
  }
  const context = await openContext(browser, { origin: GALLERY })
  await servePages(context, answer)
  await context.clock.install({ time: new Date('2026-11-16T09:00:00Z') })
  const page = await context.newPage()
  const other = await context.newPage()
  for (const each of [page, other]) await each.goto('/')
  const warning = page.getByText('Om en minut loggas du ut')
  await page.getByLabel('Anteckning').fill('Ring')
  await context.clock.runFor('12:30')
  await warning.waitFor()
  await page.getByLabel('Anteckning').press('e')
  assert.equal(await warning.isVisible(), false)
  assert.ok(asked.includes(paths.ownSessionUse()), 'typing is use, which the server is told')
  await context.clock.runFor('12:30')
  assert.equal(asked.includes(paths.signOut()), false)
  await context.clock.runFor('01:00')
  for (const each of [page, other]) await each.waitForURL(`**${paths.signOut()}`)
})

test('two quick presses send a form once', async () => {
  let sent = 0
  const page = await open(({ pathname }) => {
    if (pathname === '/saved') sent++
    return shown(noteForm())
  })
  await page.evaluate(() => {
    const save = document.querySelector<HTMLButtonElement>('#note button')
    save?.click()
    save?.click()
  })
  await page.waitForURL('**/saved')
  assert.equal(sent, 1)
})

test('long work moves its bar by itself and goes on when it is over', async () => {
  const work = progress({
    language: 'sv',
    id: 'p',
    label: 'Läser',
    done: 1,
    total: 10,
    secondsLeft: null,
    events: '/events',
  })
  const page = await open(({ pathname }) =>
    pathname === '/events' ? null : shown(pathname === '/' ? work : html`<p>Färdigt</p>`),
  )
  await page.route('**/events', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: 'data: {"done":5,"total":10,"text":"5 av 10","href":null}\n\ndata: {"done":10,"total":10,"text":"10 av 10","href":"/done"}\n\n',
    }),
  )
  await page.goto('/')
  await page.getByText('Färdigt').waitFor()
  assert.equal(new URL(page.url()).pathname, '/done')
})
