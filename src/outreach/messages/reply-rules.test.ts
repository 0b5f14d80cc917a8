import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '../../kernel/date.ts'
import { answering, meaningOf } from './reply-rules.ts'

test('STOPP and its variants are a no; a sentence that has the word in it is an answer', () => {
  for (const text of [
    'STOPP',
    'stop',
    'Stopp.',
    ' STOP ',
    'stoppp!',
    'Stopp tack',
    'Unsubscribe',
    'Avregistrera',
    'sluta skicka sms',
    'Inga fler sms',
  ])
    assert.equal(meaningOf(text), 'stop', text)
  for (const text of ['Jag väntar vid busstopp', 'Kan vi stoppa det?', 'Stopp, vi ses i morgon vid tre', 'Ja', ''])
    assert.equal(meaningOf(text), 'reply', text)
})

test('that it is the wrong number is heard in both languages, and in a long answer it is left to people', () => {
  for (const text of [
    'Fel nummer',
    'du har fel nummer!',
    'Wrong number sorry',
    'Det är inte mitt nummer längre',
    'Känner inte honom',
  ])
    assert.equal(meaningOf(text), 'wrong_number', text)
  assert.equal(meaningOf(`Jag trodde först att det var fel nummer men ${'så '.repeat(60)}`), 'reply')
  assert.equal(meaningOf('Felnummer är ett roligt ord'), 'reply')
})

test('an answer is from whom we have written to within two weeks, else from whomever we ever wrote to', () => {
  const now = '2026-10-15T10:00:00.000Z' as Instant
  const written = (at: string | null) => ({ writtenAt: at as Instant | null })
  const [fresh, edge, past, onRecord] = [
    '2026-10-14T10:00:00.000Z',
    '2026-10-01T10:00:00.000Z',
    '2026-10-01T09:59:59.999Z',
    null,
  ].map(written)
  assert.ok(fresh && edge && past && onRecord)
  assert.deepEqual(answering([past, fresh], now), [fresh])
  assert.deepEqual(answering([past, edge, fresh], now), [edge, fresh])
  assert.deepEqual(answering([past, onRecord], now), [past, onRecord])
  assert.deepEqual(answering([], now), [])
})
