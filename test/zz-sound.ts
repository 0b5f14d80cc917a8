// nothing broken: which proofs find a fault. usage: zz-sound.ts [names]

import { routinesOf } from './access/calls.ts'
import { DOINGS } from './access/doings/all.ts'
import { beside, calls, doings, twins, visiting } from './mutation/definers.ts'
import { aBench, watching } from './mutation/kill.ts'

const names = process.argv[2]?.split(',')
const proofs = process.argv[3]?.split(',')
const bench = await watching(await aBench())
const c = bench.world.client
const t = performance.now()
for (const r of await routinesOf(c)) {
  if (names && names[0] !== 'all' && !names.includes(r.name)) continue
  await c.query('begin')
  for (const [n, p] of Object.entries({ doings, beside, visiting, twins, calls })) {
    if (proofs && !proofs.includes(n)) continue
    try {
      const k = await p(bench, { of: r.signature, kind: 'definer', name: '', statement: '' })
      if (k) console.log('FAULT', r.name, n, k.slice(0, 260))
    } catch (e) {
      console.log('ERR', r.signature, (e as Error).message)
    }
  }
  await c.query('rollback')
}
console.log(DOINGS.length, 'doings')
console.log('done', performance.now() - t)
await c.end()
process.exit(0)
