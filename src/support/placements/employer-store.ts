import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { raw, sql } from '../../kernel/sql.ts'
import { Employer, type EmployerInput, Offer, type OfferInput, type Seat, Supervisor } from './model.ts'

const Id = z.object({ id: z.uuid() })
const employerColumns = raw(`
  e.id, e.name, e.organisation_number as "organisationNumber", e.sector, e.municipality_code as "municipalityCode", e.street,
  e.postal_code as "postalCode", e.postal_town as "postalTown", e.changed_at as "changedAt", e.closed_on as "closedOn"`)
const supervisorColumns = raw(`
  s.id, s.employer_id as "employerId", s.name, s.phone, s.email, s.changed_at as "changedAt", s.ended_on as "endedOn",
  s.no_texts_at as "noTextsAt"`)
const offerColumns = raw(`
  o.id, o.employer_id as "employerId", e.name as "employerName", e.sector, o.kind, o.title, o.places, o.from_on as "fromOn",
  coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'fromOn', t.from_on, 'lastOn', t.last_on)) from work_seat t
             where t.domain_id = o.domain_id and t.offer_id = o.id and t.last_on >= t.from_on), '[]') as seats,
  o.last_on as "lastOn", o.open_to as "openTo", o.demands, o.closed_on as "closedOn"`)

export function employers(tx: Read): Promise<Employer[]> {
  return tx.all(
    Employer,
    sql`select ${employerColumns} from employer e order by e.closed_on is not null, e.name, e.id limit 1000`,
  )
}

export function employerById(tx: Read, id: string): Promise<Employer> {
  return tx.one(Employer, sql`select ${employerColumns} from employer e where e.id = ${id}`)
}

/** The same, so that nobody else changes it meanwhile. */
export function lockEmployer(tx: Write, id: string): Promise<Employer> {
  return tx.one(Employer, sql`select ${employerColumns} from employer e where e.id = ${id} for update`)
}

/** Another workplace of the same number and name. */
export async function isKnown(
  tx: Read,
  of: { readonly number: string; readonly name: string; readonly but: string | null },
) {
  const found = await tx.maybe(
    Id,
    sql`select e.id from employer e where e.organisation_number = ${of.number} and lower(e.name) = lower(${of.name})
           and e.id is distinct from ${of.but}::uuid limit 1`,
  )
  return found !== null
}

type Kept = Omit<EmployerInput, 'organisationNumber'> & { readonly number: string | null }

export async function insertEmployer(tx: Write, of: Kept): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into employer (domain_id, name, organisation_number, sector, municipality_code, street, postal_code, postal_town,
                              added_by, added_at, changed_at)
        values (${tx.actor.domainId}, ${of.name}, ${of.number}, ${of.sector}, ${of.municipalityCode}, nullif(${of.street}, ''),
                nullif(${of.postalCode}, ''), nullif(${of.postalTown}, ''), ${tx.actor.accountId}, ${tx.now}, ${tx.now}) returning id`,
  )
  return id
}

export async function updateEmployer(tx: Write, id: string, of: Kept): Promise<void> {
  await tx.runOne(sql`
    update employer set name = ${of.name}, organisation_number = ${of.number}, sector = ${of.sector},
           municipality_code = ${of.municipalityCode}, street = nullif(${of.street}, ''), postal_code = nullif(${of.postalCode}, ''),
           postal_town = nullif(${of.postalTown}, ''), changed_at = ${tx.now}
     where id = ${id}`)
}

export async function setClosed(tx: Write, id: string, closed: boolean): Promise<void> {
  await tx.runOne(
    sql`update employer set closed_on = ${closed ? tx.today : null}::date, changed_at = ${tx.now} where id = ${id}`,
  )
}

export function supervisorsOf(tx: Read, employerId: string): Promise<Supervisor[]> {
  return tx.all(
    Supervisor,
    sql`select ${supervisorColumns} from employer_supervisor s where s.employer_id = ${employerId} order by s.ended_on is not null, s.name, s.id`,
  )
}

export function supervisorById(tx: Read, id: string): Promise<Supervisor> {
  return tx.one(Supervisor, sql`select ${supervisorColumns} from employer_supervisor s where s.id = ${id}`)
}

export function lockSupervisor(tx: Write, id: string): Promise<Supervisor> {
  return tx.one(Supervisor, sql`select ${supervisorColumns} from employer_supervisor s where s.id = ${id} for update`)
}

type Reached = { readonly name: string; readonly phone: string | null; readonly email: string | null }

export async function insertSupervisor(tx: Write, employerId: string, of: Reached): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into employer_supervisor (domain_id, employer_id, name, phone, email, added_by, added_at, changed_at)
        values (${tx.actor.domainId}, ${employerId}, ${of.name}, ${of.phone}, ${of.email}, ${tx.actor.accountId}, ${tx.now}, ${tx.now})
        returning id`,
  )
  return id
}

export async function updateSupervisor(tx: Write, id: string, of: Reached): Promise<void> {
  await tx.runOne(sql`
    update employer_supervisor set no_texts_at = case when phone is not distinct from ${of.phone}::text then no_texts_at end,
           name = ${of.name}, phone = ${of.phone}, email = ${of.email}, changed_at = ${tx.now}
     where id = ${id}`)
}

/** Nothing more goes by text to a number: those who have it and still supervise somebody. Answers with whom it was. */
export async function stopTexts(tx: Write, phone: string): Promise<readonly string[]> {
  const stopped = await tx.all(
    Id,
    sql`update employer_supervisor s set no_texts_at = ${tx.now}
         where s.phone = ${phone} and s.ended_on is null and s.no_texts_at is null returning s.id`,
  )
  return stopped.map(({ id }) => id)
}

/** Whether anybody who supervises has a number. */
export async function isSupervisors(tx: Read, phone: string): Promise<boolean> {
  return (
    (await tx.maybe(
      Id,
      sql`select s.id from employer_supervisor s where s.phone = ${phone} and s.ended_on is null limit 1`,
    )) !== null
  )
}

/** No longer sees to anybody: how they were reached goes at once. */
export async function endSupervisor(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update employer_supervisor set phone = null, email = null, ended_on = ${tx.today}, changed_at = ${tx.now}
     where id = ${id} and ended_on is null`)
}

export function offersOf(tx: Read, employerId: string): Promise<Offer[]> {
  return tx.all(
    Offer,
    sql`select ${offerColumns} from work_offer o join employer e on e.domain_id = o.domain_id and e.id = o.employer_id
         where o.employer_id = ${employerId} order by o.closed_on is not null, o.from_on desc, o.id`,
  )
}

/** Places that are not closed and not over. */
export function openOffers(tx: Read): Promise<Offer[]> {
  return tx.all(
    Offer,
    sql`select ${offerColumns} from work_offer o join employer e on e.domain_id = o.domain_id and e.id = o.employer_id
         where o.closed_on is null and e.closed_on is null and (o.last_on is null or o.last_on >= ${tx.today})
         order by e.name, o.title, o.id limit 500`,
  )
}

export function offerById(tx: Read, id: string): Promise<Offer> {
  return tx.one(
    Offer,
    sql`select ${offerColumns} from work_offer o join employer e on e.domain_id = o.domain_id and e.id = o.employer_id where o.id = ${id}`,
  )
}

/** The same, locked: two do not get the last place. */
export async function lockOffer(tx: Write, id: string): Promise<Offer> {
  await tx.run(sql`select from work_offer o where o.id = ${id} for update`)
  return offerById(tx, id)
}

export async function insertOffer(tx: Write, employerId: string, of: OfferInput): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into work_offer (domain_id, employer_id, kind, title, places, from_on, last_on, open_to, demands, added_by, added_at)
        values (${tx.actor.domainId}, ${employerId}, ${of.kind}, ${of.title}, ${of.places}, ${of.fromOn}, ${of.lastOn}, ${of.openTo},
                nullif(${of.demands}, ''), ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

export async function closeOffer(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`update work_offer set closed_on = ${tx.today} where id = ${id} and closed_on is null`)
}

type Days = Pick<Seat, 'fromOn' | 'lastOn'>

/** Takes one of the places for some days. Answers with the seat's id. */
export async function takeSeat(tx: Write, offerId: string, { fromOn, lastOn }: Days): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into work_seat (domain_id, offer_id, from_on, last_on, taken_by, taken_at)
        values (${tx.actor.domainId}, ${offerId}, ${fromOn}, ${lastOn}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** The place is taken for other days; for none when the last is before the first. */
export async function moveSeat(tx: Write, id: string, { fromOn, lastOn }: Days): Promise<void> {
  await tx.runOne(sql`
    update work_seat s set from_on = ${fromOn}, last_on = greatest(${lastOn}::date, ${fromOn}::date - 1) where s.id = ${id}`)
}

const SupervisorAt = Supervisor.extend({ employerName: z.string() })

/** Every supervisor with where they are, by the name of the workplace. */
export function allSupervisors(tx: Read): Promise<z.infer<typeof SupervisorAt>[]> {
  return tx.all(
    SupervisorAt,
    sql`select ${supervisorColumns}, e.name as "employerName"
          from employer_supervisor s join employer e on e.domain_id = s.domain_id and e.id = s.employer_id
         order by e.name, s.name, s.id limit 2000`,
  )
}
