import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { day } from '../kernel/date.ts'
import { parseNumber } from '../people/identity.ts'
import { filesBelow, lineAt, ROOT } from './source.ts'

/** Where official test numbers are kept, and the demonstration's, which come from them. */
const KEPT = ['data/identity/', 'data/demo/']
const TEXT = /\.(ts|js|sql|md|json|csv|txt|css|html|yml|yaml|svg)$|^(LICENSE|\.ci\/run)$/

/** Twelve digits, or ten with the sign between: as a person's number is written. */
const WRITTEN = /(?<![\w.])(?:\d{8}[-+]?\d{4}|\d{6}[-+]\d{4})(?!\w)/g
const TODAY = day('2026-12-31')

/** The last ten places of every number that Skatteverket has published for tests. */
export function officialNumbers(): ReadonlySet<string> {
  const texts = filesBelow(['data/identity']).map((path) => readFileSync(join(ROOT, path), 'utf8'))
  return new Set(texts.flatMap((text) => [...text.matchAll(/\d{12}/g)].map(([number]) => number.slice(2))))
}

/** Valid numbers in a text that are not official test numbers: they may be somebody's. Answers with lines, not with the numbers. */
export function personalNumbers(file: { path: string; text: string }, official: ReadonlySet<string>): string[] {
  return [...file.text.matchAll(WRITTEN)]
    .filter(([number]) => parseNumber(number, TODAY).ok && !official.has(number.replace(/\D/g, '').slice(-10)))
    .map(
      ({ index }) => `${file.path}:${lineAt(file.text, index)} has a personal number that is no official test number`,
    )
}

/** The files of the project that are text, without those that keep the official numbers. */
export function textFiles(): readonly { path: string; text: string }[] {
  return filesBelow(['.'])
    .filter((path) => TEXT.test(path) && !KEPT.some((folder) => path.startsWith(folder)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}
