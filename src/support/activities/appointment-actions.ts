import { randomUUID } from 'node:crypto'
import type { Context, Database, Read, Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { takeUpToday } from '../../outreach/contacts/actions.ts'
import { languagesWith } from '../../outreach/messages/language-store.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import type { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { lockOpenCase, lockSupported } from '../cases/actions.ts'
import { namingProblems } from '../cases/named.ts'
import { requireNone } from './actions.ts'
import * as store from './appointment-store.ts'
import type { Appointment, AppointmentInput } from './model.ts'
import { appointmentProblems, mayCorrect, outcomeProblems, remindsTo } from './rules.ts'
import { activitiesOf } from './store.ts'

/** Books a time to meet. Answers with its id. */
export async function bookAppointment(
  tx: Write,
  made: AppointmentInput & { readonly personId: string },
): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, made.personId)
  const all = made.activityId === null ? [] : await activitiesOf(tx, person.id)
  const isTheirs = all.some((each) => each.activityId === made.activityId && each.personId === of.personId)
  requireNone('appointment', [
    ...appointmentProblems(made, tx.today),
    ...(await namingProblems(
      tx,
      { personId: person.id, accountId: made.accountId, field: 'accountId' },
      'colleague_missing',
    )),
    ...(made.activityId === null || isTheirs ? [] : [{ field: 'activityId', code: 'tie_missing' }]),
  ])
  const id = randomUUID()
  await store.insertAppointment(tx, { ...made, id, caseId: of.id, personId: of.personId, replacesId: null })
  await tx.record('activities.booked', { object: id, personId: person.id, detail: { onDay: made.onDay } })
  return id
}

type OfAppointment = { readonly personId: string; readonly id: string }

export type AppointmentOutcome = {
  readonly outcome: 'came' | 'late' | 'no_show' | 'cancelled'
  readonly reasonKind: 'acceptable' | 'unacceptable' | 'logistics' | null
  readonly cancelledBy: 'youth' | 'guardian' | 'us' | 'other' | null
}

/** Says what became of a time. Whoever did not come gets a call today: that they stay away is not the end of it. */
export async function noteOutcome(tx: Write, wanted: OfAppointment & AppointmentOutcome): Promise<void> {
  tx.require('support.work')
  const { person, appointment } = await openAppointment(tx, wanted)
  const said = outcomeOf(tx, appointment, wanted)
  await store.closeAppointment(tx, appointment.id, said)
  if (said.outcome === 'no_show') await callToday(tx, person.id)
  const detail = { outcome: said.outcome }
  await tx.record('activities.attended', { object: appointment.id, personId: person.id, detail })
}

/** Says anew what became of a time, where what was noted is wrong. What was noted is kept; a call that it led to is not taken back. */
export async function correctOutcome(tx: Write, wanted: OfAppointment & AppointmentOutcome): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, wanted.personId)
  const appointment = await store.appointmentOf(tx, { root: person.id, id: wanted.id })
  if (!mayCorrect(appointment)) throw new Refused('conflict', 'told_already')
  const said = outcomeOf(tx, appointment, wanted)
  const id = await store.correctAppointment(tx, appointment.id, said)
  if (said.outcome === 'no_show' && appointment.outcome !== 'no_show') await callToday(tx, person.id)
  const detail = { outcome: said.outcome, before: appointment.outcome }
  await tx.record('activities.outcome_corrected', { object: id, personId: person.id, detail })
}

/** What is said of a time, checked: a reason goes with who did not come, and somebody called off what is called off. */
function outcomeOf(tx: Read, appointment: Appointment, wanted: AppointmentOutcome): AppointmentOutcome {
  requireNone('appointment', outcomeProblems(appointment, wanted, tx.today))
  const { outcome } = wanted
  const reasonKind = outcome === 'no_show' ? wanted.reasonKind : null
  return { outcome, reasonKind, cancelledBy: outcome === 'cancelled' ? wanted.cancelledBy : null }
}

async function callToday(tx: Write, personId: PersonId): Promise<void> {
  if (tx.may('outreach.log')) await takeUpToday(tx, { personId, channel: 'call' })
}

type Moved = OfAppointment & Pick<AppointmentInput, 'onDay' | 'atTime'>

/** Moves a time to another day, in a case that is open: the one that was is kept, and the new one says which it came instead of. */
export async function moveAppointment(tx: Write, wanted: Moved): Promise<string> {
  tx.require('support.work')
  await lockOpenCase(tx, wanted.personId)
  const { person, appointment } = await openAppointment(tx, wanted)
  const { onDay, atTime } = wanted
  requireNone('appointment', appointmentProblems({ onDay, atTime, minutes: appointment.minutes }, tx.today))
  await store.closeAppointment(tx, appointment.id, { outcome: 'moved', reasonKind: null, cancelledBy: null })
  const id = randomUUID()
  const { caseId, personId, activityId, minutes, way, accountId, reminds } = appointment
  const same = { caseId, personId, activityId, minutes, way, accountId, reminds }
  await store.insertAppointment(tx, { ...same, onDay, atTime, id, replacesId: appointment.id })
  await tx.record('activities.rebooked', { object: id, personId: person.id, detail: { onDay } })
  return id
}

/** A time that nothing has become of yet; a case that was closed meanwhile does not keep it from being told. */
async function openAppointment(tx: Write, { personId, id }: OfAppointment) {
  const person = await lockSupported(tx, personId)
  const appointment = await store.appointmentOf(tx, { root: person.id, id })
  if (appointment.outcome !== null) throw new Refused('conflict', 'told_already')
  return { person, appointment }
}

const AT_ONCE = 50

/** A day as it is said in a text, in the receiver's language where there are words for it. */
export type SayDay = (on: PlainDate, language: 'sv' | 'en') => string

/** Reminds of the next workday's times, one batch. True when there were any. The outbox keeps the quiet hours. */
export function appointmentRound(db: Database, context: Context, sayDay: SayDay): Promise<boolean> {
  return db.write(context, (tx) => remindDue(tx, sayDay))
}

async function remindDue(tx: Write, sayDay: SayDay): Promise<boolean> {
  tx.require('activities.remind')
  const to = remindsTo(tx.today, await holidaysBetween(tx, tx.today, addDays(tx.today, 14)))
  const due = await store.takeToRemind(tx, { to, most: AT_ONCE })
  if (due.length === 0) tx.recorded = true // nothing was due, and nothing is changed
  for (const appointment of due) await remindOf(tx, appointment, sayDay)
  return due.length > 0
}

/** A text with the day and the time, and neither who nor what. Who can not be texted is left, and why is noted. */
async function remindOf(tx: Write, { id, personId, onDay, atTime }: Appointment, sayDay: SayDay): Promise<void> {
  const person = await personById(tx, personId)
  const theirs = (await languagesWith(tx, [person.id], 'self')).get(person.id) ?? 'sv'
  const values = { dag: sayDay(onDay, theirs === 'en' ? 'en' : 'sv'), tid: atTime.replace(':', '.') }
  const content = { kind: 'template', code: 'booking', language: null, values } as const
  const queued = await sendMessage(tx, {
    personId: person.id,
    to: 'self',
    channel: 'sms',
    content,
    dedupKey: `booking:${id}`,
  })
  const as = queued.ok || queued.reason === 'twice' ? 'sent' : queued.reason
  await store.markReminded(tx, id, as)
  await tx.record('activities.reminded', { object: id, personId, detail: { as } })
}
