import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { once } from '../../people/once.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import {
  type Ending,
  type Offer,
  Placement,
  Step,
  type StepInput,
  type StepOutcome,
  Terms,
  type TermsInput,
} from './model.ts'

const Id = z.object({ id: z.uuid() })
const termsColumns = raw(`
  t.id, t.supervisor_id as "supervisorId", t.from_on as "fromOn", t.last_on as "lastOn", t.holds_from as "holdsFrom", t.days,
  t.begins as "startsAt", t.ends as "endsAt", t.break_minutes as "breakMinutes", t.tasks, t.insurance, t.risk_seen_on as "riskSeenOn", t.asks, t.set_by as "setBy", t.known_from as "knownFrom",
  t.known_until as "knownUntil"`)
const columns = raw(`
  p.id, p.case_id as "caseId", p.person_id as "personId", p.offer_id as "offerId", p.seat_id as "seatId", p.employer_id as "employerId", p.kind,
  p.workplace, p.title, p.sector, p.known_from as "knownFrom", p.known_until as "knownUntil", p.ended_on as "endedOn", p.outcome,
  p.end_reason as "endReason",
  to_jsonb(c) as terms, g.signed_on as "signedOn"`)
/** With the terms that hold, and the day they were signed. */
const from = sql`
  work_placement p
  cross join lateral (select ${termsColumns} from work_terms t
                       where t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null) c
  left join lateral (select max(s.done_on) as signed_on from work_step s
                      where s.domain_id = p.domain_id and s.placement_id = p.id and s.kind = 'signed' and s.terms_id = c.id and s.outcome = 'well'
                        and not exists (select from work_step n where n.domain_id = s.domain_id and n.corrects_id = s.id)) g on true`
/** One whose end has been taken back goes on under another id. */
const stands = sql`not exists (select from work_placement n where n.domain_id = p.domain_id and n.corrects_id = p.id)`
/** Under which ids a placement has been, when its end was taken back: what was done then is its too. */
const everOf = (placementId: string) => sql`
  with recursive ever as (
    select w.id, w.corrects_id from work_placement w where w.id = ${placementId}::uuid
    union all
    select w.id, w.corrects_id from work_placement w join ever e on w.id = e.corrects_id)
  select id from ever`
/** Under which id a placement goes on. */
const laterOf = (placementId: string) => sql`
  with recursive later as (
    select w.id from work_placement w where w.id = ${placementId}::uuid
    union all
    select w.id from work_placement w join later l on w.corrects_id = l.id)
  select id from later`

/** Those that last first, then the latest. */
export function placementsOf(tx: Read, root: PersonId): Promise<Placement[]> {
  return once(tx, `placements ${root}`, () =>
    tx.all(
      Placement,
      prepared(sql`
    select ${columns} from ${from} where p.person_id in (${membersOfRoot(tx, root)}) and ${stands} order by p.known_until is not null, c."fromOn" desc, p.id limit 100`),
    ),
  )
}

type Which = { readonly root: PersonId; readonly placementId: string }

/** One placement of a person, as it stands, by any id it has had. Refuses with `not_found` what one may not see. */
export function placementById(tx: Read, { root, placementId }: Which): Promise<Placement> {
  return tx.one(
    Placement,
    sql`select ${columns} from ${from} where p.id in (${laterOf(placementId)}) and p.person_id in (${membersOfRoot(tx, root)}) and ${stands}`,
  )
}

/** Every version of what was agreed, the latest first. */
export function termsOf(tx: Read, placementId: string): Promise<Terms[]> {
  return tx.all(
    Terms,
    sql`select ${termsColumns} from work_terms t where t.placement_id in (${everOf(placementId)})
         order by t.known_from desc, t.known_until desc nulls first, t.id limit 50`,
  )
}

const stepColumns = raw(`
  s.id, s.placement_id as "placementId", s.person_id as "personId", s.kind, s.terms_id as "termsId", s.planned_on as "plannedOn",
  s.with_whom as "withWhom", s.account_id as "accountId", s.done_on as "doneOn", s.outcome, s.note_id as "noteId",
  s.known_until as "knownUntil"`)

/** What is done and planned around a placement; nothing that was entered wrongly. */
export function stepsOf(tx: Read, placementId: string): Promise<Step[]> {
  return tx.all(
    Step,
    sql`select ${stepColumns} from work_step s
         where s.placement_id in (${everOf(placementId)})
           and not exists (select from work_step n where n.domain_id = s.domain_id and n.corrects_id = s.id)
         order by s.planned_on, s.known_from, s.id limit 300`,
  )
}

export function stepById(
  tx: Read,
  { root, stepId }: { readonly root: PersonId; readonly stepId: string },
): Promise<Step> {
  return tx.one(
    Step,
    sql`select ${stepColumns} from work_step s where s.id = ${stepId} and s.person_id in (${membersOfRoot(tx, root)})`,
  )
}

type Begun = {
  readonly caseId: string
  readonly personId: PersonId
  readonly offer: Offer
  readonly seatId: string
}

export async function insertPlacement(tx: Write, { caseId, personId, offer, seatId }: Begun): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into work_placement (domain_id, case_id, person_id, offer_id, seat_id, employer_id, kind, workplace, title, sector, made_by,
                                    known_from)
        values (${tx.actor.domainId}, ${caseId}, ${personId}, ${offer.id}, ${seatId}, ${offer.employerId}, ${offer.kind},
                ${offer.employerName}, ${offer.title}, ${offer.sector}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** The same placement once more, without the end that was entered wrongly. */
export async function insertAgain(tx: Write, placementId: string): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into work_placement (domain_id, case_id, person_id, offer_id, seat_id, employer_id, kind, workplace, title, sector, made_by,
                                    known_from, corrects_id)
        select p.domain_id, p.case_id, p.person_id, p.offer_id, p.seat_id, p.employer_id, p.kind, p.workplace, p.title, p.sector,
               ${tx.actor.accountId}, ${tx.now}, p.id
          from work_placement p where p.id = ${placementId} returning id`,
  )
  return id
}

type At = { readonly placementId: string; readonly personId: PersonId }

/** Another version, in place of the one that held. */
export async function setTerms(tx: Write, { placementId, personId }: At, terms: TermsInput): Promise<string> {
  await tx.run(sql`
    update work_terms t set known_until = ${ending(tx, 't')}, closed_by = ${tx.actor.accountId}
     where t.placement_id = ${placementId} and t.known_until is null`)
  const { id } = await tx.one(
    Id,
    sql`insert into work_terms (domain_id, placement_id, person_id, supervisor_id, from_on, last_on, holds_from, days, begins, ends,
                                break_minutes, tasks, insurance, risk_seen_on, asks, set_by, known_from)
        values (${tx.actor.domainId}, ${placementId}, ${personId}, ${terms.supervisorId}, ${terms.fromOn}, ${terms.lastOn},
                ${terms.holdsFrom}, ${terms.days}::text[], ${terms.startsAt}, ${terms.endsAt}, ${terms.breakMinutes}, ${terms.tasks},
                ${terms.insurance}, ${terms.riskSeenOn}, ${terms.asks}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** `corrects`: the step it stands instead of. */
export async function insertStep(
  tx: Write,
  { placementId, personId }: At,
  step: StepInput & { readonly corrects?: string },
): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into work_step (domain_id, placement_id, person_id, kind, planned_on, with_whom, account_id, set_by, known_from, corrects_id)
        values (${tx.actor.domainId}, ${placementId}, ${personId}, ${step.kind}, ${step.plannedOn}, ${step.withWhom}, ${step.accountId},
                ${tx.actor.accountId}, ${tx.now}, ${step.corrects ?? null}) returning id`,
  )
  return id
}

type Signed = { readonly termsId: string; readonly on: string; readonly corrects?: string }

/** That a version was signed; or, as a correction, that it never was. */
export async function insertSigned(tx: Write, { placementId, personId }: At, of: Signed): Promise<void> {
  const outcome = of.corrects === undefined ? 'well' : 'not_held'
  await tx.run(sql`
    insert into work_step (domain_id, placement_id, person_id, kind, terms_id, planned_on, with_whom, account_id, set_by, known_from,
                           done_on, outcome, closed_by, known_until, corrects_id)
    values (${tx.actor.domainId}, ${placementId}, ${personId}, 'signed', ${of.termsId}, ${of.on}, 'both', ${tx.actor.accountId},
            ${tx.actor.accountId}, ${tx.now}, ${of.on}, ${outcome}, ${tx.actor.accountId}, ${tx.now}, ${of.corrects ?? null})`)
}

type Done = {
  readonly stepId: string
  readonly doneOn: string
  readonly outcome: StepOutcome
  readonly noteId: string | null
}

export async function closeStep(tx: Write, { stepId, doneOn, outcome, noteId }: Done): Promise<void> {
  await tx.runOne(sql`
    update work_step s set done_on = ${doneOn}, outcome = ${outcome}, note_id = ${noteId}, closed_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 's')}
     where s.id = ${stepId} and s.known_until is null`)
}

export async function endPlacement(
  tx: Write,
  placementId: string,
  { endedOn, outcome, endReason }: Ending,
): Promise<void> {
  await tx.runOne(sql`
    update work_placement p set ended_on = ${endedOn}, outcome = ${outcome}, end_reason = ${endReason}, ended_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 'p')}
     where p.id = ${placementId} and p.known_until is null`)
}

/** What was planned for after the last day falls away with the placement; what was to be before it is still to be told of. */
export async function dropSteps(tx: Write, placementId: string, on: string): Promise<void> {
  await tx.run(sql`
    update work_step s set done_on = ${on}, outcome = 'not_held', closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 's')}
     where s.placement_id in (${everOf(placementId)}) and s.known_until is null and s.planned_on > ${on}::date`)
}
