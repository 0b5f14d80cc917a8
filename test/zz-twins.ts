import { aWorld } from './access/world.ts'
import { setTheTable, routinesOf, CALLERS, callsOf, openFor, called, does } from './access/calls.ts'
import { givenIn, toldApart } from './access/twins.ts'
import { testCluster } from './build/cluster.ts'
process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
const world = await aWorld()
await setTheTable(world)
const c = world.client
const routines = await routinesOf(c)
const only = process.argv[2]
let n = 0
const t0 = performance.now()
for (const routine of routines) {
  if (only && !routine.name.includes(only)) continue
  const given = await givenIn(c, [routine.name])
  const faults: string[] = []
  let doing = 0
  const said = new Set<string>()
  await c.query('begin')
  for (const actor of CALLERS) {
    await c.query('savepoint x')
    await openFor(c, actor, routine.surface)
    for (const call of callsOf(routine, actor)) { const o = await called(c, call); if (does(o)) doing++; else said.add(`${o.code} ${o.message} ${o.rows.slice(0,2)}`) }
    await c.query('rollback to savepoint x')
    for (const each of given) {
      n++
      const f = await toldApart(c, { actor, routine, given: each })
      if (f.length) faults.push(f[0]!)
    }
  }
  await c.query('rollback')
  if (doing === 0) console.log('NOTHING', routine.signature, [...said].slice(0, 4).join(' | ').slice(0, 300))
  for (const f of faults) console.log('FAULT', f)
}
console.log(n, ((performance.now() - t0) / 1000).toFixed(0), 's')
await c.end()
process.exit(0)
