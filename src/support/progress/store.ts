import type { Read, Write } from '../../kernel/database.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { type Counted, closedOn, heldBy, wasSupport } from '../cases/counted-sql.ts'
import { heldInTeam } from '../cases/team-sql.ts'
import { Ladder, LadderReading, Measure, Reading, type ReadingInput, Voice } from './model.ts'

const ladderColumns = raw(
  'l.id, l.steps, l.team_id as "teamId", l.scale_id as "scaleId", l.set_by as "setBy", l.known_from as "knownFrom"',
)
const columns = raw(`
  r.id, r.reading_id as "readingId", r.case_id as "caseId", r.person_id as "personId", r.measure, r.voice, r.value,
  r.ladder_id as "ladderId", r.on_day as "onDay", r.evidence, r.note_id as "noteId", r.recorded_by as "recordedBy",
  r.known_from as "knownFrom"`)

const named = (codes: readonly string[]) => raw(codes.map((code) => `('${code}')`).join(', '))
const MEASURED = named(Measure.options)
const VOICES = named(Voice.options)

/** The ladders that hold now: the domain's, where it has worded one, and those of its teams. */
export function currentLadders(tx: Read): Promise<Ladder[]> {
  return tx.all(
    Ladder,
    prepared(sql`
    select ${ladderColumns} from progress_ladder l where l.known_until is null order by l.team_id nulls first`),
  )
}

/**
 * The ladder that a case is read on: that of the team of whoever answers for it, or else the domain's; null where neither has worded one, and ours
 * holds. Of several teams that have one it is always the same.
 */
export function ladderOf(tx: Read, caseId: string): Promise<Ladder | null> {
  return tx.maybe(
    Ladder,
    prepared(sql`
    select ${ladderColumns} from progress_ladder l
     where l.known_until is null and (l.team_id is null or l.team_id in (
       select unnest(s.team_ids) from support_owner o join access.colleagues() s on s.account_id = o.account_id and s.current
        where o.case_id = ${caseId} and o.known_until is null))
     order by l.team_id nulls last limit 1`),
  )
}

/** One who words the ladders waits here for another who does. */
export async function lockLadders(tx: Write): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('progress_ladder ' || ${tx.actor.domainId}, 0))`)
}

/** Every wording there has been: readings keep the steps they were read by. */
export function laddersEver(tx: Read): Promise<Ladder[]> {
  return tx.all(Ladder, prepared(sql`select ${ladderColumns} from progress_ladder l order by l.known_from desc`))
}

/** Ends how a ladder is worded; the team, or the domain, has none of its own from then on. How many there were. */
export function endLadder(tx: Write, teamId: string | null): Promise<number> {
  return tx.run(sql`
    update progress_ladder l set known_until = ${ending(tx, 'l')}
     where l.known_until is null and l.team_id is not distinct from ${teamId}::uuid`)
}

type NewLadder = Pick<Ladder, 'id' | 'steps' | 'teamId' | 'scaleId'>

/** Words a ladder anew, in place of how it was worded. */
export async function setLadder(tx: Write, { id, steps, teamId, scaleId }: NewLadder): Promise<void> {
  await endLadder(tx, teamId)
  await tx.run(sql`
    insert into progress_ladder (domain_id, id, steps, team_id, scale_id, set_by, known_from)
    values (${tx.actor.domainId}, ${id}, ${JSON.stringify(steps)}::jsonb, ${teamId}, ${scaleId}, ${tx.actor.accountId}, ${tx.now})`)
}

/** What was read of a person, the earliest first. */
export function readingsOf(tx: Read, root: PersonId): Promise<Reading[]> {
  return tx.all(
    Reading,
    prepared(sql`
    select ${columns} from progress_reading r where r.person_id in (${membersOfRoot(tx, root)}) and r.known_until is null
     order by r.on_day, r.known_from, r.measure <> 'ladder', r.measure, r.id`),
  )
}

/** Of what was read the latest of each measure in each voice: all that a card tells, of years of readings. */
export function latestReadingsOf(tx: Read, root: PersonId): Promise<Reading[]> {
  return tx.all(
    Reading,
    prepared(sql`
    select latest.* from (values ${MEASURED}) m (name), (values ${VOICES}) v (name), lateral (
      select ${columns} from progress_reading r
       where r.person_id in (${membersOfRoot(tx, root)}) and r.known_until is null and r.measure = m.name and r.voice = v.name
       order by r.on_day desc, r.known_from desc, r.id limit 1) latest
     order by latest.measure, latest.voice`),
  )
}

/** The wording that holds now of one reading of a person, locked; null where it was taken back. */
export async function lockReading(
  tx: Write,
  { root, readingId }: { readonly root: PersonId; readonly readingId: string },
): Promise<Reading | null> {
  await tx.run(
    sql`select from progress_reading r where r.reading_id = ${readingId} and r.known_until is null for update`,
  )
  return tx.maybe(
    Reading,
    sql`
    select ${columns} from progress_reading r
     where r.reading_id = ${readingId} and r.person_id in (${membersOfRoot(tx, root)}) and r.known_until is null`,
  )
}

export type NewReading = Pick<ReadingInput, 'voice' | 'onDay' | 'evidence'> &
  Pick<Reading, 'caseId' | 'personId' | 'measure' | 'value' | 'ladderId' | 'noteId'> & {
    readonly id: string
    readonly readingId: string
  }

export async function insertReading(tx: Write, made: NewReading): Promise<void> {
  await tx.run(sql`
    insert into progress_reading (domain_id, id, reading_id, case_id, person_id, measure, voice, value, ladder_id, on_day, evidence,
                                  note_id, recorded_by, known_from)
    values (${tx.actor.domainId}, ${made.id}, ${made.readingId}, ${made.caseId}, ${made.personId}, ${made.measure}, ${made.voice},
            ${made.value}, ${made.ladderId}, ${made.onDay}, ${made.evidence}, ${made.noteId}, ${tx.actor.accountId}, ${tx.now})`)
}

export async function closeReading(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update progress_reading r set closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'r')}
     where r.id = ${id} and r.known_until is null`)
}

/** Of which of them, and until when, movements are counted. */
/**
 * Everybody whose case was open at some time in the period, with each reading of the ladder from when it was opened until the period was
 * over; once without a value where there is none.
 */
export function ladderReadings(tx: Read, { from, until, account, team = null }: Counted): Promise<LadderReading[]> {
  return tx.all(
    LadderReading,
    sql`
    with counted as (
      select m.root_id as root, min(d.opened_on) as opened_on
        from (select d.*, ${closedOn} as left_on from support_period d) d join person m on m.domain_id = d.domain_id and m.id = d.person_id
       where d.opened_on < ${until} and (d.left_on is null or d.left_on >= ${from}) and ${wasSupport} and ${heldBy(account)}
         and ${heldInTeam(team, raw('d'))}
       group by m.root_id)
    select c.root, p.sex, r.voice, r.value, r.scale_id as "scaleId", r.on_day as "onDay"
      from counted c
      join person p on p.id = c.root
      left join lateral (
        select r.*, l.scale_id from progress_reading r
          join person m on m.domain_id = r.domain_id and m.id = r.person_id
          left join progress_ladder l on l.domain_id = r.domain_id and l.id = r.ladder_id
         where m.root_id = c.root and r.measure = 'ladder' and r.known_until is null and r.on_day >= c.opened_on
           and r.on_day < ${until}) r on true
     order by c.root, r.on_day, r.known_from`,
  )
}
