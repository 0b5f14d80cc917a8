import type { Catalogue } from '../ui/language.ts'

/** What the columns of the case, and of what hangs on it, are called in a registerutdrag. */
export const SUPPORT_COLUMN_TEXT = {
  setting: { sv: 'Läge', en: 'Setting' },
  opened_on: { sv: 'Öppnat dag', en: 'Opened on' },
  form_code: { sv: 'Formulär', en: 'Form' },
  began_on: { sv: 'Påbörjat dag', en: 'Begun on' },
  begun_by: { sv: 'Påbörjat av', en: 'Begun by' },
  ended_on: { sv: 'Avslutat dag', en: 'Ended on' },
  method: { sv: 'Metod', en: 'Method' },
  held_on: { sv: 'Dag för samtalet', en: 'Day of the talk' },
  importance: { sv: 'Hur viktigt, 0–10', en: 'How important, 0–10' },
  confidence: { sv: 'Hur säker, 0–10', en: 'How sure, 0–10' },
  standing: { sv: 'Läge, 0–10', en: 'Standing, 0–10' },
  close_reason: { sv: 'Varför det avslutades', en: 'Why it was closed' },
} as const satisfies Catalogue
