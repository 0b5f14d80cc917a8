import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Client } from 'pg'
import { cloneDatabase } from '../../test/build/cluster.ts'
import { describeSchema } from './catalogue.ts'

const COMMITTED = join(import.meta.dirname, '../../db/schema.sql')

const NOTHING = { onlyMade: [], onlyCommitted: [] }

/** A difference of a few lines is told in a few lines. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others)
  return lines.filter((line) => !known.has(line)).slice(0, 20)
}

test('db/schema.sql says what the migrations make (if not: npm run schema)', async () => {
  const database = await cloneDatabase()
  const made = (await describeSchema(database.owner)).split('\n')
  const committed = readFileSync(COMMITTED, 'utf8').split('\n')
  assert.deepEqual({ onlyMade: without(made, committed), onlyCommitted: without(committed, made) }, NOTHING)
  assert.ok(made.join('\n') === committed.join('\n'), 'the same lines in another order')
})

test('a wall taken down, a grant or a column more shows in the schema', async () => {
  const database = await cloneDatabase()
  const client = new Client(database.owner)
  await client.connect()
  const before = await describeSchema(database.owner)
  for (const [change, shows] of [
    ['alter table organisation no force row level security', '  row security: enabled'],
    ['drop policy domain_wall on unit', undefined],
    ['grant delete on unit to sedd_web', '  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE'],
    ['alter table unit add column odd numeric(4, 1) not null default 0', '  odd numeric(4,1) default 0 not null'],
    ['create function odd(n int) returns int language sql as $$ select n $$', '-- grant to public: EXECUTE'],
    [
      'create view odd_view with (security_invoker = true) as select 1 as n',
      'view public.odd_view with (security_invoker=true) owner migrator',
    ],
  ] as const) {
    await client.query(`begin; ${change}; commit`)
    const after = await describeSchema(database.owner)
    assert.notEqual(after, before, change)
    if (shows) assert.ok(after.split('\n').includes(shows), change)
  }
  await client.end()
})
