import type { Colleague } from '../../access/model.ts'
import { type Language, type Say, words } from '../../ui/language.ts'
import { mayAnswerFor } from './rules.ts'
import { type CaseWord, TEXT } from './text.ts'

export type SayCase = Say<CaseWord>

export const caseWords = (language: Language): SayCase => words(TEXT, language)

export function isCaseWord(code: string): code is CaseWord {
  return Object.hasOwn(TEXT, code)
}

/** Who could answer for a case, each once. */
export function ownerOptions(colleagues: readonly Colleague[], isProtected: boolean) {
  const able = colleagues.filter((each) => mayAnswerFor(each, isProtected))
  return [...new Map(able.map((each) => [each.accountId, each.displayName]))].map(([value, label]) => ({
    value,
    label,
  }))
}

/** What a colleague is called; a dash for one who is gone. */
export const colleagueName = (account: string | null, colleagues: readonly Colleague[]) =>
  colleagues.find(({ accountId }) => accountId === account)?.displayName ?? '–'

/** Whether an account is no longer among today's colleagues. */
export const hasLeft = (account: string, colleagues: readonly Colleague[]) =>
  !colleagues.some(({ accountId, current }) => accountId === account && current)

/** A page with a form that names a colleague: everybody, and those who can be named (`named.ts`). */
export type Naming = { readonly colleagues: readonly Colleague[]; readonly nameable: readonly Colleague[] }

/** The choices of such a form; whoever is named already stands there, so that it says what was said. */
export function namedOptions({ colleagues, nameable }: Naming, chosen: string | null) {
  const named = nameable.some(({ accountId }) => accountId === chosen)
    ? []
    : colleagues.filter(({ accountId }) => accountId === chosen).slice(0, 1)
  return [...nameable, ...named].map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))
}
