import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Write } from '../../src/kernel/database.ts'
import { addDays, addYears, day, type Instant, type PlainDate } from '../../src/kernel/date.ts'
import { type Sql, sql } from '../../src/kernel/sql.ts'
import type { Decision, Evidence, Facts } from '../../src/register/facts.ts'
import { CompletionKind, SchoolForm } from '../../src/register/model.ts'
import { isIntroductory } from '../../src/register/rules.ts'

/** Facts are learnt at `EARLY` or `LATE`; between the two, at `MIDDLE`, the withdrawn are still believed and the late are unknown. */
export const EARLY = '2026-01-01T00:00:00.000Z' as Instant
export const MIDDLE = '2026-03-01T00:00:00.000Z' as Instant
export const LATE = '2026-06-01T00:00:00.000Z' as Instant

/** When a fact was held for true, and which of the person's two numbers it was written under. */
type Kept = { readonly known: 'always' | 'withdrawn' | 'late'; readonly second: boolean }
type List<K extends keyof Facts> = Facts[K] extends readonly (infer T)[] ? Omit<T, keyof Evidence> & Kept : never

/** A life as the tables hold it. `mergedId`: a second person that was merged into the first. */
export type Life = {
  readonly id: string
  readonly mergedId: string | null
  readonly birthDate: PlainDate | null
  readonly latestBirthDate: PlainDate
  readonly residences: readonly List<'residences'>[]
  readonly protections: readonly List<'protections'>[]
  readonly residencies: readonly List<'residencies'>[]
  readonly schooling: readonly List<'schooling'>[]
  readonly enrolments: readonly List<'enrolments'>[]
  readonly completions: readonly List<'completions'>[]
  readonly decisions: readonly List<'decisions'>[]
}

/** What was known of a life: now, or in the middle. */
export function factsOfLife(life: Life, at: 'now' | 'middle'): Facts {
  const evidence: Evidence = { source: 'test', deliveryId: null, recordedAt: EARLY }
  const held = <T extends Kept>(rows: readonly T[]) =>
    rows.filter((row) => row.known !== (at === 'now' ? 'withdrawn' : 'late')).map((row) => ({ ...row, ...evidence }))
  return {
    municipality: '0484',
    birthDate: life.birthDate,
    latestBirthDate: life.latestBirthDate,
    residences: held(life.residences),
    protections: held(life.protections),
    residencies: held(life.residencies),
    schooling: held(life.schooling),
    enrolments: held(life.enrolments),
    completions: held(life.completions),
    decisions: held(life.decisions),
  }
}

const BIRTHS = [
  '2008-02-29',
  '2004-02-29',
  '2000-12-31',
  '2001-01-01',
  '1997-06-15',
  '1995-01-01',
  '2002-07-01',
  '2009-03-10',
  '2010-06-15',
  '2012-08-01',
]
const FIXED = ['2018-07-01', '2015-01-01', '2018-06-30', '2026-10-15']

/** Days that lie on, beside and between the days the law names, so that every boundary is met from both sides. */
function dayNear(birth: PlainDate): fc.Arbitrary<PlainDate> {
  const year = Number(birth.slice(0, 4))
  const named = [
    day(`${year + 16}-06-15`),
    day(`${year + 17}-06-15`),
    addYears(birth, 18),
    addYears(birth, 20),
    day(`${year + 16}-08-18`),
  ]
  const near = fc.tuple(fc.constantFrom(...named, ...FIXED.map(day)), fc.integer({ min: -2, max: 2 }))
  const anywhere = fc.tuple(fc.constant(day(`${year + 16}-06-15`)), fc.integer({ min: -400, max: 1700 }))
  return fc.oneof(near, anywhere).map(([on, days]) => addDays(on, days))
}

/** From one day until a later one, or until a day of the other's kind; never empty. */
function span(birth: PlainDate): fc.Arbitrary<{ from: PlainDate; until: PlainDate | null }> {
  const length = fc.option(fc.oneof(fc.constantFrom(1, 2, 300), fc.integer({ min: 1, max: 1200 })), {
    nil: null,
    freq: 3,
  })
  return fc.oneof(
    fc
      .tuple(dayNear(birth), length)
      .map(([from, days]) => ({ from, until: days === null ? null : addDays(from, days) })),
    fc
      .tuple(dayNear(birth), dayNear(birth))
      .map(([a, b]) => (a < b ? { from: a, until: b } : { from: b, until: a }))
      .filter(({ from, until }) => from < until),
  )
}

const kept = fc.record({
  known: fc.constantFrom<Kept['known']>('always', 'always', 'always', 'always', 'withdrawn', 'late'),
  second: fc.boolean(),
})

/** At most `most` rows, none twice under the key by which the tables know a current version. */
function rows<T>(row: fc.Arbitrary<T>, most: number, key: (row: T & Kept) => string): fc.Arbitrary<(T & Kept)[]> {
  const whole = fc.tuple(row, kept).map(([fact, when]) => ({ ...fact, ...when }))
  return fc.uniqueArray(whole, { maxLength: most, selector: key })
}

const rarely = <T>(some: fc.Arbitrary<T[]>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: some })
const PROGRAMMES = [null, 'BA25', 'IMS', 'IMIND'] as const
const FORMS = [...SchoolForm.options, 'GY', 'GY', 'GY', 'GY', 'GR', 'GR', 'KOMVUX_GY'] as const

/** A life with everything the rule looks at, each kind in its own generator below. */
export const aLife: fc.Arbitrary<Life> = fc.constantFrom(...BIRTHS.map(day)).chain((birth) =>
  fc
    .record({
      id: fc.constant(null).map(() => randomUUID()),
      mergedId: fc.integer({ min: 0, max: 9 }).map((dice) => (dice === 0 ? randomUUID() : null)),
      birthDate: fc.integer({ min: 0, max: 19 }).map((dice) => (dice === 0 ? null : birth)),
      latestBirthDate: fc.constant(birth),
      residences: fc.oneof(fc.constant([atHome(birth)]), someResidences(birth)),
      protections: rarely(someProtections(birth)),
      residencies: rarely(someResidencies(birth)),
      schooling: rarely(someSchooling(birth)),
      enrolments: someEnrolments(birth),
      completions: someCompletions(birth),
      decisions: rarely(someDecisions(birth)),
    })
    // A number of its own for each row of schooling: a person has one.
    .map((life) => (life.mergedId === null ? { ...life, schooling: life.schooling.slice(0, 1) } : life))
    .chain((life) => fc.option(fc.integer({ min: 119, max: 121 })).map((days) => certifiedAfter(life, days))),
)

/** The studiebevis that comes around the last day on which it still tells why a period began. */
function certifiedAfter(life: Life, days: number | null): Life {
  const end = life.enrolments.find((each) => each.endsBefore !== null && !each.interrupted)?.endsBefore
  if (days === null || !end) return life
  const completions = life.completions.map((each) =>
    each.kind === 'STUDIEBEVIS' ? { ...each, completedOn: addDays(end, days) } : each,
  )
  return { ...life, completions }
}

const atHome = (birth: PlainDate) =>
  ({ kind: 'registered', municipality: '0484', from: birth, until: null, known: 'always', second: false }) as const

function someResidences(birth: PlainDate) {
  const municipality = fc.constantFrom('0484', '0484', '0484', '0483')
  const kind = fc.constantFrom<'registered' | 'manual'>('registered', 'registered', 'registered', 'manual')
  const one = fc
    .record({ kind, municipality, range: span(birth), always: fc.boolean() })
    .map(({ range, always, ...row }) => ({
      ...row,
      from: always ? null : range.from,
      until: range.until,
    }))
  return rows(one, 4, (row) => `${row.kind}${row.municipality}${row.from}`)
}

const openOnce = (row: { from: PlainDate; until: PlainDate | null }) => (row.until === null ? 'open' : row.from)

function someProtections(birth: PlainDate) {
  const kind = fc.constantFrom<'protected_registration' | 'confidentiality_marking'>(
    'protected_registration',
    'confidentiality_marking',
  )
  return rows(
    fc.tuple(span(birth), kind).map(([range, what]) => ({ ...range, kind: what })),
    2,
    openOnce,
  )
}

function someResidencies(birth: PlainDate) {
  const residency = fc.constantFrom<'emigrated' | 'deceased'>('emigrated', 'deceased')
  return rows(
    fc.tuple(span(birth), residency).map(([range, what]) => ({ ...range, residency: what })),
    2,
    openOnce,
  )
}

function someSchooling(birth: PlainDate) {
  const one = fc
    .record({ completedOn: fc.option(dayNear(birth)), firstRegisteredOn: fc.option(dayNear(birth)) })
    .filter((row) => row.completedOn !== null || row.firstRegisteredOn !== null)
  return rows(one, 2, (row) => String(row.second))
}

function someEnrolments(birth: PlainDate) {
  const one = fc
    .record({
      range: span(birth),
      form: fc.constantFrom(...FORMS),
      code: fc.constantFrom(...PROGRAMMES),
      broke: fc.boolean(),
    })
    .map(({ range, form, code, broke }) => ({
      schoolForm: form,
      programmeCode: form === 'GY' ? code : null,
      introductory: isIntroductory(form, code),
      schoolUnit: null,
      startsOn: range.from,
      endsBefore: range.until,
      interrupted: broke && range.until !== null,
    }))
  return rows(one, 5, (row) => `${row.startsOn}${row.schoolForm}`)
}

function someCompletions(birth: PlainDate) {
  const one = fc.record({
    kind: fc.constantFrom(...CompletionKind.options, 'STUDIEBEVIS' as const),
    completedOn: dayNear(birth),
  })
  return rows(one, 2, (row) => row.kind)
}

function someDecisions(birth: PlainDate) {
  const outcome = fc.constantFrom<Decision['outcome']>('in_scope', 'out_of_scope', 'unclear')
  const one = fc.tuple(span(birth), outcome).map(([range, what]) => ({ ...range, outcome: what, reason: 'ANNAT' }))
  return rows(one, 3, (row) => row.from).map(apart)
}

/** Decisions on a person never overlap: the table refuses it. */
function apart<T extends { from: PlainDate; until: PlainDate | null }>(decisions: T[]): T[] {
  const sorted = [...decisions].sort((a, b) => (a.from < b.from ? -1 : 1))
  const chosen: T[] = []
  for (const each of sorted) {
    const last = chosen.at(-1)
    if (!last || (last.until !== null && last.until <= each.from)) chosen.push(each)
  }
  return chosen
}

/** Writes lives into the domain of the transaction. */
export async function writeLives(tx: Write, lives: readonly Life[]): Promise<void> {
  for (const statement of lifeStatements(tx, lives)) await tx.run(statement)
  await tx.record('register.lives_written')
}

function lifeStatements(tx: Write, lives: readonly Life[]): readonly Sql[] {
  const domain = tx.actor.domainId
  const persons = lives.flatMap((life) => [
    { ...life, root: life.id },
    ...(life.mergedId === null ? [] : [{ ...life, id: life.mergedId, root: life.id }]),
  ])
  const of = (list: (life: Life) => readonly Kept[]) =>
    JSON.stringify(
      lives.flatMap((life) =>
        list(life).map((row) => ({
          ...row,
          person: row.second && life.mergedId !== null ? life.mergedId : life.id,
          learnt: row.known === 'late' ? LATE : EARLY,
          dropped: row.known === 'withdrawn' ? LATE : null,
        })),
      ),
    )
  return [
    sql`insert into person (domain_id, id, root_id, birth_date, latest_birth_date, known_from)
        select ${domain}, id, root, "birthDate", "latestBirthDate", ${EARLY}
          from json_to_recordset(${JSON.stringify(persons)}) as r (id uuid, root uuid, "birthDate" date, "latestBirthDate" date)`,
    sql`insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, until_on, source, known_from, known_until)
        select ${domain}, person, kind, municipality, "from", until, 'test', learnt, dropped
          from json_to_recordset(${of((life) => life.residences)}) as r (person uuid, learnt timestamptz, dropped timestamptz, kind text, municipality text, "from" date, until date)`,
    sql`insert into person_protection (domain_id, person_id, kind, from_on, until_on, source, known_from, known_until)
        select ${domain}, person, kind, "from", until, 'test', learnt, dropped
          from json_to_recordset(${of((life) => life.protections)}) as r (person uuid, learnt timestamptz, dropped timestamptz, kind text, "from" date, until date)`,
    sql`insert into person_residency (domain_id, person_id, residency, from_on, until_on, source, known_from, known_until)
        select ${domain}, person, residency, "from", until, 'test', learnt, dropped
          from json_to_recordset(${of((life) => life.residencies)}) as r (person uuid, learnt timestamptz, dropped timestamptz, residency text, "from" date, until date)`,
    sql`insert into schooling (domain_id, person_id, completed_on, first_registered_on, source, known_from, known_until)
        select ${domain}, person, "completedOn", "firstRegisteredOn", 'test', learnt, dropped
          from json_to_recordset(${of((life) => life.schooling)}) as r (person uuid, learnt timestamptz, dropped timestamptz, "completedOn" date, "firstRegisteredOn" date)`,
    sql`insert into enrolment (domain_id, person_id, school_form, programme_code, introductory, starts_on, ends_before, interrupted, source, known_from, known_until)
        select ${domain}, person, "schoolForm", "programmeCode", introductory, "startsOn", "endsBefore", interrupted, 'test', learnt, dropped
          from json_to_recordset(${of((life) => life.enrolments)}) as r (person uuid, learnt timestamptz, dropped timestamptz, "schoolForm" text, "programmeCode" text, introductory boolean, "startsOn" date, "endsBefore" date, interrupted boolean)`,
    sql`insert into completion (domain_id, person_id, kind, completed_on, source, known_from, known_until)
        select ${domain}, person, kind, "completedOn", 'test', learnt, dropped
          from json_to_recordset(${of((life) => life.completions)}) as r (person uuid, learnt timestamptz, dropped timestamptz, kind text, "completedOn" date)`,
    sql`insert into scope_decision (domain_id, person_id, outcome, reason_code, evidence, from_on, until_on, decided_by, decided_at, known_from, known_until)
        select ${domain}, person, outcome, reason, 'test', "from", until, ${tx.actor.accountId}, ${EARLY}, learnt, dropped
          from json_to_recordset(${of((life) => life.decisions)}) as r (person uuid, learnt timestamptz, dropped timestamptz, outcome text, reason text, "from" date, until date)`,
  ]
}
