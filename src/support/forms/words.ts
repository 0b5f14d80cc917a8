import type { Refused } from '../../kernel/errors.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { type Language, type Say, words } from '../../ui/language.ts'
import type { Variant } from './model.ts'
import { fieldName } from './rules.ts'
import { type FormWord, TEXT } from './text.ts'

export type SayForm = Say<FormWord>

export const formWords = (language: Language): SayForm => words(TEXT, language)

export const isFormWord = (code: string): code is FormWord => Object.hasOwn(TEXT, code)

/** What languages are called, in themselves; a code that is not known stands for itself. */
const NAMES: Readonly<Record<string, string>> = {
  sv: 'Svenska',
  'sv-plain': 'Lätt svenska',
  en: 'English',
  ar: 'العربية',
  so: 'Soomaali',
  ti: 'ትግርኛ',
  fa: 'فارسی',
  prs: 'دری',
  uk: 'Українська',
  fi: 'Suomi',
  se: 'Davvisámegiella',
  fr: 'Français',
  es: 'Español',
  pl: 'Polski',
  ku: 'Kurdî',
}
export const variantName = (variant: string) => NAMES[variant] ?? variant
export const KNOWN_VARIANTS = Object.keys(NAMES).filter((code) => code !== 'sv')

/** What the program itself says around a form is said in the form's language where it has it, else in the page's. */
export const spokenIn = (variant: Variant, language: Language): Language =>
  variant === 'en' ? 'en' : variant.startsWith('sv') ? 'sv' : language

/** A field of the nth part of a condition, where a form is made. */
export const whenName = (name: string, n: number) => (n === 1 ? name : `${name}.${n}`)

/** What is wrong with the answers of a page, beside the questions. */
export function answerErrors(refused: Refused, language: Language): readonly FieldError[] {
  const problems = problemsOf(refused).map((each) => ({ ...each, field: each.field && fieldName(each.field) }))
  return fieldErrors(problems, formWords(language), isFormWord)
}
