import { systemClock } from '../../kernel/clock.ts'
import { backup, type Carried } from '../../postgres/backup.ts'
import { BackupDamaged } from '../../postgres/backup-format.ts'
import { restore } from '../../postgres/restore.ts'
import type { Sedd } from '../open.ts'
import { CommandError, readArguments, requireReadable, tell } from './command.ts'

/** `sedd backup`: everything, into a new file. */
export async function backupCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, { usage: 'sedd backup FILE', words: 1, options: {} })
  return carry(() => backup(sedd.owner, positionals[0] ?? '', systemClock.now()))
}

/** `sedd restore`: everything, into a database that holds nothing yet. */
export async function restoreCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, { usage: 'sedd restore FILE', words: 1, options: {} })
  const [file = ''] = positionals
  await requireReadable(file)
  return carry(() => restore(sedd.owner, file))
}

async function carry(work: () => Promise<Carried>): Promise<number> {
  try {
    const { tables, rows } = await work()
    tell(`${tables} tabeller, ${rows} rader. / ${tables} tables, ${rows} rows.`)
    return 0
  } catch (error) {
    if (error instanceof BackupDamaged) throw new CommandError(error.message)
    throw fileTrouble(error) ?? error
  }
}

const NO_ROOM = ['ENOSPC', 'EDQUOT']
const NO_WAY = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG']

/** What is wrong with the place of the file, in words; null for anything else, such as a database that does not answer. */
function fileTrouble(error: unknown): CommandError | null {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error) || error.syscall === 'connect') return null
  const code = String(error.code)
  if (NO_ROOM.includes(code))
    return new CommandError('Disken är full. Ingen fil blev skriven.\nThe disk is full. No file was written.')
  if (!NO_WAY.includes(code)) return null
  return new CommandError(
    'Filen går inte att skriva där. Kontrollera att mappen finns och att Sedd får skriva i den.\n' +
      'The file cannot be written there. Check that the folder exists and that Sedd may write in it.',
  )
}
