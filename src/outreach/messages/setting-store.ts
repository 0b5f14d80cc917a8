import type { Read, Write } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import type { Holidays } from '../../organisations/calendar.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { MessageSetting } from './model.ts'
import { DEFAULT_HOURS, LOOK_AHEAD_DAYS } from './sending-rules.ts'
import { givenAway } from './template-rules.ts'

/** What the domain has decided, or what the program begins with: it is called what the domain is called, unless that tells too much. */
export async function messageSetting(tx: Read): Promise<MessageSetting> {
  const decided = await tx.maybe(
    MessageSetting,
    prepared(sql`
    select office, phone, email, address, helpline, sender, opens, closes, weekends, on_holidays as "onHolidays" from message_setting`),
  )
  if (decided !== null) return decided
  const name = tx.actor.domainName.slice(0, 60)
  // A domain whose name tells why somebody is written to is called something else until it has decided what.
  const office = givenAway(name, tx.today).length > 0 ? 'kommunen' : name
  return { office, phone: null, email: null, address: null, helpline: null, sender: 'Kommunen', ...DEFAULT_HOURS }
}

/** The holidays that decide when a message written today may go. */
export function holidaysAhead(tx: Read): Promise<Holidays> {
  return holidaysBetween(tx, tx.today, addDays(tx.today, LOOK_AHEAD_DAYS))
}

export async function saveSetting(tx: Write, setting: MessageSetting): Promise<void> {
  const { office, phone, email, address, helpline, sender, opens, closes, weekends, onHolidays } = setting
  await tx.runOne(sql`
    insert into message_setting (domain_id, office, phone, email, address, helpline, sender, opens, closes, weekends, on_holidays,
                                 decided_by, decided_at)
    values (${tx.actor.domainId}, ${office}, ${phone}, ${email}, ${address}, ${helpline}, ${sender}, ${opens}, ${closes}, ${weekends}, ${onHolidays},
            ${tx.actor.accountId}, ${tx.now})
    on conflict (domain_id) do update set office = excluded.office, phone = excluded.phone, email = excluded.email,
      address = excluded.address, helpline = excluded.helpline, sender = excluded.sender, opens = excluded.opens, closes = excluded.closes,
      weekends = excluded.weekends, on_holidays = excluded.on_holidays, decided_by = excluded.decided_by, decided_at = excluded.decided_at`)
}
