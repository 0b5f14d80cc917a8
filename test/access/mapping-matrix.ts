import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { FORM_PERMISSIONS } from '../../src/support/forms/permissions.ts'
import { MAPPING_PERMISSIONS } from '../../src/support/mapping/permissions.ts'
import type { Route } from './matrix.ts'

/** Forms: read by those who support, made by those who lead. What is filled in with a young person: for those who work with them. */

const having = (roles: readonly string[]): readonly StaffRole[] => STAFF_ROLES.filter((role) => roles.includes(role))
const each = <T>(roles: readonly StaffRole[], answer: T) => Object.fromEntries(roles.map((role) => [role, answer]))

const READERS = having(FORM_PERMISSIONS['forms.read'])
const BUILDERS = having(FORM_PERMISSIONS['forms.build'])
const CONFIDANTS = having(MAPPING_PERMISSIONS['mapping.write'])
const BUILT = each(BUILDERS, [200, 404] as const)
const BUILDS = each(BUILDERS, [303, 404] as const)
const FILLED = each(CONFIDANTS, [200, 404] as const)
const FILLS = each(CONFIDANTS, [303, 404] as const)
/** The revision of a draft with a part and a question. */
const SEEN = { seen: '3' }

export const MAPPING_ROUTES: readonly Route[] = [
  { route: 'GET /forms', answers: each(READERS, [200] as const) },
  { route: 'GET /forms/new', answers: each(BUILDERS, [200] as const) },
  { route: 'POST /forms/new', form: { title: '' }, answers: each(BUILDERS, [422] as const) },
  { route: 'GET /forms/import', answers: each(BUILDERS, [200] as const) },
  { route: 'POST /forms/import', form: { topic: 'support' }, answers: each(BUILDERS, [422] as const) },
  { route: 'GET /forms/drafts/:id', thing: 'formDraft', answers: BUILT },
  { route: 'POST /forms/drafts/:id', thing: 'formDraft', form: { ...SEEN, title: 'Nytt namn' }, answers: BUILDS },
  {
    route: 'POST /forms/drafts/:id/sections',
    thing: 'formDraft',
    form: { ...SEEN, title: 'Fritiden', topic: 'support' },
    answers: BUILDS,
  },
  { route: 'GET /forms/drafts/:id/sections/:section', thing: 'formDraftPart', answers: BUILT },
  {
    route: 'POST /forms/drafts/:id/sections/:section',
    thing: 'formDraftPart',
    form: { ...SEEN, title: 'Fritiden', topic: 'support' },
    answers: BUILDS,
  },
  {
    route: 'POST /forms/drafts/:id/sections/:section/questions',
    thing: 'formDraftPart',
    form: { ...SEEN, label: 'Hur går det?', kind: 'long' },
    answers: BUILDS,
  },
  { route: 'GET /forms/drafts/:id/questions/:question', thing: 'formDraftQuestion', answers: BUILT },
  {
    route: 'POST /forms/drafts/:id/questions/:question',
    thing: 'formDraftQuestion',
    form: { ...SEEN, label: 'Hur går det?', kind: 'long' },
    answers: BUILDS,
  },
  {
    route: 'POST /forms/drafts/:id/order',
    thing: 'formDraft',
    form: { ...SEEN, key: 'x', way: 'up' },
    answers: BUILDS,
  },
  { route: 'POST /forms/drafts/:id/removal', thing: 'formDraft', form: { ...SEEN, key: 'x' }, answers: BUILDS },
  { route: 'GET /forms/drafts/:id/preview', thing: 'formDraft', answers: BUILT },
  { route: 'POST /forms/drafts/:id/publication', thing: 'formDraft', form: SEEN, answers: BUILDS },
  { route: 'POST /forms/drafts/:id/discard', thing: 'formDraft', form: SEEN, answers: BUILDS },
  { route: 'GET /forms/versions/:version/of/:code', thing: 'formVersion', answers: each(READERS, [200, 404] as const) },
  { route: 'POST /forms/of/:code/next', thing: 'formOwn', answers: BUILDS },
  { route: 'POST /forms/of/:code/retirement', thing: 'formOwn', answers: BUILDS },
  { route: 'GET /people/:id/mappings', thing: 'supported', answers: FILLED },
  { route: 'POST /people/:id/mappings', thing: 'supported', form: { form: 'entry.1' }, answers: FILLS },
  { route: 'GET /people/:id/mappings/:mapping', thing: 'mapped', answers: FILLED },
  { route: 'GET /people/:id/mappings/:mapping/over-time', thing: 'mapped', answers: FILLED },
  { route: 'POST /people/:id/mappings/:mapping/completion', thing: 'mapped', answers: FILLS },
  { route: 'POST /people/:id/mappings/:mapping/withdrawal', thing: 'mapped', answers: FILLS },
  { route: 'POST /people/:id/mappings/:mapping/receipt', thing: 'mapped', answers: FILLS },
  { route: 'POST /people/:id/mappings/:mapping/link', thing: 'mapped', answers: FILLS },
  { route: 'GET /people/:id/mapping-pages/:page/:mapping', thing: 'mappedPage', answers: FILLED },
  {
    route: 'POST /people/:id/mapping-pages/:page/:mapping',
    thing: 'mappedPage',
    answers: each(CONFIDANTS, [409, 404] as const),
  },
  { route: 'GET /people/:id/mapping-pages/:page/:mapping/wordings', thing: 'mappedPage', answers: FILLED },
  { route: 'GET /people/:id/sessions', thing: 'supported', answers: FILLED },
  { route: 'GET /people/:id/sessions/new', thing: 'supported', answers: FILLED },
  {
    route: 'POST /people/:id/sessions/new',
    thing: 'supported',
    form: { m: '1', topic: 'support', heldOn: '2026-10-14', body: 'Vi pratade om hösten.' },
    answers: FILLS,
  },
  { route: 'GET /support/methods', answers: each(CONFIDANTS, [200] as const) },
]
