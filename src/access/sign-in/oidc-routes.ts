import { Hono } from 'hono'
import { type Env, isLedFromElsewhere, type Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { arrive, goOnConfirmed, noteRefusal, tooMany } from './arrival.ts'
import { counted, type Outcome, refused } from './attempts.ts'
import { showConfirm } from './confirm-routes.ts'
import { keep, kept } from './cookies.ts'
import { askingFrom, type Doors } from './doors.ts'
import { showInvitation } from './invitation-routes.ts'
import { take } from './limit-store.ts'
import { type Journey, Purpose } from './model.ts'
import { newSecrets, type OidcClient } from './oidc.ts'
import { showSignIn } from './routes.ts'
import { deviceOf, LIMITS, safeBack } from './rules.ts'
import { acceptWithOidc, confirmWithOidc, openAttempt, signInWithOidc, takeJourney } from './store.ts'
import type { SignInProblem } from './views.ts'

/** To the identity provider and back: to sign in, to show anew who one is, or to take an invitation up. */
export function oidcRoutes(doors: Doors): Hono<Env> {
  return new Hono<Env>()
    .get(paths.signInOidc(), (c) => setOut(c, doors))
    .get(paths.signInOidcAnswer(), (c) => comeBack(c, doors))
    .get(paths.signInOidcAnswerOf(':id'), (c) => comeBack(c, doors))
    .get(paths.signOutOidc(), (c) => signOutThere(c, doors))
}

async function setOut(c: Request, doors: Doors): Promise<Response> {
  const client = doors.providers.find(({ settings }) => settings.code === c.req.query('provider'))
  const purpose = Purpose.exclude(['add']).catch('sign_in').parse(c.req.query('for'))
  const back = safeBack(c.req.query('back') ?? '')
  // A provider that remembers the person would sign them in without a press. One link more, and the intranet's works all the same.
  if (isLedFromElsewhere(c)) return c.redirect(pageToPress(c, doors, { purpose, back }), 303)
  if (!client) return failed(c, doors, { purpose, back, problem: 'oidc.refused' })
  const seconds = await take(doors.db, `begun|${askingFrom(c, doors)}`, LIMITS.begun)
  if (seconds !== null) return tooMany(c, doors, { seconds, by: 'begun' })
  const secrets = newSecrets()
  const browser = kept(c, doors.cookies, 'browser') ?? newBrowser()
  const opened = await openAttempt(doors.db, {
    way: 'oidc',
    purpose,
    token: kept(c, doors.cookies, 'session'),
    invitation: kept(c, doors.cookies, 'invitation'),
    browser,
    kept: { provider: client.settings.code, back, ...secrets },
  })
  if (opened === null) return failed(c, doors, { purpose, back, problem: 'oidc.refused' })
  const address = await client.begin({ state: opened.secret, ...secrets }, purpose === 'confirm')
  if (!address.ok) {
    noteRefusal(c, doors, { way: 'oidc', reason: address.reason })
    return failed(c, doors, { purpose, back, problem: 'oidc.unreachable' })
  }
  keep(c, doors.cookies, 'browser', browser)
  return c.redirect(address.value.href, 303)
}

/** One who has signed out here goes on to sign out at the identity provider, which leads back to the way in. */
async function signOutThere(c: Request, doors: Doors): Promise<Response> {
  const client = doors.providers.find(({ settings }) => settings.code === c.req.query('provider'))
  if (!client) return c.redirect(paths.signIn(), 303)
  const seconds = await take(doors.db, `begun|${askingFrom(c, doors)}`, LIMITS.begun)
  if (seconds !== null) return tooMany(c, doors, { seconds, by: 'begun' })
  const address = await client.end(c.var.language)
  if (address.ok && address.value !== null) return c.redirect(address.value.href, 303)
  return showSignIn(c, doors, { back: '', problem: address.ok ? 'oidc.noEnd' : 'oidc.unreachable' })
}

/** Where one presses the button oneself; who is signed in already has come where the link leads. */
function pageToPress(c: Request, doors: Doors, { purpose, back }: Pick<Failed, 'purpose' | 'back'>): string {
  const to = { back: back === paths.start() ? null : back }
  if (purpose === 'invitation') return paths.invitation()
  if (purpose === 'confirm') return paths.confirm(to)
  return kept(c, doors.cookies, 'session') === null ? paths.signIn(to) : back
}

function newBrowser(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
}

async function comeBack(c: Request, doors: Doors): Promise<Response> {
  const [state, browser] = [c.req.query('state') ?? '', kept(c, doors.cookies, 'browser')]
  const held: { taken: Taken } = { taken: null }
  const outcome = await counted(doors.db, { by: 'address', of: askingFrom(c, doors) }, async () => {
    held.taken = browser === null ? null : await takeJourney(doors.db, { state, browser })
    const client = doors.providers.find(({ settings }) => settings.code === held.taken?.kept.provider)
    if (held.taken === null || !client) return refused('no_attempt')
    if (!client.isAnsweredAt(c.req.path)) return refused('mixed_up')
    return use(c, doors, { state, client, journey: held.taken.kept, purpose: held.taken.purpose })
  })
  return answered(c, doors, outcome, held.taken)
}

type Taken = Awaited<ReturnType<typeof takeJourney>>

async function answered(c: Request, doors: Doors, outcome: Outcome<string>, taken: Taken): Promise<Response> {
  if (outcome.kind === 'wait') return tooMany(c, doors, outcome)
  const purpose = taken?.purpose ?? 'sign_in'
  const back = taken?.kept.back ?? ''
  if (outcome.kind === 'refused' || taken === null) {
    const reason = outcome.kind === 'refused' ? outcome.reason : 'no_attempt'
    noteRefusal(c, doors, { way: 'oidc', reason })
    return failed(c, doors, { purpose, back, problem: problemOf(reason) })
  }
  const arrived = { token: outcome.value, by: 'oidc', back, provider: taken.kept.provider } as const
  return purpose === 'confirm' ? goOnConfirmed(c, doors, arrived) : arrive(c, doors, arrived)
}

/** Somebody who thought better of it, and a provider that is down, have tried nothing. */
const NO_TRY: ReadonlySet<string> = new Set(['denied', 'unreachable'])

type Returning = {
  readonly state: string
  readonly client: OidcClient
  readonly journey: Journey
  readonly purpose: Purpose
}

/** Has the provider's answer checked, and the database make of it what it was for. */
async function use(c: Request, doors: Doors, of: Returning): Promise<Outcome<string>> {
  const { state, client, journey, purpose } = of
  const came = await client.finish(new URL(c.req.url).search, { state, ...journey })
  if (!came.ok) return NO_TRY.has(came.reason) ? { ...refused(came.reason), isTry: false } : refused(came.reason)
  const device = deviceOf(c.req.header('user-agent'))
  const shown = { secret: state, shown: came.value, device }
  const session = kept(c, doors.cookies, 'session') ?? ''
  if (client.settings.requireStrong && came.value.level < 2) return refused('not_strong')
  if (purpose === 'confirm' && came.value.level < 2) return refused('weak')
  const token =
    purpose === 'confirm'
      ? await confirmWithOidc(doors.db, shown, session)
      : purpose === 'invitation'
        ? await acceptWithOidc(doors.db, shown)
        : await signInWithOidc(doors.db, shown, client.settings.linkDomains)
  if (token !== null) return { kind: 'done', value: token }
  return refused(purpose === 'sign_in' ? 'unknown' : 'not_used')
}

const PROBLEMS: Readonly<Record<string, SignInProblem>> = {
  denied: 'oidc.denied',
  unreachable: 'oidc.unreachable',
  unknown: 'oidc.unknown',
  weak: 'oidc.weak',
  not_strong: 'oidc.notStrong',
}

const problemOf = (reason: string): SignInProblem => PROBLEMS[reason] ?? 'oidc.refused'

type Failed = { readonly purpose: Purpose; readonly back: string; readonly problem: SignInProblem }

/** Back to the page that led here, with what went wrong. */
async function failed(c: Request, doors: Doors, { purpose, back, problem }: Failed): Promise<Response> {
  const token = kept(c, doors.cookies, 'session')
  if (purpose === 'confirm' && token !== null) {
    c.set('context', { token })
    return showConfirm(c, doors, { back, problem })
  }
  if (purpose === 'invitation') return showInvitation(c, doors, problem)
  return showSignIn(c, doors, { back, problem })
}
