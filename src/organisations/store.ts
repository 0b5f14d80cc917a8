import { z } from 'zod'
import type { Database, Question, Read, Write } from '../kernel/database.ts'
import { prepared, sql } from '../kernel/sql.ts'
import type { DefaultCode } from './default-codes.ts'
import { Code, type CodeList, Municipality, Organisation, type OrganisationKind, Unit } from './model.ts'

const Made = z.object({ id: z.uuid() })

export function municipalities(tx: Read): Promise<Municipality[]> {
  return tx.all(Municipality, prepared(sql`select code, name from municipality order by name`))
}

const Programme = z.object({ code: z.string(), name: z.string() })

export function programmes(tx: Read): Promise<z.infer<typeof Programme>[]> {
  return tx.all(Programme, prepared(sql`select code, name from programme order by code`))
}

/** The names of some municipalities and programmes, by code: what a page of one person shows of hundreds. */
export async function placeNames(
  tx: Read,
  codes: { readonly municipalities: readonly string[]; readonly programmes: readonly string[] },
): Promise<{ readonly municipality: ReadonlyMap<string, string>; readonly programme: ReadonlyMap<string, string> }> {
  const { municipality, programme } = await tx.together({
    municipality: {
      row: Municipality,
      query: sql`select code, name from municipality where code = any(${codes.municipalities})`,
    },
    programme: { row: Programme, query: sql`select code, name from programme where code = any(${codes.programmes})` },
  })
  const named = (rows: readonly { code: string; name: string }[]) => new Map(rows.map(({ code, name }) => [code, name]))
  return { municipality: named(municipality), programme: named(programme) }
}

export async function municipalityName(tx: Read, code: string | null): Promise<string | null> {
  const row = await tx.maybe(Municipality, sql`select code, name from municipality where code = ${code}`)
  return row?.name ?? null
}

/** The same before there is any domain to ask within. */
export async function municipalityNamed(db: Database, code: string): Promise<string | null> {
  const [row] = await db.call(Municipality, sql`select code, name from municipality where code = ${code}`)
  return row?.name ?? null
}

export function organisations(tx: Read): Promise<Organisation[]> {
  return tx.all(
    Organisation,
    sql`
    select o.id, o.name, o.kind, o.organisation_number as "organisationNumber", o.ended_on as "endedOn",
           (select count(*) from unit u where u.domain_id = o.domain_id and u.organisation_id = o.id) as units
      from organisation o
     order by o.ended_on nulls first, o.name, o.id`,
  )
}

export function units(tx: Read): Promise<Unit[]> {
  return tx.all(
    Unit,
    sql`
    select u.id, u.organisation_id as "organisationId", o.name as organisation, u.name,
           u.school_unit_code as "schoolUnitCode", u.ended_on as "endedOn"
      from unit u
      join organisation o on o.domain_id = u.domain_id and o.id = u.organisation_id
     order by u.ended_on nulls first, o.name, u.name, u.id`,
  )
}

export async function insertOrganisation(
  tx: Write,
  made: { name: string; kind: OrganisationKind; number: string | null },
): Promise<string> {
  const row = await tx.one(
    Made,
    sql`
    insert into organisation (domain_id, name, kind, organisation_number)
    values (${tx.actor.domainId}, ${made.name}, ${made.kind}, ${made.number})
    returning id`,
  )
  return row.id
}

export async function insertUnit(
  tx: Write,
  made: { organisationId: string; name: string; schoolUnitCode: string | null },
): Promise<string> {
  const row = await tx.one(
    Made,
    sql`
    insert into unit (domain_id, organisation_id, name, school_unit_code)
    values (${tx.actor.domainId}, ${made.organisationId}, ${made.name}, ${made.schoolUnitCode})
    returning id`,
  )
  return row.id
}

export function endUnit(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`update unit set ended_on = ${tx.today} where id = ${id} and ended_on is null`)
}

export function endOrganisation(tx: Write, id: string): Promise<void> {
  return tx.runOne(sql`update organisation set ended_on = ${tx.today} where id = ${id} and ended_on is null`)
}

/** The codes of a list that hold today, in the order they are shown. */
export function codes(tx: Read, list: CodeList): Promise<Code[]> {
  return tx.all(
    Code,
    sql`
    select id, list, code, label_sv as "labelSv", label_en as "labelEn", best_before_days as "bestBeforeDays",
           valid_from as "validFrom", valid_until as "validUntil", confirmed_at as "confirmedAt"
      from code
     where list = ${list} and valid_from <= ${tx.today} and (valid_until is null or valid_until > ${tx.today})
     order by valid_from, code`,
  )
}

/** The codes of every list that hold today. */
export function everyCode(tx: Read): Question<typeof Code> {
  return {
    row: Code,
    query: sql`
    select id, list, code, label_sv as "labelSv", label_en as "labelEn", best_before_days as "bestBeforeDays",
           valid_from as "validFrom", valid_until as "validUntil", confirmed_at as "confirmedAt"
      from code
     where valid_from <= ${tx.today} and (valid_until is null or valid_until > ${tx.today})
     order by list, valid_from, code`,
  }
}

export function codeById(tx: Read, id: string): Promise<Code> {
  return tx.one(
    Code,
    sql`
    select id, list, code, label_sv as "labelSv", label_en as "labelEn", best_before_days as "bestBeforeDays",
           valid_from as "validFrom", valid_until as "validUntil", confirmed_at as "confirmedAt"
      from code where id = ${id}`,
  )
}

export async function insertCodes(tx: Write, defaults: readonly DefaultCode[]): Promise<void> {
  await tx.run(sql`
    insert into code (domain_id, list, code, label_sv, label_en, best_before_days, valid_from)
    select ${tx.actor.domainId}, d.list, d.code, d.sv, d.en, d."bestBeforeDays", date '2015-01-01'
      from jsonb_to_recordset(${JSON.stringify(defaults)}::jsonb)
           as d (list text, code text, sv text, en text, "bestBeforeDays" integer)
    on conflict do nothing`)
}

export function updateCode(
  tx: Write,
  change: { id: string; labelSv: string; labelEn: string; bestBeforeDays: number | null },
): Promise<void> {
  return tx.runOne(sql`
    update code set label_sv = ${change.labelSv}, label_en = ${change.labelEn}, best_before_days = ${change.bestBeforeDays}
     where id = ${change.id}`)
}

export function confirmCode(tx: Write, id: string): Promise<void> {
  return tx.runOne(
    sql`update code set confirmed_at = ${tx.now}, confirmed_by = ${tx.actor.accountId} where id = ${id} and confirmed_at is null`,
  )
}
