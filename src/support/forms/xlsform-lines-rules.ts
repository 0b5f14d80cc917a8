import { keyFor } from './edit-rules.ts'
import { type Choice, MOST, type Question, type Section, type Words } from './model.ts'
import type { Report, RowReport, SheetRow } from './xlsform-model.ts'

/** The sheets of a file line by line: columns, languages, wordings and lists of choices. */

/** The columns that mean something here, and those that are told of when something stands in them. */
const USED = [
  'type',
  'name',
  'label',
  'hint',
  'required',
  'relevant',
  'choice_filter',
  'list_name',
  'repeat_count',
  'form_title',
  'form_id',
  'title',
  'id_string',
  'default_language',
  'version',
  'style',
]
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{
    swedish: 'sv',
    svenska: 'sv',
    english: 'en',
    engelska: 'en',
    arabic: 'ar',
    somali: 'so',
    tigrinya: 'ti',
    dari: 'prs',
    persian: 'fa',
  },
  ...{ farsi: 'fa', ukrainian: 'uk', finnish: 'fi', french: 'fr', spanish: 'es', polish: 'pl', kurdish: 'ku' },
}

export type Named = { readonly question: Question; readonly codes: ReadonlyMap<string, string> }

const LONGEST = 2000

/** What is read and told while a file is gone through. */
export class Reading {
  readonly reports: RowReport[] = []
  readonly variants = new Set<string>()
  /** By the names of the file, with what its codes of choices are called here. */
  readonly questions = new Map<string, Named>()
  readonly taken: string[] = []
  sections: Section[] = []
  isSwedish = false
  /** What a column without a language is in. */
  plain = 'sv'

  tell(sheet: string, row: number, code: Report, value: string): void {
    this.reports.push({ sheet, row, code, value: value.slice(0, 100) })
  }
}

export type Line = { readonly sheet: string; readonly row: number; readonly cells: ReadonlyMap<string, string> }

export const fold = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')
const columnOf = (header: string) =>
  fold(header)
    .replace(/ ?::? ?/, '::')
    .replace(/^(list|form) (name|title|id)$/, '$1_$2')
    .replace(/^caption/, 'label')

export function linesOf(reading: Reading, sheet: string, rows: readonly SheetRow[]): readonly Line[] {
  const [head, ...rest] = rows
  const columns = (head?.cells ?? []).map(columnOf)
  const lines = rest
    .map(({ row, cells }) => ({
      ...{ sheet, row },
      cells: new Map(
        columns
          .map((column, index) => [column, (cells[index] ?? '').trim()] as const)
          .filter(([, text]) => text !== ''),
      ),
    }))
    .filter(({ cells }) => cells.size > 0)
  for (const column of columns) {
    const base = column.split('::')[0] ?? ''
    const isUsed =
      USED.includes(base) ||
      base === '' ||
      ['calculation', 'constraint', 'constraint_message', 'default'].includes(base)
    // What a list is filtered by stands in columns of the form's own; that the filter is not used is told where it is asked.
    if (!isUsed && sheet !== 'choices' && lines.some(({ cells }) => cells.has(column)))
      reading.tell(sheet, head?.row ?? 1, 'column', column)
  }
  return lines
}

/** What a column without a language is in: the file's own default, as XLSForm has it; else Swedish. */
export function readDefaultLanguage(reading: Reading, settings: Line | undefined): void {
  const written = settings?.cells.get('default_language')
  if (settings === undefined || written === undefined || fold(written) === 'default') return
  const code = codeOf(fold(written))
  if (code === null) reading.tell('settings', settings.row, 'language', written)
  else reading.plain = code
}

/** The wording in every language of the file; that of its own language, or the first, stands as Swedish where there is none. */
export function wordsOf(reading: Reading, { sheet, row, cells }: Line, column: string): Words | null {
  const said: Record<string, string> = {}
  let first = ''
  for (const [name, text] of cells) {
    const [base, language] = name.split('::')
    if (base !== column) continue
    const code = language === undefined ? reading.plain : codeOf(language)
    if (text.length > LONGEST) reading.tell(sheet, row, 'long', text)
    if (code === null) reading.tell(sheet, row, 'language', language ?? '')
    else said[code] = text.slice(0, LONGEST)
    first ||= text.slice(0, LONGEST)
  }
  if (first === '') return null
  if (said['sv'] !== undefined) reading.isSwedish = true
  for (const code of Object.keys(said)) reading.variants.add(code)
  return { sv: said['sv'] ?? said[reading.plain] ?? first, ...said }
}

/** `English (en)`, `english` and `en` are the same. */
function codeOf(language: string): string | null {
  const code = /\(([a-z]{2,3}(?:-plain)?)\)/.exec(language)?.[1]
  if (code !== undefined) return code
  if (/^[a-z]{2,3}(-plain)?$/.test(language)) return language
  return LANGUAGES[fold(language)] ?? null
}

export type Lists = ReadonlyMap<
  string,
  { readonly choices: readonly Choice[]; readonly codes: ReadonlyMap<string, string> }
>

export function choiceLists(reading: Reading, lines: readonly Line[]): Lists {
  const lists = new Map<string, { choices: Choice[]; codes: Map<string, string> }>()
  for (const line of lines) {
    const name = line.cells.get('list_name') ?? ''
    const written = line.cells.get('name') ?? ''
    const label = wordsOf(reading, line, 'label') ?? (written === '' ? null : { sv: written.slice(0, LONGEST) })
    const list = lists.get(name) ?? { choices: [] as Choice[], codes: new Map<string, string>() }
    lists.set(name, list)
    if (name === '' || label === null) reading.tell('choices', line.row, 'label_missing', written)
    else if (list.codes.has(written)) reading.tell('choices', line.row, 'choice_twice', `${name}: ${written}`)
    else if (list.choices.length >= MOST.choices) reading.tell('choices', line.row, 'too_many', `${name}: ${written}`)
    else {
      const fits = /^[a-z0-9][a-z0-9_]{0,39}$/.test(written)
      const value = fits
        ? written
        : keyFor(
            written,
            list.choices.map((each) => each.value),
          )
      list.codes.set(written, value)
      list.choices.push({ value, label })
    }
  }
  return lists
}
