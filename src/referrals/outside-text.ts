import type { Catalogue } from '../ui/language.ts'

/** The words of the form for those who have no account: plain, for a worried parent and for somebody of sixteen. */
export const TEXT = {
  title: { sv: 'Stöd för unga', en: 'Support for young people' },
  lead: {
    sv: 'Här når du {name}. De hjälper unga som är på väg att tappa skolan, eller som inte vet vad de ska göra.',
    en: 'Here you reach {name}. They help young people who are losing touch with school, or do not know what to do.',
  },
  'choose.self': { sv: 'Jag vill ha stöd', en: 'I want support' },
  'choose.guardian': { sv: 'Jag är vårdnadshavare', en: 'I am a parent or guardian' },
  'choose.professional': { sv: 'Jag möter unga i mitt arbete', en: 'I meet young people in my work' },
  'choose.title': { sv: 'Vem är du?', en: 'Who are you?' },
  'ring.instead': { sv: 'Du kan också ringa {phone}.', en: 'You can also ring {phone}.' },
  'protected.note': {
    sv: 'Har personen skyddade personuppgifter? Skriv inte här. Ring i stället.',
    en: 'Does the person have a protected identity? Do not write here. Ring instead.',
  },
  'urgent.note': {
    sv: 'Är det bråttom eller farligt: ring 112.',
    en: 'If it is urgent or dangerous: ring 112.',
  },
  back: { sv: 'Tillbaka', en: 'Back' },

  'form.self': { sv: 'Jag vill ha stöd', en: 'I want support' },
  'form.guardian': { sv: 'Jag är orolig för mitt barn', en: 'I am worried about my child' },
  'form.professional': { sv: 'Jag vill att ni möter en ung person', en: 'I want you to meet a young person' },
  'form.self.lead': {
    sv: 'Skriv så lite du vill. Någon hör av sig till dig. Du bestämmer sedan.',
    en: 'Write as little as you like. Somebody gets in touch with you. Then it is up to you.',
  },
  'form.other.lead': {
    sv: 'Det du skriver läses bara av dem som fördelar ärenden. Du får veta att det är mottaget och när det är avslutat, inget mer: det skyddar den unge.',
    en: 'What you write is read only by those who triage. You are told that it is received and when it is closed, and nothing more: that protects the young person.',
  },
  'about.you': { sv: 'Om dig', en: 'About you' },
  'about.youth': { sv: 'Vem det gäller', en: 'Whom it is about' },
  senderName: { sv: 'Ditt namn', en: 'Your name' },
  senderRole: { sv: 'Din roll och arbetsplats', en: 'Your role and workplace' },
  senderEmail: { sv: 'Din e-post', en: 'Your e-mail' },
  'senderEmail.help': {
    sv: 'Dit kommer en länk som du bekräftar med. Först då räknas det.',
    en: 'A link to confirm with goes there. Only then does it count.',
  },
  senderPhone: { sv: 'Din telefon', en: 'Your phone' },
  givenName: { sv: 'Förnamn', en: 'First name' },
  familyName: { sv: 'Efternamn', en: 'Last name' },
  number: { sv: 'Personnummer', en: 'Personal number' },
  'number.help': { sv: 'Om du vet det. ÅÅÅÅMMDD-NNNN.', en: 'If you know it. YYYYMMDD-NNNN.' },
  born: { sv: 'Född', en: 'Born' },
  phone: { sv: 'Telefon', en: 'Phone' },
  email: { sv: 'E-post', en: 'E-mail' },
  'self.reach': {
    sv: 'Skriv telefon eller e-post. Med bara telefon ringer vi dig.',
    en: 'Write a phone number or e-mail. With a phone number only, we ring you.',
  },
  reasons: { sv: 'Vad handlar det om?', en: 'What is it about?' },
  'reasons.help': { sv: 'Välj det som stämmer, högst fem.', en: 'Choose what fits, five at most.' },
  'reasons.absence': { sv: 'Frånvaro från skolan', en: 'Absence from school' },
  'reasons.dropped_out': { sv: 'Har slutat skolan', en: 'Has left school' },
  'reasons.no_occupation': { sv: 'Har inget att göra på dagarna', en: 'Has nothing to do by day' },
  'reasons.school_change': { sv: 'Vill byta utbildning', en: 'Wants to change studies' },
  'reasons.guidance': { sv: 'Behöver hjälp att välja', en: 'Needs help to choose' },
  'reasons.work': { sv: 'Vill ha jobb eller praktik', en: 'Wants a job or a placement' },
  'reasons.isolated': { sv: 'Är mest hemma', en: 'Is mostly at home' },
  'reasons.wellbeing': { sv: 'Behöver någon att prata med', en: 'Needs somebody to talk to' },
  'reasons.other': { sv: 'Annat', en: 'Something else' },
  words: { sv: 'Berätta kort', en: 'Tell us briefly' },
  'words.help': {
    sv: 'Skriv inget om sjukdom eller familjen som inte behövs. Det kan ni ta när ni talas vid.',
    en: 'Write nothing about illness or the family that is not needed. You can speak of that later.',
  },
  trap: { sv: 'Lämna det här fältet tomt', en: 'Leave this field empty' },
  send: { sv: 'Skicka', en: 'Send' },
  keep: { sv: 'Spara och fortsätt senare', en: 'Save and go on later' },
  privacy: {
    sv: 'Uppgifterna används för att ta kontakt och fördela ärendet. Det du inte bekräftar raderas. Du kan när som helst be att få se vad som sparas.',
    en: 'The details are used to get in touch and to triage. What you do not confirm is erased. You may ask at any time to see what is kept.',
  },

  'answer.title': { sv: 'Titta i din e-post', en: 'Look in your e-mail' },
  'answer.text': {
    sv: 'Om adressen stämmer kommer en länk inom några minuter. Öppna den och bekräfta: först då tar vi emot det du skrev. Länken gäller i tre dygn.',
    en: 'If the address is right, a link comes within minutes. Open it and confirm: only then do we receive what you wrote. The link lasts for three days.',
  },
  'answer.none': {
    sv: 'Kom det ingen länk? Titta i skräpposten, eller försök igen.',
    en: 'No link? Look among the junk mail, or try again.',
  },
  'answer.demo': {
    sv: 'Demo: här är länken som annars skickas.',
    en: 'Demo: here is the link that is otherwise sent.',
  },
  'answer.demo.link': { sv: 'Öppna länken', en: 'Open the link' },
  'ring.title': { sv: 'Tack. Vi ringer dig', en: 'Thank you. We will ring you' },
  'ring.text': { sv: 'Någon ringer dig en vardag.', en: 'Somebody rings you on a weekday.' },
  'kept.title': { sv: 'Sparat', en: 'Saved' },
  'kept.text': {
    sv: 'Spara den här länken. Den är det enda sättet tillbaka till det du skrivit, och gäller i sju dygn.',
    en: 'Save this link. It is the only way back to what you have written, and lasts for seven days.',
  },
  'kept.link': { sv: 'Fortsätt skriva', en: 'Go on writing' },
  'confirm.title': { sv: 'Bekräfta', en: 'Confirm' },
  'confirm.text': {
    sv: 'Du har skrivit till {name}. Tryck på knappen så tar de emot det.',
    en: 'You have written to {name}. Press the button and they receive it.',
  },
  'confirm.save': { sv: 'Ja, jag har skrivit detta', en: 'Yes, I wrote this' },
  'gone.title': { sv: 'Länken går inte att använda', en: 'The link cannot be used' },
  'gone.text': {
    sv: 'Den är redan använd, eller har gått ut. Skriv på nytt om du fortfarande vill.',
    en: 'It has been used already, or is over. Write again if you still want to.',
  },
  'status.title': { sv: 'Så går det', en: 'How it goes' },
  'status.received': { sv: 'Mottaget', en: 'Received' },
  'status.closed': { sv: 'Avslutat', en: 'Closed' },
  'status.received.text': { sv: '{name} har tagit emot det du skrev.', en: '{name} has received what you wrote.' },
  'status.closed.text': { sv: '{name} har avslutat ärendet.', en: '{name} has closed the matter.' },
  'status.on': { sv: 'Kom in {at}.', en: 'Received {at}.' },
  'status.save': {
    sv: 'Spara adressen till den här sidan om du vill se hur det går, eller ta tillbaka det du skrev.',
    en: 'Save the address of this page to see how it goes, or to withdraw what you wrote.',
  },
  'withdraw.save': { sv: 'Ta tillbaka', en: 'Withdraw' },
  'withdraw.sure': {
    sv: 'Ingen arbetar vidare med det du skrev.',
    en: 'Nobody goes on working with what you wrote.',
  },
  'mail.subject': { sv: 'Bekräfta det du skrev', en: 'Confirm what you wrote' },
  'mail.text': {
    sv: 'Hej!\n\nNågon har skrivit till {name} och angett den här e-postadressen. Var det du, öppna länken och bekräfta:\n\n{link}\n\nLänken gäller i tre dygn. Var det inte du behöver du inte göra något.',
    en: 'Hello!\n\nSomebody has written to {name} and given this e-mail address. If it was you, open the link and confirm:\n\n{link}\n\nThe link lasts for three days. If it was not you, you need not do anything.',
  },
  'mail.received.subject': { sv: 'Mottaget', en: 'Received' },
  'mail.received.text': {
    sv: 'Hej!\n\nDet du skrev till {name} är mottaget. Här ser du hur det går, och kan ta tillbaka det:\n\n{link}',
    en: 'Hello!\n\nWhat you wrote to {name} is received. Here you see how it goes, and can withdraw it:\n\n{link}',
  },
  'closed.mail': {
    sv: 'Formuläret kan inte ta emot det här just nu. Ring i stället.',
    en: 'The form cannot take this right now. Ring instead.',
  },

  again: {
    sv: 'Läs igenom en gång till och tryck på Skicka.',
    en: 'Read it through once more and press Send.',
  },
  too_many: {
    sv: 'Det har kommit många på kort tid härifrån. Vänta en stund och tryck på Skicka igen, eller ring. Det du skrev står kvar.',
    en: 'Many have come from here in a short time. Wait a while and press Send again, or ring. What you wrote is still here.',
  },
  givenName_missing: { sv: 'Skriv förnamnet.', en: 'Write the first name.' },
  familyName_missing: { sv: 'Skriv efternamnet.', en: 'Write the last name.' },
  senderName_missing: { sv: 'Skriv ditt namn.', en: 'Write your name.' },
  senderRole_missing: { sv: 'Skriv din roll och var du arbetar.', en: 'Write your role and where you work.' },
  senderEmail_missing: { sv: 'Skriv din e-post: dit kommer länken.', en: 'Write your e-mail: the link goes there.' },
  reach_missing: {
    sv: 'Skriv telefon eller e-post, så att vi når dig.',
    en: 'Write a phone number or e-mail, so that we reach you.',
  },
  phone_missing: {
    sv: 'Skriv din telefon: e-post går inte just nu.',
    en: 'Write your phone number: e-mail does not work right now.',
  },
  line_long: { sv: 'Skriv högst 120 tecken.', en: 'Write at most 120 characters.' },
  number_unreadable: {
    sv: 'Numret stämmer inte. Skriv ÅÅÅÅMMDD-NNNN, eller lämna det tomt.',
    en: 'The number is not right. Write YYYYMMDD-NNNN, or leave it empty.',
  },
  day_unreadable: { sv: 'Skriv dagen som 2009-05-17.', en: 'Write the day as 2009-05-17.' },
  phone_unreadable: {
    sv: 'Skriv numret med siffror, till exempel 070-174 06 01.',
    en: 'Write the number in digits, for example 070-174 06 01.',
  },
  email_unreadable: {
    sv: 'Adressen stämmer inte. Skriv den som namn@exempel.se.',
    en: 'The address is not right. Write it like name@example.se.',
  },
  reasons_missing: { sv: 'Välj minst en sak.', en: 'Choose at least one.' },
  reasons_many: { sv: 'Välj högst fem.', en: 'Choose five at most.' },
  words_long: { sv: 'Skriv högst 4 000 tecken.', en: 'Write at most 4,000 characters.' },
} as const satisfies Catalogue

export type OutsideWord = keyof typeof TEXT
