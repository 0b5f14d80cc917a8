import type { Catalogue } from '../../ui/language.ts'

/** What is put beside the words of an e-mail, in the thread. */
export const TEXT = {
  attachments: {
    sv: '{n} {n:bilaga|bilagor} ligger kvar i brevlådan.',
    en: '{n} {n:attachment|attachments} left in the mailbox.',
  },
  long: { sv: 'Mejlet var långt: resten ligger i brevlådan.', en: 'The e-mail was long: the rest is in the mailbox.' },
  elsewhere: {
    sv: 'Svaret kom från en annan adress än den vi skrev till.',
    en: 'The answer came from another address than the one we wrote to.',
  },
} as const satisfies Catalogue
