import type { Code } from '../organisations/model.ts'
import type { Residency } from '../people/model.ts'
import { type Language, words } from '../ui/language.ts'
import { codeWord } from './code-words.ts'
import { ChangeCause, EntryReason, UnclearCause } from './model.ts'
import { CHANGE_TEXT, GONE_TEXT, HAPPENED_TEXT } from './rule-text.ts'
import { unclearWords } from './rule-words.ts'

/** Why somebody came in or went out: an entry reason's own words, or what turned the rule. Counted together, `gone` is either. */
export function changeReasonWords(
  change: { readonly kind: string; readonly reason: string | null; readonly residency?: Residency },
  view: { readonly codes: readonly Code[]; readonly language: Language; readonly upperAge: number },
): string {
  const { kind, reason } = change
  const { codes, language, upperAge } = view
  if (kind === 'soon_upper_age') return words(CHANGE_TEXT, language)('upper_age.leaves', { years: upperAge })
  if (reason === null) return '–'
  // By the kind first: OKÄND is an occupation as well as an entry reason.
  if (kind === 'occupation_expired') return codeWord(codes, 'occupation', reason, language)
  const unclear = UnclearCause.safeParse(reason)
  if (kind === 'became_unclear' && unclear.success) return unclearWords(unclear.data, language)
  if (EntryReason.safeParse(reason).success) return codeWord(codes, 'entry_reason', reason, language)
  const { residency = 'active' } = change
  if (reason === 'gone' && residency !== 'active') return words(GONE_TEXT, language)(residency)
  const cause = ChangeCause.safeParse(reason)
  return cause.success ? words(HAPPENED_TEXT, language)(cause.data, { years: upperAge }) : reason
}
