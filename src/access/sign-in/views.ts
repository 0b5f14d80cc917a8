import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card, columns } from '../../ui/components/card.ts'
import { faceCard } from '../../ui/components/face.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatSeconds, type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { DemoAccount } from '../model.ts'
import { roleWord } from '../role-words.ts'
import type { Invited, OidcSettings } from './model.ts'
import { passkeyForm } from './passkey-views.ts'
import { TEXT } from './text.ts'

/** What went wrong, as a key of the words. */
export type SignInProblem =
  | 'signIn.unknown'
  | 'passkey.noScript'
  | 'passkey.refused'
  | 'oidc.denied'
  | 'oidc.unreachable'
  | 'oidc.unknown'
  | 'oidc.weak'
  | 'oidc.noEnd'
  | 'oidc.notStrong'
  | 'oidc.refused'
  | 'confirm.refused'

type Provider = Pick<OidcSettings, 'code' | 'name'>

/** The ways in that a page may offer. */
export type Ways = { readonly providers: readonly Provider[]; readonly passkeys: boolean }

type SignIn = Ways & {
  readonly language: Language
  readonly accounts: readonly DemoAccount[]
  readonly back: string
  readonly problem: SignInProblem | null
  readonly ended: boolean
  readonly parked: boolean
  /** The identity provider that somebody who has just signed out came by, where one can sign out as well. */
  readonly left: Provider | null
}

/** Every way in there is: in a demonstration its people first. */
export function signInPage(view: SignIn): Html {
  const { language, accounts, problem, ended, parked, left } = view
  const say = words(TEXT, language)
  const isDemo = accounts.length > 0
  const real = view.providers.length > 0 || view.passkeys
  return html`<h1>${say(isDemo ? 'signIn.title' : 'signIn.plain.title')}</h1>
${isDemo && html`<p class="lead">${say('signIn.lead')}</p>`}
${problemNotice(language, problem)}
${left && leftNotice(language, left)}
${ended && html`<p class="notice info">${say(parked ? 'signIn.parked' : 'signIn.ended')}</p>`}
${isDemo && demoCards(view)}
${real && (isDemo ? card({ title: say('signIn.otherWay'), id: 'other-way' }, realWays(view)) : realWays(view))}
${!isDemo && html`<p>${say(real ? 'signIn.help' : 'signIn.none')}</p>`}`
}

function leftNotice(language: Language, { code, name }: Provider): Html {
  const say = words(TEXT, language)
  return notice(
    { tone: 'done', title: say('signOut.done') },
    html`${say('signOut.there.about', { name })} <a href="${paths.signOutOidc({ provider: code })}">${say('signOut.there', { name })}</a>`,
  )
}

export function problemNotice(language: Language, problem: SignInProblem | null): Html | null {
  return problem && html`<p class="notice broken" role="alert">${words(TEXT, language)(problem)}</p>`
}

function realWays({ language, back, providers, passkeys }: SignIn): Html {
  const say = words(TEXT, language)
  const signIn = { language, purpose: 'sign_in', action: paths.signInPasskey(), token: '' } as const
  const href = (provider: string) => paths.signInOidc({ provider, back })
  return html`${providers.map(
    ({ code, name }) =>
      html`<p>${linkButton({ href: href(code), label: say('signIn.oidc', { name }), kind: 'primary', icon: 'account' })}</p>`,
  )}
${passkeys && html`${passkeyForm({ ...signIn, submit: say('passkey.signIn'), hidden: { back } })}<p class="muted">${say('passkey.about')}</p>`}`
}

/** The cards of the demonstration's accounts, by the place they work in. */
function demoCards({ accounts, language, back }: SignIn): readonly Html[] {
  const places = Map.groupBy(accounts, (account) => account.domainName)
  return [...places].map(([place, people], index) =>
    card(
      { title: place, id: `place-${index}` },
      html`<form method="post" action="${paths.signIn()}"><input type="hidden" name="back" value="${back}">${columns(...people.map((each) => accountCard(each, language)))}</form>`,
    ),
  )
}

function accountCard(account: DemoAccount, language: Language): Html {
  return faceCard({
    name: account.displayName,
    role: account.title ?? roleWord(account.role, language),
    seed: account.displayName,
    account: account.membershipId,
  })
}

type Invitation = Ways & {
  readonly language: Language
  readonly problem: SignInProblem | null
  readonly who: Invited
}

export function invitationPage({ language, problem, who, providers, passkeys }: Invitation): Html {
  const say = words(TEXT, language)
  const making = { language, purpose: 'invitation', action: paths.invitation(), token: '' } as const
  return html`<h1>${say('invitation.title')}</h1>
<p class="lead">${say('invitation.lead', { name: who.displayName, domain: who.domainName })}</p>
${problemNotice(language, problem)}
${
  passkeys &&
  card(
    { title: say('invitation.passkey'), id: 'with-passkey' },
    html`<p>${say('passkey.about')}</p>${passkeyForm({ ...making, submit: say('passkey.make') }, (field) => nameField(field, language))}`,
  )
}
${providers.map(({ code, name }) =>
  card(
    { title: say('invitation.oidc', { name }), id: `with-${code}` },
    html`<p>${say('invitation.oidc.about')}</p><p>${linkButton({ href: paths.signInOidc({ provider: code, for: 'invitation' }), label: say('signIn.oidc', { name }), kind: 'primary' })}</p>`,
  ),
)}
${!passkeys && providers.length === 0 && html`<p>${say('own.passkeys.unavailable')}</p>`}
<p class="muted">${say('invitation.replaces')}</p>`
}

type Field = Parameters<NonNullable<Parameters<typeof passkeyForm>[1]>>[0]

export function nameField(field: Field, language: Language, value = ''): Html {
  const say = words(TEXT, language)
  const label = { label: say('passkey.name'), help: say('passkey.name.help') }
  return field.text({ name: 'name', ...label, value, maxlength: 60, width: 'medium', autocomplete: 'off' })
}

export function invitationGonePage(language: Language): Html {
  const say = words(TEXT, language)
  return html`<h1>${say('invitation.gone.title')}</h1><p>${say('invitation.gone')}</p>
<p><a href="${paths.signIn()}">${say('signIn.plain.title')}</a></p>`
}

export function tooManyPage({ language, seconds }: { readonly language: Language; readonly seconds: number }): Html {
  const say = words(TEXT, language)
  return html`<h1>${say('tooMany.title')}</h1><p>${say('tooMany.text', { time: formatSeconds(seconds, language) })}</p>
<p><a href="${paths.signIn()}">${say('signIn.plain.title')}</a></p>`
}
