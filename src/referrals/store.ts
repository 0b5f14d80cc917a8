import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { ending } from '../people/version-sql.ts'
import { type Cause, type Origin, type Outcome, Referral, type Stage, Told } from './model.ts'

const columns = raw(`
  r.id, r.referral_id as "referralId", r.person_id as "personId", r.origin, r.sent_by as "sentBy", r.arrival_id as "arrivalId", r.reasons,
  r.team_id as "teamId", r.stage, r.reason, r.to_domain_id as "toDomainId", r.share_id as "shareId",
  r.target_on as "targetOn", r.received_at as "receivedAt", r.recorded_by as "recordedBy", r.known_from as "knownFrom", r.known_until as "knownUntil"`)

/** A referral as it stands. Refuses with `not_found` what one may not see. */
export function referralById(tx: Read, referralId: string): Promise<Referral> {
  return tx.one(Referral, prepared(sql`select ${columns} from referral r where ${current(referralId)}`))
}

const current = (referralId: string): Sql => sql`r.referral_id = ${referralId} and r.known_until is null`

/** The stages it has been through, the first one first. */
export function stagesOf(tx: Read, referralId: string): Promise<Referral[]> {
  return tx.all(
    Referral,
    prepared(sql`
    select ${columns} from referral r where r.referral_id = ${referralId} order by r.known_from, r.known_until nulls last, r.id`),
  )
}

/** The referrals of a person and of those merged into it, the latest first. */
export function referralsOf(tx: Read, root: PersonId): Promise<Referral[]> {
  return tx.all(
    Referral,
    prepared(sql`
    select ${columns} from referral r
     where r.person_id in (${membersOf(sql`${root}::uuid`)}) and r.known_until is null order by r.received_at desc, r.id limit 20`),
  )
}

/** Locks the current row in a statement of its own and reads it afterwards: who waited reads what the other has written. */
export async function lockReferral(tx: Write, referralId: string): Promise<Referral> {
  await tx.run(sql`select from referral r where ${current(referralId)} for update`)
  return referralById(tx, referralId)
}

const Made = z.object({ id: z.uuid() })

export type NewReferral = {
  readonly personId: string | null
  readonly origin: Origin
  readonly sentBy: string | null
  readonly arrivalId: string | null
  readonly reasons: readonly Cause[]
  readonly targetOn: PlainDate | null
  readonly receivedAt: string
  readonly body: string | null
  readonly told: Told | null
  /** The share that it came by, from another domain. */
  readonly shareId?: string
  /** It goes straight to another domain and is not for those who triage here. */
  readonly toDomainId?: string
}

export async function insertReferral(tx: Write, made: NewReferral): Promise<string> {
  const told = made.told === null ? null : JSON.stringify(made.told)
  const [stage, reason] = made.toDomainId === undefined ? ['received', null] : ['passed_on', 'other_domain_fits']
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into referral (domain_id, id, referral_id, person_id, origin, sent_by, arrival_id, reasons, stage, reason, to_domain_id,
                          share_id, target_on, received_at, body, told, recorded_by, known_from)
    select ${tx.actor.domainId}::uuid, id, id, ${made.personId}::uuid, ${made.origin}, ${made.sentBy}::uuid, ${made.arrivalId}::uuid,
           ${[...made.reasons]}::text[], ${stage}, ${reason}, ${made.toDomainId ?? null}::uuid, ${made.shareId ?? null}::uuid,
           ${made.targetOn}::date, ${made.receivedAt}::timestamptz, ${made.body}, ${told}::jsonb, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from fresh returning id`,
  )
  return id
}

export type Moved = {
  readonly stage: Stage
  readonly reason: Outcome | null
  readonly teamId: string | null
  readonly toDomainId: string | null
  readonly targetOn: PlainDate | null
}

/** Ends a stage and begins the next. */
export async function insertStage(tx: Write, before: Referral, moved: Moved): Promise<void> {
  await tx.runOne(
    sql`update referral r set known_until = ${ending(tx, 'r')} where r.id = ${before.id} and r.known_until is null`,
  )
  const { referralId, personId, origin, sentBy, arrivalId, shareId, reasons, receivedAt } = before
  await tx.runOne(sql`
    insert into referral (domain_id, referral_id, person_id, origin, sent_by, arrival_id, share_id, reasons, team_id, stage, reason,
                          to_domain_id, target_on, received_at, recorded_by, known_from)
    values (${tx.actor.domainId}, ${referralId}, ${personId}, ${origin}, ${sentBy}, ${arrivalId}, ${shareId}, ${[...reasons]},
            ${moved.teamId}, ${moved.stage}, ${moved.reason}, ${moved.toDomainId}, ${moved.targetOn}, ${receivedAt}, ${tx.actor.accountId}, ${tx.now})`)
}

/** Says whom it is about, on every row of it. */
export async function tieReferral(
  tx: Write,
  { referralId, personId }: { referralId: string; personId: PersonId },
): Promise<void> {
  await tx.run(
    sql`update referral r set person_id = ${personId} where r.referral_id = ${referralId} and r.person_id is null`,
  )
}

const Seen = z.object({ seen: z.boolean() })

/** Whether the actor sees who a person is: then words about them may be read. */
export async function seesPerson(tx: Read, personId: string): Promise<boolean> {
  return (await tx.one(Seen, prepared(sql`select access.sees(${personId}, 'identity') is true as seen`))).seen
}

const Words = z.object({ id: z.uuid(), body: z.string().nullable(), told: Told.nullable() })
export type Words = z.infer<typeof Words>

/** The words of a referral, against its committed ticket. */
export async function wordsOf(tx: Read, referralId: string, ticket: number): Promise<Words | null> {
  const asked = sql`select id, body, told from referral_bodies(${[referralId]}::uuid[], ${ticket})`
  return tx.maybe(Words, prepared(asked))
}

const Erased = z.object({ n: z.number() })

/** Takes away what was said of people who were never tied to a person, when it was ended before an instant. Answers how many. */
export async function eraseUntied(tx: Write, before: string): Promise<number> {
  return (await tx.one(Erased, sql`select erase_untied_referrals(${before}::timestamptz) as n`)).n
}
