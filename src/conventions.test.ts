import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { cloneDatabase } from '../test/build/cluster.ts'
import {
  addressesFromPaths,
  partsThatAreGone,
  permissionFirst,
  permissionsAsked,
  permissionsUnused,
  writingFunctions,
} from './conventions/actions.ts'
import { CATALOGUE_RULES, catalogueBreaches } from './conventions/catalogue.ts'
import { writtenIsKept } from './conventions/drafts.ts'
import { changesThroughActions, kindImports, mayImport, moduleOrder, sqlOnlyInStores } from './conventions/imports.ts'
import { officialNumbers, personalNumbers, textFiles } from './conventions/numbers.ts'
import { phrasesFilled } from './conventions/phrases.ts'
import {
  fileLength,
  functionLength,
  kernelLength,
  noAny,
  noBarrels,
  noDefaultExports,
  noUtilityDrawers,
  oneClock,
  parameters,
  settingsInMain,
} from './conventions/shape.ts'
import { filesBelow, kindOf, ROOT, readSource, readSources, type Source } from './conventions/source.ts'
import { migrationNumbers, noDatabaseTime, tableOwners, tableOwnership, writtenBy } from './conventions/sql.ts'
import { MATRIX } from './web/permissions.ts'

/** STYLE.md as far as a machine can hold it. Each rule is first shown to bite, then held against the whole tree. */

type Rule = (sources: readonly Source[]) => string[]
/** Files that break the rule, by path, and what the rule says of them. */
type Bad = { readonly files: Readonly<Record<string, string>>; readonly says: readonly string[] }

const TREE = readSources(['src', 'test', 'bench'])
const MIGRATIONS = filesBelow(['db/migrations']).map((path) => ({
  name: path.replace('db/migrations/', ''),
  text: readFileSync(join(ROOT, path), 'utf8'),
}))
const OWNERS = tableOwners(MIGRATIONS)

function holds(title: string, rule: Rule, { files, says }: Bad): void {
  test(title, () => {
    const bad = Object.entries(files).map(([path, text]) => readSource(path, text))
    assert.deepEqual(rule(bad), says, 'the rule does not bite')
    assert.deepEqual(rule(TREE), [])
  })
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `  const n${index} = ${index}`).join('\n')

holds('a module imports only from modules below it', moduleOrder, {
  files: {
    'src/people/store.ts': `import { explain } from '../register/explain.ts'`,
    'src/kernel/date.ts': `const later = await import('../ui/paths.ts')`,
    'src/register/store.ts': `import { startEmbedded } from '../postgres/embedded.ts'`,
  },
  says: [
    'src/people/store.ts:1 people imports src/register/explain.ts',
    'src/kernel/date.ts:1 kernel imports src/ui/paths.ts',
    'src/register/store.ts:1 register imports src/postgres/embedded.ts',
  ],
})

test('the kernel knows no module, and postgres stands beside it for main alone', () => {
  assert.equal(mayImport('main', 'postgres'), true)
  assert.equal(mayImport('postgres', 'kernel'), true)
  assert.equal(mayImport('postgres', 'access'), false)
  assert.equal(mayImport('kernel', 'postgres'), false)
  assert.equal(mayImport('register', 'people'), true)
  assert.equal(mayImport('people', 'nowhere'), false)
})

holds('a phrase is given what fills its places', phrasesFilled, {
  files: {
    'src/sight/text.ts': `const TEXT = { open: { sv: 'Öppen till {until}.', en: 'Open until {until}.' }, shut: { sv: 'Stängd.', en: 'Shut.' } }`,
    'src/sight/routes.ts': `say(open ? 'open' : 'shut'); say('open', { until: at }); words(TEXT, 'sv')('open', {}); say('open', values)`,
  },
  says: ['src/sight/routes.ts:1 says open without {until}', 'src/sight/routes.ts:1 says open without {until}'],
})

holds('what tests are made of never reaches what is served', moduleOrder, {
  files: { 'src/web/app.ts': `import { aPerson } from '../../test/build/people.ts'` },
  says: ['src/web/app.ts:1 imports test/build/people.ts, which is for tests'],
})

test('a file’s last word says its kind', () => {
  assert.equal(kindOf('src/register/store.ts'), 'store')
  assert.equal(kindOf('src/register/saved-filter-store.ts'), 'store')
  assert.equal(kindOf('src/register/scope-sql.ts'), 'store')
  assert.equal(kindOf('src/register/list-views.ts'), 'views')
  assert.equal(kindOf('src/register/explain.ts'), 'plain')
  assert.equal(kindOf('src/register/explain.test.ts'), 'test')
})

holds('SQL is written in stores and nowhere else', sqlOnlyInStores, {
  files: {
    'src/register/rules.ts': `import { sql } from '../kernel/sql.ts'`,
    'src/people/actions.ts': `import type { Sql } from '../kernel/sql.ts'`,
    'src/people/store.ts': `import { sql } from '../kernel/sql.ts'`,
    'src/demo/load.ts': `import { Client } from 'pg'`,
  },
  says: [
    'src/register/rules.ts:1 imports src/kernel/sql.ts: SQL belongs in a store',
    'src/demo/load.ts:1 imports pg: SQL belongs in a store',
  ],
})

holds('rules are pure, views reach no query and models hold only types', kindImports, {
  files: {
    'src/register/rules.ts': `import { wait } from './wait.ts'`,
    'src/register/wait.ts': `import { readFileSync } from 'node:fs'`,
    'src/people/views.ts': `import { personById } from './store.ts'`,
    'src/people/list-views.ts': `import type { Row } from './store.ts'`,
    'src/people/store.ts': `import { page } from './views.ts'`,
    'src/people/model.ts': `import { Hono } from 'hono'`,
    'src/people/text.ts': `import { day } from '../kernel/date.ts'`,
    'src/people/actions.ts': `import { paths } from '../ui/paths.ts'`,
  },
  says: [
    'src/register/rules.ts:1 reaches node:fs through src/register/wait.ts: rules are pure',
    'src/people/views.ts:1 reaches src/people/store.ts: a view is a function of its data',
    'src/people/store.ts:1 imports src/people/views.ts: a store holds queries',
    'src/people/model.ts:1 reaches hono: a model holds schemas and types',
    'src/people/text.ts:1 reaches src/kernel/date.ts: words need nothing',
    'src/people/actions.ts:1 imports src/ui/paths.ts: an action knows nothing of how it was asked for',
  ],
})

holds('a route changes nothing past the actions', (all) => changesThroughActions(all, writingFunctions(all)), {
  files: {
    'src/people/store.ts': 'export async function closePerson(tx: Write, id: string) { await tx.run(id) }',
    'src/people/routes.ts': `import { closePerson } from './store.ts'`,
  },
  says: ['src/people/routes.ts:1 imports closePerson, which writes, past the actions'],
})

holds('a table is written only by the module whose migration made it', (all) => tableOwnership(all, OWNERS), {
  files: {
    'src/register/store.ts': 'const bad = sql`\n    delete from person where id = 1`',
    'src/people/store.ts': 'const good = sql`delete from person where id = 1`',
  },
  says: ['src/register/store.ts:1 writes person, which belongs to people'],
})

test('what SQL writes to is read out of it, however it is written', () => {
  assert.deepEqual(writtenBy('insert into person (id) values (1)'), ['person'])
  assert.deepEqual(writtenBy('update register_total as kept set members = 1'), ['register_total'])
  assert.deepEqual(writtenBy('update only enrolment e\n   set ends_before = null'), ['enrolment'])
  assert.deepEqual(writtenBy('select from person for update'), [])
  assert.deepEqual(writtenBy('truncate incoming, delivery'), ['incoming', 'delivery'])
})

test('migrations are numbered one after another', () => {
  assert.deepEqual(migrationNumbers(['0001_access.sql', '0003_people.sql']), ['0003_people.sql should be number 0002'])
  assert.deepEqual(migrationNumbers(MIGRATIONS.map(({ name }) => name)), [])
})

holds('a store is handed the time and never asks the database for it', noDatabaseTime, {
  files: { 'src/register/store.ts': 'const bad = sql`select 1 where at < now()`' },
  says: ['src/register/store.ts:1 asks the database what time it is'],
})

holds('only the clock and the log read the clock', oneClock, {
  files: {
    'src/register/rules.ts': 'const a = new Date()\nconst b = Date.now()\nconst c = Temporal.Now.instant()',
    'src/kernel/clock.ts': 'const now = new Date()',
    'src/people/rules.ts': 'const fine = new Date(0)',
  },
  says: [1, 2, 3].map((line) => `src/register/rules.ts:${line} reads the clock`),
})

holds('settings are read in main and nowhere else', settingsInMain, {
  files: {
    'src/web/app.ts': `const port = process.env['PORT']`,
    'src/main/cli.ts': 'const config = readConfig(process.env)',
    'src/postgres/cluster.ts': `const env = { PATH: process.env['PATH'] }`,
  },
  says: ['src/web/app.ts:1 reads the environment'],
})

holds('an action begins by requiring its permission', permissionFirst, {
  files: {
    'src/people/actions.ts': [
      'export async function late(tx: Write) { const a = 1; tx.require("people.merge") }',
      'export async function good(tx: Write) { tx.require("people.merge") }',
      'export function read(tx: Read) { return 1 }',
      'async function part(tx: Write) { await tx.run() }',
      'export const never = async (tx: Write) => tx.run()',
    ].join('\n'),
  },
  says: [
    'src/people/actions.ts:1 late does not begin with its permission',
    'src/people/actions.ts:5 never does not begin with its permission',
  ],
})

test('parts of actions that need no permission of their own are still there', () => {
  assert.deepEqual(partsThatAreGone(TREE), [])
})

test('every permission the code asks for is in the matrix, and every one of the matrix is asked for', () => {
  const unknown = [...permissionsAsked(TREE)].filter(([permission]) => !(permission in MATRIX))
  assert.deepEqual(
    unknown.map(([, where]) => where),
    [],
  )
  assert.deepEqual(permissionsUnused(TREE, Object.keys(MATRIX)), [])
  assert.deepEqual(permissionsUnused(TREE, ['people.vanish']), ['people.vanish'])
})

holds('a form with running text keeps what is written in it through a sign-out', writtenIsKept, {
  files: {
    'src/notes/form-views.ts': `
      import { wordFields } from './field-views.ts'
      const common = { id: 'kept', draft: 'mine' }
      const shell = { id: 'lost' }
      form({ id: 'own' }, (field) => html\`\${field.textarea({ name: 'words' })}\`)
      form({ id: 'taken' }, (field) => wordFields(field))
      form({ ...shell, token }, (field) => [field.text({ name: 'a' }), field.textarea({ name: 'b' })])
      form({ ...common, token }, (field) => field.textarea({ name: 'words' }))
      form({ id: 'short' }, (field) => field.text({ name: 'words' }))`,
    'src/notes/field-views.ts': `export const wordFields = (field) => inner(field)
      function inner(field) { return field.textarea({ name: 'words' }) }`,
  },
  says: [
    'src/notes/form-views.ts:5 has running text and keeps no draft',
    'src/notes/form-views.ts:6 has running text and keeps no draft',
    'src/notes/form-views.ts:7 has running text and keeps no draft',
  ],
})

holds('every address is built in ui/paths.ts', addressesFromPaths, {
  files: {
    'src/people/routes.ts': `app.get('/people', list)\napp.get(paths.people(), list)\nc.req.query('/')`,
    'src/people/views.ts': 'const link = html`<a href="/people">x</a>`',
  },
  says: ['src/people/routes.ts:1 the route /people is written out', 'src/people/views.ts:1 a link is written out'],
})

holds('no file is longer than 400 lines, no test than 600', fileLength, {
  files: { 'src/people/store.ts': lines(401), 'src/people/people.test.ts': lines(600) },
  says: ['src/people/store.ts:400 401 lines, at most 400'],
})

holds('no function is longer than 60 lines, in a view 90', functionLength, {
  files: {
    'src/people/actions.ts': `function long() {\n${lines(59)}\n}`,
    'src/people/views.ts': `const page = () => {\n${lines(88)}\n}`,
    'src/people/list-views.ts': `const page = () => {\n${lines(89)}\n}`,
  },
  says: [
    'src/people/actions.ts:1 long has 61 lines, at most 60',
    'src/people/list-views.ts:1 page has 91 lines, at most 90',
  ],
})

holds('the kernel fits in one sitting: at most 1,000 lines', kernelLength, {
  files: { 'src/kernel/date.ts': lines(1001) },
  says: ['src/kernel has 1001 lines, at most 1000'],
})

holds('no function takes more than four parameters', parameters, {
  files: { 'src/people/rules.ts': 'const five = (a, b, c, d, e) => a\nconst four = (a, b, c, d) => a' },
  says: ['src/people/rules.ts:1 five takes 5 parameters'],
})

holds('nothing is any', noAny, {
  files: { 'src/people/rules.ts': 'const x: any = 1\nconst word = "any"' },
  says: ['src/people/rules.ts:1 any'],
})

holds('nothing is exported as the default', noDefaultExports, {
  files: { 'src/people/rules.ts': 'export default 1' },
  says: ['src/people/rules.ts:1 export default'],
})

holds('a name is imported from the file that holds it', noBarrels, {
  files: {
    'src/people/index.ts': `export * from './model.ts'`,
    'src/people/rules.ts': `export { PersonId } from './model.ts'`,
  },
  says: [
    'src/people/index.ts:1 exports what another file holds',
    'src/people/index.ts:1 is an index file',
    'src/people/rules.ts:1 exports what another file holds',
  ],
})

holds('no drawer is called utils', noUtilityDrawers, {
  files: { 'src/people/utils.ts': '', 'src/helpers/person.ts': '', 'src/people/typed-day.ts': '' },
  says: ['src/people/utils.ts:1 has a name that says nothing', 'src/helpers/person.ts:1 has a name that says nothing'],
})

test('no personal number stands in the project but the official test numbers', () => {
  const official = officialNumbers()
  // Put together here, so that no such number stands in this file either.
  const text = `one\n${['20030101', '9998'].join('-')}\n${['20030101', '2381'].join('')}`
  assert.deepEqual(personalNumbers({ path: 'x.md', text }, official), [
    'x.md:2 has a personal number that is no official test number',
  ])
  assert.deepEqual(
    textFiles().flatMap((file) => personalNumbers(file, official)),
    [],
  )
})

let client: Client
before(async () => {
  client = new Client((await cloneDatabase()).owner)
  await client.connect()
})
after(() => client.end())

/** What would break each rule of the catalogue, and what it then says. */
const BREAKS: Readonly<Record<string, readonly [change: string, says: string]>> = {
  'an index stands under every foreign key': [
    'drop index unit_organisation',
    'unit.unit_domain_id_organisation_id_fkey',
  ],
  'no column is a time without a zone': ['alter table unit add column at timestamp', 'public.unit.at'],
  'every table has forced row security': ['alter table unit no force row level security', 'public.unit'],
  'every table of a domain has the restrictive wall, for reading and for writing': [
    'drop policy domain_wall on unit',
    'public.unit',
  ],
  'reference data can be read by all and written by its owner alone': [
    'create policy open on municipality using (true)',
    'public.municipality open',
  ],
  'what only the access functions may see is closed to every other role': [
    'create policy open on access.session using (true)',
    'access.session open',
  ],
  'what only the trail’s functions may see is closed to every other role, and written to by none': [
    'grant select on trail.event to sedd_web',
    'trail.event sedd_web',
  ],
  'what is sealed cannot be rewritten': ['alter table trail.leaf disable trigger no_rewrite', 'leaf'],
  'every primary and unique key begins with the domain': ['create unique index odd on unit (id)', 'odd'],
  'every reference to a row of a domain carries the domain': [
    'alter table unit add constraint u unique (id); alter table unit add constraint odd foreign key (organisation_id) references unit (id)',
    'unit.odd',
  ],
  'the functions that run with their owner’s rights are these and no others': [
    'alter function fold_name(text) security definer',
    'public.fold_name',
  ],
  'each of them belongs to the role, and is executed by the roles, that it is for, and by no others': [
    'grant execute on function access.mac(text) to sedd_web',
    'access.mac sedd_access: sedd_web',
  ],
  'no function is executed by everybody': ['grant execute on function fold_name(text) to public', 'public.fold_name'],
  'nothing is read past the walls: no view with its owner’s rights, nothing kept ready, nothing from outside': [
    'create view odd as select id from person',
    'public.odd',
  ],
  'no role that serves or owns is another role': ['grant sedd_owner to sedd_web', 'sedd_web < sedd_owner'],
  'what is made later is given to nobody by itself': [
    'alter default privileges for role sedd_owner grant select on tables to sedd_web',
    'sedd_owner r',
  ],
  'every function that runs with its owner’s rights has a fixed search path': [
    'alter function access.mac(text) reset search_path',
    'access.mac(text)',
  ],
  'what has versions is closed, never deleted, by those who serve': [
    'grant delete on person to sedd_web',
    'public.person sedd_web',
  ],
  'the register holds the closed list of förordning (2006:39) 4 § and nothing else': [
    'alter table register_period add column note text',
    'register_period.note',
  ],
}

for (const rule of CATALOGUE_RULES) {
  test(rule.name, async () => {
    const [change, says] = BREAKS[rule.name] ?? ['', 'nothing']
    await client.query(`begin; ${change}`)
    const broken = await catalogueBreaches(client, rule)
    await client.query('rollback')
    assert.deepEqual(broken, [says], 'the rule does not bite')
    assert.deepEqual(await catalogueBreaches(client, rule), [])
  })
}
