import type { Write } from '../../src/kernel/database.ts'
import { sql } from '../../src/kernel/sql.ts'
import { recomputeRegister } from '../../src/register/actions.ts'
import type { CompletionKind, SchoolForm } from '../../src/register/model.ts'
import { touch } from '../../src/register/store.ts'
import { aPerson, type NewPerson, type TestPerson } from './people.ts'

export type NewEnrolment = {
  readonly form?: SchoolForm
  readonly programme?: string
  readonly introductory?: boolean
  readonly school?: string
  readonly schoolUnitCode?: string
  readonly from: string
  /** The day after the last day of study; null while it goes on. */
  readonly until?: string | null
  readonly interrupted?: boolean
}

export async function anEnrolment(tx: Write, person: TestPerson, given: NewEnrolment): Promise<void> {
  await tx.run(sql`
    insert into enrolment (domain_id, person_id, school_form, programme_code, introductory, school_unit, school_unit_code, starts_on, ends_before,
                           interrupted, source, known_from)
    values (${tx.actor.domainId}, ${person.id}, ${given.form ?? 'GY'}, ${given.programme ?? 'BA'}, ${given.introductory ?? false},
            ${given.school ?? 'Rekarnegymnasiet'}, ${given.schoolUnitCode ?? null}, ${given.from}, ${given.until ?? null}, ${given.interrupted ?? false},
            'inskrivningar', ${tx.now})`)
  await touch(tx, [person.id])
}

export async function aCompletion(
  tx: Write,
  person: TestPerson,
  given: { kind: CompletionKind; on: string },
): Promise<void> {
  await tx.run(sql`
    insert into completion (domain_id, person_id, kind, completed_on, source, known_from)
    values (${tx.actor.domainId}, ${person.id}, ${given.kind}, ${given.on}, 'utfall', ${tx.now})`)
  await touch(tx, [person.id])
}

/** Born 2008, or 2007, in the municipality, on a national programme until an interruption; the register computed. */
export async function aDropout(tx: Write, given: NewPerson & { readonly leftOn?: string } = {}): Promise<TestPerson> {
  const person = await aPerson(tx, { ...(given.born ? {} : { born: '2008', orBorn: '2007' }), ...given })
  await anEnrolment(tx, person, { from: '2024-08-19', until: given.leftOn ?? '2026-09-21', interrupted: true })
  await recomputeRegister(tx, 'touched')
  return person
}
