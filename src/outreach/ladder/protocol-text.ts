import type { Catalogue } from '../../ui/language.ts'

/** The words of the order of steps. */
export const PROTOCOL_TEXT = {
  'protocol.title': { sv: 'Stegens ordning', en: 'The order of steps' },
  'protocol.lead': {
    sv: 'I vilken ordning och hur tätt de unga söks. En ändring gäller alla på stegen från nästa planering; det som är gjort görs inte om.',
    en: 'In which order and how often the young are sought. A change holds for everybody on the ladder from the next planning; what is done is not done again.',
  },
  'protocol.version': { sv: 'Version {n}', en: 'Version {n}' },
  'protocol.moved': {
    sv: '{n} på stegen gick över till den här ordningen.',
    en: '{n} on the ladder came over to this order.',
  },
  'protocol.default': {
    sv: 'Den vanliga ordningen, som gäller tills ni ändrar den',
    en: 'The usual order, which holds until you change it',
  },
  'protocol.edit': { sv: 'Ändra ordningen', en: 'Change the order' },
  'protocol.law': {
    sv: 'Lagen går före ordningen: skyddade nås bara med brev genom Skatteverkets förmedling eller hembesök av två, vårdnadshavare bara för den som är under 18, och ett steg hoppas över när nummer eller adress saknas.',
    en: 'The law goes before the order: the protected are reached only by forwarded letters or visits by two, guardians only for those under 18, and a step is passed over where no number or address is known.',
  },
  'protocol.channel': { sv: 'Hur', en: 'How' },
  'protocol.channel.none': { sv: 'Inget steg', en: 'No step' },
  'protocol.through': { sv: 'Till vem', en: 'To whom' },
  'through.self': { sv: 'Den unge', en: 'The young person' },
  'through.guardian': { sv: 'Vårdnadshavare', en: 'Guardians' },
  'protocol.wait': { sv: 'Arbetsdagar efter förra steget', en: 'Workdays after the step before' },
  'protocol.deadline': { sv: 'Arbetsdagar att göra det på', en: 'Workdays to do it in' },
  'protocol.role': { sv: 'Vem som gör det', en: 'Who does it' },
  'protocol.template': { sv: 'Mall', en: 'Template' },
  'protocol.template.none': { sv: 'Ingen', en: 'None' },
  'protocol.template.help': {
    sv: 'För sms, e-post och brev. Mallarna skrivs under Meddelanden.',
    en: 'For texts, e-mails and letters. Templates are written under Messages.',
  },
  'protocol.only': { sv: 'Bara för', en: 'Only for' },
  'only.all': { sv: 'Alla', en: 'Everybody' },
  'only.under_18': { sv: 'De under 18', en: 'Those under 18' },
  'only.adult': { sv: 'De över 18', en: 'Those over 18' },
  'only.protected': { sv: 'De med skyddade uppgifter', en: 'Those with protected identity' },
  'only.not_protected': { sv: 'De utan skyddade uppgifter', en: 'Those without protected identity' },
  'protocol.more': { sv: 'Mer om steget', en: 'More about the step' },
  'protocol.order': { sv: 'Plats i ordningen', en: 'Place in the order' },
  'protocol.preview': { sv: 'Se vad det ändrar', en: 'See what it changes' },
  'protocol.save': { sv: 'Spara den nya ordningen', en: 'Save the new order' },
  'protocol.moves': {
    sv: '{n} av {of} på stegen får ett annat nästa steg eller en annan dag.',
    en: '{n} of {of} on the ladder get another next step or another day.',
  },
  'protocol.moves.unseen': {
    sv: 'Hur många det rör ser den som ser alla unga.',
    en: 'How many it concerns is seen by one who sees all the young.',
  },
  'protocol.saved': {
    sv: 'Ordningen är sparad och gäller från nästa planering.',
    en: 'The order is saved and holds from the next planning.',
  },
  protocol_changed: {
    sv: 'En kollega har ändrat ordningen. Läs den och ändra igen.',
    en: 'A colleague has changed the order. Read it and change again.',
  },
  no_steps: { sv: 'Ordningen behöver minst ett steg.', en: 'The order needs at least one step.' },
  too_many_steps: { sv: 'Högst 20 steg.', en: '20 steps at most.' },
  code_twice: {
    sv: 'Två steg har samma kod. Läs in sidan igen.',
    en: 'Two steps have the same code. Load the page again.',
  },
  days_range: { sv: 'Skriv ett tal mellan 0 och 60.', en: 'Write a number between 0 and 60.' },
  guardian_channel: {
    sv: 'Till vårdnadshavare går sms, samtal, e-post och brev.',
    en: 'Guardians are reached by text, call, e-mail and letter.',
  },
  protected_channel: {
    sv: 'Skyddade nås bara med brev eller hembesök.',
    en: 'The protected are reached by letter or home visit only.',
  },
  template_of_channel: {
    sv: 'Välj en mall som finns för det sättet, eller ingen.',
    en: 'Choose a template that there is for that way, or none.',
  },
} as const satisfies Catalogue
