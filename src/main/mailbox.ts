import { setTimeout as sleep } from 'node:timers/promises'
import { imapMailbox } from '../integrations/mailbox/imap.ts'
import { takeInMail } from '../integrations/mailbox/take-in.ts'
import type { Database } from '../kernel/database.ts'
import { log } from '../kernel/log.ts'
import type { Config } from './config.ts'
import { isThisMachine } from './this-machine.ts'

export type Emptying = { stop(): Promise<void> }

/** How often the mailbox is looked in. */
const EVERY_MS = 60_000

/** Empties the mailbox of answers for as long as the program serves. `stop` lets what has begun finish. */
export function startMailbox(db: Database, { imap }: Config): Emptying {
  if (imap === null) return { stop: async () => undefined }
  const mailbox = imapMailbox({ url: imap.url, isEncrypted: !isThisMachine(new URL(imap.url)) })
  const stopping = new AbortController()
  const done = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const { taken, left } = await takeInMail(db, mailbox)
        if (taken + left > 0) log('info', 'mailbox.emptied', { taken, left })
      } catch (error) {
        // The name alone: what a server says can quote an address.
        log('warn', 'mailbox.failed', { reason: error instanceof Error ? error.name : 'unknown' })
      }
      await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await done
    },
  }
}
