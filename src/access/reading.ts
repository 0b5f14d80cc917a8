import type { Read, Write } from '../kernel/database.ts'
import type { Request } from '../kernel/http.ts'
import { askWithin } from './frame-facts.ts'

type Reading<Known, Shown> = {
  /** The one person that the page is about. Nothing of anybody else is on it. */
  readonly only: string
  readonly record: (tx: Write) => Promise<Known>
  readonly read: (tx: Read) => Promise<Shown>
}

/**
 * Reads a page about one person while it is put on record that it is read: neither waits for the other, and nothing is given out before both are done.
 * What the record refuses is refused, whatever was read meanwhile.
 */
export async function readOnRecord<Known, Shown>(
  c: Request,
  { only, record, read }: Reading<Known, Shown>,
): Promise<readonly [known: Known, shown: Shown]> {
  const reading = readFramed(c, (tx) => {
    tx.only(only)
    return read(tx)
  })
  const [known, shown] = await Promise.allSettled([c.var.db.write(c.var.context, record), reading])
  if (known.status === 'rejected') throw known.reason
  if (shown.status === 'rejected') throw shown.reason
  return [known.value, shown.value]
}

/** Reads a list in a transaction that only reads, and gives it out when it is on record that it was, and how many it held. */
export async function readThenRecord<Shown>(
  c: Request,
  read: (tx: Read) => Promise<Shown>,
  record: (tx: Write, shown: Shown) => Promise<void>,
): Promise<Shown> {
  const shown = await readFramed(c, read)
  await c.var.db.write(c.var.context, (tx) => record(tx, shown))
  return shown
}

function readFramed<Shown>(c: Request, read: (tx: Read) => Promise<Shown>): Promise<Shown> {
  return c.var.db.read(c.var.context, async (tx) => {
    const [shown] = await Promise.all([read(tx), askWithin(c, tx)])
    return shown
  })
}
