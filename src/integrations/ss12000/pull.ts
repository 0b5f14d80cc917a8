import type { Instant, PlainDate } from '../../kernel/date.ts'
import { parseNumber } from '../../people/identity.ts'
import type { EnrolmentRow, PopulationRow } from '../rows.ts'
import type { ReferredEntry } from './enrolments.ts'
import { Guardians } from './guardians.ts'
import { type ObjectProblem, problem } from './problem.ts'
import { type Endpoint, type Entity, type EntityOf, loadStandard, type Standard } from './schema.ts'
import { memberOf, type Page, type Source, SourceFailure } from './source.ts'
import { type PullSummary, Tally } from './tally.ts'
import { type GuardianRow, protectionOf, translatePerson } from './translate.ts'

export type PullBatch = {
  readonly population: readonly PopulationRow[]
  readonly enrolments: readonly EnrolmentRow[]
  readonly guardians: readonly GuardianRow[]
  readonly problems: readonly ObjectProblem[]
}

/** Iterate once. `summary()` is what has come so far, and final when the iteration has ended. */
export type Pull = AsyncIterable<PullBatch> & { summary(): PullSummary }

export type PullOptions = {
  /** Only persons changed after this instant, and deletions after it; everything when null. */
  readonly since?: Instant | null
  /** Decides who is too old to be read, and whether guardians still are guardians. */
  readonly today: PlainDate
}

/** What a supplier may do without: DNP's profile, for one, has no programmes. Persons and organisations are the point. */
const OPTIONAL: readonly Endpoint[] = ['programmes', 'deletedEntities']
const NONE: PullBatch = { population: [], enrolments: [], guardians: [], problems: [] }

/**
 * Pulls everything from a source, in batches of a page. Organisations and programmes are always read whole, because
 * persons that have changed point at ones that have not; deletions are read last, so that none falls between.
 *
 * Rows and problems carry the running number of their object; `column` of a problem is its JSON path. An object that
 * does not hold what the standard requires is refused, the rest goes on. The iteration throws SourceFailure when the
 * source cannot be read to its end: then nothing that came before may be applied.
 */
export function pull(source: Source, { since = null, today }: PullOptions): Pull {
  const tally = new Tally(since)
  async function* batches(): AsyncGenerator<PullBatch> {
    for await (const batch of read(source, { since, today, tally })) {
      tally.counts.population += batch.population.length
      tally.counts.enrolments += batch.enrolments.length
      tally.counts.guardians += batch.guardians.length
      tally.report(batch.problems)
      yield batch
    }
    tally.complete = true
  }
  return { [Symbol.asyncIterator]: batches, summary: () => tally.summary() }
}

type Run = { readonly since: Instant | null; readonly today: PlainDate; readonly tally: Tally }

async function* read(source: Source, run: Run): AsyncGenerator<PullBatch> {
  const standard = await loadStandard()
  const organisations = new Map<string, ReferredEntry>()
  const programmes = new Map<string, ReferredEntry>()
  for await (const page of pagesOf(source, 'organisations', { ...run, since: null })) {
    yield register(page, 'organisations', { run, standard, entries: organisations })
  }
  for await (const page of pagesOf(source, 'programmes', { ...run, since: null })) {
    yield register(page, 'programmes', { run, standard, entries: programmes })
  }
  const guardians = new Guardians(run.today)
  for await (const page of pagesOf(source, 'persons', run)) {
    yield persons(page, { run, standard, guardians, referred: { organisations, programmes } })
  }
  for (const late of guardians.rest()) yield { ...NONE, guardians: late }
  for await (const page of pagesOf(source, 'deletedEntities', run)) deletions(page, run.tally)
  const problems = sourceProblems(run.tally)
  if (problems.length > 0) yield { ...NONE, problems }
}

/** The pages of an endpoint; one that the supplier may do without and lacks has none. */
async function* pagesOf(source: Source, endpoint: Endpoint, { since, tally }: Run): AsyncGenerator<Page> {
  try {
    for await (const page of source.pages(endpoint, since)) {
      tally.startedAt(page.servedAt)
      if (page.repeats) tally.repeated = true
      yield page
    }
  } catch (error) {
    const lacks = error instanceof SourceFailure && error.code === 'not_found' && OPTIONAL.includes(endpoint)
    if (!lacks) throw error
    tally.missing.push(endpoint)
  }
}

type Registering = {
  readonly run: Run
  readonly standard: Standard
  readonly entries: Map<string, ReferredEntry>
}

/** Remembers what persons will refer to. */
function register<E extends 'organisations' | 'programmes'>(page: Page, entity: E, into: Registering): PullBatch {
  const problems: ObjectProblem[] = []
  for (const { object, row, problems: found } of objectsOf(page, entity, into)) {
    problems.push(...found)
    if (!object) continue
    const made = entryOf(object)
    const wrongCode = entity === 'organisations' && made.code !== null && !/^\d{8}$/.test(made.code)
    into.entries.set(object.id, wrongCode ? { ...made, code: null } : made)
    if (wrongCode) problems.push(unitProblem(object.id, { row, value: made.code }))
  }
  return { ...NONE, problems }
}

/** A code of another form is no school unit code, and would match nothing. */
function unitProblem(id: string, { row, value }: { row: number; value: string | null }): ObjectProblem {
  const column = 'organisations.schoolUnitCode'
  const about = { row, column, value: value ?? '', severity: 'warning' } as const
  return problem({ id }, { ...about, code: 'ss12000.school_unit_format' })
}

function entryOf(object: EntityOf['organisations' | 'programmes']): ReferredEntry {
  if ('displayName' in object) {
    const { displayName, organisationType, schoolUnitCode, parentOrganisation } = object
    return entry({ name: displayName, type: organisationType, code: schoolUnitCode, parent: parentOrganisation?.id })
  }
  const { name, type, code, parentProgramme } = object
  return entry({ name, type, code, parent: parentProgramme?.id })
}

function entry(of: {
  name: string
  type: string
  code: string | undefined
  parent: string | undefined
}): ReferredEntry {
  return { ...of, code: of.code?.trim() || null, parent: of.parent ?? null }
}

type Reading = {
  readonly run: Run
  readonly standard: Standard
  readonly guardians: Guardians
  readonly referred: {
    readonly organisations: Map<string, ReferredEntry>
    readonly programmes: Map<string, ReferredEntry>
  }
}

function persons(page: Page, reading: Reading): PullBatch {
  const { guardians, referred, run } = reading
  const population: PopulationRow[] = []
  const enrolments: EnrolmentRow[] = []
  const found: GuardianRow[] = []
  const problems: ObjectProblem[] = []
  for (const { object, raw, row, problems: ofObject } of objectsOf(page, 'persons', reading)) {
    problems.push(...(object ? ofObject : ofObject.map((one) => ({ ...one, ...spokenOf(raw, run.today) }))))
    if (!object) continue
    const translated = translatePerson(object, { row, today: run.today, referred })
    if (translated.population) population.push(translated.population)
    else if (translated.problems.length === 0) run.tally.counts.otherPersons++
    run.tally.counts.otherEnrolments += translated.otherEnrolments
    enrolments.push(...translated.enrolments)
    problems.push(...run.tally.withoutRepeated(translated.problems))
    guardians.meet(object, translated.population)
    found.push(...translated.guardians)
  }
  return { population, enrolments, guardians: guardians.resolve(found), problems }
}

function* objectsOf<E extends Entity>(page: Page, entity: E, { run, standard }: { run: Run; standard: Standard }) {
  for (const raw of page.items) {
    const row = run.tally.nextRow(entity)
    if (entity === 'persons') run.tally.seenModified(raw)
    const checked = standard.check(entity, raw)
    yield { row, raw, object: checked.object, problems: run.tally.problemsOf(raw, checked, row) }
  }
}

/** Whom a refused object speaks of, and the protection that counts all the same, as far as they can be read. */
function spokenOf(raw: unknown, today: PlainDate): Pick<ObjectProblem, 'number' | 'protection'> {
  const reading = parseNumber(String(memberOf(memberOf(raw, 'civicNo'), 'value') ?? ''), today)
  if (!reading.ok) return {}
  const marking = memberOf(raw, 'securityMarking')
  const protection = typeof marking === 'string' ? protectionOf(marking) : null
  return { number: reading.number, ...(protection && protection !== 'none' ? { protection } : {}) }
}

function deletions(page: Page, tally: Tally): void {
  for (const entity of ['persons', 'organisations', 'programmes'] as const) {
    for (const lists of page.items) {
      const ids = memberOf(lists, entity) ?? []
      if (!Array.isArray(ids)) throw new SourceFailure('not_ss12000', 'deletedEntities')
      for (const id of ids) if (typeof id === 'string') tally.deleted.push({ entity, id })
    }
  }
}

/** What is wrong with the source as a whole stands on row 0. */
function sourceProblems(tally: Tally): ObjectProblem[] {
  const about = { row: 0, value: '', severity: 'warning', externalId: null } as const
  const problems: ObjectProblem[] = tally.missing.map((endpoint) => {
    return { ...about, column: endpoint, code: 'ss12000.endpoint_missing' }
  })
  if (tally.repeated) problems.push({ ...about, column: 'pageToken', code: 'ss12000.page_repeated' })
  return problems
}
