import type { Role } from '../../src/access/model.ts'
import type { FormFields } from '../build/site.ts'
import type { Thing } from '../build/things.ts'

export type StaffRole = Exclude<Role, 'machine'>

/** The status for what is one's own domain's to see, and for what is another domain's or nobody's: those two never differ. */
type Answer = readonly [own: number, other?: number]

/**
 * One route and what each role gets. A role that is not named gets 403, whatever it asks for.
 * `thing` is what the address names; without one the address names nothing of anybody's.
 */
export type Route = {
  readonly route: string
  readonly thing?: Thing
  readonly query?: string
  /** What is posted: as right as it needs to be for the answer. */
  readonly form?: FormFields
  readonly answers: Partial<Readonly<Record<StaffRole | 'everybody', Answer>>>
}

/** Asked without a session as well: the doors, and what machines read. */
export const OPEN = [
  'GET /assets/:name',
  'GET /healthz',
  'GET /metrics',
  'GET /readyz',
  'GET /sign-in',
  'POST /language',
  'POST /sign-in',
  'POST /sign-out',
]

const COORDINATOR = { kaa_coordinator: [200, 404] } as const
const READERS = { kaa_coordinator: [200, 404], coach: [200, 403] } as const
/** A post that is right leads on; one that needs a person is as absent as the person. */
const COORDINATOR_WRITES = { kaa_coordinator: [303, 404] } as const
const READERS_WRITE = { kaa_coordinator: [303, 404], coach: [303, 403] } as const
const SETTINGS_READERS = { administrator: [200], kaa_coordinator: [200] } as const

const IMPORTERS = { kaa_coordinator: [200, 404], administrator: [200, 404] } as const
const IMPORTERS_WRITE = { kaa_coordinator: [303, 404], administrator: [303, 404] } as const
const IMPORTERS_LIST = { kaa_coordinator: [200], administrator: [200] } as const
/** A form without its file: the page again, with what is missing. */
const IMPORTERS_AMEND = { kaa_coordinator: [422], administrator: [422] } as const

const DECISION = {
  outcome: 'unclear',
  reasonCode: 'STUDY_BREAK',
  evidence: 'intyg',
  from: '2026-10-01',
  until: '2027-06-10',
}
const OCCUPATION = { occupation: 'ARBETE', source: 'ungdomen själv', from: '2026-10-01' }
const CONTACT = { kind: 'phone', value: '0701740602', source: 'self', notedOn: '2026-10-01' }
const GUARDIAN = { name: 'Maria', relation: 'guardian', phone: '', email: '', source: 'self', notedOn: '2026-10-01' }
const CODE = { id: '4b1c9d53-7b07-4a53-9d0e-1f6f3a7c1b11', labelSv: 'Arbete', labelEn: 'Work', bestBeforeDays: '' }

/** Every route that takes a session. The test of this table fails for a route that is not in it. */
export const ROUTES: readonly Route[] = [
  { route: 'GET /', answers: { everybody: [200] } },
  { route: 'GET /register', answers: { kaa_coordinator: [200] } },
  { route: 'GET /register/changes', answers: { kaa_coordinator: [200] } },
  { route: 'GET /register/export', answers: { kaa_coordinator: [200] } },
  { route: 'POST /register/owners', form: { owner: 'none', person: [] }, answers: { kaa_coordinator: [303] } },
  { route: 'POST /register/filters', form: { name: 'Mitt', query: '' }, answers: { kaa_coordinator: [303] } },
  { route: 'POST /register/filters/:id/removal', thing: 'filter', answers: COORDINATOR_WRITES },
  { route: 'POST /register/searches', form: { q: 'lind' }, answers: { kaa_coordinator: [303], coach: [303] } },
  { route: 'GET /register/searches/:id', thing: 'search', answers: { kaa_coordinator: [200, 404], coach: [200, 404] } },
  { route: 'POST /register/look-ups', form: { number: '200301012381' }, answers: { kaa_coordinator: [422] } },

  { route: 'GET /people/new', answers: { kaa_coordinator: [200] } },
  { route: 'POST /people/new', form: { givenName: '' }, answers: { kaa_coordinator: [422] } },
  { route: 'GET /people/:id', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/explanation', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/contact', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/residence', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/identifiers', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/decisions', thing: 'member', answers: READERS },
  // One who is not in the register takes the right to look somebody up.
  { route: 'GET /people/:id', thing: 'outsider', answers: COORDINATOR },
  { route: 'GET /people/:id/explanation', thing: 'outsider', answers: COORDINATOR },
  { route: 'GET /people/:id/contact', thing: 'outsider', answers: COORDINATOR },
  { route: 'GET /people/:id/residence', thing: 'outsider', answers: COORDINATOR },
  { route: 'GET /people/:id/identifiers', thing: 'outsider', answers: COORDINATOR },
  { route: 'GET /people/:id/decisions', thing: 'outsider', answers: COORDINATOR },

  { route: 'POST /people/:id/decisions', thing: 'member', form: DECISION, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/decisions/:decision/end', thing: 'decision', answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/occupation', thing: 'member', form: OCCUPATION, answers: READERS_WRITE },
  { route: 'POST /people/:id/occupation', thing: 'outsider', form: OCCUPATION, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/owner', thing: 'member', form: { owner: '' }, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/contact', thing: 'member', form: CONTACT, answers: READERS_WRITE },
  { route: 'POST /people/:id/contact', thing: 'outsider', form: CONTACT, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/contact/:part/removal', thing: 'contact', answers: READERS_WRITE },
  { route: 'POST /people/:id/guardians', thing: 'member', form: GUARDIAN, answers: READERS_WRITE },
  { route: 'POST /people/:id/guardians', thing: 'outsider', form: GUARDIAN, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/guardians/:part/removal', thing: 'guardian', answers: READERS_WRITE },
  {
    route: 'POST /people/:id/residence',
    thing: 'member',
    form: { ground: 'not_registered', municipality: '0484', from: '2000-01-01', until: '2000-12-31' },
    answers: { kaa_coordinator: [422, 404] },
  },
  { route: 'POST /people/:id/residence/:part/end', thing: 'residence', answers: COORDINATOR_WRITES },

  { route: 'GET /duplicates', answers: { kaa_coordinator: [200] } },
  { route: 'GET /duplicates/:id', thing: 'suggestion', answers: COORDINATOR },
  { route: 'POST /duplicates/:id', thing: 'suggestion', answers: { kaa_coordinator: [422, 404] } },
  { route: 'POST /duplicates/:id/dismissal', thing: 'suggestion', answers: COORDINATOR_WRITES },
  { route: 'GET /merges/:id', thing: 'merge', answers: COORDINATOR },
  { route: 'POST /merges/:id/reversal', thing: 'merge', answers: COORDINATOR_WRITES },

  { route: 'GET /imports', answers: IMPORTERS_LIST },
  { route: 'GET /imports/new', answers: IMPORTERS_LIST },
  { route: 'POST /imports/new', answers: IMPORTERS_AMEND },
  { route: 'POST /imports/ss12000', answers: IMPORTERS_AMEND },
  { route: 'GET /imports/examples/:name', answers: { everybody: [404] } },
  { route: 'GET /imports/:id', thing: 'delivery', answers: IMPORTERS },
  { route: 'GET /imports/:id/events', thing: 'delivery', answers: IMPORTERS },
  { route: 'GET /imports/:id/problems.csv', thing: 'delivery', answers: IMPORTERS },
  { route: 'POST /imports/:id/application', thing: 'delivery', answers: IMPORTERS_WRITE },
  { route: 'POST /imports/:id/discard', thing: 'delivery', answers: IMPORTERS_WRITE },
  { route: 'GET /imports/:id/reversal', thing: 'applied', answers: IMPORTERS },
  { route: 'POST /imports/:id/reversal', thing: 'applied', answers: IMPORTERS_WRITE },
  { route: 'GET /imports/mappings', answers: IMPORTERS_LIST },
  { route: 'POST /imports/mappings', form: { name: '' }, answers: IMPORTERS_AMEND },
  { route: 'GET /imports/mappings/:id', thing: 'mapping', answers: IMPORTERS },
  { route: 'POST /imports/mappings/:id/removal', thing: 'mapping', answers: IMPORTERS_WRITE },

  { route: 'GET /admin', answers: { everybody: [303] } },
  { route: 'GET /admin/domains', answers: SETTINGS_READERS },
  { route: 'POST /admin/domains', form: { name: 'Skolnämnden' }, answers: { administrator: [303] } },
  { route: 'GET /admin/organisations', answers: SETTINGS_READERS },
  { route: 'POST /admin/organisations', form: { name: '' }, answers: { administrator: [422] } },
  { route: 'POST /admin/organisations/:id', thing: 'organisation', answers: { administrator: [303, 404] } },
  { route: 'GET /admin/units', answers: SETTINGS_READERS },
  { route: 'POST /admin/units', form: { name: '' }, answers: { administrator: [422] } },
  { route: 'POST /admin/units/:id', thing: 'unit', answers: { administrator: [303, 404] } },
  { route: 'GET /admin/codes', answers: SETTINGS_READERS },
  { route: 'POST /admin/codes/:list', form: CODE, answers: { administrator: [404] } },
  { route: 'POST /admin/codes/:list/confirmation', form: CODE, answers: { administrator: [404] } },
]
