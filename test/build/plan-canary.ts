import type { Client } from 'pg'
import type { Whose } from './canary.ts'

type Given = (of: Whose, row: ReadonlyMap<string, unknown>) => unknown
const own: Given = (of) => of.personId
const account: Given = (of) => of.accountId
const none: Given = () => null

/** Values of the columns of the plan and of activities that are codes, keys or bound by a rule. What hangs on another has its id. */
export const PLAN_GIVEN: Readonly<Record<string, Given>> = {
  'support_plan.id': own,
  'support_goal.id': own,
  'support_step.id': own,
  'support_activity.id': own,
  plan_id: own,
  goal_id: own,
  step_id: own,
  activity_id: own,
  sent_by: account,
  witness_id: account,
  'support_goal.state': () => 'ended',
  'support_goal.attainment': () => 'partly',
  'support_goal.reason': () => 'needs_longer',
  'support_step.responsible': () => 'other',
  'support_step.account_id': none,
  'support_step.actor': () => 'health_care',
  'support_step.state': () => 'not_needed',
  'support_step.reason': () => 'other_step',
  'support_agreement.who': () => 'guardian',
  'support_agreement.way': () => 'oral',
  'support_agreement.answer': () => 'wants_change',
  'support_plan_link.who': () => 'guardian',
  'support_plan_link.answer': () => 'wants_change',
  'support_review.outcome': () => 'held',
  'support_review.present': () => ['social_services'],
  'support_review.reason': () => 'just_met',
  'support_activity.kind': () => 'coaching',
  'support_activity.hours': () => 12,
  'support_activity.sessions': () => 7,
  'support_activity.group_id': none,
  'support_activity.factors': () => ['flexibility'],
  'support_activity.state': () => 'interrupted',
  'support_activity.reason': () => 'wish_changed',
  'support_attendance.session_id': (of) => of.protocolId,
  'support_attendance.came': () => 'no_show',
  'support_attendance.reason_kind': () => 'logistics',
  'support_qualification.kind': () => 'forklift',
  'support_qualification.evidence': () => 'seen',
  'support_qualification.closed_as': () => 'renewed',
  'support_appointment.at_time': () => '13:37',
  'support_appointment.minutes': () => 50,
  'support_appointment.way': () => 'workplace',
  'support_appointment.reminded_as': () => 'opted_out',
  'support_appointment.replaces_id': none,
  'support_appointment.corrects_id': none,
  'support_appointment.outcome': () => 'no_show',
  'support_appointment.reason_kind': () => 'unacceptable',
  'support_appointment.cancelled_by': () => 'guardian',
}

/** A group that has met once, under an id that is given: what a row of attendance may refer to. As owner. */
export async function aGroupThatMet(client: Client, domainId: string, accountId: string, id: string): Promise<void> {
  await client.query(
    `insert into support_group (domain_id, id, group_id, name, capacity, starts_on, state, factors, account_id, set_by, known_from)
     values ($1, $3, $3, 'Grupp', 8, '2026-09-01', 'under_way', '{}', $2, $2, '2026-09-01')`,
    [domainId, accountId, id],
  )
  await client.query(
    `insert into support_session (domain_id, id, group_id, on_day, minutes, made_by, made_at)
     values ($1, $3, $3, '2026-09-08', 90, $2, '2026-09-08')`,
    [domainId, accountId, id],
  )
}
