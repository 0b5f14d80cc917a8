import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { CASE_PERMISSIONS } from '../../src/support/cases/permissions.ts'
import { PROGRESS_PERMISSIONS } from '../../src/support/progress/permissions.ts'
import { TRANSITION_PERMISSIONS } from '../../src/transitions/permissions.ts'
import type { Route } from './matrix.ts'

const among = (roles: readonly string[]) => STAFF_ROLES.filter((role) => roles.includes(role))
const each = <Answer>(roles: readonly StaffRole[], answer: Answer) =>
  Object.fromEntries(roles.map((role) => [role, answer])) as Partial<Record<StaffRole, Answer>>

/** How it goes, leaving and transitions are there for those who support the person; of nobody else is there anything to find. */
const SUPPORTERS = among(CASE_PERMISSIONS['support.work'])
const SHOWN = each(SUPPORTERS, [200, 404] as const)
const WRITTEN = each(SUPPORTERS, [303, 404] as const)
const FIGURES = each(SUPPORTERS, [200] as const)
const WATCHERS = each(among(TRANSITION_PERMISSIONS['transitions.see']), [200] as const)
const LADDER = among(PROGRESS_PERMISSIONS['progress.set_ladder'])
const READ = { voice: 'coach', onDay: '2026-10-14', evidence: 'together', ladder: '3', health: '6' }
const LEFT = {
  ...{ exitedOn: '2026-10-14', outcome: 'studies', kind: 'adult_education', place: 'Komvux', nextStep: 'goes_on' },
  ...{ nextOn: '', backedBy: 'school' },
}
const OVER = { kind: 'school', receiver: 'adult_education', place: 'Komvux', consent: 'given', onDay: '2026-10-14' }

export const PROGRESS_ROUTES: readonly Route[] = [
  { route: 'GET /people/:id/progress', thing: 'supported', answers: SHOWN },
  { route: 'POST /people/:id/progress', thing: 'supported', form: READ, answers: WRITTEN },
  { route: 'POST /people/:id/progress/ask', thing: 'supported', answers: WRITTEN },
  { route: 'GET /people/:id/progress/:reading', thing: 'reading', answers: SHOWN },
  // Whoever writes on what they have not seen as it is now is told so.
  {
    route: 'POST /people/:id/progress/:reading',
    thing: 'reading',
    form: { value: '4', onDay: '2026-10-14', evidence: 'seen' },
    answers: each(SUPPORTERS, [409, 404] as const),
  },
  {
    route: 'POST /people/:id/progress/:reading/removal',
    thing: 'reading',
    answers: each(SUPPORTERS, [409, 404] as const),
  },
  { route: 'GET /progress', answers: FIGURES },
  { route: 'GET /progress/ladder', answers: each(LADDER, [200] as const) },
  { route: 'POST /progress/ladder', form: { 'name-0': 'Steg' }, answers: each(LADDER, [422] as const) },
  // A team that has none has none to be taken away.
  { route: 'POST /progress/ladder/end', answers: each(LADDER, [409] as const) },

  { route: 'GET /people/:id/exit', thing: 'supported', answers: SHOWN },
  { route: 'POST /people/:id/exit', thing: 'supported', form: LEFT, answers: WRITTEN },
  { route: 'POST /people/:id/follow-ups/:follow', thing: 'followUp', form: { answer: 'work' }, answers: WRITTEN },
  { route: 'POST /people/:id/follow-ups/end', thing: 'supported', answers: WRITTEN },

  { route: 'GET /transitions', answers: WATCHERS },
  { route: 'GET /people/:id/transitions', thing: 'supported', answers: SHOWN },
  { route: 'POST /people/:id/transitions', thing: 'supported', form: OVER, answers: WRITTEN },
  {
    route: 'POST /people/:id/transitions/:handover/end',
    thing: 'handover',
    form: { as: 'received' },
    answers: WRITTEN,
  },
  {
    route: 'POST /people/:id/arrival',
    thing: 'supported',
    form: { said: 'arrived', startsOn: '2026-08-17' },
    answers: WRITTEN,
  },
]
