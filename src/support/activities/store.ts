import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { once } from '../../people/once.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Activity, Qualification, type QualificationInput } from './model.ts'

const columns = raw(`
  a.id, a.activity_id as "activityId", a.case_id as "caseId", a.person_id as "personId", a.kind, a.name, a.about as subject, a.place, a.organiser,
  a.leads_to as "leadsTo", a.tasks, a.weekdays, a.hours, a.sessions,
  a.goal_id as "goalId", a.step_id as "stepId", a.group_id as "groupId", a.factors, a.starts_on as "startsOn", a.ends_on as "endsOn", a.state,
  a.ended_on as "endedOn", a.reason, a.reason_words as "reasonWords", a.set_by as "setBy", a.known_from as "knownFrom"`)

/** What is done with a person, as it stands: what goes on first, what is over last. */
export function activitiesOf(tx: Read, root: PersonId): Promise<Activity[]> {
  return once(tx, `activities ${root}`, () =>
    tx.all(
      Activity,
      prepared(sql`
    select ${columns} from support_activity a where a.person_id in (${membersOfRoot(tx, root)}) and a.known_until is null
     order by array_position('{under_way,planned,done,interrupted,cancelled}', a.state), a.starts_on desc, a.activity_id`),
    ),
  )
}

export function activityOf(
  tx: Read,
  { root, activityId }: { readonly root: PersonId; readonly activityId: string },
): Promise<Activity> {
  return tx.one(
    Activity,
    sql`select ${columns} from support_activity a
         where a.activity_id = ${activityId} and a.known_until is null and a.person_id in (${membersOfRoot(tx, root)})`,
  )
}

/** Every wording of an activity, the latest first. */
export function activityWordings(
  tx: Read,
  { root, activityId }: { readonly root: PersonId; readonly activityId: string },
): Promise<Activity[]> {
  return tx.all(
    Activity,
    sql`select ${columns} from support_activity a
         where a.activity_id = ${activityId} and a.person_id in (${membersOfRoot(tx, root)}) order by a.known_from desc`,
  )
}

export async function insertActivity(tx: Write, row: Omit<Activity, 'setBy' | 'knownFrom'>): Promise<void> {
  await tx.run(sql`
    insert into support_activity (domain_id, id, activity_id, case_id, person_id, kind, name, about, place, organiser,
                                  leads_to, tasks, weekdays, hours, sessions, goal_id, step_id, group_id, factors, starts_on, ends_on, state, ended_on, reason, reason_words, set_by, known_from)
    values (${tx.actor.domainId}, ${row.id}, ${row.activityId}, ${row.caseId}, ${row.personId}, ${row.kind}, ${row.name}, ${row.subject},
            ${row.place}, ${row.organiser}, ${row.leadsTo}, ${row.tasks}, ${row.weekdays}, ${row.hours}, ${row.sessions}, ${row.goalId}, ${row.stepId}, ${row.groupId}, ${row.factors}, ${row.startsOn}, ${row.endsOn},
            ${row.state}, ${row.endedOn}, ${row.reason}, ${row.reasonWords}, ${tx.actor.accountId}, ${tx.now})`)
}

/** Closes the wording that a form was shown; another has been written meanwhile when it is no longer the open one. */
export async function closeActivity(tx: Write, wordingId: string): Promise<void> {
  const touched = await tx.run(sql`
    update support_activity v set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId}
     where v.id = ${wordingId} and v.known_until is null`)
  if (touched === 0) throw new Refused('conflict', 'written_meanwhile')
}

const ofPaper = raw(`
  q.id, q.person_id as "personId", q.activity_id as "activityId", q.kind, q.name, q.level, q.got_on as "gotOn", q.valid_until as "validUntil",
  q.evidence`)

/** The papers a person has got, the latest first. */
export function qualificationsOf(tx: Read, root: PersonId): Promise<Qualification[]> {
  return tx.all(
    Qualification,
    prepared(sql`
    select ${ofPaper} from support_qualification q where q.person_id in (${membersOfRoot(tx, root)}) and q.known_until is null
     order by q.got_on desc, q.name`),
  )
}

type NewQualification = QualificationInput & { readonly caseId: string; readonly personId: PersonId }
const Id = z.object({ id: z.uuid() })

export async function insertQualification(tx: Write, got: NewQualification): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into support_qualification (domain_id, case_id, person_id, activity_id, kind, name, level, got_on, valid_until, evidence,
                                           set_by, known_from)
        values (${tx.actor.domainId}, ${got.caseId}, ${got.personId}, ${got.activityId}, ${got.kind}, ${got.name}, ${got.level}, ${got.gotOn},
                ${got.validUntil}, ${got.evidence}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

type Ended = { readonly root: PersonId; readonly id: string; readonly as: string }

export async function closeQualification(tx: Write, { root, id, as }: Ended): Promise<void> {
  await tx.runOne(sql`
    update support_qualification q set closed_as = ${as}, closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'q')}
     where q.id = ${id} and q.known_until is null and q.person_id in (${membersOfRoot(tx, root)})`)
}
