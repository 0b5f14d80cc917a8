import type { Catalogue } from '../ui/language.ts'

export const TEXT = {
  'role.kaa_coordinator': { sv: 'KAA-samordnare', en: 'KAA coordinator' },
  'role.coach': { sv: 'Coach', en: 'Coach' },
  'role.attendance_team': { sv: 'Närvaroteam', en: 'Attendance team' },
  'role.counsellor': { sv: 'Studie- och yrkesvägledare', en: 'Guidance counsellor' },
  'role.social_worker': { sv: 'Socialsekreterare', en: 'Social worker' },
  'role.project_leader': { sv: 'Projektledare', en: 'Project leader' },
  'role.regional_leader': { sv: 'Regional projektledare', en: 'Regional project leader' },
  'role.evaluator': { sv: 'Utvärderare', en: 'Evaluator' },
  'role.administrator': { sv: 'Administratör', en: 'Administrator' },
  'role.data_protection_officer': { sv: 'Dataskyddsombud', en: 'Data protection officer' },
  'role.machine': { sv: 'Sedd', en: 'Sedd' },
  'signIn.title': { sv: 'Vem är du i dag?', en: 'Who are you today?' },
  'signIn.lead': {
    sv: 'Det här är en demonstration. Välj någon att logga in som och se Sedd med den personens ögon.',
    en: 'This is a demonstration. Choose somebody to sign in as and see Sedd through their eyes.',
  },
  'signIn.none.title': { sv: 'Logga in', en: 'Sign in' },
  'signIn.none': {
    sv: 'Här finns ännu inget sätt att logga in i webbläsaren. Den som driver Sedd kan arbeta med kommandot sedd.',
    en: 'There is no way to sign in with the browser here yet. Whoever runs Sedd can work with the sedd command.',
  },
  'signIn.as': { sv: 'Logga in som {name}', en: 'Sign in as {name}' },
  'signIn.unknown': {
    sv: 'Det kontot finns inte längre. Välj ett annat.',
    en: 'That account is gone. Choose another.',
  },
  'signIn.ended': {
    sv: 'Du har loggats ut. Logga in igen för att fortsätta där du var.',
    en: 'You have been signed out. Sign in again to go on where you were.',
  },
  'error.not_found.title': { sv: 'Det finns inget här', en: 'There is nothing here' },
  'error.not_found': {
    sv: 'Sidan eller uppgiften finns inte, eller så är den inte din att se.',
    en: 'The page or the record does not exist, or it is not yours to see.',
  },
  'error.forbidden.title': { sv: 'Din roll får inte göra det här', en: 'Your role may not do this' },
  'error.forbidden': {
    sv: 'Be den som är administratör hos er om du behöver kunna göra det här.',
    en: 'Ask your administrator if you need to be able to do this.',
  },
  'error.conflict.title': { sv: 'Någon hann före', en: 'Somebody was first' },
  'error.conflict': {
    sv: 'Uppgiften har ändrats sedan du öppnade sidan. Ladda om och se efter innan du försöker igen.',
    en: 'The record has changed since you opened the page. Reload and look before you try again.',
  },
  'error.invalid.title': { sv: 'Det gick inte att spara', en: 'It could not be saved' },
  'error.invalid': {
    sv: 'Något i formuläret stämmer inte. Gå tillbaka, rätta och försök igen.',
    en: 'Something in the form is not right. Go back, correct it and try again.',
  },
  'error.too_large.title': { sv: 'Det var för stort', en: 'That was too large' },
  'error.too_large': {
    sv: 'Det du skickade är större än vi tar emot. Dela upp det och försök igen.',
    en: 'What you sent is larger than we accept. Split it and try again.',
  },
  'error.failed.title': { sv: 'Något gick fel hos oss', en: 'Something went wrong on our side' },
  'error.failed': {
    sv: 'Inget har sparats halvt. Försök igen om en stund. Händer det igen: ange {reference} när du hör av dig.',
    en: 'Nothing was half saved. Try again in a while. If it happens again: mention {reference} when you get in touch.',
  },
  'error.back': { sv: 'Till startsidan', en: 'To the start page' },
} as const satisfies Catalogue
