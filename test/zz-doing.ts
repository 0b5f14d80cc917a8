import { aWorld } from './access/world.ts'
import { setTheTable, routinesOf, CALLERS, callsOf, openFor, called, does } from './access/calls.ts'
import { triedBy, triedWithout } from './access/callers.ts'
import { MACHINE, STAFF } from './access/cast.ts'
import { testCluster } from './build/cluster.ts'
process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
const world = await aWorld()
await setTheTable(world)
const c = world.client
const routines = await routinesOf(c)
const more = [STAFF.find((s) => s.role === 'provisioner' && !s.seesProtected)!, STAFF.find((s) => s.role === 'team_lead' && !s.seesProtected)!, MACHINE].filter((x) => x && !CALLERS.includes(x))
const callers = [...CALLERS, ...more]
for (const routine of routines) {
  if (process.argv[2] && !routine.name.includes(process.argv[2])) continue
  const said = new Map<string, string>()
  let doing = 0
  await c.query('begin')
  for (const actor of callers) {
    await c.query('savepoint x')
    try {
    await openFor(c, actor, routine.surface)
    for (const call of callsOf(routine, actor)) { const o = await called(c, call); if (does(o)) {doing++; if (process.argv[2]) console.log('does', actor.key, call.is, call.tried, o.rows.slice(0,1).join().slice(0,100), o.changes.length)} else said.set(`${o.code} ${o.message.slice(0, 200)} ${o.rows.slice(0,2)}`, `${actor.key} ${call.is} ${call.text}`) }
    } catch (e) { said.set('SHUT ' + (e as Error).message, '') }
    await c.query('rollback to savepoint x')
    if (more.includes(actor)) {
    if (process.argv[3]) { const f = [...(await triedBy(c, { actor, routine })).faults, ...(await triedWithout(c, { actor, routine })).faults]; if (f[0]) console.log('FAULT', f[0]) }
    }
  }
  await c.query('rollback')
  if (doing === 0) { console.log('NOTHING', routine.signature, routine.surface); for (const [k, v] of [...said].slice(0, 5)) console.log('    ', k.slice(0, 160), process.argv[2] ? v : '') }
}
await c.end()
process.exit(0)
