import type { Catalogue } from '../ui/language.ts'

/** The words of alerts: what has happened, and never about whom. */
export const ALERT_TEXT = {
  title: { sv: 'Aviseringar', en: 'Alerts' },
  lead: { sv: 'Vad kollegor har gjort som rör dig.', en: 'What colleagues have done that concerns you.' },
  reach: { sv: 'Välj hur du får veta det', en: 'Choose how you are told' },
  none: { sv: 'Inga aviseringar', en: 'No alerts' },
  'none.hint': {
    sv: 'Här syns när någon lämnar något till dig, eller gör klart det du har lämnat.',
    en: 'Here you see when somebody gives you something, or finishes what you gave them.',
  },
  'code.given_to_you': { sv: '{name} har lämnat något till dig', en: '{name} has given you something' },
  'code.yours_done': { sv: '{name} har gjort klart något du lämnade', en: '{name} has finished something you gave' },
  'code.visit_with_you': {
    sv: '{name} har planerat ett hembesök med dig',
    en: '{name} has planned a home visit with you',
  },
  'code.visit_moved': {
    sv: '{name} har flyttat ett hembesök med dig',
    en: '{name} has moved a home visit with you',
  },
  'code.visit_called_off': {
    sv: '{name} har ställt in ett hembesök med dig',
    en: '{name} has called off a home visit with you',
  },
  'code.approved': { sv: '{name} har sagt ja till det du bad om', en: '{name} has said yes to what you asked for' },
  'code.declined': { sv: '{name} har sagt nej till det du bad om', en: '{name} has said no to what you asked for' },
  'code.referral_answered': { sv: 'Din aktualisering har fått svar', en: 'Your referral has been answered' },
  when: { sv: 'När', en: 'When' },
  what: { sv: 'Vad', en: 'What' },
  act: { sv: 'Gör', en: 'Do' },
  unread: { sv: 'Ny', en: 'New' },
  read: { sv: 'Läst', en: 'Read' },
  'mark.all': { sv: 'Markera alla som lästa', en: 'Mark all as read' },
  'mark.one': { sv: 'Markera som läst', en: 'Mark as read' },
  marked: { sv: 'Markerat som läst.', en: 'Marked as read.' },
  open: { sv: 'Öppna', en: 'Open' },
} as const satisfies Catalogue

export type AlertWord = keyof typeof ALERT_TEXT
