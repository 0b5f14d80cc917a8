/** What is done with employers, placements, the week and studies, as what follows the name of who did it. */
export const WORK_ACTION_TEXT = {
  'employers.added': { sv: 'lade till en arbetsgivare', en: 'added an employer' },
  'employers.changed': { sv: 'ändrade en arbetsgivares uppgifter', en: 'changed the details of an employer' },
  'employers.closed': { sv: 'ändrade om en arbetsgivare tar emot', en: 'changed whether an employer takes anybody' },
  'employers.supervisor_added': { sv: 'lade till en handledare', en: 'added a supervisor' },
  'employers.supervisor_changed': { sv: 'ändrade en handledares uppgifter', en: 'changed the details of a supervisor' },
  'employers.supervisor_ended': {
    sv: 'tog bort hur en handledare nås',
    en: 'removed how a supervisor is reached',
  },
  'employers.texts_stopped': {
    sv: 'noterade att en handledare inte vill ha fler sms',
    en: 'noted that a supervisor wants no more texts',
  },
  'employers.offer_added': { sv: 'lade till en plats', en: 'added a place' },
  'employers.offer_closed': { sv: 'stängde en plats', en: 'closed a place' },
  'placements.counted': {
    sv: 'såg hur flickor och pojkar är fördelade i branscherna',
    en: 'saw how girls and boys are spread over the sectors',
  },
  'placements.listed': { sv: 'läste om praktik för {person}', en: 'read of the placements of {person}' },
  'placements.started': { sv: 'ordnade en placering för {person}', en: 'arranged a placement for {person}' },
  'placements.changed': { sv: 'ändrade en placering för {person}', en: 'changed a placement of {person}' },
  'placements.signed': {
    sv: 'noterade att överenskommelsen för {person} är undertecknad',
    en: 'noted that the agreement of {person} is signed',
  },
  'placements.step_planned': {
    sv: 'planerade ett besök, ett samtal eller att följa med för {person}',
    en: 'planned a visit, a call or to go along for {person}',
  },
  'placements.step_done': {
    sv: 'skrev hur det gick på platsen för {person}',
    en: 'wrote how it went at the place for {person}',
  },
  'placements.step_taken_back': {
    sv: 'tog tillbaka en felaktig uppgift om en placering för {person}',
    en: 'took back a wrong entry on a placement of {person}',
  },
  'placements.end_taken_back': {
    sv: 'tog tillbaka ett felaktigt avslut av en placering för {person}',
    en: 'took back a wrong end of a placement of {person}',
  },
  'placements.ended': { sv: 'avslutade en placering för {person}', en: 'ended a placement of {person}' },
  'placements.agreement_taken': {
    sv: 'tog ut överenskommelsen om placering för {person}',
    en: 'took out the agreement on a placement of {person}',
  },
  'week.opened': { sv: 'läste veckan för {person}', en: 'read the week of {person}' },
  'week.planned': { sv: 'planerade veckan för {person}', en: 'planned the week of {person}' },
  'week.marked': { sv: 'skrev närvaro för {person}', en: 'wrote attendance of {person}' },
  'week.followed_up': {
    sv: 'följde upp att {person} inte kom till sin praktik',
    en: 'followed up that {person} did not come to their placement',
  },
  'week.question_queued': {
    sv: 'förberedde en fråga till handledaren om {person}',
    en: 'prepared a question to the supervisor about {person}',
  },
  'week.question_withdrawn': {
    sv: 'drog tillbaka en fråga till handledaren om {person}',
    en: 'withdrew a question to the supervisor about {person}',
  },
  'week.asked': { sv: 'frågade handledaren om {person} kom', en: 'asked the supervisor whether {person} came' },
  'week.questions_sent': { sv: 'skickade frågor till handledare', en: 'sent questions to supervisors' },
  'week.answered': {
    sv: 'tog emot handledarens svar om {person}',
    en: 'took the supervisor’s answer about {person}',
  },
  'studies.opened': { sv: 'läste betyg och studieplan för {person}', en: 'read the grades and study plan of {person}' },
  'studies.graded': { sv: 'skrev in {n} betyg för {person}', en: 'entered {n} grades of {person}' },
  'studies.grade_removed': { sv: 'tog tillbaka ett betyg för {person}', en: 'took back a grade of {person}' },
  'studies.exemption_noted': {
    sv: 'noterade bedömningen om undantag från engelska för {person}',
    en: 'noted the assessment of the exemption from English of {person}',
  },
  'studies.planned': { sv: 'skrev studieplanen för {person}', en: 'wrote the study plan of {person}' },
  'studies.plan_taken': { sv: 'tog ut studieplanen för {person}', en: 'took out the study plan of {person}' },
} as const
