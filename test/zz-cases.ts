import { aWorld } from './access/world.ts'
import { answerTo } from './mutation/cases.ts'
import { STAFF_CASES } from './mutation/cases-staff.ts'

const { client } = await aWorld()
await client.query('begin')
for (const c of STAFF_CASES) {
  try {
    const a = await answerTo(client, c)
    if (a !== c.answers) console.log('WRONG', c.is, a, c.answers)
  } catch (e) {
    console.log('ERR', c.is, (e as Error).message)
  }
}
console.log(STAFF_CASES.length)
await client.end()
process.exit(0)
