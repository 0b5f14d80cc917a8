import type { Catalogue } from '../../ui/language.ts'

/** The words of what support leads to, in figures. */
export const FIGURES_TEXT = {
  title: { sv: 'Utveckling och resultat', en: 'Progress and results' },
  lead: {
    sv: 'De som hade stöd någon gång från {from} till och med {until}, som det är känt {day}. Räknat på {whose}.',
    en: 'Those supported at some time from {from} to {until}, as it is known on {day}. Counted: {whose}.',
  },
  'whose.all': { sv: 'alla du ser', en: 'everybody you see' },
  'whose.mine': { sv: 'de du har ärendet för', en: 'those whose case is yours' },
  whose: { sv: 'Vilka', en: 'Whose' },
  all: { sv: 'Alla jag ser', en: 'All I see' },
  mine: { sv: 'Mina', en: 'Mine' },
  'half.earlier': { sv: 'Halvåret före', en: 'The half-year before' },
  'half.later': { sv: 'Halvåret efter', en: 'The half-year after' },
  ladder: { sv: 'Coachingtrappan', en: 'The coaching ladder' },
  careful: {
    sv: 'Små tal kan peka ut någon. Dela inte figurer och tabeller med tal under fem utanför dem som arbetar med de unga.',
    en: 'Small numbers can point somebody out. Do not share figures and tables with numbers below five beyond those who work with the young people.',
  },
  none: { sv: 'Ingen hade stöd det halvåret', en: 'Nobody was supported that half-year' },
  'none.hint': {
    sv: 'Siffrorna kommer när ärenden öppnas och avslutas.',
    en: 'The figures come as cases are opened and closed.',
  },

  outcomes: { sv: 'Vad stödet ledde till', en: 'What the support led to' },
  'outcomes.table': { sv: 'I tal och andelar', en: 'In numbers and shares' },
  'outcomes.sentence': {
    sv: 'Av {n} {who} med stöd gick {reached} vidare till studier eller arbete: {percent}.',
    en: 'Of {n} {who} supported, {reached} went on to studies or work: {percent}.',
  },
  'outcomes.how': {
    sv: 'Varje ung räknas en gång, med sitt senaste ärende i perioden. Andelarna är av alla som hade stöd, också de som är kvar. Den vars ärende är öppet räknas som kvar i stöd. Procenten är avrundade till hela tal.',
    en: 'Each young person is counted once, by their last case in the period. Shares are of all who were supported, those still there included. One whose case is open counts as still in support. Per cents are rounded to whole numbers.',
  },
  how: { sv: 'Så räknas det', en: 'How it is counted' },
  what: { sv: 'Vad', en: 'What' },
  group: { sv: 'Grupp', en: 'Group' },
  'sex.female': { sv: 'Kvinnor', en: 'Women' },
  'sex.male': { sv: 'Män', en: 'Men' },
  'sex.unknown': { sv: 'Kön okänt', en: 'Sex unknown' },
  'sex.all': { sv: 'Alla', en: 'Everybody' },
  'who.female': { sv: '{n:ung kvinna|unga kvinnor}', en: 'young {n:woman|women}' },
  'who.male': { sv: '{n:ung man|unga män}', en: 'young {n:man|men}' },
  'who.unknown': { sv: 'med okänt kön', en: 'of unknown sex' },
  'who.all': { sv: '{n:ung|unga}', en: 'young {n:person|people}' },
  supported: { sv: 'Med stöd', en: 'Supported' },
  reached: { sv: 'Studier eller arbete', en: 'Studies or work' },
  left: { sv: 'Har lämnat', en: 'Have left' },
  funnel: { sv: 'Från stöd till studier eller arbete', en: 'From support to studies or work' },

  alone: {
    sv: 'Lämnade utan nästa steg eller utan någon som tar vid',
    en: 'Left without a next step or without anybody going on',
  },
  'alone.none': {
    sv: 'Alla som lämnade har ett nästa steg och någon som tar vid',
    en: 'Everybody who left has a next step and somebody who goes on',
  },
  'alone.none.hint': { sv: 'Målet är att listan alltid är tom.', en: 'The target is that this list is always empty.' },
  name: { sv: 'Namn', en: 'Name' },
  missing: { sv: 'Vad som fattas', en: 'What is missing' },
  'missing.next': { sv: 'Inget nästa steg', en: 'No next step' },
  'missing.backing': { sv: 'Ingen myndighet tar vid', en: 'No authority goes on' },
  leftOn: { sv: 'Lämnade', en: 'Left' },
  protected: { sv: 'Skyddad', en: 'Protected' },

  movements: { sv: 'Stegförflyttningar', en: 'Step movements' },
  'movements.how': {
    sv: 'Från den första avläsningen på trappan till den senaste, i var sin röst. Andelarna är av dem som har två avläsningar på samma trappa. De andra står för sig.',
    en: 'From the first reading on the ladder to the latest, each in its voice. Shares are of those with two readings on the same ladder. The others stand apart.',
  },
  'voice.coach': { sv: 'Coachens avläsning', en: 'The coach’s reading' },
  'voice.youth': { sv: 'Den ungas egen avläsning', en: 'The young person’s own reading' },
  compared: { sv: 'Två avläsningar', en: 'Two readings' },
  up: { sv: 'Upp', en: 'Up' },
  same: { sv: 'Samma', en: 'Same' },
  down: { sv: 'Ned', en: 'Down' },
  one: { sv: 'En avläsning', en: 'One reading' },
  unread: { sv: 'Ingen avläsning', en: 'No reading' },
  changed: { sv: 'Trappan ändrad', en: 'Ladder changed' },

  waves: { sv: 'Uppföljning efter avslut', en: 'Follow-up after leaving' },
  'waves.table': { sv: 'Svar vid varje uppföljning', en: 'Answers at each follow-up' },
  'waves.how': {
    sv: 'De som lämnade under perioden och vars dag har kommit. Andelen i studier eller arbete är av alla som skulle frågas: den som inte svarade räknas med i nämnaren.',
    en: 'Those who left in the period and whose day has come. The share in studies or work is of all who were to be asked: whoever did not answer stays in the denominator.',
  },
  'waves.none': { sv: 'Ingen uppföljning har haft sin dag än', en: 'No follow-up has had its day yet' },
  'waves.none.hint': {
    sv: 'Den första kommer fyra veckor efter att någon har lämnat.',
    en: 'The first comes four weeks after somebody has left.',
  },
  wave: { sv: 'När', en: 'When' },
  due: { sv: 'Skulle frågas', en: 'To be asked' },
  answered: { sv: 'Svarade', en: 'Answered' },
  unanswered: { sv: 'Inte svarat', en: 'Not answered' },
  'unanswered.notReached': { sv: '{n} gick inte att nå', en: '{n} not reached' },
  'unanswered.calledOff': { sv: '{n} frågades inte', en: '{n} not asked' },
  'unanswered.waiting': { sv: '{n} väntar', en: '{n} waiting' },
} as const satisfies Catalogue
export type FiguresWord = keyof typeof FIGURES_TEXT
