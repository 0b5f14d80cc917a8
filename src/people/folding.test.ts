import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { aDomain, type TestBed, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { migrate } from '../kernel/migrate.ts'

let bed: TestBed
before(async () => {
  bed = await testBed()
})
after(() => bed.close())

test('when the folding changed, the names that were folded otherwise were folded anew and their persons computed again', async () => {
  const { machine } = await aDomain(bed)
  const [yildiz, asa] = await bed.jobs.write(machine, async (tx) => {
    const made = [
      await aPerson(tx, { givenName: 'İbrahim', familyName: 'Yıldız' }),
      await aPerson(tx, { givenName: 'Åsa', familyName: 'Öberg' }),
    ]
    await tx.record('people.built')
    return made
  })
  const client = new Client(bed.owner)
  await client.connect()
  try {
    // As an older version left them.
    await client.query(`update person_name set folded = 'i brahim y ld s' where family_name = 'Yıldız'`)
    await client.query('delete from scope_touched')
    await client.query(`delete from sedd_migration where name = '0015_people_folding.sql'`)
    assert.deepEqual(await migrate(bed.owner), ['0015_people_folding.sql'])
    const names = await client.query('select folded from person_name where person_id = any($1) order by folded', [
      [yildiz?.id, asa?.id],
    ])
    assert.deepEqual(names.rows, [{ folded: 'asa oberg' }, { folded: 'ibrahim yildis' }])
    const touched = await client.query('select person_id from scope_touched')
    assert.deepEqual(touched.rows, [{ person_id: yildiz?.id }])
    const forced = await client.query(
      `select relname from pg_class where relname in ('person_name', 'scope_touched') and relforcerowsecurity order by 1`,
    )
    assert.deepEqual(forced.rows, [{ relname: 'person_name' }, { relname: 'scope_touched' }])
  } finally {
    await client.end()
  }
})
