import type { Catalogue } from '../ui/language.ts'

/** The words of the secrecy compass. */
export const COMPASS_TEXT = {
  lead: { sv: 'Från {from} till {to}.', en: 'From {from} to {to}.' },
  'sender.title': { sv: '1. Vilken sekretess gäller hos oss?', en: '1. Which secrecy applies to us?' },
  'receiver.title': {
    sv: '4. Vilken sekretess gäller hos mottagaren?',
    en: '4. Which secrecy applies to the receiver?',
  },
  'receiver.lead': {
    sv: 'Det som visas där skyddas av deras egen sekretess. De får inte föra det vidare härifrån: bara vi kan dela.',
    en: 'What is shown there is protected by their own secrecy. They cannot pass it on from here: only we can share.',
  },
  'secrecy.none': {
    sv: 'Ingen har sagt vilken sekretess som gäller hos {name}. Fråga er jurist innan ni delar.',
    en: 'Nobody has said which secrecy applies at {name}. Ask your lawyer before you share.',
  },
  'secrecy.own.none': {
    sv: 'Ingen egen sekretess är inlagd för {name}. Här står bara den som gäller överallt, och det kan finnas mer: fråga er jurist innan ni delar.',
    en: 'No secrecy of its own has been entered for {name}. Only what applies everywhere stands here, and there may be more: ask your lawyer before you share.',
  },
  'strength.straight': { sv: 'Rakt skaderekvisit', en: 'Straight test of harm' },
  'strength.reversed': { sv: 'Omvänt skaderekvisit', en: 'Reversed test of harm' },
  'strength.absolute': { sv: 'Absolut sekretess', en: 'Absolute secrecy' },
  'means.straight': {
    sv: 'Uppgiften får lämnas, om man inte kan anta att någon lider men av det.',
    en: 'The information may be given, unless it can be assumed that somebody is harmed by it.',
  },
  'means.reversed': {
    sv: 'Uppgiften får inte lämnas, om det inte står klart att ingen lider men av det.',
    en: 'The information may not be given, unless it is clear that nobody is harmed by it.',
  },
  'means.absolute': {
    sv: 'Uppgiften får inte lämnas, om inte lagen säger det.',
    en: 'The information may not be given, unless the law says so.',
  },
  'grounds.title': { sv: '2. Vad kan bryta den?', en: '2. What can break it?' },
  'grounds.lead': {
    sv: 'Välj den grund som stämmer, inte den som är lättast. Stämmer ingen, så dela inte.',
    en: 'Choose the ground that is true, not the easiest. If none is, do not share.',
  },
  'grounds.hindered': { sv: 'Kan inte användas här', en: 'Cannot be used here' },
  'hindrance.secrecy': {
    sv: 'den bryter inte den sekretess som gäller hos oss',
    en: 'it does not break the secrecy that applies to us',
  },
  'hindrance.sender': {
    sv: 'den gäller inte när det är vi som lämnar ut',
    en: 'it does not hold when we are the ones who give',
  },
  'hindrance.unconfirmed': {
    sv: 'den används inte förrän den är bekräftad hos oss',
    en: 'it is not used until it has been confirmed with us',
  },
  'grounds.notes': {
    sv: 'Anteckningar inom hälso- och sjukvård eller socialtjänst följer inte med på den här grunden.',
    en: 'Notes of health care or social services do not come with this ground.',
  },
  'hindrance.receiver': { sv: 'den gäller inte den här mottagaren', en: 'it does not hold for this receiver' },
  'hindrance.age': { sv: 'den unga är för gammal', en: 'the young person is too old' },
  'seen.title': { sv: '3. Vad kommer de att se?', en: '3. What will they see?' },
  'seen.first': { sv: 'Genast, för dem som ska svara', en: 'At once, those who are to answer' },
  'seen.more': {
    sv: 'När de har sagt ja, för dem som de släpper in',
    en: 'When they have said yes, those they let in',
  },
  'seen.preview': { sv: 'Se precis det som mottagaren ser', en: 'See exactly what the receiver sees' },
  'told.title': { sv: '5. Vem får veta?', en: '5. Who is told?' },
  'told.receiver': {
    sv: 'Hos mottagaren: de som kan svara får veta att något väntar, utan namn. Efter ett ja ser bara de som släpps in.',
    en: 'At the receiver: those who can answer learn that something waits, without a name. After a yes only those let in can see.',
  },
  'told.trail': {
    sv: 'Varje gång någon tittar skrivs det i loggen, både hos oss och hos dem.',
    en: 'Each time somebody looks it is written in the log, both with us and with them.',
  },
  'told.young': {
    sv: 'Den unga ska få veta vad som delas, med vem och varför, och har rätt att få se vem som har tittat. Berätta det själv.',
    en: 'The young person is to know what is shared, with whom and why, and may see who has looked. Tell them yourself.',
  },
} as const satisfies Catalogue
