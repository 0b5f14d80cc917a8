import { nameOf, peopleWords } from '../people/words.ts'
import { type Language, type Say, words } from '../ui/language.ts'
import { FORM_TEXT, type FormWord } from './form-text.ts'
import type { Told } from './model.ts'
import { TEXT, type TextWord } from './text.ts'

export type NoticeWord = TextWord | FormWord
export type SayNotice = Say<NoticeWord>

const ALL = { ...TEXT, ...FORM_TEXT }

export const noticeWords = (language: Language): SayNotice => words(ALL, language)

export function isNoticeWord(code: string): code is NoticeWord {
  return Object.hasOwn(ALL, code)
}

/** `Avbryter`: an interruption is a way of leaving, and has a word of its own. */
export function kindWord({ kind, interrupted }: Pick<Told, 'kind' | 'interrupted'>, say: SayNotice): string {
  return say(interrupted ? 'kind.interrupted' : `kind.${kind}`)
}

type Named = { readonly givenName: string | null; readonly familyName: string | null }

/** The name, or that the number is nobody's here. */
export function whoWord(named: Named, language: Language): string {
  return named.givenName === null && named.familyName === null
    ? noticeWords(language)('unknown_person')
    : nameOf(named, peopleWords(language))
}
