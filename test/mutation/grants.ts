import type { Client } from 'pg'
import { z } from 'zod'
import { RUNTIME_ROLES } from '../../src/kernel/migrate.ts'
import { type Surface, TABLES, type Verb } from '../access/tables.ts'

/** The column wall: where a surface reaches some columns of a table and not the whole of it. `-` names those it does not reach. */
type Columns = readonly string[]
const NOTE_KEEPS =
  'id domain_id note_id person_id topic secrecy written_at written_by happened_on known_from recorded_by'
const NOTE_ENDS = 'known_until struck_at struck_by struck_reason'
const RUN_ENDS = 'protocol_id known_until closed_as closed_by closed_on stop_reason'
const STEP_ENDS = 'known_until closed_as closed_by closed_on contact_id reason'
const MESSAGE_SEEN =
  'domain_id id person_id direction channel whose address parts template_code template_version language dedup_key copy state reason due_at attempts queued_by queued_at handing_at handed_at ended_at settled_by gateway gateway_id contact_id until_at'
const REFERRAL_KEEPS =
  'id domain_id referral_id person_id origin sent_by arrival_id reasons team_id stage reason to_domain_id share_id target_on received_at recorded_by known_from'
const REFERRAL_ENDS = 'known_until'
const words = (text: string): Columns => text.split(' ')
const ANSWER_KEEPS = 'domain_id id mapping_id person_id place topic secrecy answered written_by recorded_by known_from'
/** As of notes: what was answered is written and never read. */
const ANSWERS = {
  select: words(`${ANSWER_KEEPS} known_until`),
  insert: words(`${ANSWER_KEEPS} body`),
  update: ['known_until'],
}

const COLUMNS: Readonly<Record<string, Partial<Readonly<Record<Surface, Partial<Readonly<Record<Verb, Columns>>>>>>>> =
  {
    // The words themselves are written and never read: they are given out by ticket.
    'public.note': {
      web: {
        select: words(`${NOTE_KEEPS} ${NOTE_ENDS} letters`),
        insert: words(`${NOTE_KEEPS} body`),
        update: words(NOTE_ENDS),
      },
      jobs: { select: words(`${NOTE_KEEPS} ${NOTE_ENDS} letters`) },
    },
    'public.outreach_protocol': { web: { update: ['known_until'] }, jobs: { update: words('known_until moved_runs') } },
    'public.outreach_workload': { web: { update: ['known_until'] } },
    'public.outreach_run': { web: { update: words(RUN_ENDS) }, jobs: { update: words(RUN_ENDS) } },
    'public.outreach_step': { web: { update: words(STEP_ENDS) }, jobs: { update: words(STEP_ENDS) } },
    'public.outreach_rest': { web: { update: words('known_until closed_as closed_by closed_on') } },
    'public.outreach_visit': {
      web: { update: words('known_until closed_as closed_by closed_on contact_id') },
      jobs: { update: words('known_until closed_as closed_by closed_on') },
    },
    'public.outreach_contact': {
      web: { update: words(`known_until struck_at struck_by struck_reason`) },
      jobs: { update: ['known_until'] },
    },
    'public.outreach_next': {
      web: { update: words('known_until closed_as closed_by') },
      jobs: { update: words('known_until closed_as closed_by') },
    },
    'public.message': {
      web: { select: words(MESSAGE_SEEN), update: words('state reason due_at attempts ended_at settled_by') },
      jobs: {
        select: words(MESSAGE_SEEN),
        update: words('state reason due_at attempts handing_at handed_at ended_at gateway gateway_id contact_id'),
      },
    },
    'public.checkin_plan': {
      web: { update: words('ended_as ended_by known_until') },
      jobs: { update: words('next_on ended_as ended_by known_until') },
    },
    'public.checkin': { jobs: { update: words('mood wants_contact answered_at contact_id') } },
    'public.support_period': {
      web: { update: words('closed_on close_reason closed_by known_until') },
      jobs: { update: words('closed_on close_reason closed_by known_until') },
    },
    'public.support_owner': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
      reach: { select: words('assignment_id domain_id known_until') },
    },
    'public.progress_ladder': { web: { update: ['known_until'] }, jobs: { update: ['known_until'] } },
    'public.progress_reading': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.progress_ask': { jobs: { update: words('link_sha sent_at expires_at answered_at ended_as') } },
    'public.support_exit': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_follow_up': {
      web: { update: words('due_on called_on answer how closed_as closed_at') },
      jobs: { update: words('due_on link_sha sent_at expires_at unsent answer how closed_as closed_at') },
    },
    'public.transition_handover': {
      web: { update: words('ended_as ended_on ended_by known_until') },
      jobs: { update: words('ended_as ended_on ended_by known_until') },
    },
    'public.transition_arrival': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_plan': { web: { update: words('closed_by known_until') } },
    'public.support_goal': { web: { update: words('closed_by known_until') } },
    'public.support_step': { web: { update: words('closed_by known_until') } },
    'public.support_review': {
      web: { update: words('outcome held_on present changed reason closed_by known_until') },
    },
    'public.support_plan_link': { jobs: { update: words('opened_at answer answered_at') } },
    'public.support_review_rule': { web: { update: words('closed_by known_until') } },
    'public.support_group': { web: { update: words('closed_by known_until') } },
    'public.support_seat': { web: { update: words('closed_by known_until') } },
    'public.support_activity': { web: { update: words('closed_by known_until') } },
    'public.support_attendance': { web: { update: words('closed_by known_until') } },
    'public.support_qualification': { web: { update: words('closed_as closed_by known_until') } },
    'public.support_appointment': {
      web: { update: words('outcome reason_kind cancelled_by closed_by known_until') },
      jobs: { update: words('reminded_as reminded_at') },
    },
    'public.employer': {
      web: {
        update: words(
          'name organisation_number sector municipality_code street postal_code postal_town changed_at closed_on',
        ),
      },
    },
    'public.employer_supervisor': {
      web: { update: words('name phone email changed_at ended_on no_texts_at') },
      jobs: { update: words('no_texts_at') },
    },
    'public.work_offer': { web: { update: words('closed_on') } },
    'public.work_seat': { web: { update: words('from_on last_on') } },
    'public.work_placement': { web: { update: words('ended_on outcome end_reason ended_by known_until') } },
    'public.work_terms': { web: { update: words('closed_by known_until') } },
    'public.work_step': { web: { update: words('done_on outcome note_id closed_by known_until') } },
    'public.week_plan': { web: { update: words('closed_by known_until') } },
    'public.week_question': { jobs: { update: words('link_sha state due_at attempts handed_at answered_at') } },
    'public.week_attendance': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.study_grade': { web: { update: words('closed_by known_until') } },
    'public.study_plan': { web: { update: words('closed_by known_until') } },
    'public.support_form': { web: { update: words('retired_by retired_at') } },
    'public.support_form_draft': { web: { update: words('definition revision changed_by changed_at closed_as') } },
    'public.support_mapping': {
      web: { update: words('ended_as ended_on ended_by known_until') },
      jobs: { update: words('ended_as ended_on ended_by known_until') },
    },
    'public.support_mapping_link': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    // What comes by a link may be kept beside what stands: over in the moment it is written.
    'public.support_answer': {
      web: ANSWERS,
      jobs: { ...ANSWERS, insert: words(`${ANSWER_KEEPS} body known_until`) },
    },
    'public.support_programme': { web: { update: ['known_until'] } },
    'public.support_label': { web: { update: ['known_until'] } },
    'public.support_participation': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_member': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_mark': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_setting': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_flow_step': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_meeting': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_meeting_item': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.support_attendee': {
      web: { update: words('closed_by known_until') },
      jobs: { update: words('closed_by known_until') },
    },
    'public.message_language': { web: { update: words('closed_by known_until') } },
    'public.message_stop': { web: { update: words('known_until lifted_by lifted_reason') } },
    'public.message_template': { web: { update: ['known_until'] } },
    'public.message_unmatched': { web: { update: words('address body closed_as closed_by closed_at') } },
    'public.referral': {
      web: {
        select: words(`${REFERRAL_KEEPS} ${REFERRAL_ENDS} letters`),
        insert: words(`${REFERRAL_KEEPS} body told`),
        update: words(`${REFERRAL_ENDS} person_id`),
      },
      jobs: {
        select: words(`${REFERRAL_KEEPS} ${REFERRAL_ENDS} letters`),
        insert: words(`${REFERRAL_KEEPS} body told`),
        update: words(`${REFERRAL_ENDS} person_id`),
      },
      reach: { select: words('domain_id known_until stage team_id') },
    },
    'public.notice_setting': { web: { update: ['known_until'] } },
    'public.notice_out': {
      web: {
        update: words(
          'sent_at sent_by sent_how sent_on parcel_id received_at failed_at failed_why not_needed_at not_needed_by not_needed_why',
        ),
      },
      jobs: {
        update: words(
          'sent_at sent_by sent_how sent_on parcel_id taken_at received_at answered_at answer failed_at failed_why not_needed_at not_needed_by not_needed_why lapsed_at',
        ),
      },
      reach: {
        select: words(
          'domain_id id person_id kind on_day interrupted school_form programme_code school_unit_code school_unit municipality_code sent_at not_needed_at',
        ),
      },
    },
    'public.notice_in': {
      web: {
        update: words(
          `subject_id person_id number given_name family_name opened_at opened_by settled_as settled_at settled_by reason effect effect_on
           opened_version closed_version`.replace(/\s+/g, ' '),
        ),
      },
      jobs: {
        update: words(
          'subject_id person_id number given_name family_name settled_as settled_at settled_by reason withdrawn_at',
        ),
      },
    },
    'public.move_out': {
      web: {
        update: words(
          `moved_on municipality_code said_by phone email call_name call_way ground ground_detail sent_at sent_by sent_how sent_on parcel_id
           taken_at opened_at received_by answered_at answer reason not_needed_at not_needed_by not_needed_why`.replace(
            /\s+/g,
            ' ',
          ),
        ),
      },
      jobs: {
        update: words(
          `moved_on municipality_code clarity said_by due_on ended_at phone email call_name call_way ground ground_detail sent_at sent_by
           sent_how sent_on parcel_id taken_at opened_at received_by answered_at answer reason not_needed_at not_needed_by not_needed_why
           lapsed_at`.replace(/\s+/g, ' '),
        ),
      },
      reach: {
        select: words(
          `domain_id id person_id moved_on municipality_code phone email call_name call_way ground ground_detail sent_at not_needed_at
           answer`.replace(/\s+/g, ' '),
        ),
      },
    },
    'public.move_in': {
      web: {
        update: words(
          `subject_id person_id number given_name family_name phone email call_name call_way opened_at opened_by settled_as settled_at
           settled_by reason received_how received_on`.replace(/\s+/g, ' '),
        ),
      },
      jobs: {
        update: words(
          `subject_id person_id number given_name family_name municipality_code clarity phone email call_name call_way sender parcel_id
           told_at due_on settled_as settled_at settled_by reason withdrawn_at`.replace(/\s+/g, ' '),
        ),
      },
    },
    'public.person_task': { web: { update: words('known_until closed_as closed_by') } },
    'public.task_mark': { web: { update: words('known_until closed_by') } },
    'public.own_reminder': { web: { update: words('on_day at_time given_to moved_why done_at done_by') } },
    'public.review_week': { jobs: { update: ['built_at', 'readings'] } },
    'public.retention_rule': {
      web: {
        insert: words('domain_id record_type event amount unit decision erases_trail set_at set_by'),
        update: words('ended_at ended_by'),
      },
    },
    'public.retention_run': {
      web: { insert: words('domain_id asked_at asked_by'), update: words('approval_id ordered_at ordered_by') },
      jobs: { update: words('done_at fingerprint listed_at rules') },
    },
    // Whom a run is about and where it was found is for the run itself.
    'public.retention_item': {
      web: { select: words('domain_id id run_id record_type event_on due_on hindrance outcome') },
      jobs: { insert: words('domain_id run_id record_type source subject event_on due_on state hindrance') },
    },
    'public.municipality': { access: { select: ['code', 'county_code'] } },
    'public.unit': {
      access: { select: words('domain_id ended_on id name school_unit_code') },
      reach: { select: words('domain_id id school_unit_code') },
    },
    'public.enrolment': {
      reach: { select: words('domain_id ends_before known_until person_id school_unit_code starts_on') },
    },
    'public.person': { reach: { select: words('domain_id id known_until protection root_id') } },
    'public.person_identifier': { reach: { select: words('domain_id id kind known_until number person_id') } },
    'public.person_name': { reach: { select: words('domain_id family_name given_name known_until person_id') } },
    'public.register_owner': { reach: { select: words('account_id domain_id from_on known_until person_id') } },
    'public.register_period': { reach: { select: words('domain_id from_on known_until person_id until_on') } },
    'public.register_unclear': { reach: { select: words('domain_id from_on known_until person_id until_on') } },
  }

/** So that tables of the owner may refer to a domain. */
const REFERENCES = 'sedd_owner references access.domain.id'

const VERBS = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'] as const
const Granted = z.object({ table: z.string(), role: z.string(), verb: z.string(), column: z.string().nullable() })

/** What each role may touch otherwise than the law of the tables says, by what was granted: whole tables and single columns. */
export async function grantsPastTheLaw(client: Client, tables = Object.keys(TABLES)): Promise<readonly string[]> {
  const { rows } = await client.query(
    `with t as (select t.name, t.name::regclass as oid from unnest($1::text[]) t(name))
     select t.name as table, case g.grantee when 0 then 'public' else g.grantee::regrole::text end as role,
            lower(g.privilege_type) as verb, a.attname::text as column
       from t join pg_class c on c.oid = t.oid cross join lateral aclexplode(c.relacl) g
       left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE')
      where g.grantee <> c.relowner
     union
     select t.name, case g.grantee when 0 then 'public' else g.grantee::regrole::text end, lower(g.privilege_type), a.attname::text
       from t join pg_class c on c.oid = t.oid
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped cross join lateral aclexplode(a.attacl) g
      where g.grantee <> c.relowner`,
    [tables],
  )
  const found = new Set(z.array(Granted).parse(rows).map(cell))
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `select t.name as table, a.attname::text as column from unnest($1::text[]) t(name)
       join pg_attribute a on a.attrelid = t.name::regclass and a.attnum > 0 and not a.attisdropped`,
    [tables],
  )
  const lawful = new Set(
    tables.flatMap((table) =>
      lawfulOn(
        table,
        columns.filter((each) => each.table === table).map(({ column }) => column),
      ),
    ),
  )
  const gone = [...lawful].filter((each) => !found.has(each)).map((each) => `${each} is not granted`)
  const tooMuch = [...found]
    .filter((each) => !lawful.has(each) && each !== REFERENCES)
    .map((each) => `${each} is granted`)
  return [...gone, ...tooMuch].sort()
}

const cell = ({ table, role, verb, column }: z.infer<typeof Granted>) =>
  `${role} ${verb} ${table}${column === null ? '' : `.${column}`}`

function lawfulOn(table: string, all: Columns): readonly string[] {
  const law = TABLES[table]
  if (!law) return []
  const surfaces = [...RUNTIME_ROLES.map((role) => role.replace('sedd_', '') as Surface), 'access', 'reach'] as const
  return surfaces.flatMap((surface) => {
    const verbs = law.serves[surface] ?? (surface === 'reach' && law.readForReach ? (['select'] as const) : [])
    return VERBS.filter((verb) => (verbs as readonly string[]).includes(verb)).flatMap((verb) => {
      if (verb === 'delete') return [`sedd_${surface} delete ${table}`]
      const columns = COLUMNS[table]?.[surface]?.[verb as Verb] ?? all
      return columns.map((column) => `sedd_${surface} ${verb} ${table}.${column}`)
    })
  })
}
