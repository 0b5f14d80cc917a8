import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import { placementsOf } from '../placements/store.ts'
import type { AttendanceSource, MarkInput, WeekPlanInput } from './model.ts'
import { isAwaySaid, markProblem, plannedOn, planProblems } from './rules.ts'
import * as store from './store.ts'

/** Opens somebody's week; that it was read stands in the trail. */
export async function openWeek(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('week.opened', { personId: person.id })
  return person
}

/** Plans the week from a day on. `seen` is the latest version the form showed: nobody's plan is written over unseen. */
export async function planWeek(tx: Write, made: WeekPlanInput & { readonly personId: string }): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, made.personId)
  const problems = planProblems(made, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'week', problems)
  const [latest] = await store.plansOf(tx, person.id)
  if ((latest?.id ?? null) !== made.seen) throw new Refused('conflict', 'changed_meanwhile')
  const id = await store.insertPlan(tx, { caseId: of.id, personId: of.personId }, made)
  const detail = { from: made.fromOn, why: made.reason, before: made.seen }
  await tx.record('week.planned', { object: id, personId: of.personId, detail })
}

type Marked = {
  readonly personId: string
  readonly marks: readonly MarkInput[]
  /** A colleague of their own knowledge, or as the school has told. */
  readonly source: Exclude<AttendanceSource, 'supervisor'>
  /** Who says it of half days at school, where that is another. */
  readonly atSchool?: Exclude<AttendanceSource, 'supervisor'>
}

/** Says of half days whether the young person came. What somebody else has said meanwhile is not written over. */
export async function markAttendance(tx: Write, { personId, marks, source, atSchool = source }: Marked): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  if (marks.length === 0) throw new Refused('invalid', 'week', [{ field: '', code: 'nothing_said' }])
  const [plans, placements] = [await store.plansOf(tx, person.id), await placementsOf(tx, person.id)]
  const holding = plans.filter(({ knownUntil }) => knownUntil === null)
  for (const { onDay, half, mark, was } of marks) {
    const problem = markProblem(onDay, tx.today)
    if (problem !== null) throw new Refused('invalid', 'week', [{ field: `${onDay}-${half}`, code: problem }])
    const [now] = (await store.attendanceOf(tx, person.id, { from: onDay, to: onDay })).filter(
      (each) => each.half === half,
    )
    if ((now?.mark ?? null) !== was) throw new Refused('conflict', 'changed_meanwhile')
    if (mark === null) {
      await store.closeMark(tx, { root: person.id, onDay, half })
      continue
    }
    const what = plannedOn(holding, onDay)?.[half] ?? 'free'
    if (what === 'free') throw new Refused('invalid', 'week', [{ field: `${onDay}-${half}`, code: 'not_planned' }])
    const placement = placements.find(({ terms }) => terms.fromOn <= onDay && terms.lastOn >= onDay)
    // A placement's row stays with the number it came by, and what is said of it does too.
    const at = what === 'placement' && placement !== undefined ? placement : null
    const of = { root: person.id, personId: at?.personId ?? person.id, placementId: at?.id ?? null, questionId: null }
    await store.setMark(tx, { ...of, onDay, half, what, mark, source: what === 'school' ? atSchool : source })
  }
  await tx.record('week.marked', {
    personId: person.id,
    detail: { n: marks.length, source, back: marks.filter(({ mark }) => mark === null).length },
  })
}

/** What the supervisor said of a day when nobody came is seen and followed up: it stands as said by a colleague, and is not to be done any longer. */
export async function followUpAway(
  tx: Write,
  { personId, on }: { readonly personId: string; readonly on: PlainDate },
): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const away = (await store.attendanceOf(tx, person.id, { from: on, to: on })).filter(isAwaySaid)
  if (away.length === 0) throw new Refused('conflict', 'changed_meanwhile')
  for (const { half, what, personId: of, placementId } of away)
    await store.setMark(tx, {
      ...{ root: person.id, personId: of, placementId, questionId: null },
      ...{ onDay: on, half, what, mark: 'away', source: 'staff' },
    })
  await tx.record('week.followed_up', { personId: person.id, detail: { on, n: away.length } })
}
