import { getCookie, setCookie } from 'hono/cookie'
import type { Request } from '../../kernel/http.ts'
import { languageFrom } from '../../ui/language.ts'

/** Secure sites get the `__Host-` names, which bind a cookie to this host and to https. */
export type Cookies = { readonly secure: boolean; readonly names: Readonly<Record<Kept, string>> }

/**
 * `session`: the token of the session. `ended`: of one that is over; nothing can be done with it but to keep a form for its account.
 * `browser`: ties a journey to the identity provider to the browser that began it. `invitation`: an invitation that was opened.
 * `provider`: the code of the identity provider one signed in through, to be signed out from as well.
 * `device`: a browser that tells what is behind the bell, to be forgotten when one signs out in it.
 */
type Kept = 'session' | 'ended' | 'browser' | 'invitation' | 'provider' | 'device'

const MOST_SECONDS: Readonly<Record<Kept, number | undefined>> = {
  session: undefined,
  ended: 86_400,
  browser: 600,
  invitation: 3600,
  provider: undefined,
  // As long as a browser keeps any.
  device: 400 * 86_400,
}

const PLAIN = {
  session: 'sedd_session',
  ended: 'sedd_ended',
  browser: 'sedd_browser',
  invitation: 'sedd_invitation',
  provider: 'sedd_provider',
  device: 'sedd_device',
} as const
const BOUND = {
  session: '__Host-sedd',
  ended: '__Host-sedd-ended',
  browser: '__Host-sedd-browser',
  invitation: '__Host-sedd-invitation',
  provider: '__Host-sedd-provider',
  device: '__Host-sedd-device',
} as const

export function cookiesFor(publicUrl: string | null): Cookies {
  const secure = publicUrl?.startsWith('https://') ?? false
  return { secure, names: secure ? BOUND : PLAIN }
}

const SECRET = /^[0-9a-f]{64}$/
const CODE = /^[a-z0-9-]{1,20}$/

/** What we put in a cookie, out of it again; anything of another shape is none. */
export function kept(c: Request, cookies: Cookies, name: Kept): string | null {
  const token = getCookie(c, cookies.names[name])
  return token !== undefined && (name === 'provider' ? CODE : SECRET).test(token) ? token : null
}

export function keep(c: Request, cookies: Cookies, name: Kept, token: string): void {
  const maxAge = MOST_SECONDS[name]
  setCookie(c, cookies.names[name], token, { ...shape(cookies), ...(maxAge !== undefined && { maxAge }) })
}

export function drop(c: Request, cookies: Cookies, name: Kept): void {
  if (getCookie(c, cookies.names[name]) === undefined) return
  setCookie(c, cookies.names[name], '', { ...shape(cookies), maxAge: 0 })
}

const shape = ({ secure }: Cookies) => ({ httpOnly: true, secure, sameSite: 'Lax', path: '/' }) as const

const LANGUAGE = { plain: 'sedd_language', bound: '__Host-sedd-language' } as const

export function keepLanguage(c: Request, language: 'sv' | 'en'): void {
  const { secure } = c.var
  setCookie(c, nameOf(c, LANGUAGE), language, { secure, sameSite: 'Lax', path: '/', maxAge: 365 * 86_400 })
}

/** The language of the page: chosen with the switch, else what the browser asks for, else Swedish. */
export function requestLanguage(c: Request): 'sv' | 'en' {
  return languageFrom(getCookie(c, nameOf(c, LANGUAGE)) ?? c.req.header('accept-language')?.slice(0, 2))
}

/** The name of a cookie that is no secret: bound to host and https where the site has it. */
export function nameOf(c: Request, { plain, bound }: { readonly plain: string; readonly bound: string }): string {
  return c.var.secure ? bound : plain
}
