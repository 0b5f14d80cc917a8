import type { Catalogue } from '../../ui/language.ts'

/** What stands on the agreement beside what was agreed. */
export const PAPER_TEXT = {
  title: { sv: 'Överenskommelse om placering', en: 'Agreement on a placement' },
  lead: {
    sv: 'Vi är överens om det här. Den som vill ändra något hör av sig till de andra först.',
    en: 'We agree on this. Whoever wants to change something gets in touch with the others first.',
  },
  parties: { sv: 'Vilka vi är', en: 'Who we are' },
  youth: { sv: 'Den unga', en: 'The young person' },
  workplace: { sv: 'Arbetsplats', en: 'Workplace' },
  office: { sv: 'Kontakt hos oss', en: 'Contact with us' },
  what: { sv: 'Vad vi är överens om', en: 'What we agree on' },
  safety: { sv: 'Trygghet', en: 'Safety' },
  risk: {
    sv: 'Arbetsgivarens riskbedömning för den som är under 18',
    en: 'The employer’s risk assessment for somebody under 18',
  },
  'risk.seen': { sv: 'Visad {day}', en: 'Shown {day}' },
  'risk.none': { sv: 'Ska visas innan arbetet börjar', en: 'To be shown before the work begins' },
  ill: { sv: 'Den dag det inte går att komma', en: 'On a day when it is not possible to come' },
  'ill.text': {
    sv: 'Den unga meddelar arbetsplatsen så tidigt som möjligt. Arbetsplatsen hör av sig till oss om någon inte kommer.',
    en: 'The young person tells the workplace as early as possible. The workplace gets in touch with us if somebody does not come.',
  },
  guardian: { sv: 'Vårdnadshavare', en: 'Guardian' },
  signing: { sv: 'Underskrifter', en: 'Signatures' },
  place: { sv: 'Ort och dag', en: 'Place and day' },
} as const satisfies Catalogue
