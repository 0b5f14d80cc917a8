import type { PersonTable } from './extract-model.ts'
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
    shown: ['setting', 'origin', 'opened_on', 'opened_by', 'closed_on', 'close_reason'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'person_id', 'case_id'],
  },
  {
    table: 'support_owner',
    of: 'person',
    shown: ['account_id', 'set_by'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'person_id', 'case_id'],
  },
  ...WORK_TABLES,
]
