import { type Language, type Say, words } from '../../ui/language.ts'
import { GATEWAY_TEXT } from './gateway-text.ts'
import type { Message, Template } from './model.ts'
import { PHONE_TEXT } from './phone-text.ts'
import { TEXT } from './text.ts'

const ALL = { ...TEXT, ...PHONE_TEXT, ...GATEWAY_TEXT }
export type MessageWord = keyof typeof ALL

export type SayMessage = Say<MessageWord>

export const messageWords = (language: Language): SayMessage => words(ALL, language)

export function isMessageWord(code: string): code is MessageWord {
  return Object.hasOwn(ALL, code)
}

/** The word of a code that may have none: a template of the domain's own, a language by its letters. */
export function wordOr(kind: 'template' | 'language' | 'reason', code: string, say: SayMessage): string {
  const key = `${kind}.${code}`
  return isMessageWord(key) ? say(key) : code
}

/** `Påminnelse (Lätt svenska)`. */
export function templateName({ code, language }: Pick<Template, 'code' | 'language'>, say: SayMessage): string {
  return `${wordOr('template', code, say)} (${wordOr('language', language, say).toLowerCase()})`
}

/** What a message is, where its words are not read. */
export function messageKind({ direction, templateCode }: Pick<Message, 'direction' | 'templateCode'>, say: SayMessage) {
  if (direction === 'in') return say('direction.in')
  return templateCode === null ? say('template.own') : wordOr('template', templateCode, say)
}
