import type { Catalogue } from '../../ui/language.ts'

/** The words of check-ins: the page that is answered, and what colleagues see. */
export const TEXT = {
  'answer.title': { sv: 'Hur mår du?', en: 'How are you?' },
  'answer.lead': {
    sv: 'Tryck på det som passar bäst. Den du har kontakt med ser svaret. Skicka inte länken vidare: den som har den kan svara i ditt ställe.',
    en: 'Press what fits best. The one you are in touch with sees the answer. Do not send the link on: whoever has it can answer in your stead.',
  },
  'answer.want': { sv: 'Jag vill att någon hör av sig', en: 'I want somebody to get in touch' },
  'answer.given': { sv: 'Det finns redan ett svar', en: 'There is an answer already' },
  'answer.thanks': { sv: 'Tack för ditt svar!', en: 'Thank you for your answer!' },
  'answer.call': { sv: 'Någon hör av sig till dig.', en: 'Somebody will get in touch with you.' },
  'answer.change': {
    sv: 'Blev det fel? Du kan trycka på något annat inom en timme.',
    en: 'Was it wrong? You can press something else within the hour.',
  },
  acute: { sv: 'Är det akut? Ring 112.', en: 'Is it urgent? Call 112.' },
  talk: {
    sv: 'Vill du prata med någon nu? Är du under 18 kan du ringa Bris, 116 111. Är du 18 eller äldre kan du ringa 1177 och fråga vart du kan vända dig.',
    en: 'Do you want to talk with somebody now? If you are under 18 you can call Bris, 116 111. If you are 18 or older you can call 1177 and ask where to turn.',
  },
  'busy.title': { sv: 'Det är många som svarar just nu', en: 'Many are answering right now' },
  'busy.lead': {
    sv: 'Din länk gäller fortfarande. Vänta en minut och försök igen.',
    en: 'Your link still holds. Wait a minute and try again.',
  },
  'busy.typed': {
    sv: 'Det du fyllde i är inte sparat än, men det finns kvar här. Vänta en minut och försök igen.',
    en: 'What you filled in is not saved yet, but it is still here. Wait a minute and try again.',
  },
  'busy.again': { sv: 'Försök igen', en: 'Try again' },
  'answer.gone': { sv: 'Länken gäller inte längre', en: 'The link no longer holds' },
  'answer.gone.hint': {
    sv: 'Hör av dig till den du har kontakt med hos oss, så hjälper vi dig.',
    en: 'Get in touch with the one you know with us, and we will help you.',
  },
  'answer.wait': { sv: 'Vänta en stund', en: 'Wait a while' },
  'mood.5': { sv: 'Mycket bra', en: 'Very well' },
  'mood.4': { sv: 'Bra', en: 'Well' },
  'mood.3': { sv: 'Sådär', en: 'So-so' },
  'mood.2': { sv: 'Dåligt', en: 'Badly' },
  'mood.1': { sv: 'Mycket dåligt', en: 'Very badly' },

  title: { sv: 'Hur mår du?', en: 'How are you?' },
  lead: {
    sv: 'Ett sms med en länk till fem knappar. Svaret syns här. Ett lågt svar, eller att någon ska höra av sig, blir nästa kontakt i dag.',
    en: 'A text with a link to five buttons. The answer shows here. A low answer, or that somebody is wanted, becomes the next contact today.',
  },
  'plan.title': { sv: 'Planera', en: 'Plan' },
  'plan.now': {
    sv: 'Skickas nästa gång {next}, {weeks}, till och med {last}.',
    en: 'Sent next on {next}, {weeks}, up to and including {last}.',
  },
  'plan.ended': { sv: 'Den senaste planen är slut: {why}.', en: 'The latest plan has ended: {why}.' },
  'ended.over': { sv: 'sista dagen har varit', en: 'the last day has passed' },
  'ended.template_missing': {
    sv: 'mallen går inte att skicka, för något i den är inte ifyllt',
    en: 'the template cannot be sent, for something in it is not filled in',
  },
  'ended.by_hand': { sv: 'en kollega avslutade den', en: 'a colleague ended it' },
  'plan.start': { sv: 'Börja fråga', en: 'Begin to ask' },
  'plan.end': { sv: 'Sluta fråga', en: 'Stop asking' },
  'plan.saved': { sv: 'Planen är sparad.', en: 'The plan is saved.' },
  'plan.stopped': { sv: 'Inga fler frågor skickas.', en: 'No more questions are sent.' },
  everyWeeks: { sv: 'Hur ofta', en: 'How often' },
  'weeks.1': { sv: 'varje vecka', en: 'every week' },
  'weeks.2': { sv: 'varannan vecka', en: 'every second week' },
  'weeks.4': { sv: 'var fjärde vecka', en: 'every fourth week' },
  weeks: { sv: 'var {n}:e vecka', en: 'every {n} weeks' },
  weekday: { sv: 'Veckodag', en: 'Day of the week' },
  'weekday.1': { sv: 'måndag', en: 'Monday' },
  'weekday.2': { sv: 'tisdag', en: 'Tuesday' },
  'weekday.3': { sv: 'onsdag', en: 'Wednesday' },
  'weekday.4': { sv: 'torsdag', en: 'Thursday' },
  'weekday.5': { sv: 'fredag', en: 'Friday' },
  last: { sv: 'Sista dagen', en: 'The last day' },
  'last.help': { sv: 'Högst ett år fram.', en: 'A year ahead at most.' },
  template: { sv: 'Mall', en: 'Template' },

  answers: { sv: 'Svar', en: 'Answers' },
  sent: { sv: 'Skickat', en: 'Sent' },
  answer: { sv: 'Svar', en: 'Answer' },
  waits: { sv: 'inget svar än', en: 'no answer yet' },
  unanswered: { sv: 'inget svar', en: 'no answer' },
  wants: { sv: 'vill att någon hör av sig', en: 'wants somebody to get in touch' },
  none: { sv: 'Inget har skickats', en: 'Nothing has been sent' },
  'none.hint': {
    sv: 'Planera hur ofta frågan ska skickas, så kommer svaren hit.',
    en: 'Plan how often the question is sent, and the answers come here.',
  },
  'card.none': { sv: 'Inga frågor skickas.', en: 'No questions are sent.' },
  'card.link': { sv: 'Plan och svar', en: 'Plan and answers' },
  'due.title': { sv: 'Svar på Hur mår du?', en: 'Answers to How are you?' },

  weeks_range: { sv: 'Välj hur ofta frågan ska skickas.', en: 'Choose how often the question is sent.' },
  weekday_missing: { sv: 'Välj en veckodag, måndag till fredag.', en: 'Choose a day, Monday to Friday.' },
  last_early: {
    sv: 'Sista dagen är före den första gången frågan skickas. Välj en senare dag.',
    en: 'The last day is before the question is sent the first time. Choose a later day.',
  },
  last_late: {
    sv: 'Sista dagen är mer än ett år bort. Välj en närmare dag.',
    en: 'The last day is more than a year away. Choose a nearer day.',
  },
  last_unreadable: { sv: 'Skriv sista dagen som 2026-12-31.', en: 'Write the last day as 2026-12-31.' },
  template_missing: {
    sv: 'Välj en mall som har [länk] i texten.',
    en: 'Choose a template that has [länk] in its text.',
  },
  has_plan: {
    sv: 'Det finns redan en plan. Avsluta den först.',
    en: 'There is a plan already. End it first.',
  },
  no_plan: { sv: 'Planen är redan avslutad.', en: 'The plan has ended already.' },
  'reason.protected': {
    sv: 'Skyddad identitet: inga sms skickas. Kom överens om ett annat sätt.',
    en: 'Protected identity: no texts are sent. Agree on another way.',
  },
  'reason.opted_out': { sv: 'Personen vill inte ha sms.', en: 'The person wants no texts.' },
  'reason.no_address': {
    sv: 'Det finns inget mobilnummer. Lägg till det under Kontaktuppgifter.',
    en: 'There is no mobile number. Add it under Contact details.',
  },
  'reason.wrong_number': {
    sv: 'Numret är fel. Lägg till rätt nummer under Kontaktuppgifter.',
    en: 'The number is wrong. Add the right one under Contact details.',
  },
  'reason.not_member': {
    sv: 'Personen finns inte längre i registret.',
    en: 'The person is no longer in the register.',
  },
} as const satisfies Catalogue
export type CheckInWord = keyof typeof TEXT
