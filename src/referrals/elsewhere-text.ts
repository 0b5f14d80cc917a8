import type { Catalogue } from '../ui/language.ts'

/** The words of referrals to and from other authorities. */
export const ELSEWHERE_TEXT = {
  'title.elsewhere': { sv: 'Aktualisera till en annan myndighet', en: 'Refer to another authority' },
  'elsewhere.lead': {
    sv: 'Uppgifter om den unga delas med dem på en laglig grund. Med delningen följer att ni vill att de möter den unga, och varför. Det ni själva har skrivit stannar hos er.',
    en: 'Details of the young person are shared with them on a ground of the law. With the share goes that you want them to meet the young person, and why. What you have written yourselves stays with you.',
  },
  'elsewhere.choose': { sv: 'Till vem?', en: 'To whom?' },
  'elsewhere.choose.none': {
    sv: 'Det finns ingen annan myndighet i Sedd att skicka till.',
    en: 'There is no other authority in Sedd to send to.',
  },
  'elsewhere.form': { sv: 'Skicka aktualiseringen', en: 'Send the referral' },
  'elsewhere.save': { sv: 'Dela och skicka aktualiseringen', en: 'Share and send the referral' },
  'elsewhere.saved': {
    sv: 'Aktualiseringen är skickad. Här ser du hur det går, och kan ta tillbaka den tills de har svarat.',
    en: 'The referral is sent. Here you see how it goes, and can withdraw it until they have answered.',
  },
  'elsewhere.only_in_emergency': {
    sv: 'Du kan inte dela uppgifter om den unga. Be den som har ärendet.',
    en: 'You cannot share details of the young person. Ask whoever has the case.',
  },
  'pass.domain.choose': { sv: 'Till sekretesskompassen', en: 'To the secrecy compass' },
  'pass.domain.help': {
    sv: 'Du får först se vilken sekretess som gäller, vilken grund som bär och vad de får se.',
    en: 'First you see which secrecy applies, which ground bears, and what they will see.',
  },
  'course.title': { sv: 'Hos {name}', en: 'At {name}' },
  'course.sent': { sv: 'Skickad, inte framme än', en: 'Sent, not there yet' },
  'course.taken': { sv: 'Framme i deras inkorg', en: 'In their inbox' },
  'course.begun': { sv: 'De bedömer den', en: 'They are assessing it' },
  'course.accepted': { sv: 'De har antagit den', en: 'They have accepted it' },
  'course.declined': { sv: 'De har nekat den', en: 'They have declined it' },
  'course.passed_on': { sv: 'De har lämnat den vidare', en: 'They have passed it on' },
  'course.withdrawn': { sv: 'Tagen tillbaka', en: 'Withdrawn' },
  'course.told': {
    sv: 'Mer än så får vi inte veta: hos dem gäller deras egen sekretess.',
    en: 'We are told no more than that: their own secrecy applies with them.',
  },
  'course.share': { sv: 'Vad som är delat', en: 'What is shared' },
  'came.title': { sv: 'Från {name}', en: 'From {name}' },
  'came.purpose': { sv: 'Vad det är till för', en: 'What it is for' },
  'came.open': { sv: 'Se vem det gäller', en: 'See whom it is about' },
  'came.closed': {
    sv: 'Delningen är inte öppen för dig, eller har tagit slut. Fråga {name}, eller be en kollega.',
    en: 'The share is not open to you, or over. Ask {name}, or a colleague.',
  },
  'came.closed.unknown': {
    sv: 'Delningen är inte öppen för dig, eller har tagit slut. Be en kollega.',
    en: 'The share is not open to you, or over. Ask a colleague.',
  },
  'came.told': {
    sv: 'Avsändaren får veta när du tar den, och om ni antar, nekar eller lämnar vidare. Anledningen får de bara veta när den inte säger något om den unga.',
    en: 'The sender learns when you take it, and whether you accept, decline or pass on. They learn the reason only where it says nothing of the young person.',
  },
  'number.from_share': {
    sv: 'Lämna tomt för att använda numret i delningen.',
    en: 'Leave empty to use the number in the share.',
  },
  number_not_shared: {
    sv: 'Delningen har inget nummer, eller är inte öppen för dig. Skriv numret själv.',
    en: 'The share has no number, or is not open to you. Type the number yourself.',
  },
  team_full: {
    sv: 'Teamet är fullt. Sätt den unga i kö, välj ett annat team, eller kryssa för att anta ändå.',
    en: 'The team is full. Queue, choose another team, or tick to accept all the same.',
  },
  'accept.anyway': { sv: 'Anta fast teamet är fullt', en: 'Accept although the team is full' },
  taken_back: {
    sv: 'Avsändaren har tagit tillbaka aktualiseringen. Ingenting ändrades.',
    en: 'The sender has withdrawn the referral. Nothing was changed.',
  },
  answered_elsewhere: {
    sv: 'De har redan svarat, eller så är den redan tagen tillbaka. Se nedan.',
    en: 'They have answered already, or it is withdrawn already. See below.',
  },
} as const satisfies Catalogue
