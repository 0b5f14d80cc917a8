import { type Language, type Say, words } from '../../ui/language.ts'
import { type CaseloadWord, TEXT } from './text.ts'

export type SayCaseload = Say<CaseloadWord>

export const caseloadWords = (language: Language): SayCaseload => words(TEXT, language)

export function isCaseloadWord(code: string): code is CaseloadWord {
  return Object.hasOwn(TEXT, code)
}
