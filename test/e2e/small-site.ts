import { once } from 'node:events'
import { serve } from '@hono/node-server'
import type { Browser } from 'playwright-core'
import { machineContext } from '../../src/access/store.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import type { WebOptions } from '../../src/web/app.ts'
import { aDomain, signedIn, testBed } from '../build/domain.ts'
import { aDropout } from '../build/register.ts'
import { siteOf } from '../build/site.ts'
import { type Place, withCodes } from '../build/things.ts'
import { launchBrowser } from './browser.ts'

/** The whole web surface on a port, over a small register of its own: what is quick to build, and nobody else changes. */
export type SmallSite = {
  readonly browser: Browser
  readonly origin: string
  readonly place: Place
  /** Somebody who left Rekarnegymnasiet on 20 September 2026; today is 15 October. Gives the id. */
  aYouth(givenName: string, familyName: string, phone?: string): Promise<string>
  /** Keeps back the next answer to such a request, which has been carried out by then. */
  holdNext(request: { method: string; path: RegExp }): Held
  close(): Promise<void>
}

/** `carriedOut` once the server has done what was asked; nothing is heard of it before `release`. */
export type Held = { readonly carriedOut: Promise<void>; release(): void }

type Hold = { readonly method: string; readonly path: RegExp; carriedOut(): void; readonly released: Promise<void> }

export async function smallSite(options: Partial<WebOptions> = {}): Promise<SmallSite> {
  const [bed, browser] = await Promise.all([testBed(), launchBrowser()])
  await loadReferenceData(bed.owner)
  const domain = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna' })
  const coordinator = (displayName: string) => signedIn(bed, domain, { role: 'kaa_coordinator', displayName })
  const staff = {
    kaa_coordinator: await coordinator('Amina Warsame'),
    administrator: await signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' }),
  }
  const place = { bed, domain, staff }
  await withCodes(place)
  const holds: Hold[] = []
  const phone = async (domainId: string) => ({
    db: bed.jobs,
    context: await machineContext(bed.jobs, domainId, 'demo'),
  })
  const messaging = { hasGateway: () => true, callbacks: null, phone, answers: bed.jobs }
  const { app } = siteOf(bed, { messaging, ...options })
  const server = serve({ fetch: (request) => slowly(holds, request, app.fetch), port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  return {
    browser,
    origin: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    place,
    aYouth: async (givenName, familyName, phone) =>
      (
        await bed.jobs.write(domain.machine, (tx) =>
          aDropout(tx, { givenName, familyName, ...(phone === undefined ? {} : { phone }) }),
        )
      ).id,
    holdNext: (request) => {
      const [done, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      holds.push({ ...request, carriedOut: done.resolve, released: freed.promise })
      return { carriedOut: done.promise, release: freed.resolve }
    },
    close: async () => {
      await browser.close()
      server.close()
      await bed.close()
    },
  }
}

async function slowly(
  holds: Hold[],
  request: globalThis.Request,
  fetch: (request: globalThis.Request) => Response | Promise<Response>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const at = holds.findIndex(({ method, path }) => method === request.method && path.test(pathname + search))
  const [hold] = at < 0 ? [] : holds.splice(at, 1)
  const answer = await fetch(request)
  hold?.carriedOut()
  await hold?.released
  return answer
}
