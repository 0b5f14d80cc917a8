import type { ImapFlow } from 'imapflow'
import { log } from '../../kernel/log.ts'
import type { Fate, Mailbox } from './model.ts'

/** As much of an e-mail as is read: the words stand first, and what is attached is not taken. */
const LARGEST = 512 * 1024
const AT_ONCE = 50
/** Where an e-mail lies afterwards: out of the way, and nothing is deleted, for a municipality keeps what comes to it. */
const FOLDERS: Readonly<Record<Fate, string>> = { taken: 'Sedd', left: 'Sedd - left' }

export type ImapSettings = {
  /** `imaps://user:password@host/INBOX`. */
  readonly url: string
  readonly isEncrypted: boolean
}

/** A mailbox at an IMAP server. */
export function imapMailbox({ url, isEncrypted }: ImapSettings): Mailbox {
  return {
    async empty(work) {
      const client = await clientTo(new URL(url), isEncrypted)
      client.on('error', () => log('warn', 'mailbox.line_broke', {}))
      await client.connect()
      try {
        for (const folder of Object.values(FOLDERS)) await client.mailboxCreate(folder)
        const lock = await client.getMailboxLock(decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX')
        try {
          return await eachIn(client, work)
        } finally {
          lock.release()
        }
      } finally {
        await client.logout().catch(() => client.close())
      }
    },
  }
}

async function eachIn(client: ImapFlow, work: Parameters<Mailbox['empty']>[0]): Promise<number> {
  const found = await client.search({ all: true }, { uid: true })
  const uids = (found || []).slice(0, AT_ONCE)
  for (const uid of uids) {
    const mail = await client.fetchOne(String(uid), { size: true, source: { maxLength: LARGEST } }, { uid: true })
    if (mail === false || mail.source === undefined) continue
    const isWhole = (mail.size ?? 0) <= mail.source.length
    // Taken in and committed first: one that is offered again is known.
    const fate = await work({ uid, source: mail.source, isWhole })
    await client.messageMove(String(uid), FOLDERS[fate], { uid: true })
  }
  return uids.length
}

async function clientTo(
  { hostname, port, protocol, username, password }: URL,
  isEncrypted: boolean,
): Promise<ImapFlow> {
  // Read where there is a mailbox: most installations have none, and none waits for it to start.
  const { ImapFlow } = await import('imapflow')
  const secure = protocol === 'imaps:'
  return new ImapFlow({
    ...{ host: hostname, port: Number(port) || (secure ? 993 : 143), secure, logger: false, disableAutoIdle: true },
    // Where the line is not encrypted from the start it is before the password, but on this machine.
    ...(isEncrypted && !secure ? { doSTARTTLS: true } : {}),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, maxLiteralSize: 4 * LARGEST },
  })
}
