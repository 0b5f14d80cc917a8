/**
 * Every address of Sedd, built in one place: a link or a form never writes a path of its own.
 *
 * Names and numbers of people never stand in an address: searches are posted and answered with an opaque id.
 * `routes` patterns of the modules use the same functions with `:id` as the argument.
 */

/** What follows the question mark. Empty values are left out; a list repeats its name. */
export type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>

function withQuery(path: string, query?: Query): string {
  if (!query) return path
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) continue
    if (typeof value === 'object') for (const one of value) params.append(name, one)
    else params.append(name, value === true ? '1' : String(value))
  }
  return params.size > 0 ? `${path}?${params}` : path
}

/** An id as one part of a path. `:id` stays as it is, so that a route can be named with the same function. */
function part(id: string): string {
  return /^:\w+$/.test(id) ? id : encodeURIComponent(id)
}

const person = (id: string) => `/people/${part(id)}`
const oneImport = (id: string) => `/imports/${part(id)}`

export const paths = {
  start: (query?: Query) => withQuery('/', query),
  signIn: (query?: Query) => withQuery('/sign-in', query),
  signOut: () => '/sign-out',
  language: () => '/language',

  register: (query?: Query) => withQuery('/register', query),
  registerSearch: () => '/register/searches',
  registerSearchResult: (id: string) => `/register/searches/${part(id)}`,
  registerLookUps: () => '/register/look-ups',
  registerExport: (query?: Query) => withQuery('/register/export', query),
  registerOwners: () => '/register/owners',
  savedFilters: () => '/register/filters',
  savedFilterRemoval: (id: string) => `/register/filters/${part(id)}/removal`,
  changes: (query?: Query) => withQuery('/register/changes', query),

  personNew: () => '/people/new',
  person,
  personExplanation: (id: string, query?: Query) => withQuery(`${person(id)}/explanation`, query),
  personDecisions: (id: string) => `${person(id)}/decisions`,
  personDecisionEnd: (id: string, decision: string) => `${person(id)}/decisions/${part(decision)}/end`,
  personContact: (id: string) => `${person(id)}/contact`,
  personContactRemoval: (id: string, contact: string) => `${person(id)}/contact/${part(contact)}/removal`,
  personGuardians: (id: string) => `${person(id)}/guardians`,
  personGuardianRemoval: (id: string, guardian: string) => `${person(id)}/guardians/${part(guardian)}/removal`,
  personResidence: (id: string) => `${person(id)}/residence`,
  personResidenceEnd: (id: string, residence: string) => `${person(id)}/residence/${part(residence)}/end`,
  personIdentifiers: (id: string) => `${person(id)}/identifiers`,
  personOccupation: (id: string) => `${person(id)}/occupation`,
  personOwner: (id: string) => `${person(id)}/owner`,

  duplicates: (query?: Query) => withQuery('/duplicates', query),
  duplicate: (id: string) => `/duplicates/${part(id)}`,
  duplicateDismissal: (id: string) => `/duplicates/${part(id)}/dismissal`,
  merge: (id: string) => `/merges/${part(id)}`,
  mergeReversal: (id: string) => `/merges/${part(id)}/reversal`,

  imports: (query?: Query) => withQuery('/imports', query),
  importNew: () => '/imports/new',
  import: oneImport,
  importSs12000: () => '/imports/ss12000',
  importExample: (name: string) => `/imports/examples/${part(name)}`,
  importDiscard: (id: string) => `${oneImport(id)}/discard`,
  importApply: (id: string) => `${oneImport(id)}/application`,
  importReversal: (id: string) => `${oneImport(id)}/reversal`,
  importProblemsFile: (id: string) => `${oneImport(id)}/problems.csv`,
  importEvents: (id: string) => `${oneImport(id)}/events`,
  mappings: () => '/imports/mappings',
  mapping: (id: string) => `/imports/mappings/${part(id)}`,
  mappingRemoval: (id: string) => `/imports/mappings/${part(id)}/removal`,

  admin: () => '/admin',
  adminOrganisations: (query?: Query) => withQuery('/admin/organisations', query),
  adminOrganisation: (id: string) => `/admin/organisations/${part(id)}`,
  adminDomains: () => '/admin/domains',
  adminUnits: (query?: Query) => withQuery('/admin/units', query),
  adminUnit: (id: string) => `/admin/units/${part(id)}`,
  adminCodes: () => '/admin/codes',
  adminCodeList: (list: string) => `/admin/codes/${part(list)}`,
  adminCodeConfirmation: (list: string) => `/admin/codes/${part(list)}/confirmation`,

  asset: (name: string, version?: string) => withQuery(`/assets/${part(name)}`, { v: version }),
  health: () => '/healthz',
  ready: () => '/readyz',
  metrics: () => '/metrics',
} as const
