import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { formatDay } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type CasePage, lastDay } from './case-views.ts'
import type { Participation } from './programme-store.ts'
import { caseWords, type SayCase } from './words.ts'

/** Which programmes the young person takes part in, several at once, and has taken part in. */
export function programmeCard(view: CasePage, isOpen: boolean): Html {
  const { language, participations, offered, may, returned } = view
  const say = caseWords(language)
  const list =
    participations.length === 0
      ? html`<p class="muted">${say('programmes.none')}</p>`
      : html`<ul class="plain">${participations.map((each) => item(each, view, isOpen))}</ul>`
  const join =
    offered.length === 0
      ? html`<p class="muted">${say('programmes.offered.none')}</p>`
      : disclosure(say('programmes.join'), joinForm(view, say), returned.form === 'programme')
  return card({ title: say('programmes.title'), id: 'programmes-title' }, html`${list}${isOpen && may.work && join}`)
}

function item(each: Participation, { language, person, may, token }: CasePage, isOpen: boolean): Html {
  const say = caseWords(language)
  const from = formatDay(each.from, language)
  if (each.until !== null)
    return html`<li>${each.name} <span class="muted">${from} – ${lastDay(each.until, language)}</span></li>`
  const end =
    isOpen &&
    may.work &&
    actionButton({
      ...{ action: paths.personCaseProgrammeEnd(person.id, each.id), label: say('programmes.leave') },
      ...{ permitted: ALLOWED, kind: 'plain', of: each.name, values: { token } },
    })
  return html`<li><b>${each.name}</b> <span class="muted">${say('history.open', { from })}</span> ${end}</li>`
}

function joinForm(view: CasePage, say: SayCase): Html {
  const { language, person, offered, returned, token, today } = view
  const typed = (name: string) => (returned.form === 'programme' ? (returned.typed[name] ?? null) : null)
  const errors = returned.form === 'programme' ? returned.errors : []
  return form(
    {
      ...{
        id: 'programme',
        action: paths.personCaseProgrammes(person.id),
        language,
        errors,
        permitted: ALLOWED,
        token,
      },
      ...{ submit: say('programmes.save'), kind: 'quiet' },
    },
    (field) =>
      html`${field.select({
        ...{ name: 'programmeId', label: say('programmes.which'), value: typed('programmeId'), blank: '–' },
        options: offered.map(({ id, name }) => ({ value: id, label: name })),
      })}${field.date({
        ...{ name: 'programmeFrom', label: say('programmes.from'), value: typed('programmeFrom') ?? today },
      })}`,
  )
}
