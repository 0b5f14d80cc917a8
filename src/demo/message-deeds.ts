import { randomUUID } from 'node:crypto'
import type { Write } from '../kernel/database.ts'
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

/** A failure stays on the list for so long before somebody has taken it off. */
const SETTLED_AFTER_MS = 14 * 86_400_000
/** What is answered was written some hours before. */
const HOUR_MS = 3_600_000

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
    const code = texts[index - 1]?.personId === text.personId ? 'reminder' : 'first_contact'
    return messagesOf(text, {
      code,
      body: wordings.get(code) ?? '',
      now: tx.now,
      draw: drawFor(`${text.address} ${text.at}`, 'messages'),
    })
  })
  await insertPast(tx, told)
  for (const { personId, address, outcome } of texts) {
    const stop = { personId, channel: 'sms', whose: 'self', address, how: 'receipt', reason: null } as const
    if (outcome === 'wrong_number') await insertStop(tx, { ...stop, kind: 'wrong_number' })
  }
}

type Telling = { readonly code: string; readonly body: string; readonly now: string; readonly draw: Draw }

function messagesOf(text: PastText, { code, body, now, draw }: Telling): PastMessage[] {
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
  const answer = draw.pick(ANSWERS)
  const back = { body: answer, parts: 1, templateCode: null, state: 'received', at, contactId, settled: false } as const
  return [out, { ...out, ...back, id: randomUUID(), direction: 'in' }]
}
