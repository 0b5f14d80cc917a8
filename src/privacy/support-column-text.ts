import type { Catalogue } from '../ui/language.ts'

/** What the columns of the case, and of what hangs on it, are called in a registerutdrag. */
export const SUPPORT_COLUMN_TEXT = {
  setting: { sv: 'Läge', en: 'Setting' },
  opened_on: { sv: 'Öppnat dag', en: 'Opened on' },
  reopen_reason: { sv: 'Varför det öppnades igen', en: 'Why it was opened again' },
  role: { sv: 'Roll', en: 'Role' },
  organisation: { sv: 'Verksamhet', en: 'Organisation' },
  step: { sv: 'Steg', en: 'Step' },
  done_on: { sv: 'Gjort dag', en: 'Done on' },
  place: { sv: 'Plats', en: 'Place' },
  agenda: { sv: 'Vad som skulle tas upp', en: 'What was to be taken up' },
  next_on: { sv: 'Nästa möte', en: 'Next meeting' },
  state: { sv: 'Läge', en: 'State' },
  what: { sv: 'Vad', en: 'What' },
  who: { sv: 'Vem', en: 'Who' },
  came: { sv: 'Kom', en: 'Came' },
  close_reason: { sv: 'Varför det avslutades', en: 'Why it was closed' },
} as const satisfies Catalogue
