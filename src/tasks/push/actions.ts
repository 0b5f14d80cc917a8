import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PushHours, Subscription, Told } from './model.ts'
import { hoursProblems, isPushAddress, MOST_DEVICES } from './rules.ts'
import * as store from './store.ts'

/** Lets a browser tell. `secret`: what it keeps in its cookie, by which it is forgotten when one signs out there. */
export async function addDevice(
  tx: Write,
  { secret, subscription }: { readonly secret: string; readonly subscription: Subscription },
): Promise<void> {
  tx.require('tasks.read')
  if (!isPushAddress(subscription.endpoint)) refuse('push.unusable')
  if (!(await store.insertDevice(tx, { secret, subscription, most: MOST_DEVICES }))) refuse('push.too_many')
  await tx.record('tasks.push_turned_on')
}

function refuse(code: string): never {
  throw new Refused('invalid', 'push', [{ field: '', code }])
}

export async function removeDevice(tx: Write, id: string): Promise<void> {
  tx.require('tasks.read')
  if (!(await store.deleteDevice(tx, id))) throw new Refused('not_found', 'push_device')
  await tx.record('tasks.push_turned_off', { object: id })
}

/** When one's browsers may tell. */
export async function chooseHours(tx: Write, hours: PushHours): Promise<void> {
  tx.require('tasks.read')
  const problems = hoursProblems(hours)
  if (problems.length > 0) throw new Refused('invalid', 'push', problems)
  await store.setPushHours(tx, hours)
  await tx.record('tasks.push_hours_chosen')
}

/** What became of the turns of somebody's browsers. */
export async function notePushes(tx: Write, accountId: string, told: readonly Told[]): Promise<void> {
  tx.require('tasks.send_pushes')
  const counts = { taken: 0, gone: 0, refused: 0, later: 0 }
  for (const each of told) {
    counts[each.outcome] += 1
    await store.updateDevice(tx, each)
  }
  await tx.record('tasks.push_sent', { object: accountId, detail: counts })
}
