import { colleagues } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { WorkTime } from './model.ts'
import { timeProblems } from './rules.ts'
import * as store from './store.ts'

/** Says how many hours somebody has for the young, or everybody who has none of their own, and how many each takes. */
export async function setWorkTime(tx: Write, time: WorkTime): Promise<void> {
  tx.require('outreach.set_work_time')
  const known = time.account === null || (await colleagues(tx)).some(({ accountId }) => accountId === time.account)
  const problems = [...timeProblems(time), ...(known ? [] : [{ field: 'account', code: 'unknown_colleague' }])]
  if (problems.length > 0) throw new Refused('invalid', 'work_time', problems)
  await store.setWorkTime(tx, time)
  await tx.record('outreach.work_time_set', {
    detail: { account: time.account, weekHours: time.weekHours, youthHours: time.youthHours },
  })
}
