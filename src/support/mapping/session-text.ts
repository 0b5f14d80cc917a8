import type { Catalogue } from '../../ui/language.ts'

/** The headings of each method, one on each line: what a note begins with. */
export const HEADINGS = {
  mi: {
    sv: 'Vad vi pratade om\nFördelar och nackdelar med att ändra något\nVad hen själv sade om att vilja, kunna och ha skäl\nNästa steg som hen valde',
    en: 'What we talked about\nPros and cons of changing something\nWhat they said themselves of wanting, being able and having reasons\nThe next step they chose',
  },
  solution_focused: {
    sv: 'Önskat läge\nUndantag: när är det redan lite så?\nResurser och styrkor\nVad ett steg högre på skalan skulle vara\nMinsta nästa steg',
    en: 'The wished-for state\nExceptions: when is it already a little like that?\nResources and strengths\nWhat one step higher on the scale would be\nThe smallest next step',
  },
  psychoeducation: {
    sv: 'Tema\nVad vi gick igenom\nHur hen känner igen sig\nAtt prova till nästa gång',
    en: 'Theme\nWhat we went through\nHow they recognise it\nTo try until next time',
  },
  mentor_talk: {
    sv: 'Skolan: närvaro, kurser, trivsel\nUtanför skolan\nVad som har gått bra sedan sist\nVad vi bestämde',
    en: 'School: attendance, courses, well-being\nOutside school\nWhat has gone well since last time\nWhat we decided',
  },
  coaching_talk: {
    sv: 'Målet för samtalet\nNuläge\nMöjligheter\nVad hen bestämde sig för, och när',
    en: 'The aim of the talk\nWhere things stand\nPossibilities\nWhat they decided, and by when',
  },
  reflecting_talk: {
    sv: 'Vad som togs upp\nTankar och perspektiv\nVad hen tar med sig',
    en: 'What was brought up\nThoughts and perspectives\nWhat they take with them',
  },
  seven_twenty: {
    sv: 'Att metoden användes, och i vilket sammanhang\nVad hen själv tar med sig',
    en: 'That the method was used, and in what context\nWhat they take with them',
  },
} as const satisfies Catalogue
