import type { Catalogue } from '../ui/language.ts'

/** The words of the administrator's page on secrecy. */
export const LAW_TEXT = {
  lead: {
    sv: 'Det här visar sekretesskompassen innan något delas. Inget är verifierat mot lagtexten förrän er jurist har läst det och du har bekräftat.',
    en: 'This is what the secrecy compass shows before anything is shared. Nothing is verified against the statute until your lawyer has read it and you have confirmed.',
  },
  'secrecy.title': { sv: 'Sekretess som gäller hos oss', en: 'Secrecy that applies to us' },
  'secrecy.none': { sv: 'Ingen sekretess är angiven.', en: 'No secrecy is given.' },
  'secrecy.hint': { sv: 'Lägg till den här nedanför.', en: 'Add it below.' },
  'secrecy.add': { sv: 'Lägg till en sekretess', en: 'Add a secrecy' },
  'ground.title': { sv: 'Grunder som bryter sekretessen', en: 'Grounds that break secrecy' },
  paragraph: { sv: 'Paragraf', en: 'Paragraph' },
  'paragraph.help': { sv: 'Till exempel 23 kap. 2 §.', en: 'For example 23 kap. 2 §.' },
  strength: { sv: 'Styrka', en: 'Strength' },
  labelSv: { sv: 'På svenska', en: 'In Swedish' },
  labelEn: { sv: 'På engelska', en: 'In English' },
  demandsSv: { sv: 'Vad den kräver, på svenska', en: 'What it demands, in Swedish' },
  demandsEn: { sv: 'Vad den kräver, på engelska', en: 'What it demands, in English' },
  what: { sv: 'Gäller', en: 'Covers' },
  state: { sv: 'Läge', en: 'State' },
  confirm: { sv: 'Bekräfta', en: 'Confirm' },
  confirmed: { sv: 'Bekräftad {day}', en: 'Confirmed {day}' },
  end: { sv: 'Gäller inte här', en: 'Does not apply here' },
  'end.help': {
    sv: 'Du föreslår att kompassen inte längre visar den här sekretessen innan något delas. Den gäller tills en annan administratör håller med.',
    en: 'You propose that the compass no longer shows this secrecy before anything is shared. It applies until another administrator agrees.',
  },
  'end.agree.help': {
    sv: 'Du håller med din kollega. Kompassen visar sedan inte den här sekretessen innan något delas.',
    en: 'You agree with your colleague. The compass then no longer shows this secrecy before anything is shared.',
  },
  'ending.mine': {
    sv: 'Du har föreslagit att den tas bort. Någon annan som är administratör ska hålla med.',
    en: 'You have proposed that it be taken away. Another administrator is to agree.',
  },
  'ending.other': {
    sv: 'En kollega har föreslagit att den tas bort. Håller du med?',
    en: 'A colleague has proposed that it be taken away. Do you agree?',
  },
  keep: { sv: 'Låt den gälla', en: 'Let it apply' },
  'ground.unused': {
    sv: 'Grunden används inte förrän den är bekräftad.',
    en: 'The ground is not used until it is confirmed.',
  },
  paragraph_unreadable: {
    sv: 'Skriv kapitel och paragraf, till exempel 23 kap. 2 §.',
    en: 'Write chapter and section, for example 23 kap. 2 §.',
  },
  change: { sv: 'Ändra', en: 'Change' },
  add: { sv: 'Lägg till', en: 'Add' },
  save: { sv: 'Spara', en: 'Save' },
  saved: { sv: 'Sparat.', en: 'Saved.' },
  'change.help': {
    sv: 'De nya orden gäller från i dag och behöver bekräftas. Det som redan är delat behåller de ord det delades med.',
    en: 'The new words hold from today and need confirming. What has been shared keeps the words it was shared under.',
  },
  words_missing: {
    sv: 'Skriv något, inte längre än fältet rymmer.',
    en: 'Write something, no longer than the field holds.',
  },
  choose: { sv: 'Välj i listan.', en: 'Choose in the list.' },
  notPermitted: { sv: 'Bara den som är administratör kan ändra här.', en: 'Only an administrator can change this.' },
} as const satisfies Catalogue

export type LawWord = keyof typeof LAW_TEXT
