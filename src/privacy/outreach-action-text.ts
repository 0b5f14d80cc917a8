import type { Catalogue } from '../ui/language.ts'

/** The actions of the trail by which a young person is sought, written to, referred or told of. */
export const OUTREACH_ACTION_TEXT = {
  'moves.came': { sv: 'tog emot en överlämning av {person}', en: 'took in a handover of {person}' },
  'moves.declined': { sv: 'skickade tillbaka överlämningen av {person}', en: 'sent back the handover of {person}' },
  'moves.derived': { sv: 'räknade fram vilka som flyttar', en: 'worked out who moves' },
  'moves.destination_named': {
    sv: 'angav vilken kommun {person} har flyttat till',
    en: 'said to which municipality {person} has moved',
  },
  'moves.handed_over': {
    sv: 'lämnade över ansvaret för {person} till en annan kommun',
    en: 'handed the responsibility for {person} over to another municipality',
  },
  'moves.letter_taken': {
    sv: 'skrev ut ett brev om att {person} har flyttat',
    en: 'printed a letter saying that {person} has moved',
  },
  'moves.listed': { sv: 'såg listan med flyttar', en: 'saw the list of moves' },
  'moves.matched': {
    sv: 'sökte igen efter vem en överlämning gäller',
    en: 'looked again for whom a handover is about',
  },
  'moves.opened': { sv: 'läste om flytten för {person}', en: 'read about the move of {person}' },
  'moves.post_kept': { sv: 'noterade kvitton på överlämningar', en: 'noted receipts of handovers' },
  'moves.receipt_noted': {
    sv: 'noterade att den nya kommunen har tagit emot {person}',
    en: 'noted that the new municipality has received {person}',
  },
  'moves.received': { sv: 'tog över ansvaret för {person}', en: 'took over the responsibility for {person}' },
  'moves.set_aside': { sv: 'avförde flytten för {person}', en: 'set aside the move of {person}' },
  'notices.absence_noted': {
    sv: 'noterade att {person} är borta mycket, att underrätta hemkommunen om',
    en: 'noted that {person} is much absent, to tell the home municipality',
  },
  'notices.applied': { sv: 'förde in en underrättelse om {person}', en: 'applied a notice about {person}' },
  'notices.came': { sv: 'tog emot en underrättelse om {person}', en: 'received a notice about {person}' },
  'notices.came_back': {
    sv: 'sade att en underrättelse om {person} kom tillbaka',
    en: 'said that a notice about {person} came back',
  },
  'notices.derived': {
    sv: 'räknade fram vilka underrättelser som ska skickas',
    en: 'worked out which notices are to be sent',
  },
  'notices.entered': { sv: 'skrev in en underrättelse om {person}', en: 'entered a notice about {person}' },
  'notices.letter_taken': {
    sv: 'skrev ut ett brev med en underrättelse om {person}',
    en: 'printed a letter with a notice about {person}',
  },
  'notices.listed': { sv: 'såg listan med underrättelser', en: 'saw the list of notices' },
  'notices.matched': {
    sv: 'sökte igen efter vem en underrättelse gäller',
    en: 'looked again for whom a notice is about',
  },
  'notices.no_effect': {
    sv: 'sade att en underrättelse om {person} inte har någon verkan',
    en: 'said that a notice about {person} has no effect',
  },
  'notices.post_kept': {
    sv: 'noterade kvitton på skickade underrättelser',
    en: 'noted receipts of notices that were sent',
  },
  'notices.opened': { sv: 'läste en underrättelse om {person}', en: 'read a notice about {person}' },
  'notices.received': {
    sv: 'sade att en underrättelse om {person} har kommit fram',
    en: 'said that a notice about {person} has arrived',
  },
  'notices.returned': { sv: 'skickade tillbaka en underrättelse om {person}', en: 'sent back a notice about {person}' },
  'notices.sent': {
    sv: 'skickade en underrättelse om {person} till hemkommunen',
    en: 'sent a notice about {person} to the home municipality',
  },
  'notices.sent_many': { sv: 'skickade flera underrättelser', en: 'sent several notices' },
  'notices.set_aside': { sv: 'avförde en underrättelse om {person}', en: 'set aside a notice about {person}' },
  'notices.setting_decided': {
    sv: 'bestämde om underrättelsernas dagar och gränser',
    en: 'decided on the days and limits of notices',
  },
  'notices.undone': {
    sv: 'tog tillbaka vad som gjorts med en underrättelse om {person}',
    en: 'took back what was done with a notice about {person}',
  },
  'outreach.listed': { sv: 'läste kontaktloggen för {person}', en: 'read the contact log of {person}' },
  'outreach.due_listed': { sv: 'såg vilka som ska kontaktas', en: 'saw whom to contact' },
  'outreach.between_listed': { sv: 'såg vilka som faller mellan stolarna', en: 'saw who falls between the chairs' },
  'outreach.group_listed': {
    sv: 'såg vilka en gemensam kontakt kan gälla',
    en: 'saw whom a contact with several may be about',
  },
  'outreach.contact_logged': { sv: 'loggade en kontakt med {person}', en: 'logged a contact with {person}' },
  'outreach.contact_corrected': {
    sv: 'rättade en loggad kontakt med {person}',
    en: 'corrected a logged contact with {person}',
  },
  'outreach.contact_struck': {
    sv: 'strök en loggad kontakt med {person}',
    en: 'struck out a logged contact with {person}',
  },
  'outreach.next_set': { sv: 'bestämde nästa kontakt med {person}', en: 'decided the next contact with {person}' },
  'outreach.next_removed': {
    sv: 'tog bort dagen för nästa kontakt med {person}',
    en: 'removed the day of the next contact with {person}',
  },
  'outreach.ended_for_moved': {
    sv: 'avslutade det som var planerat för {person}, som har flyttat',
    en: 'called off what was planned for {person}, who has moved',
  },
  'outreach.ladder_read': { sv: 'läste kontaktstegen för {person}', en: 'read the outreach ladder of {person}' },
  'outreach.ladder_listed': { sv: 'såg vilka steg som ska tas', en: 'saw which steps are to be taken' },
  'outreach.ladder_planned': { sv: 'planerade kontaktstegen', en: 'planned the outreach ladder' },
  'outreach.ladder_followed': {
    sv: 'stämde av kontaktstegen mot en kontakt',
    en: 'brought the outreach ladder up to a contact',
  },
  'outreach.protocol_set': { sv: 'satte kontaktstegens ordning', en: 'set the order of the outreach ladder' },
  'outreach.figures_seen': { sv: 'såg hur vi når fram till de unga', en: 'saw how well the young are reached' },
  'outreach.work_time_set': { sv: 'angav timmar för ungdomarna', en: 'said how many hours there are for the young' },
  'outreach.run_started': { sv: 'startade kontaktstegen för {person}', en: 'started the outreach ladder for {person}' },
  'outreach.run_stopped': { sv: 'avslutade kontaktstegen för {person}', en: 'ended the outreach ladder for {person}' },
  'outreach.ladder_rested': {
    sv: 'lät kontaktstegen vila för {person}',
    en: 'let the outreach ladder rest for {person}',
  },
  'outreach.rest_ended': {
    sv: 'lät kontaktstegen gå vidare för {person}',
    en: 'let the outreach ladder go on for {person}',
  },
  'outreach.step_skipped': {
    sv: 'hoppade över ett kontaktsteg för {person}',
    en: 'skipped a step of the ladder for {person}',
  },
  'outreach.step_advanced': {
    sv: 'tog fram nästa kontaktsteg för {person}',
    en: 'brought the next step forward for {person}',
  },
  'outreach.step_sent': {
    sv: 'skickade ett stegs meddelande till {person}',
    en: 'sent the message of a step to {person}',
  },
  'outreach.steps_sent': { sv: 'skickade kontaktstegens meddelanden', en: 'sent the messages of steps' },
  'outreach.steps_taken_back': {
    sv: 'tog tillbaka steg vars meddelanden aldrig gick iväg',
    en: 'took back steps whose messages never left',
  },
  'outreach.sending_previewed': { sv: 'såg vilka ett utskick skulle gå till', en: 'saw whom a sending would go to' },
  'outreach.visit_planned': { sv: 'planerade ett hembesök hos {person}', en: 'planned a home visit to {person}' },
  'outreach.visit_done': { sv: 'loggade ett hembesök hos {person}', en: 'logged a home visit to {person}' },
  'outreach.visit_moved': { sv: 'flyttade ett hembesök hos {person}', en: 'moved a home visit to {person}' },
  'outreach.visit_cancelled': { sv: 'ställde in ett hembesök hos {person}', en: 'called off a home visit to {person}' },
  'outreach.sent_logged': { sv: 'loggade {n} skickade meddelanden', en: 'logged {n} sent messages' },
  'message.read': {
    sv: 'läste {n} {n:meddelande|meddelanden} till och från {person}',
    en: 'read {n} {n:message|messages} to and from {person}',
  },
  'messages.listed': { sv: 'såg att {person} inte har några meddelanden', en: 'saw that {person} has no messages' },
  'messages.opened_to_send': { sv: 'började skriva till {person}', en: 'began to write to {person}' },
  'messages.previewed': { sv: 'såg vilka som skulle få ett meddelande', en: 'saw who would get a message' },
  'messages.candidates_listed': { sv: 'såg vilka som går att skriva till', en: 'saw whom one can write to' },
  'messages.queued': { sv: 'skrev ett meddelande till {person}', en: 'wrote a message to {person}' },
  'messages.left_out': { sv: 'skickade inget, för ingen kunde få det', en: 'sent nothing, as nobody could get it' },
  'messages.withdrawn': { sv: 'återkallade ett meddelande till {person}', en: 'withdrew a message to {person}' },
  'messages.settled_by_hand': {
    sv: 'tog hand om ett meddelande till {person}',
    en: 'took care of a message to {person}',
  },
  'messages.received': { sv: 'tog emot ett svar från {person}', en: 'received an answer from {person}' },
  'messages.language_set': {
    sv: 'valde språk för meddelanden till {person}',
    en: 'chose the language of messages to {person}',
  },
  'messages.opted_out': {
    sv: 'antecknade att {person} inte vill ha meddelanden',
    en: 'noted that {person} wants no messages',
  },
  'messages.stop_lifted': { sv: 'öppnade för meddelanden till {person} igen', en: 'let messages go to {person} again' },
  'messages.wrong_number': { sv: 'antecknade fel nummer för {person}', en: 'noted a wrong number of {person}' },
  'checkins.listed': { sv: 'läste hur {person} har svarat att det är', en: 'read how {person} has answered to be' },
  'checkins.planned': {
    sv: 'planerade frågor till {person} om hur det är',
    en: 'planned to ask {person} how they are',
  },
  'checkins.ended': { sv: 'avslutade frågorna till {person}', en: 'ended the questions to {person}' },
  'checkins.sent': { sv: 'frågade {person} hur det är', en: 'asked {person} how they are' },
  'checkins.answered': { sv: 'tog emot hur {person} mår', en: 'took how {person} is' },
  'letters.opened': { sv: 'började skriva brev till {person}', en: 'began to write a letter to {person}' },
  'letters.previewed': { sv: 'såg hur ett brev skulle bli', en: 'saw what a letter would be' },
  'letters.candidates_listed': {
    sv: 'såg vilka som går att skriva brev till',
    en: 'saw whom one can write letters to',
  },
  'letters.made': { sv: 'skrev ut ett brev till {person}', en: 'printed a letter to {person}' },
  'letters.copied': { sv: 'skrev ut kopior av brev', en: 'printed copies of letters' },
  'letters.ageing_listed': { sv: 'såg vilka som snart fyller 20', en: 'saw who soon turns 20' },
  'messages.tied': { sv: 'lade ett svar hos {person}', en: 'put an answer with {person}' },
  'referral.read': { sv: 'läste en aktualisering av {person}', en: 'read a referral of {person}' },
  'referrals.followed': {
    sv: 'såg hur det går med sin aktualisering av {person}',
    en: 'saw how their referral of {person} goes',
  },
  'referrals.begun': { sv: 'började aktualisera {person}', en: 'began to refer {person}' },
  'referrals.sent': { sv: 'aktualiserade {person}', en: 'referred {person}' },
  'referrals.received': { sv: 'tog emot en aktualisering utifrån', en: 'received a referral from outside' },
  'referrals.sent_elsewhere': {
    sv: 'aktualiserade {person} till en annan myndighet',
    en: 'referred {person} to another authority',
  },
  'referrals.came_from_domain': {
    sv: 'tog emot en aktualisering från en annan myndighet',
    en: 'received a referral from another authority',
  },
  'referrals.answer_told': {
    sv: 'talade om att en annan myndighet har svarat på en aktualisering',
    en: 'told that another authority has answered a referral',
  },
  'referrals.arrival_unreadable': {
    sv: 'kunde inte läsa något som kom utifrån',
    en: 'could not read something that came from outside',
  },
  'referrals.arrival_withdrawn': {
    sv: 'släppte något som avsändaren hade tagit tillbaka',
    en: 'let go of what its sender had withdrawn',
  },
  'referrals.untied_forgotten': {
    sv: 'raderade uppgifter om personer som aldrig knöts till någon',
    en: 'erased details of people who were never tied to anybody',
  },
  'referrals.inbox_listed': { sv: 'såg vilka som är aktualiserade', en: 'saw who is referred' },
  'referrals.sent_listed': { sv: 'såg sina skickade aktualiseringar', en: 'saw the referrals they have sent' },
  'referrals.queue_listed': { sv: 'såg kön och platserna', en: 'saw the queue and the places' },
  'referrals.handed_over': {
    sv: 'lämnade aktualiseringen av {person} till ett annat team',
    en: 'passed the referral of {person} to another team',
  },
  'referrals.taken': { sv: 'tog aktualiseringen av {person}', en: 'took on the referral of {person}' },
  'referrals.offered': { sv: 'erbjöd {person} plats', en: 'offered {person} a place' },
  'referrals.queued': { sv: 'satte {person} i kö', en: 'put {person} in the queue' },
  'referrals.accepted': { sv: 'antog aktualiseringen av {person}', en: 'accepted the referral of {person}' },
  'referrals.declined': { sv: 'nekade aktualiseringen av {person}', en: 'declined the referral of {person}' },
  'referrals.passed_on': {
    sv: 'lämnade aktualiseringen av {person} till en annan myndighet',
    en: 'passed the referral of {person} to another authority',
  },
  'referrals.withdrawn': {
    sv: 'tog tillbaka aktualiseringen av {person}',
    en: 'withdrew the referral of {person}',
  },
  'referrals.ended': { sv: 'avslutade det som {person} antogs till', en: 'ended what {person} was accepted to' },
  'referrals.tied': {
    sv: 'sade att en aktualisering gällde {person}',
    en: 'said that a referral was about {person}',
  },
  'referrals.settings_decided': {
    sv: 'bestämde om aktualiseringarnas inställningar',
    en: 'decided on the settings of referrals',
  },
  'referrals.places_decided': {
    sv: 'bestämde hur många ett team har plats för',
    en: 'decided how many a team has room for',
  },
  'referrals.door_decided': {
    sv: 'öppnade eller stängde formuläret utan inloggning',
    en: 'opened or closed the form without sign-in',
  },
} as const satisfies Catalogue
