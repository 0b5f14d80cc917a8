import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatClock, formatWeekday } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { namedOptions } from '../cases/words.ts'
import { type Returned, returnedTo } from '../plan/parts-views.ts'
import { type Activity, type Appointment, CancelledBy, MeetingWay, ReasonKind } from './model.ts'
import { mayCorrect } from './rules.ts'
import { activityWords, type SayActivity, wordUnder } from './words.ts'

type Around = {
  readonly typed: Readonly<Record<string, string>>
  readonly colleagues: readonly Colleague[]
  readonly nameable: readonly Colleague[]
  readonly activities: readonly Activity[]
  readonly accountId: string
}

/** The fields of a time to meet. */
export function appointmentFields(field: Fields, view: Around, say: SayActivity): Html {
  const { typed, activities, accountId } = view
  const isFirst = Object.keys(typed).length === 0
  return html`${field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? null })}
${field.text({ name: 'atTime', label: say('atTime'), help: say('atTime.help'), value: typed['atTime'] ?? null, width: 'short' })}
${field.text({ name: 'minutes', label: say('minutes'), value: typed['minutes'] ?? '45', width: 'short', inputmode: 'numeric' })}
${field.select({
  ...{ name: 'way', label: say('way'), value: typed['way'] ?? 'here' },
  options: MeetingWay.options.map((value) => ({ value, label: say(`way.${value}`) })),
})}${field.select({
  ...{ name: 'accountId', label: say('accountId'), value: typed['accountId'] ?? accountId },
  options: namedOptions(view, typed['accountId'] ?? accountId),
})}${field.select({
  ...{
    name: 'activityId',
    label: say('activityId'),
    optional: true,
    blank: say('activityId.none'),
    value: typed['activityId'] ?? null,
  },
  options: activities
    .filter(({ state }) => state === 'planned' || state === 'under_way')
    .map(({ activityId, name }) => ({ value: activityId, label: name })),
})}${field.checkbox({ name: 'reminds', label: say('reminds'), help: say('reminds.help'), checked: isFirst || typed['reminds'] !== undefined })}`
}

export type AppointmentPage = PersonHead & {
  readonly permitted: Permitted
  readonly appointment: Appointment
  readonly before: readonly Appointment[]
  readonly colleagues: readonly Colleague[]
  readonly today: PlainDate
  readonly returned: Returned | null
  readonly token: string
}

/** One time: what became of it, or another day for it; and the days it has been moved from. */
export function appointmentPage(view: AppointmentPage): Html {
  const { appointment, language, person, returned, before, colleagues } = view
  const say = activityWords(language)
  const { onDay, atTime, way, accountId, outcome, remindedAs } = appointment
  const isOpen = outcome === null
  const corrects = mayCorrect(appointment)
  // What was moved or told of meanwhile has no such form any longer, and the refusal stands on its own.
  const hasForm = isOpen || (corrects && returned?.form === 'outcome')
  const general = hasForm ? [] : (returned?.errors ?? [])
  const name = colleagues.find((each) => each.accountId === accountId)?.displayName
  const reminded =
    remindedAs === 'sent'
      ? say('reminded.sent')
      : remindedAs && `${say('reminded.not')}: ${wordUnder('reminded_as', remindedAs, say)}`
  return html`${personHead(view, say('title.appointment'))}
${general.map(({ message }) => notice({ tone: 'broken', title: message }))}
${card(
  { title: `${formatWeekday(onDay, language)} ${formatClock(atTime, language)}`, id: 'time-title' },
  html`<p>${[say(`way.${way}`), name].filter(Boolean).join(', ')} ${outcome && tag('neutral', say(`outcome.${outcome}`))}</p>${reminded && html`<p class="muted">${reminded}</p>`}
${before.length > 0 && html`<p class="muted">${say('moved.before')}: ${before.map((each) => say('moved.from', { day: formatWeekday(each.onDay, language), time: formatClock(each.atTime, language) })).join(', ')}</p>`}
<p><a href="${paths.personActivities(person.id)}">${say('back')}</a></p>`,
)}
${isOpen && card({ title: say('outcome'), id: 'outcome-title' }, outcomeForm(view, say))}
${corrects && disclosure(say('outcome.correct'), outcomeForm(view, say), returnedTo('outcome', returned).errors.length > 0)}
${isOpen && card({ title: say('rebook'), id: 'rebook-title' }, rebookForm(view, say))}`
}

function outcomeForm({ appointment, person, language, token, returned }: AppointmentPage, say: SayActivity): Html {
  const { errors, typed } = returnedTo('outcome', returned)
  const action = paths.personAppointmentOutcome(person.id, appointment.id)
  return form(
    {
      ...{ id: 'outcome', action, language, errors, permitted: ALLOWED, token, submit: say('outcome.save') },
      hidden: appointment.outcome === null ? {} : { corrects: '1' },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'outcome', label: say('outcome'), value: typed['outcome'] ?? appointment.outcome },
        options: (['came', 'late', 'no_show', 'cancelled'] as const).map((value) => ({
          value,
          label: say(`outcome.${value}`),
        })),
      })}${field.select({
        ...{
          name: 'reasonKind',
          label: say('reasonKind'),
          help: say('reasonKind.help'),
          optional: true,
          blank: say('reasonKind.none'),
        },
        value: typed['reasonKind'] ?? appointment.reasonKind,
        options: ReasonKind.options.map((value) => ({ value, label: say(`reason_kind.${value}`) })),
      })}${field.select({
        ...{
          name: 'cancelledBy',
          label: say('cancelledBy'),
          help: say('cancelledBy.help'),
          optional: true,
          blank: say('cancelledBy.none'),
        },
        value: typed['cancelledBy'] ?? appointment.cancelledBy,
        options: CancelledBy.options.map((value) => ({ value, label: say(`cancelled_by.${value}`) })),
      })}`,
  )
}

function rebookForm(
  { appointment, person, language, permitted, token, returned }: AppointmentPage,
  say: SayActivity,
): Html {
  const { errors, typed } = returnedTo('rebook', returned)
  const action = paths.personAppointmentMove(person.id, appointment.id)
  return form(
    { ...{ id: 'rebook', action, language, errors, permitted, token, submit: say('rebook'), kind: 'quiet' } },
    (field) =>
      html`${field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? null })}${field.text({ name: 'atTime', label: say('atTime'), help: say('atTime.help'), value: typed['atTime'] ?? appointment.atTime, width: 'short' })}`,
  )
}
