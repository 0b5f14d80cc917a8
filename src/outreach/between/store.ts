import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import { missingUnseen, watchOf } from '../../register/arrival-sql.ts'
import { allNumbersOf } from '../../register/group-sql.ts'
import type { ListParameters } from '../../register/list-store.ts'
import { admittedLater, holdsOn, waitsForWork, workHasBegun } from '../../register/work-sql.ts'
import { ANSWER_DAYS, type BetweenAsked, BetweenRow, GAPS } from './model.ts'

/**
 * The days that are agreed on with somebody, as rows with domain_id, person_id and on_day: of everybody one sees, and of the numbers in an
 * array. What modules above know is handed over where the routes are put together.
 */
export type AgreedDays = { readonly ofAll: Sql; readonly ofNumbers: (numbers: string) => Sql }

/** By what the gaps are read. */
export type Known = { readonly rules: ListParameters; readonly agreed: AgreedDays }

type Asking = Known & { readonly on: PlainDate }

const VISIT_DAY = raw(`(v.visit_at at time zone 'Europe/Stockholm')::date as on_day`)

/** Those one reaches, each looked up by what is asked of them. */
const ofFew = ({ on, rules, agreed }: Asking) => ({
  whose: sql`(select access.reach('outreach')) w (id) join register_period p on p.person_id = w.id`,
  // `offset 0`: the least of a few, and not the first of all days that is theirs.
  more: sql`
      cross join lateral (select ${allNumbersOf('p')} as ids offset 0) i
      left join lateral (
        select min(x.on_day) as on_day from (
          select x.on_day from (${agreed.ofNumbers('i.ids')}) x
          union all
          select ${VISIT_DAY} from outreach_visit v where v.person_id = any(i.ids) and v.known_until is null offset 0) x) x on true
      left join lateral (
        select min(s.deadline_on) as step_by from outreach_step s
         where s.person_id = any(i.ids) and s.known_until is null) t on true
      left join lateral (
        select true as is_on from outreach_run u where u.person_id = any(i.ids) and u.known_until is null limit 1) u on true`,
  begun: workHasBegun(on, rules),
})

/** Everybody: whole sets against whole sets. */
const ofAll = ({ on, rules, agreed }: Asking) => ({
  whose: raw('register_period p'),
  more: sql`
      left join (
        select m.root_id as root, min(x.on_day) as on_day from (
          ${agreed.ofAll}
          union all
          select v.domain_id, v.person_id, ${VISIT_DAY} from outreach_visit v where v.known_until is null) x
          join person m on m.domain_id = x.domain_id and m.id = x.person_id group by m.root_id) x on x.root = p.person_id
      left join (
        select m.root_id as root, min(s.deadline_on) as step_by from outreach_step s
          join person m on m.domain_id = s.domain_id and m.id = s.person_id where s.known_until is null group by m.root_id) t on t.root = p.person_id
      left join (
        select m.root_id as root, true as is_on from outreach_run r
          join person m on m.domain_id = r.domain_id and m.id = r.person_id where r.known_until is null group by m.root_id) u on u.root = p.person_id
      left join (${admittedLater(on)}) d on d.root = p.person_id`,
  begun: sql`d.root is null and not ${waitsForWork(on, rules)}`,
})

/**
 * Those in the register on the day whose work has begun (K20; not those admitted to studies), each with what the gaps are read from:
 * `gapsOf` in rules.ts says the same for one.
 */
function ready(tx: Read, asking: Asking): Sql {
  const { whose, more, begun } = tx.actor.reach === 'domain' ? ofAll(asking) : ofFew(asking)
  return sql`
    select n.id, n.protection, w2.account_id as owner, x.on_day as next_on, t.step_by, coalesce(u.is_on, false) as on_ladder, l.happened_at, l.channel, l.outcome, l.achieved,
           coalesce(o.occupation, 'OKÄND') = 'OKÄND' as no_status, o.best_before_on, h.handover_by, false as is_missing, false as has_left
      from ${whose}
      join person n on n.domain_id = p.domain_id and n.id = p.person_id
      left join register_owner w2 on w2.domain_id = p.domain_id and w2.person_id = p.person_id and w2.known_until is null
      left join register_occupation o on o.domain_id = p.domain_id and o.person_id = p.person_id and o.known_until is null and o.until_on is null
      ${more}
      left join lateral (
        select c.* from unnest(${allNumbersOf('p')}) i (id)
         cross join lateral (
          select c.id, c.happened_at, c.channel, c.outcome, c.achieved from outreach_contact c
           where c.person_id = i.id and c.known_until is null and c.struck_at is null
           order by c.happened_at desc, c.id limit 1) c
         order by c.happened_at desc, c.id limit 1) l on true
      left join (${lateHandovers(asking.on)}) h on h.root_id = n.id
     where ${holdsOn(asking.on)} and ${begun}
    union all ${notHandedOver(asking.on)}
    union all ${notArrived(tx, asking.on)}`
}

/** Who moves and is not handed over, or not taken over, in time. */
const lateHandovers = (on: PlainDate): Sql => sql`
    select m.root_id, min(o.due_on) as handover_by
      from (select domain_id, person_id, due_on from move_out where state in ('to_hand_over', 'sent', 'declined') and due_on < ${on}
            union all
            select domain_id, person_id, due_on from move_in where state in ('awaited', 'to_receive') and due_on < ${on}) o
      join person m on m.domain_id = o.domain_id and m.id = o.person_id group by m.root_id`

/** Of them, those who are in the register no longer: between the chairs until the next municipality has received them. */
const notHandedOver = (on: PlainDate): Sql => sql`
    select n.id, n.protection, w.account_id, null, null, false, null, null, null, null, false, null, h.handover_by, false, true
      from (${lateHandovers(on)}) h
      join person n on n.id = h.root_id
      left join register_owner w on w.domain_id = n.domain_id and w.person_id = n.id and w.known_until is null
     where not exists (select from register_period p where p.domain_id = n.domain_id and p.person_id = n.id and ${holdsOn(on)})`

/** Of those who have not come where they were admitted, who is in no register and not about to be handed over. */
const notArrived = (tx: Read, on: PlainDate): Sql => sql`
    select n.id, n.protection, x.owner, x.next_on, null, false, null, null, null, null, false, null, null, true, true
      from (${missingUnseen(watchOf(tx))}) x
      join person n on n.id = x.root
     where x.root not in (select h.root_id from (${lateHandovers(on)}) h)
       and not exists (select from register_period p where p.domain_id = n.domain_id and p.person_id = n.id and ${holdsOn(on)})`

/** Each with its gaps, in the order of `GAPS`. */
function standing(tx: Read, asking: Asking): Sql {
  const { on } = asking
  // Up to the end of that day somebody may have been tried; then the answer is too long in coming.
  const tooLong = endOf(addDays(on, -ANSWER_DAYS))
  const found: Readonly<Record<(typeof GAPS)[number], Sql>> = {
    no_owner: sql`r.owner is null`,
    no_next: sql`r.next_on is null and not r.on_ladder`,
    overdue: sql`r.next_on < ${on}`,
    late_step: sql`r.step_by < ${on}`,
    no_answer: sql`r.achieved is false and r.happened_at < ${tooLong}`,
    no_status: sql`r.no_status`,
    stale: sql`r.best_before_on <= ${on}`,
    late_handover: sql`r.handover_by < ${on}`,
    not_arrived: sql`r.is_missing`,
  }
  // Of one who has left, nothing else is for us to do.
  const gaps = GAPS.map((gap) =>
    gap === 'late_handover' || gap === 'not_arrived'
      ? sql`case when ${found[gap]} then ${gap} end`
      : sql`case when not r.has_left and ${found[gap]} then ${gap} end`,
  )
  return sql`
    select r.*, array_remove(array[${joinSql(gaps, ', ')}]::text[], null) as gaps from (${ready(tx, asking)}) r`
}

/** Those between the chairs, with most gaps first, then who has waited longest for a contact; of the standing `s`. */
const rowsOf = (tx: Read, { mine, gap, limit, offset }: Wanted): Sql => sql`
    select b.id, n.given_name as "givenName", n.family_name as "familyName", b.protection, b.owner, b.next_on as "nextOn",
           b.happened_at as "lastAt", b.channel as "lastChannel", b.outcome as "lastOutcome", b.gaps
      from (select s.* from s
             where cardinality(s.gaps) > 0 and (not ${mine}::boolean or s.owner = ${tx.actor.accountId}::uuid)
               and (${gap}::text is null or ${gap} = any (s.gaps))
             order by cardinality(s.gaps) desc, s.happened_at nulls first, s.id limit ${limit} offset ${offset}) b
      left join person_name n on n.person_id = b.id and n.known_until is null
     order by cardinality(b.gaps) desc, b.happened_at nulls first, b.id`

const counts = GAPS.map((gap) => sql`(count(*) filter (where ${gap} = any (s.gaps)))::integer`)
const talliesOf = sql`
    select s.owner, count(*) filter (where not s.has_left) as ready, count(*) filter (where cardinality(s.gaps) > 0) as between,
           array[${joinSql(counts, ', ')}] as counts
      from s group by s.owner order by between desc, s.owner`

type Wanted = BetweenAsked & { readonly limit: number; readonly offset: number }

const Tally = z.object({
  owner: z.uuid().nullable(),
  ready: z.number(),
  between: z.number(),
  counts: z.array(z.number()),
})
export type Tally = z.infer<typeof Tally>

const Between = z.object({ rows: z.array(BetweenRow), tallies: z.array(Tally) })

/** Those between the chairs, and for each who is responsible how many: everybody is looked over once. */
export function between(tx: Read, wanted: Wanted, known: Known): Promise<z.infer<typeof Between>> {
  return tx.one(
    Between,
    prepared(sql`
    with s as materialized (${standing(tx, { on: tx.today, ...known })})
    select (select coalesce(json_agg(q), '[]') from (${rowsOf(tx, wanted)}) q) as rows,
           (select coalesce(json_agg(q), '[]') from (${talliesOf}) q) as tallies`),
  )
}

/** For each who is responsible, and for nobody: how many whose work has begun, how many between the chairs, and of each gap. */
export function tallies(tx: Read, known: Known): Promise<Tally[]> {
  return tx.all(Tally, prepared(sql`with s as materialized (${standing(tx, { on: tx.today, ...known })}) ${talliesOf}`))
}
