import type { Catalogue } from '../ui/language.ts'

/** The words of the search. */
export const SEARCH_TEXT = {
  title: { sv: 'Sökresultat', en: 'Search results' },
  for: { sv: 'Sökning: {query}', en: 'Search: {query}' },
  register: { sv: 'Registret', en: 'Register' },
  today: { sv: 'I dag', en: 'Today' },
  found: { sv: 'I registret', en: 'In the register' },
  name: { sv: 'Namn', en: 'Name' },
  number: { sv: 'Nummer', en: 'Number' },
  born: { sv: 'Född', en: 'Born' },
  match: { sv: 'Träff', en: 'Match' },
  'match.whole': { sv: 'hela ordet', en: 'the whole word' },
  'match.part': { sv: 'del av ordet', en: 'part of the word' },
  'match.slip': { sv: 'liknar', en: 'similar' },
  noName: { sv: 'Namn saknas', en: 'No name' },
  unknown: { sv: 'okänd dag', en: 'day unknown' },
  protected: { sv: 'skyddad', en: 'protected' },
  more: {
    sv: 'Fler passar in. Skriv en bokstav eller siffra till så blir de färre.',
    en: 'More fit. One letter or digit more makes them fewer.',
  },
  none: { sv: 'Ingen i registret passar in.', en: 'Nobody in the register fits.' },
  'none.hint': {
    sv: 'Sökningen hittar dem som är i registret i dag, på del av namn, nummer eller telefon. Små stavfel gör inget.',
    en: 'The search finds those in the register today, by part of name, number or telephone. Small misspellings do no harm.',
  },
  short: { sv: 'Skriv minst två bokstäver eller fyra siffror.', en: 'Write at least two letters or four digits.' },
  lookUp: { sv: 'Slå upp någon utanför registret', en: 'Look up somebody outside the register' },
  'lookUp.text': {
    sv: 'Med hela personnumret kan du slå upp en person i taget. Uppslagningen syns i loggen med ditt namn.',
    en: 'With the whole number you can look up one person at a time. The look-up stands in the log with your name.',
  },
  'lookUp.number': { sv: 'Personnummer eller samordningsnummer', en: 'Personal identity or coordination number' },
  'lookUp.help': { sv: 'ÅÅÅÅMMDD-NNNN', en: 'YYYYMMDD-NNNN' },
  'lookUp.submit': { sv: 'Slå upp', en: 'Look up' },
  'lookUp.none': { sv: 'Ingen med det numret finns här.', en: 'Nobody with that number is here.' },
  'add.text': { sv: 'Finns personen inte här alls?', en: 'Is the person not here at all?' },
  add: { sv: 'Lägg till en person', en: 'Add a person' },
  notPermitted: {
    sv: 'Din roll får inte slå upp någon utanför registret.',
    en: 'Your role may not look up anybody outside the register.',
  },
  number_unreadable: {
    sv: 'Numret stämmer inte. Kontrollera siffrorna.',
    en: 'The number is not right. Check the digits.',
  },
} as const satisfies Catalogue

export type SearchWord = keyof typeof SEARCH_TEXT
