import { existsSync } from 'node:fs'
import { systemClock } from '../../kernel/clock.ts'
import { backup } from '../../postgres/backup.ts'
import { restore } from '../../postgres/restore.ts'
import type { Sedd } from '../open.ts'
import { CommandError, readArguments, tell } from './command.ts'

export async function backupCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, { usage: 'sedd backup FILE', words: 1, options: {} })
  const { tables, rows } = await backup(sedd.owner, positionals[0] ?? '', systemClock.now())
  tell(`${tables} tabeller, ${rows} rader. / ${tables} tables, ${rows} rows.`)
  return 0
}

export async function restoreCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, { usage: 'sedd restore FILE', words: 1, options: {} })
  if (!existsSync(positionals[0] ?? '')) throw new CommandError('Filen finns inte.\nThe file is not there.')
  const { tables, rows } = await restore(sedd.owner, positionals[0] ?? '')
  tell(`${tables} tabeller, ${rows} rader. / ${tables} tables, ${rows} rows.`)
  return 0
}
