import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { SHARING_CASES } from './mutation/cases-sharing.ts'
import { answerTo } from './mutation/cases.ts'
import { mutantsOf } from './mutation/mutants.ts'
import { DOINGS } from './access/doings/all.ts'
import { routinesOf } from './access/calls.ts'
import { givenIn, toldApart } from './access/twins.ts'
const [filter = '.'] = process.argv.slice(2)
const survivors = new Set(readFileSync('/tmp/sharing-mutants.txt', 'utf8').trim().split('\n'))
const c = new Client({ host: '/tmp/pg15', port: 5432, user: 'sedd_admin', database: 'sharing_world' })
await c.connect()
const routines = await routinesOf(c)
const all = (await mutantsOf(c)).filter((m) => m.kind === 'definer' && survivors.has(m.name) && new RegExp(filter).test(m.name))
let left = 0
for (const m of all) {
  const name = m.of.replace(/\(.*/, '').replace('access.', '')
  const cases = SHARING_CASES.filter((k) => k.asks.includes(`access.${name}(`))
  const rest = process.env['ALLCASES'] || cases.length === 0 ? SHARING_CASES.filter((k) => !cases.includes(k)) : []
  await c.query('begin')
  let k: string | null = null
  try {
    await c.query(m.statement)
    for (const each of [...cases, ...rest]) { const a = await answerTo(c, each); if (a !== each.answers) { k = `cases ${each.is}: ${a}`; break } }
    if (k === null) for (const d of DOINGS.filter((x) => x.of === `access.${name}`)) {
      const routine = routines.find((r) => r.name === d.of)!
      const asking = { actor: d.as, before: d.before, routine, calls: [{ routine, text: `select to_jsonb(r)::text from ${d.of}(${d.with}) r`, tried: 'what it is for', ids: [], is: 'plain' as const }] }
      for (const g of await givenIn(c, d.of)) { const [f] = await toldApart(c, asking, g); if (f) { k ??= 'doings ' + f } }
    }
  } catch (e) { k = 'ERR ' + (e as Error).message }
  await c.query('rollback')
  if (k === null) left++
  console.log(`${k === null ? 'LEFT' : 'KILLED'} ${m.name} ${k === null ? '' : '<= ' + k.slice(0, 200)}`)
}
console.log(all.length, 'tried', left, 'left')
await c.end()
