import type { Template, TemplateChannel } from './model.ts'

const version = 0
const sms = (code: string, language: string, wording: string): Template => ({
  ...{ code, channel: 'sms', language, version, subject: null, wording },
})
const written = (channel: Exclude<TemplateChannel, 'sms'>) => (code: string, language: string, of: [string, string]) =>
  ({ code, channel, language, version, subject: of[0], wording: of[1] }) satisfies Template
const letter = written('letter')
const email = written('email')

/** The wordings every domain begins with. Each tells that an office would like to be in touch, and nothing else. */
export const DEFAULT_TEMPLATES: readonly Template[] = [
  sms(
    'first_contact',
    'sv',
    'Hej! Vi på [kontor] vill gärna höra hur du har det. Svara på det här sms:et när det passar, så ringer vi upp. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'first_contact',
    'sv-plain',
    'Hej! Vi arbetar på [kontor]. Vi vill prata med dig. Svara på sms:et. Då ringer vi dig. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'first_contact',
    'en',
    'Hi! We at [kontor] would like to hear how you are. Reply to this text when it suits you and we will call. Reply STOP for no more texts.',
  ),
  sms(
    'reminder',
    'sv',
    'Hej igen! Vi på [kontor] har hört av oss och hoppas få prata med dig. När passar det att vi ringer? Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'reminder',
    'sv-plain',
    'Hej igen! Det är [kontor]. Vi vill fortfarande prata med dig. När kan vi ringa? Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'reminder',
    'en',
    'Hi again! We at [kontor] have been in touch and hope to talk with you. When is a good time to call? Reply STOP for no more texts.',
  ),
  sms(
    'guardian_first',
    'sv',
    'Hej! Vi på [kontor] vill gärna komma i kontakt med dig. Svara på det här sms:et när det passar, så ringer vi upp. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'guardian_first',
    'sv-plain',
    'Hej! Vi arbetar på [kontor]. Vi vill prata med dig. Svara på sms:et. Då ringer vi dig. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'guardian_first',
    'en',
    'Hi! We at [kontor] would like to get in touch with you. Reply to this text when it suits you and we will call. Reply STOP for no more texts.',
  ),
  sms(
    'last_attempt',
    'sv',
    'Hej! Vi på [kontor] finns här om du vill prata, nu eller längre fram. Svara på det här sms:et när du vill. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'last_attempt',
    'sv-plain',
    'Hej! Vi på [kontor] finns här för dig. Du kan svara på sms:et när du vill. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'last_attempt',
    'en',
    'Hi! We at [kontor] are here if you want to talk, now or later. Reply to this text whenever you like. Reply STOP for no more texts.',
  ),
  sms(
    'plan',
    'sv',
    'Hej! Det vi har pratat om finns här. Läs i lugn och ro och säg vad du tycker: [länk] Hälsningar [kontor].',
  ),
  sms(
    'plan',
    'sv-plain',
    'Hej! Det vi har pratat om finns här. Tryck på länken, läs och svara: [länk] Hälsningar [kontor].',
  ),
  sms(
    'plan',
    'en',
    'Hi! What we have talked about is here. Read in peace and tell us what you think: [länk] Regards, [kontor].',
  ),
  sms('booking', 'sv', 'Hej! Vi på [kontor] ses [dag] kl. [tid]. Svara om det inte passar.'),
  sms('booking', 'sv-plain', 'Hej! Du ska träffa [kontor] [dag] klockan [tid]. Svara om du inte kan.'),
  sms('booking', 'en', 'Hi! You are meeting [kontor] on [dag] at [tid]. Reply if it does not suit you.'),
  sms(
    'checkin',
    'sv',
    'Hej! Hur mår du? Svara med en knapp: [länk] Hälsningar [kontor]. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'checkin',
    'sv-plain',
    'Hej! Hur mår du? Tryck på länken och svara: [länk] Hälsningar [kontor]. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'checkin',
    'en',
    'Hi! How are you? Answer with one button: [länk] Regards, [kontor]. Reply STOP for no more texts.',
  ),
  sms(
    'progress',
    'sv',
    'Hej! Var tycker du att du står just nu? Svara med några tryck: [länk] Hälsningar [kontor]. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'progress',
    'sv-plain',
    'Hej! Hur går det för dig just nu? Tryck på länken och svara: [länk] Hälsningar [kontor]. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'progress',
    'en',
    'Hi! Where do you feel you are right now? Answer with a few presses: [länk] Regards, [kontor]. Reply STOP for no more texts.',
  ),
  sms(
    'follow_up',
    'sv',
    'Hej! Vad gör du nu för tiden? Svara med en knapp: [länk] Hälsningar [kontor]. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'follow_up',
    'sv-plain',
    'Hej! Vad gör du nu? Tryck på länken och svara: [länk] Hälsningar [kontor]. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'follow_up',
    'en',
    'Hi! What are you doing these days? Answer with one button: [länk] Regards, [kontor]. Reply STOP for no more texts.',
  ),
  sms(
    'form',
    'sv',
    'Hej! Här är länken vi pratade om: [länk] Den gäller i två veckor. Hälsningar [kontor]. Svara STOPP om du inte vill ha fler sms.',
  ),
  sms(
    'form',
    'sv-plain',
    'Hej! Här är länken från oss: [länk] Den fungerar i två veckor. Hälsningar [kontor]. Skriv STOPP om du inte vill ha sms.',
  ),
  sms(
    'form',
    'en',
    'Hi! Here is the link we talked about: [länk] It works for two weeks. Regards, [kontor]. Reply STOP for no more texts.',
  ),
  email('first_contact', 'sv', [
    'Hej från [kontor]',
    'Hej!\n\nVi på [kontor] vill gärna höra hur du har det. Svara på mejlet när det passar, så ringer vi upp.\n\nVänliga hälsningar\n[kontor]',
  ]),
  email('first_contact', 'sv-plain', [
    'Hej från [kontor]',
    'Hej!\n\nVi arbetar på [kontor]. Vi vill prata med dig. Svara på mejlet. Då ringer vi dig.\n\nHälsningar\n[kontor]',
  ]),
  email('first_contact', 'en', [
    'Hello from [kontor]',
    'Hello!\n\nWe at [kontor] would like to hear how you are. Reply when it suits you and we will call.\n\nKind regards\n[kontor]',
  ]),
  email('reminder', 'sv', [
    'Hej igen från [kontor]',
    'Hej igen!\n\nVi på [kontor] har hört av oss och hoppas få prata med dig. Svara på mejlet och skriv när det passar att vi ringer.\n\nVänliga hälsningar\n[kontor]',
  ]),
  email('reminder', 'sv-plain', [
    'Hej igen från [kontor]',
    'Hej igen!\n\nDet är [kontor]. Vi vill fortfarande prata med dig. När kan vi ringa? Svara på mejlet.\n\nHälsningar\n[kontor]',
  ]),
  email('reminder', 'en', [
    'Hello again from [kontor]',
    'Hello again!\n\nWe at [kontor] have been in touch and hope to talk with you. Reply and tell us when is a good time to call.\n\nKind regards\n[kontor]',
  ]),
  letter('letter_first', 'sv', [
    'Vi vill gärna träffa dig',
    'Hej!\n\nVi på [kontor] har försökt nå dig och vill gärna höra hur du har det. Det kostar ingenting att prata med oss, och du bestämmer själv vad du vill berätta.\n\nHör av dig när det passar.\n\nVänliga hälsningar\n[kontor]',
  ]),
  letter('letter_first', 'sv-plain', [
    'Vi vill träffa dig',
    'Hej!\n\nVi arbetar på [kontor]. Vi vill prata med dig. Det kostar inga pengar. Du bestämmer själv vad du vill säga.\n\nRing eller skriv till oss.\n\nHälsningar\n[kontor]',
  ]),
  letter('letter_first', 'en', [
    'We would like to meet you',
    'Hello!\n\nWe at [kontor] have tried to reach you and would like to hear how you are. Talking with us costs nothing, and you decide what to tell.\n\nGet in touch when it suits you.\n\nKind regards\n[kontor]',
  ]),
  letter('letter_guardian', 'sv', [
    'Vi vill gärna komma i kontakt',
    'Hej!\n\nVi på [kontor] vill gärna komma i kontakt med dig som är vårdnadshavare. Det kostar ingenting att prata med oss.\n\nHör av dig när det passar.\n\nVänliga hälsningar\n[kontor]',
  ]),
  letter('letter_guardian', 'sv-plain', [
    'Vi vill prata med dig',
    'Hej!\n\nDu är vårdnadshavare. Vi arbetar på [kontor]. Vi vill prata med dig. Det kostar inga pengar.\n\nRing eller skriv till oss.\n\nHälsningar\n[kontor]',
  ]),
  letter('letter_guardian', 'en', [
    'We would like to get in touch',
    'Hello!\n\nWe at [kontor] would like to get in touch with you as a guardian. Talking with us costs nothing.\n\nGet in touch when it suits you.\n\nKind regards\n[kontor]',
  ]),
  letter('letter_ageing_out', 'sv', [
    'Innan du fyller 20',
    'Hej!\n\nSnart fyller du 20 år. Vi på [kontor] vill gärna höras innan dess, så att du vet vart du kan vända dig sedan.\n\nHör av dig när det passar.\n\nVänliga hälsningar\n[kontor]',
  ]),
  letter('letter_ageing_out', 'sv-plain', [
    'Innan du fyller 20',
    'Hej!\n\nDu fyller snart 20 år. Vi på [kontor] vill prata med dig före det. Vi berättar vem som kan hjälpa dig sedan.\n\nRing eller skriv till oss.\n\nHälsningar\n[kontor]',
  ]),
  letter('letter_ageing_out', 'en', [
    'Before you turn 20',
    'Hello!\n\nYou will soon turn 20. We at [kontor] would like to talk before then, so that you know where to turn afterwards.\n\nGet in touch when it suits you.\n\nKind regards\n[kontor]',
  ]),
]
