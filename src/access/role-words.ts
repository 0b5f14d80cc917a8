import { type Language, words } from '../ui/language.ts'
import { TEXT } from './text.ts'

/** The role's own word: `KAA-samordnare`. */
export function roleWord(role: string, language: Language): string {
  const key = `role.${role}`
  return key in TEXT ? words(TEXT, language)(key as keyof typeof TEXT) : role
}
