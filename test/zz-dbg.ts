import { called, callsOf, openFor, routinesOf } from './access/calls.ts'
import { DOINGS } from './access/doings/all.ts'
import { aBench, watching } from './mutation/kill.ts'

const bench = await watching(await aBench())
const c = bench.world.client
const r = (await routinesOf(c)).find((x) => x.name === 'access.add_passkey')!
const d = DOINGS.find((x) => x.of === r.name)!
await c.query('begin')
await c.query(d.before!)
console.log(
  (
    await c.query(
      `select s.token_sha, s.purpose, l.token_sha as l, l.account_id, access.sha('token of coach') from access.session s left join access.live_session('token of coach') l on true where s.account_id = '${d.as.account}'`,
    )
  ).rows,
)
console.log((await c.query(`select a.* from access.attempt a where secret_sha=access.sha('a secret')`)).rows)
await openFor(c, d.as, r.surface)
console.log((await c.query(`select access.claim(10), access.claim(1)`)).rows, r.surface)
await c.end()
process.exit(0)
