// usage: zz-fast.ts names(comma|all) proofs(comma of cases,doings,twins,visits,calls) [filter regexp on mutant name]
import { readFileSync } from 'node:fs'
import { aBench, watching } from './mutation/kill.ts'
import { mutantsOf } from './mutation/mutants.ts'
import { calls, twins, visiting } from './mutation/definers.ts'
import { wrongCase } from './mutation/cases.ts'
import { digestOf } from './mutation/module-tests.ts'
import { DOINGS } from './access/doings/all.ts'
import { called, does, openFor } from './access/calls.ts'
import { givenIn, toldApart } from './access/twins.ts'
const [names = 'all', which = 'cases,doings', filter = '.'] = process.argv.slice(2)
const list = names === 'all' ? readFileSync('/tmp/sharing-list', 'utf8').trim().split(',') : names.split(',').map((n) => (n.includes('.') || n === 'below_age_until' ? n : `access.${n}`))
const wanted = new Set(which.split(','))
const survivors = new Set(readFileSync('/tmp/sharing-mutants.txt', 'utf8').trim().split('\n'))
const bench = await watching(await aBench())
const c = bench.world.client
const nameOf = (s: string) => { const n = s.replace(/\(.*/, ''); return n.includes('.') ? n : `public.${n}` }
const askings = (routine: { name: string }) => DOINGS.filter((d) => d.of === routine.name).map((d) => ({ actor: d.as, before: d.before, routine: routine as any, calls: [{ routine: routine as any, text: `select to_jsonb(r)::text from ${d.of}(${d.with}) r`, tried: 'what it is for', ids: [], is: 'plain' as const }] }))
const doings = async (of: string) => {
  const given = await givenIn(c, nameOf(of))
  for (const routine of bench.comingTo(nameOf(of))) for (const asking of askings(routine)) for (const each of given) {
    const [f] = await toldApart(c, asking, each)
    if (f) return `doings: ${f}`
  }
  return null
}
// Unbroken
await c.query('begin')
const wrong = await wrongCase(c).catch((e) => 'ERR ' + e.message)
if (wrong) console.log('UNBROKEN CASE', wrong)
await c.query('rollback')
for (const name of new Set(DOINGS.map((d) => d.of))) {
  if (!list.includes(name) && !process.env['ALLDO']) continue
  const routine = bench.comingTo(name).find((r) => r.name === name)
  if (!routine) { console.log('NO ROUTINE', name); continue }
  for (const asking of askings(routine)) {
    await c.query('begin')
    try {
      if (asking.before) await c.query(asking.before)
      await openFor(c, asking.actor, routine.surface)
      for (const call of asking.calls) { const o = await called(c, call); if (!does(o)) console.log('DOES NOTHING', call.text, o.code, o.message, o.rows) }
    } catch (e) { console.log('DOING ERR', name, (e as Error).message) }
    await c.query('rollback')
  }
  await c.query('begin')
  const f = await doings(name).catch((e) => 'ERR ' + e.message)
  if (f) console.log('UNBROKEN TOLD', f)
  await c.query('rollback')
}
const all = (await mutantsOf(c)).filter((m) => m.kind === 'definer' && list.some((p) => m.name.startsWith(p + '(')) && survivors.has(m.name) && new RegExp(filter).test(m.name))
let [n, left] = [0, 0]
for (const m of all) {
  n++
  const t = performance.now()
  await c.query('begin')
  let k: string | null = null
  try {
    await c.query(m.statement)
    const proofs: [string, () => Promise<string | null>][] = [
      ['cases', async () => { await c.query('savepoint cases'); const w = await wrongCase(c).catch((e) => 'ERR ' + e.message); await c.query('rollback to savepoint cases'); return w && 'cases ' + w }],
      ['doings', () => doings(m.of)], ['twins', () => twins(bench, m)], ['visits', () => visiting(bench, m)], ['calls', () => calls(bench, m)],
    ]
    for (const [p, proof] of proofs) if (k === null && wanted.has(p)) k = await proof()
  } catch (e) { k = 'ERR ' + (e as Error).message }
  await c.query('rollback')
  if (k === null) left++
  console.log(`${k === null ? 'LEFT' : 'KILLED'} ${m.name} ${k === null ? '' : '<= ' + k.slice(0, 160)} ${(performance.now() - t).toFixed(0)} ms`)
}
console.log(n, 'tried', left, 'left')
await c.end()
process.exit(0)
