import { raw, type Sql, sql } from '../kernel/sql.ts'
import { CERTIFICATE_GRACE_DAYS } from './reason.ts'

/**
 * Of the upper secondary enrolments begun before a stretch the one that lasts longest tells why it began, then the one begun
 * last, the interrupted, the introductory one: packed into one number in that order, so that max() finds it. Days are counted
 * from 1800; an end that is not known is the highest number of 18 bits.
 */
export function studyKey(table: string): Sql {
  return raw(`(coalesce(${table}.ends_before - date '1800-01-01', 262143)::bigint << 20) + ((${table}.starts_on - date '1800-01-01') << 2)
               + case when ${table}.interrupted then 2 else 0 end + case when ${table}.introductory then 1 else 0 end`)
}

/** `orsak`: entryReason of reason.ts, of a row with `key`, `from_on` and `certified_on`. */
export function reasonOf(arrived: string, livedHere: string): Sql {
  return sql`case when key & 3 = 3 then 'AVBROTT_INTRODUKTION'
                when key & 3 = 2 then 'AVBROTT_NATIONELLT'
                when key is not null and certified_on <= from_on + ${CERTIFICATE_GRACE_DAYS}::integer then 'STUDIEBEVIS'
                when key is not null then 'SLUTAT_UTAN_BEVIS'
                when ${raw(arrived)} then 'NY_I_LANDET'
                when ${raw(livedHere)} then 'ALDRIG_BÖRJAT'
                else 'OKÄND' end`
}
