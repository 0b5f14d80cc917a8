import { Client } from 'pg'
import { SHARING_CASES } from './mutation/cases-sharing.ts'
import { answerTo } from './mutation/cases.ts'
const c = new Client({ host: '/tmp/pg15', port: 5432, user: 'sedd_admin', database: 'sharing_world' })
await c.connect()
await c.query('begin')
const t = performance.now()
let bad = 0
for (const each of SHARING_CASES) {
  let a: string
  try { a = await answerTo(c, each) } catch (e) { a = 'THROWS ' + (e as Error).message }
  if (a !== each.answers) { bad++; console.log('WRONG', each.is, '=>', a, 'not', each.answers) }
}
console.log(SHARING_CASES.length, 'cases', bad, 'wrong', (performance.now() - t).toFixed(0), 'ms')
await c.query('rollback')
await c.end()
