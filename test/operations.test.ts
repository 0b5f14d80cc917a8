import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { VARIABLES } from '../src/main/config.ts'

const OPERATIONS = readFileSync(join(import.meta.dirname, '../docs/operations.md'), 'utf8')

test('docs/operations.md tells every setting with the words of the program', () => {
  const rows = OPERATIONS.split('\n').filter((line) => /^\| `(SEDD_|DATABASE_URL|HOST|PORT)/.test(line))
  for (const [name, meaning] of Object.entries(VARIABLES)) {
    assert.ok(rows.includes(`| \`${name}\` | ${meaning} |`), name)
  }
})
