import type { Catalogue } from '../../ui/language.ts'

/** The words of letters. */
export const TEXT = {
  title: { sv: 'Brev', en: 'Letter' },
  'title.one': { sv: 'Skriv brev', en: 'Write a letter' },
  'title.many': { sv: 'Brev till flera', en: 'Letters to several' },
  'title.ageing': { sv: 'Fyller snart 20', en: 'Soon turning 20' },
  lead: {
    sv: 'Brevet blir en PDF för fönsterkuvert (C5 eller E65 med fönstret till höger) och loggas som en kontakt när du hämtar det. Skriv ut enkelsidigt. Kuvert skiljer sig åt och måtten är inte kontrollerade mot någon standard: prova ett brev i era kuvert först.',
    en: 'The letter becomes a PDF for a window envelope (C5 or E65 with the window to the right) and is logged as a contact when you fetch it. Print on one side. Envelopes differ and the measures are not checked against a standard: try one letter in yours first.',
  },
  'ageing.lead': {
    sv: 'De som fyller 20 inom 90 dagar och inte har fått brevet om det. Då upphör aktivitetsansvaret.',
    en: 'Those who turn 20 within 90 days and have not had the letter about it. The activity responsibility ends then.',
  },
  'ageing.none': { sv: 'Ingen väntar på brevet', en: 'Nobody is waiting for the letter' },
  'ageing.none.hint': {
    sv: 'Alla som fyller 20 inom 90 dagar har fått det. Listan fylls på dag för dag.',
    en: 'All who turn 20 within 90 days have had it. The list fills up day by day.',
  },
  'ageing.protected': { sv: 'Har skyddade personuppgifter', en: 'With protected identity' },
  'ageing.protected.lead': {
    sv: '{n} {n:person|personer} med skyddade personuppgifter skrivs det till ett brev i taget, genom Skatteverket.',
    en: '{n} {n:person|persons} with protected identity {n:is|are} written to one letter at a time, through Skatteverket.',
  },
  'ageing.protected.write': { sv: 'Skriv brevet', en: 'Write the letter' },
  'ageing.protected.hidden': {
    sv: 'De som har skyddade personuppgifter står inte här. Den som får se dem skriver till dem, en och en.',
    en: 'Those with protected identity do not stand here. Whoever may see them writes to them, one by one.',
  },
  'steps.others': {
    sv: '{n} av de valda stegen har ett annat brev. Välj {n:det|dem} för sig.',
    en: '{n} of the chosen steps {n:has|have} another letter. Choose {n:it by itself|them by themselves}.',
  },
  no_letter_step: { sv: 'Inget av de valda stegen är ett brev.', en: 'None of the chosen steps is a letter.' },
  action: { sv: 'Gör nu', en: 'Do now' },
  'ageing.write': { sv: 'Skriv brev till alla i listan', en: 'Write letters to all in the list' },
  'ageing.more': {
    sv: 'Listan visar de {n} som fyller år först. Skriv till dem, så kommer fler.',
    en: 'The list shows the {n} whose birthdays come first. Write to them and more will come.',
  },
  name: { sv: 'Namn', en: 'Name' },
  turns: { sv: 'Fyller 20', en: 'Turns 20' },
  outreach: { sv: 'Att kontakta', en: 'To contact' },

  to: { sv: 'Till vem', en: 'To whom' },
  'to.self': { sv: 'Den unge', en: 'The young person' },
  'to.guardian': { sv: 'Vårdnadshavare', en: 'Guardians' },
  'to.help': {
    sv: 'Bara den som är under 18 har vårdnadshavare att skriva till. Brevet går till den unges adress.',
    en: 'Only those under 18 have guardians to write to. The letter goes to the young person’s address.',
  },
  template: { sv: 'Mall', en: 'Template' },
  'template.choose': { sv: 'Välj mall', en: 'Choose a template' },
  language: { sv: 'Språk', en: 'Language' },
  'language.theirs': { sv: 'Var och ens eget', en: 'Each one’s own' },
  persons: { sv: 'Vilka', en: 'Who' },
  'persons.help': {
    sv: 'De du arbetar med. Fler än 200 brev på ett dygn kräver en kollegas ja.',
    en: 'Those you work with. More than 200 letters in a day and a night take a colleague’s yes.',
  },
  'persons.none': { sv: 'Ingen att skriva till', en: 'Nobody to write to' },
  'persons.none.hint': {
    sv: 'Du har inga egna ärenden. Gå till en person och skriv brevet därifrån.',
    en: 'You have no cases of your own. Go to a person and write the letter from there.',
  },
  preview: { sv: 'Förhandsgranska', en: 'Preview' },
  'preview.title': { sv: 'Så här blir det', en: 'This is what it becomes' },
  'preview.window': { sv: 'I fönstret', en: 'In the window' },
  'preview.to': { sv: '{n} brev', en: '{n} {n:letter|letters}' },
  'preview.nobody': { sv: 'Ingen av dem kan få det.', en: 'None of them can get it.' },
  'preview.left': { sv: 'Utan brev blir:', en: 'Without a letter:' },
  'preview.no_sender': {
    sv: 'Kontoret har varken telefon eller e-post på breven',
    en: 'The office has neither telephone nor e-mail on its letters',
  },
  'preview.no_sender.hint': {
    sv: 'Då vet mottagaren inte hur man svarar. Be administratören lägga in det under Inställningar, Meddelanden.',
    en: 'The receiver then cannot tell how to answer. Ask the administrator to enter it under Settings, Messages.',
  },
  again: { sv: 'Ändra', en: 'Change' },
  make: { sv: 'Hämta PDF och logga brevet', en: 'Fetch the PDF and log the letter' },
  'make.many': { sv: 'Hämta PDF och logga breven', en: 'Fetch the PDF and log the letters' },
  'make.hint': {
    sv: 'Samma brev samma dag är en kopia och loggas bara en gång.',
    en: 'The same letter on the same day is a copy and is logged once only.',
  },

  'reason.protected': {
    sv: 'har skyddad identitet; skriv från personens sida, till den unge själv',
    en: 'has a protected identity; write from their own page, to the young person',
  },
  'reason.not_member': { sv: 'finns inte längre i registret', en: 'is no longer in the register' },
  'reason.of_age': {
    sv: 'är inte under 18 och har ingen vårdnadshavare att skriva till',
    en: 'is not under 18 and has no guardian to write to',
  },
  'reason.no_address': { sv: 'saknar fullständig adress', en: 'has no complete address' },

  'forward.notice': {
    sv: 'Skyddad identitet: brevet har ingen adress. Det går genom Skatteverket, och PDF:en börjar med ett blad om hur.',
    en: 'Protected identity: the letter has no address. It goes through Skatteverket, and the PDF begins with a sheet on how.',
  },
  'forward.title': { sv: 'Så här skickar du brevet', en: 'How to send this letter' },
  'forward.lead': {
    sv: 'Mottagaren har skyddade personuppgifter. Skatteverket förmedlar brevet. Det här bladet ska inte skickas med.',
    en: 'The receiver has protected personal data. Skatteverket forwards the letter. Do not send this sheet along.',
  },
  'forward.inner': {
    sv: 'Lägg brevet i ett kuvert utan fönster och klistra igen det.',
    en: 'Put the letter in an envelope without a window and seal it.',
  },
  'forward.number': {
    sv: 'Skriv mottagarens personnummer för hand på kuvertet. Skriv inte varför ni hör av er.',
    en: 'Write the receiver’s personal number on the envelope by hand. Do not write why you are in touch.',
  },
  'forward.back': {
    sv: 'Skriv kontorets adress på kuvertets baksida.',
    en: 'Write the office’s address on the back of the envelope.',
  },
  'forward.outer': {
    sv: 'Lägg det i ett ytterkuvert, frankera och skicka till adressen nedan.',
    en: 'Put it in an outer envelope, stamp it and send it to the address below.',
  },

  nobody_chosen: { sv: 'Välj minst en att skriva till.', en: 'Choose at least one to write to.' },
  too_many: {
    sv: 'Högst 1 000 brev åt gången. Ta bort några och gör resten sedan.',
    en: '1,000 letters at most at once. Take some away and make the rest afterwards.',
  },
  template_missing: { sv: 'Välj en mall för brevet.', en: 'Choose a template for the letter.' },
  placeholder_missing: {
    sv: 'Mallen har ett fält som saknar innehåll, till exempel [telefon]. Be den som formulerar mallar att fylla i det eller ta bort fältet.',
    en: 'The template has a field with nothing to fill it, such as [telefon]. Ask who words templates to fill it in or take it away.',
  },
  nobody_left: {
    sv: 'Ingen av dem kan få brevet. Se varför under Förhandsgranska.',
    en: 'None of them can get the letter. See why under Preview.',
  },
  letters_need_second: {
    sv: 'Ingen kan ensam ta ut namn och adress för fler än 200 på ett dygn. Låt en kollega göra de här breven, gör dem i morgon, eller be samordnaren: med en kollegas ja går det.',
    en: 'Nobody can alone take out names and addresses of more than 200 in a day and a night. Let a colleague make these letters, make them tomorrow, or ask the coordinator: with a colleague’s yes it can be done.',
  },
  approval_over: {
    sv: 'Godkännandet är redan använt eller har gått ut. Fråga igen.',
    en: 'The approval has been used or has expired. Ask again.',
  },
  approval_reason: { sv: 'Skriv varför, 10–400 tecken.', en: 'Write why, 10–400 characters.' },
  'ask.title': { sv: 'Be en kollega godkänna', en: 'Ask a colleague to approve' },
  'ask.reason': { sv: 'Varför behövs breven?', en: 'Why are the letters needed?' },
  'ask.reason.help': {
    sv: 'Skriv inga namn. När någon har sagt ja väljer du samma mall och gör breven.',
    en: 'Write no names. When somebody has said yes you choose the same template and make the letters.',
  },
  'ask.submit': { sv: 'Be om godkännande', en: 'Ask for approval' },
  'ask.asked': {
    sv: 'Frågan är skickad. När någon har sagt ja kan du göra breven.',
    en: 'The request is sent. When somebody has said yes you can make the letters.',
  },
} as const satisfies Catalogue
export type LetterWord = keyof typeof TEXT
