import type { Catalogue } from '../ui/language.ts'

/** The words of the forms and of the letter, and what is wrong with what was typed. */
export const FORM_TEXT = {
  'letter.heading': { sv: 'Underrättelse enligt {law}', en: 'Notice under {law}' },
  'letter.to': {
    sv: 'Till {place}, kommunens aktivitetsansvar',
    en: 'To {place}, the municipal activity responsibility',
  },
  'letter.place.unknown': { sv: 'hemkommunen', en: 'the home municipality' },
  'letter.text.starts': {
    sv: 'Vi underrättar er om att en elev med er kommun som hemkommun har börjat hos oss.',
    en: 'We hereby tell you that a pupil whose home municipality is yours has started with us.',
  },
  'letter.text.ends': {
    sv: 'Vi underrättar er om att en elev med er kommun som hemkommun har slutat hos oss.',
    en: 'We hereby tell you that a pupil whose home municipality is yours has left us.',
  },
  'letter.text.absent': {
    sv: 'Vi underrättar er om att en elev med er kommun som hemkommun, som inte har fyllt 20 år, är frånvarande i betydande utsträckning utan giltigt skäl.',
    en: 'We hereby tell you that a pupil whose home municipality is yours, and who is not yet 20, is absent to a considerable extent without valid reason.',
  },
  'letter.date': { sv: '{place}, {day}', en: '{place}, {day}' },
  'letter.back': {
    sv: 'När brevet har gått: säg hur och när på underrättelsens sida.',
    en: 'When the letter has gone: say how and when on the page of the notice.',
  },
  'enter.title': { sv: 'Skriv in en underrättelse', en: 'Enter a notice' },
  'enter.lead': {
    sv: 'För det som kommit på papper, i telefon eller i ett annat system från en huvudman utanför Sedd.',
    en: 'For what came on paper, by telephone or in another system from an organiser outside Sedd.',
  },
  'enter.number.help': {
    sv: 'Sedd slår upp numret, och uppslagningen syns i loggen. Finns ingen med numret sparas det tills någon gör det.',
    en: 'Sedd looks the number up, and the look-up stands in the log. If it is nobody’s it is kept until it is somebody’s.',
  },
  'enter.given': { sv: 'Förnamn', en: 'Given name' },
  'enter.family': { sv: 'Efternamn', en: 'Family name' },
  'enter.name.help': {
    sv: 'Behövs bara för någon som inte finns här.',
    en: 'Needed only for somebody not known here.',
  },
  'enter.kind': { sv: 'Vad den säger', en: 'What it says' },
  'enter.kind.starts': { sv: 'Eleven har börjat', en: 'The pupil has started' },
  'enter.kind.ends': { sv: 'Eleven har slutat', en: 'The pupil has left' },
  'enter.kind.interrupted': { sv: 'Eleven har avbrutit sina studier', en: 'The pupil has interrupted the studies' },
  'enter.kind.absent': { sv: 'Eleven är borta mycket', en: 'The pupil is much absent' },
  'enter.day': { sv: 'Vilken dag', en: 'On which day' },
  'enter.day.help': {
    sv: 'Första dagen, sista dagen eller dagen för bedömningen.',
    en: 'The first day, the last day, or the day of the judgement.',
  },
  'enter.school': { sv: 'Skolans namn', en: 'Name of the school' },
  'enter.code': { sv: 'Skolenhetskod', en: 'School unit code' },
  'enter.code.help': { sv: 'Åtta siffror, om den står i underrättelsen.', en: 'Eight digits, if the notice has it.' },
  'enter.programme': { sv: 'Programkod', en: 'Programme code' },
  'enter.sender': { sv: 'Vem den kommer från', en: 'Whom it comes from' },
  'enter.told': { sv: 'När den skickades', en: 'When it was sent' },
  'enter.submit': { sv: 'Spara underrättelsen', en: 'Save the notice' },
  'enter.done': { sv: 'Underrättelsen ligger i inkorgen.', en: 'The notice is in the inbox.' },
  'absence.title': { sv: 'Underrätta om frånvaro', en: 'Tell of absence' },
  'absence.lead': {
    sv: 'En elev under 20 år från en annan kommun som utan giltigt skäl är borta i betydande utsträckning.',
    en: 'A pupil under 20 from another municipality who without valid reason is absent to a considerable extent.',
  },
  'absence.percent': { sv: 'Frånvaro utan giltigt skäl, procent', en: 'Absence without valid reason, per cent' },
  'absence.percent.help': {
    sv: 'De senaste fyra veckorna. Er gräns är {n} procent. Siffran stannar hos er.',
    en: 'The last four weeks. Your limit is {n} per cent. The figure stays with you.',
  },
  'absence.day': { sv: 'Dag för bedömningen', en: 'Day of the judgement' },
  'absence.anyway': {
    sv: 'Vi bedömer den som betydande fast den är under gränsen',
    en: 'We judge it considerable although below the limit',
  },
  'absence.submit': { sv: 'Lägg i utkorgen', en: 'Put in the outbox' },
  'absence.done': { sv: 'Den ligger i utkorgen, att skicka.', en: 'It is in the outbox, to be sent.' },
  'settings.title': { sv: 'Inställningar för underrättelser och flyttar', en: 'Settings for notices and moves' },
  'settings.lead': {
    sv: 'Lagen säger snarast och i betydande utsträckning, utan siffror, och om flyttar ingenting om dagar. Siffrorna här är era egna mål.',
    en: 'The law says at once and to a considerable extent, with no figures, and names no days for moves. The figures here are your own targets.',
  },
  'settings.undecided': {
    sv: 'Ingen har bestämt ännu. Tills dess gäller Sedds siffror, som inte är prövade mot någon myndighet.',
    en: 'Nobody has decided yet. Until then Sedd’s figures hold, which have not been checked with any authority.',
  },
  'settings.target': { sv: 'Dagar till en underrättelse ska vara skickad', en: 'Days until a notice is to be sent' },
  'settings.handle': {
    sv: 'Dagar till en inkommen ska vara hanterad',
    en: 'Days until one that came is to be handled',
  },
  'settings.handover': {
    sv: 'Dagar till en flytt ska vara överlämnad',
    en: 'Days until a move is to be handed over',
  },
  'settings.handover.help': {
    sv: 'Räknas från flyttdagen, och för den som flyttar in från den dag det kom. Flyttar som redan står i listan behåller sin dag.',
    en: 'Counted from the day of moving, and for one who moves in from the day it came. Moves that are listed already keep their day.',
  },
  'settings.percent': {
    sv: 'Frånvaro som räknas som betydande, procent',
    en: 'Absence that counts as considerable, per cent',
  },
  'settings.own': { sv: 'Vilka huvudmän som är ni', en: 'Which organisers are you' },
  'settings.own.help': {
    sv: 'Lämnas allt tomt gäller den som har kommunens namn.',
    en: 'With none chosen it is the one that bears the municipality’s name.',
  },
  'settings.submit': { sv: 'Bestäm', en: 'Decide' },
  'settings.done': {
    sv: 'Bestämt. Sedd räknar om vad som ska skickas i natt.',
    en: 'Decided. Sedd works out anew tonight what is to be sent.',
  },
  number_unreadable: {
    sv: 'Skriv personnumret med tolv siffror: ååååmmddnnnn.',
    en: 'Write the number with twelve digits: yyyymmddnnnn.',
  },
  kind_missing: { sv: 'Välj vad underrättelsen säger.', en: 'Choose what the notice says.' },
  form_missing: { sv: 'Välj skolform.', en: 'Choose the form of school.' },
  day_unreadable: { sv: 'Skriv dagen som 2026-10-14.', en: 'Write the day as 2026-10-14.' },
  day_in_future: {
    sv: 'Dagen har inte varit än. Skriv en dag som har varit.',
    en: 'The day has not been yet. Write a day that has been.',
  },
  school_missing: {
    sv: 'Skriv skolans namn, högst 200 tecken.',
    en: 'Write the name of the school, at most 200 characters.',
  },
  school_code_unreadable: {
    sv: 'Skolenhetskoden har åtta siffror. Lämna tomt om du inte har den.',
    en: 'The school unit code has eight digits. Leave it empty if you do not have it.',
  },
  programme_long: { sv: 'Programkoden är högst 20 tecken.', en: 'The programme code is at most 20 characters.' },
  name_long: { sv: 'Namnet är högst 120 tecken.', en: 'The name is at most 120 characters.' },
  sender_missing: {
    sv: 'Skriv vem den kommer från, högst 200 tecken.',
    en: 'Write whom it comes from, at most 200 characters.',
  },
  here_already: {
    sv: 'Samma underrättelse finns redan i inkorgen. Du behöver inte skriva in den igen.',
    en: 'The same notice is in the inbox already. You need not enter it again.',
  },
  how_missing: { sv: 'Välj hur den skickades.', en: 'Choose how it was sent.' },
  reason_missing: { sv: 'Välj varför.', en: 'Choose why.' },
  nothing_chosen: { sv: 'Kryssa för dem som ska skickas.', en: 'Tick those to be sent.' },
  too_many: { sv: 'Skicka högst 200 åt gången.', en: 'Send at most 200 at a time.' },
  percent_unreadable: { sv: 'Skriv en siffra mellan 1 och 100.', en: 'Write a number between 1 and 100.' },
  days_unreadable: { sv: 'Skriv ett antal dagar mellan 1 och 60.', en: 'Write a number of days between 1 and 60.' },
  organisation_unknown: {
    sv: 'En vald huvudman finns inte längre. Välj igen.',
    en: 'A chosen organiser is gone. Choose again.',
  },
  below_threshold: {
    sv: 'Det är under er gräns. Bedömer ni den som betydande ändå: kryssa för det och spara igen.',
    en: 'That is below your limit. If you judge it considerable all the same: tick that and save again.',
  },
  not_under_20: {
    sv: 'Den som har fyllt 20 år omfattas inte. Då ska ingen underrättas om frånvaro.',
    en: 'Whoever has turned 20 is not covered. Then nobody is to be told of absence.',
  },
  no_pupil: {
    sv: 'Den dagen gick personen inte på gymnasieskola enligt det som är inläst.',
    en: 'On that day the person did not go to upper secondary school, as far as is known.',
  },
  lives_here: {
    sv: 'Hemkommunen är vår egen, eller okänd. Då finns ingen annan att underrätta.',
    en: 'The home municipality is our own, or unknown. Then there is nobody else to tell.',
  },
  noted_already: { sv: 'Den dagens frånvaro är redan noterad.', en: 'The absence of that day is noted already.' },
} as const satisfies Catalogue

export type FormWord = keyof typeof FORM_TEXT
