import type { Code } from '../organisations/model.ts'
import { type Language, words } from '../ui/language.ts'
import { codeWord } from './code-words.ts'
import { EntryReason, UnclearCause } from './model.ts'
import { CHANGE_TEXT } from './rule-text.ts'
import { unclearWords } from './rule-words.ts'

type ChangeWord = keyof typeof CHANGE_TEXT

/** Why somebody came in or went out: an entry reason's own words, or what turned the rule. */
export function changeReasonWords(
  change: { readonly kind: string; readonly reason: string | null },
  view: { readonly codes: readonly Code[]; readonly language: Language; readonly upperAge: number },
): string {
  const { kind, reason } = change
  const { codes, language, upperAge } = view
  if (kind === 'soon_upper_age') return words(CHANGE_TEXT, language)('upper_age.leaves', { years: upperAge })
  if (reason === null) return '–'
  const unclear = UnclearCause.safeParse(reason)
  if (kind === 'became_unclear' && unclear.success) return unclearWords(unclear.data, language)
  if (EntryReason.safeParse(reason).success) return codeWord(codes, 'entry_reason', reason, language)
  if (kind === 'occupation_expired') return codeWord(codes, 'occupation', reason, language)
  const key = `${reason}.${kind === 'left' || kind === 'moved_out' ? 'leaves' : 'enters'}`
  return key in CHANGE_TEXT ? words(CHANGE_TEXT, language)(key as ChangeWord, { years: upperAge }) : reason
}
