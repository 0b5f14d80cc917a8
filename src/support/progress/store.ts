import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Ladder, LadderReading, Reading, type ReadingInput, type Step } from './model.ts'

const ladderColumns = raw('l.id, l.steps, l.set_by as "setBy", l.known_from as "knownFrom"')
const columns = raw(`
  r.id, r.reading_id as "readingId", r.case_id as "caseId", r.person_id as "personId", r.measure, r.voice, r.value,
  r.ladder_id as "ladderId", r.on_day as "onDay", r.evidence, r.note_id as "noteId", r.recorded_by as "recordedBy",
  r.known_from as "knownFrom"`)
const among = (root: PersonId) => membersOf(sql`${root}::uuid`)

/** The ladder as the domain words it now; null while it has not, and ours holds. */
export function currentLadder(tx: Read): Promise<Ladder | null> {
  return tx.maybe(Ladder, prepared(sql`select ${ladderColumns} from progress_ladder l where l.known_until is null`))
}

/** Every wording there has been: readings keep the steps they were read by. */
export function laddersEver(tx: Read): Promise<Ladder[]> {
  return tx.all(Ladder, prepared(sql`select ${ladderColumns} from progress_ladder l order by l.known_from desc`))
}

/** Words the ladder anew, in place of how it was worded. */
export async function setLadder(tx: Write, steps: readonly Step[]): Promise<string> {
  await tx.run(sql`update progress_ladder l set known_until = ${ending(tx, 'l')} where l.known_until is null`)
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`insert into progress_ladder (domain_id, steps, set_by, known_from)
        values (${tx.actor.domainId}, ${JSON.stringify(steps)}::jsonb, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** What was read of a person, the earliest first. */
export function readingsOf(tx: Read, root: PersonId): Promise<Reading[]> {
  return tx.all(
    Reading,
    prepared(sql`
    select ${columns} from progress_reading r where r.person_id in (${among(root)}) and r.known_until is null
     order by r.on_day, r.known_from, r.measure <> 'ladder', r.measure, r.id`),
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
     where r.reading_id = ${readingId} and r.person_id in (${among(root)}) and r.known_until is null`,
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
export type Counted = {
  /** From this day; `until` is the day after the last. */
  readonly from: PlainDate
  readonly until: PlainDate
  /** Only those whose case this account answers for; null for everybody one sees. */
  readonly account: string | null
}

/**
 * Everybody whose case was open at some time in the period, with each reading of the ladder from when it was opened until the period was
 * over; once without a value where there is none.
 */
export function ladderReadings(tx: Read, { from, until, account }: Counted): Promise<LadderReading[]> {
  return tx.all(
    LadderReading,
    sql`
    with counted as (
      select m.root_id as root, min(d.opened_on) as opened_on
        from support_period d join person m on m.domain_id = d.domain_id and m.id = d.person_id
       where d.opened_on < ${until} and (d.closed_on is null or d.closed_on >= ${from})
         and (${account}::uuid is null or exists (
           select from support_owner o where o.domain_id = d.domain_id and o.case_id = d.case_id and o.known_until is null
              and o.account_id = ${account}::uuid))
       group by m.root_id)
    select c.root, p.sex, r.voice, r.value, r.ladder_id as "ladderId", r.on_day as "onDay"
      from counted c
      join person p on p.id = c.root
      left join lateral (
        select r.* from progress_reading r join person m on m.domain_id = r.domain_id and m.id = r.person_id
         where m.root_id = c.root and r.measure = 'ladder' and r.known_until is null and r.on_day >= c.opened_on
           and r.on_day < ${until}) r on true
     order by c.root, r.on_day, r.known_from`,
  )
}
