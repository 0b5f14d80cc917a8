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
}

export type Pasted = { readonly told: readonly Told[]; readonly unread: readonly string[] }

/** Reads what is pasted: a subject and a grade on each line, `SV B`, `Matematik: E`, or with a tab between. */
export function readGrades(text: string): Pasted {
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const told: Told[] = []
  const unread: string[] = []
  for (const line of lines) {
    const found = readLine(line)
    if (found === null) unread.push(line.slice(0, 60))
    else told.push(found)
  }
  return { told, unread }
}

function readLine(line: string): Told | null {
  const [, name = '', written = ''] = /^(.+?)[\s:,=]+(\S+)$/u.exec(line) ?? []
  const grade = gradeIn(written)
  const code = name.trim().toLocaleUpperCase('sv')
  const subject = NAMES[code] ?? Subject.safeParse(code).data
  return grade === null || subject === undefined ? null : { subject, grade }
}

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
