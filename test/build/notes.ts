import { Client } from 'pg'
import type { Context } from '../../src/kernel/database.ts'
import { day } from '../../src/kernel/date.ts'
import { openNotes, writeNote } from '../../src/notes/actions.ts'
import type { NoteInput } from '../../src/notes/model.ts'
import { bodiesOf } from '../../src/notes/store.ts'
import { ownedBy } from './case.ts'
import type { TestBed, TestDomain } from './domain.ts'
import { aPerson, type NewPerson } from './people.ts'

/** Whoever writes and reads: signed in, with an account. */
export type Writer = Context & { readonly accountId: string }

/** A young person who is a case of the one named. */
export function aCase(bed: TestBed, domain: TestDomain, owner: Writer, given: NewPerson = {}): Promise<string> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aPerson(tx, given)
    await ownedBy(tx, id, owner.accountId)
    return id
  })
}

/** A note as somebody writes it: on support, and of today's, unless told. */
export function aNote(
  bed: TestBed,
  by: Context,
  written: { readonly personId: string } & Partial<NoteInput>,
): Promise<string> {
  const about = { topic: 'support', secrecy: 'pupil_support', happenedOn: day('2026-10-14') } as const
  return bed.web.write(by, (tx) => writeNote(tx, { ...about, body: 'Vi pratade om hösten.', ...written }))
}

/** As many notes, one after the other; what each says begins with the person. */
export function someNotes(bed: TestBed, by: Context, personId: string, many: number): Promise<void> {
  const about = { topic: 'support', secrecy: 'pupil_support', happenedOn: day('2026-10-14') } as const
  return bed.web.write(by, async (tx) => {
    for (let n = 0; n < many; n += 1) await writeNote(tx, { personId, ...about, body: `${personId} ${n}` })
  })
}

/** What somebody gets to read of a person, as the page does it: a ticket that commits, then the words; null over the budget. */
export async function readNotes(bed: TestBed, who: Context, personId: string, page = 1): Promise<string[] | null> {
  const opened = await bed.web.write(who, (tx) => openNotes(tx, { personId, page, struck: false }))
  if (opened.over) return null
  const { notes, ticket } = opened
  if (ticket === null) return []
  const bodies = await bed.web.read(who, (tx) =>
    bodiesOf(
      tx,
      notes.map(({ id }) => id),
      ticket,
    ),
  )
  return notes.flatMap(({ id }) => bodies.get(id) ?? [])
}

/** Work on the database as nobody who serves can do it: its owner, past every wall. */
export async function asOwner<T>(bed: TestBed, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(bed.owner)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
