import type { Catalogue } from '../../ui/language.ts'

/** The telephone of the demonstration. */
export const PHONE_TEXT = {
  'phone.title': { sv: 'En telefon i demon', en: 'A telephone in the demo' },
  'phone.lead': {
    sv: 'Välj ett av numren som finns för påhittade personer. Läs vad som har kommit och svara: svaret hamnar hos den unge.',
    en: 'Choose one of the numbers set apart for fiction. Read what has come and reply: the reply ends up with the young person.',
  },
  'phone.number': { sv: 'Nummer', en: 'Number' },
  'phone.open': { sv: 'Öppna telefonen', en: 'Open the telephone' },
  'phone.reply': { sv: 'Svara', en: 'Reply' },
  'phone.sent': { sv: 'Svaret är skickat.', en: 'The reply is sent.' },
  'phone.none': { sv: 'Inga meddelanden till det här numret', en: 'No messages to this number' },
  'phone.none.hint': { sv: 'Skriv ett från en ungs sida först.', en: 'Write one from a young person’s page first.' },
  'phone.mail': { sv: 'E-post i demon', en: 'E-mail in the demo' },
  'phone.mail.lead': {
    sv: 'All e-post som demon har skickat. Den stannar här och går inte ut.',
    en: 'All e-mail that the demo has sent. It stays here and goes nowhere.',
  },
  'phone.mail.none': { sv: 'Ingen e-post ännu', en: 'No e-mail yet' },
} as const satisfies Catalogue
