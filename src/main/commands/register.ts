import { readFileSync } from 'node:fs'
import { colleagues, domainsOf, machineContext } from '../../access/store.ts'
import type { Context, Database, Read } from '../../kernel/database.ts'
import { endOf, isDay, type PlainDate } from '../../kernel/date.ts'
import { codes, municipalities, programmes } from '../../organisations/store.ts'
import { parseNumber } from '../../people/identity.ts'
import { personByNumber } from '../../people/store.ts'
import { lookUp, recomputeRegister } from '../../register/actions.ts'
import { codeWord } from '../../register/code-words.ts'
import { explain } from '../../register/explain.ts'
import { exportCells, exportCsv, exportObjects } from '../../register/export.ts'
import { recordExport } from '../../register/export-actions.ts'
import { exportRows } from '../../register/export-store.ts'
import { factsOf } from '../../register/facts-store.ts'
import { filterFromQuery } from '../../register/filter.ts'
import { listParameters } from '../../register/parameter-view.ts'
import { type ExplanationJson, explanationJson } from '../../register/rule-words.ts'
import { parameters } from '../../register/store.ts'
import type { Sedd } from '../open.ts'
import { CommandError, printData, readArguments, tell, terminalLanguage, UsageError } from './command.ts'
import { explanationLines } from './explanation.ts'

const USAGE = `sedd register list --municipality 0484 [--as-of 2026-10-15] [--known-at 2026-10-20] [--format csv|json] [--with-protected]
sedd register explain PERSONNUMMER|- --municipality 0484 [--as-of DAY] [--known-at DAY] [--json]
sedd register recompute [--municipality 0484]`

/** `sedd register list|explain|recompute`. */
export async function registerCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  if (verb === 'list') return list(sedd, rest)
  if (verb === 'explain') return explainOne(sedd, rest)
  if (verb === 'recompute') return recompute(sedd, rest)
  throw new UsageError(USAGE)
}

const FORMATS = ['csv', 'json'] as const

async function list(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    usage: USAGE,
    words: 0,
    options: {
      municipality: { type: 'string' },
      'as-of': { type: 'string' },
      'known-at': { type: 'string' },
      format: { type: 'string', default: 'csv' },
      'with-protected': { type: 'boolean', default: false },
    },
  })
  const format = FORMATS.find((each) => each === values.format)
  if (format === undefined) throw new UsageError(USAGE)
  const asOf = dayOption(values['as-of'])
  const knownAt = dayOption(values['known-at'])
  const filter = filterFromQuery({ ...(asOf && { asOf: [asOf] }), ...(knownAt && { knownAt: [knownAt] }) })
  const cells: (string | null)[][] = []
  for (const { db, context } of await registers(sedd, values.municipality)) {
    const taken = { format, asOf: asOf ?? null, protected: values['with-protected'] }
    await db.write(context, (tx) => recordExport(tx, taken))
    cells.push(
      ...(await db.read(context, async (tx) => {
        const names = new Map((await colleagues(tx)).map((each) => [each.accountId, each.signInName]))
        const rows = await exportRows(tx, filter, {
          parameters: await listParameters(tx, tx.today),
          withProtected: values['with-protected'],
        })
        const of = { municipality: tx.actor.municipality ?? '', signInName: (id: string) => names.get(id) ?? '' }
        return rows.map((row) => exportCells(row, of))
      })),
    )
  }
  cells.sort(byNumber)
  await printData(format === 'json' ? `${JSON.stringify(exportObjects(cells), null, 2)}\n` : exportCsv(cells))
  return 0
}

const byNumber = ([a]: readonly (string | null)[], [b]: readonly (string | null)[]) =>
  (a ?? '~') < (b ?? '~') ? -1 : 1

async function explainOne(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    usage: USAGE,
    words: 1,
    options: {
      municipality: { type: 'string' },
      'as-of': { type: 'string' },
      'known-at': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const asked = { asOf: dayOption(values['as-of']), knownAt: dayOption(values['known-at']) }
  const typed = positionals[0] === '-' ? readFileSync(0, 'utf8').trim() : (positionals[0] ?? '')
  const number = parseNumber(typed, sedd.clock.today())
  if (!number.ok) throw new CommandError('Det är inget giltigt nummer.\nThat is not a valid number.')
  for (const register of await registers(sedd, values.municipality)) {
    const found = await explained(register, { number: number.number, ...asked })
    if (found === null) continue
    await printData(
      values.json ? `${JSON.stringify(found)}\n` : `${explanationLines(found, terminalLanguage()).join('\n')}\n`,
    )
    return 0
  }
  throw new CommandError(
    'Ingen med det numret finns i kommunens underlag.\nNobody with that number is in the municipality’s records.',
  )
}

type Asked = { readonly number: string; readonly asOf: PlainDate | null; readonly knownAt: PlainDate | null }

async function explained({ db, context }: Register, { number, asOf, knownAt }: Asked): Promise<ExplanationJson | null> {
  const known = knownAt === null ? null : endOf(knownAt)
  const id = await db.read(context, (tx) => personByNumber(tx, number, known))
  if (id === null) return null
  await db.write(context, (tx) => lookUp(tx, id))
  return db.read(context, async (tx) => {
    const facts = await factsOf(tx, id, known)
    if (facts === null) return null
    const explanation = explain(facts, asOf ?? knownAt ?? tx.today, await parameters(tx))
    return explanationJson(explanation, terminalLanguage(), await names(tx))
  })
}

async function names(tx: Read) {
  const [places, studies, reasons] = await Promise.all([
    municipalities(tx),
    programmes(tx),
    codes(tx, 'decision_reason'),
  ])
  const place = new Map(places.map((each) => [each.code, each.name]))
  const study = new Map(studies.map((each) => [each.code, each.name]))
  return {
    municipality: (code: string) => place.get(code) ?? code,
    programme: (code: string) => study.get(code) ?? study.get(code.slice(0, 2)) ?? code,
    decisionReason: (code: string) => codeWord(reasons, 'decision_reason', code, terminalLanguage()),
  }
}

async function recompute(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { usage: USAGE, words: 0, options: { municipality: { type: 'string' } } })
  for (const { db, context, code } of await registers(sedd, values.municipality, false)) {
    const { changed } = await db.write(context, (tx) => recomputeRegister(tx, 'all'))
    tell(`${code}: ${changed}`)
  }
  return 0
}

type Register = { readonly db: Database; readonly context: Context; readonly code: string }

/** The registers of a municipality, each to be worked in its own domain. */
async function registers(sedd: Sedd, municipality: string | undefined, required = true): Promise<Register[]> {
  if (municipality === undefined && required) throw new UsageError(USAGE)
  if (municipality !== undefined && !/^\d{4}$/.test(municipality)) throw new UsageError(USAGE)
  const db = sedd.database('sedd_jobs')
  const domains = (await domainsOf(db, municipality ?? null)).filter((domain) => domain.keeps_register)
  if (domains.length === 0 && municipality !== undefined) {
    throw new CommandError(
      `Kommunen ${municipality} har inget register här.\nThe municipality ${municipality} has no register here.`,
    )
  }
  return Promise.all(
    domains.map(async ({ id, code }) => ({ db, code, context: await machineContext(db, id, 'command-line') })),
  )
}

function dayOption(text: string | undefined): PlainDate | null {
  if (text === undefined) return null
  if (!isDay(text))
    throw new CommandError(`${text.slice(0, 20)} är ingen dag. Skriv ÅÅÅÅ-MM-DD.\nThat is not a day. Write YYYY-MM-DD.`)
  return text
}
