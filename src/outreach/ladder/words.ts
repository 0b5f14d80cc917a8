import { type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { messageWords, wordOr } from '../messages/words.ts'
import { LIST_TEXT } from './list-text.ts'
import type { ProtocolStep, RunStep } from './model.ts'
import { PROTOCOL_TEXT } from './protocol-text.ts'
import { isForwarded } from './rules.ts'
import { TEXT } from './text.ts'
import { VISIT_TEXT } from './visit-text.ts'

const WORDS = { ...TEXT, ...LIST_TEXT, ...PROTOCOL_TEXT, ...VISIT_TEXT }

export type LadderWord = keyof typeof WORDS
export type SayLadder = Say<LadderWord>

export const ladderWords = (language: Language): SayLadder => words(WORDS, language)

export function isLadderWord(code: string): code is LadderWord {
  return Object.hasOwn(WORDS, code)
}

/** `Sms till vårdnadshavare`, `Hembesök av två`: what is done, and to whom. */
export function stepWord(
  { channel, through }: Pick<ProtocolStep, 'channel' | 'through'>,
  isProtected: boolean,
  say: SayLadder,
): string {
  const what = say(`channel.${channel}`)
  if (through === 'guardian') return say('to.guardian', { what })
  if (channel === 'home_visit') return say('way.two', { what })
  return isForwarded(channel, isProtected) ? say('way.forwarded', { what }) : what
}

/** `Första kontakten`: a template by its name; one of the domain's own is called by its code. */
export function templateWord(code: string | null, language: Language): string {
  return code === null ? '–' : wordOr('template', code, messageWords(language))
}

/** As within a sentence. */
export const inSentence = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** The letter of a step, ready to be looked at: to whom it turns, and in what words. */
export function letterPath(
  personId: string,
  { through, templateCode }: Pick<RunStep, 'through' | 'templateCode'>,
): string {
  return paths.personLetters(personId, { to: through, template: templateCode })
}
