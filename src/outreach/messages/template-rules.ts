import { endOf, type Instant, instantOf, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { parseNumber } from '../../people/identity.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { FORBIDDEN } from './forbidden-words.ts'
import type { MessageSetting, TemplateChannel } from './model.ts'
import { smsParts } from './parts-rules.ts'

/** All that may be filled in: never a name of the young person, nor why. */
export const PLACEHOLDERS = ['kontor', 'telefon', 'epost', 'adress', 'dag', 'tid', 'länk'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]
export type Values = Readonly<Partial<Record<Placeholder, string>>>

export const MOST_PARTS = 3
const LONGEST = { sms: 459, email: 4_000, letter: 4_000 } as const
const LONGEST_SUBJECT = 120
/** As long as what is filled in usually is, where nobody has said it yet: for the count of parts. */
const EXAMPLE: Readonly<Record<Placeholder, string>> = {
  kontor: 'Ungdomsteamet',
  telefon: '016-12 34 56',
  epost: 'ungdom@kommun.se',
  adress: 'Storgatan 1, 2 tr',
  dag: 'onsdag 3 mars',
  tid: '14.30',
  länk: 'https://sedd.exempelkommun.se/a/0123456789012345678901/0123456789012345678901',
}

const HOLE = /\[([^[\]]*)\]/g

export type Written = { readonly channel: TemplateChannel; readonly subject: string | null; readonly wording: string }

/** What is wrong with a template, field by field. `today`: for what looks like a personal number. */
export function templateProblems(written: Written, today: PlainDate): readonly FieldProblem[] {
  const { channel, subject, wording } = written
  const whole = `${subject ?? ''}\n${wording}`
  return [
    ...(wording.trim() === '' ? [{ field: 'wording', code: 'wording_missing' }] : []),
    ...(channel !== 'sms' && (subject ?? '').trim() === '' ? [{ field: 'subject', code: 'subject_missing' }] : []),
    ...((subject ?? '').length > LONGEST_SUBJECT ? [{ field: 'subject', code: 'subject_long' }] : []),
    ...(hasUnknownHole(whole) ? [{ field: 'wording', code: 'unknown_placeholder' }] : []),
    ...givenAway(whole, today),
    ...tooLong(channel, filled(wording, EXAMPLE)),
  ]
}

/** What a text tells that it should not, whoever wrote it. */
export function givenAway(text: string, today: PlainDate): readonly FieldProblem[] {
  const given = new Set(FORBIDDEN.filter(({ pattern }) => pattern.test(text)).map(({ gives }) => gives))
  return [
    ...(holdsNumber(text, today) ? [{ field: 'wording', code: 'personal_number' }] : []),
    ...[...given].map((gives) => ({ field: 'wording', code: `gives.${gives}` })),
  ]
}

/** One's own words: the same rules, nothing to fill in but the closed list, and nobody's name. */
export function ownWordProblems(written: Written, of: { names: readonly string[]; today: PlainDate }) {
  const text = `${written.subject ?? ''}\n${written.wording}`
  const named = of.names.some((name) => holdsName(text, name))
  return [...templateProblems(written, of.today), ...(named ? [{ field: 'wording', code: 'names_person' }] : [])]
}

const LONGEST_VALUE = { dag: 40, tid: 20 } as const
const FIELDS = { dag: 'day', tid: 'time' } as const

/** What somebody fills in by hand stands in the text as their own words do, and is held to the same. */
export function valueProblems(values: Values, of: { names: readonly string[]; today: PlainDate }) {
  return (['dag', 'tid'] as const).flatMap((name): FieldProblem[] => {
    const [value, field] = [values[name] ?? '', FIELDS[name]]
    return [
      ...(value.length > LONGEST_VALUE[name] || value.includes('\n') ? [{ field, code: 'value_long' }] : []),
      ...givenAway(value, of.today).map(({ code }) => ({ field, code })),
      ...(of.names.some((each) => holdsName(value, each)) ? [{ field, code: 'names_person' }] : []),
    ]
  })
}

/** Whether every wording of a template can be filled in with what is known; one that cannot is refused when it is sent. */
export function fits(wordings: readonly { readonly wording: string }[], values: Values): boolean {
  return wordings.length > 0 && wordings.every(({ wording }) => missingIn(filled(wording, values)).length === 0)
}

function tooLong(channel: TemplateChannel, text: string): readonly FieldProblem[] {
  if (text.length > LONGEST[channel]) return [{ field: 'wording', code: 'wording_long' }]
  return channel === 'sms' && smsParts(text).parts > MOST_PARTS ? [{ field: 'wording', code: 'too_many_parts' }] : []
}

const isPlaceholder = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name)

function hasUnknownHole(text: string): boolean {
  const rest = text.replace(HOLE, (hole, name: string) => (isPlaceholder(name) ? '' : hole))
  return /[[\]]/.test(rest)
}

/** Eight or six digits and four, with or without what stands between: what reads as a personal number of somebody is one. */
const CANDIDATE = /(?<!\d)(\d{8}|\d{6})[-+ ]?(\d{4})(?!\d)/g

function holdsNumber(text: string, today: PlainDate): boolean {
  return [...text.matchAll(CANDIDATE)].some(([whole]) => parseNumber(whole.replace(' ', ''), today).ok)
}

function holdsName(text: string, name: string): boolean {
  return name
    .split(/[\s-]+/)
    .filter((part) => part.length > 1)
    .some((part) => new RegExp(`(?<!\\p{L})${escaped(part)}s?(?!\\p{L})`, 'iu').test(text))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text with what is known filled in; the rest stays as it is. */
export function filled(text: string, values: Values): string {
  return text.replace(HOLE, (hole, name: string) => (isPlaceholder(name) ? (values[name] ?? hole) : hole))
}

/** The sentence of its own that tells how to say no by replying. */
const SAY_NO = /\s*(?:(?:Svara|Skriv) STOPP|Reply STOP)\b[^.]*\./gu

/** What a text as it is sent from a name, to which nobody can reply, says in place of asking for one. */
const ASK_REPLY: readonly (readonly [asks: RegExp, calls: string])[] = [
  [
    /(?:Du kan svara|Svara) på (?:det här )?sms:et(?: när (?:det passar|du vill))?(?:, så ringer vi upp)?\.(?: Då ringer vi dig\.)?/gu,
    'Ring [telefon] när det passar.',
  ],
  [/När (?:passar det att vi ringer|kan vi ringa)\?/gu, 'Ring [telefon] när det passar.'],
  [/Svara om (?=det inte passar|du inte kan)/gu, 'Ring [telefon] om '],
  [
    /Reply to this text (?:when it suits you and we will call|whenever you like)\./gu,
    'Call [telefon] when it suits you.',
  ],
  [/When is a good time to call\?/gu, 'Call [telefon] when it suits you.'],
  [/Reply if (?=it does not suit you)/gu, 'Call [telefon] if '],
]
/** The same sentences where there is no number to call either. */
const CALLS = /\s*(?:Ring|Call) \[telefon\][^.]*\./gu

/** A text as it is sent from a name: it asks for no reply, but for a call where a number of the office is known. */
export function withoutReply(text: string, { telefon }: Pick<Values, 'telefon'>): string {
  const silent = text.replaceAll(SAY_NO, '').trim()
  const asked = ASK_REPLY.reduce((said, [asks, calls]) => said.replaceAll(asks, calls), silent)
  return asked === silent || telefon !== undefined ? asked : asked.replaceAll(CALLS, '').trim()
}

/** The placeholders that a text still has. */
export function missingIn(text: string): readonly Placeholder[] {
  return [...new Set([...text.matchAll(HOLE)].map(([, name = '']) => name).filter(isPlaceholder))]
}

/** What a domain's setting fills in. */
export function valuesOf({ office, phone, email, address }: MessageSetting): Values {
  return {
    kontor: office,
    ...(phone === null ? {} : { telefon: phone }),
    ...(email === null ? {} : { epost: email }),
    ...(address === null ? {} : { adress: address }),
  }
}

/** A language by its code: `ar`, `sv-plain`. */
export const isLanguage = (text: string) => /^[a-z]{2,3}(-[a-z]{2,8})?$/.test(text)

/** The wordings of a template in the language asked for, else in Swedish. */
export function inLanguage<T extends { readonly language: string }>(found: readonly T[], language: string): T | null {
  return found.find((each) => each.language === language) ?? found.find((each) => each.language === 'sv') ?? null
}

const WEEKDAY = /^(?:på )?(?:mån|tis|ons|tors|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)\p{L}*,? /iu

/** When what a text names has been: its day as people write it, with its time where there is one. Null when no day can be read. */
export function timeNamed({ dag, tid }: Values, today: PlainDate): Instant | null {
  const on = dag === undefined ? null : typedDay(dag.trim().replace(WEEKDAY, ''), today)
  if (on === null) return null
  const [, hours, minutes = '00'] = /^(?:kl\.? ?)?([01]?\d|2[0-3])(?:[.:]([0-5]\d))?$/.exec((tid ?? '').trim()) ?? []
  return hours === undefined ? endOf(on) : instantOf(on, `${hours.padStart(2, '0')}:${minutes}`)
}
