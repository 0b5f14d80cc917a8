import type { Code } from '../organisations/model.ts'
import type { Language } from '../ui/language.ts'

/** True for a code that no administrator has confirmed to be the authority's own. */
export function isUnverifiedCode(codes: readonly Code[], list: Code['list'], code: string): boolean {
  return codes.find((each) => each.list === list && each.code === code)?.confirmedAt === null
}

/** A code in the domain's own words; a code nobody has words for stands for itself. */
export function codeWord(codes: readonly Code[], list: Code['list'], code: string, language: Language): string {
  const found = codes.find((each) => each.list === list && each.code === code)
  if (!found) return code
  return language === 'sv' ? found.labelSv : found.labelEn
}
