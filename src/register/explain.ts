import { addDays, type PlainDate } from '../kernel/date.ts'
import { contains, type DayRanges, includes } from '../kernel/ranges.ts'
import { type Condition, conditionDays, factOf, since } from './conditions.ts'
import type { Facts, ResidencyPeriod } from './facts.ts'
import type { ChangeCause, ConditionItem, UnclearCause } from './model.ts'
import type { RuleParameters } from './parameters.ts'
import { type ScopeSets, scopeSets, unclearDays } from './scope.ts'

/** Why a person is in the register on a day, or is not: every condition with its fact, and what would change it next. */
export type Explanation = {
  readonly asOf: PlainDate
  readonly inScope: boolean
  readonly conditions: readonly Condition[]
  readonly unclear: readonly UnclearCause[]
  readonly nextChange: Change | null
}

/** The first later day on which membership turns, as far as is known now. */
export type Change = {
  readonly on: PlainDate
  readonly enters: boolean
  readonly because: ChangeCause
  /** Which of the two `gone` is. */
  readonly residency?: ResidencyPeriod['residency']
}

export function explain(facts: Facts, on: PlainDate, parameters: RuleParameters): Explanation {
  const sets = scopeSets(facts, parameters)
  const days = conditionDays(sets)
  const view = { facts, sets, parameters, on }
  return {
    asOf: on,
    inScope: includes(sets.member, on),
    conditions: [...days].map(([item, held]) => {
      const met = includes(held, on)
      // A person is under the upper age from birth: the day the paragraph came into force would say nothing.
      const from = item === 1 && met ? facts.birthDate : since(held, on)
      return { item, met, since: from, ...factOf(item, view) }
    }),
    unclear: unclearDays(facts, sets)
      .filter((range) => contains(range, on))
      .map((range) => range.cause),
    nextChange: told(nextChange(sets, on), facts),
  }
}

function told(change: Change | null, { residencies }: Facts): Change | null {
  if (change?.because !== 'gone') return change
  const row = residencies.find((each) => contains(each, change.on))
  return row ? { ...change, residency: row.residency } : change
}

/** The first day after `on` on which membership turns, and the condition that turns it. */
export function nextChange(sets: ScopeSets, on: PlainDate): Change | null {
  const current = sets.member.find((range) => contains(range, on))
  const next = sets.member.find((range) => range.from !== null && range.from > on)
  const turn = current ? current.until : (next?.from ?? null)
  return turn === null ? null : { on: turn, enters: !current, because: causeOf(sets, turn) }
}

/** Why membership turns on a day: of the conditions that turn with it, the one named first. */
export function causeOf(sets: ScopeSets, on: PlainDate): ChangeCause {
  const enters = includes(sets.member, on)
  const turns = (days: DayRanges) => includes(days, on) === enters && includes(days, addDays(on, -1)) !== enters
  const found = [...conditionDays(sets)].sort(byOrder).find(([, days]) => turns(days))
  const cause = found ? TURNS[found[0]][enters ? 'enters' : 'leaves'] : 'corrected'
  const decides = found?.[0] === 2 || found?.[0] === 3
  return decides && turns(sets.decidedIn) ? (enters ? 'decision_began' : 'decision_ended') : cause
}

const ORDER: readonly ConditionItem[] = ['status', 1, 'decision', 4, 5, 6, 'hemkommun', 3, 2]
const byOrder = ([a]: readonly [ConditionItem, DayRanges], [b]: readonly [ConditionItem, DayRanges]) =>
  ORDER.indexOf(a) - ORDER.indexOf(b)

const TURNS: Readonly<Record<ConditionItem, { enters: ChangeCause; leaves: ChangeCause }>> = {
  status: { enters: 'returned', leaves: 'gone' },
  1: { enters: 'corrected', leaves: 'upper_age' },
  decision: { enters: 'decision_ended', leaves: 'decision_began' },
  4: { enters: 'corrected', leaves: 'completed' },
  5: { enters: 'corrected', leaves: 'completed' },
  6: { enters: 'corrected', leaves: 'completed' },
  hemkommun: { enters: 'moved_in', leaves: 'moved_out' },
  3: { enters: 'studies_ended', leaves: 'studies_started' },
  2: { enters: 'schooling_ended', leaves: 'schooling_resumed' },
}
