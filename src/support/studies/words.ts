import { formatList, type Language, type Say, words } from '../../ui/language.ts'
import type { Eligibility, EXEMPT, Needed, PlanPart, Subject } from './model.ts'
import { moreOthers } from './rules.ts'
import { TEXT } from './text.ts'

export type StudyWord = keyof typeof TEXT
export type SayStudy = Say<StudyWord>

export const studyWords = (language: Language): SayStudy => words(TEXT, language)

export function isStudyWord(code: string): code is StudyWord {
  return Object.hasOwn(TEXT, code)
}

export const subjectWord = (subject: Subject | typeof EXEMPT, say: SayStudy) => say(`subject.${subject}`)

const neededWord = (needed: Needed, say: SayStudy) =>
  needed === 'SV_OR_SVA' || needed === 'EN_OR_MA' ? say(`needed.${needed}`) : subjectWord(needed, say).toLowerCase()

/** What is missing for a track, in one line; null where nothing is. */
export function missingLine(of: Eligibility, language: Language): string | null {
  const say = studyWords(language)
  const { missing, others } = of
  const more = moreOthers(of)
  const parts = [
    ...missing.map((needed) => neededWord(needed, say)),
    ...(more > 0 ? [say('missing.others', { n: more, passed: others.passed, needed: others.needed })] : []),
  ]
  return parts.length === 0 ? null : formatList(parts, language)
}

export const termWord = ({ term, year }: Pick<PlanPart, 'term' | 'year'>, say: SayStudy) =>
  say(`term.${term}`, { year: String(year) })

/** The parts of a plan as they are written, one on each line. */
export function partLines(parts: readonly PlanPart[], language: Language): string {
  const say = studyWords(language)
  const terms = { spring: 'VT', autumn: 'HT' } as const
  return parts
    .map(({ term, year, course, state }) => `${terms[term]} ${year}: ${course}, ${say(`state.${state}`)}`)
    .join('\n')
}
