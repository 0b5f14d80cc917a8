import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smsParts } from './parts-rules.ts'

const partsOf = (text: string) => [smsParts(text).encoding, smsParts(text).parts]

test('160 letters of Swedish are one text, and one more makes two of 153', () => {
  assert.deepEqual(partsOf('å'.repeat(160)), ['gsm7', 1])
  assert.deepEqual(partsOf('å'.repeat(161)), ['gsm7', 2])
  assert.deepEqual(partsOf('å'.repeat(306)), ['gsm7', 2])
  assert.deepEqual(partsOf('å'.repeat(307)), ['gsm7', 3])
})

test('a euro sign or a brace takes two, and is never parted between two texts', () => {
  assert.deepEqual(smsParts(`${'a'.repeat(158)}€`), { encoding: 'gsm7', units: 160, parts: 1, left: 0 })
  assert.deepEqual(partsOf(`${'a'.repeat(159)}€`), ['gsm7', 2])
  // 152 and a euro: it does not fit in the first text, so the two after it take a third.
  assert.deepEqual(partsOf(`${'a'.repeat(152)}€${'a'.repeat(151)}`), ['gsm7', 2])
  assert.deepEqual(partsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`), ['gsm7', 3])
})

test('one letter outside makes the whole text take more room: 70, then 67 each', () => {
  assert.deepEqual(partsOf(`س${'a'.repeat(69)}`), ['ucs2', 1])
  assert.deepEqual(partsOf(`س${'a'.repeat(70)}`), ['ucs2', 2])
  assert.deepEqual(partsOf(`س${'a'.repeat(133)}`), ['ucs2', 2])
  assert.deepEqual(partsOf(`س${'a'.repeat(134)}`), ['ucs2', 3])
})

test('a picture takes two and is never parted', () => {
  assert.deepEqual(partsOf('🙂'.repeat(35)), ['ucs2', 1])
  assert.deepEqual(partsOf('🙂'.repeat(36)), ['ucs2', 2])
  // 33 pictures fill 66 of 67: the 34th begins the next.
  assert.deepEqual(partsOf('🙂'.repeat(66)), ['ucs2', 2])
  assert.deepEqual(partsOf('🙂'.repeat(67)), ['ucs2', 3])
})

test('a longer text is never fewer texts', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      (text, more) => {
        assert.ok(smsParts(text + more).parts >= smsParts(text).parts)
      },
    ),
  )
})
