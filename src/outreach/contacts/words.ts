import { nameOf, peopleWords } from '../../people/words.ts'
import { type Language, type Say, words } from '../../ui/language.ts'
import type { LoggedContact } from './model.ts'
import { type ContactWord, TEXT } from './text.ts'

export type SayContact = Say<ContactWord>

export const contactWords = (language: Language): SayContact => words(TEXT, language)

export function isContactWord(code: string): code is ContactWord {
  return Object.hasOwn(TEXT, code)
}

/** `Telefon, inget svar`, with the one it went through when that was not the young person. */
export function contactLine(
  { channel, through, outcome }: Pick<LoggedContact, 'channel' | 'through' | 'outcome'>,
  say: SayContact,
): string {
  const how =
    through === 'self' ? say(`channel.${channel}`) : `${say(`channel.${channel}`)}, ${lower(say(`through.${through}`))}`
  return `${how}: ${lower(say(`outcome.${outcome}`))}`
}

/** As within a sentence. */
export const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A name in a list, without a link. */
export function personName(
  named: { readonly givenName: string | null; readonly familyName: string | null },
  language: Language,
): string {
  return nameOf(named, peopleWords(language))
}
