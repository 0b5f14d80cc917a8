import type { Catalogue } from '../../ui/language.ts'

/** The words of the plan as the young person has it: behind a link, and on paper in plain words. */
export const ANSWER_TEXT = {
  title: { sv: 'Din plan', en: 'Your plan' },
  lead: {
    sv: 'Det här har ni pratat om. Läs i lugn och ro. Skicka inte länken vidare: den som har den kan läsa och svara i ditt ställe.',
    en: 'This is what you have talked about. Read in peace. Do not send the link on: whoever has it can read and answer in your stead.',
  },
  'title.guardian': { sv: 'En plan att läsa', en: 'A plan to read' },
  'lead.guardian': {
    sv: 'Du får den här för att du är vårdnadshavare. Planen är skriven till den unga, som är ”du” i den. Skicka inte länken vidare.',
    en: 'You have this as a guardian. The plan is written to the young person, who is “you” in it. Do not send the link on.',
  },
  preview: { sv: 'Öppna länken för att läsa.', en: 'Open the link to read.' },
  'goal.n': { sv: 'Mål {n}', en: 'Goal {n}' },
  matters: { sv: 'Varför det är viktigt för dig', en: 'Why it matters to you' },
  strengths: { sv: 'Det du är bra på', en: 'What you are good at' },
  'you.do': { sv: 'Det här gör du', en: 'This is what you do' },
  'we.do': { sv: 'Det här gör vi', en: 'This is what we do' },
  'others.do': { sv: 'Det här gör andra', en: 'This is what others do' },
  'by.day': { sv: 'senast {day}', en: 'by {day}' },
  done: { sv: 'klart', en: 'done' },
  'review.on': {
    sv: 'Vi tittar på planen tillsammans igen {day}.',
    en: 'We look at the plan together again on {day}.',
  },
  agree: { sv: 'Jag är med på planen', en: 'I am with you on the plan' },
  change: { sv: 'Jag vill ändra något', en: 'I want to change something' },
  'thanks.agreed': { sv: 'Tack! Då kör vi på det här.', en: 'Thank you! Then this is what we do.' },
  'thanks.wants_change': {
    sv: 'Tack! Någon hör av sig, så ändrar vi tillsammans.',
    en: 'Thank you! Somebody will get in touch, and we change it together.',
  },
  'free.will': {
    sv: 'Det är frivilligt. Du kan ändra dig när du vill: säg det till den du har kontakt med.',
    en: 'It is of your own free will. You can change your mind at any time: tell the one you are in touch with.',
  },
  gone: { sv: 'Länken gäller inte längre', en: 'The link no longer holds' },
  'gone.hint': {
    sv: 'Du kan ha svarat redan, eller så har planen ändrats. Hör av dig till den du har kontakt med hos oss, så hjälper vi dig.',
    en: 'You may have answered already, or the plan has changed. Get in touch with the one you know with us, and we will help you.',
  },
  'sign.here': { sv: 'Underskrift', en: 'Signature' },
  'sign.youth': { sv: 'Den unga', en: 'The young person' },
  'sign.guardian': { sv: 'Vårdnadshavare, om det behövs', en: 'A guardian, where needed' },
  'sign.us': { sv: 'För verksamheten', en: 'For the service' },
  'sign.day': { sv: 'Dag', en: 'Day' },
  empty: { sv: 'Planen har inga mål just nu.', en: 'The plan has no goals right now.' },
} as const satisfies Catalogue
