import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from 'pg'
import { cloneDatabase, testCluster } from '../../test/build/cluster.ts'
import type { Connection } from './database.ts'
import { migrate } from './migrate.ts'

async function ask(connection: Connection, text: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

test('many who migrate an empty database at once apply each migration once', async () => {
  await cloneDatabase() // The roles are made with the template.
  const server = await testCluster()
  const database = `t_${process.pid}_empty`
  await ask(server, `create database ${database} template template0`)
  const owner = { ...server, database }
  const done = await Promise.all(Array.from({ length: 6 }, () => migrate(owner)))
  const applied = await ask(owner, 'select name from sedd_migration order by name')
  assert.ok(applied.length > 3)
  assert.deepEqual([...new Set(done.flat())].sort(), applied)
  assert.deepEqual(await migrate(owner), [])
  assert.deepEqual(
    await ask(
      owner,
      `select count(*)::int from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    ),
    [0],
  )
  await ask(server, `drop database ${database} with (force)`)
})

test('a database newer than the program, and a migration changed after it was applied, are refused', async () => {
  const newer = (await cloneDatabase()).owner
  await ask(newer, `insert into sedd_migration (name, checksum) values ('9999_later.sql', 'x')`)
  await assert.rejects(migrate(newer), /9999_later.sql, which this version of Sedd does not know/)
  const changed = (await cloneDatabase()).owner
  await ask(changed, `update sedd_migration set checksum = 'x' where name like '0001%'`)
  await assert.rejects(migrate(changed), /0001_access.sql was changed after it had been applied/)
})
