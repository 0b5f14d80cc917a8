import type { Catalogue } from '../ui/language.ts'

/** The pages of those who work with some young people and not with the register. */
export const REACHED_TEXT = {
  today: { sv: 'I dag', en: 'Today' },
  noName: { sv: 'Namn saknas', en: 'No name' },
  list: { sv: 'Ungdomar du arbetar med', en: 'Young people you work with' },
  'list.all': { sv: 'Ungdomar som någon arbetar med', en: 'Young people whom somebody works with' },
  'list.others': { sv: 'Andra du arbetar med', en: 'Others you work with' },
  'list.others.lead': { sv: 'De är inte i registret.', en: 'They are not in the register.' },
  table: { sv: 'Namn, ålder och skola', en: 'Name, age and school' },
  name: { sv: 'Namn', en: 'Name' },
  age: { sv: 'Ålder', en: 'Age' },
  school: { sv: 'Skola', en: 'School' },
  unknown: { sv: 'okänd', en: 'unknown' },
  noSchool: { sv: 'ingen skola i dag', en: 'no school today' },
  protected: { sv: 'skyddad', en: 'protected' },
  none: { sv: 'Du har ingen ungdom just nu', en: 'You are let in to nobody right now' },
  'none.hint': {
    sv: 'Här syns de som du är ansvarig för, som någon släppt in dig eller ditt team till, och eleverna vid enheten där du är placerad. Be den som är ansvarig för ungdomen, eller den som samordnar, att släppa in dig.',
    en: 'Here are those whose case is yours, whom somebody let you or your team in to, and the pupils of the unit where you are placed. Ask the case holder, or the co-ordinator, to let you in.',
  },
  'none.guest.hint': {
    sv: 'Här syns de som en skola, en nämnd eller en myndighet har delat med er och som du är insläppt till, och de som någon hos er har släppt in dig till. Be den som svarar på delningar hos er att släppa in dig.',
    en: 'Here are those whom a school, a board or an authority has shared with you and you have been let in to, and those whom somebody here let you in to. Ask whoever answers shares where you work to let you in.',
  },
  'none.all.hint': {
    sv: 'När en ungdom får en ansvarig, eller någon släpps in, syns hen här.',
    en: 'When a young person gets a case holder, or somebody is let in, they appear here.',
  },
  'search.title': { sv: 'Sök', en: 'Search' },
  'search.lead': {
    sv: 'Sökte ”{query}” bland dem du arbetar med.',
    en: 'Searched “{query}” among those you work with.',
  },
  'search.none': { sv: 'Ingen du arbetar med heter så', en: 'Nobody you work with has that name' },
  'search.none.hint': { sv: 'Pröva en del av namnet.', en: 'Try a part of the name.' },
  short: { sv: 'Skriv minst två bokstäver av namnet.', en: 'Write at least two letters of the name.' },
  'person.title': { sv: 'En ungdom', en: 'A young person' },
  'person.sub': { sv: '{age} · {school}', en: '{age} · {school}' },
  studies: { sv: 'Skolgång', en: 'Schooling' },
  'studies.none': { sv: 'Ingen skolgång är känd.', en: 'No schooling is known.' },
  'quiet.title': { sv: 'Vad du hittar här', en: 'What you will find here' },
  'quiet.retention': { sv: 'Gallring', en: 'Retention' },
  'quiet.blocks': { sv: 'Spärrar', en: 'Blocks' },
  'quiet.toDecide': { sv: 'Behörigheter att besluta om: {n}', en: 'Access to decide on: {n}' },
  'quiet.glass': { sv: 'Granska nödåtkomst', en: 'Review emergency access' },
  'quiet.figures': {
    sv: 'Här kommer du att se siffror: hur många, hur det går och vad som är gjort. Aldrig vem. Mätningar och rapporter kommer i en senare del av Sedd.',
    en: 'Here you will see figures: how many, how it goes and what has been done. Never who. Measurements and reports come in a later part of Sedd.',
  },
  'quiet.evaluator': {
    sv: 'Här kommer du att se uppgifter utan namn inom en godkänd utvärdering. Det kommer i en senare del av Sedd.',
    en: 'Here you will see data without names, within an approved evaluation. That comes in a later part of Sedd.',
  },
  'quiet.administrator': {
    sv: 'Här sköter du enheter, kodlistor, filer och vem som har ett konto. Ungdomarna ser du inte.',
    en: 'Here you look after units, code lists, files and who has an account. You do not see the young people.',
  },
  'quiet.data_protection_officer': {
    sv: 'Här granskar du hur Sedd används: loggen, nödåtkomst och spärrar. Vem en ungdom är ser du bara när uppgiften kräver det.',
    en: 'Here you review how Sedd is used: the log, emergency access and blocks. Who a person is you see only when the task demands it.',
  },
} as const satisfies Catalogue

export type ReachedWord = keyof typeof REACHED_TEXT
