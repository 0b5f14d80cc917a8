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
import type { SettingChange } from './setting-store.ts'
import type { StepState } from './step-model.ts'
import { flowCards, stepList } from './step-views.ts'
import type { TeamMember } from './team-model.ts'
import { teamCard } from './team-views.ts'
import { caseWords, colleagueName, hasLeft, isCaseWord, ownerOptions, type SayCase } from './words.ts'

/** A day that is agreed on, and where it leads. */
export type NextDay = { readonly on: PlainDate; readonly label: string; readonly href: string }
/** One that has passed without a word of what came of it hides nothing: both are shown. */
export type NextDays = { readonly late: NextDay | null; readonly next: NextDay | null }

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
  readonly days: NextDays
  readonly labels: readonly Label[]
  readonly team: readonly TeamMember[]
  readonly offered: readonly Programme[]
  readonly participations: readonly Participation[]
  readonly changes: readonly SettingChange[]
  readonly steps: readonly StepState[]
  /** Something of the end is planned or done. */
  readonly endPrepared: boolean
  /** The card of meetings, as it comes from where meetings are. */
  readonly meetings: Content
  readonly lanes: readonly Lane[]
  /** What other modules put on the page. */
  readonly cards: Content
  readonly colleagues: readonly Colleague[]
  readonly account: string
  readonly may: { readonly work: boolean; readonly seeSight: boolean; readonly noteAsOwner: boolean }
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
${columns(view.meetings, view.cards, teamCard(view, isOpen), programmeCard(view), ...flowCards(view, isOpen), (periods.length > 1 || !isOpen || view.changes.length > 0) && historyCard(view, say))}
${isOpen && view.may.work && ending(view, say)}`
}

/** A case is closed by saying what it led to; what belongs to the end is folded until somebody prepares it. */
function ending(view: CasePage, say: SayCase): Html {
  const { person, endPrepared, returned } = view
  const isOpen = returned.form.startsWith('closing.')
  return html`${!endPrepared && disclosure(say('close.prepare'), stepList(view, { flow: 'closing', mayChange: true }), isOpen)}
<p>${linkButton({ href: paths.personExit(person.id), label: say('close.title') })} <a href="${paths.personCaseClosing(person.id)}">${say('mistake.link')}</a></p>`
}

function nowCard(view: CasePage, of: SupportCase, say: SayCase): Html {
  const { language, colleagues, labels, may, returned } = view
  const isAlone = of.ownerId === view.account && !may.noteAsOwner
  const rows = [
    { term: say('now.next'), detail: nextDetail(view, say) },
    {
      term: say('now.owner'),
      detail:
        of.ownerId === null
          ? tag('due', say('now.owner.none'))
          : html`<b>${colleagueName(of.ownerId, colleagues)}</b>${hasLeft(of.ownerId, colleagues) && html` ${tag('due', say('now.owner.left'))}`}`,
    },
    { term: say('now.opened'), detail: formatDay(of.openedOn, language) },
    { term: say('setting.now'), detail: say(`setting.${of.setting}`) },
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
    html`${isAlone && aloneNotice(view, say)}${facts(rows)}${may.work && disclosure(say('owner.change'), ownerForm(view, of, say), isAlone || returned.form === 'owner')}${may.work && disclosure(say('setting.change'), settingForm(view, of, say), returned.form === 'setting')}`,
  )
}

/** Whoever answers for a case without writing of the young person is led to whoever can, before there is anything to write. */
function aloneNotice({ person, may }: CasePage, say: SayCase): Html {
  const sight = may.seeSight && html` <a href="${paths.personSight(person.id)}">${say('alone.sight')}</a>`
  return notice({ tone: 'due', title: say('alone.title') }, html`${say('alone.what')}${sight}`)
}

function nextDetail({ days, language, person, may }: CasePage, say: SayCase): Html {
  const plan =
    days.next === null && may.work && html` <a href="${paths.personMeetingNew(person.id)}">${say('now.next.plan')}</a>`
  return html`${nextDayLines(days, language)}${plan}`
}

/** The next day, or that there is none; and the one that has passed, on a line of its own. */
export function nextDayLines({ late, next }: NextDays, language: Language): Html {
  const say = caseWords(language)
  const line = ({ on, href, label }: NextDay) => html`<b>${formatDay(on, language)}</b>, <a href="${href}">${label}</a>`
  return html`${next === null ? tag('due', say('now.next.none')) : line(next)}${
    late !== null && html`<br>${tag('broken', say('now.next.past'))} ${line(late)}`
  }`
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

/** Somebody leaves school, or goes there again: from a day, and the case goes on. */
function settingForm(view: CasePage, of: SupportCase, say: SayCase): Html {
  const { language, person, returned, token, today } = view
  const isOwn = returned.form === 'setting'
  const typed = (name: string) => (isOwn ? (returned.typed[name] ?? null) : null)
  const action = paths.personCaseSetting(person.id)
  return form(
    {
      ...{ id: 'setting', action, language, errors: isOwn ? returned.errors : [], permitted: ALLOWED, token },
      ...{ submit: say('setting.save'), kind: 'quiet' },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'settingNow', label: say('setting.now'), value: typed('settingNow') ?? of.setting },
        options: Setting.options.map((value) => ({ value, label: say(`setting.${value}`) })),
      })}${field.date({ name: 'settingFrom', label: say('setting.from'), value: typed('settingFrom') ?? today })}`,
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

function historyCard({ periods, changes, language }: CasePage, say: SayCase): Html {
  const items = periods.map((each) => {
    const from = formatDay(each.openedOn, language)
    const when =
      each.closedOn === null
        ? say('history.open', { from })
        : say('history.closed', {
            ...{ from, until: formatDay(each.closedOn, language), reason: closeWord(each.closeReason, say) },
          })
    const changed = changes
      .filter(({ periodId }) => periodId === each.id)
      .map(
        ({ setting, from }) =>
          html`<br><span class="muted">${say('setting.changed', { day: formatDay(from, language), setting: say(`setting.${setting}`) })}</span>`,
      )
    const again =
      each.reopenReason !== null &&
      html`<br><span class="muted">${say('history.again', { reason: say(`reopen_reason.${each.reopenReason}`) })}</span>`
    return html`<li>${when} <span class="muted">${say(`setting.${each.setting}`)}, ${say(`origin.${each.origin}`)}</span>${changed}${again}</li>`
  })
  return card({ title: say('history.title'), id: 'history-title' }, html`<ul class="plain">${items}</ul>`)
}

function openForm(view: CasePage, say: SayCase): Html {
  const { language, person, of, returned, token, colleagues, account, today, may } = view
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
          help: say('open.why.help'),
          options: options(ReopenReason.options, 'reopen_reason'),
        })
      }${field.radios({
        ...{ name: 'setting', label: say('open.setting'), value: typed['setting'] ?? null },
        options: options(Setting.options, 'setting'),
      })}${field.select({
        ...{ name: 'origin', label: say('open.origin'), value: typed['origin'] ?? null, blank: '–' },
        options: options(Origin.options, 'origin'),
      })}${field.date({ name: 'openedOn', label: say('open.on'), help: say('open.on.help'), value: typed['openedOn'] ?? today })}${field.select(
        {
          ...{
            name: 'owner',
            label: say('open.owner'),
            help: say(may.noteAsOwner ? 'open.owner.help' : 'open.owner.other'),
            value: typed['owner'] ?? (may.noteAsOwner ? account : null),
            ...(!may.noteAsOwner && { blank: say('open.owner.choose') }),
          },
          options: ownerOptions(colleagues, person.protection !== 'none'),
        },
      )}`,
  )
}

/** The last day of something whose `until` is the day after. */
export const lastDay = (until: PlainDate, language: Language) => formatDay(addDays(until, -1), language)
