// the whole of the proofs of definers, on what the fast run left
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { mutantsOf } from './mutation/mutants.ts'
import { lookUpRows, routinesOf } from './access/calls.ts'
import { calls, twins, visiting } from './mutation/definers.ts'
import { wrongCase } from './mutation/cases.ts'
import { SHARING_EQUIVALENTS } from './mutation/equivalents-sharing.ts'
const survivors = new Set(readFileSync('/tmp/sharing-mutants.txt', 'utf8').trim().split('\n'))
const extra = new RegExp(process.argv[2] ?? 'zzz')
const only = process.argv[3] === 'only'
const c = new Client({ host: '/tmp/pg15', port: 5432, user: 'sedd_admin', database: 'sharing_world' })
await c.connect()
await lookUpRows(c)
const routines = await routinesOf(c)
const { rows: bodies } = await c.query<{ name: string; source: string }>("select n.nspname || '.' || p.proname as name, p.prosrc as source from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public','access','trail')")
const comingTo = (name: string) => {
  const names = new Set([name]); let grew = true
  if (routines.some((r) => r.name === name)) return routines.filter((r) => r.name === name)
  while (grew) { grew = false; for (const b of bodies) if (!names.has(b.name) && [...names].some((n) => new RegExp(`\\b${n.replace('.', '\\.')}\\(`).test(b.source))) { names.add(b.name); grew = true } }
  return routines.filter((r) => names.has(r.name))
}
const bench = { world: { client: c }, comingTo, watches: true } as any
for (const m of await mutantsOf(c)) {
  if (m.kind !== 'definer' || !survivors.has(m.name)) continue
  const eq = SHARING_EQUIVALENTS.some((e) => e.mutants.test(`${m.kind} ${m.name}`))
  if (!(eq && !only) && !extra.test(m.name)) continue
  await c.query('begin')
  let k: string | null = null
  try {
    await c.query(m.statement)
    await c.query('savepoint x'); k = await wrongCase(c); await c.query('rollback to savepoint x')
    k ??= (await twins(bench, m)) ?? (await visiting(bench, m)) ?? (await calls(bench, m))
  } catch (e) { k = 'ERR ' + (e as Error).message }
  await c.query('rollback')
  console.log(k ? 'KILLED' : 'LEFT', eq ? 'EQ' : '', m.name.slice(0, 200), k?.slice(0, 150) ?? '')
}
await c.end()
