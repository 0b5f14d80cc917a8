import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { z } from 'zod'
import { onNextFile } from './each-file.ts'
import { aGroupThatMet } from './plan-canary.ts'
import { SUPPORT_GIVEN } from './support-canary.ts'

/** One value that was planted, to be looked for: where it stands, and as it is written. */
export type Planted = {
  readonly table: string
  readonly column: string
  readonly value: string
  readonly unique: boolean
}

/** Whose row it is, and what the row may refer to. */
export type Whose = {
  readonly mark: string
  readonly domainId: string
  readonly personId: string
  /** Merged into the person. */
  readonly mergedId: string
  readonly number: string
  readonly deliveryId: string
  readonly accountId: string
  readonly membershipId: string
  readonly otherDomainId: string
  readonly groundId: string
  readonly protocolId: string
}

const Column = z.object({ name: z.string(), type: z.string(), made: z.boolean() })
type Column = z.infer<typeof Column>

/** Values of columns that are codes, keys, or bound by a rule: by table and column, or by column wherever it stands. */
const GIVEN: Readonly<Record<string, (of: Whose, row: ReadonlyMap<string, unknown>) => unknown>> = {
  ...SUPPORT_GIVEN,
  domain_id: (of) => of.domainId,
  person_id: (of) => of.personId,
  delivery_id: (of) => of.deliveryId,
  membership_id: (of) => of.membershipId,
  team_id: () => null,
  account_id: (of) => of.accountId,
  recorded_by: (of) => of.accountId,
  given_by: (of) => of.accountId,
  set_by: (of) => of.accountId,
  ended_by: (of) => of.accountId,
  withdrawn_by: (of) => of.accountId,
  made_by: (of) => of.accountId,
  answered_by: (of) => of.accountId,
  revoked_by: (of) => of.accountId,
  reviewed_by: (of) => of.accountId,
  stopped_by: (of) => of.accountId,
  written_by: (of) => of.accountId,
  struck_by: (of) => of.accountId,
  to_domain_id: (of) => of.otherDomainId,
  topics: () => ['identity'],
  more_topics: () => ['contact'],
  sex: () => 'female',
  number: (of) => of.number,
  number_kind: () => 'personal',
  school_form: () => 'GY',
  'person_contact.kind': () => 'phone',
  'person_contact.digits': (of) => `4670174${of.mark.charCodeAt(0)}31`,
  'person_identifier.kind': () => 'interim',
  'person_identifier.number': (of) => `20080101T${of.mark.charCodeAt(0)}9`,
  'person_guardian.relation': () => 'guardian',
  'person_residence.kind': () => 'registered',
  'person_residence.municipality_code': () => '0484',
  'delivery_population_row.municipality': () => '0484',
  'delivery_population_row.protection': () => null,
  'person_residency.residency': () => 'emigrated',
  'person_protection.kind': () => 'confidentiality_marking',
  'delivery_refused_row.protection': () => 'confidentiality_marking',
  'person_sex_change.sex_before': () => 'female',
  'person_sex_change.sex_after': () => 'male',
  'completion.kind': () => 'IB_DIPLOM',
  'delivery_completion_row.kind': () => 'IB_DIPLOM',
  'delivery_refused_row.row_no': (of) => of.mark.charCodeAt(0),
  'delivery_problem.row_no': (of) => of.mark.charCodeAt(0),
  'delivery_problem.severity': () => 'warning',
  'scope_decision.outcome': () => 'unclear',
  'register_period.reason': () => 'STUDIEBEVIS',
  'register_unclear.cause': () => 'FHSK',
  'register_change.kind': () => 'entered',
  'register_change.reason': () => 'STUDIEBEVIS',
  'register_occupation.occupation': () => 'ARBETE',
  'person_merge.survivor_id': (of) => of.personId,
  'person_merge.merged_id': (of) => of.mergedId,
  'duplicate_suggestion.person_id': (of) => [of.personId, of.mergedId].sort()[0],
  'duplicate_suggestion.other_id': (of) => [of.personId, of.mergedId].sort()[1],
  'duplicate_suggestion.decision': () => 'merged',
  'duplicate_suggestion.score': () => 77,
  'note.note_id': (_of, row) => row.get('id'),
  'note.topic': () => 'support',
  'note.secrecy': () => 'other',
  'note.recorded_by': (of) => of.accountId,
  'note.known_from': (_of, row) => row.get('written_at'),
  'referral.referral_id': (_of, row) => row.get('id'),
  'referral.origin': () => 'guardian',
  'referral.sent_by': (of) => of.accountId,
  'referral.reasons': () => ['isolated'],
  'referral.stage': () => 'declined',
  'referral.reason': () => 'too_little_known',
  'outreach_contact.contact_id': (_of, row) => row.get('id'),
  'outreach_contact.channel': () => 'fika',
  'outreach_contact.through': () => 'guardian',
  'outreach_contact.direction': () => 'in',
  'outreach_contact.outcome': () => 'talked',
  'outreach_contact.minutes': () => 40,
  'outreach_contact.note_id': () => null,
  'outreach_contact.recorded_by': (of) => of.accountId,
  'outreach_contact.struck_reason': () => 'twice',
  'outreach_next.channel': () => 'fika',
  'outreach_next.closed_as': () => 'done',
  'outreach_run.id': (of) => of.personId,
  'outreach_run.protocol_id': (of) => of.protocolId,
  'outreach_run.started_as': () => 'referral',
  'outreach_run.closed_as': () => 'by_hand',
  'outreach_run.stop_reason': () => 'agreed',
  'outreach_step.run_id': (of) => of.personId,
  'outreach_step.channel': () => 'call',
  'outreach_step.through': () => 'guardian',
  'outreach_step.role': () => 'leader',
  'outreach_step.template_code': () => 'first_contact',
  'outreach_step.deadline_on': () => '2090-01-01',
  'outreach_step.closed_as': () => 'skipped',
  'outreach_step.reason': () => 'not_suitable',
  'outreach_step.contact_id': () => null,
  'outreach_rest.kind': () => 'exempt',
  'outreach_rest.reason': () => 'declined',
  'outreach_rest.from_on': () => '2026-09-01',
  'outreach_rest.until_on': () => '2090-01-01',
  'outreach_rest.closed_as': () => 'ended',
  'outreach_rest.closed_on': () => '2026-10-09',
  'outreach_visit.step_id': () => null,
  'outreach_visit.first_by': (of) => of.accountId,
  'outreach_visit.announced': () => 'letter',
  'outreach_visit.safety': () => ['animals'],
  'outreach_visit.note_id': () => null,
  'outreach_visit.closed_as': () => 'cancelled',
  'outreach_visit.contact_id': () => null,
  'outreach_visit.lettings': () => ['3c1b1a52-70c6-4f0e-9d0c-5a3f6a9b7e01'],
  'checkin_plan.every_weeks': () => 3,
  'checkin_plan.ended_as': () => 'by_hand',
  'checkin_plan.set_by': (of) => of.accountId,
  'checkin_plan.ended_by': (of) => of.accountId,
  'checkin.mood': () => 2,
  'checkin.wants_contact': () => true,
  'letter.whose': () => 'guardian',
  'letter.template_version': () => 7,
  'letter.forwarded': () => true,
  'letter.made_by': (of) => of.accountId,
  'message.direction': () => 'in',
  'message.channel': () => 'sms',
  'message.whose': () => 'guardian',
  'message.state': () => 'received',
  'message.reason': () => 'wrong_number',
  'message.parts': () => 2,
  'message.copy': () => 3,
  'message.attempts': () => 4,
  'message.queued_by': (of) => of.accountId,
  'message.settled_by': (of) => of.accountId,
  'message_language.whose': () => 'guardian',
  'message_language.language': () => 'prs',
  'message_language.set_by': (of) => of.accountId,
  'message_language.closed_by': (of) => of.accountId,
  'message_stop.kind': () => 'opted_out',
  'message_stop.channel': () => 'sms',
  'message_stop.whose': () => 'guardian',
  'message_stop.how': () => 'by_hand',
  'message_stop.lifted_by': (of) => of.accountId,
  'move_out.municipality_code': () => '0483',
  'move_out.clarity': () => 'clear',
  'move_out.said_by': (of) => of.accountId,
  'move_out.made_by': (of) => of.accountId,
  'move_out.ground': () => 'harm_test',
  'move_out.sent_by': (of) => of.accountId,
  'move_out.sent_how': () => 'letter',
  'move_out.parcel_id': () => null,
  'move_out.answer': () => 'declined',
  'move_out.reason': () => 'not_here',
  'move_out.not_needed_by': (of) => of.accountId,
  'move_out.not_needed_why': () => 'wrong',
  'move_in.subject_id': (of) => of.personId,
  'move_in.number': () => null,
  'move_in.given_name': () => null,
  'move_in.family_name': () => null,
  'move_in.municipality_code': () => '0483',
  'move_in.clarity': () => 'clear',
  'move_in.opened_by': (of) => of.accountId,
  'move_in.settled_as': () => 'received',
  'move_in.settled_by': (of) => of.accountId,
  'move_in.reason': () => null,
  'move_in.received_how': () => 'phone',
  'notice_out.kind': () => 'absent',
  'notice_out.interrupted': () => false,
  'notice_out.school_form': () => 'GYAN',
  'notice_out.municipality_code': () => '0483',
  'notice_out.absence_percent': () => 41,
  'notice_out.made_by': (of) => of.accountId,
  'notice_out.made_at': () => '2001-01-01T00:00:00.000Z',
  'notice_out.sent_by': (of) => of.accountId,
  'notice_out.sent_how': () => 'sedd',
  'notice_out.answer': () => 'returned',
  'notice_out.failed_why': () => 'came_back',
  'notice_out.not_needed_by': (of) => of.accountId,
  'notice_out.not_needed_why': () => 'wrong',
  'notice_in.subject_id': (of) => of.personId,
  'notice_in.number': () => null,
  'notice_in.given_name': () => null,
  'notice_in.family_name': () => null,
  'notice_in.kind': () => 'ends',
  'notice_in.school_form': () => 'GYAN',
  'notice_in.school_unit_code': () => '12345678',
  'notice_in.entered_by': (of) => of.accountId,
  'notice_in.opened_by': (of) => of.accountId,
  'notice_in.settled_as': () => 'no_effect',
  'notice_in.settled_by': (of) => of.accountId,
  'notice_in.reason': () => 'not_ours',
  'notice_in.effect': () => null,
  'notice_in.opened_version': () => null,
  'person_task.task_id': (_of, row) => row.get('id'),
  'person_task.kind': () => 'guardian',
  'person_task.at_time': () => '13:37',
  'person_task.moved_why': () => 'young_away',
  'person_task.closed_as': () => 'done',
  'task_mark.subject': (_of, row) => row.get('id'),
  'task_mark.source': () => 'next_contact',
  'task_mark.why': () => 'young_away',
  'assignment.kind': () => 'case',
  'block.account_id': () => null,
  'block.except_ids': (of) => [of.accountId],
  'glass.outcome': () => 'given',
  'glass.minutes': () => 60,
  'glass.verdict': () => 'not_justified',
  'glass.assignment_id': () => null,
  'glass.asked_in': () => '7',
  'glass.reason': (of) => `KanarieGlas${of.mark} nödåtkomst för att nå fram`,
  'glass.told_at': () => null,
  'glass.told_by': () => null,
  'consent.how': () => 'paper',
  'share.consent_id': () => null,
  'share.ground_id': (of) => of.groundId,
}

/** An order of steps that runs may refer to, not the one in use; with a programme and a label of the same id. As owner. */
export async function anOldProtocol(client: Client, domainId: string, accountId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into outreach_protocol (domain_id, version, set_by, known_from, known_until)
     select $1, 1 + count(*), $2, '2026-09-01', '2026-09-02' from outreach_protocol where domain_id = $1 returning id`,
    [domainId, accountId],
  )
  const id = rows[0]?.id ?? ''
  await aGroupThatMet(client, domainId, accountId, id)
  await client.query(
    `insert into support_programme (domain_id, id, name, set_by, known_from) values ($1, $2, $3, $4, '2026-09-01')`,
    [domainId, id, `Insats ${id}`, accountId],
  )
  await client.query(
    `insert into support_label (domain_id, id, account_id, shared, name, colour, known_from) values ($1, $2, $4, true, $3, 'blue', '2026-09-01')`,
    [domainId, id, id.slice(0, 30), accountId],
  )
  return id
}

let planted = 0
onNextFile(() => {
  planted = 0
})

/**
 * A row of the person in the table, every column of it with a value that stands nowhere else, as far as its rules let it. As owner.
 */
export async function plant(client: Client, table: string, of: Whose): Promise<readonly Planted[]> {
  const [schema = 'public', name = table] = table.includes('.') ? table.split('.') : ['public', table]
  const { rows } = await client.query(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attidentity <> '' or a.attgenerated <> '' as made
       from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [`${schema}.${name}`],
  )
  const columns = z
    .array(Column)
    .parse(rows)
    .filter(({ made }) => !made)
  const row = new Map<string, unknown>()
  const found: Planted[] = []
  for (const column of columns) {
    const given = GIVEN[`${name}.${column.name}`] ?? GIVEN[column.name]
    planted += 1
    const value = given ? given(of, row) : token(column, of.mark)
    row.set(column.name, value)
    if (value !== null && column.name !== 'domain_id')
      found.push({ table: name, column: column.name, value: written(value), unique: given === undefined })
  }
  const values = [...row.values()].map((value) => (isPlainObject(value) ? JSON.stringify(value) : value))
  const list = [...row.keys()].join(', ')
  await client.query(
    `insert into ${schema}.${name} (${list}) values (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
    values,
  )
  return found
}

const isPlainObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

function token({ type }: Column, mark: string): unknown {
  if (type === 'text') return `Kanarie${mark}${planted}`
  if (type === 'text[]') return [`Kanarie${mark}${planted}`]
  if (type === 'uuid') return randomUUID()
  if (type === 'date') return new Date(Date.UTC(1900, 0, planted)).toISOString().slice(0, 10)
  if (type === 'timestamp with time zone') return new Date(Date.UTC(2001, 0, 1, 0, planted)).toISOString()
  if (type === 'boolean') return true
  if (type === 'jsonb') return { kanarie: `Kanarie${mark}${planted}` }
  if (['integer', 'bigint', 'smallint'].includes(type)) return 7_000 + planted
  throw new Error(`no canary of the type ${type}`)
}

/** As the value stands in a file: an instant by its minute, the rest whole. */
function written(value: unknown): string {
  if (Array.isArray(value)) return String(value[0])
  if (isPlainObject(value)) return String((value as { kanarie: unknown }).kanarie)
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 16) : text
}
