import type { PersonId, Sex } from '../../people/model.ts'
import type { EndedGoal, GotQualification } from './gain-model.ts'
import type { Supported } from './model.ts'

type Told = { readonly root: PersonId; readonly sex: Sex | null }
const ofSex = <Row extends Told>(rows: readonly Row[], sex: Sex | null | undefined) =>
  rows.filter((each) => sex === undefined || each.sex === sex)
const persons = (rows: readonly Told[]) => new Set(rows.map(({ root }) => root)).size

export type GoalFigures = Readonly<Record<EndedGoal['attainment'], number>> & {
  /** Every goal that ended: what shares are counted of. */
  readonly all: number
  /** How many young people they were of. */
  readonly persons: number
}

/** How far goals were reached, of those of a sex; null takes those whose sex is not known, and leaving it out takes everybody. */
export function goalFigures(goals: readonly EndedGoal[], sex?: Sex | null): GoalFigures {
  const own = ofSex(goals, sex)
  const count = (wanted: EndedGoal['attainment']) => own.filter(({ attainment }) => attainment === wanted).length
  const reached = { fully: count('fully'), partly: count('partly'), not_met: count('not_met') }
  return { all: own.length, persons: persons(own), ...reached }
}

export type QualificationFigures = {
  /** Everybody who was supported: what the share is counted of. */
  readonly all: number
  /** How many of them got at least one. */
  readonly persons: number
  readonly papers: number
  readonly byKind: ReadonlyMap<string, number>
}

/** The papers that were got by those who were supported, of a sex in the same way. */
export function qualificationFigures(
  got: readonly GotQualification[],
  supported: readonly Supported[],
  sex?: Sex | null,
): QualificationFigures {
  const among = new Set(ofSex(supported, sex).map(({ root }) => root))
  const own = got.filter(({ root }) => among.has(root))
  const kinds = Map.groupBy(own, ({ kind }) => kind)
  const byKind = new Map([...kinds].map(([kind, papers]) => [kind, papers.length] as const))
  return { all: among.size, persons: persons(own), papers: own.length, byKind }
}
