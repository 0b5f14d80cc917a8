import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { cloneDatabase } from './build/cluster.ts'
import { digestOf } from './mutation/module-tests.ts'
import { mutantsOf } from './mutation/mutants.ts'

const notes = readFileSync('/tmp/definers-notes.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((l) => JSON.parse(l))
const killed = new Set(notes.filter((n) => n.killer).map((n) => n.broken))
const { owner } = await cloneDatabase()
const c = new Client(owner)
await c.connect()
const names = new Set(readFileSync('/tmp/mine-names.txt', 'utf8').split('\n').filter(Boolean))
for (const m of await mutantsOf(c))
  if (m.kind === 'definer' && names.has(m.of.replace(/\(.*/, '')) && !killed.has(digestOf([], m.statement)))
    console.log(m.name.replace(/\(.*?\): /, ' :: '))
await c.end()
process.exit(0)
