import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { domainByCode, machineContext } from '../../access/store.ts'
import { type ImportResult, importFile } from '../../integrations/deliveries/import.ts'
import { importSs12000 } from '../../integrations/deliveries/import-ss12000.ts'
import { problemWords } from '../../integrations/deliveries/problem-words.ts'
import type { SheetKind } from '../../integrations/rows.ts'
import { SourceFailure } from '../../integrations/ss12000/source.ts'
import { text } from '../../integrations/ss12000/text.ts'
import type { Sedd } from '../open.ts'
import { CommandError, printData, readArguments, tell, terminalLanguage, UsageError } from './command.ts'

const USAGE = `sedd import befolkning|inskrivningar|utfall FILE --domain CODE [--dry-run] [--json] [--strict]
sedd import ss12000 URL|FILE --domain CODE [--token-file F] [--dry-run] [--json] [--strict]`

const SHEETS: Readonly<Record<string, SheetKind>> = {
  befolkning: 'population',
  inskrivningar: 'enrolments',
  utfall: 'completions',
}

/** `sedd import`: exit 0 when applied (quarantined rows are counted), 2 when refused with a report, 1 on failure. */
export async function importCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals, values } = readArguments(args, {
    usage: USAGE,
    words: 2,
    options: {
      domain: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      'token-file': { type: 'string' },
    },
  })
  const [what = '', file = ''] = positionals
  if (!values.domain || !(what === 'ss12000' || what in SHEETS)) throw new UsageError(USAGE)
  const db = sedd.database('sedd_import')
  const domain = await domainByCode(db, values.domain)
  if (!domain) throw new CommandError(`Domänen ${values.domain} finns inte.\nThere is no domain ${values.domain}.`)
  const context = await machineContext(db, domain.id, 'import')
  const how = { dryRun: values['dry-run'], strict: values.strict }
  const sheet = SHEETS[what]
  const result = sheet
    ? await importFile(db, context, { ...how, path: await readable(file), name: basename(file), sheet })
    : await fetched(() => importSs12000(db, context, { ...how, from: file, token: tokenIn(values['token-file']) }))
  await (values.json ? printData(`${JSON.stringify(result)}\n`) : report(result))
  return result.status === 'refused' ? 2 : 0
}

/** A source that cannot be reached or read is told in words. */
async function fetched(work: () => Promise<ImportResult>): Promise<ImportResult> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error
    const words = text[`ss12000.failure.${error.code}`]
    throw new CommandError(`${words.sv}\n${words.en}`)
  }
}

async function readable(file: string): Promise<string> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile())
    throw new CommandError('Filen finns inte eller går inte att läsa.\nThe file is not there or cannot be read.')
  return file
}

function tokenIn(file: string | undefined): string | null {
  if (file === undefined) return null
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new CommandError('Filen med nyckeln går inte att läsa.\nThe token file cannot be read.')
  }
}

async function report(result: ImportResult): Promise<void> {
  const language = terminalLanguage()
  for (const line of problemWords(result, language)) tell(line)
}
