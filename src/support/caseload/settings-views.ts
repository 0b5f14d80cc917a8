import type { Colleague } from '../../access/model.ts'
import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../../ui/components/navigation.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { COLOURS, type Label } from '../cases/label-model.ts'
import { labelTags } from '../cases/label-views.ts'
import type { Named } from './list-views.ts'
import { sharedWords, sharingOptions } from './saved-views.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

export type SettingsPage = {
  readonly language: Language
  readonly programmes: readonly Named[]
  readonly labels: readonly Label[]
  readonly colleagues: readonly Colleague[]
  /** Those that one is in. */
  readonly teams: readonly Named[]
  readonly account: string
  readonly mayDecide: boolean
  /** Whether one takes away what colleagues share. */
  readonly mayLead: boolean
  /** Which of the two forms came back, with what was typed. */
  readonly returned: {
    readonly form: string
    readonly errors: readonly FieldError[]
    readonly typed: Readonly<Record<string, string>>
  }
  readonly token: string
}

/** What cases can be sorted by: the programmes that are offered, and labels. */
export function settingsPage(view: SettingsPage): Html {
  const { language } = view
  const say = caseloadWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.cases() }])
  return html`${pageHead({ title: say('settings.title'), lead: say('settings.lead'), crumbs })}
${card({ title: say('programmes'), id: 'programmes-title' }, programmes(view, say))}
${card({ title: say('labels'), id: 'labels-title' }, labels(view, say))}`
}

const errorsOf = ({ returned }: SettingsPage, id: string) => (returned.form === id ? returned.errors : [])

function programmes(view: SettingsPage, say: SayCaseload): Html {
  const { language, mayDecide, token } = view
  const items = view.programmes.map(
    ({ id, name }) =>
      html`<li><b>${name}</b> ${
        mayDecide &&
        actionButton({
          ...{ action: paths.caseProgrammeRemoval(id), label: say('programme.end'), permitted: ALLOWED, of: name },
          sure: { consequence: say('programme.end.what'), language },
        })
      }</li>`,
  )
  const list =
    items.length === 0 ? html`<p class="muted">${say('programmes.none')}</p>` : html`<ul class="plain">${items}</ul>`
  if (!mayDecide) return list
  const errors = errorsOf(view, 'programme')
  return html`${list}${form(
    {
      ...{ id: 'programme', action: paths.caseProgrammes(), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('programme.add'), kind: 'quiet' },
    },
    (field) =>
      field.text({
        ...{ name: 'programme', label: say('programme.new'), maxlength: 80 },
        value: view.returned.typed['programme'] ?? null,
      }),
  )}`
}

function labels(view: SettingsPage, say: SayCaseload): Html {
  const { language, account, token } = view
  const sharedBy = (of: string) => view.colleagues.find(({ accountId }) => accountId === of)?.displayName ?? '–'
  const items = view.labels.map((each) => {
    const isOwn = each.accountId === account
    const who = isOwn ? sharedWords(each, view.teams, say) : say('label.of', { name: sharedBy(each.accountId) })
    const end = { action: paths.caseLabelRemoval(each.id), label: say('label.end'), permitted: ALLOWED, of: each.name }
    return html`<li>${labelTags([each])} <span class="muted">${say(`colour.${each.colour}`)}, ${who}</span> ${
      (isOwn || view.mayLead) &&
      actionButton({ ...end, sure: { consequence: say(isOwn ? 'label.end.what' : 'label.end.others'), language } })
    }</li>`
  })
  const list =
    items.length === 0 ? html`<p class="muted">${say('labels.none')}</p>` : html`<ul class="plain">${items}</ul>`
  return html`${list}${labelForm(view, say, token)}`
}

function labelForm(view: SettingsPage, say: SayCaseload, token: string): Html {
  const { language, returned } = view
  const typed = (name: string) => returned.typed[name] ?? null
  return form(
    {
      ...{ id: 'label', action: paths.caseLabels(), language, errors: errorsOf(view, 'label'), permitted: ALLOWED },
      ...{ token, submit: say('label.add'), kind: 'quiet' },
    },
    (field) =>
      html`${field.text({
        ...{ name: 'label', label: say('label.new'), help: say('label.help'), maxlength: 30, width: 'medium' },
        value: typed('label'),
      })}${field.select({
        ...{ name: 'colour', label: say('label.colour'), value: typed('colour') ?? 'green' },
        options: COLOURS.map((value) => ({ value, label: say(`colour.${value}`) })),
      })}${field.radios({
        ...{ name: 'shared', label: say('label.who'), value: typed('shared') ?? 'own' },
        options: sharingOptions(view.teams, say),
      })}`,
  )
}
