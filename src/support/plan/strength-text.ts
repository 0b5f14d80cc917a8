import type { Catalogue } from '../../ui/language.ts'

/** The words of bringing what was mapped into a goal. */
export const STRENGTH_TEXT = {
  'strengths.bring': { sv: 'Hämta styrkorna till målet', en: 'Bring the strengths into the goal' },
  'strengths.brought': {
    sv: 'Styrkorna står nu i formuläret. Ändra dem så att de passar målet: planen läses av fler än kartläggningen.',
    en: 'The strengths stand in the form now. Change them to fit the goal: the plan is read by more than the mapping is.',
  },
  'strengths.unsaid': {
    sv: 'Inget är skrivet om styrkor som du får läsa.',
    en: 'Nothing is written of strengths that you may read.',
  },
  'strengths.over': {
    sv: 'Du har läst så mycket på kort tid att styrkorna inte kan hämtas nu. Försök igen senare.',
    en: 'You have read so much in a short while that the strengths cannot be brought in now. Try again later.',
  },
  'strengths.mapped': {
    sv: 'Läs om styrkorna i kartläggningen {day}',
    en: 'Read of the strengths in the mapping of {day}',
  },
} as const satisfies Catalogue
