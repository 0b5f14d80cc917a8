import type { Catalogue } from '../ui/language.ts'

/** What is done with cases and with what hangs on them, as what follows the name of who did it. */
export const SUPPORT_ACTION_TEXT = {
  'cases.opened': { sv: 'öppnade ett ärende för {person}', en: 'opened a case for {person}' },
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
  'cases.programme_offered': { sv: 'lade till en insats att välja', en: 'added a programme to choose' },
  'cases.programme_withdrawn': { sv: 'tog bort en insats ur listan', en: 'removed a programme from the list' },
  'cases.label_made': { sv: 'gjorde en etikett för ärenden', en: 'made a label for cases' },
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
  'meetings.item_done': {
    sv: 'ändrade om en åtgärd för {person} är klar',
    en: 'changed whether an action for {person} is done',
  },
} as const satisfies Catalogue
