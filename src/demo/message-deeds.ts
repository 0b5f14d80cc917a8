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

/** What young people write back, by what they had got: from an office they do not know, or from somebody they do. */
const ANSWERS = {
  first_contact: [
    'Vem är det?',
    'Hej! Ja ni får gärna ringa, helst efter tre',
    'vad gäller det',
    'Hej, jag har redan jobb men ni kan ringa ändå',
    'Ok ring mig imorgon, jobbar till 16',
    'Hej, kan vi ta det på sms? Gillar inte prata i telefon',
    'Ja det går bra. Inte före 11 bara 😅',
    'Hej! Har börjat på komvux nu så allt är lugnt, men tack',
    'Mm ok',
  ],
  reminder: [
    'Sorry såg inte förra. Torsdag eftermiddag funkar',
    'Hej, har haft mycket. Ring på fredag efter lunch',
    'Ok ring nu om du kan',
    'Jag orkar inte prata just nu men kanske nästa vecka',
    'Ni kan ringa mamma istället, hon vet',
    'När som efter två',
    'Bor hos pappa i Västerås den här veckan, kan vi ta det på måndag?',
  ],
  own: [
    'Kanon, vi ses då!',
    'Okej 👍',
    'Kan vi ta det på fiket vid stationen istället?',
    'Det har gått bra, har varit där alla dagar utom en',
    'Hann inte, missade bussen. Kan vi ses imorgon?',
    'Fick svar från skolan, ringer dig sen',
    'Är sjuk idag, förlåt',
    'Fick praktiken!! Börjar på måndag',
    'Nja inte jättebra faktiskt. Kan du ringa?',
  ],
} as const

/** What a coach writes in their own words: never a name, and never why. */
const FREE = [
  'Hej! Tänkte höra hur veckan har varit. Svara när du hinner.',
  'Hej! Passar det att vi ses på torsdag klockan tre? Samma ställe som sist.',
  'Hej! Bra jobbat i går. Hör av dig om det är något.',
  'Hej! Jag kommer tio minuter sent, vänta gärna på mig.',
  'Hej! Bussen går 9.14 från resecentrum. Jag står vid ingången.',
  'Hej! Glöm inte vår tid i morgon klockan tio. Säg till om den inte passar.',
  'Hej! Hur gick det i dag?',
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
    const answers = isAnswerTo(before, text) ? codeOf(texts, index - 1) : code
    return messagesOf(text, { code, answers, body, now: tx.now, draw, before, isLast })
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
function codeOf(texts: readonly PastText[], index: number): Code | null {
  const own = texts.slice(0, index).filter(({ personId }) => personId === texts[index]?.personId)
  if (own.some(({ outcome }) => outcome === 'answered') || own.length > 1) return null
  return own.length === 0 ? 'first_contact' : 'reminder'
}

type Code = 'first_contact' | 'reminder'

type Telling = {
  readonly code: Code | null
  /** What an answer answers: this text, or the one before. */
  readonly answers: Code | null
  readonly body: string
  readonly now: string
  readonly draw: Draw
  /** The text before this one, to or from the same person. */
  readonly before: PastText | undefined
  readonly isLast: boolean
}

function messagesOf(text: PastText, { code, answers, body, now, draw, before, isLast }: Telling): PastMessage[] {
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
  const answer = isLast && draw.chance(STOPS) ? STOP : draw.pick(ANSWERS[answers ?? 'own'])
  const back = { body: answer, parts: 1, templateCode: null, state: 'received', at, contactId, settled: false } as const
  const came: PastMessage = { ...out, ...back, id: randomUUID(), direction: 'in' }
  // What was sent some days before stands there already.
  return isAnswerTo(before, text) ? [came] : [out, came]
}

const isAnswerTo = (before: PastText | undefined, { at }: PastText): boolean =>
  before?.outcome === 'sent' && Date.parse(at) - Date.parse(before.at) < ANSWERED_WITHIN_MS
