import { type Html, html } from '../kernel/html.ts'
import type { Municipality } from '../organisations/model.ts'
import type { Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatSpan } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type PersonHead, personHead, type Returned, returnedTo } from './contact-views.ts'
import { type Residence, ResidenceGround } from './model.ts'
import { peopleWords, type SayPeople, sourceWord } from './words.ts'

export type ResidencePage = PersonHead & {
  readonly residences: readonly Residence[]
  readonly municipalities: readonly Municipality[]
  /** The domain's own municipality, the likeliest. */
  readonly own: string | null
  readonly permitted: Permitted
  readonly token: string
  readonly returned: Returned | null
}

/** Hemkommun by hand (29 kap. 6 §): what is known, and forms to set and to end one. */
export function residencePage(view: ResidencePage): Html {
  const say = peopleWords(view.language)
  const manual = view.residences.filter((residence) => residence.kind === 'manual')
  return html`${personHead(view, say('residence.title'), say('residence.lead'))}
${knownTable(view, say)}
${manual.map((residence) => endForm(view, residence, say))}
${card({ title: say('residence.set'), id: 'set-title' }, setForm(view, say))}`
}

function placeOf({ municipalities }: ResidencePage, code: string): string {
  return municipalities.find((each) => each.code === code)?.name ?? code
}

function knownTable(view: ResidencePage, say: SayPeople): Html {
  return dataTable<Residence>({
    language: view.language,
    id: 'residences',
    caption: say('residence.known'),
    rows: view.residences,
    empty: emptyState({ title: say('card.residence.none'), hint: say('residence.none.hint') }),
    columns: [
      {
        key: 'place',
        label: say('residence.municipality'),
        heads: true,
        cell: (each) => placeOf(view, each.municipality),
      },
      { key: 'days', label: say('residence.days'), cell: (each) => formatSpan(each.from, each.until, view.language) },
      { key: 'kind', label: say('residence.kind'), cell: (each) => say(`residence.kind.${each.kind}`) },
      { key: 'source', label: say('source'), cell: (each) => sourceWord(each.source, say) },
    ],
  })
}

function endForm(view: ResidencePage, residence: Residence, say: SayPeople): Html {
  const id = `end-${residence.id}`
  const { errors, typed } = returnedTo(id, view.returned)
  const place = placeOf(view, residence.municipality)
  return disclosure(
    say('residence.endFor', { place: `${place}, ${formatSpan(residence.from, residence.until, view.language)}` }),
    form(
      {
        id,
        action: paths.personResidenceEnd(view.person.id, String(residence.id)),
        language: view.language,
        errors,
        permitted: view.permitted,
        token: view.token,
        submit: say('residence.end'),
        kind: 'quiet',
      },
      (field) =>
        field.date({
          name: 'lastDay',
          label: say('residence.lastDay'),
          help: say('residence.lastDay.help'),
          value: typed['lastDay'] ?? '',
          optional: true,
        } as const),
    ),
    errors.length > 0,
  )
}

function setForm(view: ResidencePage, say: SayPeople): Html {
  const { language, person, permitted, token, municipalities } = view
  const { errors, typed } = returnedTo('residence', view.returned)
  return form(
    {
      id: 'residence',
      action: paths.personResidence(person.id),
      language,
      errors,
      permitted,
      token,
      submit: say('residence.save'),
    },
    (field) => html`${field.radios({
      name: 'ground',
      label: say('residence.ground'),
      value:
        typed['ground'] ??
        (person.protection === 'protected_registration' ? 'protected_registration' : 'not_registered'),
      options: ResidenceGround.options.map((value) => ({ value, label: say(`residence.ground.${value}`) })),
    })}
${field.select({
  name: 'municipality',
  label: say('residence.municipality'),
  value: typed['municipality'] ?? view.own,
  blank: '–',
  options: municipalities.map(({ code, name }) => ({ value: code, label: name })),
})}
${field.date({ name: 'from', label: say('residence.from'), value: typed['from'] ?? '' })}
${field.date({ name: 'until', label: say('residence.until'), value: typed['until'] ?? '', optional: true })}`,
  )
}
