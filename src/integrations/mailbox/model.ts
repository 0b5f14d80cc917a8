import { z } from 'zod'

/**
 * The mailbox that answers by e-mail come to (R121, R124): what is written there is put with the young person it answers, as an answer by
 * text is, and what the post could not deliver marks the address.
 *
 * An e-mail is known by the message that it answers, whose id stands in our Message-ID or in the address that was written to; who sent it
 * is what anybody may write. It is read in a process of its own, as text and nothing else; what is attached stays in the mailbox.
 */
export const ReadMail = z.object({
  /** What the sender's program called it; the same again is the same e-mail. */
  gatewayId: z.string().min(1).max(200),
  from: z.string().max(254).nullable(),
  /** Ids of messages of ours that it may be about, the likeliest first. */
  about: z.array(z.uuid()).max(20),
  subject: z.string().max(200),
  /** What was written, without what was quoted. */
  text: z.string().max(4_000),
  attachments: z.number().int(),
  kind: z.enum(['answer', 'automatic', 'address_unknown', 'not_delivered']),
})
export type ReadMail = z.infer<typeof ReadMail>

/** One e-mail as it lies in the mailbox, or its first part. */
export type LyingMail = { readonly uid: number; readonly source: Buffer; readonly isWhole: boolean }

/** What became of one: taken in, or left for people to look at. */
export type Fate = 'taken' | 'left'

/** A mailbox: each e-mail in it is offered, the oldest first, and put away by what became of it. Answers with how many there were. */
export type Mailbox = { readonly empty: (work: (mail: LyingMail) => Promise<Fate>) => Promise<number> }
