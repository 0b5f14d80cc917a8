import { addYears, day, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type {
  Counted,
  Eligibility,
  Grade,
  GradeRow,
  GradeSource,
  Grades,
  GradesInput,
  Merit,
  Needed,
  Subject,
  Track,
} from './model.ts'
import { SUBJECTS, TRACKS } from './model.ts'

/** P counts as passed and gives no points (unverified). */
const PASSED: ReadonlySet<Grade> = new Set(['A', 'B', 'C', 'D', 'E', 'P'])

const POINTS: Readonly<Record<Grade, number>> = { A: 20, B: 17.5, C: 15, D: 12.5, E: 10, F: 0, '-': 0, P: 0 }
export const pointsOf = (grade: Grade) => POINTS[grade]

/** A block grade counts for each subject of its block that has none of its own (unverified). */
const BLOCKS: readonly (readonly [block: Subject, of: readonly Subject[]])[] = [
  ['NO', ['BI', 'FY', 'KE']],
  ['SO', ['GE', 'HI', 'RE', 'SH']],
]

/** One grade for each subject: blocks spread over their subjects, and of the two kinds of Swedish the better one. */
export function spread(grades: Grades): Grades {
  const own = new Map<Subject, Grade>(SUBJECTS.flatMap((subject) => entry(subject, grades[subject])))
  for (const [block, subjects] of BLOCKS) {
    const grade = own.get(block)
    own.delete(block)
    for (const subject of subjects) if (grade !== undefined) own.set(subject, better(own.get(subject), grade))
  }
  const swedish = [own.get('SV'), own.get('SVA')] as const
  if (swedish[0] !== undefined && swedish[1] !== undefined)
    own.delete(better(swedish[0], swedish[1]) === swedish[0] ? 'SVA' : 'SV')
  return Object.fromEntries(own)
}

const entry = (subject: Subject, grade: Grade | undefined): [Subject, Grade][] =>
  grade === undefined ? [] : [[subject, grade]]

/** The better of two; one that is passed without points is better than one that is not passed. */
function better(one: Grade | undefined, other: Grade): Grade {
  if (one === undefined) return other
  return worth(one) >= worth(other) ? one : other
}
const worth = (grade: Grade) => pointsOf(grade) + (PASSED.has(grade) ? 1 : 0)

/** The subjects passed, each once. */
export function passedOf(grades: Grades): ReadonlySet<Subject> {
  const each = spread(grades)
  return new Set(SUBJECTS.filter((subject) => isPassed(each[subject])))
}
const isPassed = (grade: Grade | undefined) => grade !== undefined && PASSED.has(grade)

/** Five others for a vocational programme (16 kap. 30 §), nine for one preparatory for higher education (31 §). */
const OTHERS = { vocational: 5, preparatory: 9, social: 9, science: 9 } as const
/** Which of the nine EK, HU and SA ask for, and NA and TE (gymnasieförordningen, unverified). */
const NAMED: Readonly<Record<keyof typeof OTHERS, readonly Subject[]>> = {
  vocational: [],
  preparatory: [],
  social: ['GE', 'HI', 'RE', 'SH'],
  science: ['BI', 'FY', 'KE'],
}

/**
 * What somebody is eligible for, track by track, and what is missing. The exemption (16 kap. 32 §) takes away the demand for English of a national
 * programme and nothing else.
 */
export function eligibilities(grades: Grades, isExempt: boolean): readonly Eligibility[] {
  const passed = passedOf(grades)
  const isVocational = national('vocational', { passed, isExempt }).eligible
  return TRACKS.map((track) => (track === 'imv' ? imv(passed, isVocational) : national(track, { passed, isExempt })))
}

/** The last day to begin at upper secondary school: in the first half of the year in which one turns twenty (15 kap. 5 §). */
export const lastDayToBegin = (birthDate: PlainDate): PlainDate => day(`${Number(birthDate.slice(0, 4)) + 20}-06-30`)

function national(
  track: Exclude<Track, 'imv'>,
  { passed, isExempt }: { readonly passed: ReadonlySet<Subject>; readonly isExempt: boolean },
): Eligibility {
  const english = passed.has('EN')
  const missing: Needed[] = [
    ...(hasSwedish(passed) ? [] : (['SV_OR_SVA'] as const)),
    ...(english || isExempt ? [] : (['EN'] as const)),
    ...(passed.has('MA') ? [] : (['MA'] as const)),
    ...NAMED[track].filter((subject) => !passed.has(subject)),
  ]
  const others = { passed: othersThan(passed, ['SV', 'SVA', 'EN', 'MA']), needed: OTHERS[track] }
  const eligible = missing.length === 0 && others.passed >= others.needed
  return { track, eligible, isNeeded: true, byExemption: eligible && !english, missing, others }
}

/**
 * Programinriktat val (17 kap. 10 §): Swedish with English or mathematics and four others, or with both and three others. Introductory programmes are
 * for those who are not eligible for a vocational programme (17 kap.; that it always holds of IMV is unverified).
 */
function imv(passed: ReadonlySet<Subject>, isVocational: boolean): Eligibility {
  const both = passed.has('EN') && passed.has('MA')
  const missing: Needed[] = [
    ...(hasSwedish(passed) ? [] : (['SV_OR_SVA'] as const)),
    ...(passed.has('EN') || passed.has('MA') ? [] : (['EN_OR_MA'] as const)),
  ]
  const others = { passed: othersThan(passed, ['SV', 'SVA', 'EN', 'MA']), needed: both ? 3 : 4 }
  const eligible = missing.length === 0 && others.passed >= others.needed
  return { track: 'imv', eligible, isNeeded: !isVocational, byExemption: false, missing, others }
}

const hasSwedish = (passed: ReadonlySet<Subject>) => passed.has('SV') || passed.has('SVA')
const othersThan = (passed: ReadonlySet<Subject>, core: readonly Subject[]) =>
  [...passed].filter((subject) => !core.includes(subject)).length

const CORE: readonly Needed[] = ['SV_OR_SVA', 'EN', 'MA', 'EN_OR_MA']

/** How many more subjects of one's choice: those that are named and missing are among the others too. */
export function moreOthers({ missing, others }: Pick<Eligibility, 'missing' | 'others'>): number {
  const named = missing.filter((subject) => !CORE.includes(subject)).length
  return Math.max(0, others.needed - others.passed - named)
}

const BEST = 16
/** The modern language of språkval, and no other. */
const LANGUAGE: Subject = 'M1'

/**
 * Meritvärde (gymnasieförordningen 7 kap. 4 §, unverified): the sixteen best grades, and the modern language of språkval as the seventeenth, however
 * low. Modersmål, and a modern language of elevens val, may take the place of one of the sixteen and never add to them. 320 at most, 340 with språkval.
 */
export function meritOf(grades: Grades): Merit {
  const each = spread(grades)
  const all = SUBJECTS.flatMap((subject): Counted[] => {
    const grade = each[subject]
    return grade === undefined ? [] : [{ subject, grade, points: pointsOf(grade) }]
  }).toSorted((a, b) => b.points - a.points || SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject))
  const language = all.find(({ subject, points }) => subject === LANGUAGE && points > 0) ?? null
  const rest = all.filter((counted) => counted !== language && counted.points > 0)
  const [best, left] = [rest.slice(0, BEST), rest.slice(BEST)]
  const total = [...best, ...(language === null ? [] : [language])].reduce((sum, { points }) => sum + points, 0)
  return { total, most: language === null ? 320 : 340, best, language, left }
}

/** How sure a source is: somebody's word does not take the place of what is written. */
const SURE: Readonly<Record<GradeSource, number>> = { pupil: 0, school: 1, catalogue: 2, board: 2 }

type Said = Pick<GradesInput, 'source' | 'gradedOn'> & { readonly grade: Grade }

type Stands = Pick<GradeRow, 'grade' | 'source' | 'gradedOn'>

/** Whether another grade is told than one that stands on surer ground: the pupil's word against what is written, or an older paper. */
export function standsAgainst(told: Said, stands: Stands | null): boolean {
  if (stands === null || stands.grade === told.grade) return false
  if (told.source === 'pupil' && stands.source !== 'pupil') return true
  return told.gradedOn < stands.gradedOn && SURE[told.source] <= SURE[stands.source]
}

/** Whether what is told says more than what stands: another grade, a surer source, or by the same source another day. */
export function saysMore(told: Said, stands: Stands | null): boolean {
  if (stands === null || stands.grade !== told.grade) return !standsAgainst(told, stands)
  if (stands.source === told.source) return stands.gradedOn !== told.gradedOn
  return SURE[told.source] > SURE[stands.source]
}

/** Compulsory school began to give A to F in the autumn of 2012; a grade is of a day that has been. */
const FIRST_YEARS_BACK = 20

/** What is wrong with grades that are told. */
export function gradeProblems({ told, gradedOn }: GradesInput, today: PlainDate): readonly FieldProblem[] {
  const subjects = told.map(({ subject }) => subject)
  return [
    ...(told.length === 0 ? [{ field: 'pasted', code: 'no_grades' }] : []),
    ...(new Set(subjects).size < subjects.length ? [{ field: 'pasted', code: 'subject_twice' }] : []),
    ...(gradedOn > today ? [{ field: 'gradedOn', code: 'graded_in_future' }] : []),
    ...(gradedOn < addYears(today, -FIRST_YEARS_BACK) ? [{ field: 'gradedOn', code: 'graded_long_ago' }] : []),
  ]
}
