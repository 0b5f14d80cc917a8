import type { Catalogue } from '../ui/language.ts'

/** What the columns of the case, and of what hangs on it, are called in a registerutdrag. */
export const SUPPORT_COLUMN_TEXT = {
  setting: { sv: 'Läge', en: 'Setting' },
  opened_on: { sv: 'Öppnat dag', en: 'Opened on' },
  close_reason: { sv: 'Varför det avslutades', en: 'Why it was closed' },
  asked_by: { sv: 'Begärd av', en: 'Asked for by' },
  backed_by: { sv: 'Vilken myndighet som tar vid', en: 'Which authority goes on' },
  closed_at: { sv: 'Avslutat', en: 'Closed' },
  consent: { sv: 'Samtycke', en: 'Consent' },
  ended_on: { sv: 'Besvarat dag', en: 'Answered on' },
  exited_on: { sv: 'Sista dagen', en: 'Last day' },
  measure: { sv: 'Vad som lästes av', en: 'What was read' },
  needs: { sv: 'Vad som behövs där', en: 'What is needed there' },
  next_step: { sv: 'Nästa steg', en: 'Next step' },
  place: { sv: 'Var', en: 'Where' },
  receiver: { sv: 'Vem som tar vid', en: 'Who goes on' },
  said: { sv: 'Om du kom till skolan', en: 'Whether you came to the school' },
  unsent: { sv: 'Varför inget sms skickades', en: 'Why no text was sent' },
  voice: { sv: 'Vems röst', en: 'Whose voice' },
  wave: { sv: 'Hur lång tid efteråt', en: 'How long afterwards' },
} as const satisfies Catalogue
