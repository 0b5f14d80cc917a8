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
export function programmeCard(view: CasePage): Html {
  const { language, participations, offered, may, returned, of } = view
  const isOpen = of !== null && of.closedOn === null
  const say = caseWords(language)
  const list =
    participations.length === 0
      ? html`<p class="muted">${say('programmes.none')}</p>`
      : html`<ul class="plain">${participations.map((each) => item(each, view))}</ul>`
  const join =
    offered.length === 0
      ? html`<p class="muted">${say('programmes.offered.none')}</p>`
      : disclosure(say('programmes.join'), joinForm(view, say), returned.form === 'programme')
  return card({ title: say('programmes.title'), id: 'programmes-title' }, html`${list}${isOpen && may.work && join}`)
}

function item(each: Participation, view: CasePage): Html {
  const { language, may } = view
  const say = caseWords(language)
  const from = formatDay(each.from, language)
  if (each.until !== null)
    return html`<li>${each.name} <span class="muted">${from} – ${lastDay(each.until, language)}</span></li>`
  return html`<li><b>${each.name}</b> <span class="muted">${say('history.open', { from })}</span> ${may.work && leaving(each, view, say)}</li>`
}

/** The last day of what goes on, or that it never was: also of a case that is closed. */
function leaving({ id, name }: Participation, view: CasePage, say: SayCase): Html {
  const { language, person, returned, token, today } = view
  const isOwn = returned.form === id
  const action = paths.personCaseProgrammeEnd(person.id, id)
  const inside = form(
    {
      ...{ id: `leave-${id}`, action, language, errors: isOwn ? returned.errors : [], permitted: ALLOWED, token },
      ...{ submit: say('programmes.leave.save'), kind: 'quiet' },
    },
    (field) =>
      field.date({
        ...{ name: 'last', label: say('programmes.last') },
        value: (isOwn ? returned.typed['last'] : null) ?? today,
      }),
  )
  const mistake = actionButton({
    ...{ action, label: say('programmes.mistake'), permitted: ALLOWED, of: name, values: { token, do: 'mistake' } },
    sure: { consequence: say('programmes.mistake.what'), language },
  })
  return disclosure(
    html`${say('programmes.leave')}<span class="unseen"> ${name}</span>`,
    html`${inside}${mistake}`,
    isOwn,
  )
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
