import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from './paths.ts'

/** Each path with its ids as `:id` and `:part`, without its query. */
function siteMap(): Readonly<Record<string, string>> {
  const built = Object.entries(paths).map(([name, path]) => {
    const build = path as (...ids: string[]) => string
    return [name, build(':id', ':part').split('?')[0]]
  })
  return Object.fromEntries(built)
}

test('the site map', () => {
  assert.deepEqual(siteMap(), SITE_MAP)
})

test('no two addresses are the same', () => {
  assert.equal(new Set(Object.values(siteMap())).size, Object.keys(paths).length)
})

test('an address takes its query without what is empty, and never breaks on what is odd', () => {
  assert.equal(
    paths.register({ page: 2, school: '', owner: null, stale: true, sex: ['K', 'M'] }),
    '/register?page=2&stale=1&sex=K&sex=M',
  )
  assert.equal(paths.register(), '/register')
  assert.equal(paths.person('a/b?c'), '/people/a%2Fb%3Fc')
})

const SITE_MAP = {
  start: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  language: '/language',
  register: '/register',
  registerSearch: '/register/searches',
  registerSearchResult: '/register/searches/:id',
  registerLookUps: '/register/look-ups',
  registerExport: '/register/export',
  registerOwners: '/register/owners',
  savedFilters: '/register/filters',
  savedFilterRemoval: '/register/filters/:id/removal',
  changes: '/register/changes',
  personNew: '/people/new',
  person: '/people/:id',
  personExplanation: '/people/:id/explanation',
  personDecisions: '/people/:id/decisions',
  personDecisionEnd: '/people/:id/decisions/:part/end',
  personContact: '/people/:id/contact',
  personContactRemoval: '/people/:id/contact/:part/removal',
  personGuardians: '/people/:id/guardians',
  personGuardianRemoval: '/people/:id/guardians/:part/removal',
  personResidence: '/people/:id/residence',
  personResidenceEnd: '/people/:id/residence/:part/end',
  personIdentifiers: '/people/:id/identifiers',
  personOccupation: '/people/:id/occupation',
  personOwner: '/people/:id/owner',
  duplicates: '/duplicates',
  duplicate: '/duplicates/:id',
  duplicateDismissal: '/duplicates/:id/dismissal',
  merge: '/merges/:id',
  mergeReversal: '/merges/:id/reversal',
  imports: '/imports',
  importNew: '/imports/new',
  import: '/imports/:id',
  importSs12000: '/imports/ss12000',
  importExample: '/imports/examples/:id',
  importDiscard: '/imports/:id/discard',
  importApply: '/imports/:id/application',
  importReversal: '/imports/:id/reversal',
  importProblemsFile: '/imports/:id/problems.csv',
  importEvents: '/imports/:id/events',
  mappings: '/imports/mappings',
  mapping: '/imports/mappings/:id',
  mappingRemoval: '/imports/mappings/:id/removal',
  admin: '/admin',
  adminOrganisations: '/admin/organisations',
  adminOrganisation: '/admin/organisations/:id',
  adminDomains: '/admin/domains',
  adminUnits: '/admin/units',
  adminUnit: '/admin/units/:id',
  adminCodes: '/admin/codes',
  adminCodeList: '/admin/codes/:id',
  adminCodeConfirmation: '/admin/codes/:id/confirmation',
  asset: '/assets/:id',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
}
