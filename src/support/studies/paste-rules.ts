import type { z } from 'zod'
import { GRADES, type Grade, type PartState, type PlanPart, Subject, type Told } from './model.ts'

/** What is called otherwise on paper: whole words, and the codes of other systems. */
const NAMES: Readonly<Record<string, Subject>> = {
  SVENSKA: 'SV',
  'SVENSKA SOM ANDRASPRÅK': 'SVA',
  ENGELSKA: 'EN',
  MATEMATIK: 'MA',
  BIOLOGI: 'BI',
  FYSIK: 'FY',
  KEMI: 'KE',
  TEKNIK: 'TK',
  GEOGRAFI: 'GE',
  HISTORIA: 'HI',
  RELIGION: 'RE',
  RELIGIONSKUNSKAP: 'RE',
  SAMHÄLLSKUNSKAP: 'SH',
  BILD: 'BL',
  'HEM- OCH KONSUMENTKUNSKAP': 'HKK',
  'IDROTT OCH HÄLSA': 'IDH',
  MUSIK: 'MU',
  SLÖJD: 'SL',
  MODERSMÅL: 'ML',
  TECKENSPRÅK: 'TN',
  DANS: 'DA',
  'NATURORIENTERANDE ÄMNEN': 'NO',
  'SAMHÄLLSORIENTERANDE ÄMNEN': 'SO',
}

/** How paper names a modern language: by the subject, or by the language itself. */
const MODERN = /MODERNA SPRÅK|^SPRÅKVAL$|^(?:SPANSKA|FRANSKA|TYSKA|ITALIENSKA|RYSKA|KINESISKA|FINSKA)\b/u

/** What a language on paper can be: språkval, elevens val, or somebody's modersmål. */
export const LanguageAs = Subject.extract(['M1', 'M2', 'ML'])
export type LanguageAs = z.infer<typeof LanguageAs>
/** Nobody has more languages with a grade than this. */
export const MOST_ASKED = 4

export type Pasted = {
  readonly told: readonly Told[]
  readonly unread: readonly string[]
  /** Lines that name a language alone, with what it is said to have been read as. */
  readonly languages: readonly { readonly line: string; readonly as: LanguageAs | null }[]
}

/**
 * Reads what is pasted: a subject and a grade on each line, `SV B`, `Matematik: E`, or with a tab between. `said` tells of lines that
 * name a language alone what it was read as.
 */
export function readGrades(text: string, said: ReadonlyMap<string, LanguageAs> = new Map()): Pasted {
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const told: Told[] = []
  const unread: string[] = []
  const languages: { line: string; as: LanguageAs | null }[] = []
  for (const whole of lines) {
    const line = whole.slice(0, LONGEST_LINE)
    const found = readLine(whole)
    const as = said.get(line) ?? null
    if (found?.subject === 'language') languages.push({ line, as })
    const subject = found?.subject === 'language' ? as : found?.subject
    if (found === null) unread.push(line)
    else if (subject) told.push({ subject, grade: found.grade })
  }
  return { told, unread, languages }
}

function readLine(line: string): { readonly subject: Subject | 'language'; readonly grade: Grade } | null {
  const [, name = '', written = ''] = /^(.+?)[\s:,=]+(\S+)$/u.exec(line) ?? []
  const [subject, grade] = [subjectIn(name.trim().toLocaleUpperCase('sv')), gradeIn(written)]
  return grade === null || subject === null ? null : { subject, grade }
}

/** The subject that is named; `language` where it is one and nobody has said what it was read as. */
function subjectIn(name: string): Subject | 'language' | null {
  const named = NAMES[name] ?? Subject.safeParse(name).data
  if (named !== undefined) return named
  if (name.startsWith('MODERSMÅL')) return 'ML'
  if (!MODERN.test(name)) return null
  if (/\bM2\b|ELEVENS VAL/u.test(name)) return 'M2'
  return /\bM1\b|.SPRÅKVAL/u.test(name) ? 'M1' : 'language'
}

const LONGEST_LINE = 60

function gradeIn(written: string): Grade | null {
  const text = written.toUpperCase().replace(/^[–—]$|^STRECK$/, '-')
  return GRADES.find((grade) => grade === text) ?? null
}

const TERMS = { VT: 'spring', SPRING: 'spring', HT: 'autumn', AUTUMN: 'autumn' } as const
const STATES: Readonly<Record<string, PartState>> = {
  '': 'planned',
  PLANERAD: 'planned',
  PLANNED: 'planned',
  PÅGÅR: 'ongoing',
  ONGOING: 'ongoing',
  GODKÄND: 'passed',
  PASSED: 'passed',
  'EJ GODKÄND': 'not_passed',
  'NOT PASSED': 'not_passed',
}
const MOST_PARTS = 80
const LONGEST_COURSE = 120

export type PastedParts = { readonly parts: readonly PlanPart[]; readonly unread: readonly string[] }

/** Reads the courses of a study plan: `HT 2026: Matematik 1a, pågår`, one on each line. */
export function readParts(text: string): PastedParts {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const parts: PlanPart[] = []
  const unread: string[] = []
  for (const line of lines) {
    const found = parts.length < MOST_PARTS ? readPart(line) : null
    if (found === null) unread.push(line.slice(0, 60))
    else parts.push(found)
  }
  return { parts, unread }
}

function readPart(line: string): PlanPart | null {
  const [, term = '', year = '', rest = ''] = /^(\p{L}+)\s*(\d{4})\s*[:,]?\s*(.+)$/u.exec(line) ?? []
  const found = TERMS[term.toUpperCase() as keyof typeof TERMS]
  const [, course = rest, said = ''] = /^(.*),\s*([^,]+)$/u.exec(rest) ?? []
  const state = STATES[said.toLocaleUpperCase('sv')]
  // A comma that is the course's own belongs to it.
  const whole = state === undefined ? rest : course
  if (found === undefined || Number(year) < 2000 || whole.trim() === '' || whole.length > LONGEST_COURSE) return null
  return { year: Number(year), term: found, course: whole.trim(), state: state ?? 'planned' }
}
