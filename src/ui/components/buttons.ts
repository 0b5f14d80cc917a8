import { type Content, type Html, html } from '../../kernel/html.ts'
import { type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'
import { type IconName, icon } from './icons.ts'

export type ButtonKind = 'primary' | 'quiet' | 'danger' | 'plain'

/** Whether the actor may, and when not, why not, in words: from the module's `permitted(…)`, enforced again in the action. */
export type Permitted = { readonly allowed: true } | { readonly allowed: false; readonly reason: string }

export const ALLOWED: Permitted = { allowed: true }

type Link = { readonly href: string; readonly label: Content; readonly icon?: IconName; readonly kind?: ButtonKind }

/** A link that looks like what it is: the next step. */
export function linkButton({ href, label, icon: name, kind = 'quiet' }: Link): Html {
  return html`<a class="button ${kind}" href="${href}">${name && icon(name)}${label}</a>`
}

type Button = {
  readonly label: Content
  readonly kind?: ButtonKind
  readonly icon?: IconName
  readonly name?: string
  readonly value?: string
  /** The id of the form it belongs to, when it stands outside. */
  readonly form?: string
  /** Where its form goes by this button, when not where the others take it. */
  readonly formaction?: string
  readonly disabled?: boolean
}

export function button({ label, kind = 'primary', icon: name, ...rest }: Button): Html {
  return html`<button type="submit" class="button ${kind}"${attributes(rest)}>${name && icon(name)}${label}</button>`
}

type ActionButton = {
  readonly action: string
  readonly label: string
  readonly permitted: Permitted
  readonly kind?: ButtonKind
  readonly icon?: IconName
  /** Hidden fields: ids, the token that keeps a second click from acting twice. */
  readonly values?: Readonly<Record<string, string>>
  /** Said to those who listen, where the same button stands in several rows. */
  readonly of?: string
  /** For what is hard to undo: what it leads to, said first; only the second press acts. */
  readonly sure?: Sure
}

type Sure = { readonly consequence: Content; readonly language: Language }

type AskFirst = Sure & {
  readonly label: string
  readonly kind?: ButtonKind
  readonly icon?: IconName
  readonly of?: string
  /** Stands open: what is inside came back with something to correct. */
  readonly open?: boolean
  /** The button that acts, labelled by the yes. */
  readonly act: (yes: string) => Html
}

/** A press that asks before it acts: it opens what will happen, with the button that does it. */
export function askFirst({ label, consequence, language, kind = 'danger', icon: name, of, open, act }: AskFirst): Html {
  const what = label.charAt(0).toLowerCase() + label.slice(1)
  const whose = of !== undefined && html`<span class="unseen"> ${of}</span>`
  return html`<details class="ask"${attributes({ open: open ?? false })}><summary class="button ${kind}">${name && icon(name)}${label} …${whose}</summary><div class="asked"><p>${consequence}</p>${act(words(TEXT, language)('form.sure', { what }))}</div></details>`
}

/** A form that is one button. Not permitted, it says why instead of vanishing. */
export function actionButton({
  action,
  label,
  permitted,
  kind = 'quiet',
  icon: name,
  values = {},
  of,
  sure,
}: ActionButton): Html {
  if (sure && permitted.allowed)
    return askFirst({
      ...sure,
      label,
      kind,
      ...(name && { icon: name }),
      ...(of !== undefined && { of }),
      act: (yes) =>
        actionButton({ action, label: yes, permitted, kind: 'danger', values, ...(of !== undefined && { of }) }),
    })
  const hidden = Object.entries(values).map(
    ([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`,
  )
  const disabled = !permitted.allowed
  return html`<form class="action" method="post" action="${action}">${hidden}${button({ label: of === undefined ? label : html`${label}<span class="unseen"> ${of}</span>`, kind, disabled, ...(name && { icon: name }) })}${
    !permitted.allowed && html`<span class="muted">${permitted.reason}</span>`
  }</form>`
}
