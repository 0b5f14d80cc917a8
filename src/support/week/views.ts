import type { Colleague } from '../../access/model.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { colleagueName } from '../../outreach/contacts/views.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, formatNumber, formatWeekday, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { WEEKDAYS } from '../placements/model.ts'
import { weekdayWord } from '../placements/words.ts'
import { weekPicture } from './drawing-views.ts'
import {
  type Attendance,
  HALVES,
  type Half,
  Mark,
  type WeekPlan,
  type WeekQuestion,
  WeekReason,
  Where,
} from './model.ts'
import { changesBetween, daysOfWeek, type Followed, followed, plannedOn } from './rules.ts'
import { type SayWeek, weekWords } from './words.ts'

export type CameBack = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type WeekPage = PersonHead & {
  readonly today: PlainDate
  readonly monday: PlainDate
  readonly week: number
  /** Every version, the latest first. */
  readonly plans: readonly WeekPlan[]
  readonly attendance: readonly Attendance[]
  readonly questions: readonly WeekQuestion[]
  readonly colleagues: readonly Colleague[]
  readonly hasCase: boolean
  readonly token: string
  readonly returned: CameBack | null
}

const holding = (plans: readonly WeekPlan[]) => plans.filter(({ knownUntil }) => knownUntil === null)

const backTo = (id: string, returned: CameBack | null) => ({
  errors: returned?.form === id ? returned.errors.filter(({ field }) => field !== null) : [],
  typed: returned?.form === id ? returned.typed : {},
})

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
${isPlanned ? plannedPart(view, say) : emptyState({ title: say('no_plan'), hint: say('no_plan.hint') })}
${isPlanned && attendancePart(view, say)}
${questionsPart(view, say)}
${view.hasCase ? planPart(view, say, !isPlanned) : emptyState({ title: say('no_case.title'), hint: say('no_case.hint') })}
${historyPart(view, say)}`
}

function plannedPart(view: WeekPage, say: SayWeek): Html {
  const { language, plans, attendance, monday, today } = view
  const rows = followed(holding(plans), attendance, { monday, today })
  const number = (value: number) => formatNumber(value, language)
  return html`${card(
    { title: say('planned'), id: 'planned-title' },
    weekPicture(daysOfWeek(monday), { plans: holding(plans), attendance, language }),
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

type Row = { readonly on: PlainDate; readonly half: Half; readonly where: Where; readonly said: Attendance | null }

const fieldOf = (on: PlainDate, half: Half) => `${on}-${half}`

function attendancePart(view: WeekPage, say: SayWeek): Html | null {
  const { language, plans, attendance, monday, today, person, token, returned } = view
  const rows = daysOfWeek(monday).flatMap((on) =>
    HALVES.map((half): Row => {
      const where = plannedOn(holding(plans), on)?.[half] ?? 'free'
      return { on, half, where, said: attendance.find((each) => each.onDay === on && each.half === half) ?? null }
    }),
  )
  const past = rows.filter(({ on, where }) => on <= today && where !== 'free')
  if (past.length === 0) return null
  const { errors, typed } = backTo('attendance', returned)
  const sources = (['staff', 'school'] as const).map((value) => ({ value, label: say(`source.choice.${value}`) }))
  const was = Object.fromEntries(past.map(({ on, half, said }) => [`was-${fieldOf(on, half)}`, said?.mark ?? '']))
  return card(
    { title: say('attendance'), id: 'attendance-title' },
    html`<p class="muted">${say('attendance.text')}</p>${form(
      {
        ...{ id: 'attendance', action: paths.personAttendance(person.id), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('attendance.save'), hidden: { ...was, monday } },
      },
      (field) => html`${past.map(({ on, half, where, said }) =>
        field.select({
          ...{ name: fieldOf(on, half), blank: say('unsaid'), optional: true },
          label: `${formatWeekday(on, language)}, ${say(`half.${half}`).toLowerCase()}: ${say(`what.${where}`).toLowerCase()}`,
          ...(said && { help: say('said.by', { who: say(`source.${said.source}`) }) }),
          value: typed[fieldOf(on, half)] ?? said?.mark ?? '',
          options: Mark.options.map((value) => ({ value, label: say(`mark.${value}`) })),
        }),
      )}
${field.radios({ name: 'source', label: say('attendance.source'), value: typed['source'] ?? 'staff', options: sources })}`,
    )}`,
  )
}

function questionsPart({ language, questions }: WeekPage, say: SayWeek): Html | null {
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

/** The fields of a plan: `morning-0` is Monday morning. */
export const planField = (half: Half, day: number) => `${half}-${day}`

function planPart(view: WeekPage, say: SayWeek, isOpen: boolean): Html {
  const { language, plans, person, token, returned, today } = view
  const { errors, typed } = backTo('plan', returned)
  const latest = holding(plans).toSorted((a, b) => b.fromOn.localeCompare(a.fromOn))[0]
  const value = (half: Half, day: number) =>
    typed[planField(half, day)] ?? (half === 'morning' ? latest?.mornings : latest?.afternoons)?.[day] ?? 'free'
  const options = Where.options.map((each) => ({ value: each, label: say(`what.${each}`) }))
  const reasons = WeekReason.options.map((each) => ({ value: each, label: say(`reason.${each}`) }))
  return disclosure(
    say('plan'),
    html`<p class="muted">${say('plan.text')}</p>${form(
      {
        ...{ id: 'plan', action: paths.personWeek(person.id), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('plan.save'), hidden: { seen: plans[0]?.id ?? '' } },
      },
      (field) => html`${field.date({ name: 'fromOn', label: say('fromOn'), value: typed['fromOn'] ?? today })}
${field.select({ name: 'reason', label: say('reason'), blank: '–', value: typed['reason'] ?? (plans.length === 0 ? 'first' : ''), options: reasons })}
${WEEKDAYS.map((weekday, day) =>
  HALVES.map((half) => {
    const label = `${capital(weekdayWord(weekday, language))}, ${say(`half.${half}`).toLowerCase()}`
    return field.select({ name: planField(half, day), label, value: value(half, day), options })
  }),
)}`,
    )}`,
    isOpen || returned?.form === 'plan',
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Who planned what when, and what was before. */
function historyPart({ plans, language, colleagues }: WeekPage, say: SayWeek): Html | null {
  if (plans.length === 0) return null
  const rows = plans.map((plan, index) => ({ plan, before: plans[index + 1] ?? null }))
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
}

/** On a person's page: this week. */
export function weekCard({ language, personId, monday, plans, attendance }: WeekCard): Html {
  const say = weekWords(language)
  const days = daysOfWeek(monday)
  const isPlanned = days.some((on) => plannedOn(plans, on) !== null)
  return card(
    { title: say('title'), id: 'week-title' },
    html`${isPlanned ? weekPicture(days, { plans, attendance, language }) : html`<p class="muted">${say('card.none')}</p>`}
<p><a href="${paths.personWeek(personId)}">${say('card.link')}</a></p>`,
  )
}
