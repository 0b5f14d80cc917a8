import { access, constants, stat } from 'node:fs/promises'
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** The command was used in a way it cannot be: says how it is used. Exit code 1. */
export class UsageError extends Error {}

/** What was asked for cannot be had, in words for the one who asked. Exit code 1. No personal data. */
export class CommandError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads the words after a command. An unknown option or a missing word is a usage error. */
export function readArguments<T extends Options>(
  args: readonly string[],
  spec: { usage: string; words: number; options: T },
) {
  try {
    const parsed = parseArgs({ args: [...args], options: spec.options, allowPositionals: true })
    if (parsed.positionals.length !== spec.words) throw new UsageError(spec.usage)
    return parsed
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(spec.usage)
  }
}

/** Says so when the file that was named is not one that can be read. */
export async function requireReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  const allowed = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  )
  if (!found?.isFile() || !allowed)
    throw new CommandError('Filen finns inte eller går inte att läsa.\nThe file is not there or cannot be read.')
}

/** Standard output carries data only; everything said to people goes to standard error. */
export function printData(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Swedish first; English where the terminal is English. */
export function terminalLanguage(): 'sv' | 'en' {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('en') ? 'en' : 'sv'
}
