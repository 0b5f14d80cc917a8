import { aWorld } from './access/world.ts'
import { setTheTable, routinesOf, callsOf, openFor, called, does } from './access/calls.ts'
import { STAFF } from './access/cast.ts'
import { testCluster } from './build/cluster.ts'
process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
const world = await aWorld()
await setTheTable(world)
const c = world.client
const routines = await routinesOf(c)
const of = (r: string) => STAFF.find((s) => s.role === r && !s.seesProtected)!
const visitors = [ {...of('coach'), visit: 'sharedAndAccepted'}, {...of('kaa_coordinator'), visit: 'sharedAndAccepted'}, {...of('administrator'), visit: 'sharedAndAccepted'}, {...of('data_protection_officer'), visit: 'extractedSurvivor'}] as never[]
for (const routine of routines) {
  const out = new Set<string>()
  if (routine.surface === 'sign_in') continue
  for (const actor of visitors as any[]) {
    await c.query('begin read only')
    try {
      await openFor(c, actor, routine.surface)
      for (const call of callsOf(routine, actor)) { const o = await called(c, call); if (does(o)) out.add(o.changes.length ? 'CHANGES ' + [...new Set(o.changes.map((x) => x.table))] : 'answers') ; else if (o.code) out.add('e:' + o.code) }
    } catch (e) { out.add('SHUT ' + (e as Error).message) }
    await c.query('rollback')
  }
  console.log(routine.signature, [...out].join(' | '))
}
await c.end()
process.exit(0)
