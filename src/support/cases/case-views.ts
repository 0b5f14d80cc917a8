import type { Colleague } from '../../access/model.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, linkButton } from '../../ui/components/buttons.ts'
import { card, columns } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { lifeline } from '../../ui/components/lifeline.ts'
import type { Lane } from '../../ui/components/lifeline-model.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Label } from './label-model.ts'
import { labelTags } from './label-views.ts'
import { type CasePeriod, Origin, ReopenReason, Setting, type SupportCase } from './model.ts'
import type { Participation, Programme } from './programme-store.ts'
import { programmeCard } from './programme-views.ts'
import type { StepState } from './step-model.ts'
import { flowCards } from './step-views.ts'
import type { TeamMember } from './team-model.ts'
import { teamCard } from './team-views.ts'
import { caseWords, colleagueName, isCaseWord, ownerOptions, type SayCase } from './words.ts'

/** A day that is agreed on, and where it leads. */
export type NextDay = { readonly on: PlainDate; readonly label: string; readonly href: string }

/** A form of the page as it came back; nothing the first time. */
export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}
export const NOTHING: Returned = { form: '', errors: [], typed: {} }

export type CasePage = PersonHead & {
  readonly today: PlainDate
  readonly of: SupportCase | null
  readonly periods: readonly CasePeriod[]
  readonly next: NextDay | null
  readonly labels: readonly Label[]
  readonly team: readonly TeamMember[]
  readonly offered: readonly Programme[]
  readonly participations: readonly Participation[]
  readonly steps: readonly StepState[]
  /** The card of meetings, as it comes from where meetings are. */
  readonly meetings: Content
  readonly lanes: readonly Lane[]
  /** What other modules put on the page. */
  readonly cards: Content
  readonly colleagues: readonly Colleague[]
  readonly account: string
  readonly may: { readonly work: boolean; readonly seeSight: boolean }
  readonly returned: Returned
  readonly token: string
}

/** The case of a young person: who answers for it and what comes next, first; then everything that hangs on it. */
export function casePage(view: CasePage): Html {
  const { language, of, returned, periods, today } = view
  const say = caseWords(language)
  const head = personHead(view, say('title'), of === null ? say('open.lead') : undefined)
  const whole =
    returned.form === '' ? returned.errors.map(({ message }) => notice({ tone: 'broken', title: message })) : []
  if (of === null)
    return html`${head}${whole}${view.may.work && card({ title: say('open.title'), id: 'open-title' }, openForm(view, say))}
${columns(view.cards)}`
  const isOpen = of.closedOn === null
  return html`${head}${whole}
${isOpen ? nowCard(view, of, say) : closedCard(view, say)}
${view.lanes.length > 0 && card({ title: say('lifeline'), id: 'lifeline-title' }, lifeline({ id: 'life', language, lanes: view.lanes, today }))}
${columns(view.meetings, view.cards, teamCard(view, isOpen), programmeCard(view, isOpen), ...flowCards(view, isOpen), (periods.length > 1 || !isOpen) && historyCard(view, say))}
${isOpen && view.may.work && ending(view, say)}`
}

/** The end that says what it led to is the usual one. */
const ending = ({ person }: CasePage, say: SayCase): Html =>
  html`<p>${linkButton({ href: paths.personExit(person.id), label: say('close.title') })} <a href="${paths.personCaseClosing(person.id)}">${say('close.without')}</a></p>`

function nowCard(view: CasePage, of: SupportCase, say: SayCase): Html {
  const { language, colleagues, labels, may, returned } = view
  const rows = [
    { term: say('now.next'), detail: nextDetail(view, say) },
    {
      term: say('now.owner'),
      detail:
        of.ownerId === null ? tag('due', say('now.owner.none')) : html`<b>${colleagueName(of.ownerId, colleagues)}</b>`,
    },
    { term: say('now.opened'), detail: formatDay(of.openedOn, language), note: say(`setting.${of.setting}`) },
    ...(labels.length === 0
      ? []
      : [
          {
            term: say('now.labels'),
            detail: labelTags(labels),
          },
        ]),
  ]
  return card(
    { title: say('now.title'), id: 'now-title' },
    html`${facts(rows)}${may.work && disclosure(say('owner.change'), ownerForm(view, of, say), returned.form === 'owner')}`,
  )
}

function nextDetail({ next, today, language, person, may }: CasePage, say: SayCase): Html {
  if (next === null)
    return html`${tag('due', say('now.next.none'))} ${may.work && html`<a href="${paths.personMeetingNew(person.id)}">${say('now.next.plan')}</a>`}`
  const late = next.on < today && html`${tag('broken', say('now.next.past'))} `
  return html`${late}<b>${formatDay(next.on, language)}</b>, <a href="${next.href}">${next.label}</a>`
}

function ownerForm(view: CasePage, of: SupportCase, say: SayCase): Html {
  const { language, person, colleagues, returned, token } = view
  const errors = returned.form === 'owner' ? returned.errors : []
  return form(
    {
      ...{ id: 'owner', action: paths.personCaseOwner(person.id), language, errors, permitted: ALLOWED, token },
      ...{ hidden: { seen: of.ownerId ?? '' }, submit: say('owner.change'), kind: 'quiet' },
    },
    (field) =>
      field.select({
        ...{ name: 'owner', label: say('open.owner'), help: say('open.owner.help') },
        value: returned.typed['owner'] ?? of.ownerId,
        options: ownerOptions(colleagues, person.protection !== 'none'),
      }),
  )
}

function closedCard(view: CasePage, say: SayCase): Html {
  const { language, may, periods } = view
  const [last] = periods
  const why =
    last?.closedOn != null &&
    html`<p>${say('card.closed', { day: formatDay(last.closedOn, language), reason: closeWord(last.closeReason, say) })}</p>`
  const again = may.work && disclosure(say('open.again'), openForm(view, say), view.returned.form === 'open')
  return card({ title: say('closed.notice'), id: 'closed-title' }, html`${why}${again}`)
}

/** The reason a case was closed in words; one that is not ours is said as it stands. */
export function closeWord(reason: string | null, say: SayCase): string {
  const key = `close_reason.${reason}`
  return isCaseWord(key) ? say(key) : (reason ?? '–')
}

function historyCard({ periods, language }: CasePage, say: SayCase): Html {
  const items = periods.map((each) => {
    const from = formatDay(each.openedOn, language)
    const when =
      each.closedOn === null
        ? say('history.open', { from })
        : say('history.closed', {
            ...{ from, until: formatDay(each.closedOn, language), reason: closeWord(each.closeReason, say) },
          })
    const again =
      each.reopenReason !== null &&
      html`<br><span class="muted">${say('history.again', { reason: say(`reopen_reason.${each.reopenReason}`) })}</span>`
    return html`<li>${when} <span class="muted">${say(`setting.${each.setting}`)}, ${say(`origin.${each.origin}`)}</span>${again}</li>`
  })
  return card({ title: say('history.title'), id: 'history-title' }, html`<ul class="plain">${items}</ul>`)
}

function openForm(view: CasePage, say: SayCase): Html {
  const { language, person, of, returned, token, colleagues, account, today } = view
  const { typed } = returned
  const errors = returned.form === 'open' ? returned.errors : []
  const options = <T extends string>(list: readonly T[], key: 'setting' | 'origin' | 'reopen_reason') =>
    list.map((value) => ({ value, label: say(`${key}.${value}` as 'setting.in_school') }))
  const again = of !== null
  return form(
    {
      ...{ id: 'open', action: paths.personCase(person.id), language, errors, permitted: ALLOWED, token },
      submit: say(again ? 'open.again' : 'open.save'),
    },
    (field) =>
      html`${
        again &&
        field.select({
          ...{ name: 'reopenReason', label: say('open.why'), value: typed['reopenReason'] ?? null, blank: '–' },
          options: options(ReopenReason.options, 'reopen_reason'),
        })
      }${field.radios({
        ...{ name: 'setting', label: say('open.setting'), value: typed['setting'] ?? null },
        options: options(Setting.options, 'setting'),
      })}${field.select({
        ...{ name: 'origin', label: say('open.origin'), value: typed['origin'] ?? null, blank: '–' },
        options: options(Origin.options, 'origin'),
      })}${field.date({ name: 'openedOn', label: say('open.on'), value: typed['openedOn'] ?? today })}${field.select({
        ...{ name: 'owner', label: say('open.owner'), help: say('open.owner.help'), value: typed['owner'] ?? account },
        options: ownerOptions(colleagues, person.protection !== 'none'),
      })}`,
  )
}

/** The last day of something whose `until` is the day after. */
export const lastDay = (until: PlainDate, language: Language) => formatDay(addDays(until, -1), language)
