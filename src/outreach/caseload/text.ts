import type { Catalogue } from '../../ui/language.ts'

/** The words of how much each case holder has on their hands. */
export const TEXT = {
  back: { sv: 'Kontaktstegen', en: 'The outreach ladder' },
  title: { sv: 'Belastning', en: 'Caseload' },
  lead: {
    sv: 'Timmar som ungdomarna tar på en vecka, mot de timmar var och en har.',
    en: 'Hours that the young people take in a week, against the hours that each has.',
  },
  table: { sv: 'Per ansvarig', en: 'By case holder' },
  who: { sv: 'Ansvarig', en: 'Case holder' },
  cases: { sv: 'Ungdomar', en: 'Young people' },
  needed: { sv: 'Timmar de tar', en: 'Hours they take' },
  have: { sv: 'Timmar som finns', en: 'Hours there are' },
  due: { sv: 'Att göra senast {until}', en: 'To do by {until}' },
  state: { sv: 'Läge', en: 'State' },
  'due.cell': { sv: '{n} st, {hours} av {left} timmar', en: '{n}, taking {hours} of {left} hours' },
  ok: { sv: 'Går ihop', en: 'Manageable' },
  over: { sv: 'Fler ungdomar än timmar', en: 'More young people than hours' },
  late: { sv: 'Hinner inte i tid', en: 'Cannot be done in time' },
  warning: {
    sv: '{n} {n:ansvarig hinner|ansvariga hinner} inte allt som ska göras senast {until}. Fördela om eller flytta dagar.',
    en: '{n} {n:case holder cannot|case holders cannot} do all that is to be done by {until}. Share it out or move days.',
  },
  none: { sv: 'Ingen har några ungdomar än', en: 'Nobody has any young people yet' },
  'none.hint': { sv: 'Ansvarig väljs på den unges sida.', en: 'A case holder is chosen on the young person’s page.' },
  set: { sv: 'Ange timmar', en: 'Say the hours' },
  account: { sv: 'För vem', en: 'For whom' },
  everybody: { sv: 'Alla som inte har egna', en: 'Everybody without their own' },
  weekHours: { sv: 'Timmar i veckan för ungdomarna', en: 'Hours a week for the young people' },
  youthHours: { sv: 'Timmar i veckan per ungdom', en: 'Hours a week for each young person' },
  save: { sv: 'Spara timmarna', en: 'Save the hours' },
  saved: { sv: 'Timmarna är sparade.', en: 'The hours are saved.' },
  how: { sv: 'Så räknas det', en: 'How it is counted' },
  'how.text': {
    sv: 'Utan egna timmar räknas 30 i veckan och en per ungdom. Att göra till veckans slut är öppna kontaktsteg och bestämda nästa kontakter, mot den del av timmarna som svarar mot veckans {days} {days:arbetsdag|arbetsdagar} från i dag; ett sms räknas som 0,1 timme, ett samtal eller brev 0,25, ett möte 1,5 och ett hembesök 2,5.',
    en: 'Where no hours are said, 30 a week and one for each young person are counted. To do by the end of the week are open steps and next contacts decided, against the part of the hours that goes with the {days} {days:workday|workdays} of the week from today; a text counts as 0.1 hours, a call or a letter 0.25, a meeting 1.5 and a home visit 2.5.',
  },
  week_hours: {
    sv: 'Skriv timmar mellan 0 och 60, till exempel 32.',
    en: 'Write hours between 0 and 60, for example 32.',
  },
  youth_hours: {
    sv: 'Skriv timmar mellan 0 och 20, till exempel 1,5.',
    en: 'Write hours between 0 and 20, for example 1.5.',
  },
  unknown_colleague: { sv: 'Välj en kollega ur listan.', en: 'Choose a colleague from the list.' },
} as const satisfies Catalogue

export type CaseloadWord = keyof typeof TEXT
