import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import { ending } from '../../people/version-sql.ts'
import { Label } from './label-model.ts'
import type { HeldCase } from './model.ts'

const columns = raw(`b.id, b.account_id as "accountId", b.shared, b.team_id as "teamId", b.name, b.colour`)

/** One's own labels, and those that colleagues share. */
export function labels(tx: Read): Promise<Label[]> {
  return tx.all(
    Label,
    prepared(sql`
    select ${columns} from support_label b where b.known_until is null
     order by b.account_id <> ${tx.actor.accountId}, lower(b.name), b.id`),
  )
}

const OfCase = Label.extend({ caseId: z.uuid() })

/** The labels of some cases, as far as one sees labels. */
export function labelsOf(tx: Read, caseIds: readonly string[]): Promise<z.infer<typeof OfCase>[]> {
  return tx.all(
    OfCase,
    prepared(sql`
    select ${columns}, k.case_id as "caseId" from support_mark k
      join support_label b on b.domain_id = k.domain_id and b.id = k.label_id and b.known_until is null
     where k.case_id = any(${[...caseIds]}::uuid[]) and k.known_until is null
     order by lower(b.name), b.id`),
  )
}

/** Null when one has one of that name already. */
export async function insertLabel(tx: Write, made: Omit<Label, 'id' | 'accountId'>): Promise<string | null> {
  const found = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`
    insert into support_label (domain_id, account_id, shared, team_id, name, colour, known_from)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${made.shared}, ${made.teamId}, ${made.name}, ${made.colour}, ${tx.now})
    on conflict do nothing returning id`,
  )
  return found?.id ?? null
}

/** Whoever leads looks after what is shared: its maker may have left. */
export async function closeLabel(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update support_label b set known_until = ${ending(tx, 'b')}
     where b.id = ${id} and (b.account_id = ${tx.actor.accountId} or (b.shared and ${tx.may('support.lead_shared')})) and b.known_until is null`)
}

type Marked = Pick<HeldCase, 'caseId' | 'personId'>

/** Puts a label on cases that lack it. Answers on how many. */
export function insertMarks(tx: Write, cases: readonly Marked[], labelId: string): Promise<number> {
  return tx.run(sql`
    insert into support_mark (domain_id, case_id, person_id, label_id, set_by, known_from)
    select ${tx.actor.domainId}, c.case_id, c.person_id, ${labelId}, ${tx.actor.accountId}, ${tx.now}
      from unnest(${cases.map(({ caseId }) => caseId)}::uuid[], ${cases.map(({ personId }) => personId)}::uuid[]) c (case_id, person_id)
    on conflict do nothing`)
}

export function closeMarks(tx: Write, cases: readonly Marked[], labelId: string): Promise<number> {
  return tx.run(sql`
    update support_mark k set known_until = ${ending(tx, 'k')}, closed_by = ${tx.actor.accountId}
     where k.case_id = any(${cases.map(({ caseId }) => caseId)}::uuid[]) and k.label_id = ${labelId} and k.known_until is null`)
}
