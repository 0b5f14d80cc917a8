import { createHash } from 'node:crypto'
import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type { ReadMail } from './model.ts'
import { idsIn, isAutomatic, replyIn, undelivered } from './rules.ts'

const LIMITS = {
  maxNestingDepth: 20,
  maxHeadersSize: 256 * 1024,
  maxRfc822NestingDepth: 0,
  forceRfc822Attachments: true,
} as const

/** Reads an e-mail: text alone, whatever it looks like, and how many files came with it. Throws for what is no e-mail. */
export async function readMail(source: Buffer): Promise<ReadMail> {
  const email = await PostalMime.parse(source, LIMITS)
  const headers = new Map(email.headers.map(({ key, value }) => [key, value]))
  const isReport = /multipart\/report/i.test(headers.get('content-type') ?? '')
  const report = email.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  const failed = isReport && report !== undefined ? undelivered(textOf(report)) : null
  const isByProgram = isReport || isAutomatic(headers)
  return {
    gatewayId: idOf(email, source),
    from: email.from?.address?.trim().toLowerCase().slice(0, 254) || null,
    about: aboutIn(email, headers),
    subject: (email.subject ?? '').trim().slice(0, 200),
    text: replyIn(wordsIn(email)),
    attachments: isByProgram ? 0 : email.attachments.length,
    kind: failed ?? (isByProgram ? 'automatic' : 'answer'),
  }
}

/** Of no sender's choosing in length or letters. */
const idOf = ({ messageId }: Email, source: Buffer) =>
  createHash('sha256')
    .update(messageId ?? source)
    .digest('hex')

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

/** Where the id of the message stands that is answered: the address that was written to, what is answered, what a report returns. */
function aboutIn(email: Email, headers: ReadonlyMap<string, string>): string[] {
  const returned = email.attachments
    .filter(({ mimeType }) => ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers'].includes(mimeType))
    .map((part) => /^message-id:.*$/im.exec(textOf(part).slice(0, 64 * 1024))?.[0] ?? '')
  const told = ['to', 'delivered-to', 'x-original-to', 'cc', 'in-reply-to'].map((name) => headers.get(name) ?? '')
  const before = (headers.get('references') ?? '').split(/\s+/).reverse()
  return [...new Set([...told, ...before, ...returned].flatMap(idsIn))].slice(0, 20)
}

/** The text; postal-mime makes one of HTML only where it finds none, and leaves what stood between tags. */
const wordsIn = ({ text, html }: Email) =>
  (html !== undefined && (text ?? '').trim() === '' ? plainOf(html) : (text ?? '')).replace(/[ \t]{2,}/g, ' ')

/** HTML is never shown; of one that has nothing else, the words. */
function plainOf(html: string): string {
  return html
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<(br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[ \t\u00a0]+/g, ' ')
}
