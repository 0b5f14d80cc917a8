import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ROLES } from '../../src/access/roles.ts'
import { cloneDatabase } from '../build/cluster.ts'

let client: Client
before(async () => {
  client = new Client((await cloneDatabase()).owner)
  await client.connect()
})
after(() => client.end())

test('the roles that the database knows are those of the program, with the same reach, topics and rights', async () => {
  await client.query('set role sedd_access')
  const { rows } = await client.query('select code, reach, topics, rights from access.role')
  const sorted = (list: readonly string[]) => [...list].sort()
  const known = rows.map((row) => ({ ...row, topics: sorted(row.topics), rights: sorted(row.rights) }))
  const told = Object.entries(ROLES).map(([code, { reach, topics, rights }]) => ({
    code,
    reach,
    topics: sorted(topics),
    rights: sorted(rights),
  }))
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)
  assert.deepEqual(known.sort(byCode), told.sort(byCode))
})
