import type { SheetKind } from '../rows.ts'

/** What a file turned out to be when it was not a sheet. */
export type ForeignFormat =
  | 'pdf'
  | 'zip'
  | 'html'
  | 'xls'
  | 'ods'
  | 'docx'
  | 'xml'
  | 'json'
  | 'rtf'
  | 'image'
  | 'archive'
  | 'binary'

/** A defect of the whole file: it is refused and nothing changes (decision 6). `code` with its facts is all that is stored. */
export type FileDefect =
  | { readonly code: PlainDefect }
  | { readonly code: 'not_a_sheet'; readonly found: ForeignFormat }
  | { readonly code: 'named_wrong'; readonly says: 'csv' | 'xlsx'; readonly is: 'csv' | 'xlsx' }
  | { readonly code: 'encoding_mixed'; readonly line: number }
  | { readonly code: 'header_duplicate' | 'column_missing'; readonly columns: readonly string[] }
  | { readonly code: 'wrong_sheet'; readonly looksLike: SheetKind }

export type PlainDefect =
  | 'empty'
  | 'no_rows'
  | 'utf16'
  | 'encoding_unknown'
  | 'separator_unknown'
  | 'separator_differs'
  | 'header_missing'
  | 'too_large'
  | 'too_many_errors'
  | 'too_heavy'
  | 'zip_bomb'
  | 'xlsx_damaged'
  | 'xlsx_password'
  | 'unreadable'

/** Thrown inside the reader of one file and caught at its door, where it becomes the file's answer. */
export class FileRefused extends Error {
  readonly defect: FileDefect

  constructor(defect: FileDefect) {
    super(defect.code)
    this.defect = defect
  }
}

export function refuseFile(code: PlainDefect): FileRefused {
  return new FileRefused({ code })
}
