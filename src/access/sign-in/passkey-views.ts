import { type Content, type Html, html } from '../../kernel/html.ts'
import { assetUrl } from '../../ui/assets.ts'
import { attributes } from '../../ui/components/attributes.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Purpose } from './model.ts'
import { TEXT } from './text.ts'

type PasskeyForm = {
  readonly language: Language
  readonly purpose: Purpose
  readonly action: string
  readonly submit: string
  readonly token: string
  readonly hidden?: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
}

/**
 * A form whose button first asks the browser for a passkey, or to make one; `client/passkey.ts` puts the answer in the form and sends
 * it. What can go wrong on the way is in the page already, in words.
 */
export function passkeyForm(options: PasskeyForm, content: (field: Fields) => Content = () => null): Html {
  const { language, purpose, action, submit, token, hidden = {}, errors = [] } = options
  const say = words(TEXT, language)
  const data = attributes({ 'data-passkey': paths.passkeyChallenges(), 'data-purpose': purpose })
  const problems = (['cancelled', 'old', 'failed'] as const).map(
    (kind) =>
      html`<p class="notice broken"${attributes({ 'data-problem': kind })} hidden>${say(`passkey.${kind}`)}</p>`,
  )
  const shell = { id: `passkey-${purpose}`, action, language, errors, permitted: ALLOWED, token, submit }
  return html`<div${data}><div role="alert">${problems}</div>${form({ ...shell, hidden: { credential: '', ...hidden } }, content)}</div>
<noscript><p class="notice due">${say('passkey.needsScript')}</p></noscript>
<script type="module" src="${assetUrl('passkey.js')}"></script>`
}
