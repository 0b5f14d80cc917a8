import { once } from 'node:events'
import { serve } from '@hono/node-server'
import type { BrowserContext } from 'playwright-core'
import { assetRoutes } from '../../src/ui/assets.ts'

export const GALLERY = 'https://gallery.test'

/** The policy of the real pages, so that a style or a script inside a page shows itself here. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"

/** Serves pages and the product's own assets to one window without a server. A page is asked for by its path, with its query. */
export async function servePages(context: BrowserContext, pageAt: (url: URL) => string | null): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    const page = url.pathname.startsWith('/assets/') ? null : pageAt(url)
    if (page !== null) {
      await route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': POLICY },
        body: page,
      })
      return
    }
    const answer = await assetRoutes.request(url.pathname + url.search)
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  })
}

/** Pages and assets on a port of their own: for many pages, since a browser remembers assets only where no driver stands between. */
export async function pagesOnPort(pageAt: (name: string) => string | null) {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }
  const fetch = (request: globalThis.Request) => {
    const page = pageAt(decodeURIComponent(new URL(request.url).pathname.slice(1)))
    return page === null ? assetRoutes.fetch(request) : new Response(page, { headers })
  }
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
