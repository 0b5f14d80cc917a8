import type { Catalogue } from '../ui/language.ts'

/** What the columns of the case, and of what hangs on it, are called in a registerutdrag. */
export const SUPPORT_COLUMN_TEXT = {
  setting: { sv: 'Läge', en: 'Setting' },
  opened_on: { sv: 'Öppnat dag', en: 'Opened on' },
  close_reason: { sv: 'Varför det avslutades', en: 'Why it was closed' },
} as const satisfies Catalogue
