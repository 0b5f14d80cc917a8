import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { CASE_PERMISSIONS } from '../../src/support/cases/permissions.ts'
import { PLAN_PERMISSIONS } from '../../src/support/plan/permissions.ts'
import type { Route } from './matrix.ts'

/** The routes of plans and activities: for those who support a young person; of groups, for whoever supports anybody. */

const having = (roles: readonly string[]): readonly StaffRole[] => STAFF_ROLES.filter((role) => roles.includes(role))
const each = <T>(roles: readonly StaffRole[], answer: T) => Object.fromEntries(roles.map((role) => [role, answer]))

const SUPPORTERS = having(CASE_PERMISSIONS['support.work'])
const SETTERS = having(PLAN_PERMISSIONS['plans.set_rule'])
const SUPPORTED = each(SUPPORTERS, [200, 404] as const)
const WRITES = each(SUPPORTERS, [303, 404] as const)
const WRONG = each(SUPPORTERS, [422, 404] as const)
const LATE = each(SUPPORTERS, [409, 404] as const)
/** The version that a form was shown, which is no longer the one that stands. */
const SEEN = '00000000-0000-4000-8000-000000000000'
const GOAL = { words: 'Klara matten', startsOn: '2026-10-15' }
const STEP = { words: 'Ringa skolan', responsible: 'youth', startsOn: '2026-10-15' }

export const PLAN_ROUTES: readonly Route[] = [
  { route: 'GET /people/:id/plan', thing: 'planned', answers: SUPPORTED },
  { route: 'POST /people/:id/plan', thing: 'planned', form: { seen: SEEN, startsOn: '2026-10-15' }, answers: LATE },
  { route: 'GET /people/:id/plan/print', thing: 'planned', answers: SUPPORTED },
  { route: 'GET /people/:id/plan/pdf', thing: 'planned', answers: SUPPORTED },
  { route: 'GET /people/:id/plan/goals/new', thing: 'supported', answers: SUPPORTED },
  { route: 'POST /people/:id/plan/goals', thing: 'supported', form: GOAL, answers: WRITES },
  { route: 'GET /people/:id/plan/goals/:of', thing: 'goal', answers: SUPPORTED },
  { route: 'POST /people/:id/plan/goals/:of', thing: 'goal', form: { ...GOAL, seen: SEEN }, answers: LATE },
  {
    route: 'POST /people/:id/plan/goals/:of/end',
    thing: 'goal',
    form: { attainment: 'partly', reason: 'needs_longer', endedOn: '2026-10-15', seen: SEEN },
    answers: LATE,
  },
  {
    route: 'POST /people/:id/plan/goals/:of/archive',
    thing: 'goal',
    form: { reason: 'wait', seen: SEEN },
    answers: LATE,
  },
  {
    route: 'POST /people/:id/plan/goals/:of/restoration',
    thing: 'asideGoal',
    form: { reason: 'wanted_again', seen: SEEN },
    answers: LATE,
  },
  { route: 'POST /people/:id/plan/goals/:of/steps', thing: 'goal', form: STEP, answers: WRITES },
  { route: 'GET /people/:id/plan/steps/:of', thing: 'step', answers: SUPPORTED },
  { route: 'POST /people/:id/plan/steps/:of', thing: 'step', form: { ...STEP, seen: SEEN }, answers: LATE },
  {
    route: 'POST /people/:id/plan/steps/:of/state',
    thing: 'step',
    form: { state: 'going_on', seen: SEEN },
    answers: LATE,
  },
  {
    route: 'POST /people/:id/plan/agreements',
    thing: 'planned',
    form: { who: 'youth', way: 'paper', onDay: '2026-10-15', planId: SEEN },
    answers: LATE,
  },
  // Nothing is sent where the site has no address that a phone reaches.
  { route: 'POST /people/:id/plan/links', thing: 'planned', answers: each(SUPPORTERS, [409, 404] as const) },
  {
    route: 'POST /people/:id/plan/reviews',
    thing: 'planned',
    form: { heldOn: '2026-10-15', present: ['youth'], seen: SEEN },
    answers: LATE,
  },
  {
    route: 'POST /people/:id/plan/exemptions',
    thing: 'planned',
    form: { reason: 'just_met', seen: SEEN },
    answers: LATE,
  },
  { route: 'GET /plan-reviews', answers: each(SETTERS, [200] as const) },
  { route: 'POST /plan-reviews', form: { firstWeeks: '0' }, answers: each(SETTERS, [422] as const) },

  { route: 'GET /people/:id/activities', thing: 'supported', answers: SUPPORTED },
  { route: 'GET /people/:id/activities/new', thing: 'supported', answers: SUPPORTED },
  { route: 'POST /people/:id/activities', thing: 'supported', form: { startsOn: '2026-10-15' }, answers: WRONG },
  { route: 'GET /people/:id/activities/:of', thing: 'activity', answers: SUPPORTED },
  {
    route: 'POST /people/:id/activities/:of',
    thing: 'activity',
    form: { startsOn: '2026-10-15', seen: SEEN },
    answers: LATE,
  },
  {
    route: 'POST /people/:id/activities/:of/state',
    thing: 'activity',
    form: { state: 'under_way', seen: SEEN },
    answers: LATE,
  },
  {
    route: 'POST /people/:id/groups',
    thing: 'supported',
    form: { groupId: SEEN },
    answers: each(SUPPORTERS, [404, 404] as const),
  },
  { route: 'POST /people/:id/qualifications', thing: 'supported', answers: WRONG },
  {
    route: 'POST /people/:id/qualifications/:of/end',
    thing: 'qualification',
    form: { as: 'renewed' },
    answers: WRITES,
  },
  { route: 'POST /people/:id/appointments', thing: 'supported', answers: WRONG },
  { route: 'GET /people/:id/appointments/:of', thing: 'appointment', answers: SUPPORTED },
  {
    route: 'POST /people/:id/appointments/:of/outcome',
    thing: 'appointment',
    form: { outcome: 'cancelled', cancelledBy: 'us' },
    answers: WRITES,
  },
  {
    route: 'POST /people/:id/appointments/:of/move',
    thing: 'appointment',
    form: { onDay: '2026-10-22', atTime: '9' },
    answers: WRITES,
  },
  { route: 'GET /activities', answers: each(SUPPORTERS, [200] as const) },
  { route: 'GET /activities/new', answers: each(SUPPORTERS, [200] as const) },
  { route: 'POST /activities', answers: each(SUPPORTERS, [422] as const) },
  { route: 'GET /activities/:id', thing: 'group', answers: SUPPORTED },
  { route: 'POST /activities/:id', thing: 'group', form: { startsOn: '2026-10-15', seen: SEEN }, answers: LATE },
  { route: 'POST /activities/:id/state', thing: 'group', form: { state: 'done', seen: SEEN }, answers: LATE },
  {
    route: 'POST /activities/:id/sessions',
    thing: 'group',
    form: { onDay: '2026-10-15', minutes: '90' },
    answers: WRONG,
  },
]
