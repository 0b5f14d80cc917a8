import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { colleagueName } from '../../outreach/contacts/views.ts'
import { personHead } from '../../people/contact-views.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, formatNumber, formatWeekday, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { WEEKDAYS } from '../placements/model.ts'
import { weekdayWord } from '../placements/words.ts'
import { weekPicture } from './drawing-views.ts'
import { attendancePart, planPart } from './form-views.ts'
import type { Attendance, WeekPlan, WeekQuestion } from './model.ts'
import { holding, type WeekPage } from './page-views.ts'
import {
  changesBetween,
  type Difference,
  daysOfWeek,
  differences,
  type Followed,
  followed,
  heldBefore,
  plannedOn,
} from './rules.ts'
import { type SayWeek, weekWords } from './words.ts'

/** One week of somebody's: as planned, as it went, and what was planned before. */
export function weekPage(view: WeekPage): Html {
  const { language, returned, monday, person, plans } = view
  const say = weekWords(language)
  const link = (on: PlainDate, word: 'week.before' | 'week.now' | 'week.after') =>
    linkButton({ href: paths.personWeek(person.id, { from: on }), label: say(word) })
  const general = returned?.errors.filter(({ field }) => field === null) ?? []
  const isPlanned = daysOfWeek(monday).some((on) => plannedOn(holding(plans), on) !== null)
  return html`${personHead(view, say('title'), say('week.of', { week: view.week, day: formatDay(monday, language) }))}
${general.map(({ message }) => notice({ tone: 'due', title: message }))}
${toolbar(link(addDays(monday, -7), 'week.before'), link(view.today, 'week.now'), link(addDays(monday, 7), 'week.after'))}
${differsPart(view, say)}
${isPlanned ? plannedPart(view, say) : emptyState({ title: say('no_plan'), hint: say('no_plan.hint') })}
${isPlanned && attendancePart(view, say)}
${questionsPart(view, say)}
${view.hasCase ? planPart(view, say, !isPlanned) : emptyState({ title: say('no_case.title'), hint: say('no_case.hint') })}
${historyPart(view, say)}`
}

function plannedPart(view: WeekPage, say: SayWeek): Html {
  const { language, plans, attendance, monday, today, holidays } = view
  const rows = followed(holding(plans), attendance, { monday, today, holidays: new Set(holidays.keys()) })
  const number = (value: number) => formatNumber(value, language)
  return html`${card(
    { title: say('planned'), id: 'planned-title' },
    weekPicture(daysOfWeek(monday), { plans: holding(plans), attendance, holidays, language }),
  )}
${dataTable<Followed>({
  ...{ language, id: 'followed', caption: say('followed'), rows, empty: html``, phone: 'scroll' },
  columns: [
    { key: 'what', label: say('followed.what'), heads: true, cell: ({ what }) => say(`what.${what}`) },
    { key: 'planned', label: say('followed.planned'), numeric: true, cell: (each) => number(each.planned) },
    { key: 'came', label: say('followed.came'), numeric: true, cell: (each) => number(each.came) },
    { key: 'told', label: say('followed.told'), numeric: true, cell: (each) => number(each.told) },
    { key: 'away', label: say('followed.away'), numeric: true, cell: (each) => number(each.away) },
    { key: 'unsaid', label: say('followed.unsaid'), numeric: true, cell: (each) => number(each.unsaid) },
  ],
})}`
}

/** The same on the page of a placement. */
export function differsFold(
  found: readonly Difference[],
  { language, personId, from }: { readonly language: Language; readonly personId: string; readonly from: PlainDate },
): Html | null {
  const say = weekWords(language)
  if (found.length === 0) return null
  return notice(
    { tone: 'due', title: say('differs.title') },
    html`<p>${say('differs.text')}</p><ul>${differsLines(found, language)}</ul><p><a href="${paths.personWeek(personId, { from, fill: '1' })}">${say('differs.fill')}</a></p>`,
  )
}

/** That the week and what is agreed with the workplace say different things, while there is something to do about it. */
function differsPart(view: WeekPage, say: SayWeek): Html | null {
  const { monday, today, plans, placed, holidays, language, person, hasCase } = view
  const days = daysOfWeek(monday)
  const known = { plans: holding(plans), holidays: new Set(holidays.keys()) }
  if (!hasCase || addDays(monday, 6) < today || placed.every(({ endedOn }) => endedOn !== null)) return null
  const lines = differsLines(differences(placed, days, known), language)
  if (lines.length === 0) return null
  return notice(
    { tone: 'due', title: say('differs.title') },
    html`<p>${say('differs.text')}</p><ul>${lines}</ul><p><a href="${paths.personWeek(person.id, { from: monday, fill: '1' })}">${say('differs.fill')}</a>, <a href="${paths.personPlacements(person.id)}">${say('differs.terms')}</a></p>`,
  )
}

/** Each half day that is one thing in the week and another in what is agreed. */
function differsLines(found: readonly Difference[], language: Language): readonly Html[] {
  const say = weekWords(language)
  return found.map(({ on, half, isAgreed }) => {
    const of = { day: formatWeekday(on, language), half: say(`half.${half}`).toLowerCase() }
    return html`<li>${say(isAgreed ? 'differs.agreed' : 'differs.planned', of)}</li>`
  })
}

function questionsPart({ language, questions, placed }: WeekPage, say: SayWeek): Html | null {
  const isStopped = placed.some(({ endedOn, isStopped: stopped }) => endedOn === null && stopped)
  if (isStopped)
    return html`${notice({ tone: 'due', title: say('questions.stopped') })}${questionsFold(language, questions, say)}`
  return questionsFold(language, questions, say)
}

function questionsFold(language: Language, questions: readonly WeekQuestion[], say: SayWeek): Html | null {
  if (questions.length === 0) return null
  const stateOf = ({ state, answeredAt }: WeekQuestion): Content => {
    if (answeredAt !== null) return tag('in', say('state.answered'))
    return tag(state === 'failed' || state === 'uncertain' ? 'due' : 'neutral', say(`state.${state}`))
  }
  const span = ({ fromOn, lastOn }: WeekQuestion) =>
    fromOn === lastOn ? formatDay(lastOn, language) : `${formatDay(fromOn, language)} – ${formatDay(lastOn, language)}`
  return disclosure(
    say('questions'),
    dataTable<WeekQuestion>({
      ...{ language, id: 'questions', caption: say('questions'), captionUnseen: true, rows: questions, empty: html`` },
      columns: [
        { key: 'of', label: say('questions.of'), heads: true, cell: span },
        { key: 'state', label: say('questions.state'), cell: stateOf },
      ],
    }),
  )
}

/** Who planned what when, and what held before. */
function historyPart({ plans, language, colleagues }: WeekPage, say: SayWeek): Html | null {
  if (plans.length === 0) return null
  const rows = plans.map((plan) => ({ plan, before: heldBefore(plans, plan) }))
  return disclosure(
    say('history'),
    dataTable<(typeof rows)[number]>({
      ...{ language, id: 'history', caption: say('history'), captionUnseen: true, rows, empty: html`` },
      columns: [
        {
          ...{ key: 'at', label: say('history.at'), heads: true, tight: true },
          cell: ({ plan }) => formatInstant(plan.knownFrom, language),
        },
        { key: 'who', label: say('history.who'), cell: ({ plan }) => colleagueName(plan.setBy, { colleagues }) },
        {
          ...{ key: 'from', label: say('history.from') },
          cell: ({ plan }) =>
            html`${formatDay(plan.fromOn, language)}${plan.knownUntil !== null && html` ${tag('neutral', say('history.replaced'))}`}`,
        },
        { key: 'why', label: say('reason'), cell: ({ plan }) => say(`reason.${plan.reason}`) },
        {
          key: 'what',
          label: say('history.what'),
          cell: ({ plan, before }) => changesCell(plan, before, { language, say }),
        },
      ],
    }),
  )
}

function changesCell(
  plan: WeekPlan,
  before: WeekPlan | null,
  { language, say }: { readonly language: Language; readonly say: SayWeek },
): Content {
  const lines = changesBetween(before, plan).map((change) => {
    const day = weekdayWord(WEEKDAYS[change.day] ?? 'monday', language)
    const [one, other] = [say(`what.${change.before}`).toLowerCase(), say(`what.${change.after}`).toLowerCase()]
    return html`<li>${say('history.change', { day, half: say(`half.${change.half}`).toLowerCase(), before: one, after: other })}</li>`
  })
  return lines.length === 0 ? say('history.same') : html`<ul class="plain">${lines}</ul>`
}

export type WeekCard = {
  readonly language: Language
  readonly personId: string
  readonly monday: PlainDate
  readonly plans: readonly WeekPlan[]
  readonly attendance: readonly Attendance[]
  readonly holidays: ReadonlyMap<PlainDate, string>
}

/** On a person's page: this week. */
export function weekCard({ language, personId, monday, plans, attendance, holidays }: WeekCard): Html {
  const say = weekWords(language)
  const days = daysOfWeek(monday)
  const isPlanned = days.some((on) => plannedOn(plans, on) !== null)
  return card(
    { title: say('title'), id: 'week-title' },
    html`${isPlanned ? weekPicture(days, { plans, attendance, holidays, language }) : html`<p class="muted">${say('card.none')}</p>`}
<p><a href="${paths.personWeek(personId)}">${say('card.link')}</a></p>`,
  )
}
