import type { Catalogue } from '../ui/language.ts'

/** The words of adding a person by hand. */
export const TEXT = {
  title: { sv: 'Lägg till en person', en: 'Add a person' },
  lead: {
    sv: 'För den som inte kommer med någon fil, eller inte än. Sedd ser efter om personen redan finns.',
    en: 'For one who comes with no file, or not yet. Sedd looks whether the person is here already.',
  },
  'number.help': {
    sv: 'Personnummer, samordningsnummer eller skolans tillfälliga nummer: ÅÅÅÅMMDD-NNNN. Lämna tomt om det inte finns något.',
    en: 'Personal identity number, coordination number or the school’s interim number: YYYYMMDD-NNNN. Leave empty if there is none.',
  },
  number: { sv: 'Nummer', en: 'Number' },
  givenName: { sv: 'Förnamn', en: 'Given name' },
  familyName: { sv: 'Efternamn', en: 'Family name' },
  sex: { sv: 'Kön', en: 'Sex' },
  'sex.help': { sv: 'Behövs bara utan nummer.', en: 'Needed only without a number.' },
  'sex.unknown': { sv: 'Vet inte', en: 'Not known' },
  birthDate: { sv: 'Född', en: 'Born' },
  'birthDate.help': {
    sv: 'Behövs bara utan nummer. Till exempel 2009-03-21.',
    en: 'Needed only without a number. For example 2009-03-21.',
  },
  protection: { sv: 'Skyddade personuppgifter', en: 'Protected identity' },
  'protection.unseen': {
    sv: 'Har personen skyddade personuppgifter? Lägg inte till personen här, utan be en kollega som får se dem.',
    en: 'Does the person have protected identity? Do not add the person here: ask a colleague who may see it.',
  },
  home: { sv: 'Hemkommun för hand', en: 'Home municipality by hand' },
  'home.help': {
    sv: 'Bara för den som vistas här utan att vara folkbokförd, eller har skyddad folkbokföring. Lämna annars tomt: personen står som oklar tills folkbokföringen är känd.',
    en: 'Only for one who stays here without being registered, or has protected registration. Leave empty otherwise: the person is unclear until registration is known.',
  },
  'home.none': { sv: 'Sätt ingen nu', en: 'Set none now' },
  from: { sv: 'Från och med', en: 'From' },
  source: { sv: 'Vem har berättat?', en: 'Who told us?' },
  submit: { sv: 'Lägg till personen', en: 'Add the person' },
  'submit.new': { sv: 'Nej, ingen av dem: lägg till', en: 'No, none of them: add' },
  likely: { sv: 'Är det någon av dem?', en: 'Is it one of them?' },
  'likely.text': {
    sv: 'De här liknar den du skrev. Öppna personen om det är samma, så slipper ni två poster om en.',
    en: 'These are like the one you wrote. Open the person if it is the same, to keep one record of one.',
  },
  'likely.table': { sv: 'Personer som redan finns', en: 'Persons who are here already' },
  'likely.new': {
    sv: 'Är det någon annan? Lägg till längst ner på sidan. Då föreslås de inte som dubbletter.',
    en: 'Is it somebody else? Add at the foot of the page. Then they are not suggested as duplicates.',
  },
  holder: { sv: 'Numret finns redan', en: 'The number is here already' },
  'holder.text': {
    sv: 'Det här är den som har, eller har haft, numret.',
    en: 'This is who has the number, or has had it.',
  },
  who: { sv: 'Person', en: 'Person' },
  born: { sv: 'Född', en: 'Born' },
  reasons: { sv: 'Det som talar för', en: 'What speaks for it' },
  'reason.same_number': { sv: 'samma nummer', en: 'same number' },
  action: { sv: 'Åtgärd', en: 'Action' },
  open: { sv: 'Ja, öppna', en: 'Yes, open' },
  guarded: { sv: 'skyddad', en: 'protected' },
  added: {
    sv: 'Personen är tillagd, och registret är räknat om.',
    en: 'The person is added, and the register computed anew.',
  },
  notPermitted: { sv: 'Din roll får inte lägga till personer.', en: 'Your role may not add persons.' },

  number_format: {
    sv: 'Det ser inte ut som ett nummer. Skriv ÅÅÅÅMMDD-NNNN.',
    en: 'That does not look like a number. Write YYYYMMDD-NNNN.',
  },
  number_leading_zeros: {
    sv: 'En siffra fattas, kanske en nolla i början.',
    en: 'A digit is missing, perhaps a zero at the beginning.',
  },
  number_date: { sv: 'Dagen i numret finns inte.', en: 'The day in the number does not exist.' },
  number_future: { sv: 'Dagen i numret har inte varit än.', en: 'The day in the number has not come yet.' },
  number_serial: { sv: 'Sådana nummer delas inte ut.', en: 'Such numbers are not given out.' },
  number_checksum: {
    sv: 'Numret stämmer inte: någon siffra är fel.',
    en: 'The number is not right: one of the digits is wrong.',
  },
  number_known: { sv: 'Numret finns redan här. Öppna personen.', en: 'The number is here already. Open the person.' },
  number_not_enterable: {
    sv: 'Numret kan inte läggas in här. Be den som ansvarar för registret om hjälp.',
    en: 'The number cannot be entered here. Ask whoever is responsible for the register for help.',
  },
  given_name_missing: { sv: 'Skriv ett förnamn.', en: 'Write a given name.' },
  name_too_long: { sv: 'Skriv högst 120 tecken.', en: 'Write at most 120 characters.' },
  sex_differs: {
    sv: 'Numret säger något annat. Rätta numret, eller välj ”Vet inte”.',
    en: 'The number says otherwise. Mend the number, or choose “Not known”.',
  },
  birth_missing: {
    sv: 'Utan nummer behövs födelsedagen: den avgör åldern.',
    en: 'Without a number the birth date is needed: it tells the age.',
  },
  birth_differs: {
    sv: 'Födelsedagen följer av numret. Lämna fältet tomt, eller rätta numret.',
    en: 'The birth date follows from the number. Leave the field empty, or mend the number.',
  },
  day_unreadable: {
    sv: 'Dagen går inte att läsa. Skriv till exempel 2026-09-21.',
    en: 'The day cannot be read. Write for example 2026-09-21.',
  },
  day_in_future: { sv: 'Dagen har inte varit än.', en: 'That day has not come yet.' },
  protection_missing: { sv: 'Välj i listan.', en: 'Choose in the list.' },
  protection_unseen: {
    sv: 'Be en kollega som får se skyddade personuppgifter lägga till personen.',
    en: 'Ask a colleague who may see protected identity to add the person.',
  },
  municipality_unknown: { sv: 'Välj en kommun.', en: 'Choose a municipality.' },
  source_missing: { sv: 'Välj vem som har berättat.', en: 'Choose who told us.' },
} as const satisfies Catalogue

export type EntryWord = keyof typeof TEXT
