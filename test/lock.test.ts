import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

test('package-lock.json knows the packages of every platform, so that npm ci works anywhere', () => {
  const check = [join(import.meta.dirname, '../bin/complete-lock.js'), '--check']
  const { status, stdout } = spawnSync(process.execPath, check, { encoding: 'utf8' })
  assert.equal(stdout, '')
  assert.equal(status, 0)
})
