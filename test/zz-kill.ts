// usage: zz-kill.ts [function-name-part] ; puts survivors (by notes) to the new proofs
import { readFileSync, appendFileSync } from 'node:fs'
import { aBench, watching } from './mutation/kill.ts'
import { mutantsOf } from './mutation/mutants.ts'
import { calls, twins, visiting } from './mutation/definers.ts'
import { wrongCase } from './mutation/cases.ts'
import { digestOf } from './mutation/module-tests.ts'
import { testCluster } from './build/cluster.ts'
process.env['SEDD_TEST_CLUSTER'] ??= JSON.stringify(await testCluster())
const [part = '', share = '0/1'] = process.argv.slice(2)
const [at, of] = share.split('/').map(Number) as [number, number]
const notes = readFileSync('/tmp/definers-notes.jsonl', 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l))
const killed = new Set(notes.filter((n) => n.killer).map((n) => n.broken))
const bench = await watching(await aBench())
const c = bench.world.client
const all = (await mutantsOf(c)).filter((m) => m.kind === 'definer' && m.name.includes(part))
let [n, left] = [0, 0]
for (const [i, m] of all.entries()) {
  if (i % of !== at || killed.has(digestOf([], m.statement))) continue
  n++
  const t = performance.now()
  await c.query('begin')
  let k: string | null = null
  try {
    await c.query(m.statement)
    k = (await twins(bench, m)) ?? (await visiting(bench, m)) ?? (part ? await calls(bench, m) : null)
    if (k === null && part) { await c.query('savepoint cases'); const w = await wrongCase(c); if (w) k = 'cases ' + w; await c.query('rollback to savepoint cases') }
  } catch (e) { k = 'ERR ' + (e as Error).message }
  await c.query('rollback')
  if (k === null) left++
  const line = `${k === null ? 'LEFT' : 'KILLED'} ${m.name} ${k === null ? '' : '<= ' + k.slice(0, 160)} ${(performance.now() - t).toFixed(0)} ms\n`
  process.stdout.write(line)
}
console.log(n, 'tried', left, 'left')
await c.end()
process.exit(0)
