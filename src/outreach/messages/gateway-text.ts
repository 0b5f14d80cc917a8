import type { Catalogue } from '../../ui/language.ts'

/** What is said where there is nobody to hand messages to, each channel for itself. */
export const GATEWAY_TEXT = {
  'no_gateway.sms': { sv: 'Ingen tjänst för sms är inkopplad', en: 'No service for texts is connected' },
  'no_gateway.sms.hint': {
    sv: 'Sms ligger kvar i kön tills den som driver Sedd har kopplat in en tjänst som skickar dem.',
    en: 'Texts stay in the queue until whoever runs Sedd has connected a service that sends them.',
  },
  'no_gateway.email': { sv: 'Den här installationen skickar inte e-post', en: 'This installation sends no e-mail' },
  'no_gateway.email.hint': {
    sv: 'Ingen e-postserver är inkopplad, så e-post går inte att välja. Skriv ett sms eller ett brev i stället.',
    en: 'No mail server is connected, so e-mail cannot be chosen. Write a text or a letter instead.',
  },
  email_not_sent: {
    sv: 'Den här installationen skickar inte e-post. Välj sms, eller skriv ett brev.',
    en: 'This installation sends no e-mail. Choose a text, or write a letter.',
  },
} as const satisfies Catalogue
