import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { CASE_PERMISSIONS } from '../../src/support/cases/permissions.ts'
import { PLACEMENT_PERMISSIONS } from '../../src/support/placements/permissions.ts'
import type { Route } from './matrix.ts'

/** The routes of placements, the week and studies: for those who support, each of whom they support; the workplaces for all of them. */

const having = (roles: readonly string[]): readonly StaffRole[] => STAFF_ROLES.filter((role) => roles.includes(role))
const each = <T>(roles: readonly StaffRole[], answer: T) => Object.fromEntries(roles.map((role) => [role, answer]))

const SUPPORTING = having(CASE_PERMISSIONS['support.work'])
const KEEPING = having(PLACEMENT_PERMISSIONS['employers.keep'])
const SUPPORTED = each(SUPPORTING, [200, 404] as const)
const SUPPORTED_WRONG = each(SUPPORTING, [422, 404] as const)
const SUPPORTED_LATE = each(SUPPORTING, [409, 404] as const)
const KEPT = each(KEEPING, [200, 404] as const)
const KEPT_WRITES = each(KEEPING, [303, 404] as const)
const KEPT_WRONG = each(KEEPING, [422, 404] as const)

export const WORK_ROUTES: readonly Route[] = [
  { route: 'GET /placements', answers: each(KEEPING, [200] as const) },
  { route: 'GET /employers', answers: each(KEEPING, [200] as const) },
  { route: 'POST /employers', form: { sector: '' }, answers: each(KEEPING, [422] as const) },
  { route: 'GET /employers/:id', thing: 'employer', answers: KEPT },
  { route: 'POST /employers/:id', thing: 'employer', form: { sector: '' }, answers: KEPT_WRONG },
  { route: 'POST /employers/:id/closing', thing: 'employer', form: { closed: '1' }, answers: KEPT_WRITES },
  { route: 'POST /employers/:id/supervisors', thing: 'employer', form: { name: '' }, answers: KEPT_WRONG },
  // Whoever writes on what they have not seen as it is now is told so.
  {
    route: 'POST /employers/:id/supervisors/:supervisor',
    thing: 'supervisor',
    form: { name: 'Siv Holm' },
    answers: each(KEEPING, [409, 404] as const),
  },
  { route: 'POST /employers/:id/supervisors/:supervisor/end', thing: 'supervisor', answers: KEPT_WRITES },
  { route: 'POST /employers/:id/offers', thing: 'employer', form: { title: '' }, answers: KEPT_WRONG },
  { route: 'POST /employers/:id/offers/:offer/closing', thing: 'offer', answers: KEPT_WRITES },
  { route: 'GET /people/:id/placements', thing: 'supported', answers: SUPPORTED },
  { route: 'POST /people/:id/placements', thing: 'supported', form: { offerId: '' }, answers: SUPPORTED_WRONG },
  { route: 'GET /people/:id/placements/:placement', thing: 'placed', answers: SUPPORTED },
  { route: 'POST /people/:id/placements/:placement/terms', thing: 'placed', answers: SUPPORTED_WRONG },
  {
    route: 'POST /people/:id/placements/:placement/signed',
    thing: 'placed',
    form: { signedOn: 'snart' },
    answers: SUPPORTED_WRONG,
  },
  { route: 'GET /people/:id/placements/:placement/agreement', thing: 'placed', answers: SUPPORTED },
  { route: 'POST /people/:id/placements/:placement/steps', thing: 'placed', answers: SUPPORTED_WRONG },
  { route: 'POST /people/:id/placements/:placement/end', thing: 'placed', answers: SUPPORTED_WRONG },
  // What has not ended, and what nobody has said how it went, is not taken back.
  {
    route: 'POST /people/:id/placements/:placement/reopening',
    thing: 'placed',
    answers: each(SUPPORTING, [409, 404] as const),
  },
  {
    route: 'POST /people/:id/placement-steps/:step/back',
    thing: 'workStep',
    answers: each(SUPPORTING, [409, 404] as const),
  },
  { route: 'POST /people/:id/placement-steps/:step', thing: 'workStep', answers: SUPPORTED_WRONG },
  { route: 'GET /people/:id/week', thing: 'supported', answers: SUPPORTED },
  { route: 'POST /people/:id/week', thing: 'supported', answers: SUPPORTED_WRONG },
  { route: 'POST /people/:id/week/attendance', thing: 'supported', answers: SUPPORTED_WRONG },
  { route: 'GET /people/:id/studies', thing: 'supported', answers: SUPPORTED },
  { route: 'POST /people/:id/studies/grades', thing: 'supported', form: { pasted: 'x' }, answers: SUPPORTED_WRONG },
  // Whoever takes back a grade that they have not seen as it is now is told so.
  { route: 'POST /people/:id/studies/grades/removal', thing: 'supported', answers: SUPPORTED_LATE },
  { route: 'POST /people/:id/studies/exemption', thing: 'supported', form: { on: 'snart' }, answers: SUPPORTED_WRONG },
  { route: 'POST /people/:id/studies/plan', thing: 'supported', form: { goal: '' }, answers: SUPPORTED_WRONG },
  { route: 'GET /people/:id/studies/paper', thing: 'studyPlanned', answers: SUPPORTED },
]
