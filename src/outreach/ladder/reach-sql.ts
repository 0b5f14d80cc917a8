import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { among, isOf, type Planned } from './planned-sql.ts'

type Whom = Pick<Planned, 'only'>

/** `phoneDigits` and `readPhone` of people/rules.ts: the digits of a number with the country first; null for what is none. */
const digitsOf = (written: string): string => `
  case when btrim(${written}) ~ '^[+0-9][0-9\\s()./-]*$' then (
    select case when q.plain like '00%' then substr(q.plain, 3) when q.plain like '0%' then '46' || substr(q.plain, 2) else q.plain end
      from (select regexp_replace(regexp_replace(regexp_replace(btrim(${written}), '\\(0\\)', ''), '^\\+', '00'), '\\D', '', 'g') as plain) q) end`

/** `canTakeText` of messages/sending-rules.ts: a mobile in Sweden, or a number abroad. */
const textable = (written: string): string => `
  (select d.digits from (select ${digitsOf(written)} as digits) d
    where d.digits ~ '^467[02369][0-9]{7}$' or d.digits ~ '^(?!46)[1-9][0-9]{6,14}$')`

/** `readEmail` of people/rules.ts. */
const mailable = (written: string): string => `
  case when lower(btrim(${written})) ~ '^[^\\s@<>,;]+@[^\\s@.<>,;]+(\\.[^\\s@.<>,;]+)+$' and length(btrim(${written})) <= 254
       then lower(btrim(${written})) end`

/** Every number and address that is written down of each and of their guardians; `address` as messages go to it, null where none can. */
const written = (whom: Whom): Sql => sql`
  select m.root_id as root, false as guardian, case x.kind when 'phone' then 'sms' else 'email' end as channel,
         case x.kind when 'phone' then ${raw(textable('coalesce(x.digits, x.value)'))} else ${raw(mailable('x.value'))} end as address
    from person_contact x join person m on m.domain_id = x.domain_id and m.id = x.person_id
   where x.known_until is null and ${isOf('x', whom)}
   union all
  select m.root_id, true, 'sms', ${raw(textable('x.phone'))}
    from person_guardian x join person m on m.domain_id = x.domain_id and m.id = x.person_id
   where x.known_until is null and x.phone is not null and ${isOf('x', whom)}
   union all
  select m.root_id, true, 'email', ${raw(mailable('x.email'))}
    from person_guardian x join person m on m.domain_id = x.domain_id and m.id = x.person_id
   where x.known_until is null and x.email is not null and ${isOf('x', whom)}`

const stops = (columns: string, where: string, whom: Whom): Sql => sql`
  select m.root_id as root, ${raw(columns)} from message_stop s join person m on m.domain_id = s.domain_id and m.id = s.person_id
   where s.known_until is null and ${raw(where)} and ${isOf('s', whom)}`

/** Whether messages of a channel go to somebody, as `leftOut` of messages/sending-rules.ts says it: what is said no to, then what there is. */
function sendable(channel: 'sms' | 'email', isGuardian: boolean): Sql {
  const of = `w.guardian = ${isGuardian} and w.channel = '${channel}' and w.address is not null`
  return raw(`
         case when bool_or(t.address is null) filter (where ${of}) then 'yes'
              when bool_and(t.wrong) filter (where ${of}) then 'wrong_number'
              when count(*) filter (where ${of}) > 0 then 'opted_out' else 'none' end`)
}

/** Of each of whom anything is written down: by what. */
const ways = (whom: Whom): Sql => sql`
  select w.root, coalesce(bool_or(w.channel = 'sms') filter (where not w.guardian), false) as phone,
         coalesce(bool_or(w.channel = 'sms') filter (where w.guardian), false) as guardian_phone,
         ${sendable('sms', false)} as texts, ${sendable('email', false)} as mails,
         ${sendable('sms', true)} as guardian_texts, ${sendable('email', true)} as guardian_mails
    from (${written(whom)}) w
    left join (${stops(`s.channel, s.address, bool_or(s.kind = 'wrong_number') as wrong`, 's.address is not null', whom)}
                group by m.root_id, s.channel, s.address) t
      on t.root = w.root and t.channel = w.channel and t.address = w.address
   group by w.root`

/** Who has said no to messages of a channel, whatever the number. */
const silent = (whom: Whom): Sql => sql`
  ${stops(
    `bool_or(s.channel = 'sms' and s.whose = 'self') as sms, bool_or(s.channel = 'email' and s.whose = 'self') as email,
         bool_or(s.channel = 'sms' and s.whose = 'guardian') as guardian_sms, bool_or(s.channel = 'email' and s.whose = 'guardian') as guardian_email`,
    `s.address is null and s.kind = 'opted_out'`,
    whom,
  )} group by m.root_id`

/** How each can be reached. */
export const reachable = (whom: Whom): Sql => sql`
  select n.id as root, n.latest_birth_date as born_on, n.protection <> 'none' as is_protected, coalesce(a.address, false) as has_address,
         coalesce(c.phone, false) as has_phone, coalesce(c.guardian_phone, false) as guardian_phone,
         case when q.sms then 'opted_out' else coalesce(c.texts, 'none') end as texts,
         case when q.email then 'opted_out' else coalesce(c.mails, 'none') end as mails,
         case when q.guardian_sms then 'opted_out' else coalesce(c.guardian_texts, 'none') end as guardian_texts,
         case when q.guardian_email then 'opted_out' else coalesce(c.guardian_mails, 'none') end as guardian_mails
    from person n
    left join (${ways(whom)}) c on c.root = n.id
    left join (${silent(whom)}) q on q.root = n.id
    left join (
      select m.root_id as root, bool_or(x.street is not null) as address from person_address x
        join person m on m.domain_id = x.domain_id and m.id = x.person_id
       where x.known_until is null and ${isOf('x', whom)} group by m.root_id) a on a.root = n.id
   where ${among('n.id', whom)}`
