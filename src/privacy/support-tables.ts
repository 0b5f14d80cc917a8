import type { PersonTable } from './extract-model.ts'
import { PLAN_TABLES } from './plan-tables.ts'
import { PROGRESS_TABLES } from './progress-tables.ts'
import { TEAM_TABLES } from './team-tables.ts'
import { WORK_TABLES } from './work-tables.ts'

/** The case and what hangs on it: part of every registerutdrag. */
export const SUPPORT_TABLES: readonly PersonTable[] = [
  {
    table: 'support_case',
    of: 'person',
    shown: ['made_at', 'made_by'],
    known: [],
    keys: ['id', 'person_id'],
  },
  {
    table: 'support_period',
    of: 'person',
    shown: ['setting', 'origin', 'opened_on', 'opened_by', 'reopen_reason', 'closed_on', 'close_reason'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'person_id', 'case_id'],
  },
  {
    table: 'support_owner',
    of: 'person',
    shown: ['account_id', 'set_by'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'person_id', 'case_id', 'assignment_id'],
  },
  ...PROGRESS_TABLES,
  ...PLAN_TABLES,
  ...WORK_TABLES,
  {
    table: 'support_mapping',
    of: 'person',
    shown: ['form_code', 'began_on', 'begun_by', 'ended_as', 'ended_on'],
    known: ['known_from', 'known_until', 'ended_by'],
    keys: ['id', 'person_id', 'form_id', 'form_version'],
  },
  {
    table: 'support_answer',
    of: 'person',
    shown: ['known_from', 'topic', 'body', 'written_by'],
    known: ['secrecy', 'recorded_by', 'known_until'],
    keys: ['id', 'person_id', 'mapping_id', 'place', 'answered'],
  },
  {
    table: 'support_mapping_link',
    of: 'person',
    shown: ['sent_by', 'expires_at'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'person_id', 'mapping_id', 'link_sha'],
  },
  {
    table: 'support_method_session',
    of: 'person',
    shown: ['held_on', 'method', 'topic', 'importance', 'confidence', 'standing', 'written_by'],
    known: ['secrecy', 'recorded_by', 'known_from', 'known_until'],
    keys: ['id', 'person_id', 'note_id'],
  },
  ...TEAM_TABLES,
]
