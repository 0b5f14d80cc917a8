import type { Instant } from '../../kernel/date.ts'
import { type ObjectProblem, problem } from './problem.ts'
import type { Checked, Endpoint, Entity, Finding } from './schema.ts'
import { memberOf } from './source.ts'

export type PullCounts = {
  /** Objects that came, per endpoint. */
  organisations: number
  programmes: number
  persons: number
  /** Rows given on. */
  population: number
  enrolments: number
  guardians: number
  /** Objects and enrolments set aside. */
  refused: number
  /** Problems that let their object through. */
  warnings: number
  /** Persons who cannot be young persons of Sedd (guardians, staff, small children): nothing is kept of them. */
  otherPersons: number
  /** Enrolments that are not schooling (preschool, leisure-time centre, school of arts). */
  otherEnrolments: number
}

export type PullSummary = {
  readonly counts: Readonly<PullCounts>
  /** Values the standard does not know, and forms it does not allow (value empty), with how many there were of each. */
  readonly unknownValues: readonly { readonly path: string; readonly value: string; readonly count: number }[]
  /** What the supplier says is deleted; `entity` in the standard's words. */
  readonly deleted: readonly { readonly entity: Entity; readonly id: string }[]
  /** What to give as `since` next time: all changed after it has not been seen. */
  readonly nextSince: Instant | null
  /** Endpoints the supplier does not have. */
  readonly missing: readonly Endpoint[]
  /** False when it is not known whether everything came, or the pull has not come to its end. */
  readonly complete: boolean
}

/** A supplier whose every object has a value of its own in a list field must not fill the memory. */
const MOST_UNKNOWN = 1000
/** Unknown values that the translation reports for each person, because they change what becomes of that person. */
const TRANSLATED = ['persons.securityMarking', 'persons.personStatus', 'persons.enrolments[].schoolType']

/** What a pull adds up on its way. */
export class Tally {
  readonly counts: PullCounts = {
    organisations: 0,
    programmes: 0,
    persons: 0,
    population: 0,
    enrolments: 0,
    guardians: 0,
    refused: 0,
    warnings: 0,
    otherPersons: 0,
    otherEnrolments: 0,
  }
  readonly deleted: { entity: Entity; id: string }[] = []
  readonly missing: Endpoint[] = []
  complete = false
  repeated = false
  #row = 0
  #newest: number | null
  #startedAt: Instant | null = null
  readonly #unknown = new Map<string, { path: string; value: string; count: number }>()

  constructor(since: Instant | null) {
    this.#newest = since === null ? null : Date.parse(since)
  }

  /** The running number of the next object. */
  nextRow(entity: Entity): number {
    this.counts[entity]++
    this.#row++
    return this.#row
  }

  /** The problems of an object by the standard; what is kept is reported the first time and counted after that. */
  problemsOf(raw: unknown, checked: Checked<unknown>, row: number): ObjectProblem[] {
    return checked.findings.flatMap((finding) => {
      const found = problemOf(raw, finding, row)
      return finding.loses === 'none' && !this.#isFirst(finding.path, found.value) ? [] : [found]
    })
  }

  #isFirst(column: string, value: string): boolean {
    const path = column.replace(/\[\d+\]/g, '[]')
    const shown = this.#unknown.size < MOST_UNKNOWN ? value : '…'
    const known = this.#unknown.get(`${path} ${shown}`)
    if (known) known.count++
    else this.#unknown.set(`${path} ${shown}`, { path, value: shown, count: 1 })
    return !known && !TRANSLATED.includes(path)
  }

  /** Of problems about a value rather than an object: only those told for the first time, the others counted. */
  withoutRepeated(problems: readonly ObjectProblem[]): ObjectProblem[] {
    return problems.filter((one) => one.code !== 'ss12000.programme_unknown' || this.#isFirst(one.column, one.value))
  }

  /** Counts problems that are given on. */
  report(problems: readonly ObjectProblem[]): void {
    const refused = problems.filter((one) => one.severity === 'refused')
    // An object or enrolment that lacks three things is still one that was refused.
    const things = new Set(refused.map(({ row, column }) => `${row} ${/\.enrolments\[\d+\]/.exec(column)?.[0] ?? ''}`))
    this.counts.refused += things.size
    this.counts.warnings += problems.length - refused.length
  }

  startedAt(servedAt: Instant | null): void {
    this.#startedAt ??= servedAt
  }

  seenModified(raw: unknown): void {
    const modified = memberOf(memberOf(raw, 'meta'), 'modified')
    const time = typeof modified === 'string' ? Date.parse(modified) : Number.NaN
    if (!Number.isNaN(time) && (this.#newest === null || time > this.#newest)) this.#newest = time
  }

  summary(): PullSummary {
    const { counts, deleted, missing, complete, repeated } = this
    const unknownValues = [...this.#unknown.values()]
    return { counts, deleted, missing, unknownValues, nextSince: this.#nextSince(), complete: complete && !repeated }
  }

  /** Not later than the pull began: a deletion during a long pull must be asked for again. */
  #nextSince(): Instant | null {
    if (this.#newest === null) return null
    const begun = this.#startedAt === null ? this.#newest : Date.parse(this.#startedAt)
    return new Date(Math.min(this.#newest, begun)).toISOString() as Instant
  }
}

function problemOf(raw: unknown, { code, loses, path: column, value }: Finding, row: number): ObjectProblem {
  const id = memberOf(raw, 'id')
  const marking = memberOf(raw, 'securityMarking')
  const about = {
    id: typeof id === 'string' ? id : '',
    ...(typeof marking === 'string' && { securityMarking: marking }),
  }
  const severity = loses === 'object' || loses === 'enrolment' ? 'refused' : 'warning'
  const shown = loses === 'part' ? 'part_unread' : code
  const built = problem(about, { row, column, value, code: `ss12000.${shown}`, severity })
  return about.id === '' ? { ...built, externalId: null } : built
}
