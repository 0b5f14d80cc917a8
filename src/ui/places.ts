import type { IconName } from './components/icons.ts'
import { paths } from './paths.ts'
import type { TEXT } from './text.ts'

/** The places a role may have in its rail, chosen where the roles are. */
export type PlaceKey =
  | 'today'
  | 'register'
  | 'changes'
  | 'duplicates'
  | 'imports'
  | 'admin'
  | 'staff'
  | 'contacts'
  | 'outreach'
  | 'referrals'
  | 'referralsSent'
  | 'notices'
  | 'moves'
  | 'tasks'
  | 'placements'
  | 'progress'
  | 'transitions'
  | 'approvals'
  | 'log'
  | 'review'
  | 'extract'
  | 'retention'
  | 'shares'
  | 'glass'
  | 'glassReviews'
  | 'blocks'
  | 'cases'
  | 'groups'
  | 'forms'

type Place = { readonly href: string; readonly icon: IconName; readonly word: keyof typeof TEXT }

export const PLACES: Readonly<Record<PlaceKey, Place>> = {
  today: { href: paths.start(), icon: 'today', word: 'place.today' },
  register: { href: paths.register(), icon: 'register', word: 'place.register' },
  changes: { href: paths.changes(), icon: 'changes', word: 'place.changes' },
  duplicates: { href: paths.duplicates(), icon: 'duplicates', word: 'place.duplicates' },
  imports: { href: paths.imports(), icon: 'import', word: 'place.imports' },
  admin: { href: paths.admin(), icon: 'admin', word: 'place.admin' },
  staff: { href: paths.staff(), icon: 'account', word: 'place.staff' },
  contacts: { href: paths.contacts(), icon: 'phone', word: 'place.contacts' },
  outreach: { href: paths.outreach(), icon: 'phone', word: 'place.outreach' },
  referrals: { href: paths.referrals(), icon: 'import', word: 'place.referrals' },
  referralsSent: { href: paths.referralsSent(), icon: 'export', word: 'place.referralsSent' },
  notices: { href: paths.notices(), icon: 'mail', word: 'place.notices' },
  moves: { href: paths.moves(), icon: 'changes', word: 'place.moves' },
  tasks: { href: paths.tasks(), icon: 'calendar', word: 'place.tasks' },
  placements: { href: paths.placements(), icon: 'place', word: 'place.placements' },
  progress: { href: paths.progress(), icon: 'changes', word: 'place.progress' },
  transitions: { href: paths.transitions(), icon: 'school', word: 'place.transitions' },
  approvals: { href: paths.approvals(), icon: 'check', word: 'place.approvals' },
  log: { href: paths.log(), icon: 'search', word: 'place.log' },
  review: { href: paths.reviews(), icon: 'filter', word: 'place.review' },
  extract: { href: paths.extracts(), icon: 'export', word: 'place.extract' },
  retention: { href: paths.retention(), icon: 'calendar', word: 'place.retention' },
  shares: { href: paths.shares(), icon: 'link', word: 'place.shares' },
  glass: { href: paths.glass(), icon: 'warning', word: 'place.glass' },
  glassReviews: { href: paths.glassReviews(), icon: 'check', word: 'place.glassReviews' },
  cases: { href: paths.cases(), icon: 'person', word: 'place.cases' },
  groups: { href: paths.activities(), icon: 'calendar', word: 'place.groups' },
  forms: { href: paths.forms(), icon: 'edit', word: 'place.forms' },
  blocks: { href: paths.blocks(), icon: 'lock', word: 'place.blocks' },
}

/** As many as a phone's bar has room for. */
const ROOM = 5

/** What stands in the rail, and what waits behind “Mer” when there is more than there is room for. */
export function railOf(places: readonly PlaceKey[]): {
  readonly shown: readonly PlaceKey[]
  readonly more: readonly PlaceKey[]
} {
  const room = places.length > ROOM ? ROOM - 1 : ROOM
  return { shown: places.slice(0, room), more: places.slice(room) }
}
