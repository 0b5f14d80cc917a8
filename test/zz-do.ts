// my doings: each does something, and the twins find nothing with nothing broken
import { Client } from 'pg'
import { called, does, lookUpRows, openFor, routinesOf } from './access/calls.ts'
import { SHARING } from './access/doings/sharing.ts'
import { givenIn, toldApart } from './access/twins.ts'
const c = new Client({ host: '/tmp/pg15', port: 5432, user: 'sedd_admin', database: 'sharing_world' })
await c.connect()
await lookUpRows(c)
const routines = await routinesOf(c)
for (const d of SHARING) {
  const routine = routines.find((r) => r.name === d.of)!
  const call = { routine, text: `select to_jsonb(r)::text from ${d.of}(${d.with}) r`, tried: 'what it is for', ids: [], is: 'plain' as const }
  await c.query('begin')
  try {
    await c.query('savepoint a')
    if (d.before) await c.query(d.before)
    await openFor(c, d.as, routine.surface)
    await c.query('reset role; delete from probe.change; set local role sedd_' + routine.surface)
    const o = await called(c, call)
    console.log(does(o) ? 'does' : 'NOTHING', d.of, o.code ?? '', o.message, o.rows.length, o.rows[0]?.slice(0, 60), o.changes.map((x) => x.table).join())
    await c.query('rollback to savepoint a')
    for (const g of await givenIn(c, d.of)) { const [f] = await toldApart(c, { actor: d.as, before: d.before, routine, calls: [call] }, g); if (f) console.log('   TOLD', f) }
  } catch (e) { console.log('ERR', d.of, (e as Error).message) }
  await c.query('rollback')
}
await c.end()
