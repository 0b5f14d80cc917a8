import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { mutantsOf } from './mutation/mutants.ts'
import { SHARING_EQUIVALENTS } from './mutation/equivalents-sharing.ts'
const survivors = new Set(readFileSync('/tmp/sharing-mutants.txt', 'utf8').trim().split('\n'))
const c = new Client({ host: '/tmp/pg15', port: 5432, user: 'sedd_admin', database: 'sharing_world' })
await c.connect()
const all = (await mutantsOf(c))
for (const e of SHARING_EQUIVALENTS) {
  const hit = all.filter((m) => e.mutants.test(`${m.kind} ${m.name}`))
  console.log(hit.length, e.mutants.source.slice(0, 80), hit.filter((m) => !survivors.has(m.name)).map((m) => 'NOT A SURVIVOR ' + m.name).join('\n'))
}
await c.end()
