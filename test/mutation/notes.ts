import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { stableFolder } from '../build/cluster.ts'
import { digestOf } from './module-tests.ts'
import type { Mutant } from './mutants.ts'

/**
 * What has been found of the functions that stand behind no wall, written down as it is found, so that a run that was stopped goes on
 * where it was. A note holds for as long as the function and the tests that were asked are what they were.
 */
const Note = z.object({
  mutant: z.string(),
  /** The function as it was broken: two of one function can have the same name. */
  broken: z.string(),
  by: z.enum(['calls', 'modules']),
  asked: z.array(z.string()),
  against: z.string(),
  killer: z.string().nullable(),
})
export type Note = z.infer<typeof Note>

const path = () => join(stableFolder(), 'definers.jsonl')
const CALLING = globSync(['test/access/**/*.ts', 'test/mutation/cases*.ts', 'test/mutation/definers.ts'])
  .filter((file) => !file.endsWith('.test.ts'))
  .sort()

/** What still holds of a mutant, by who was asked. */
export function notesFor(): (mutant: Mutant, by: Note['by']) => Note | undefined {
  const lines = existsSync(path()) ? readFileSync(path(), 'utf8').split('\n').filter(Boolean) : []
  const notes = new Map(
    lines.map((line) => Note.parse(JSON.parse(line))).map((note) => [`${note.by} ${note.broken}`, note]),
  )
  return (mutant, by) => {
    const note = notes.get(`${by} ${digestOf([], mutant.statement)}`)
    return note?.asked.every(existsSync) && note.against === againstOf(note) ? note : undefined
  }
}

/** Adds what was found by the calls, or by the test files that were asked. */
export function addNote(mutant: Mutant, found: Pick<Note, 'by' | 'asked' | 'killer'>): void {
  const note: Note = {
    ...found,
    mutant: mutant.name,
    broken: digestOf([], mutant.statement),
    against: againstOf(found),
  }
  appendFileSync(path(), `${JSON.stringify(note)}\n`)
}

const againstOf = ({ by, asked }: Pick<Note, 'by' | 'asked'>) => digestOf(by === 'calls' ? CALLING : asked)
