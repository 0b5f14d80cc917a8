import type { Right } from '../../src/access/roles.ts'

/**
 * What each table speaks of, and which surface may do what with it: the oracle's knowledge of a table. A table that is not here
 * fails the matrix; write here what the law says of it, not what its policies say.
 */

export const SURFACES = [
  ...(['web', 'sign_in', 'jobs', 'import', 'statistics', 'evaluation'] as const),
  ...(['owner', 'access', 'reach', 'trail'] as const),
] as const
export type Surface = (typeof SURFACES)[number]
export type Verb = 'select' | 'insert' | 'update' | 'delete'
type Serves = Partial<Readonly<Record<Surface, readonly Verb[]>>>

export type TableLaw = {
  readonly serves: Serves
  /** Read by the functions that answer who is in reach. */
  readonly readForReach?: boolean
  /** Takes this right to write. */
  readonly writtenBy?: Right
  /** What its owner's functions may change without that right: who says that they are jävig lets go of their own case. */
  readonly releasedByOwner?: true
  /** The column that says who wrote it. */
  readonly signed?: string
} & (
  | /** The country's reference data. */ { readonly of: 'everybody' }
  | /** Words of a domain without which a person's rows cannot be read: seen on visits too. */ { readonly of: 'words' }
  | /** A domain's own, and nobody's else. */ { readonly of: 'household' }
  | /** What one member of staff keeps; shared with colleagues where the row says so, and swept away by Sedd itself. */ {
      readonly of: 'own'
      readonly swept?: true
      /** What is shared is taken away, or closed, by one who leads: whose role carries this right. */
      readonly led?: { readonly right: Right; readonly verb: 'update' | 'delete' }
      /** The column that names the colleague it was given to, who sees it and says that it is done. */
      readonly given?: string
    }
  | /** What two agree on: the asking, the answer and the use of it. */ {
      readonly of: 'approval'
      readonly step: 'asked' | 'answered' | 'used'
    }
  | /** For those whose role carries a right, and nobody else. */ {
      readonly of: 'right'
      readonly right: Right
      /** Read by those whose yes it takes as well. */
      readonly seenBy?: Right
      /** Opened by an extract, where it is about its one person: by id or number, or as what was wrong with such a row. */
      readonly extracted?: 'person_id' | 'number' | 'row'
      /** What is reviewed, and what was said of it: by others than the one it is about. */
      readonly review?: 'item' | 'verdict'
    }
  | /** Reached through functions alone, which one role owns. */ {
      readonly of: 'closed'
      readonly behind: Surface | null
    }
  | {
      readonly of: 'persons'
      readonly topic: string
      /** The columns that name persons; a row that names several is seen by those who see all of them. */
      readonly columns: readonly string[]
      /** Words said in confidence: for those who work with the person and may read of the topic, and nobody else. */
      readonly isNote?: boolean
      /** What is closed or struck out stays as it stands, as with notes. */
      readonly isKept?: boolean
    }
  /** Words of one's asking: for those who triage, whoever asked, and those who follow the person, when somebody has said who it is. */
  | { readonly of: 'referral' }
)

const READ = ['select'] as const
const KEEP = ['select', 'insert', 'update'] as const
const ADD = ['select', 'insert'] as const
const FREE = ['select', 'insert', 'update', 'delete'] as const
const all = (verbs: readonly Verb[]): Serves => ({ web: verbs, jobs: verbs, import: verbs })

const everybody: TableLaw = { of: 'everybody', serves: all(READ) }
const behind = (surface: Surface | null): TableLaw => ({ of: 'closed', behind: surface, serves: {} })
/** Facts and versions: written and closed, never deleted by those who serve. */
const persons = (topic: string, columns: readonly string[] = ['person_id']): TableLaw => ({
  of: 'persons',
  topic,
  columns,
  serves: all(KEEP),
})
/** Written on the pages, in one's own name, and afterwards only closed or struck out. */
const keptFor = (topic: string, signed: string): TableLaw => ({
  ...{ of: 'persons', topic, columns: ['person_id'], isKept: true, signed },
  // What Sedd sends and what is answered is logged by the machine.
  serves: { web: KEEP, jobs: KEEP },
})
const own = (verbs: readonly Verb[], led?: { right: Right; verb: 'update' | 'delete' }): TableLaw => ({
  of: 'own',
  ...(led && { led }),
  signed: 'account_id',
  serves: { web: verbs, jobs: verbs },
})
/** What has come in and is not yet anybody's. */
const imports = (extracted?: 'person_id' | 'number' | 'row'): TableLaw => ({
  ...{ of: 'right', right: 'imports', serves: all(FREE) },
  ...(extracted ? { extracted } : {}),
})
const log = (serves: Serves): TableLaw => ({ of: 'right', right: 'log', serves })
const forReach = (law: TableLaw): TableLaw => ({ ...law, readForReach: true })

export const TABLES: Readonly<Record<string, TableLaw>> = {
  'public.municipality': { of: 'everybody', serves: { ...all(READ), access: READ } },
  'public.school_unit': everybody,
  'public.programme': everybody,
  'public.holiday': everybody,
  'public.register_parameter': everybody,

  'public.organisation': { of: 'words', serves: all(KEEP) },
  'public.unit': forReach({ of: 'words', serves: { ...all(KEEP), access: READ } }),
  'public.code': { of: 'words', serves: { web: KEEP, jobs: KEEP, import: READ } },

  'public.message_setting': { of: 'household', writtenBy: 'accounts', serves: { web: KEEP, jobs: READ } },
  'public.message_template': { of: 'household', serves: { web: KEEP, jobs: READ } },
  'public.message_unmatched': { of: 'right', right: 'assign', serves: { web: ['select', 'update'], jobs: ADD } },
  'public.note_setting': { of: 'words', writtenBy: 'accounts', serves: { web: KEEP, jobs: READ } },

  'public.register_total': { of: 'household', serves: all(FREE) },
  'public.job': { of: 'household', serves: all(FREE) },
  'public.work_progress': { of: 'household', serves: all(FREE) },
  'public.import_mapping': { of: 'household', serves: all(FREE) },

  'public.outreach_protocol': {
    ...{ of: 'household', writtenBy: 'imports', signed: 'set_by' },
    serves: { web: KEEP, jobs: KEEP },
  },
  'public.outreach_protocol_step': { of: 'household', writtenBy: 'imports', serves: { web: ADD, jobs: ADD } },

  'public.outreach_workload': {
    ...{ of: 'household', writtenBy: 'assign', signed: 'set_by' },
    serves: { web: KEEP, jobs: READ },
  },

  'public.saved_filter': own(FREE),
  'public.name_search': { of: 'own', swept: true, signed: 'account_id', serves: { web: FREE, jobs: FREE } },
  'public.form_submission': own(['select', 'insert', 'delete']),
  'public.export_taken': own(ADD),
  'public.own_reminder': { of: 'own', given: 'given_to', signed: 'account_id', serves: { web: FREE, jobs: READ } },

  'public.approval': { of: 'approval', step: 'asked', signed: 'asked_by', serves: { web: ADD, jobs: ADD } },
  'public.approval_answer': {
    of: 'approval',
    step: 'answered',
    signed: 'answered_by',
    serves: { web: ADD, jobs: ADD },
  },
  'public.approval_use': { of: 'approval', step: 'used', signed: 'used_by', serves: { web: ADD, jobs: ADD } },

  'public.delivery': imports(),
  'public.delivery_population_row': imports('person_id'),
  'public.delivery_enrolment_row': imports('person_id'),
  'public.delivery_completion_row': imports('person_id'),
  'public.delivery_guardian_row': imports('number'),
  'public.delivery_refused_row': imports('number'),
  'public.delivery_problem': imports('row'),

  'public.review_home': log({ web: FREE, jobs: READ }),
  'public.review_week': log({ web: READ, jobs: KEEP }),
  'public.review_item': { ...log({ web: READ, jobs: ADD }), of: 'right', right: 'log', review: 'item' },
  'public.review_verdict': {
    ...{ of: 'right', right: 'log', review: 'verdict', signed: 'reviewed_by' },
    serves: { web: ADD, jobs: READ },
  },

  'public.retention_rule': { of: 'right', right: 'retention', seenBy: 'review', serves: { web: KEEP, jobs: READ } },
  'public.retention_run': {
    of: 'right',
    right: 'retention',
    seenBy: 'review',
    serves: { web: KEEP, jobs: ['select', 'update'] },
  },
  'public.retention_item': { of: 'right', right: 'retention', seenBy: 'review', serves: { web: READ, jobs: ADD } },
  'public.tombstone': { of: 'right', right: 'retention', seenBy: 'review', serves: { web: READ, jobs: READ } },

  'public.person': forReach(persons('identity', ['id'])),
  'public.person_identifier': forReach(persons('identity')),
  'public.person_name': forReach(persons('identity')),
  'public.person_protection': persons('identity'),
  'public.person_residency': persons('identity'),
  'public.person_external_id': persons('identity'),
  'public.person_sex_change': persons('identity'),
  'public.person_merge': persons('identity', ['survivor_id', 'merged_id']),
  'public.duplicate_suggestion': persons('merge', ['person_id', 'other_id']),
  'public.person_address': persons('contact'),
  'public.person_contact': persons('contact'),
  'public.person_guardian': persons('contact'),
  'public.person_residence': persons('register'),
  'public.schooling': persons('schooling'),
  'public.enrolment': forReach(persons('schooling')),
  'public.completion': persons('schooling'),
  'public.scope_decision': persons('register'),
  'public.scope_touched': { ...persons('register'), serves: all(FREE) },
  'public.register_period': forReach(persons('register')),
  'public.register_unclear': forReach(persons('register')),
  'public.register_occupation': persons('register'),
  'public.register_change': persons('register'),
  'public.register_search': { ...persons('identity'), serves: all(FREE) },
  'public.register_owner': forReach({ ...persons('register'), writtenBy: 'assign', releasedByOwner: true }),
  'public.outreach_contact': keptFor('outreach', 'recorded_by'),
  'public.outreach_next': keptFor('outreach', 'set_by'),
  'public.outreach_run': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: KEEP } },
  'public.outreach_step': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: KEEP } },
  'public.outreach_rest': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: READ } },
  // Of one who moves Sedd itself calls the visit off.
  'public.outreach_visit': forReach({
    ...keptFor('outreach', 'set_by'),
    serves: { web: KEEP, jobs: ['select', 'update'] },
  }),
  'public.message': {
    ...{ of: 'persons', topic: 'outreach', columns: ['person_id'], signed: 'queued_by' },
    serves: { web: KEEP, jobs: KEEP },
  },
  'public.checkin_plan': {
    ...{ of: 'persons', topic: 'outreach', columns: ['person_id'], isKept: true, signed: 'set_by' },
    serves: { web: KEEP, jobs: ['select', 'update'] },
  },
  'public.checkin': {
    ...{ of: 'persons', topic: 'outreach', columns: ['person_id'] },
    serves: { web: READ, jobs: KEEP },
  },
  'public.letter': {
    ...{ of: 'persons', topic: 'outreach', columns: ['person_id'], signed: 'made_by' },
    serves: { web: ADD },
  },
  'public.message_language': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.message_stop': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: ADD } },
  'public.support_case': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'], signed: 'made_by' },
    serves: { web: ADD, jobs: ADD },
  },
  'public.support_period': keptFor('support', 'opened_by'),
  'public.support_owner': forReach(keptFor('support', 'set_by')),
  'public.progress_ladder': {
    ...{ of: 'household', writtenBy: 'imports', signed: 'set_by' },
    serves: { web: KEEP, jobs: KEEP },
  },
  'public.progress_reading': keptFor('support', 'recorded_by'),
  'public.progress_ask': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'], signed: 'asked_by' },
    serves: { web: ADD, jobs: ['select', 'update'] },
  },
  'public.support_exit': keptFor('support', 'recorded_by'),
  'public.support_follow_up': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'], signed: 'made_by' },
    serves: { web: KEEP, jobs: KEEP },
  },
  'public.transition_handover': keptFor('support', 'made_by'),
  'public.transition_arrival': keptFor('support', 'said_by'),
  'public.support_plan': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.support_goal': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.support_step': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.support_review': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  // What was answered behind a link is noted by the machine.
  'public.support_agreement': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'], signed: 'recorded_by' },
    serves: { web: ADD, jobs: ADD },
  },
  'public.support_plan_link': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'], signed: 'sent_by' },
    serves: { web: ADD, jobs: ['select', 'update'] },
  },
  'public.support_review_rule': { of: 'household', writtenBy: 'assign', signed: 'set_by', serves: { web: KEEP } },
  'public.support_group': { of: 'household', signed: 'set_by', serves: { web: KEEP, jobs: READ } },
  'public.support_seat': { of: 'household', signed: 'set_by', serves: { web: KEEP } },
  'public.support_session': { of: 'household', signed: 'made_by', serves: { web: ADD } },
  'public.support_activity': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.support_attendance': { ...keptFor('support', 'set_by'), serves: { web: KEEP } },
  'public.support_qualification': { ...keptFor('support', 'set_by'), serves: { web: KEEP } },
  // That it was reminded of is noted by the machine.
  'public.support_appointment': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: ['select', 'update'] } },
  'public.employer': { of: 'household', signed: 'added_by', serves: { web: KEEP, jobs: READ } },
  // That they want no more texts is noted by the machine.
  'public.employer_supervisor': {
    ...{ of: 'household', signed: 'added_by' },
    serves: { web: KEEP, jobs: ['select', 'update'] },
  },
  'public.work_offer': { of: 'household', signed: 'added_by', serves: { web: KEEP, jobs: READ } },
  'public.work_seat': { of: 'household', signed: 'taken_by', serves: { web: KEEP, jobs: READ } },
  'public.work_placement': { ...keptFor('support', 'made_by'), serves: { web: KEEP, jobs: READ } },
  'public.work_terms': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.work_step': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.week_plan': { ...keptFor('support', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.week_question': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'] },
    serves: { web: READ, jobs: KEEP },
  },
  'public.week_attendance': keptFor('support', 'set_by'),
  'public.study_grade': { ...keptFor('support', 'set_by'), serves: { web: KEEP } },
  'public.study_plan': { ...keptFor('support', 'set_by'), serves: { web: KEEP } },
  'public.study_plan_part': { ...persons('support'), serves: { web: ADD } },
  'public.support_form': { of: 'words', signed: 'published_by', serves: { web: KEEP, jobs: READ } },
  'public.support_form_draft': { of: 'household', signed: 'changed_by', serves: { web: KEEP } },
  'public.support_mapping': { ...keptFor('support', 'begun_by'), serves: { web: KEEP, jobs: ['select', 'update'] } },
  'public.support_mapping_link': {
    ...keptFor('support', 'sent_by'),
    serves: { web: KEEP, jobs: ['select', 'update'] },
  },
  'public.support_answer': {
    ...{ of: 'persons', topic: 'note', columns: ['person_id'], isNote: true, signed: 'recorded_by' },
    serves: { web: KEEP, jobs: KEEP },
  },
  'public.support_method_session': {
    ...{ of: 'persons', topic: 'note', columns: ['person_id'], isNote: true, signed: 'recorded_by' },
    serves: { web: ADD, jobs: READ },
  },
  'public.support_programme': {
    ...{ of: 'household', writtenBy: 'triage', signed: 'set_by' },
    serves: { web: KEEP, jobs: READ },
  },
  'public.support_label': { ...own(KEEP, { right: 'triage', verb: 'update' }), serves: { web: KEEP, jobs: READ } },
  'public.support_filter': {
    ...own(['select', 'insert', 'delete'], { right: 'triage', verb: 'delete' }),
    serves: { web: ['select', 'insert', 'delete'] },
  },
  'public.support_participation': keptFor('support', 'set_by'),
  'public.support_member': keptFor('support', 'set_by'),
  'public.support_mark': keptFor('support', 'set_by'),
  'public.support_setting': keptFor('support', 'set_by'),
  'public.support_closing': {
    ...{ of: 'persons', topic: 'support', columns: ['person_id'], signed: 'made_by' },
    serves: { web: ADD },
  },
  'public.support_flow_step': keptFor('support', 'set_by'),
  'public.support_meeting': keptFor('support', 'set_by'),
  'public.support_meeting_item': keptFor('support', 'set_by'),
  'public.support_attendee': keptFor('support', 'set_by'),
  'public.referral': forReach({ of: 'referral', signed: 'recorded_by', serves: { web: KEEP, jobs: KEEP } }),
  'public.referral_setting': { of: 'household', writtenBy: 'triage', serves: { web: KEEP, jobs: READ } },
  'public.referral_capacity': { of: 'household', writtenBy: 'triage', serves: { web: KEEP, jobs: READ } },
  'public.notice_setting': { of: 'right', right: 'notify', serves: { web: KEEP, jobs: READ } },
  'public.notice_out': forReach({ ...persons('register'), serves: { web: KEEP, jobs: KEEP } }),
  'public.notice_in': { ...persons('register', ['subject_id']), serves: { web: KEEP, jobs: KEEP } },
  'public.move_out': forReach({ ...persons('register'), serves: { web: ['select', 'update'], jobs: KEEP } }),
  'public.move_in': { ...persons('register', ['subject_id']), serves: { web: ['select', 'update'], jobs: KEEP } },
  'public.person_task': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.task_mark': { ...keptFor('outreach', 'set_by'), serves: { web: KEEP, jobs: READ } },
  'public.note': {
    ...{ of: 'persons', topic: 'note', columns: ['person_id'], isNote: true, signed: 'recorded_by' },
    serves: { web: KEEP, jobs: READ },
  },

  'access.key': behind('access'),
  'access.role': behind('access'),
  'access.domain': behind('access'),
  'access.account': behind('access'),
  'access.membership': behind('access'),
  'access.session': behind('access'),
  'access.team': forReach(behind('access')),
  'access.team_member': forReach(behind('access')),
  'access.placement': forReach(behind('access')),
  'access.assignment': forReach(behind('access')),
  'access.block': forReach(behind('access')),
  'access.share': behind('access'),
  'access.share_visitor': behind('access'),
  'access.notice_parcel': behind('access'),
  'access.move_parcel': behind('access'),
  'access.consent': behind('access'),
  'access.ground': behind('access'),
  'access.secrecy': behind('access'),
  'access.extract': behind('access'),
  'access.glass': behind('access'),
  'access.staff': behind('access'),
  'access.staff_change': behind('access'),
  'access.team_listed': behind('access'),
  'access.scim_role': behind('access'),
  'access.scim_token': behind('access'),
  'access.passkey': behind('access'),
  'access.identity': behind('access'),
  'access.invitation': behind('access'),
  'access.attempt': behind('access'),
  'access.parked_form': behind('access'),
  'access.rate': behind('access'),
  'access.referral_door': behind('access'),
  'access.referral_box': behind('access'),
  'access.alert': behind('access'),
  'access.referral_parcel': behind('access'),
  'access.calendar_feed': behind('access'),
  'access.digest': behind('access'),
  'access.push_device': behind('access'),
  'access.push_hours': behind('access'),

  'trail.event': behind('trail'),
  'trail.event_private': behind('trail'),
  'trail.batch': behind('trail'),
  'trail.leaf': behind('trail'),
  'trail.signing_key': behind('trail'),
  'trail.signature': behind('trail'),
  'trail.handover': behind('trail'),
  'trail.ticket_kind': behind('trail'),

  // The migrator's own note of what it has done.
  'public.sedd_migration': behind(null),
}
