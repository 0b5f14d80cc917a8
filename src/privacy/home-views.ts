import type { Colleague } from '../access/model.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { HomeRow } from './review-store.ts'
import { REVIEW_TEXT } from './review-text.ts'

type HomesPage = {
  readonly language: Language
  readonly homes: readonly HomeRow[]
  readonly colleagues: readonly Colleague[]
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** Where colleagues live, for the review alone. */
export function homesPage({ language, homes, colleagues, token, errors, typed }: HomesPage): Html {
  const say = words(REVIEW_TEXT, language)
  const names = new Map(colleagues.map(({ accountId, displayName }) => [accountId, displayName]))
  const add = form(
    {
      id: 'home',
      action: paths.reviewHomes(),
      language,
      errors,
      permitted: ALLOWED,
      token,
      submit: say('homes.add'),
    },
    (field) => [
      field.select({
        name: 'accountId',
        label: say('homes.colleague'),
        value: typed['accountId'] ?? null,
        blank: '–',
        options: [...names].map(([value, label]) => ({ value, label })),
      }),
      field.text({ name: 'street', label: say('homes.street'), value: typed['street'] ?? null, maxlength: 120 }),
      field.text({
        name: 'postalCode',
        label: say('homes.postalCode'),
        value: typed['postalCode'] ?? null,
        inputmode: 'numeric',
        width: 'short',
      }),
    ],
  )
  return html`${pageHead({
    title: say('homes.title'),
    lead: say('homes.lead'),
    crumbs: breadcrumbs(language, [{ label: say('review.title'), href: paths.reviews() }]),
  })}
${dataTable<HomeRow>({
  language,
  id: 'homes',
  caption: say('homes.title'),
  captionUnseen: true,
  rows: homes,
  empty: emptyState({ title: say('homes.none'), hint: '' }),
  columns: [
    { key: 'who', label: say('homes.colleague'), heads: true, cell: (home) => names.get(home.accountId) ?? '–' },
    { key: 'street', label: say('homes.street'), cell: (home) => home.street },
    { key: 'code', label: say('homes.postalCode'), cell: (home) => home.postalCode },
    {
      key: 'remove',
      label: say('homes.remove'),
      cell: (home) =>
        actionButton({
          action: paths.reviewHomeRemoval(home.id),
          label: say('homes.remove'),
          permitted: ALLOWED,
          kind: 'plain',
        }),
    },
  ],
})}
${card({ title: say('homes.add'), id: 'home-title' }, add)}`
}
