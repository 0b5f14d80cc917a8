import assert from 'node:assert/strict'
import { pbkdf2 } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { withSpools } from './spool.ts'

const folder = mkdtempSync(join(tmpdir(), 'sedd-spool-test-'))
before(() => {
  process.env['TMPDIR'] = folder
})
after(() => rmSync(folder, { recursive: true }))

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
  assert.deepEqual(readdirSync(folder), [])
})
