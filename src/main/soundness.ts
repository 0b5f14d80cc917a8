import type { Connection } from '../kernel/database.ts'
import { faultsIn, type Unsound } from '../postgres/soundness.ts'
import { CommandError } from './commands/command.ts'
import { TEXT } from './soundness-text.ts'

/** Every fault with what it is about and what to do, in Swedish and then in English. */
export function soundnessWords(faults: readonly Unsound[]): string {
  const lines = (language: 'sv' | 'en') => [
    TEXT.refused[language],
    ...faults.map(({ fault, of }) => `  ${of}: ${TEXT[fault][language]}.`),
  ]
  return [...lines('sv'), ...lines('en')].join('\n')
}

/** Refuses a database in which the walls, or what is committed, could not be relied upon. Nothing is served from one. */
export async function requireSound(owner: Connection): Promise<void> {
  const faults = await faultsIn(owner)
  if (faults.length > 0) throw new CommandError(soundnessWords(faults))
}
