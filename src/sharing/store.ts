import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { type Instant, InstantText, type PlainDate } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { membersOf } from '../people/store.ts'
import { events } from '../trail/store.ts'
import { Consent, Receiver, Share, ShareTopic } from './model.ts'

/** Shares and consents from the side of the one who shares. The tables lie behind the functions of the access schema. */

const Made = z.object({ id: z.uuid().nullable() })

/** Every other secrecy domain, those of the same municipality first. */
export function receivers(tx: Read): Promise<Receiver[]> {
  return tx.all(Receiver, sql`select id, name, kind from access.receivers()`)
}

/** The topics of a person that the actor may share: none when the person is not theirs to share. */
export async function shareableTopics(tx: Read, personId: string): Promise<ShareTopic[]> {
  const rows = await tx.all(z.object({ topic: ShareTopic }), sql`select topic from access.shareable(${personId})`)
  return rows.map(({ topic }) => topic)
}

export function sharesOf(tx: Read, personId: string): Promise<Share[]> {
  return tx.all(
    Share,
    sql`
    select id, to_domain_id as "toDomainId", to_name as "toName", topics, more_topics as "moreTopics", ground, paragraph,
           ground_sv as "groundSv", ground_en as "groundEn", ground_detail as "groundDetail", purpose, made_by as "madeBy",
           from_at as "fromAt", until_at as "untilAt", answered_at as "answeredAt", accepted, answer, revoked_at as "revokedAt",
           ended_at as "endedAt", consent_withdrawn_at as "consentWithdrawnAt", consent_until_at as "consentUntilAt", protected
      from access.shares_of(${personId})`,
  )
}

export function consentsOf(tx: Read, personId: string): Promise<Consent[]> {
  return tx.all(
    Consent,
    sql`
    select id, to_domain_id as "toDomainId", to_name as "toName", topics, purpose, by_person as "byPerson",
           by_guardian as "byGuardian", alone_reason as "aloneReason", how, witness, document, given_on as "givenOn",
           until_at as "untilAt", recorded_by as "recordedBy", withdrawn_at as "withdrawnAt"
      from access.consents_of(${personId})`,
  )
}

const Id = z.object({ id: z.uuid() })

/** Who has looked at what is shared of a person, newest first: the trail says it. */
export async function looksAt(tx: Read, personId: string) {
  const ids = await tx.all(Id, membersOf(sql`${personId}::uuid`))
  const found = await events(tx, { personIds: ids.map(({ id }) => id), actions: ['sharing.visited'], most: 200 })
  return found.map(({ object, actorName, at }) => ({ shareId: object, name: actorName, at: InstantText.parse(at) }))
}

export type NewShare = {
  readonly personId: string
  readonly toDomainId: string
  readonly topics: readonly ShareTopic[]
  readonly groundId: string
  readonly groundDetail: string | null
  readonly purpose: string
  readonly untilAt: Instant
  readonly consentId: string | null
  readonly protectedReason: string | null
}

/** Null when the person is not there, or not the actor's to see. */
export async function insertShare(tx: Write, made: NewShare): Promise<string | null> {
  const row = await tx.one(
    Made,
    sql`
    select access.make_share(${made.personId}, ${made.toDomainId}, ${made.topics}, ${made.groundId}, ${made.groundDetail},
                             ${made.purpose}, ${made.untilAt}, ${made.consentId}, ${made.protectedReason}) as id`,
  )
  return row.id
}

/** Whose share it was; null when there is none to take back. */
export async function revokeShare(tx: Write, id: string): Promise<string | null> {
  return (await tx.one(Made, sql`select access.revoke_share(${id}) as id`)).id
}

export type NewConsent = {
  readonly personId: string
  readonly toDomainId: string
  readonly topics: readonly ShareTopic[]
  readonly purpose: string
  readonly byPerson: boolean
  readonly byGuardian: boolean
  readonly aloneReason: string | null
  readonly how: string
  readonly witness: string | null
  readonly document: string | null
  readonly givenOn: PlainDate
  readonly untilAt: Instant
}

export async function insertConsent(tx: Write, made: NewConsent): Promise<string | null> {
  const row = await tx.one(
    Made,
    sql`
    select access.add_consent(${made.personId}, ${made.toDomainId}, ${made.topics}, ${made.purpose}, ${made.byPerson},
                              ${made.byGuardian}, ${made.aloneReason}, ${made.how}, ${made.witness}, ${made.document},
                              ${made.givenOn}::date, ${made.untilAt}) as id`,
  )
  return row.id
}

/** Whose consent it was; null when there is none that stands. */
export async function withdrawConsent(tx: Write, id: string): Promise<string | null> {
  return (await tx.one(Made, sql`select access.withdraw_consent(${id}) as id`)).id
}
