import type { ReadMail } from './model.ts'

/** What begins the part that somebody else wrote: what is quoted, as the usual programs put it in Swedish and English. */
const QUOTED = [
  /^\s*>/,
  /^-{2,}\s*(original message|ursprungligt meddelande|vidarebefordrat meddelande|forwarded message)/i,
  /^_{8,}\s*$/,
  /^(från|from):\s.+@/i,
  /^(den|on|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mon|tue|wed|thu|fri|sat|sun)\b.{0,160}(skrev|wrote)\b.*:?\s*$/i,
  /^.{0,160}(skrev|wrote):\s*$/i,
  /^-- $/,
]
const LONGEST = 3_700

/** What was answered, without what was answered to; the whole where nothing else is left. */
export function replyIn(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const end = lines.findIndex((line) => QUOTED.some((pattern) => pattern.test(line)))
  const own = (end === -1 ? lines : lines.slice(0, end)).join('\n').trim()
  return (own === '' ? text.trim() : own).slice(0, LONGEST)
}

type Headers = ReadonlyMap<string, string>

/** Written by a program and not by a person (RFC 3834): out of office, lists. Nobody was reached. */
export function isAutomatic(headers: Headers): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? 'no'
  return (
    !submitted.startsWith('no') ||
    /^(bulk|junk|list|auto_reply)$/i.test(headers.get('precedence')?.trim() ?? '') ||
    ['x-autoreply', 'x-autorespond', 'list-id'].some((name) => headers.has(name))
  )
}

/** What a report on delivery says (RFC 3464): null for one that tells of a delay or that it arrived. The code is that of RFC 3463. */
export function undelivered(report: string): Extract<ReadMail['kind'], 'address_unknown' | 'not_delivered'> | null {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(report)?.[1]?.trim().toLowerCase()
  if (field('Action') !== 'failed') return null
  return /^5\.1\.[1-36]\b/.test(field('Status') ?? '') ? 'address_unknown' : 'not_delivered'
}

const ID = /(?<![0-9a-f])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?![0-9a-f])/gi

/** Ids of messages as they stand in an address or a Message-ID: 32 figures without what stands between. */
export function idsIn(text: string): readonly string[] {
  return [...text.matchAll(ID)].map(([, ...parts]) => parts.join('-').toLowerCase())
}

/** An id as it stands in an address: small letters and figures alone, which every server leaves as they are. */
export const idInAddress = (id: string) => id.replaceAll('-', '').toLowerCase()

/**
 * Where an answer to a message goes: a star in the address is where its id stands, for servers that know such addresses
 * (`svar+*@kommun.se`). Everywhere the id is our Message-ID, which programs repeat when one answers.
 */
export function wayBackTo(address: string, id: string): { readonly replyTo: string; readonly messageId: string } {
  const host = address.slice(address.lastIndexOf('@') + 1)
  const replyTo = address.replace('*', idInAddress(id))
  return { replyTo, messageId: `<${idInAddress(id)}@${host}>` }
}
