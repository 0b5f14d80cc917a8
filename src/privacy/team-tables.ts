import type { PersonTable } from './extract-model.ts'

const VERSION = ['known_from', 'known_until', 'closed_by'] as const

/** The team around the young person, their programmes, and their meetings: part of every registerutdrag. */
export const TEAM_TABLES: readonly PersonTable[] = [
  {
    ...{ table: 'support_participation', of: 'person', known: VERSION },
    shown: ['from_on', 'until_on', 'set_by'],
    keys: ['id', 'person_id', 'case_id', 'programme_id'],
  },
  {
    ...{ table: 'support_member', of: 'person', known: VERSION },
    shown: ['role', 'account_id', 'name', 'organisation', 'phone', 'email', 'from_on', 'until_on', 'set_by'],
    keys: ['id', 'person_id', 'case_id'],
  },
  {
    ...{ table: 'support_mark', of: 'person', known: VERSION },
    shown: ['set_by'],
    keys: ['id', 'person_id', 'case_id', 'label_id'],
  },
  {
    ...{ table: 'support_setting', of: 'person', known: VERSION },
    shown: ['setting', 'from_on', 'set_by'],
    keys: ['id', 'person_id', 'period_id'],
  },
  {
    ...{ table: 'support_closing', of: 'person', known: ['made_at', 'made_by'] },
    shown: ['kind'],
    keys: ['id', 'person_id', 'period_id', 'stood_id', 'left_id'],
  },
  {
    ...{ table: 'support_flow_step', of: 'person', known: VERSION },
    shown: ['step', 'on_day', 'done_on', 'done_by', 'set_by'],
    keys: ['id', 'person_id', 'period_id'],
  },
  {
    ...{ table: 'support_meeting', of: 'person', known: VERSION },
    shown: ['kind', 'on_day', 'at_time', 'place', 'agenda', 'next_on', 'state', 'set_by'],
    keys: ['id', 'person_id', 'case_id', 'meeting_id', 'note_id', 'planned_from'],
  },
  {
    ...{ table: 'support_meeting_item', of: 'person', known: VERSION },
    shown: ['kind', 'what', 'account_id', 'who', 'due_on', 'done_on', 'set_by'],
    keys: ['id', 'person_id', 'meeting_id'],
  },
  {
    ...{ table: 'support_attendee', of: 'person', known: VERSION },
    shown: ['who', 'account_id', 'came', 'set_by'],
    keys: ['id', 'person_id', 'meeting_id', 'member_id'],
  },
]
