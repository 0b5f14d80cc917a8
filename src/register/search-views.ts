import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { formatNumber } from '../people/identity.ts'
import type { PersonHeader } from '../people/model.ts'
import { linkButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { SEARCH_TEXT, type SearchWord } from './search-text.ts'

type Found = PersonHeader & { readonly rank: number }

export type SearchPage = {
  readonly language: Language
  /** Null when there was too little to search for. */
  readonly query: string | null
  readonly found: readonly Found[]
  readonly more: boolean
  readonly today: PlainDate
  readonly lookUp: {
    readonly permitted: Permitted
    readonly token: string
    readonly errors: readonly FieldError[]
    readonly typed: string
  }
  /** Whether the way back may lead to the whole register. */
  readonly mayList: boolean
  /** Whether one may add a person by hand: offered where nobody was found. */
  readonly mayAdd: boolean
}

/** Who answers to a search, the best first, and the way to one who is not in the register. */
export function searchPage(view: SearchPage): Html {
  const { language, query, more } = view
  const say = words(SEARCH_TEXT, language)
  const crumbs = breadcrumbs(language, [
    view.mayList ? { label: say('register'), href: paths.register() } : { label: say('today'), href: paths.start() },
  ])
  // A look-up was not a search that was too short: what is wrong with it stands at its own field.
  const tooShort = view.lookUp.errors.length === 0 && say('short')
  const lead = query === null ? tooShort : say('for', { query })
  return html`${pageHead({ title: say('title'), lead, crumbs })}
${query !== null && foundTable(view, say)}
${more && notice({ tone: 'info', title: say('more') })}
${card({ title: say('lookUp'), id: 'look-up-title' }, lookUpForm(view, say))}`
}

function foundTable({ language, found }: SearchPage, say: Say<SearchWord>): Html {
  const name = (person: Found) => [person.givenName, person.familyName].filter(Boolean).join(' ') || say('noName')
  return dataTable<Found>({
    language,
    id: 'found',
    caption: say('found'),
    rows: found,
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (person) =>
          html`<a href="${paths.person(person.id)}">${name(person)}</a>${
            person.protection !== 'none' && html` ${tag('broken', say('protected'))}`
          }`,
      },
      { key: 'number', label: say('number'), cell: ({ number }) => (number === null ? '–' : formatNumber(number)) },
      {
        key: 'born',
        label: say('born'),
        cell: ({ birthDate }) => (birthDate === null ? say('unknown') : formatDay(birthDate, language)),
      },
      { key: 'match', label: say('match'), cell: ({ rank }) => say(matchWord(rank)) },
    ],
  })
}

function matchWord(rank: number): SearchWord {
  if (rank >= 100) return 'match.whole'
  return rank > 60 ? 'match.part' : 'match.slip'
}

function lookUpForm({ language, lookUp, mayAdd }: SearchPage, say: Say<SearchWord>): Html {
  const { permitted, token, errors, typed } = lookUp
  const options = { id: 'look-up', action: paths.registerLookUps(), language, errors, permitted, token }
  return html`<p>${say('lookUp.text')}</p>${form({ ...options, submit: say('lookUp.submit'), kind: 'quiet' }, (field) =>
    field.text({
      name: 'number',
      label: say('lookUp.number'),
      help: say('lookUp.help'),
      value: typed,
      width: 'medium',
      inputmode: 'numeric',
      maxlength: 13,
    }),
  )}${mayAdd && html`<p>${say('add.text')}</p>${linkButton({ href: paths.personNew(), label: say('add') })}`}`
}
