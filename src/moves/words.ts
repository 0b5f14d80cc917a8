import { nameOf, peopleWords } from '../people/words.ts'
import { type Language, type Say, words } from '../ui/language.ts'
import { type MoveWord, TEXT } from './text.ts'

export type SayMove = Say<MoveWord>

export const moveWords = (language: Language): SayMove => words(TEXT, language)

export function isMoveWord(code: string): code is MoveWord {
  return Object.hasOwn(TEXT, code)
}

type Named = { readonly givenName: string | null; readonly familyName: string | null }

/** The name, or that the number is nobody's here. */
export function whoWord(named: Named, language: Language): string {
  return named.givenName === null && named.familyName === null
    ? moveWords(language)('unknown_person')
    : nameOf(named, peopleWords(language))
}

type Place = { readonly municipality: string | null; readonly municipalityName: string | null }

export const placeWord = ({ municipality, municipalityName }: Place, say: SayMove): string =>
  municipalityName ?? municipality ?? say('unknown_place')
