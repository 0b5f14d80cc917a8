/** What the schema of access says of a person, by table: gathered whole, and shown so. */
export const ACCESS_TABLES: Readonly<Record<string, readonly string[]>> = {
  assignment: ['kind', 'membership_id', 'team_id', 'reason', 'given_by', 'from_at', 'until_at', 'ended_at', 'ended_by'],
  block: ['account_id', 'except_ids', 'reason', 'set_by', 'from_at', 'ended_at', 'ended_by'],
  consent: [
    'to_domain_id',
    'topics',
    'purpose',
    'by_person',
    'by_guardian',
    'alone_reason',
    'how',
    'witness',
    'document',
    'given_on',
    'until_at',
    'recorded_by',
    'recorded_at',
    'withdrawn_at',
    'withdrawn_by',
  ],
  extract: ['account_id', 'from_at', 'until_at'],
  glass: [
    'membership_id',
    'outcome',
    'reason',
    'minutes',
    'asked_at',
    'answered_at',
    'due_at',
    'verdict',
    'done',
    'reviewed_at',
    'reviewed_by',
    'stop_reason',
    'stopped_at',
    'stopped_by',
    'told_at',
    'told_by',
  ],
  share: [
    'to_domain_id',
    'topics',
    'more_topics',
    'ground_detail',
    'purpose',
    'protected_reason',
    'made_by',
    'from_at',
    'until_at',
    'answered_at',
    'answered_by',
    'accepted',
    'answer',
    'revoked_at',
    'revoked_by',
    'ended_at',
    'ended_by',
  ],
}

/** Keys of those tables, in the file for machines alone. */
export const ACCESS_KEYS: readonly string[] = [
  'domain_id',
  'id',
  'person_id',
  'ground_id',
  'consent_id',
  'asked_in',
  'assignment_id',
]

/** Tables that name a person and are no part of an extract, each with why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  move_parcel: 'what is on its way to another municipality for some seconds stands in move_out as well',
  notice_parcel: 'what is on its way to another municipality for some seconds stands in notice_out as well',
  review_item:
    'says which colleagues’ readings were looked at; the readings themselves are in the log, which is part of the extract',
}
