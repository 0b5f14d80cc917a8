import type { Definition } from './model.ts'

/** The sheets of an XLSForm as text: by name, a row of cells for each row, with the number it has in the file. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] }
export type Sheets = Readonly<Record<string, readonly SheetRow[]>>
export type Workbook =
  | { readonly ok: true; readonly sheets: Sheets }
  | { readonly ok: false; readonly code: 'file_unreadable' | 'file_no_survey' }

/** Reads the sheets with these names, in a process of its own. */
export type ReadWorkbook = (file: Buffer, names: readonly string[]) => Promise<Workbook>

export const REPORTS = [
  ...([
    'type_unknown',
    'note_left',
    'type_meta',
    'calculate',
    'list_unknown',
    'list_short',
    'choice_filter',
    'choice_twice',
    'relevant',
    'relevant_joined',
  ] as const),
  ...([
    'constraint',
    'other',
    'required',
    'label_missing',
    'note',
    'group_nested',
    'group_open',
    'repeat_count',
    'column',
  ] as const),
  ...(['name_changed', 'default', 'language', 'swedish', 'too_many', 'long'] as const),
] as const
export type Report = (typeof REPORTS)[number]

/** What became of a row, or a cell, that could not be brought in as it stands. */
export type RowReport = { readonly sheet: string; readonly row: number; readonly code: Report; readonly value: string }

export type Translated =
  | { readonly ok: true; readonly definition: Definition; readonly reports: readonly RowReport[] }
  | { readonly ok: false; readonly code: 'file_no_questions' | 'file_no_survey' }
