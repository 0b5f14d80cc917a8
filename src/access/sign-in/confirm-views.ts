import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { passkeyForm } from './passkey-views.ts'
import { TEXT } from './text.ts'
import { problemNotice, type SignInProblem, type Ways } from './views.ts'

type Confirm = Ways & {
  readonly language: Language
  readonly back: string
  readonly problem: SignInProblem | null
  readonly demo: boolean
  readonly parked: boolean
}

/** One thing to do, by whichever way this account has, and the way back. */
export function confirmPage({ language, back, problem, demo, parked, passkeys, providers }: Confirm): Html {
  const say = words(TEXT, language)
  const asking = { language, purpose: 'confirm', action: paths.confirm(), token: '' } as const
  const href = (provider: string) => paths.signInOidc({ provider, for: 'confirm', back })
  const none = !demo && !passkeys && providers.length === 0
  return html`<div class="confirm"><h1>${say('confirm.title')}</h1>
<p class="lead">${say('confirm.lead')}</p>
${problemNotice(language, problem)}
${parked && html`<p class="notice info">${say('confirm.parked')}</p>`}
${
  demo &&
  html`<p>${say('confirm.demo.about')}</p>${actionButton({
    action: paths.confirm(),
    label: say('confirm.demo'),
    permitted: ALLOWED,
    kind: 'primary',
    values: { by: 'demo', back },
  })}`
}
${passkeys && passkeyForm({ ...asking, submit: say('confirm.passkey'), hidden: { back } })}
${providers.map(
  ({ code, name }) =>
    html`<p>${linkButton({ href: href(code), label: say('confirm.oidc', { name }), kind: 'primary', icon: 'account' })}</p>`,
)}
${none && html`<p class="notice due">${say('confirm.none')}</p>`}
<p><a href="${parked ? paths.parkedForms({ back }) : back}">${say('confirm.back')}</a></p></div>`
}
