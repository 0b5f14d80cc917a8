import { rolesWith, STAFF_ROLES, STAFF_WITH_PERSONS, type StaffRole } from '../../src/access/roles.ts'
import { SIGHT_PERMISSIONS } from '../../src/sight/permissions.ts'
import type { Route } from './matrix.ts'

type Answers = Route['answers']
type Roles = readonly string[]

const each = (roles: Roles, answer: readonly [number, number?]): Answers =>
  Object.fromEntries(STAFF_ROLES.filter((role) => roles.includes(role)).map((role) => [role, answer]))

const LISTING: Roles = SIGHT_PERMISSIONS['sight.list']
const LETTING_IN: Roles = SIGHT_PERMISSIONS['sight.assign']
const BREAKING: Roles = rolesWith('glass')
const REVIEWING: Roles = rolesWith('review')
const BLOCKING: readonly StaffRole[] = ['kaa_coordinator', 'data_protection_officer']
/** Out of reach for all but those who reach the whole register. */
const UNASSIGNED = (roles: Roles): Answers => ({ ...each(roles, [404, 404]), kaa_coordinator: [200, 404] })

const RECUSAL = { recusalReason: 'granne till ungdomen' }

/** One's young people, who sees them, who is shut out, and access in an emergency. */
export const SIGHT_ROUTES: readonly Route[] = [
  { route: 'GET /people/:id', thing: 'member', answers: each(STAFF_WITH_PERSONS, [200, 404]) },
  { route: 'GET /people/:id', thing: 'unassigned', answers: UNASSIGNED(STAFF_WITH_PERSONS) },
  // One who is not in the register takes the right to look somebody up.
  { route: 'GET /people/:id', thing: 'outsider', answers: UNASSIGNED(STAFF_WITH_PERSONS) },
  { route: 'POST /people/searches', form: { q: 'lind' }, answers: each(STAFF_WITH_PERSONS, [303]) },
  { route: 'GET /people/searches/:id', thing: 'reachedSearch', answers: each(STAFF_WITH_PERSONS, [200, 404]) },

  { route: 'GET /people/:id/sight', thing: 'member', answers: each(LISTING, [200, 404]) },
  { route: 'GET /people/:id/sight', thing: 'unassigned', answers: UNASSIGNED(LISTING) },
  { route: 'POST /people/:id/assignments', thing: 'member', answers: each(LETTING_IN, [422, 404]) },
  { route: 'POST /people/:id/assignments/:part/end', thing: 'assignment', answers: each(LETTING_IN, [303, 404]) },
  {
    route: 'POST /people/:id/blocks',
    thing: 'member',
    answers: { kaa_coordinator: [422, 404], data_protection_officer: [403, 403] },
  },
  { route: 'GET /people/:id/recusal', thing: 'member', answers: each(STAFF_WITH_PERSONS, [200, 404]) },
  { route: 'POST /people/:id/recusal', thing: 'member', form: RECUSAL, answers: each(STAFF_WITH_PERSONS, [303, 404]) },
  { route: 'GET /blocks', answers: each(BLOCKING, [200]) },
  { route: 'POST /blocks', form: { number: '12' }, answers: each(BLOCKING, [422]) },
  { route: 'POST /blocks/:id/end', thing: 'block', answers: each(BLOCKING, [303, 404]) },

  { route: 'GET /glass', answers: each(BREAKING, [200]) },
  { route: 'POST /glass', form: { number: '12' }, answers: each(BREAKING, [422]) },
  { route: 'POST /glass/:id/end', thing: 'runningGlass', answers: each(BREAKING, [303, 404]) },
  { route: 'POST /glass/:id/telling', thing: 'ownGlass', form: { said: 'told' }, answers: each(BREAKING, [303, 404]) },
  { route: 'GET /glass/reviews', answers: each(REVIEWING, [200]) },
  { route: 'GET /glass/reviews/:id', thing: 'glass', answers: each(REVIEWING, [200, 404]) },
  {
    route: 'POST /glass/reviews/:id',
    thing: 'glass',
    form: { verdict: 'accepted' },
    answers: each(REVIEWING, [303, 404]),
  },
  {
    route: 'POST /glass/reviews/:id/telling',
    thing: 'glass',
    form: { said: 'told' },
    answers: each(REVIEWING, [303, 404]),
  },
]
