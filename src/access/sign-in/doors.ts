import { z } from 'zod'
import type { Database } from '../../kernel/database.ts'
import type { Request } from '../../kernel/http.ts'
import type { Cookies } from './cookies.ts'
import type { OidcClient } from './oidc.ts'
import { type Site, siteFor } from './passkey.ts'
import { addressOf } from './rules.ts'
import type { SignInTally } from './tally.ts'

/** What the ways in are made of: the surface that signs in, the cookies, the installation's address and its identity providers. */
export type Doors = {
  /** Signed in to the database as `sedd_sign_in`, which alone may make a session. */
  readonly db: Database
  readonly cookies: Cookies
  readonly publicUrl: string | null
  readonly providers: readonly OidcClient[]
  /** Addresses of the proxies whose word is taken for who asks. */
  readonly proxies: readonly string[]
  /** How often somebody was not let in. */
  readonly tally: SignInTally
}

export function siteOf(c: Request, { publicUrl }: Doors): Site | null {
  return siteFor(publicUrl, c.req.url)
}

const Line = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) })

/** The address of the one who asks, for the limits. It is written nowhere. */
export function askingFrom(c: Request, { proxies }: Pick<Doors, 'proxies'>): string {
  const line = Line.safeParse(c.env)
  const nearest = line.success ? line.data.incoming.socket.remoteAddress : undefined
  return addressOf(nearest, c.req.header('x-forwarded-for'), proxies)
}
