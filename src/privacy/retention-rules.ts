import { addDays, addMonths, addYears, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { EVENTS, type RecordType, RetentionEvent, type RetentionRun, RetentionUnit } from './retention-model.ts'

/** A rule as it was typed. */
export type TypedRule = {
  readonly event: string
  readonly amount: string
  readonly unit: string
  readonly decision: string
  readonly erasesTrail: boolean
}

export type ReadRule =
  | {
      readonly ok: true
      readonly event: RetentionEvent
      readonly amount: number
      readonly unit: RetentionUnit
      readonly decision: string
      readonly erasesTrail: boolean
    }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Reads a rule: an event that fits the type, a length, and who decided it. */
export function readRule(type: RecordType, typed: TypedRule): ReadRule {
  const event = RetentionEvent.safeParse(typed.event)
  const unit = RetentionUnit.safeParse(typed.unit)
  const amount = /^\d{1,4}$/.test(typed.amount) ? Number(typed.amount) : Number.NaN
  const decision = typed.decision.trim()
  const problems: FieldProblem[] = []
  if (!event.success || !EVENTS[type].includes(event.data)) problems.push({ field: 'event', code: 'rule_event' })
  if (!(amount >= 0 && amount <= 1200)) problems.push({ field: 'amount', code: 'rule_amount' })
  if (!unit.success) problems.push({ field: 'unit', code: 'rule_unit' })
  if (decision.length < 3 || decision.length > 120) problems.push({ field: 'decision', code: 'rule_decision' })
  if (problems.length > 0 || !event.success || !unit.success) return { ok: false, problems }
  const erasesTrail = type === 'person' && typed.erasesTrail
  return { ok: true, event: event.data, amount, unit: unit.data, decision, erasesTrail }
}

/** The first day on which something may be deleted. */
export function dueOn(event: PlainDate, { amount, unit }: { amount: number; unit: RetentionUnit }): PlainDate {
  if (unit === 'days') return addDays(event, amount)
  return unit === 'months' ? addMonths(event, amount) : addYears(event, amount)
}

/** How a run stands. */
export type RunState = 'listing' | 'empty' | 'listed' | 'running' | 'done'

export function runState(run: Pick<RetentionRun, 'listedAt' | 'listed' | 'orderedAt' | 'doneAt'>): RunState {
  if (run.listedAt === null) return 'listing'
  if (run.doneAt !== null) return 'done'
  if (run.orderedAt !== null) return 'running'
  return run.listed === 0 ? 'empty' : 'listed'
}
