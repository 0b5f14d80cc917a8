import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { Ground, Secrecy, type Strength } from './model.ts'

const Done = z.object({ done: z.boolean() })
const Made = z.object({ id: z.uuid().nullable() })

/** Which secrecy applies at a domain today, by its own reading; empty when nobody has said. */
export function secreciesOf(tx: Read, domainId: string): Promise<Secrecy[]> {
  return tx.all(
    Secrecy,
    sql`
    select id, paragraph, codes, strength, label_sv as "labelSv", label_en as "labelEn", valid_from as "validFrom",
           confirmed_at as "confirmedAt", ending
      from access.secrecies(${domainId})`,
  )
}

/** The grounds of the actor's own domain today. */
export function grounds(tx: Read): Promise<Ground[]> {
  return tx.all(
    Ground,
    sql`
    select id, code, paragraph, label_sv as "labelSv", label_en as "labelEn", demands_sv as "demandsSv", demands_en as "demandsEn",
           needs_consent as "needsConsent", needs_detail as "needsDetail", below_age as "belowAge", from_kinds as "fromKinds",
           to_kinds as "toKinds", not_for as "notFor", needs_confirmed as "needsConfirmed", valid_from as "validFrom", confirmed_at as "confirmedAt"
      from access.share_grounds()`,
  )
}

export type SecrecyWords = {
  readonly paragraph: string
  readonly strength: Strength
  readonly labelSv: string
  readonly labelEn: string
}

/** Null when no paragraph can be read in it. */
export async function insertSecrecy(tx: Write, made: SecrecyWords): Promise<string | null> {
  const { paragraph, strength, labelSv, labelEn } = made
  return (await tx.one(Made, sql`select access.add_secrecy(${paragraph}, ${strength}, ${labelSv}, ${labelEn}) as id`))
    .id
}

/** False when there was none to confirm. */
export async function confirmSecrecy(tx: Write, id: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.confirm_secrecy(${id}) as done`)).done
}

const Ended = z.object({ did: z.enum(['ended', 'asked', 'kept']).nullable() })
export type Ended = z.infer<typeof Ended>['did']

/** What came of it; null when there was none to end. Secrecy that some ground does not break is ended by two. */
export async function endSecrecy(tx: Write, id: string): Promise<Ended> {
  return (await tx.one(Ended, sql`select access.end_secrecy(${id}) as did`)).did
}

export async function confirmGround(tx: Write, id: string): Promise<boolean> {
  return (await tx.one(Done, sql`select access.confirm_ground(${id}) as done`)).done
}

export type GroundWords = {
  readonly paragraph: string
  readonly labelSv: string
  readonly labelEn: string
  readonly demandsSv: string
  readonly demandsEn: string
}

/** The id of the new wording; null when there is no such ground any more. */
export async function amendGround(tx: Write, id: string, made: GroundWords): Promise<string | null> {
  const { paragraph, labelSv, labelEn, demandsSv, demandsEn } = made
  return (
    await tx.one(
      Made,
      sql`select access.amend_ground(${id}, ${paragraph}, ${labelSv}, ${labelEn}, ${demandsSv}, ${demandsEn}) as id`,
    )
  ).id
}
