import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Env, Request } from '../kernel/http.ts'
import { languageFrom } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'

/** Secure sites get the `__Host-` name, which binds the cookie to this host and to https. */
type Cookies = { readonly session: string; readonly secure: boolean }

export function cookiesFor(publicUrl: string | null): Cookies {
  const secure = publicUrl?.startsWith('https://') ?? false
  return { session: secure ? '__Host-sedd' : 'sedd_session', secure }
}

const LANGUAGE = 'sedd_language'

export function sessionToken(c: Request, cookies: Cookies): string | null {
  const token = getCookie(c, cookies.session)
  return token !== undefined && /^[0-9a-f]{64}$/.test(token) ? token : null
}

export function keepSession(c: Request, cookies: Cookies, token: string): void {
  setCookie(c, cookies.session, token, { httpOnly: true, secure: cookies.secure, sameSite: 'Lax', path: '/' })
}

export function dropSession(c: Request, cookies: Cookies): void {
  setCookie(c, cookies.session, '', { httpOnly: true, secure: cookies.secure, sameSite: 'Lax', path: '/', maxAge: 0 })
}

export function keepLanguage(c: Request, language: 'sv' | 'en'): void {
  setCookie(c, LANGUAGE, language, { sameSite: 'Lax', path: '/', maxAge: 365 * 86_400 })
}

/** The language of the page: chosen with the switch, else what the browser asks for, else Swedish. */
export function requestLanguage(c: Request): 'sv' | 'en' {
  return languageFrom(getCookie(c, LANGUAGE) ?? c.req.header('accept-language')?.slice(0, 2))
}

/** Pages behind it need a session; without one the browser is sent to sign in and comes back where it was. */
export function signedIn(cookies: Cookies): MiddlewareHandler<Env> {
  return async (c, next) => {
    const token = sessionToken(c, cookies)
    if (token === null) return c.redirect(signInFor(c), 303)
    c.set('context', { token })
    await next()
  }
}

/** Where to sign in, with the way back. A post cannot be come back to: then it is the start page. */
export function signInFor(c: Request, ended = false): string {
  const url = new URL(c.req.url)
  const back = c.req.method === 'GET' ? url.pathname + url.search : paths.start()
  return paths.signIn({ back: back === paths.start() ? null : back, ended })
}

/** An address within Sedd, or the start page: nobody is led elsewhere by a link. */
export function safeBack(back: string): string {
  return /^\/(?![/\\])[\w\-./?=&%:,+]*$/.test(back) ? back : paths.start()
}
