import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Appointment, type AppointmentInput } from './model.ts'

const Id = z.object({ id: z.uuid() })
const CORRECTION = `select true from support_appointment c where c.domain_id = t.domain_id and c.corrects_id = t.id and c.person_id = t.person_id`
const columnsWith = (isCorrected: string) =>
  raw(`
  t.id, t.case_id as "caseId", t.person_id as "personId", t.activity_id as "activityId", t.on_day as "onDay", t.at_time as "atTime", t.minutes,
  t.way, t.account_id as "accountId", t.reminds, t.reminded_as as "remindedAs", t.replaces_id as "replacesId", t.outcome,
  ${isCorrected} as "isCorrected", t.reason_kind as "reasonKind", t.cancelled_by as "cancelledBy"`)
const columns = columnsWith(`exists (${CORRECTION})`)

/** The times with a person: those to come first, then what became of the others, the latest first. */
export async function appointmentsOf(tx: Read, root: PersonId, limit: number): Promise<Appointment[]> {
  // Asked of each row that is shown, and not of all there are: hence no `not exists`, which would be joined.
  const ofPerson = sql`
    select ${columnsWith('false')} from support_appointment t
     where t.person_id in (${membersOfRoot(tx, root)}) and (${raw(CORRECTION)}) is null`
  const [coming, past] = await Promise.all([
    tx.all(
      Appointment,
      prepared(sql`${ofPerson} and t.known_until is null order by t.on_day, t.at_time desc, t.id limit ${limit}`),
    ),
    tx.all(
      Appointment,
      prepared(
        sql`${ofPerson} and t.known_until is not null order by t.on_day desc, t.at_time desc, t.id limit ${limit}`,
      ),
    ),
  ])
  return [...coming, ...past].slice(0, limit)
}

export function appointmentOf(
  tx: Read,
  { root, id }: { readonly root: PersonId; readonly id: string },
): Promise<Appointment> {
  return tx.one(
    Appointment,
    sql`select ${columns} from support_appointment t where t.id = ${id} and t.person_id in (${membersOfRoot(tx, root)})`,
  )
}

/** The times that one came instead of, the latest first: each was moved to the next. */
export function movedBefore(
  tx: Read,
  { root, id }: { readonly root: PersonId; readonly id: string },
): Promise<Appointment[]> {
  return tx.all(
    Appointment,
    sql`
    with recursive chain as (
      select coalesce(x.replaces_id, x.corrects_id) as id, 1 as depth from support_appointment x where x.id = ${id}
      union all
      select coalesce(x.replaces_id, x.corrects_id), c.depth + 1
        from chain c join support_appointment x on x.id = c.id where c.depth < 100)
    select ${columns} from chain c join support_appointment t on t.id = c.id
     where t.person_id in (${membersOfRoot(tx, root)}) and t.outcome = 'moved' order by c.depth`,
  )
}

type New = AppointmentInput & {
  readonly id: string
  readonly caseId: string
  readonly personId: PersonId
  readonly replacesId: string | null
}

export async function insertAppointment(tx: Write, made: New): Promise<void> {
  await tx.run(sql`
    insert into support_appointment (domain_id, id, case_id, person_id, activity_id, on_day, at_time, minutes, way, account_id, reminds,
                                     replaces_id, set_by, known_from)
    values (${tx.actor.domainId}, ${made.id}, ${made.caseId}, ${made.personId}, ${made.activityId}, ${made.onDay}, ${made.atTime},
            ${made.minutes}, ${made.way}, ${made.accountId}, ${made.reminds}, ${made.replacesId}, ${tx.actor.accountId}, ${tx.now})`)
}

type Closing = Pick<Appointment, 'outcome' | 'reasonKind' | 'cancelledBy'>

export async function closeAppointment(
  tx: Write,
  id: string,
  { outcome, reasonKind, cancelledBy }: Closing,
): Promise<void> {
  await tx.runOne(sql`
    update support_appointment t set outcome = ${outcome}, reason_kind = ${reasonKind}, cancelled_by = ${cancelledBy},
           closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 't')}
     where t.id = ${id} and t.known_until is null`)
}

/** What became of a time, said anew: another row of the same time, in place of the one that is wrong. Answers with its id. */
export async function correctAppointment(
  tx: Write,
  id: string,
  { outcome, reasonKind, cancelledBy }: Closing,
): Promise<string> {
  const made = await tx.one(
    Id,
    sql`insert into support_appointment (domain_id, case_id, person_id, activity_id, on_day, at_time, minutes, way, account_id, reminds,
                                         reminded_as, reminded_at, corrects_id, outcome, reason_kind, cancelled_by, set_by, closed_by,
                                         known_from, known_until)
        select t.domain_id, t.case_id, t.person_id, t.activity_id, t.on_day, t.at_time, t.minutes, t.way, t.account_id, t.reminds,
               t.reminded_as, t.reminded_at, t.id, ${outcome}, ${reasonKind}, ${cancelledBy}, ${tx.actor.accountId}, ${tx.actor.accountId},
               ${tx.now}, ${tx.now}
          from support_appointment t where t.id = ${id} and t.known_until is not null
        returning id`,
  )
  return made.id
}

type Asked = { readonly to: PlainDate; readonly most: number }

/** Times of open cases to be reminded of, taken so that two workers do not take the same. */
export function takeToRemind(tx: Write, { to, most }: Asked): Promise<Appointment[]> {
  return tx.all(
    Appointment,
    sql`
    select ${columns} from support_appointment t
      join support_period d on d.domain_id = t.domain_id and d.case_id = t.case_id and d.known_until is null
     where t.known_until is null and t.reminds and t.reminded_as is null and t.on_day > ${tx.today} and t.on_day <= ${to}
     order by t.on_day, t.at_time, t.id limit ${most} for update of t skip locked`,
  )
}

export async function markReminded(tx: Write, id: string, as: string): Promise<void> {
  await tx.runOne(
    sql`update support_appointment set reminded_as = ${as}, reminded_at = ${tx.now} where id = ${id} and known_until is null`,
  )
}
