import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { Day, type Instant, InstantText } from '../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import type { Facts } from './facts.ts'
import { CompletionKind, SchoolForm } from './model.ts'

/**
 * The facts of one person as known now, or as known at an instant; null when there is no such person to be seen, or nobody had told of one by then. One
 * statement: each asks anew who may see what, and a page that explains is not to ask ten times.
 */
export async function factsOf(tx: Read, personId: string, knownAt: Instant | null = null): Promise<Facts | null> {
  const of = { group: sql`any((select ids from own)::uuid[])`, known: known(knownAt) }
  const lists = joinSql(
    Object.entries(QUERIES).map(
      ([name, query]) => sql`(select coalesce(json_agg(r), '[]') from (${query(of)}) r) as ${raw(name)}`,
    ),
    ', ',
  )
  const person = await tx.maybe(
    Person,
    prepared(sql`
    with own as (select ${idsOf(personId)} as ids)
    select birth_date as "birthDate", latest_birth_date as "latestBirthDate", ${lists} from person where id = ${personId}
       and ${knownBy(knownAt)}`),
  )
  return person && { municipality: tx.actor.municipality ?? '', ...person }
}

/**
 * A person is known from the day the first of those who are one with them was, until the delivery that told of them is taken
 * back.
 */
function knownBy(at: Instant | null): Sql {
  if (at === null) return known(at)
  return sql`(known_until is null or known_until >= ${at})
       and exists (select from person first where first.id = any((select ids from own)::uuid[]) and first.known_from < ${at})`
}

type Of = { readonly group: Sql; readonly known: Sql }

/** The person and those merged into it: facts stay with the number they came by. An array, so that an index can be asked for it. */
export function groupOf(personId: string): Sql {
  return sql`any(${idsOf(personId)})`
}

function idsOf(personId: string): Sql {
  return sql`array(select x.id from person x where x.root_id = ${personId} and x.root_id <> x.id union all select ${personId}::uuid)`
}

/** Which versions count: today's, or those that stood at an instant. */
export function known(at: Instant | null): Sql {
  return at === null
    ? sql`known_until is null`
    : sql`known_from < ${at} and (known_until is null or known_until >= ${at})`
}

const recordedAt = InstantText.transform((text) => new Date(text).toISOString() as Instant)
const evidence = { source: z.string(), deliveryId: z.uuid().nullable(), recordedAt }
const evidenceColumns = sql`source, delivery_id as "deliveryId", known_from as "recordedAt"`

const Residence = z.object({
  kind: z.enum(['registered', 'manual']),
  municipality: z.string(),
  from: Day.nullable(),
  until: Day.nullable(),
  ...evidence,
})

function residenceQuery({ group, known }: Of): Sql {
  return sql`
    select kind, municipality_code as municipality, from_on as from, until_on as until, ${evidenceColumns}
      from person_residence where person_id = ${group} and ${known} order by from_on nulls first, id`
}

const ProtectionPeriod = z.object({
  kind: z.enum(['confidentiality_marking', 'protected_registration']),
  from: Day,
  until: Day.nullable(),
  ...evidence,
})

function protectionQuery({ group, known }: Of): Sql {
  return sql`
    select kind, from_on as from, until_on as until, ${evidenceColumns}
      from person_protection where person_id = ${group} and ${known} order by from_on, id`
}

const ResidencyPeriod = z.object({
  residency: z.enum(['emigrated', 'deceased']),
  from: Day,
  until: Day.nullable(),
  ...evidence,
})

function residencyQuery({ group, known }: Of): Sql {
  return sql`
    select residency, from_on as from, until_on as until, ${evidenceColumns}
      from person_residency where person_id = ${group} and ${known} order by from_on, id`
}

const Schooling = z.object({ completedOn: Day.nullable(), firstRegisteredOn: Day.nullable(), ...evidence })

function schoolingQuery({ group, known }: Of): Sql {
  return sql`
    select completed_on as "completedOn", first_registered_on as "firstRegisteredOn", ${evidenceColumns}
      from schooling where person_id = ${group} and ${known} order by id`
}

const Enrolment = z.object({
  schoolForm: SchoolForm,
  programmeCode: z.string().nullable(),
  introductory: z.boolean(),
  schoolUnit: z.string().nullable(),
  startsOn: Day,
  endsBefore: Day.nullable(),
  interrupted: z.boolean(),
  ...evidence,
})

function enrolmentQuery({ group, known }: Of): Sql {
  return sql`
    select school_form as "schoolForm", programme_code as "programmeCode", introductory,
           coalesce(school_unit, (select s.name from school_unit s where s.code = school_unit_code), school_unit_code) as "schoolUnit",
           starts_on as "startsOn", ends_before as "endsBefore", interrupted, ${evidenceColumns}
      from enrolment where person_id = ${group} and ${known} order by starts_on, id`
}

const Completion = z.object({ kind: CompletionKind, completedOn: Day, ...evidence })

function completionQuery({ group, known }: Of): Sql {
  return sql`
    select kind, completed_on as "completedOn", ${evidenceColumns}
      from completion where person_id = ${group} and ${known} order by completed_on, id`
}

const Decision = z.object({
  outcome: z.enum(['in_scope', 'out_of_scope', 'unclear']),
  reason: z.string(),
  from: Day,
  until: Day.nullable(),
  ...evidence,
})

function decisionQuery({ group, known }: Of): Sql {
  return sql`
    select outcome, reason_code as reason, from_on as from, until_on as until,
           'beslut' as source, null::uuid as "deliveryId", decided_at as "recordedAt"
      from scope_decision where person_id = ${group} and ${known} order by from_on, id`
}

const QUERIES = {
  residences: residenceQuery,
  protections: protectionQuery,
  residencies: residencyQuery,
  schooling: schoolingQuery,
  enrolments: enrolmentQuery,
  completions: completionQuery,
  decisions: decisionQuery,
} as const satisfies Partial<Record<keyof Facts, (of: Of) => Sql>>

const Person = z.object({
  birthDate: Day.nullable(),
  latestBirthDate: Day,
  residences: z.array(Residence),
  protections: z.array(ProtectionPeriod),
  residencies: z.array(ResidencyPeriod),
  schooling: z.array(Schooling),
  enrolments: z.array(Enrolment),
  completions: z.array(Completion),
  decisions: z.array(Decision),
})
