import type { Catalogue } from '../../ui/language.ts'

/** The words of the page about those between the chairs. */
export const TEXT = {
  title: { sv: 'Mellan stolarna', en: 'Between chairs' },
  lead: {
    sv: 'De i registret som ingen är på väg att göra något för. Målet är noll.',
    en: 'Those in the register for whom nobody is about to do anything. The target is zero.',
  },
  today: { sv: 'Läget i dag', en: 'As it stands today' },
  whose: { sv: 'Vems', en: 'Whose' },
  mine: { sv: 'Mina', en: 'Mine' },
  all: { sv: 'Alla jag ser', en: 'All I see' },
  unit: { sv: 'av {ready} som ni har börjat arbeta med', en: 'of {ready} you have begun to work with' },
  'gap.no_owner': { sv: 'Utan ansvarig', en: 'No case holder' },
  'gap.no_next': { sv: 'Ingen nästa kontakt', en: 'No next contact' },
  'gap.overdue': { sv: 'Nästa kontakt försenad', en: 'Next contact overdue' },
  'gap.late_step': { sv: 'Kontaktsteg försenat', en: 'Ladder step overdue' },
  'gap.no_answer': { sv: 'Inget svar på två veckor', en: 'No answer for two weeks' },
  'gap.no_status': { sv: 'Sysselsättning okänd', en: 'Occupation unknown' },
  'gap.stale': { sv: 'Uppgift för gammal', en: 'Status too old' },
  'gap.late_handover': { sv: 'Överlämning försenad', en: 'Handover late' },
  'action.hand_over': { sv: 'Se flytten', en: 'See the move' },
  'action.assign': { sv: 'Ge en ansvarig', en: 'Give a case holder' },
  'action.decide_next': { sv: 'Bestäm nästa kontakt', en: 'Decide the next contact' },
  'action.log': { sv: 'Kontakta och logga', en: 'Contact and log' },
  'action.record_status': { sv: 'Ange sysselsättning', en: 'Record the occupation' },
  chosen: { sv: 'Bara: {gap}', en: 'Only: {gap}' },
  clear: { sv: 'Visa alla luckor', en: 'Show all gaps' },
  table: { sv: 'De som faller mellan stolarna', en: 'Those between the chairs' },
  name: { sv: 'Namn', en: 'Name' },
  protected: { sv: 'Skyddad', en: 'Protected' },
  gaps: { sv: 'Vad som fattas', en: 'What is missing' },
  last: { sv: 'Senaste kontakt', en: 'Last contact' },
  owner: { sv: 'Ansvarig', en: 'Case holder' },
  'owner.none': { sv: 'Ingen', en: 'Nobody' },
  next: { sv: 'Gör nu', en: 'Do now' },
  none: { sv: 'Ingen faller mellan stolarna', en: 'Nobody falls between the chairs' },
  'none.hint': {
    sv: 'Alla har en ansvarig, en nästa kontakt och en färsk uppgift om sysselsättning.',
    en: 'Everybody has a case holder, a next contact and a fresh occupation.',
  },
  owners: { sv: 'Per ansvarig', en: 'By case holder' },
  ready: { sv: 'Ungdomar', en: 'Young people' },
  between: { sv: 'Mellan stolarna', en: 'Between chairs' },
  more: { sv: 'Så räknas det', en: 'How it is counted' },
  'more.text': {
    sv: 'Räknade är de i registret i dag som arbetet har börjat med. De som är antagna till studier som tar dem ur registret, och de som slutade grundskolan i våras före den dag då arbetet börjar, räknas inte. En uppgift är för gammal när dess bäst före-dag har passerats. Den som har flyttat och inte är överlämnad räknas tills den nya kommunen har tagit emot.',
    en: 'Counted are those in the register today whose work has begun. Those admitted to studies that take them out of the register, and those who left compulsory school this spring before the day when work begins, are not counted. A status is too old when its best-before day has passed. One who has moved and is not handed over is counted until the new municipality has received them.',
  },
} as const satisfies Catalogue

export type BetweenWord = keyof typeof TEXT
