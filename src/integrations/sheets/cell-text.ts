import type { RowCode } from './text.ts'

const SHOWN_LENGTH = 100

/** Nearly every cell: a letter or digit, then Western letters with single spaces between. Nothing can be wrong in it as text. */
export const PLAIN = /^[0-9A-Za-zÅÄÖåäö](?: ?[!-~À-ÂÄ-ÿ])*$/
/** A replacement character, or UTF-8 that was once read as something else. */
export const GARBLED = /\ufffd|Ã[\u0080-\u00bf]|Ã…|Ã„|Ã–/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be refused
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/
const SHEET_ERROR =
  /^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM|SAKNAS|VÄRDEFEL|NAMN|DIVISION\/0|REFERENS|OGILTIGT|SKÄRNING|SPILL|#+)[!?]?$/

/** What makes a cell unusable whatever column it stands in. A lone dash or plus is text. */
export function cellFault(text: string): RowCode | null {
  const first = text.charCodeAt(0)
  if ((first === 61 || first === 43 || first === 45 || first === 64) && text.length > 1) return 'formula'
  if (first === 35 && SHEET_ERROR.test(text)) return 'cell_error'
  return CONTROL.test(text) ? 'control_character' : null
}

/** Composed letters, single spaces, and none of the invisible marks that turn or split text. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A value as it is told of: short, and with what cannot be seen made visible. */
export function shown(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: shown as marks that can be seen and stored
  const visible = value.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u2423')
  return visible.length > SHOWN_LENGTH ? `${visible.slice(0, SHOWN_LENGTH - 1)}…` : visible
}
