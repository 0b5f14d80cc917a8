import type { Catalogue } from '../../ui/language.ts'

/** The words of browsers that tell. */
export const PUSH_TEXT = {
  'push.body': {
    sv: 'Du har {n} {n:ny avisering|nya aviseringar} i Sedd.',
    en: 'You have {n} new {n:alert|alerts} in Sedd.',
  },
  'push.title': { sv: 'Aviseringar på den här enheten', en: 'Alerts on this device' },
  'push.text': {
    sv: 'Webbläsaren kan säga till när du har fått en avisering, även när Sedd är stängt. Där står bara hur många de är, aldrig vad det gäller eller om vem.',
    en: 'The browser can tell you when you have got an alert, also when Sedd is closed. It says only how many there are, never what they are about or about whom.',
  },
  'push.without': {
    sv: 'Det går inte i den här webbläsaren, eller så är skript avstängda i den. Välj i stället det dagliga brevet här nedanför.',
    en: 'It does not work in this browser, or script is off in it. Choose the daily letter below instead.',
  },
  'push.turn_on': { sv: 'Slå på på den här enheten', en: 'Turn on for this device' },
  'push.turn_off': { sv: 'Slå av', en: 'Turn off' },
  'push.turned_on': { sv: 'Aviseringar är påslagna på den här enheten.', en: 'Alerts are on for this device.' },
  'push.turned_off': { sv: 'Aviseringar är avslagna på enheten.', en: 'Alerts are off for the device.' },
  'push.denied': {
    sv: 'Webbläsaren fick inte lov att visa aviseringar. Ändra det i webbläsarens inställningar för den här webbplatsen, och försök igen.',
    en: 'The browser was not allowed to show alerts. Change that in the browser’s settings for this site, and try again.',
  },
  'push.failed': {
    sv: 'Webbläsaren kunde inte slå på aviseringar. Försök igen om en stund.',
    en: 'The browser could not turn alerts on. Try again in a while.',
  },
  'push.unusable': {
    sv: 'Det webbläsaren svarade går inte att använda. Försök igen, eller välj det dagliga brevet.',
    en: 'What the browser answered cannot be used. Try again, or choose the daily letter.',
  },
  'push.too_many': {
    sv: 'Du har aviseringar på så många enheter som det går. Slå av en som du inte använder.',
    en: 'You have alerts on as many devices as there can be. Turn one off that you do not use.',
  },
  'push.devices': { sv: 'Enheter där de är påslagna', en: 'Devices where they are on' },
  'push.device': { sv: 'Enhet', en: 'Device' },
  'push.here': { sv: 'Den här enheten', en: 'This device' },
  'push.other': { sv: 'En annan enhet', en: 'Another device' },
  'push.since': { sv: 'Påslagen', en: 'Turned on' },
  'push.told': { sv: 'Sade senast till', en: 'Told last' },
  'push.never': { sv: 'Inte än', en: 'Not yet' },
  'push.act': { sv: 'Gör', en: 'Do' },
  'push.forgets': {
    sv: 'En enhet slås av när du loggar ut på den, och när den inte har sagt till om något på 90 dagar.',
    en: 'A device is turned off when you sign out on it, and when it has told nothing for 90 days.',
  },
  'push.hours': { sv: 'När aviseringar får komma', en: 'When alerts may come' },
  'push.hours.text': {
    sv: 'Det som händer på annan tid kommer när tiden börjar. Det som händer tätt kommer samlat, högst en gång i kvarten.',
    en: 'What happens at other times comes when they begin. What happens close together comes together, at most every quarter of an hour.',
  },
  'push.opens': { sv: 'Från klockan', en: 'From' },
  'push.closes': { sv: 'Till klockan', en: 'Until' },
  'push.days': { sv: 'Även på helger och helgdagar', en: 'On weekends and holidays as well' },
  'push.hours.save': { sv: 'Spara tiderna', en: 'Save the hours' },
  'push.hours.saved': { sv: 'Tiderna är sparade.', en: 'The hours are saved.' },
  'push.hour.unknown': { sv: 'Välj en av tiderna i listan.', en: 'Choose one of the times in the list.' },
  'push.closes.before': {
    sv: 'Sluttiden ska vara senare än starttiden. Välj en senare sluttid.',
    en: 'The end must be later than the start. Choose a later end.',
  },
} as const satisfies Catalogue

export type PushWord = keyof typeof PUSH_TEXT
