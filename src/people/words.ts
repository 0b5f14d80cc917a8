import type { Language, Say } from '../ui/language.ts'
import { words } from '../ui/language.ts'
import { formatNumber } from './identity.ts'
import type { Address, PersonHeader } from './model.ts'
import { type PeopleWord, TEXT } from './text.ts'

/** What the pages of people share: the words of the module, and how names, numbers and sources are said. */
export type SayPeople = Say<PeopleWord>

export function peopleWords(language: Language): SayPeople {
  return words(TEXT, language)
}

export function isPeopleWord(code: string): code is PeopleWord {
  return Object.hasOwn(TEXT, code)
}

type Named = { readonly givenName: string | null; readonly familyName: string | null }

export function nameOf({ givenName, familyName }: Named, say: SayPeople): string {
  return [givenName, familyName].filter(Boolean).join(' ') || say('noName')
}

/** `20080101-2386`, or that there is none. */
export function numberOf({ number }: Pick<PersonHeader, 'number'>, say: SayPeople): string {
  return number === null ? say('noNumber') : formatNumber(number)
}

/** A source we have a word for is said in it; a supplier's own name is said as it is. */
export function sourceWord(source: string, say: SayPeople): string {
  const key = `source.${source}`
  return isPeopleWord(key) ? say(key) : source
}

/** `Storgatan 1, 632 20 Eskilstuna`; null when nothing of it is known. */
export function addressText(address: Pick<Address, 'street' | 'postalCode' | 'postalTown'> | undefined): string | null {
  if (!address) return null
  const code = address.postalCode?.replace(/^(\d{3})(\d{2})$/, '$1 $2')
  const place = [code, address.postalTown].filter(Boolean).join(' ')
  return [address.street, place].filter(Boolean).join(', ') || null
}
