import { paths } from '../../ui/paths.ts'
import type { OidcSettings } from './model.ts'

/** How often something may be tried within how many seconds. */
export type Limit = { readonly most: number; readonly seconds: number }

const QUARTER = 15 * 60

/**
 * Failed attempts at one account, and at any from one address; and attempts begun from one address. A whole municipality may stand
 * behind one address and sign in at eight o'clock, so the budget of an address counts what fails, and is wide for what begins.
 */
export const LIMITS = {
  account: { most: 5, seconds: QUARTER },
  address: { most: 60, seconds: QUARTER },
  begun: { most: 3000, seconds: QUARTER },
} as const satisfies Readonly<Record<string, Limit>>

/** What an identity provider said of how somebody was recognised. */
export type Recognised = { readonly acr: string | null; readonly amr: readonly string[] }

/**
 * The level of an answer: 2 where the installation has said that this `acr`, or one of these `amr`, means two factors or an
 * e-legitimation of the third level of trust; otherwise 1.
 */
export function levelOf({ acr, amr }: Recognised, settings: Pick<OidcSettings, 'strongAcr' | 'strongAmr'>): 1 | 2 {
  const strong =
    (acr !== null && settings.strongAcr.includes(acr)) || amr.some((each) => settings.strongAmr.includes(each))
  return strong ? 2 : 1
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** `Chrome · Windows`: enough to know one's own by, and no more. */
export function deviceOf(userAgent: string | undefined): string | null {
  const named = [BROWSERS, SYSTEMS].map((list) => list.find(([sign]) => sign.test(userAgent ?? ''))?.[1])
  return named.filter((each) => each !== undefined).join(' · ') || null
}

/** An address within Sedd, or the start page: nobody is led elsewhere by a link. */
export function safeBack(back: string): string {
  return /^\/(?![/\\])[\w\-./?=&%:,+]*$/.test(back) ? back : paths.start()
}

/**
 * The page that a file is fetched from; null for what is no file. A file leaves the browser where it is: whoever was stopped on the way
 * to one, and has shown who they are, is led to that page and not left where they showed it.
 */
export function pageOfFile(back: string): string | null {
  const { pathname, searchParams } = new URL(back, 'http://localhost')
  if (pathname === paths.staffFileExport()) return paths.staffFile()
  const [, , third = ''] = pathname.split('/')
  if (pathname === paths.importProblemsFile(third)) return paths.import(third)
  if (pathname !== paths.registerExport()) return null
  const approval = searchParams.get('approval')
  if (approval !== null) return paths.approval(approval)
  const kept = [...new Set(searchParams.keys())].filter((name) => name !== 'format')
  return paths.register(Object.fromEntries(kept.map((name) => [name, searchParams.getAll(name)])))
}

/**
 * Who asks: the one at the other end of the line; where that is a proxy that is trusted, the last address before the trusted ones in
 * what it passed on. Whatever stands further back, anybody can have written.
 */
export function addressOf(line: string | undefined, forwarded: string | undefined, trusted: readonly string[]): string {
  const plain = (address: string) => address.replace(/^::ffff:/, '')
  const nearest = plain(line ?? 'unknown')
  if (!trusted.includes(nearest)) return nearest
  const passed = (forwarded ?? '').split(',').map((each) => plain(each.trim()))
  return passed.findLast((each) => each !== '' && !trusted.includes(each)) ?? nearest
}
