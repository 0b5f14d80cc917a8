import type { z } from 'zod'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import type { Submitted } from '../../kernel/http.ts'
import { typedDay } from '../../ui/typed-day.ts'
import {
  Answer,
  ArchiveReason,
  Attainment,
  EndReason,
  ExemptReason,
  type GoalInput,
  NotNeeded,
  OtherActor,
  Present,
  Responsible,
  RestoreReason,
  type StepInput,
  StepState,
  Who,
} from './model.ts'

/** Reads the forms of the plan: what cannot be read is refused where it stands, all of it at once. */
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

  done<T>(value: T): T {
    if (this.problems.length > 0) throw new Refused('invalid', 'form', this.problems)
    return value
  }
}

export function readWhole(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ seen: read.text('seen'), words: read.text('planWords'), startsOn: read.day('startsOn') })
}

export function readGoal(form: Submitted, today: PlainDate): GoalInput {
  const read = new Reading(form, today)
  return read.done({
    words: form.text('words'),
    matters: read.text('matters'),
    strengths: read.text('strengths'),
    startsOn: read.day('startsOn'),
    endsOn: read.dayOrNone('endsOn'),
  })
}

export function readEnding(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({
    attainment: read.choice('attainment', Attainment, 'attainment_missing'),
    reason: read.choice('reason', EndReason, 'reason_missing'),
    reasonWords: read.text('reasonWords'),
    endedOn: read.day('endedOn'),
  })
}

export function readArchiving(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ reason: read.choice('reason', ArchiveReason, 'reason_missing') })
}

export function readRestoring(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ reason: read.choice('reason', RestoreReason, 'reason_missing') })
}

export function readStep(form: Submitted, today: PlainDate): StepInput {
  const read = new Reading(form, today)
  return read.done({
    words: form.text('words'),
    responsible: read.choice('responsible', Responsible, 'responsible_missing'),
    accountId: read.text('accountId'),
    actor: read.choiceOrNone('actor', OtherActor),
    actorWords: read.text('actorWords'),
    startsOn: read.day('startsOn'),
    dueOn: read.dayOrNone('dueOn'),
  })
}

export function readMove(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  const state = read.choice('state', StepState, 'state_missing')
  // The day is asked for only where something is over.
  const endedOn = state === 'done' || state === 'not_needed' ? read.day('endedOn') : today
  const reason = read.choiceOrNone('reason', NotNeeded)
  return read.done({ state, endedOn, reason, reasonWords: read.text('reasonWords') })
}

export function readAgreement(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  const way = form.text('way') === 'oral' ? ('oral' as const) : ('paper' as const)
  const who = Who.catch('youth').parse(form.text('who'))
  const answer = Answer.catch('agreed').parse(form.text('answer'))
  return read.done({
    ...{ planId: form.text('planId'), who, way, answer },
    ...{ witnessId: read.text('witnessId'), onDay: read.day('onDay') },
  })
}

export function readReview(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  const present = form.list('present').flatMap((each) => {
    const found = Present.safeParse(each)
    return found.success ? [found.data] : []
  })
  return read.done({ seen: form.text('seen'), heldOn: read.day('heldOn'), present, changed: read.text('changed') })
}

export function readExemption(form: Submitted, today: PlainDate) {
  const read = new Reading(form, today)
  return read.done({ seen: form.text('seen'), reason: read.choice('reason', ExemptReason, 'reason_missing') })
}

/** What is no number is none: the bounds say so. */
export function readRule(form: Submitted) {
  const number = (name: string) => (form.text(name) === '' ? Number.NaN : Number(form.text(name)))
  return {
    firstWeeks: number('firstWeeks'),
    earlyWeeks: number('earlyWeeks'),
    earlyUntil: number('earlyUntil'),
    laterWeeks: number('laterWeeks'),
  }
}
