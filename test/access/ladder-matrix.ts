import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { CONTACT_PERMISSIONS } from '../../src/outreach/contacts/permissions.ts'
import { LADDER_PERMISSIONS } from '../../src/outreach/ladder/permissions.ts'
import { MESSAGE_PERMISSIONS } from '../../src/outreach/messages/permissions.ts'
import type { Route } from './matrix.ts'

/** The routes of the ladder: for those who follow the outreach of a person; to start, pause and end it, for those who work with them. */

const having = (roles: readonly string[]): readonly StaffRole[] => STAFF_ROLES.filter((role) => roles.includes(role))
const each = <T>(roles: readonly StaffRole[], answer: T) => Object.fromEntries(roles.map((role) => [role, answer]))

const FOLLOWERS = having(CONTACT_PERMISSIONS['outreach.read'])
const FOLLOWED = each(FOLLOWERS, [200, 404] as const)
const FOLLOWED_WRITES = each(FOLLOWERS, [303, 404] as const)
const FOLLOWED_WRONG = each(FOLLOWERS, [422, 404] as const)
const RUNNERS = each(having(LADDER_PERMISSIONS['outreach.run_ladder']), [303, 404] as const)
const SETTERS = having(LADDER_PERMISSIONS['outreach.set_protocol'])
const VISIT = { visitOn: 'snart', time: '25', announced: '' }

export const LADDER_ROUTES: readonly Route[] = [
  {
    route: 'GET /outreach/figures',
    answers: each(having(LADDER_PERMISSIONS['outreach.see_figures']), [200] as const),
  },
  {
    route: 'GET /outreach/caseload',
    answers: each(having(LADDER_PERMISSIONS['outreach.see_caseload']), [200] as const),
  },
  { route: 'POST /outreach/caseload', form: { weekHours: 'x' }, answers: { kaa_coordinator: [422] } },
  { route: 'GET /outreach/ladder', answers: each(FOLLOWERS, [200] as const) },
  {
    route: 'GET /outreach/ladder/protocol',
    answers: each(having(LADDER_PERMISSIONS['outreach.see_protocol']), [200] as const),
  },
  { route: 'POST /outreach/ladder/protocol', form: { seen: '0' }, answers: each(SETTERS, [422] as const) },
  { route: 'POST /outreach/ladder/protocol/preview', form: { seen: '0' }, answers: each(SETTERS, [422] as const) },
  {
    route: 'POST /outreach/ladder/preview',
    answers: each(having(MESSAGE_PERMISSIONS['messages.send']), [422] as const),
  },
  {
    route: 'POST /outreach/ladder/sending',
    answers: each(having(MESSAGE_PERMISSIONS['messages.send']), [422] as const),
  },
  { route: 'GET /people/:id/ladder', thing: 'onLadder', answers: FOLLOWED },
  { route: 'POST /people/:id/ladder/runs', thing: 'offLadder', answers: RUNNERS },
  { route: 'POST /people/:id/ladder/runs/end', thing: 'onLadder', form: { reason: 'agreed' }, answers: RUNNERS },
  { route: 'POST /people/:id/ladder/steps', thing: 'betweenSteps', answers: RUNNERS },
  {
    route: 'POST /people/:id/ladder/steps/:step/skip',
    thing: 'dueStep',
    form: { reason: 'other' },
    answers: FOLLOWED_WRITES,
  },
  {
    route: 'POST /people/:id/ladder/rests',
    thing: 'onLadder',
    form: { kind: 'pause', reason: 'away', until: '2026-11-01' },
    answers: RUNNERS,
  },
  { route: 'POST /people/:id/ladder/rests/end', thing: 'resting', form: { kind: 'pause' }, answers: RUNNERS },
  { route: 'GET /people/:id/visits/new', thing: 'onLadder', answers: FOLLOWED },
  { route: 'POST /people/:id/visits', thing: 'onLadder', form: VISIT, answers: FOLLOWED_WRONG },
  { route: 'GET /people/:id/visits/:visit', thing: 'visit', answers: FOLLOWED },
  {
    route: 'POST /people/:id/visits/:visit/outcome',
    thing: 'visit',
    form: { outcome: 'talked' },
    answers: FOLLOWED_WRITES,
  },
  { route: 'POST /people/:id/visits/:visit/time', thing: 'visit', form: VISIT, answers: FOLLOWED_WRONG },
  { route: 'POST /people/:id/visits/:visit/cancellation', thing: 'visit', answers: FOLLOWED_WRITES },
]
