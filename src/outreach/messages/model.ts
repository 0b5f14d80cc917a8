import { z } from 'zod'
import { InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * Messages: texts and e-mail to young persons and their guardians, and what they answer (R121, R122, R124, R134).
 *
 * A message is a row in the outbox from the transaction that caused it. The worker hands it to a gateway when the hour allows, and decides
 * anew then whether it may go: much can have changed. It says nothing of why somebody is written to, and names nobody. What nobody can tell
 * the fate of (a crash between handing over and the answer) becomes a person's work, and never a second text.
 */
export const MessageChannel = z.enum(['sms', 'email'])
export type MessageChannel = z.infer<typeof MessageChannel>

export const TemplateChannel = z.enum(['sms', 'email', 'letter'])
export type TemplateChannel = z.infer<typeof TemplateChannel>

/** Whose telephone or address it goes to. */
export const Whose = z.enum(['self', 'guardian'])
export type Whose = z.infer<typeof Whose>

/** The languages that the program has words for; another is said by its code. */
export const NAMED_LANGUAGES = ['sv', 'sv-plain', 'en', 'ar', 'so', 'ti', 'fa'] as const

export const MessageState = z.enum([
  'queued',
  'handing',
  'handed',
  'delivered',
  'failed',
  'withdrawn',
  'uncertain',
  'received',
])
export type MessageState = z.infer<typeof MessageState>

/** Why somebody gets no message. */
export const LEFT_OUT = [
  'protected',
  'opted_out',
  'no_address',
  'wrong_number',
  'already_answered',
  'twice',
  'not_member',
  'no_guardian',
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/** A message without its words. */
export const Message = z.object({
  id: z.uuid(),
  personId: PersonId,
  direction: z.enum(['out', 'in']),
  channel: MessageChannel,
  whose: Whose,
  address: z.string(),
  parts: z.number(),
  templateCode: z.string().nullable(),
  language: z.string(),
  state: MessageState,
  reason: z.string().nullable(),
  dueAt: InstantText,
  queuedBy: z.uuid(),
  queuedAt: InstantText,
  handedAt: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  settledBy: z.uuid().nullable(),
})
export type Message = z.infer<typeof Message>

/** One wording of a template. Version 0 came with the program. */
export const Template = z.object({
  code: z.string(),
  channel: TemplateChannel,
  language: z.string(),
  version: z.number(),
  subject: z.string().nullable(),
  wording: z.string(),
})
export type Template = z.infer<typeof Template>

/** What a domain has decided: what it calls itself, and when it sends. */
export const MessageSetting = z.object({
  office: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  /** Whom young people who answer behind a link can talk to, in the domain's own words; null for what the program says. */
  helpline: z.string().nullable(),
  sender: z.string(),
  /** `HH:MM` by the clock on the wall; nothing is sent from `closes` on. */
  opens: z.string(),
  closes: z.string(),
  weekends: z.boolean(),
  onHolidays: z.boolean(),
})
export type MessageSetting = z.infer<typeof MessageSetting>

export const StopKind = z.enum(['opted_out', 'wrong_number'])
export type StopKind = z.infer<typeof StopKind>

/** That somebody is not to be written to; `address` null is whatever the number. */
export const Stop = z.object({
  id: z.uuid(),
  personId: PersonId,
  kind: StopKind,
  channel: MessageChannel,
  whose: Whose,
  address: z.string().nullable(),
  how: z.enum(['reply', 'receipt', 'by_hand']),
  reason: z.string().nullable(),
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Stop = z.infer<typeof Stop>
