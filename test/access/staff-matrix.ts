import type { Route } from './matrix.ts'

const ADMINISTRATOR = { administrator: [200, 404] } as const
const ADMINISTRATOR_LIST = { administrator: [200] } as const
const ADMINISTRATOR_WRITES = { administrator: [303, 404] } as const
const ADMINISTRATOR_AMENDS = { administrator: [422] } as const
const DECIDERS = { administrator: [303, 404], data_protection_officer: [303, 404] } as const
const EVERYBODY = { everybody: [200] } as const

const PERSON = { displayName: 'Leyla Demir', userName: 'leyla.demir@eskilstuna.se', email: '', phone: '' }

/** Asked by the bearers of tokens; src/access/scim/scim.test.ts has who gets what. */
export const SCIM_ROUTES = [
  'GET /scim/v2/ServiceProviderConfig',
  'GET /scim/v2/ResourceTypes',
  'GET /scim/v2/ResourceTypes/:id',
  'GET /scim/v2/Schemas',
  'GET /scim/v2/Schemas/:id',
  ...['Users', 'Groups'].flatMap((resource) => [
    `GET /scim/v2/${resource}`,
    `POST /scim/v2/${resource}`,
    ...['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => `${method} /scim/v2/${resource}/:id`),
  ]),
]

/** Accounts, teams and the staff's own contact data. */
export const STAFF_ROUTES: readonly Route[] = [
  { route: 'GET /admin/staff', answers: ADMINISTRATOR_LIST },
  { route: 'POST /admin/staff', form: { q: 'ek' }, answers: ADMINISTRATOR_LIST },
  { route: 'GET /admin/staff/new', answers: ADMINISTRATOR_LIST },
  { route: 'POST /admin/staff/new', form: { displayName: '' }, answers: ADMINISTRATOR_AMENDS },
  { route: 'GET /admin/staff/changes', answers: { administrator: [200], data_protection_officer: [200] } },
  { route: 'POST /admin/staff/changes/:id/approval', thing: 'staffChange', answers: DECIDERS },
  { route: 'POST /admin/staff/changes/:id/refusal', thing: 'staffChange', answers: DECIDERS },
  { route: 'GET /admin/staff/file', answers: ADMINISTRATOR_LIST },
  { route: 'POST /admin/staff/file', answers: ADMINISTRATOR_AMENDS },
  { route: 'GET /admin/staff/file/template', answers: ADMINISTRATOR_LIST },
  { route: 'GET /admin/staff/file/export', answers: ADMINISTRATOR_LIST },
  { route: 'POST /admin/staff/file/application', form: { table: '' }, answers: ADMINISTRATOR_AMENDS },
  { route: 'GET /admin/staff/:id', thing: 'colleague', answers: ADMINISTRATOR },
  { route: 'POST /admin/staff/:id/details', thing: 'colleague', form: PERSON, answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/invitation', thing: 'colleague', answers: { administrator: [200, 404] } },
  { route: 'POST /admin/staff/:id/sessions/end', thing: 'colleague', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/deactivation', thing: 'colleague', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/reactivation', thing: 'colleague', answers: { administrator: [422, 404] } },
  { route: 'GET /admin/staff/:id/roles', thing: 'colleague', answers: ADMINISTRATOR },
  { route: 'POST /admin/staff/:id/roles', thing: 'colleague', form: { role: 'mentor' }, answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/roles/:membership', thing: 'membership', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/roles/:membership/end', thing: 'membership', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/roles/:membership/sight', thing: 'membership', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/staff/:id/roles/:membership/sight/end', thing: 'membership', answers: ADMINISTRATOR_WRITES },
  { route: 'GET /admin/teams', answers: ADMINISTRATOR_LIST },
  { route: 'POST /admin/teams', form: { name: '' }, answers: ADMINISTRATOR_AMENDS },
  { route: 'GET /admin/teams/:id', thing: 'team', answers: ADMINISTRATOR },
  { route: 'POST /admin/teams/:id', thing: 'team', form: { name: '' }, answers: { administrator: [422, 404] } },
  { route: 'POST /admin/teams/:id/end', thing: 'team', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/teams/:id/members', thing: 'team', answers: { administrator: [422, 404] } },
  { route: 'POST /admin/teams/:id/members/:membership/end', thing: 'teamMember', answers: ADMINISTRATOR_WRITES },
  { route: 'GET /admin/provisioning', answers: ADMINISTRATOR_LIST },
  { route: 'POST /admin/provisioning/tokens', form: { name: '' }, answers: ADMINISTRATOR_AMENDS },
  { route: 'POST /admin/provisioning/tokens/:id/end', thing: 'scimToken', answers: ADMINISTRATOR_WRITES },
  { route: 'POST /admin/provisioning/roles', form: { name: '' }, answers: ADMINISTRATOR_AMENDS },
  { route: 'POST /admin/provisioning/roles/:id/removal', thing: 'scimRole', answers: ADMINISTRATOR_WRITES },
  { route: 'GET /admin/roles', answers: EVERYBODY },
  { route: 'GET /contacts', answers: EVERYBODY },
  { route: 'GET /contacts/own', answers: EVERYBODY },
  { route: 'POST /contacts/own', form: { email: '', phone: '' }, answers: { everybody: [303] } },
]
