import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Quiet and alone: no first-run pages, no updates, no sync, nothing fetched that a test did not ask for. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser of this machine: SEDD_CHROMIUM, the usual places, then Playwright's own cache. Throws with what to do. */
export function chromiumPath(): string {
  const named = process.env['SEDD_CHROMIUM']
  const found = [named, ...USUAL, ...playwrightCache()].find((path) => path && existsSync(path))
  if (!found) throw new Error('No Chromium was found. Install it, or set SEDD_CHROMIUM to the path of one.')
  return found
}

function playwrightCache(): readonly string[] {
  const cache = join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(cache)) return []
  const builds = readdirSync(cache).filter((name) => name.startsWith('chromium'))
  return builds.flatMap((name) =>
    ['chrome-linux/chrome', 'chrome-linux/headless_shell'].map((end) => join(cache, name, end)),
  )
}

/** One browser for all journeys of a file; the caller closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS })
}

/** The small edition: every page is given it anew, and the large one is twice as much to send and to read. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What it makes out about all the rest, and what nobody reads, takes a tenth of its time. */
const TOLD: axe.resultGroups[] = ['violations', 'incomplete']

/** How a page is looked at. */
export type View = {
  /** 320 is the narrowest, and 400 % zoom; 1280 is a desk. */
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly script?: boolean
  /** Where relative addresses lead. */
  readonly origin?: string
}

/** What is waited for comes; on a machine that is hard pressed it takes its time. */
const PATIENCE_MS = 60_000

/** A window without history or cookies. Motion is reduced, so that nothing is caught half way. */
export async function openContext(browser: Browser, view: View = {}): Promise<BrowserContext> {
  const { width = 1280, height = 900, dark = false, script = true, origin } = view
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    ...(origin && { baseURL: origin }),
  })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

/** For a window of many pages: each has axe from its beginning, which takes less time than to be sent it. */
export const giveAxe = (context: BrowserContext) => context.addInitScript(AXE)

/** What axe finds or cannot decide on the page as it stands, one line each; the page is well when there are none. */
export const accessibilityProblems = (page: Page): Promise<readonly string[]> =>
  problemsBy(page, { rules: { 'target-size': { enabled: true } } })

/** The same but for colours: for a page whose colours have all been looked at elsewhere. */
export const structureProblems = (page: Page): Promise<readonly string[]> =>
  problemsBy(page, { rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: false } } })

/** The same of what colours alone can break: for a page that was looked at in its other colours. */
export const contrastProblems = (page: Page): Promise<readonly string[]> =>
  problemsBy(page, { runOnly: ['color-contrast'] })

/** The same of what a narrow window alone can break. */
export const narrowProblems = (page: Page): Promise<readonly string[]> =>
  problemsBy(page, {
    runOnly: ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus', 'link-in-text-block'],
  })

/** A page that goes on by itself while it is looked at, as long work does when it is over, is looked at where it comes to rest. */
async function problemsBy(page: Page, options: axe.RunOptions): Promise<readonly string[]> {
  const found = await problemsNow(page, options).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('Execution context was destroyed')) return null
    throw error
  })
  if (found !== null) return found
  await page.waitForLoadState()
  return problemsNow(page, options)
}

async function problemsNow(page: Page, options: axe.RunOptions): Promise<readonly string[]> {
  // Evaluated by the debugger, so that the page's own content policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const { violations, incomplete } = await page.evaluate(
    (asked) => (window as unknown as { axe: typeof axe }).axe.run(document, asked),
    { ...options, resultTypes: TOLD },
  )
  const line = (kind: string) => (result: axe.Result) =>
    result.nodes.map(
      (node) => `${kind} ${result.id}: ${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`,
    )
  return [...violations.flatMap(line('violation')), ...incomplete.flatMap(line('undecided'))]
}

/** No page scrolls sideways, at any width. */
export async function assertNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: innerWidth }))
  assert.ok(wide <= seen, `the page is ${wide} wide in a window of ${seen}`)
}
