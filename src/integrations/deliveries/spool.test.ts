import assert from 'node:assert/strict'
import { pbkdf2 } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type OwnTemporary, ownTemporary } from '../../../test/build/temporary.ts'
import { withSpools } from './spool.ts'

let temporary: OwnTemporary
before(() => {
  temporary = ownTemporary('spool-test')
})
after(() => temporary.restore())

test('work that fails before its files are open leaves nothing behind, and its own reason is what is told', async () => {
  for (let round = 0; round < 200; round++) {
    // Opening a file waits its turn behind these: it comes while the folder is being taken away.
    for (let busy = 0; busy < 6; busy++)
      pbkdf2('a', 'b', 1 + ((round * 977 + busy * 331) % 4000), 32, 'sha256', () => {})
    const work = withSpools(async (open) => {
      for (const name of ['a', 'b', 'c']) open(name)
      throw new Error('refused')
    })
    await assert.rejects(work, { message: 'refused' })
  }
  assert.deepEqual(readdirSync(temporary.folder), [])
})
