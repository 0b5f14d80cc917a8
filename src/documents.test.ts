import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { cloneDatabase } from '../test/build/cluster.ts'
import { columnsOf, tablesOfPersons } from './conventions/catalogue.ts'
import {
  brokenLiterals,
  type Document,
  glossaryBreaches,
  type Known,
  lawBreaches,
  quoted,
  tablesUnexplained,
  titlesOf,
} from './conventions/documents.ts'
import { renderPermissions } from './conventions/permissions.ts'
import { filesBelow, isNode, nameOf, nodesOfType, ROOT, readSources } from './conventions/source.ts'
import { SHEET_COLUMNS } from './integrations/sheets/columns.ts'
import { Asked, Refusal, Taken, ToldAnswer, ToldReceipt } from './outreach/messages/generic-gateway.ts'
import { CompletionKind, EntryReason, SchoolForm } from './register/model.ts'
import { paths } from './ui/paths.ts'
import { MATRIX } from './web/permissions.ts'

/** The documents live with the code: what they name must be there. */

const read = (path: string): Document => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })
const FILES = filesBelow(['.'])
const DOCUMENTS = FILES.filter((path) => /^([A-Z]+\.md|docs\/.*\.md)$/.test(path)).map(read)
const TREE = readSources(['src', 'test', 'bench'])
/** Every word of the code, without what speaks of it. */
const SPEAKERS = /^src\/(conventions|documents)/
const WORDS = new Set(
  [
    ...TREE.filter(({ path }) => !SPEAKERS.test(path)).map(({ text }) => text),
    ...filesBelow(['db/migrations']).map((path) => read(path).text),
  ].flatMap((text) => text.match(/[\p{L}\p{N}_]+/gu) ?? []),
)
const Versions = z.record(z.string(), z.string())
const Package = z.object({
  scripts: Versions,
  dependencies: Versions,
  optionalDependencies: Versions,
  devDependencies: Versions,
})
const PACKAGE = Package.parse(JSON.parse(read('package.json').text))
const Lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })

let known: Known
let client: Client
before(async () => {
  client = new Client((await cloneDatabase()).owner)
  await client.connect()
  known = {
    files: new Set(FILES),
    permissions: new Set(Object.keys(MATRIX)),
    scripts: new Set(Object.keys(PACKAGE.scripts)),
    commands: commandsOf('src/main/cli.ts'),
    variables: WORDS,
    addresses: new Set(
      Object.values(paths).map((path) => String(Reflect.apply(path, null, [':id', ':id'])).split('?')[0] ?? ''),
    ),
    tables: await columnsOf(client),
  }
})
after(() => client.end())

/** The keys of COMMANDS, and what bin/sedd.js does by itself. */
function commandsOf(path: string): ReadonlySet<string> {
  const source = TREE.find((each) => each.path === path)
  assert.ok(source)
  const [table] = [...nodesOfType(source, 'VariableDeclarator')].filter((node) => nameOf(node['id']) === 'COMMANDS')
  const init = table?.['init']
  const properties = isNode(init) && Array.isArray(init['properties']) ? init['properties'] : []
  return new Set(['help', 'dev', 'test', 'bench', 'schema', ...properties.map((each) => String(nameOf(each.key)))])
}

test('files, permissions, commands, settings, addresses and tables that a document names are there', () => {
  const bad: Document = {
    path: 'docs/bad.md',
    text: [
      'See `src/people/store.ts`, `src/gone.ts`, `gone.ts` and [this](gone.md) or [that](glossary.md#x).',
      '`register.list` and `register.vanish`, `npm run types` and `npm run gone`, `sedd check` and `sedd gone x`.',
      '`SEDD_DATA`, `SEDD_GONE`, `/healthz`, `/gone`, `register_period`, `register_gone`.',
      '```',
      'sedd vanish FILE  # gone',
      '```',
    ].join('\n'),
  }
  assert.deepEqual(
    brokenLiterals(bad, known).map((each) => each.replace('docs/bad.md:', '')),
    [
      '1 src/gone.ts: there is no such thing',
      '1 gone.ts: there is no such thing',
      '2 register.vanish: there is no such thing',
      '2 npm run gone: there is no such thing',
      '2 sedd gone x: there is no such thing',
      '3 SEDD_GONE: there is no such thing',
      '3 /gone: there is no such thing',
      '3 register_gone: there is no such thing',
      '5 sedd vanish FILE: there is no such thing',
      '1 the link to gone.md: there is no such thing',
    ],
  )
  assert.deepEqual(
    DOCUMENTS.flatMap((document) => brokenLiterals(document, known)),
    [],
  )
})

test('documents that are to be read keep to their length', () => {
  for (const [path, most] of [
    ['README.md', 100],
    ['ARCHITECTURE.md', 200],
    ['STYLE.md', 250],
    ['AGENTS.md', 60],
  ] as const) {
    const lines = read(path).text.trimEnd().split('\n').length
    assert.ok(lines <= most, `${path} has ${lines} lines, at most ${most}`)
  }
})

test('the words of the glossary are the words of the code', () => {
  const bad = {
    path: 'docs/glossary.md',
    text: '| Swedish | code | law | table |\n|---|---|---|---|\n| x | `PersonId`, `Vanish` | | `person.sex`, `person.gone` |',
  }
  assert.deepEqual(glossaryBreaches(bad, { words: WORDS, columns: known.tables }), [
    'docs/glossary.md:3 Vanish: there is no such thing',
    'docs/glossary.md:3 person.gone: there is no such thing',
  ])
  assert.deepEqual(glossaryBreaches(read('docs/glossary.md'), { words: WORDS, columns: known.tables }), [])
})

test('every table stands in the glossary or among the technical ones of ARCHITECTURE.md', () => {
  const documents = [read('docs/glossary.md'), read('ARCHITECTURE.md')]
  const tables = [...known.tables].filter((name) => !name.includes('.'))
  assert.deepEqual(tablesUnexplained(documents, [...tables, 'vanish']), ['vanish stands in no document'])
})

test('every test that docs/law.md names is there', () => {
  const titles = titlesOf(TREE)
  assert.deepEqual(
    lawBreaches({ path: 'docs/law.md', text: '| a | b |\n|---|---|\n| K1 | “no such test” |' }, titles),
    ['docs/law.md:3 no such test: there is no such thing'],
  )
  assert.deepEqual(lawBreaches(read('docs/law.md'), titles), [])
})

test('every table that speaks of persons has its legal ground in docs/law.md', async () => {
  const tables = await tablesOfPersons(client)
  assert.ok(tables.includes('enrolment') && !tables.includes('unit'))
  assert.deepEqual(tablesUnexplained([read('docs/law.md')], tables), [])
})

test('docs/files.md tells of every column and every code', () => {
  const words = new Set(read('docs/files.md').text.match(/[\p{L}\p{N}_]+/gu) ?? [])
  const told = [
    ...Object.values(SHEET_COLUMNS).flat(),
    ...SchoolForm.options,
    ...CompletionKind.options,
    ...EntryReason.options,
  ]
  assert.deepEqual(
    told.filter((word) => !words.has(word)),
    [],
  )
})

test('docs/operations.md tells of every field and code of the generic gateway', () => {
  const [, chapter = ''] =
    /## Text messages by a gateway of your own\n([\s\S]*?)\n## /.exec(read('docs/operations.md').text) ?? []
  const fields = [Asked, Taken, Refusal, ToldReceipt, ToldAnswer].flatMap(({ shape }) => Object.keys(shape))
  assert.deepEqual(
    fields.filter((field) => !chapter.includes(`"${field}":`)),
    [],
  )
  const codes = [
    ...Refusal.shape.reason.unwrap().options,
    ...ToldReceipt.shape.outcome.options,
    ...ToldReceipt.shape.reason.unwrap().unwrap().options,
  ]
  assert.deepEqual(
    codes.filter((code) => !chapter.includes(`\`${code}\``) && !chapter.includes(`"${code}"`)),
    [],
  )
  const told = [paths.gatewayReceipts('<domain>', '<secret>'), paths.gatewayAnswers('<domain>', '<secret>')]
  assert.deepEqual(
    told.filter((path) => !chapter.includes(`POST ${decodeURIComponent(path)}`)),
    [],
  )
})

test('every decision that the code cites by number is written down', () => {
  const decided: readonly string[] = read('docs/adr/0015-standing-decisions.md').text.match(/^\d+(?=\. )/gm) ?? []
  const cited = TREE.flatMap(({ text }) => [...text.matchAll(/\b[Dd]ecision (\d+)/g)].map(([, number]) => number ?? ''))
  assert.ok(cited.length > 0)
  assert.deepEqual(
    cited.filter((number) => !decided.includes(number)),
    [],
  )
})

test('docs/permissions.md says what the matrix says (if not: npm run permissions)', () => {
  assert.equal(read('docs/permissions.md').text, renderPermissions())
})

test('docs/requirements.md answers for every requirement of theme F, and once for each', () => {
  const rows = read('docs/requirements.md').text.match(/^\| R\d{3} /gm) ?? []
  const numbers = rows.map((row) => Number(row.slice(3, 6)))
  const themeF = Array.from({ length: 35 }, (_, index) => 142 + index)
  assert.deepEqual(
    themeF.filter((number) => !numbers.includes(number)),
    [],
  )
  assert.equal(new Set(numbers).size, numbers.length)
})

test('every package has its line among the decisions, and they are few', () => {
  const named = quoted(read('docs/adr/0008-dependencies.md')).map(({ text }) => text)
  const { dependencies, optionalDependencies, devDependencies } = PACKAGE
  const all = [dependencies, optionalDependencies, devDependencies].flatMap((each) => Object.keys(each))
  const unexplained = all.filter((name) => !named.includes(name) && !named.includes(name.replace(/\/.*/, '/*')))
  assert.deepEqual(unexplained, [])
  assert.ok(Object.keys(dependencies).length <= 20)
  const { packages } = Lock.parse(JSON.parse(read('package-lock.json').text))
  const served = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  assert.ok(served.length <= 110, `${served.length} packages`)
})
