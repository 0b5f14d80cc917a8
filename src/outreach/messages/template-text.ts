import type { Catalogue } from '../../ui/language.ts'

/** What the templates that every domain begins with are called. */
export const TEMPLATE_TEXT = {
  'template.own': { sv: 'Egna ord', en: 'Own words' },
  'template.first_contact': { sv: 'Första kontakten', en: 'First contact' },
  'template.reminder': { sv: 'Påminnelse', en: 'Reminder' },
  'template.guardian_first': { sv: 'Första kontakten med vårdnadshavare', en: 'First contact with guardians' },
  'template.last_attempt': { sv: 'Sista försöket', en: 'Last attempt' },
  'template.booking': { sv: 'Bokad tid', en: 'Booked time' },
  'template.checkin': { sv: 'Hur mår du?', en: 'How are you?' },
  'template.progress': { sv: 'Så går det', en: 'How it goes' },
  'template.follow_up': { sv: 'Uppföljning efter avslut', en: 'Follow-up after leaving' },
  'template.letter_first': { sv: 'Första brevet', en: 'First letter' },
  'template.letter_guardian': { sv: 'Brev till vårdnadshavare', en: 'Letter to guardians' },
  'template.letter_ageing_out': { sv: 'Brev före 20-årsdagen', en: 'Letter before the 20th birthday' },
} as const satisfies Catalogue
