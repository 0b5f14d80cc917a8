import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Instant } from '../kernel/date.ts'
import { formatClock, formatInstant, formatTime } from './language.ts'

test('a time of day has a full stop in Swedish and a colon in English, by the clock on the wall in Sweden', () => {
  assert.deepEqual([formatClock('09:30', 'sv'), formatClock('09:30', 'en')], ['09.30', '09:30'])
  const at = '2026-07-01T11:30:00Z' as Instant
  assert.deepEqual([formatTime(at, 'sv'), formatTime(at, 'en')], ['13.30', '13:30'])
  assert.deepEqual([formatInstant(at, 'sv'), formatInstant(at, 'en')], ['2026-07-01 13.30', '01/07/2026 13:30'])
})

test('no Swedish words write a time of day with a colon, and no view writes one by itself', () => {
  const said = globSync('src/**/*text.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bsv:\s*'([^']*)'/g)]
      .filter(([, words = '']) => /(?<![T\d:])([01]\d|2[0-3]):[0-5]\d(?![\d:])/.test(words))
      .map(([, words]) => `${path}: ${words}`),
  )
  assert.deepEqual(said, [])
  const shown = globSync('src/**/*views.ts').filter((path) =>
    /\$\{\w*\.?(atTime|startsAt|endsAt)\}/.test(readFileSync(path, 'utf8')),
  )
  assert.deepEqual(shown, [])
})
