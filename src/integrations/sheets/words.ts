import { formatList, type Language, words } from '../../ui/language.ts'
import type { FileDefect } from './defects.ts'
import { FILE_TEXT, ROW_TEXT, type RowCode, THING_TEXT } from './text.ts'

/** Why a row was refused or wants a look, in plain words. A code that is not ours is said as it is. */
export function problemText(code: string, language: Language): string {
  return isRowCode(code) ? ROW_TEXT[code][language] : code
}

/** Why a whole file was refused and what to do about it. */
export function defectText(defect: FileDefect, language: Language): string {
  const say = words(FILE_TEXT, language)
  const what = words(THING_TEXT, language)
  switch (defect.code) {
    case 'not_a_sheet':
      return say(defect.code, { what: what(defect.found) })
    case 'named_wrong':
      return say(defect.code, { what: what(defect.is) })
    case 'wrong_sheet':
      return say(defect.code, { what: what(defect.looksLike) })
    case 'encoding_mixed':
      return say(defect.code, { line: String(defect.line) })
    case 'header_duplicate':
    case 'column_missing':
      return say(defect.code, { columns: formatList(defect.columns, language) })
    default:
      return say(defect.code)
  }
}

function isRowCode(code: string): code is RowCode {
  return Object.hasOwn(ROW_TEXT, code)
}
