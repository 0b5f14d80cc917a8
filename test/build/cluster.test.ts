import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from 'pg'
import type { Connection } from '../../src/kernel/database.ts'
import { cloneDatabase, templateDatabase } from './cluster.ts'

async function ask(connection: Connection, text: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

test('two clones have the same tables and nothing else in common', async () => {
  const [one, two] = await Promise.all([cloneDatabase(), cloneDatabase()])
  await ask(one.owner, 'create table only_here ()')
  assert.deepEqual(await ask(one.owner, `select to_regclass('sedd_migration')::text, to_regclass('only_here')::text`), [
    'sedd_migration',
    'only_here',
  ])
  assert.deepEqual(await ask(two.owner, `select to_regclass('sedd_migration')::text, to_regclass('only_here')::text`), [
    'sedd_migration',
    null,
  ])
  assert.deepEqual(await ask(two.as('sedd_web'), 'select current_user::text'), ['sedd_web'])
  await one.drop()
  await assert.rejects(ask(one.owner, 'select 1'), { code: '3D000' })
})

test('a template is built once and carries what was built into its clones', async () => {
  let built = 0
  const build = async (owner: Connection) => {
    built += 1
    await ask(owner, 'create table prepared as select 7 as n')
  }
  const marker = `test_${process.pid}`
  const template = await templateDatabase(marker, build, [])
  const again = await templateDatabase(marker, build, [])
  assert.equal(built, 1)
  assert.deepEqual(again, template)
  const clone = await cloneDatabase(template)
  assert.deepEqual(await ask(clone.owner, 'select n from prepared'), [7])
  await clone.drop()
  const name = template.name
  const server = { ...clone.owner, database: 'postgres' }
  await ask(server, `alter database ${name} with is_template false`)
  await ask(server, `drop database ${name}`)
})
