import type { Catalogue } from '../ui/language.ts'

/** What is done with cases and with what hangs on them, as what follows the name of who did it. */
export const SUPPORT_ACTION_TEXT = {
  'forms.begun': { sv: 'började på ett formulär', en: 'began a form' },
  'forms.imported': { sv: 'läste in ett formulär från en fil', en: 'brought in a form from a file' },
  'forms.changed': { sv: 'ändrade ett formulär', en: 'changed a form' },
  'forms.published': { sv: 'publicerade ett formulär', en: 'published a form' },
  'forms.discarded': { sv: 'kastade ett utkast till formulär', en: 'threw away the draft of a form' },
  'forms.retired': { sv: 'tog ett formulär ur bruk', en: 'took a form out of use' },
  'mapping.listed': {
    sv: 'såg vilka formulär som har fyllts i med {person}',
    en: 'saw which forms have been filled in with {person}',
  },
  'mapping.begun': { sv: 'började fylla i ett formulär med {person}', en: 'began to fill in a form with {person}' },
  'mapping.saved': { sv: 'sparade svar från {person}', en: 'saved answers from {person}' },
  'mapping.completed': { sv: 'avslutade ett formulär med {person}', en: 'completed a form with {person}' },
  'mapping.withdrawn': { sv: 'tog tillbaka ett formulär om {person}', en: 'took back a form about {person}' },
  'mapping.sent': { sv: 'skickade en länk till ett formulär till {person}', en: 'sent {person} a link to a form' },
  'mapping.received': {
    sv: 'antecknade att svaren från {person} är lästa',
    en: 'noted that the answers from {person} have been read',
  },
  'mapping.answered': { sv: 'tog emot svar från {person}', en: 'took answers from {person}' },
  'mapping.budget_exceeded': {
    sv: 'ville läsa fler svar från {person} än gränsen tillåter',
    en: 'wanted to read more answers from {person} than the limit allows',
  },
  'support_answer.read': {
    sv: 'läste {n} {n:sida|sidor} svar från {person}',
    en: 'read {n} {n:page|pages} of answers from {person}',
  },
  'sessions.listed': { sv: 'såg samtalen med {person}', en: 'saw the talks with {person}' },
  'sessions.written': { sv: 'noterade ett samtal med {person}', en: 'noted a talk with {person}' },
  'cases.opened': { sv: 'öppnade ett ärende för {person}', en: 'opened a case for {person}' },
  'progress.listed': { sv: 'läste hur det går för {person}', en: 'read how it goes for {person}' },
  'progress.recorded': { sv: 'skrev in hur det går för {person}', en: 'wrote down how it goes for {person}' },
  'progress.corrected': {
    sv: 'rättade en avläsning av hur det går för {person}',
    en: 'corrected a reading of how it goes for {person}',
  },
  'progress.removed': {
    sv: 'tog bort en avläsning av hur det går för {person}',
    en: 'removed a reading of how it goes for {person}',
  },
  'progress.asked': {
    sv: 'bad om att {person} får frågan var hen står',
    en: 'asked for {person} to be asked where they stand',
  },
  'progress.ask_sent': { sv: 'skickade frågan var {person} står', en: 'sent the question where {person} stands' },
  'progress.ask_ended': {
    sv: 'kunde inte skicka frågan var {person} står',
    en: 'could not send the question where {person} stands',
  },
  'progress.answered': {
    sv: 'tog emot svaret från {person} på var hen står',
    en: 'took in the answer of {person} where they stand',
  },
  'progress.ladder_worded': {
    sv: 'skrev om stegen i coachingtrappan',
    en: 'worded the steps of the coaching ladder anew',
  },
  'progress.ladder_ended': {
    sv: 'lät ett team läsa av mot förvaltningens trappa igen',
    en: 'let a team be read by the ladder of the domain again',
  },
  'progress.figures_seen': {
    sv: 'såg siffrorna över utveckling och resultat',
    en: 'saw the figures of progress and results',
  },
  'exits.listed': {
    sv: 'läste om avslut och uppföljning för {person}',
    en: 'read about leaving and follow-up of {person}',
  },
  'exits.recorded': { sv: 'angav vad stödet till {person} ledde till', en: 'said what the support of {person} led to' },
  'exits.corrected': {
    sv: 'rättade vad stödet till {person} ledde till',
    en: 'corrected what the support of {person} led to',
  },
  'exits.follow_up_sent': { sv: 'skickade frågan vad {person} gör nu', en: 'sent the question what {person} does now' },
  'exits.follow_up_unsent': {
    sv: 'kunde inte skicka frågan vad {person} gör nu',
    en: 'could not send the question what {person} does now',
  },
  'exits.follow_up_answered': {
    sv: 'tog emot svaret från {person} på vad hen gör nu',
    en: 'took in the answer of {person} what they do now',
  },
  'exits.follow_up_logged': {
    sv: 'loggade ett uppföljande samtal med {person}',
    en: 'logged a follow-up call with {person}',
  },
  'exits.follow_up_given_up': {
    sv: 'slutade vänta på svar från {person}',
    en: 'stopped waiting for an answer of {person}',
  },
  'exits.follow_up_left_out': {
    sv: 'lät bli att fråga {person}: avslutet skrevs in för sent',
    en: 'did not ask {person}: the exit was written down too late',
  },
  'exits.taken_back': { sv: 'tog tillbaka avslutet för {person}', en: 'took back the exit of {person}' },
  'exits.cases_settled': {
    sv: 'avslutade insyn som hade följt med avslutade ärenden',
    en: 'ended letting-in that had come with cases that are over',
  },
  'exits.follow_ups_called_off': { sv: 'avslutade uppföljningen av {person}', en: 'ended the follow-up of {person}' },
  'transitions.listed': { sv: 'läste om övergångar för {person}', en: 'read about transitions of {person}' },
  'transitions.watched': {
    sv: 'såg en lista över antagna ungdomar, {n} rader',
    en: 'saw a list of admitted young people, {n} rows',
  },
  'transitions.ageing_listed': {
    sv: 'såg en lista över dem som fyller 20, {n} rader',
    en: 'saw a list of those who turn 20, {n} rows',
  },
  'transitions.waiting_listed': {
    sv: 'såg en lista över obesvarade överlämningar, {n} rader',
    en: 'saw a list of unanswered handovers, {n} rows',
  },
  'transitions.arrival_said': {
    sv: 'angav om {person} har kommit till skolan',
    en: 'said whether {person} has come to the school',
  },
  'transitions.answer_corrected': {
    sv: 'rättade mottagarens svar om {person}',
    en: 'corrected the receiver’s answer about {person}',
  },
  'transitions.handed_over': { sv: 'lämnade över {person}', en: 'handed over {person}' },
  'transitions.answered': {
    sv: 'angav svaret på en överlämning av {person}',
    en: 'gave the answer to a handover of {person}',
  },
  'cases.closed': { sv: 'avslutade ärendet för {person}', en: 'closed the case of {person}' },
  'cases.case_read': { sv: 'läste ärendet för {person}', en: 'read the case of {person}' },
  'cases.listed': { sv: 'såg listan med ärenden', en: 'saw the list of cases' },
  'cases.owner_changed': {
    sv: 'gav ärendet för {person} till en ny ansvarig',
    en: 'gave the case of {person} to another owner',
  },
  'cases.member_added': { sv: 'skrev in någon i teamet runt {person}', en: 'put somebody in the team around {person}' },
  'cases.member_ended': {
    sv: 'tog bort någon ur teamet runt {person}',
    en: 'removed somebody from the team around {person}',
  },
  'cases.programme_joined': { sv: 'skrev in {person} i en insats', en: 'enrolled {person} in a programme' },
  'cases.programme_left': { sv: 'avslutade en insats för {person}', en: 'ended a programme of {person}' },
  'cases.setting_changed': {
    sv: 'ändrade om {person} går i skolan eller inte',
    en: 'changed whether {person} is in school',
  },
  'cases.programme_removed': {
    sv: 'tog bort en insats som var fel inlagd för {person}',
    en: 'removed a programme of {person} that was put in by mistake',
  },
  'cases.programme_offered': { sv: 'lade till en insats att välja', en: 'added a programme to choose' },
  'cases.programme_withdrawn': { sv: 'tog bort en insats ur listan', en: 'removed a programme from the list' },
  'cases.label_made': { sv: 'gjorde en etikett för ärenden', en: 'made a label for cases' },
  'cases.filter_saved': { sv: 'sparade ett filter för ärendelistan', en: 'saved a filter of the list of cases' },
  'cases.filter_removed': { sv: 'tog bort ett sparat filter', en: 'removed a saved filter' },
  'cases.label_dropped': { sv: 'tog bort en etikett', en: 'removed a label' },
  'cases.labelled': { sv: 'satte eller tog bort en etikett på ärenden', en: 'put a label on cases or took it off' },
  'cases.step_set': { sv: 'ändrade en lista i ärendet för {person}', en: 'changed a list in the case of {person}' },
  'cases.start_held': {
    sv: 'skrev från uppstartssamtalet med {person}',
    en: 'wrote from the start talk with {person}',
  },
  'meetings.begun': { sv: 'började planera ett möte om {person}', en: 'began to plan a meeting about {person}' },
  'meetings.planned': { sv: 'planerade ett möte om {person}', en: 'planned a meeting about {person}' },
  'meetings.changed': { sv: 'ändrade ett möte om {person}', en: 'changed a meeting about {person}' },
  'meetings.cancelled': { sv: 'ställde in ett möte om {person}', en: 'cancelled a meeting about {person}' },
  'meetings.held': { sv: 'skrev ner ett möte om {person}', en: 'wrote down a meeting about {person}' },
  'meetings.meeting_read': { sv: 'läste om ett möte om {person}', en: 'read about a meeting about {person}' },
  'meetings.item_added': {
    sv: 'skrev ett beslut eller en åtgärd för {person}',
    en: 'wrote a decision or an action for {person}',
  },
  'meetings.item_corrected': {
    sv: 'rättade ett beslut eller en åtgärd från ett möte om {person}',
    en: 'corrected a decision or an action from a meeting about {person}',
  },
  'meetings.item_done': {
    sv: 'ändrade om en åtgärd för {person} är klar',
    en: 'changed whether an action for {person} is done',
  },
} as const satisfies Catalogue
