/** What is done with cases and with what hangs on them, as what follows the name of who did it. */
export const SUPPORT_ACTION_TEXT = {
  'forms.begun': { sv: 'började på ett formulär', en: 'began a form' },
  'forms.imported': { sv: 'läste in ett formulär från en fil', en: 'brought in a form from a file' },
  'forms.changed': { sv: 'ändrade ett formulär', en: 'changed a form' },
  'forms.published': { sv: 'publicerade ett formulär', en: 'published a form' },
  'forms.discarded': { sv: 'kastade ett utkast till formulär', en: 'threw away the draft of a form' },
  'forms.retired': { sv: 'tog ett formulär ur bruk', en: 'took a form out of use' },
  'mapping.listed': {
    sv: 'såg vilka formulär som har fyllts i med {person}',
    en: 'saw which forms have been filled in with {person}',
  },
  'mapping.begun': { sv: 'började fylla i ett formulär med {person}', en: 'began to fill in a form with {person}' },
  'mapping.saved': { sv: 'sparade svar från {person}', en: 'saved answers from {person}' },
  'mapping.completed': { sv: 'avslutade ett formulär med {person}', en: 'completed a form with {person}' },
  'mapping.withdrawn': { sv: 'tog tillbaka ett formulär om {person}', en: 'took back a form about {person}' },
  'mapping.sent': { sv: 'skickade en länk till ett formulär till {person}', en: 'sent {person} a link to a form' },
  'mapping.answered': { sv: 'tog emot svar från {person}', en: 'took answers from {person}' },
  'mapping.budget_exceeded': {
    sv: 'ville läsa fler svar från {person} än gränsen tillåter',
    en: 'wanted to read more answers from {person} than the limit allows',
  },
  'support_answer.read': {
    sv: 'läste {n} {n:sida|sidor} svar från {person}',
    en: 'read {n} {n:page|pages} of answers from {person}',
  },
  'sessions.listed': { sv: 'såg samtalen med {person}', en: 'saw the talks with {person}' },
  'sessions.written': { sv: 'noterade ett samtal med {person}', en: 'noted a talk with {person}' },
  'cases.opened': { sv: 'öppnade ett ärende för {person}', en: 'opened a case for {person}' },
} as const
