import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { triedBy, triedWithout } from './callers.ts'
import { CALLERS, type Routine, routinesOf, setTheTable } from './calls.ts'
import { aWorld, type World } from './world.ts'

/** Functions that run with their owner's rights: the one way past the walls, and what holds of each of them. */

let world: World
let routines: readonly Routine[]
before(async () => {
  world = await aWorld()
  await setTheTable(world)
  routines = await routinesOf(world.client)
})
after(() => world.client.end())

test('no function answers or changes what is foreign, hidden or without its right, or tells a foreign id from nobody’s', async (t) => {
  const faults: string[] = []
  let calls = 0
  for (const routine of routines)
    for (const actor of CALLERS) {
      await world.client.query('begin')
      try {
        for (const trying of [triedBy, triedWithout]) {
          const tried = await trying(world.client, { actor, routine })
          calls += tried.calls
          faults.push(...tried.faults)
        }
      } finally {
        await world.client.query('rollback')
      }
    }
  t.diagnostic(`${routines.length} functions, ${calls} calls`)
  assert.deepEqual(faults, [])
})
