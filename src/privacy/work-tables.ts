import type { PersonTable } from './extract-model.ts'

const VERSION = ['set_by', 'known_from', 'known_until', 'closed_by']

/** Placements, the week and studies: part of every registerutdrag. */
export const WORK_TABLES: readonly PersonTable[] = [
  {
    table: 'work_placement',
    of: 'person',
    shown: ['kind', 'workplace', 'title', 'sector', 'ended_on', 'outcome', 'end_reason'],
    known: ['made_by', 'known_from', 'ended_by', 'known_until'],
    keys: ['id', 'person_id', 'case_id', 'offer_id', 'employer_id', 'seat_id', 'corrects_id'],
  },
  {
    table: 'work_terms',
    of: 'person',
    shown: [
      ...(['from_on', 'last_on', 'holds_from', 'days', 'begins', 'ends', 'break_minutes', 'tasks'] as const),
      ...(['insurance', 'risk_seen_on', 'asks'] as const),
    ],
    known: VERSION,
    keys: ['id', 'person_id', 'placement_id', 'supervisor_id'],
  },
  {
    table: 'work_step',
    of: 'person',
    shown: ['kind', 'planned_on', 'with_whom', 'account_id', 'done_on', 'outcome'],
    known: VERSION,
    keys: ['id', 'person_id', 'placement_id', 'terms_id', 'note_id', 'corrects_id'],
  },
  {
    table: 'week_plan',
    of: 'person',
    shown: ['from_on', 'mornings', 'afternoons', 'reason'],
    known: VERSION,
    keys: ['id', 'person_id', 'case_id'],
  },
  {
    table: 'week_question',
    of: 'person',
    shown: ['from_on', 'last_on', 'queued_at', 'handed_at', 'answered_at'],
    known: ['expires_at', 'due_at'],
    keys: ['id', 'person_id', 'placement_id', 'supervisor_id', 'link_sha', 'state', 'attempts'],
  },
  {
    table: 'week_attendance',
    of: 'person',
    shown: ['on_day', 'half', 'what', 'mark', 'source'],
    known: VERSION,
    keys: ['id', 'person_id', 'placement_id', 'question_id'],
  },
  {
    table: 'study_grade',
    of: 'person',
    shown: ['school_subject', 'grade', 'source', 'graded_on'],
    known: VERSION,
    keys: ['id', 'person_id'],
  },
  {
    table: 'study_plan',
    of: 'person',
    shown: ['goal', 'adjustments', 'extra'],
    known: VERSION,
    keys: ['id', 'person_id', 'case_id'],
  },
  {
    table: 'study_plan_part',
    of: 'person',
    shown: ['year', 'term', 'course', 'state'],
    known: [],
    keys: ['id', 'person_id', 'plan_id', 'place'],
  },
]
