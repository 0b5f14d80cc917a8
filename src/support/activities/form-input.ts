import type { z } from 'zod'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { idOf, type Submitted } from '../../kernel/http.ts'
import { typedDay } from '../../ui/typed-day.ts'
import type { AppointmentOutcome } from './appointment-actions.ts'
import {
  type ActivityInput,
  ActivityState,
  type AppointmentInput,
  Came,
  CancelledBy,
  Factor,
  type GroupInput,
  GroupState,
  MeetingWay,
  type Presence,
  ProofKind,
  QualificationEnd,
  type QualificationInput,
  QualificationKind,
  ReasonKind,
} from './model.ts'

/** Reads the forms of activities: what cannot be read is refused where it stands, all of it at once. */
class Reading {
  readonly problems: FieldProblem[] = []
  readonly form: Submitted
  readonly today: PlainDate

  constructor(form: Submitted, today: PlainDate) {
    this.form = form
    this.today = today
  }

  text(name: string): string | null {
    return this.form.text(name) || null
  }

  number(name: string): number {
    return this.form.text(name) === '' ? Number.NaN : Number(this.form.text(name))
  }

  day(name: string): PlainDate {
    const found = typedDay(this.form.text(name), this.today)
    if (found === null) this.problems.push({ field: name, code: 'day_unreadable' })
    return found ?? this.today
  }

  dayOrNone(name: string): PlainDate | null {
    return this.form.text(name) === '' ? null : this.day(name)
  }

  choice<T extends string>(name: string, of: z.ZodType<T>, code: string): T {
    const found = of.safeParse(this.form.text(name))
    if (!found.success) this.problems.push({ field: name, code })
    return found.data as T
  }

  choiceOrNone<T extends string>(name: string, of: z.ZodType<T>): T | null {
    const found = of.safeParse(this.form.text(name))
    return found.success ? found.data : null
  }

  factors(): readonly Factor[] {
    return this.form.list('factors').flatMap((each) => {
      const found = Factor.safeParse(each)
      return found.success ? [found.data] : []
    })
  }

  done<T>(value: T): T {
    if (this.problems.length > 0) throw new Refused('invalid', 'form', this.problems)
    return value
  }
}

export function readActivity(form: Submitted, today: PlainDate): ActivityInput {
  const read = new Reading(form, today)
  const tie = form.text('tie')
  const number = (name: string) => (form.text(name) === '' ? null : Number(form.text(name)))
  return read.done({
    particulars: {
      kind: form.text('kind'),
      ...{ subject: read.text('subject'), place: read.text('place'), organiser: read.text('organiser') },
      ...{ leadsTo: read.text('leadsTo'), tasks: read.text('tasks'), weekdays: read.text('weekdays') },
      ...{ hours: number('hours'), sessions: number('sessions') },
    },
    name: form.text('name'),
    goalId: tie.startsWith('goal:') ? tie.slice(5) : null,
    stepId: tie.startsWith('step:') ? tie.slice(5) : null,
    factors: read.factors(),
    startsOn: read.day('startsOn'),
    endsOn: read.dayOrNone('endsOn'),
  })
}

export function readMove(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  const state = read.choice('state', ActivityState, 'state_missing')
  const endedOn = state === 'planned' || state === 'under_way' ? today : read.day('endedOn')
  return read.done({ state, endedOn, reason: read.text('reason'), reasonWords: read.text('reasonWords') })
}

export function readQualification(form: Submitted, today: PlainDate): QualificationInput {
  const read = new Reading(form, today)
  return read.done({
    kind: read.choice('kind', QualificationKind, 'qualification_kind_missing'),
    name: form.text('name'),
    level: read.text('level'),
    gotOn: read.day('gotOn'),
    validUntil: read.dayOrNone('validUntil'),
    evidence: read.choice('evidence', ProofKind, 'evidence_missing'),
    activityId: read.text('activityId'),
  })
}

export function readQualificationEnd(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ as: read.choice('as', QualificationEnd, 'closed_as_missing') })
}

/** `14.30`, `14:30` and `9` as `HH:MM`; what is no time of day comes back as it was typed, and is refused. */
export function timeOf(text: string): string {
  const match = /^(\d{1,2})(?:[.: ]?(\d{2}))?$/.exec(text)
  if (match === null) return text
  return `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`
}

export function readAppointment(form: Submitted, today: PlainDate): AppointmentInput {
  const read = new Reading(form, today)
  return read.done({
    activityId: read.text('activityId'),
    onDay: read.day('onDay'),
    atTime: timeOf(form.text('atTime')),
    minutes: read.number('minutes'),
    way: read.choice('way', MeetingWay, 'way_missing'),
    accountId: form.text('accountId'),
    reminds: form.text('reminds') !== '',
  })
}

export function readOutcome(form: Submitted, today: PlainDate): AppointmentOutcome {
  const read = new Reading(form, today)
  const outcome =
    form.text('outcome') === 'cancelled' ? ('cancelled' as const) : read.choice('outcome', Came, 'outcome_missing')
  const reasonKind = read.choiceOrNone('reasonKind', ReasonKind)
  return read.done({ outcome, reasonKind, cancelledBy: read.choiceOrNone('cancelledBy', CancelledBy) })
}

export function readRebooking(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ onDay: read.day('onDay'), atTime: timeOf(form.text('atTime')) })
}

export function readGroup(form: Submitted, today: PlainDate): GroupInput {
  const read = new Reading(form, today)
  return read.done({
    ...{ name: form.text('name'), place: read.text('place'), capacity: read.number('capacity') },
    ...{ startsOn: read.day('startsOn'), endsOn: read.dayOrNone('endsOn') },
    factors: [...read.factors()],
    accountId: form.text('accountId'),
  })
}

export function readGroupMove(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ state: read.choice('state', GroupState, 'state_missing'), reason: read.text('reason') })
}

/** `came`, or `no_show:logistics`; what is neither says nothing. */
function presenceIn(value: string): Presence {
  const [said, why] = value.split(':')
  const came = Came.safeParse(said)
  return came.success ? { came: came.data, reasonKind: ReasonKind.nullable().catch(null).parse(why) } : null
}

/** `came-<activity>` for each who is told of; in a correction, of the session it corrects. */
export function readSession(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  const attended: Record<string, Presence> = {}
  for (const [name, value] of Object.entries(form.values)) {
    const activityId = /^came-([0-9a-f-]{36})$/.exec(name)?.[1]
    if (activityId !== undefined) attended[activityId] = presenceIn(value)
  }
  const sessionId = form.text('sessionId') === '' ? null : idOf(form.text('sessionId'))
  if (sessionId !== null) return { sessionId, isAnother: false, onDay: today, minutes: 0, attended }
  const isAnother = form.text('isAnother') !== ''
  return read.done({ sessionId, isAnother, onDay: read.day('onDay'), minutes: read.number('minutes'), attended })
}
