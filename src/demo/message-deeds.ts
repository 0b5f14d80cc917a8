import { randomUUID } from 'node:crypto'
import type { Write } from '../kernel/database.ts'
import { insertUnmatched } from '../outreach/messages/inbound-store.ts'
import { smsParts } from '../outreach/messages/parts-rules.ts'
import { insertPast, type PastMessage, type PastText, pastTexts } from '../outreach/messages/past-store.ts'
import { messageSetting } from '../outreach/messages/setting-store.ts'
import { insertStop } from '../outreach/messages/store.ts'
import { filled, valuesOf } from '../outreach/messages/template-rules.ts'
import { templates } from '../outreach/messages/template-store.ts'
import { type Draw, drawFor } from './random.ts'

/** What young people write back, more or less. */
const ANSWERS = [
  'Ok, ring efter tre',
  'Hej! Ja det kan vi, när?',
  'Kan inte idag men torsdag funkar',
  'Jag jobbar nu, hör av mig sen',
  'Vem är det?',
  'Ja tack gärna',
  'Har fått praktik! :)',
  'Okej',
  'Kan vi ses på fiket istället?',
  'Sover, ring imorgon',
  'Mm kanske',
  'Hej, ja ring mig',
] as const

/** What a coach writes in their own words: never a name, and never why. */
const FREE = [
  'Hej! Tänkte höra hur veckan har varit. Svara när du hinner.',
  'Hej! Passar det att vi ses på torsdag klockan tre? Samma ställe som sist.',
  'Hej! Bra jobbat i går. Hör av dig om det är något.',
  'Hej! Jag kommer tio minuter sent, vänta gärna på mig.',
] as const

/** Wants no more texts. */
const STOP = 'STOPP'
const STOPS = 0.06

/** Answers from numbers that nobody is known to have. */
const UNMATCHED = [
  ['46701740603', 'Hej det är jag, har ny telefon. Kan du ringa?'],
  ['46701740604', 'Vem är detta?'],
] as const

/** A failure stays on the list for so long before somebody has taken it off. */
const SETTLED_AFTER_MS = 14 * 86_400_000
/** What is answered was written some hours before. */
const HOUR_MS = 3_600_000
const ANSWERED_WITHIN_MS = 10 * 86_400_000

/** The texts behind a municipality's contact log: what was written, what was answered, and the numbers that were wrong. In one go. */
export async function messageDeeds(tx: Write): Promise<void> {
  const values = valuesOf(await messageSetting(tx))
  const wordings = new Map(
    (await templates(tx))
      .filter(({ channel, language }) => channel === 'sms' && language === 'sv')
      .map(({ code, wording }) => [code, filled(wording, values)]),
  )
  const texts = await pastTexts(tx)
  const told = texts.flatMap((text, index) => {
    const before = texts[index - 1]?.personId === text.personId ? texts[index - 1] : undefined
    const isLast = texts[index + 1]?.personId !== text.personId
    const draw = drawFor(`${text.address} ${text.at}`, 'messages')
    const code = codeOf(texts, index)
    const body = code === null ? draw.pick(FREE) : (wordings.get(code) ?? '')
    return messagesOf(text, { code, body, now: tx.now, draw, before, isLast })
  })
  await insertPast(tx, told)
  for (const { personId, address, outcome } of texts) {
    const stop = { personId, channel: 'sms', whose: 'self', address, how: 'receipt', reason: null } as const
    if (outcome === 'wrong_number') await insertStop(tx, { ...stop, kind: 'wrong_number' })
  }
  for (const { personId } of told.filter(({ body }) => body === STOP)) {
    const stop = { personId, channel: 'sms', whose: 'self', address: null, how: 'reply', reason: null } as const
    await insertStop(tx, { ...stop, kind: 'opted_out' })
  }
  for (const [index, [address, body]] of UNMATCHED.entries())
    await insertUnmatched(tx, { channel: 'sms', address, body, gateway: 'fake', gatewayId: `past-unmatched-${index}` })
}

/** Which template a text was written with: the first and the second try; what follows is in somebody's own words. */
function codeOf(texts: readonly PastText[], index: number): string | null {
  const own = texts.slice(0, index).filter(({ personId }) => personId === texts[index]?.personId)
  if (own.some(({ outcome }) => outcome === 'answered') || own.length > 1) return null
  return own.length === 0 ? 'first_contact' : 'reminder'
}

type Telling = {
  readonly code: string | null
  readonly body: string
  readonly now: string
  readonly draw: Draw
  /** The text before this one, to or from the same person. */
  readonly before: PastText | undefined
  readonly isLast: boolean
}

function messagesOf(text: PastText, { code, body, now, draw, before, isLast }: Telling): PastMessage[] {
  const { personId, address, contactId, at, outcome } = text
  const failed = outcome === 'wrong_number'
  const answered = outcome === 'answered'
  const earlier = new Date(Date.parse(at) - draw.between(1, 5) * HOUR_MS).toISOString()
  const out: PastMessage = {
    ...{ id: randomUUID(), personId, direction: 'out', address, body, parts: smsParts(body).parts, templateCode: code },
    ...{ state: failed ? 'failed' : 'delivered', reason: failed ? 'unknown_subscriber' : null },
    ...{ at: answered ? earlier : at, contactId: answered ? null : contactId },
    settled: failed && Date.parse(now) - Date.parse(at) > SETTLED_AFTER_MS,
  }
  if (!answered) return [out]
  const answer = isLast && draw.chance(STOPS) ? STOP : draw.pick(ANSWERS)
  const back = { body: answer, parts: 1, templateCode: null, state: 'received', at, contactId, settled: false } as const
  const came: PastMessage = { ...out, ...back, id: randomUUID(), direction: 'in' }
  // What was sent some days before stands there already.
  const isAnswer = before?.outcome === 'sent' && Date.parse(at) - Date.parse(before.at) < ANSWERED_WITHIN_MS
  return isAnswer ? [came] : [out, came]
}
