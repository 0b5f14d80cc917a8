import type { Catalogue } from '../ui/language.ts'

export const TEXT = {
  'waiting.title': { sv: 'Snart klart', en: 'Nearly there' },
  'waiting.lead': {
    sv: 'En påhittad region läses in, med tusentals ungdomar och deras skolgång. Det görs bara den här gången och tar ungefär en minut. Sidan går vidare av sig själv.',
    en: 'A made-up region is being loaded, with thousands of young people and their schooling. This is done only this once and takes about a minute. The page goes on by itself.',
  },
  'waiting.label': { sv: 'Uppgifter inlästa', en: 'Facts loaded' },
} as const satisfies Catalogue
