import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { domainByCode, machineContext } from '../../access/store.ts'
import { type ImportResult, importFile } from '../../integrations/deliveries/import.ts'
import { importSs12000, isAddress, type Ss12000Import } from '../../integrations/deliveries/import-ss12000.ts'
import type { Complete, SavedMapping } from '../../integrations/deliveries/model.ts'
import { PAGE_TEXT } from '../../integrations/deliveries/page-text.ts'
import { importJson, problemWords } from '../../integrations/deliveries/problem-words.ts'
import { mayBeCompleteFor } from '../../integrations/deliveries/rules.ts'
import { mappingByName } from '../../integrations/deliveries/store.ts'
import type { SheetKind } from '../../integrations/rows.ts'
import { SourceFailure } from '../../integrations/ss12000/source.ts'
import { text } from '../../integrations/ss12000/text.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { addDays, isDay } from '../../kernel/date.ts'
import type { Sedd } from '../open.ts'
import {
  CommandError,
  printData,
  readArguments,
  requireReadable,
  tell,
  terminalLanguage,
  UsageError,
} from './command.ts'
import { reverseCommand } from './reverse.ts'

const USAGE = `sedd import befolkning|inskrivningar|utfall FILE --domain CODE [--dry-run] [--json] [--strict]
            [--mapping NAME] [--complete FROM..UNTIL [--organiser NAME] [--unit CODE|NAME]]
sedd import ss12000 URL|FILE --domain CODE [--token-file F] [--dry-run] [--json] [--strict]
sedd import reverse DELIVERY --domain CODE [--json]`

const SHEETS: Readonly<Record<string, SheetKind>> = {
  befolkning: 'population',
  inskrivningar: 'enrolments',
  utfall: 'completions',
}

const OPTIONS = {
  domain: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  'token-file': { type: 'string' },
  mapping: { type: 'string' },
  complete: { type: 'string' },
  organiser: { type: 'string' },
  unit: { type: 'string' },
} as const

const read = (args: readonly string[]) => readArguments(args, { usage: USAGE, words: 2, options: OPTIONS })
type Given = ReturnType<typeof read>['values']

/** `sedd import`: exit 0 when applied (quarantined rows are counted), 2 when refused with a report, 1 on failure. */
export async function importCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals, values } = read(args)
  const [what = '', which = ''] = positionals
  if (!values.domain || !isPossible(what, values)) throw new UsageError(USAGE)
  const db = sedd.database('sedd_import')
  const domain = await domainByCode(db, values.domain)
  if (!domain) throw new CommandError(`Domänen ${values.domain} finns inte.\nThere is no domain ${values.domain}.`)
  const context = await machineContext(db, domain.id, 'import')
  if (what === 'reverse') return reverseCommand(db, context, { delivery: which, json: values.json })
  const how = { dryRun: values['dry-run'], strict: values.strict }
  const sheet = SHEETS[what]
  const result = sheet
    ? await importFile(db, context, {
        ...how,
        ...(await sheetOptions(db, context, { sheet, values })),
        ...(await readable(which)),
      })
    : await pulled(db, context, { ...how, from: which, token: tokenIn(values['token-file']) })
  await (values.json ? printData(`${JSON.stringify(importJson(result))}\n`) : report(result))
  return result.status === 'refused' ? 2 : 0
}

/** Which options go with what is imported: one that would be passed over in silence is a mistake. */
function isPossible(what: string, values: Given): boolean {
  const ofSheets = [values.mapping, values.complete, values.organiser, values.unit].some((value) => value !== undefined)
  const narrowed = values.organiser !== undefined || values.unit !== undefined
  if (what in SHEETS) return values['token-file'] === undefined && !(narrowed && values.complete === undefined)
  if (what === 'ss12000') return !ofSheets
  return what === 'reverse' && !ofSheets && values['token-file'] === undefined && !values['dry-run'] && !values.strict
}

type Asked = { readonly sheet: SheetKind; readonly values: Given }

async function sheetOptions(db: Database, context: Context, { sheet, values }: Asked) {
  const complete = completeOf(sheet, values)
  const saved = values.mapping === undefined ? null : await savedMapping(db, context, { sheet, name: values.mapping })
  return { sheet, complete, mapping: saved?.mapping ?? null, mappingId: saved?.id ?? null }
}

/** What the file declares to hold all of. Both days are within it, and either may be left out: `..` is everything. */
function completeOf(sheet: SheetKind, { complete, organiser, unit }: Given): Complete | null {
  if (complete === undefined) return null
  const [from = '', last = '', ...more] = complete.split('..')
  const days = more.length === 0 && complete.includes('..') && [from, last].every((day) => day === '' || isDay(day))
  if (!days) {
    throw new CommandError(
      '--complete skrivs FRÅN..TILL, som 2026-08-01..2027-06-30; båda dagarna räknas med, och .. är allt.\n--complete is written FROM..UNTIL, such as 2026-08-01..2027-06-30; both days count, and .. is everything.',
    )
  }
  const declared = {
    from: isDay(from) ? from : null,
    until: isDay(last) ? addDays(last, 1) : null,
    organiser: organiser ?? null,
    unit: unit ?? null,
  }
  const fault = mayBeCompleteFor(sheet, declared)
  if (fault) throw spoken(fault === 'complete_ends_before_start' ? fault : 'complete_refused')
  return declared
}

async function savedMapping(
  db: Database,
  context: Context,
  asked: { sheet: SheetKind; name: string },
): Promise<SavedMapping> {
  const found = await db.read(context, (tx) => mappingByName(tx, asked.sheet, asked.name))
  if (!found) throw spoken('mapping_unknown')
  return found
}

function spoken(word: 'complete_refused' | 'complete_ends_before_start' | 'mapping_unknown') {
  return new CommandError(`${PAGE_TEXT[word].sv}\n${PAGE_TEXT[word].en}`)
}

/** A source that cannot be reached or read is told in words. */
async function pulled(db: Database, context: Context, request: Ss12000Import): Promise<ImportResult> {
  if (!isAddress(request.from)) await requireReadable(request.from)
  try {
    return await importSs12000(db, context, request)
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error
    const words = text[`ss12000.failure.${error.code}`]
    throw new CommandError(`${words.sv}\n${words.en}`)
  }
}

async function readable(file: string): Promise<{ path: string; name: string }> {
  await requireReadable(file)
  return { path: file, name: basename(file) }
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
