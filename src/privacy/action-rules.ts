/**
 * The actions by which somebody comes to see a named young person. They are what a young person is shown, and what is drawn samples
 * of (HSLF-FS 2016:40 4 kap. 9 § asks for recurring, systematic reviews in health care: taken as the measure here).
 */
export const READS: readonly string[] = [
  'register.person_read',
  'register.looked_up',
  'people.shown_as_likely',
  'people.person_read',
  'note.read',
  'sharing.person_read',
  'sharing.visited',
  'notes.listed',
  'notes.begun',
  'moves.opened',
  'moves.letter_taken',
  'notices.opened',
  'notices.letter_taken',
  'outreach.listed',
  'outreach.ladder_read',
  'message.read',
  'messages.listed',
  'messages.opened_to_send',
  'letters.opened',
  'letters.previewed',
  'referral.read',
  'referrals.followed',
  'referrals.begun',
  'checkins.listed',
  'progress.listed',
  'exits.listed',
  'transitions.listed',
  'plans.opened',
  'activities.opened',
  'placements.listed',
  'placements.agreement_taken',
  'week.opened',
  'studies.opened',
  'studies.plan_taken',
  'mapping.listed',
  'support_answer.read',
  'sessions.listed',
  'cases.case_read',
  'meetings.meeting_read',
  'meetings.begun',
  'sight.glass_taken',
  'sight.glass_read',
  'privacy.identity_shown',
  'privacy.extract_taken',
]

/** What samples are drawn of: what those who watch over the log see of persons stands in it, for others to look at. */
export const SAMPLED = READS.filter((action) => !action.startsWith('privacy.'))

/** That a colleague has tried to read more than a budget for bodies allows. */
export const OVERRUNS: readonly string[] = ['notes.budget_exceeded', 'mapping.budget_exceeded']

/** Access taken in an emergency. */
export const GLASS = 'sight.glass_taken'
