import type { Read, Write } from '../../kernel/database.ts'
import { takeReceipts } from './hand-over-actions.ts'
import { type Came, silence, takeAnswer } from './inbound-actions.ts'
import * as inbound from './inbound-store.ts'
import { meaningOf } from './reply-rules.ts'

/** What the mailbox is called where a gateway's name stands. */
const GATEWAY = 'imap'
const LONGEST = 4_000

/** An e-mail as it was read: whom it is from is what it says, and decides nothing. */
export type IncomingMail = {
  readonly gatewayId: string
  readonly kind: 'answer' | 'automatic' | 'address_unknown' | 'not_delivered'
  /** What was written, by which it is understood; `text` is that with what is said of it. */
  readonly meant: string
  readonly text: string
  readonly sent: inbound.SentMail
}

/** The e-mail of ours that an e-mail is about, by the ids that stand in it. */
export function sentAbout(tx: Read, ids: readonly string[]): Promise<inbound.SentMail | null> {
  tx.require('messages.receive')
  return inbound.sentMail(tx, ids)
}

/**
 * Takes an e-mail that is about one of ours: an answer is put with the young person, and what could not be delivered is told as a receipt
 * tells it. The same again changes nothing, and neither does what a program wrote by itself.
 */
export async function receiveMail(tx: Write, mail: IncomingMail): Promise<void> {
  tx.require('messages.receive')
  const { kind, sent, gatewayId } = mail
  if (kind === 'answer') {
    const came: Came = { channel: 'email', address: sent.address, text: cut(mail.text), gateway: GATEWAY, gatewayId }
    if (await inbound.isKnownIncoming(tx, came)) {
      tx.recorded = true // the first time left the event
      return
    }
    return takeAnswer(tx, { ...came, meant: mail.meant, personId: sent.personId, whose: sent.whose })
  }
  if (kind === 'automatic') {
    tx.recorded = true // nobody has answered, and nothing is changed
    return
  }
  const reason = kind === 'address_unknown' ? 'unknown_subscriber' : 'not_delivered'
  const receipt = { messageId: sent.id, gatewayId: null, outcome: 'failed', reason } as const
  await takeReceipts(tx, { gateway: 'smtp', receipts: [receipt] })
}

export type LooseMail = Pick<IncomingMail, 'gatewayId' | 'meant' | 'text'> & {
  readonly from: string
  readonly subject: string
}

/** Takes an e-mail that answers none of ours: it waits for somebody to say whose it is. Who says STOPP is not written to there, whoever it is. */
export async function receiveLooseMail(tx: Write, mail: LooseMail): Promise<void> {
  tx.require('messages.receive')
  const isStop = meaningOf(mail.meant) === 'stop'
  const text = cut(isStop ? mail.meant : [mail.subject, mail.text].filter((each) => each !== '').join('\n\n'))
  const came: Came = { channel: 'email', address: mail.from, text, gateway: GATEWAY, gatewayId: mail.gatewayId }
  if (await inbound.isKnownIncoming(tx, came)) {
    tx.recorded = true // the first time left the event
    return
  }
  const holders = await inbound.holdersOf(tx, came.channel, came.address)
  if (isStop) for (const holder of holders) await silence(tx, { ...came, meant: mail.meant, ...holder })
  await inbound.insertUnmatched(tx, { ...came, body: came.text })
  await tx.record('messages.unmatched_received', { detail: { channel: came.channel, holders: holders.length } })
}

const cut = (text: string) => text.trim().slice(0, LONGEST) || '–'
