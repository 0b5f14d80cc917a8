import { formatList, type Language, words } from '../../ui/language.ts'
import type { RowProblem } from '../rows.ts'
import type { FileDefect } from '../sheets/defects.ts'
import { defectText, problemText } from '../sheets/words.ts'
import { text as PULL_TEXT } from '../ss12000/text.ts'
import type { ImportResult } from './import.ts'
import type { Defect } from './model.ts'
import { FINDING_TEXT, REFUSAL_TEXT, REPORT_TEXT } from './text.ts'

/** Why a row was refused or wants a look, whoever found it: the reading of the sheet, the pull or the comparison. */
export function reasonWords(problem: Pick<RowProblem, 'code' | 'value' | 'otherRow'>, language: Language): string {
  const { code, value, otherRow } = problem
  if (hasKey(FINDING_TEXT, code)) return words(FINDING_TEXT, language)(code, { value, row: String(otherRow ?? '') })
  if (hasKey(PULL_TEXT, code)) return PULL_TEXT[code][language]
  return problemText(code, language)
}

/** Why nothing of a delivery was used. */
export function defectWords(defect: Defect, language: Language): string {
  const { code } = defect
  if (hasKey(REFUSAL_TEXT, code)) return REFUSAL_TEXT[code][language]
  if (hasKey(PULL_TEXT, code)) return PULL_TEXT[code][language]
  return defectText(defect as FileDefect, language)
}

/** In both languages, for a program that reads the result and a person who reads what the program kept. */
export type Reason = { readonly sv: string; readonly en: string }

type WithReason<T> = T & { readonly reason: Reason }

/** An import as `sedd import --json` prints it: the result with a reason in words beside every code. */
export type ImportJson = Omit<ImportResult, 'defect' | 'problems'> & {
  readonly defect: WithReason<Defect> | null
  readonly problems: readonly WithReason<RowProblem>[]
}

export function importJson(result: ImportResult): ImportJson {
  const { defect, problems } = result
  return {
    ...result,
    defect: defect && { ...defect, reason: inBoth((language) => defectWords(defect, language)) },
    problems: problems.map((each) => ({ ...each, reason: inBoth((language) => reasonWords(each, language)) })),
  }
}

const inBoth = (say: (language: Language) => string): Reason => ({ sv: say('sv'), en: say('en') })

/** The report of an import in lines: what became of it, the counts, and the problems row by row. */
export function problemWords(result: ImportResult, language: Language): string[] {
  const say = words(REPORT_TEXT, language)
  const refused = result.problems.filter((problem) => problem.severity === 'refused')
  const remarks = result.problems.filter((problem) => problem.severity === 'warning')
  return [
    say(result.status),
    ...(result.deliveryId === null ? [] : [say('delivery', { id: result.deliveryId })]),
    ...(result.defect ? [defectWords(result.defect, language)] : []),
    ...(result.counts.read > 0 ? [say('counts', result.counts)] : []),
    ...(result.duplicates > 0 ? [say('duplicates', { n: result.duplicates })] : []),
    ...(result.unknownColumns.length > 0
      ? [say('unknown_columns', { columns: formatList(result.unknownColumns, language) })]
      : []),
    ...listed(refused, 'refused_rows', language),
    ...listed(remarks, 'remarks', language),
  ]
}

const LISTED = 200

function listed(problems: readonly RowProblem[], heading: 'refused_rows' | 'remarks', language: Language): string[] {
  const say = words(REPORT_TEXT, language)
  if (problems.length === 0) return []
  const lines = problems.slice(0, LISTED).map((problem) => {
    const value = problem.value === '' ? '' : `"${problem.value}"`
    const line = say('problem', {
      row: String(problem.row),
      column: problem.column === '' ? say('row') : problem.column,
      value,
      reason: reasonWords(problem, language),
    })
    return `  ${line.replace(/ {2,}/g, ' ')}`
  })
  return [say(heading), ...lines, ...(problems.length > LISTED ? [`  ${say('more')}`] : [])]
}

function hasKey<Catalogue extends object>(catalogue: Catalogue, key: string): key is keyof Catalogue & string {
  return Object.hasOwn(catalogue, key)
}
