import type { PersonTable } from './extract-model.ts'

/** How it went, what it led to, and the way to the next: part of every registerutdrag. */
export const PROGRESS_TABLES: readonly PersonTable[] = [
  {
    table: 'progress_reading',
    of: 'person',
    shown: ['on_day', 'measure', 'value', 'voice', 'evidence', 'recorded_by'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'reading_id', 'person_id', 'case_id', 'ladder_id', 'note_id'],
  },
  {
    table: 'progress_ask',
    of: 'person',
    shown: ['asked_at', 'asked_by', 'sent_at', 'expires_at', 'answered_at', 'ended_as'],
    known: [],
    keys: ['id', 'person_id', 'case_id', 'link_sha'],
  },
  {
    table: 'support_exit',
    of: 'person',
    shown: ['exited_on', 'outcome', 'kind', 'place', 'next_step', 'next_on', 'backed_by', 'recorded_by'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'exit_id', 'period_id', 'person_id', 'case_id'],
  },
  {
    table: 'support_follow_up',
    of: 'person',
    shown: [
      'wave',
      'due_on',
      'sent_at',
      'expires_at',
      'unsent',
      'answer',
      'how',
      'closed_as',
      'closed_at',
      'made_at',
      'made_by',
    ],
    known: [],
    keys: ['id', 'exit_id', 'person_id', 'case_id', 'link_sha'],
  },
  {
    table: 'transition_handover',
    of: 'person',
    shown: ['on_day', 'kind', 'receiver', 'place', 'needs', 'consent', 'made_by', 'ended_as', 'ended_on', 'ended_by'],
    known: ['known_from', 'known_until'],
    keys: ['id', 'person_id', 'note_id'],
  },
  {
    table: 'transition_arrival',
    of: 'person',
    shown: ['starts_on', 'said', 'on_day', 'said_by'],
    known: ['known_from', 'known_until', 'closed_by'],
    keys: ['id', 'person_id'],
  },
]
