import type { Catalogue } from '../ui/language.ts'

/** Access in an emergency, its review, and telling the young person. */
export const GLASS_TEXT = {
  today: { sv: 'I dag', en: 'Today' },
  'glass.title': { sv: 'Nödåtkomst', en: 'Access in an emergency' },
  'glass.lead': {
    sv: 'När någons liv eller hälsa är i fara och den som ansvarar för ungdomen inte går att nå. Det gäller en enda ungdom, i högst fyra timmar.',
    en: 'When somebody’s life or health is in danger and the owner of the case cannot be reached. It opens one person, for four hours at most.',
  },
  'glass.consequence.review': {
    sv: 'En kollega granskar den inom 72 timmar.',
    en: 'A colleague reviews it within 72 hours.',
  },
  'glass.consequence.told': {
    sv: 'Ungdomen får veta att du har tittat, om det inte är farligt.',
    en: 'The young person is told that you have looked, unless that is dangerous.',
  },
  'glass.consequence.log': {
    sv: 'Varje försök står i loggen, också på nummer som ingen har.',
    en: 'Every attempt is in the log, also on numbers that nobody has.',
  },
  'glass.consequence.signIn': {
    sv: 'Du visar vem du är igen om det var mer än fem minuter sedan.',
    en: 'You show who you are again if it was more than five minutes ago.',
  },
  'glass.new': { sv: 'Ta nödåtkomst', en: 'Take access' },
  'glass.number': { sv: 'Ungdomens personnummer', en: 'The young person’s identity number' },
  'glass.number.help': {
    sv: 'ÅÅÅÅMMDD-NNNN. Numret står aldrig i en adress.',
    en: 'YYYYMMDD-NNNN. It never stands in an address.',
  },
  'glass.reason': {
    sv: 'Vad har hänt, och vad behöver du veta?',
    en: 'What has happened, and what do you need to know?',
  },
  'glass.reason.help': {
    sv: 'Minst 20 tecken. Den som granskar läser det.',
    en: 'At least 20 characters. The reviewer reads it.',
  },
  'glass.minutes': { sv: 'Hur länge?', en: 'For how long?' },
  'minutes.15': { sv: 'en kvart', en: 'a quarter of an hour' },
  'minutes.30': { sv: 'en halvtimme', en: 'half an hour' },
  'minutes.60': { sv: 'en timme', en: 'one hour' },
  'minutes.120': { sv: 'två timmar', en: 'two hours' },
  'minutes.240': { sv: 'fyra timmar', en: 'four hours' },
  'glass.save': { sv: 'Öppna ungdomen', en: 'Open the person' },
  'glass.taken': { sv: 'Ungdomen är öppen för dig till {until}.', en: 'The person is open to you until {until}.' },
  'glass.unneeded': {
    sv: 'Du ser redan den här ungdomen, så nödåtkomst behövdes inte.',
    en: 'You see this person already, so no emergency access was needed.',
  },
  'glass.ended': { sv: 'Nödåtkomsten är avslutad.', en: 'The access in an emergency is over.' },
  'glass.end': { sv: 'Avsluta nu', en: 'End now' },
  'glass.own': { sv: 'Dina senaste 30 dagar', en: 'Your last 30 days' },
  'glass.own.none': { sv: 'Du har inte tagit nödåtkomst.', en: 'You have not taken access in an emergency.' },
  'glass.own.none.hint': { sv: 'Så ska det helst vara.', en: 'That is how it should be.' },
  'glass.person': { sv: 'Ungdom', en: 'Person' },
  'glass.person.unseen': { sv: 'En ungdom som du inte ser', en: 'A person you do not see' },
  'glass.when': { sv: 'När', en: 'When' },
  'glass.state': { sv: 'Läge', en: 'State' },
  'glass.running': { sv: 'pågår till {until}', en: 'lasts until {until}' },
  'glass.over': { sv: 'över', en: 'over' },
  'glass.telling': { sv: 'Ungdomen', en: 'The young person' },

  'tell.due': { sv: 'ska få veta', en: 'is to be told' },
  'tell.told': { sv: 'fick veta {day}', en: 'was told on {day}' },
  'tell.stopped': { sv: 'får inte veta: säkerhetsstopp', en: 'is not told: safety stop' },
  'tell.text.title': { sv: 'Text att säga eller skicka', en: 'Words to say or send' },
  'tell.text': {
    sv: 'Hej! Den {when} öppnade {name} ({role}) dina uppgifter hos oss utan att vara den som brukar arbeta med dig. Det gjordes för att det bedömdes finnas en fara. En annan person hos oss granskar om det var rätt. Du får fråga oss vad som lästes och varför, och du kan vända dig till vårt dataskyddsombud.',
    en: 'Hello! On {when} {name} ({role}) opened your records with us without being one of those who usually work with you. It was done because there was thought to be a danger. Somebody else here is reviewing whether it was right. You may ask us what was read and why, and you can turn to our data protection officer.',
  },
  'tell.save': { sv: 'Ungdomen har fått veta', en: 'The young person has been told' },
  'tell.saved': { sv: 'Det är noterat att ungdomen fått veta.', en: 'It is noted that the young person was told.' },
  'stop.open': { sv: 'Säkerhetsstopp: berätta inte', en: 'Safety stop: do not tell' },
  'stop.reason': { sv: 'Varför vore det farligt att berätta?', en: 'Why would it be dangerous to tell?' },
  'stop.reason.help': { sv: 'Minst 10 tecken.', en: 'At least 10 characters.' },
  'stop.save': { sv: 'Stoppa', en: 'Stop' },
  'stop.saved': {
    sv: 'Ungdomen får inte veta än. Den som granskar kan ändra det.',
    en: 'The young person is not told yet. The reviewer can change that.',
  },
  'stop.by': { sv: 'Satt av {by}: {reason}', en: 'Set by {by}: {reason}' },
  'stop.lift': { sv: 'Ta bort säkerhetsstoppet', en: 'Take the safety stop away' },
  'stop.lifted': {
    sv: 'Säkerhetsstoppet är borta. Ungdomen ska få veta.',
    en: 'The safety stop is gone. The young person is to be told.',
  },

  'reviews.title': { sv: 'Granska nödåtkomst', en: 'Review emergency access' },
  'reviews.lead': {
    sv: 'Varje nödåtkomst granskas av någon annan än den som tog den, inom 72 timmar.',
    en: 'Every access in an emergency is reviewed by somebody else than who took it, within 72 hours.',
  },
  'reviews.list': { sv: 'Nödåtkomst hos er', en: 'Emergency access here' },
  'reviews.none': { sv: 'Ingen nödåtkomst att granska.', en: 'No emergency access to review.' },
  'reviews.none.hint': { sv: 'När någon tar nödåtkomst står den här.', en: 'When somebody takes it, it stands here.' },
  'reviews.who': { sv: 'Vem tog den', en: 'Who took it' },
  'reviews.open': { sv: 'Granska', en: 'Review' },
  'reviews.read': { sv: 'Läs', en: 'Read' },
  'state.waiting': { sv: 'granskas senast {due}', en: 'to be reviewed by {due}' },
  'state.overdue': { sv: 'skulle ha granskats {due}', en: 'was to be reviewed by {due}' },
  'state.accepted': { sv: 'godtagen', en: 'accepted' },
  'state.not_justified': { sv: 'inte befogad', en: 'not justified' },
  'state.unknown': { sv: 'försök: ingen har numret', en: 'attempt: nobody has the number' },
  'state.hidden': { sv: 'försök: får inte se ungdomen', en: 'attempt: may not see the person' },

  'review.title': { sv: 'En nödåtkomst', en: 'An access in an emergency' },
  'review.reason': { sv: 'Skäl', en: 'Reason' },
  'review.minutes': { sv: 'Begärd tid', en: 'Time asked for' },
  'review.state': { sv: 'Läge', en: 'State' },
  'review.said': { sv: '{verdict}, av {by} {at}', en: '{verdict}, by {by} {at}' },
  'review.done': { sv: 'Åtgärd', en: 'What was done' },
  'review.form': { sv: 'Din granskning', en: 'Your review' },
  'review.verdict': { sv: 'Var den befogad?', en: 'Was it justified?' },
  'review.accepted': { sv: 'Godtas: den behövdes', en: 'Accepted: it was needed' },
  'review.not_justified': { sv: 'Inte befogad', en: 'Not justified' },
  'review.done.label': { sv: 'Vad görs nu?', en: 'What is done now?' },
  'review.done.help': {
    sv: 'Krävs när den inte var befogad, med minst 10 tecken: samtal, anmälan, personuppgiftsincident.',
    en: 'Required when it was not justified, in at least 10 characters: a talk, a report, a data breach.',
  },
  'review.save': { sv: 'Spara granskningen', en: 'Save the review' },
  'review.saved': { sv: 'Granskningen är sparad.', en: 'The review is saved.' },

  'notice.waiting': {
    sv: '{n} {n:nödåtkomst|nödåtkomster} väntar på granskning',
    en: '{n} emergency {n:access waits|accesses wait} for review',
  },
  'notice.overdue': {
    sv: '{n} har väntat mer än 72 timmar.',
    en: '{n} {n:has|have} waited more than 72 hours.',
  },
  'notice.untold': {
    sv: '{n} {n:ungdom|ungdomar} har inte fått veta om en nödåtkomst som är granskad',
    en: '{n} young {n:person has|people have} not been told of an emergency access that is reviewed',
  },
  'notice.open': { sv: 'Till granskningen', en: 'To the reviews' },
  'notice.tell': {
    sv: '{n} {n:ungdom|ungdomar} ska få veta att du tog nödåtkomst',
    en: '{n} young {n:person is|people are} to be told that you took emergency access',
  },
  'notice.tell.open': { sv: 'Till dina nödåtkomster', en: 'To your emergency accesses' },

  number_unreadable: {
    sv: 'Det ser inte ut som ett nummer. Skriv ÅÅÅÅMMDD-NNNN.',
    en: 'That does not look like a number. Write YYYYMMDD-NNNN.',
  },
  nobody: { sv: 'Det finns ingen att visa med det numret.', en: 'There is nobody to show with that number.' },
  glass_limit: {
    sv: 'Du har försökt fem gånger på ett dygn. Be en kollega eller den som samordnar om hjälp.',
    en: 'You have tried five times within a day. Ask a colleague or the co-ordinator for help.',
  },
  glass_reason_short: { sv: 'Skriv varför, med minst 20 tecken.', en: 'Write why, in at least 20 characters.' },
  minutes_missing: { sv: 'Välj hur länge.', en: 'Choose for how long.' },
  verdict_missing: { sv: 'Välj om den var befogad.', en: 'Choose whether it was justified.' },
  done_missing: {
    sv: 'Skriv vad som görs, med minst 10 tecken.',
    en: 'Write what is done, in at least 10 characters.',
  },
  stop_missing: { sv: 'Skriv varför, med minst 10 tecken.', en: 'Write why, in at least 10 characters.' },
} as const satisfies Catalogue

export type GlassWord = keyof typeof GLASS_TEXT
