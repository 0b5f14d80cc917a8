import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { RFC_8291 } from '../../../test/build/push-server.ts'
import { accessibilityProblems, launchBrowser, openContext } from '../../../test/e2e/browser.ts'
import { html } from '../../kernel/html.ts'
import { assetBytes, assetRoutes } from '../../ui/assets.ts'
import { page as wholePage } from '../../ui/layout.ts'
import { paths } from '../../ui/paths.ts'
import { headersFor } from '../../web/headers.ts'
import { pushCard } from './card-views.ts'
import { DEFAULT_HOURS } from './rules.ts'
import { contentOf } from './send.ts'

/** The page and the worker in a real browser, under the page's own content policy. What stands for the push service is the browser's debugger. */

let browser: Browser
let origin: string
let close: () => void
const posted: string[] = []

before(async () => {
  const markup = String(
    wholePage(
      { title: 'Prov', language: 'sv', actor: null, current: null, path: '/' },
      html`<h1>Prov</h1>${pushCard({
        language: 'sv',
        key: RFC_8291.sender,
        devices: [],
        hours: DEFAULT_HOURS,
        tokens: { on: 'a', hours: 'b' },
        errors: { on: [], hours: [] },
      })}`,
    ),
  )
  const app = new Hono()
    .use(secureHeaders(headersFor(null, 'sedd-worker')))
    .route('/', assetRoutes)
    .get('/', (c) => c.html(markup))
    .post(paths.ownPush(), async (c) => {
      posted.push(String((await c.req.parseBody())['subscription']))
      return c.html('<title>Klart</title>')
    })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
  close = () => server.close()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  close()
})

const FAKE = { endpoint: 'https://push.example.se/x', keys: { p256dh: RFC_8291.p256dh, auth: RFC_8291.auth } }

/** A window in which the browser's own push service answers, without a line to the outside. */
async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript((made) => {
    PushManager.prototype.subscribe = async (options) => {
      if (options?.applicationServerKey === undefined || !options.userVisibleOnly) throw new TypeError('no key')
      return made as unknown as PushSubscription
    }
  }, FAKE)
  await page.goto('/')
  return page
}

test('one press turns a browser on, and it then shows how many alerts there are', async () => {
  const context = await openContext(browser, { origin })
  await context.grantPermissions(['notifications'], { origin })
  const page = await open(context)
  const faults: string[] = []
  // A browser asks for the icon of a page when it pleases.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) faults.push(message.text())
  })
  assert.deepEqual(await accessibilityProblems(page), [])
  assert.equal(await page.getByText('Det går inte i den här webbläsaren').count(), 0)
  await page.getByRole('button', { name: 'Slå på på den här enheten' }).click()
  await page.waitForURL(`**${paths.ownPush()}`)
  assert.deepEqual(JSON.parse(posted[0] ?? ''), FAKE)
  assert.deepEqual(faults, [])
  await page.goto('/')
  const session = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    ...{ origin, registrationId: await registered, data: contentOf(3, 'sv') },
  })
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/assets/')
      const list = (await registration?.getNotifications()) ?? []
      return list.map(({ title, body, tag, data, lang }) => ({ title, body, tag, data, lang }))
    })
  for (let wait = 0; wait < 50 && (await shown()).length === 0; wait += 1) await page.waitForTimeout(100)
  const told = { title: 'Sedd', body: 'Du har 3 nya aviseringar i Sedd.', tag: 'sedd', data: '/my/alerts', lang: 'sv' }
  assert.deepEqual(await shown(), [told])
  await context.close()
})

test('who has said no to alerts in the browser is told what to do, and nothing is sent', async () => {
  const context = await openContext(browser, { origin })
  const page = await open(context)
  await page.evaluate(() => {
    Notification.requestPermission = async () => 'denied'
  })
  await page.getByRole('button', { name: 'Slå på på den här enheten' }).click()
  await page.getByText('Webbläsaren fick inte lov att visa aviseringar').waitFor()
  assert.equal(posted.length, 1)
  await context.close()
})

test('without script the page says so and names the daily letter instead', async () => {
  const context = await openContext(browser, { origin, script: false, width: 320 })
  const page = await context.newPage()
  await page.goto('/')
  assert.equal(await page.getByText('Välj i stället det dagliga brevet').isVisible(), true)
  assert.equal(await page.getByRole('button', { name: 'Slå på på den här enheten' }).isVisible(), false)
  await context.close()
})

test('the script of this page and its worker weigh less than a kilobyte and a half', () => {
  const weight = assetBytes('push.js', 'br') + assetBytes('push-worker.js', 'br')
  assert.ok(weight < 1500, `${weight} bytes`)
})
