import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Visit, type VisitInput } from './visit-model.ts'

const columns = raw(`
  v.id, v.person_id as "personId", v.step_id as "stepId", v.visit_at as "visitAt", v.first_by as "firstBy", v.second_by as "secondBy",
  v.announced, v.safety, v.note_id as "noteId", v.closed_as as "closedAs", v.contact_id as "contactId", v.lettings`)

/** The visit that is planned; null when none is. */
export function openVisit(tx: Read, root: PersonId): Promise<Visit | null> {
  return tx.maybe(
    Visit,
    sql`
    select ${columns} from outreach_visit v where v.person_id in (${membersOf(sql`${root}::uuid`)}) and v.known_until is null
     order by v.visit_at limit 1`,
  )
}

/** One visit of a person. Refuses with `not_found` what one may not see. */
export function visitById(tx: Read, of: { readonly root: PersonId; readonly visitId: string }): Promise<Visit> {
  return tx.one(
    Visit,
    sql`select ${columns} from outreach_visit v where v.id = ${of.visitId} and v.person_id in (${membersOf(sql`${of.root}::uuid`)})`,
  )
}

const Made = z.object({ id: z.uuid() })

export async function insertVisit(
  tx: Write,
  visit: VisitInput & {
    readonly personId: PersonId
    readonly stepId: string | null
    readonly noteId: string | null
    readonly lettings: readonly string[]
  },
): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into outreach_visit (domain_id, person_id, step_id, visit_at, first_by, second_by, announced, safety, note_id, lettings, set_by,
                                known_from)
    values (${tx.actor.domainId}, ${visit.personId}, ${visit.stepId}, ${visit.visitAt}, ${visit.firstBy}, ${visit.secondBy},
            ${visit.announced}, ${visit.safety}::text[], ${visit.noteId}, ${visit.lettings}::uuid[], ${tx.actor.accountId}, ${tx.now})
    returning id`,
  )
  return id
}

/** Closes a visit that is planned. Refuses with `not_found` one that is closed. */
export async function closeVisit(
  tx: Write,
  closed: { readonly visitId: string; readonly as: 'done' | 'cancelled' | 'moved'; readonly contactId: string | null },
): Promise<void> {
  // What calls off for one who has moved may not say of which contact a visit was.
  const contact = closed.contactId === null ? raw('') : sql`, contact_id = ${closed.contactId}`
  await tx.runOne(sql`
    update outreach_visit v set closed_as = ${closed.as}, closed_on = ${tx.today}${contact},
           closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'v')}
     where v.id = ${closed.visitId} and v.known_until is null`)
}
