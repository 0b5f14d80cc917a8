import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { textTable } from '../integrations/sheets/text-table.ts'
import { ROOT } from './source.ts'

/** The answers to OWASP's ASVS 5.0.0, levels 1 and 2, and the part of docs/security.md that is made from them. */

const Status = z.enum(['supported', 'partly', 'not applicable', 'later', 'open'])
const Answer = z.object({
  id: z.string().regex(/^V\d+\.\d+\.\d+$/),
  level: z.enum(['1', '2']),
  status: Status,
  where: z.string().transform((paths) => paths.split(';').filter((path) => path !== '')),
  reason: z.string(),
})
export type Answer = z.infer<typeof Answer>

const COLUMNS = ['id', 'level', 'status', 'where', 'reason']

/** How many lines of levels 1 and 2 each chapter has, and what it is about, in our words. */
const CHAPTERS: readonly (readonly [chapter: string, about: string, lines: number])[] = [
  ['V1', 'escaping, cleaning, reading', 27],
  ['V2', 'what is typed, order of steps, limits', 11],
  ['V3', 'the browser', 19],
  ['V4', 'HTTP and interfaces', 10],
  ['V5', 'files', 9],
  ['V6', 'signing in', 35],
  ['V7', 'sessions', 18],
  ['V8', 'who may what', 7],
  ['V9', 'tokens that carry their own proof', 7],
  ['V10', 'OAuth and OpenID Connect', 29],
  ['V11', 'cryptography', 14],
  ['V12', 'TLS', 9],
  ['V13', 'settings and secrets', 13],
  ['V14', 'data at rest and in transit', 9],
  ['V15', 'code and packages', 13],
  ['V16', 'log and errors', 16],
  ['V17', 'WebRTC', 7],
]

const chapterOf = ({ id }: Pick<Answer, 'id'>) => id.split('.')[0] ?? ''

/** Reads the file of answers. Throws on a row that is none. */
export function readAnswers(file: Buffer): readonly Answer[] {
  const table = textTable(file)
  if (!table.ok || table.header.join() !== COLUMNS.join()) throw new Error('not the file of answers')
  return table.rows.map(({ row, cells: [id, level, status, where, reason] }) => {
    const read = Answer.safeParse({ id, level, status, where, reason })
    if (!read.success) throw new Error(`row ${row} is no answer: ${read.error.issues[0]?.path.join()}`)
    return read.data
  })
}

/** What is wrong with the answers: a line without one or with two, nothing that shows it, a path that is gone, no reason. */
export function answerBreaches(answers: readonly Answer[], exists: (path: string) => boolean): string[] {
  const counted = CHAPTERS.map(([chapter, , lines]) => ({
    chapter,
    lines,
    answered: new Set(answers.filter((each) => chapterOf(each) === chapter).map(({ id }) => id)).size,
  }))
  const chapters = new Set(CHAPTERS.map(([chapter]) => chapter))
  return [
    ...counted.flatMap(({ chapter, lines, answered }) =>
      answered === lines ? [] : [`${chapter} has ${lines} lines, and answers for ${answered}`],
    ),
    ...answers.flatMap((answer, index) => {
      const { id, status, where, reason } = answer
      const shows = status === 'supported' || status === 'partly'
      return [
        ...(chapters.has(chapterOf(answer)) ? [] : [`${id} is of no chapter`]),
        ...(answers.findIndex((each) => each.id === id) === index ? [] : [`${id} is answered twice`]),
        ...(shows && where.length === 0 ? [`${id} is ${status}, and nothing shows it`] : []),
        ...where.filter((path) => !exists(path)).map((path) => `${id} names ${path}, which is not there`),
        ...(reason.trim() === '' ? [`${id} has no reason`] : []),
      ]
    }),
  ]
}

/** `V1.1.1 2` for every line of levels 1 and 2 of OWASP's own file. */
export function linesOf(standard: Buffer): readonly string[] {
  const table = textTable(standard)
  if (!table.ok) throw new Error('not the standard')
  const [id, level] = [table.header.indexOf('req_id'), table.header.indexOf('L')]
  return table.rows
    .map(({ cells }) => `${cells[id]} ${cells[level]}`)
    .filter((line) => line.endsWith(' 1') || line.endsWith(' 2'))
}

const BEGINS = '<!-- Written by `npm run security` from data/security/asvs-answers.csv. -->'
const ENDS = '<!-- So far. -->'

/** docs/security.md with its part about the standard made from the answers. */
export function withAnswers(document: string, answers: readonly Answer[]): string {
  const [from, to] = [document.indexOf(BEGINS), document.indexOf(ENDS)]
  if (from === -1 || to < from) throw new Error('docs/security.md has no place for the answers')
  return `${document.slice(0, from)}${BEGINS}\n\n${renderAnswers(answers)}\n\n${document.slice(to)}`
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`

function renderAnswers(answers: readonly Answer[]): string {
  const count = (of: readonly Answer[]) =>
    Status.options.map((status) => of.filter((each) => each.status === status).length)
  return [
    row(['chapter', 'about', 'lines', ...Status.options]),
    row(['---', '---', '--:', ...Status.options.map(() => '--:')]),
    ...CHAPTERS.map(([chapter, about]) => {
      const own = answers.filter((each) => chapterOf(each) === chapter)
      return row([chapter, about, own.length, ...count(own)])
    }),
    row(['**all**', '', answers.length, ...count(answers)]),
    '',
    ...renderMissing('Open', answers, 'open'),
    ...renderMissing('Met in part', answers, 'partly'),
    ...renderMissing('In a later part', answers, 'later'),
  ]
    .join('\n')
    .trimEnd()
}

function renderMissing(title: string, answers: readonly Answer[], status: Answer['status']): readonly string[] {
  const missing = answers.filter((each) => each.status === status)
  if (missing.length === 0) return [`**${title}**: none.`, '']
  return [
    `**${title}**`,
    '',
    row(['line', 'level', 'what is so, and what is missing', 'where']),
    row(['---', ':-:', '---', '---']),
    ...missing.map(({ id, level, reason, where }) =>
      row([id, level, reason, where.map((path) => `\`${path}\``).join(', ')]),
    ),
    '',
  ]
}

export const answersOfProject = (): readonly Answer[] =>
  readAnswers(readFileSync(join(ROOT, 'data/security/asvs-answers.csv')))
