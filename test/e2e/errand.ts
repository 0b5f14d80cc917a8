import assert from 'node:assert/strict'
import type { Browser, Locator, Page } from 'playwright-core'
import type { Context } from '../../src/kernel/database.ts'
import { accessibilityProblems, assertNoSidewaysScroll, openContext, type View } from './browser.ts'

/** Where an errand is done, and by whom: nobody has signed in unless told. */
export type Errand = View & { readonly browser: Browser; readonly origin: string; readonly as?: Context }

/** A window of its own for one errand; nothing may go wrong in it unseen. */
export async function errand(of: Errand, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await openContext(of.browser, of)
  if (of.as) await context.addCookies([{ name: 'sedd_session', value: of.as.token, url: of.origin }])
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  // A form that comes back with its mistakes says so by its status: no fault.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text())
  })
  try {
    await work(page)
    assert.deepEqual(faults, [])
  } finally {
    await context.close()
  }
}

/** What was written is in the draft, to the last word. */
export async function drafted(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-drafting]') === null)
}

/** The draft that lay in this tab is in its form again. */
export async function draftBack(page: Page): Promise<void> {
  await page.getByText('Ett utkast som du inte hann spara är tillbaka.').filter({ visible: true }).first().waitFor()
}

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { level: 1, name: 'Hej' }).waitFor()
}

export async function assertWell(page: Page): Promise<void> {
  assert.deepEqual(await accessibilityProblems(page), [], page.url())
  await assertNoSidewaysScroll(page)
}

export const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name })
export const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })
export const press = (page: Page, name: string | RegExp) => button(page, name).click()
export const heading = (page: Page, name: string | RegExp) => whole(page, page.getByRole('heading', { level: 1, name }))
export const told = (page: Page, text: string | RegExp) => whole(page, page.getByRole('status').getByText(text))
export const warned = (page: Page, text: string | RegExp) => whole(page, page.getByRole('alert').getByText(text))
export const cells = (row: Locator) => row.locator('th, td').allTextContents()
export const rows = (page: Page, table: string) => page.locator(`#${table} tbody tr`)
export const folded = (page: Page, name: string) => page.locator('main summary').filter({ hasText: name })

/** The page that a link leads to: a press of it ends before the browser has gone there. */
export const arrived = (page: Page, address: RegExp) => page.waitForURL(address)

/** What stands at the top is seen before what stands further down has come: whoever counts rows waits for all of it. */
async function whole(page: Page, seen: Locator): Promise<void> {
  await seen.waitFor()
  await page.waitForLoadState()
}

/** Tabs on until the thing has focus, as one does; a trap on the way would never end, and every stop must be seen. */
export async function tabTo(page: Page, thing: Locator): Promise<void> {
  await thing.waitFor()
  for (let presses = 0; presses < 150; presses += 1) {
    if (await thing.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(unseenFocus), null)
  }
  assert.fail(`${thing} is not reached`)
}

/** Null when what has focus is in the window, under nothing, and has a ring around it; else what it is. */
function unseenFocus(): string | null {
  const at = document.activeElement
  if (at === null || at === document.body) return null
  const name = `${at.tagName} ${at.id} ${at.textContent?.trim().slice(0, 40)}`
  // The ring of a field that is drawn by its label, or of a link in a drawing, stands around another element.
  const ringed = [at, at.parentElement, at.nextElementSibling, ...at.children].some((each) => {
    if (!each) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(each)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
  if (!ringed) return `${name} has no ring`
  const box = at.getBoundingClientRect()
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1)
  const seen = [0.1, 0.5, 0.9].some((part) => {
    const under = document.elementFromPoint(x, box.top + box.height * part)
    return (
      under !== null && (at.contains(under) || under.contains(at) || at.closest('label') === under.closest('label'))
    )
  })
  return seen ? null : `${name} is hidden at ${Math.round(box.left)}, ${Math.round(box.top)}`
}
