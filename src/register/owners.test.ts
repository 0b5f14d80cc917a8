import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { type Site, siteOf } from '../../test/build/site.ts'
import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { paths } from '../ui/paths.ts'

let bed: TestBed
let domain: TestDomain
let site: Site

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  site = siteOf(bed)
})
after(() => bed.close())

/** Members as the computing leaves them, and nothing else known of them: a great town's register in a second. */
async function members(tx: Write, many: number): Promise<void> {
  await tx.run(sql`
    with made as (
      insert into person (domain_id, id, root_id, sex, birth_date, latest_birth_date, known_from)
      select ${tx.actor.domainId}, id, id, case when n % 3 = 0 then 'male' else 'female' end, date '2008-05-04', date '2008-05-04', ${tx.now}
        from (select n, gen_random_uuid() as id from generate_series(1, ${many}) n) each
      returning id)
    insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
    select ${tx.actor.domainId}, id, date '2026-09-01', date '2028-05-04', 'OKÄND', id::text, ${tx.now} from made`)
  await tx.record('register.built')
}

const Figures = z.object({ owned: z.number(), men: z.number(), told: z.number() })

test('all in the selection get the owner, however many they are, and each has an event of it', async () => {
  await bed.jobs.write(domain.machine, (tx) => members(tx, 7800))
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const tab = site.tab(coordinator)
  const form = { scope: 'all', query: 'sex=female', owner: coordinator.accountId }
  const done = await tab.submit(paths.registerOwners(), form)
  assert.match(done.html, /5.?200 ungdomar har fått ny ansvarig/)
  const figures = await bed.jobs.read(domain.machine, (tx) =>
    tx.one(
      Figures,
      sql`
      select count(*) as owned, count(*) filter (where n.sex = 'male') as men,
             (select count(distinct e.person_id) from trail.events(null, null, null, null, null, null, 10000) e
               where e.action = 'register.owner_assigned') as told
        from register_owner o join person n on n.id = o.person_id where o.known_until is null`,
    ),
  )
  assert.deepEqual(figures, { owned: 5200, men: 0, told: 5200 })
})
