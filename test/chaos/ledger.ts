import { Client } from 'pg'
import type { Connection } from '../../src/kernel/database.ts'

/** What was promised to those who worked, kept outside the program that is killed. */
export type Promises = {
  /** Addresses that the program said it had saved, each sent until it said so. */
  readonly saved: readonly string[]
  /** Those that were sent and never answered: there or not, but whole. */
  readonly unanswered: readonly string[]
  /** Each time that words were read out to somebody. */
  readonly readings: readonly Reading[]
  /** The numbers of each file that was imported, whether the command came to its end or was killed. */
  readonly files: readonly { readonly numbers: readonly string[]; readonly finished: boolean }[]
}

/** Words that came, with when they were asked for and when they were all there: milliseconds since 1970, by the server's own clock. */
export type Reading = { readonly note: string; readonly asked: number; readonly came: number }

/** A committed ticket: for which notes, and when. */
export type Ticket = { readonly notes: readonly string[]; readonly at: number }

/** What is in the database when the storm is over. */
export type Kept = {
  readonly addresses: ReadonlyMap<string, number>
  readonly events: number
  readonly tickets: readonly Ticket[]
  readonly numbers: ReadonlySet<string>
}

export async function readKept(owner: Connection): Promise<Kept> {
  const client = new Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ value: string; count: number }>(
      `select value, count(*)::integer as count from person_contact where kind = 'email' group by value`,
    )
    const events = await client.query<{ count: number }>(
      `select count(*)::integer as count from trail.event where action = 'people.contact_added'`,
    )
    const tickets = await client.query<Ticket>(
      `select array(select jsonb_array_elements_text(p.detail -> 'ids')) as notes,
              floor(extract(epoch from e.at) * 1000)::float8 as at
         from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
        where e.action = 'note.read' order by e.id`,
    )
    const numbers = await client.query<{ number: string }>(
      `select i.number from person_identifier i
        where exists (select from person_address a where a.domain_id = i.domain_id and a.person_id = i.person_id)`,
    )
    return {
      addresses: new Map(rows.map((row) => [row.value, row.count])),
      events: events.rows[0]?.count ?? 0,
      tickets: tickets.rows,
      numbers: new Set(numbers.rows.map((row) => row.number)),
    }
  } finally {
    await client.end()
  }
}

/** Every promise that was broken, in words. Empty when all were kept. */
export function broken({ saved, unanswered, readings, files }: Promises, kept: Kept): string[] {
  const lost = saved.filter((value) => !kept.addresses.has(value)).map((value) => `lost: ${value}`)
  const doubled = [...kept.addresses].filter(([, count]) => count > 1).map(([value]) => `saved twice: ${value}`)
  const known = new Set([...saved, ...unanswered])
  const strange = [...kept.addresses.keys()].filter((value) => !known.has(value)).map((value) => `never sent: ${value}`)
  const total = [...kept.addresses.values()].reduce((sum, count) => sum + count, 0)
  const unpaired = kept.events === total ? [] : [`${total} addresses and ${kept.events} events of them`]
  const untold = withoutTicket(readings, kept.tickets).map(({ note }) => `read without a ticket of its own: ${note}`)
  const half = files.flatMap(({ numbers, finished }, index) => {
    const there = numbers.filter((number) => kept.numbers.has(number)).length
    if (there === numbers.length || (there === 0 && !finished)) return []
    return [`file ${index}: ${there} of ${numbers.length} persons`]
  })
  return [...lost, ...doubled, ...strange, ...unpaired, ...untold, ...half]
}

/**
 * Readings that have no ticket of their own: one for the very note, taken between the question and the answer. Each ticket is for one
 * reading, so that those of requests that were killed hide nothing.
 */
function withoutTicket(readings: readonly Reading[], tickets: readonly Ticket[]): readonly Reading[] {
  const left = new Set(tickets)
  return readings.filter(({ note, asked, came }) => {
    const own = [...left].find(({ notes, at }) => notes.includes(note) && at >= asked && at <= came)
    return own === undefined || !left.delete(own)
  })
}
