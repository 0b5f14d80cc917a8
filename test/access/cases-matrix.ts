import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { CASE_PERMISSIONS } from '../../src/support/cases/permissions.ts'
import type { Route } from './matrix.ts'

/** The routes of the case, its team, its meetings and the list of cases: for those who support the young person. */

const having = (roles: readonly string[]): readonly StaffRole[] => STAFF_ROLES.filter((role) => roles.includes(role))
const each = <T>(roles: readonly StaffRole[], answer: T) => Object.fromEntries(roles.map((role) => [role, answer]))

const SUPPORTERS = having(CASE_PERMISSIONS['support.work'])
const READS = each(SUPPORTERS, [200, 404] as const)
const WRITES = each(SUPPORTERS, [303, 404] as const)
const WRONG = each(SUPPORTERS, [422, 404] as const)
const DECIDES = having(CASE_PERMISSIONS['support.decide_programmes'])

export const CASE_ROUTES: readonly Route[] = [
  { route: 'GET /cases', answers: each(SUPPORTERS, [200] as const) },
  { route: 'GET /cases/settings', answers: each(SUPPORTERS, [200] as const) },
  { route: 'POST /cases/owners', answers: each(having(CASE_PERMISSIONS['support.reallocate']), [422] as const) },
  {
    route: 'POST /cases/filters',
    form: { name: '', shared: 'own' },
    answers: each(SUPPORTERS, [422] as const),
  },
  { route: 'POST /cases/filters/:id/removal', thing: 'caseFilter', answers: WRITES },
  { route: 'POST /cases/labelling', answers: each(SUPPORTERS, [422] as const) },
  {
    route: 'POST /cases/settings/labels',
    form: { label: '', colour: 'green' },
    answers: each(SUPPORTERS, [422] as const),
  },
  { route: 'POST /cases/settings/labels/:id/removal', thing: 'label', answers: WRITES },
  { route: 'POST /cases/settings/programmes', form: { programme: '' }, answers: each(DECIDES, [422] as const) },
  {
    route: 'POST /cases/settings/programmes/:id/removal',
    thing: 'programme',
    answers: each(DECIDES, [303, 404] as const),
  },
  { route: 'GET /people/:id/case', thing: 'supported', answers: READS },
  { route: 'POST /people/:id/case', thing: 'reached', form: { setting: 'x' }, answers: WRONG },
  {
    route: 'POST /people/:id/case/owner',
    thing: 'supported',
    form: { owner: 'x' },
    answers: each(SUPPORTERS, [409, 404] as const),
  },
  { route: 'POST /people/:id/case/setting', thing: 'supported', form: { settingNow: 'x' }, answers: WRONG },
  { route: 'GET /people/:id/case/closing', thing: 'supported', answers: READS },
  { route: 'POST /people/:id/case/closing', thing: 'supported', answers: WRITES },
  { route: 'POST /people/:id/case/members', thing: 'supported', form: { role: 'x' }, answers: WRONG },
  { route: 'POST /people/:id/case/members/:member/end', thing: 'aroundMember', answers: WRITES },
  { route: 'POST /people/:id/case/programmes', thing: 'supported', form: { programmeFrom: 'x' }, answers: WRONG },
  {
    route: 'POST /people/:id/case/programmes/:programme/end',
    thing: 'participation',
    form: { last: '2026-10-15' },
    answers: WRITES,
  },
  {
    route: 'POST /people/:id/case/steps',
    thing: 'supported',
    form: { step: 'gradual.visit', do: 'done' },
    answers: WRITES,
  },
  { route: 'GET /people/:id/case/start', thing: 'supported', answers: READS },
  { route: 'POST /people/:id/case/start', thing: 'supported', form: { happenedOn: '2026-10-14' }, answers: WRONG },
  { route: 'GET /people/:id/case/meetings/new', thing: 'supported', answers: READS },
  {
    route: 'POST /people/:id/case/meetings',
    thing: 'supported',
    form: { kind: 'joint', onDay: '2026-11-02' },
    answers: WRITES,
  },
  { route: 'GET /people/:id/case/meetings/:meeting', thing: 'meeting', answers: READS },
  {
    route: 'POST /people/:id/case/meetings/:meeting',
    thing: 'meeting',
    form: { kind: 'joint', onDay: 'snart' },
    answers: WRONG,
  },
  {
    route: 'POST /people/:id/case/meetings/:meeting/held',
    thing: 'meeting',
    form: { nextOn: 'snart' },
    answers: WRONG,
  },
  {
    route: 'POST /people/:id/case/meetings/:meeting/cancellation',
    thing: 'meeting',
    answers: each(SUPPORTERS, [409, 404] as const),
  },
  {
    route: 'POST /people/:id/case/meetings/:meeting/items',
    thing: 'meeting',
    form: { kind: 'decision', what: 'Börja i verkstaden' },
    answers: WRITES,
  },
  {
    route: 'POST /people/:id/case/meetings/:meeting/items/:item/done',
    thing: 'meetingAction',
    form: { done: '1' },
    answers: WRITES,
  },
  { route: 'GET /people/:id/case/meetings/:meeting/print', thing: 'meeting', answers: READS },
]
