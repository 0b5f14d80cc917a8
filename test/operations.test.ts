import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { VARIABLES } from '../src/main/config.ts'

const ROOT = join(import.meta.dirname, '..')
const OPERATIONS = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')

test('docs/operations.md tells every setting with the words of the program', () => {
  const rows = OPERATIONS.split('\n').filter((line) => line.startsWith('| `'))
  for (const [name, meaning] of Object.entries(VARIABLES)) {
    assert.ok(rows.includes(`| \`${name}\` | ${meaning} |`), name)
  }
})

test('docs/operations.md names every variable of ours that anything reads, and none that nothing reads', () => {
  const files = globSync(['src/**/*.ts', 'bin/*.js', 'bench/**/*.ts', 'test/**/*.ts'], { cwd: ROOT })
  const read = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    return [...text.matchAll(/process\.env(?:\.|\[')(SEDD_\w+)/g)].map((found) => found[1] ?? '')
  })
  const told = [...OPERATIONS.matchAll(/^\| (`SEDD_[^|]+) \|/gm)].flatMap(
    ([, names = '']) => names.match(/SEDD_\w+/g) ?? [],
  )
  const settings = Object.keys(VARIABLES).filter((name) => name.startsWith('SEDD_'))
  assert.deepEqual([...new Set(told)].sort(), [...new Set([...read, ...settings])].sort())
})
