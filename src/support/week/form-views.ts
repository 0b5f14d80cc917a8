import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { formatWeekday } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { WEEKDAYS } from '../placements/model.ts'
import { weekdayWord } from '../placements/words.ts'
import { type Attendance, HALVES, type Half, Mark, WeekReason, Where } from './model.ts'
import { backTo, holding, type WeekPage } from './page-views.ts'
import { daysOfWeek, isAwaySaid, plannedOn, planOn, weekAgreed } from './rules.ts'
import { capital, dayHeading, type SayWeek } from './words.ts'

type Row = { readonly on: PlainDate; readonly half: Half; readonly where: Where; readonly said: Attendance | null }

const fieldOf = (on: PlainDate, half: Half | 'day') => `${on}-${half}`

/** Half days that have been: those planned for, but on a holiday, and those of which something is said. */
function pastRows({ plans, attendance, monday, today, holidays }: WeekPage): readonly Row[] {
  return daysOfWeek(monday)
    .flatMap((on) =>
      HALVES.map((half): Row => {
        const said = attendance.find((each) => each.onDay === on && each.half === half) ?? null
        return { on, half, where: plannedOn(holding(plans), on)?.[half] ?? 'free', said }
      }),
    )
    .filter(({ on, where, said }) => on <= today && (said !== null || (where !== 'free' && !holidays.has(on))))
}

export function attendancePart(view: WeekPage, say: SayWeek): Html | null {
  const { language, monday, person, token, returned } = view
  const rows = pastRows(view)
  if (rows.length === 0) return null
  const { errors, typed } = backTo('attendance', returned)
  const was = Object.fromEntries(rows.map(({ on, half, said }) => [`was-${fieldOf(on, half)}`, said?.mark ?? '']))
  const days = [...Map.groupBy(rows, ({ on }) => on).values()].flatMap((own) =>
    view.isSplit ? own.map((row) => [row]) : wholeDays(own),
  )
  return card(
    { title: say('attendance'), id: 'attendance-title' },
    html`<p class="muted">${say('attendance.text')} ${splitLink(view, say)}</p>${form(
      {
        ...{ id: 'attendance', action: paths.personAttendance(person.id), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('attendance.save'), hidden: { ...was, monday, halves: view.isSplit ? '1' : '' } },
      },
      (field) => html`${days.map((own) => markField(field, own, { typed, view, say }))}
${sourceFields(field, { rows, typed, say })}`,
    )}${followedButtons(view, rows, say)}`,
  )
}

/** Both halves of a day in one, where they are at the same place and the same is said of them. */
function wholeDays(own: readonly Row[]): readonly (readonly Row[])[] {
  const [first, second] = own
  const isSame =
    first?.where === second?.where &&
    first?.said?.mark === second?.said?.mark &&
    first?.said?.source === second?.said?.source
  return own.length === 2 && isSame ? [own] : own.map((row) => [row])
}

type Marking = { readonly typed: Readonly<Record<string, string>>; readonly view: WeekPage; readonly say: SayWeek }

function markField(field: Fields, own: readonly Row[], { typed, view: { language }, say }: Marking): Html {
  const [row] = own
  if (row === undefined) return html``
  const { on, half, where, said } = row
  const name = fieldOf(on, own.length === 2 ? 'day' : half)
  const when =
    own.length === 2 ? dayHeading(on, language) : `${dayHeading(on, language)}, ${say(`half.${half}`).toLowerCase()}`
  return field.select({
    ...{ name, blank: say(said === null ? 'unsaid' : 'unsaid.back'), optional: true },
    label: `${when}: ${say(`what.${said?.what ?? where}`).toLowerCase()}`,
    ...(said && { help: say('said.by', { who: say(`source.${said.source}`) }) }),
    value: typed[name] ?? typed[fieldOf(on, 'day')] ?? said?.mark ?? '',
    options: Mark.options.map((value) => ({ value, label: say(`mark.${value}`) })),
  })
}

type Sources = {
  readonly rows: readonly Row[]
  readonly typed: Readonly<Record<string, string>>
  readonly say: SayWeek
}

/** Who says it: of the school's days the school, as a rule, and of others whoever writes. */
function sourceFields(field: Fields, { rows, typed, say }: Sources): Html {
  const options = (['staff', 'school'] as const).map((value) => ({ value, label: say(`source.choice.${value}`) }))
  const atSchool = rows.some(({ where }) => where === 'school')
  const elsewhere = rows.some(({ where }) => where !== 'school')
  return html`${elsewhere && field.radios({ name: 'source', label: say(atSchool ? 'attendance.source.other' : 'attendance.source'), value: typed['source'] ?? 'staff', options })}
${atSchool && field.radios({ name: 'sourceSchool', label: say(elsewhere ? 'attendance.source.school' : 'attendance.source'), value: typed['sourceSchool'] ?? 'school', options })}`
}

/** Of each day when nobody came, as the supervisor says: that it is seen. */
function followedButtons({ person, monday, token, language }: WeekPage, rows: readonly Row[], say: SayWeek): Html {
  const away = new Set(rows.flatMap(({ on, said }) => (said !== null && isAwaySaid(said) ? [on] : [])))
  return html`${[...away].map((on) => {
    const day = formatWeekday(on, language)
    return html`<p>${say('attendance.followed.of', { day: day.toLowerCase() })}</p>${actionButton({
      ...{ action: paths.personAttendance(person.id), label: say('attendance.followed'), permitted: ALLOWED },
      ...{ values: { token, monday, followed: on }, of: day },
    })}`
  })}`
}

const splitLink = ({ person, monday, isSplit }: WeekPage, say: SayWeek): Html =>
  html`<a href="${paths.personWeek(person.id, { from: monday, halves: isSplit ? null : '1' })}">${say(isSplit ? 'halves.together' : 'halves.apart')}</a>`

/** The fields of a plan: `morning-0` is Monday morning, `day-0` the whole of it. */
export const planField = (half: Half | 'day', day: number) => `${half}-${day}`

export function planPart(view: WeekPage, say: SayWeek, isOpen: boolean): Html {
  const { language, plans, person, token, returned, today } = view
  const { errors, typed } = backTo('plan', returned)
  const reasons = WeekReason.options.map((each) => ({ value: each, label: say(`reason.${each}`) }))
  return disclosure(
    say('plan'),
    html`<p class="muted">${say('plan.text')} ${splitLink(view, say)}</p>${form(
      {
        ...{ id: 'plan', action: paths.personWeek(person.id), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('plan.save'), hidden: { seen: plans[0]?.id ?? '', halves: view.isSplit ? '1' : '' } },
      },
      (field) => html`${field.date({ name: 'fromOn', label: say('fromOn'), value: typed['fromOn'] ?? today })}
${field.select({ name: 'reason', label: say('reason'), blank: '–', value: typed['reason'] ?? (plans.length === 0 ? 'first' : ''), options: reasons })}
${dayFields(field, view, say)}`,
    )}`,
    isOpen || view.isFilled || returned?.form === 'plan',
  )
}

/** A week to begin from: what holds today, else what is agreed with the workplace; or that, where it is asked for. */
function beginning({ plans, placed, today, isFilled }: WeekPage) {
  const running = placed.filter(({ endedOn }) => endedOn === null)
  const plan = planOn(holding(plans), today)
  if (plan !== null && !isFilled) return plan
  const first = running.flatMap(({ agreed }) => agreed.slice(0, 1).map(({ fromOn }) => fromOn)).toSorted()[0]
  return weekAgreed(plan, running, first !== undefined && first > today ? first : today)
}

function dayFields(field: Fields, view: WeekPage, say: SayWeek): readonly Html[] {
  const { typed } = backTo('plan', view.returned)
  const week = beginning(view)
  const options = Where.options.map((each) => ({ value: each, label: say(`what.${each}`) }))
  const stands = (half: Half, day: number) => (half === 'morning' ? week.mornings : week.afternoons)[day] ?? 'free'
  return WEEKDAYS.flatMap((on, day) => {
    const name = capital(weekdayWord(on, view.language))
    const isWhole = !view.isSplit && stands('morning', day) === stands('afternoon', day)
    const fields = isWhole ? (['day'] as const) : HALVES
    return fields.map((half) =>
      field.select({
        ...{ name: planField(half, day), options },
        label: half === 'day' ? name : `${name}, ${say(`half.${half}`).toLowerCase()}`,
        value: typed[planField(half, day)] ?? stands(half === 'day' ? 'morning' : half, day),
      }),
    )
  })
}
