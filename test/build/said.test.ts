import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertUnsaid, says } from './said.ts'

const NAMED = /Tove|Ask|KAA/i

test('a name inside the letters of a key made by chance is not said, beside it or in a word it is', () => {
  assert.equal(says('Svara här: https://sedd.example.se/w/Qm3dAskT9_x-0bLkaaZ71w', NAMED), false)
  assert.equal(says('Gäller Ask: https://sedd.example.se/w/Qm3dT9_x-0bLZ71wQm3d', NAMED), true)
  assert.equal(says('https://sedd.example.se/w/Qm3dT9_x-0bLZ71wQm3d?kaa=1', NAMED), true)
})

test('a whole key is said, and so is an address that has it', () => {
  const key = '0190c0de-0000-7000-8000-00000000abcd'
  assert.equal(says(`<a href="/persons/${key}">`, new RegExp(key)), true)
  assert.equal(says(`<a href="/persons/${key}">`, new RegExp(`/persons/${key}`)), true)
  assert.equal(says(`<a href="/persons/${key}">`, /7000/), false)
})

test('a text that says a name, and one that never came, are both noticed', () => {
  assert.throws(() => assertUnsaid('Hej Tove!', NAMED))
  assert.throws(() => assertUnsaid(undefined, NAMED))
  assertUnsaid('Hej! Ring oss när du vill.', NAMED)
})
