import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { configWords } from './config-words.ts'
import { outcomeOf, pusherOf } from './push.ts'

test('the keys of web push are made once, for their owner alone to read, and never over others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-push-'))
  const key = join(folder, 'keys', 'push.json')
  const config = readConfig({ SEDD_PUSH_CONTACT: 'mailto:it@example.se', SEDD_PUSH_KEY: key })
  const told = () => {
    try {
      return pusherOf(config)?.publicKey ?? null
    } catch (error) {
      assert.ok(error instanceof ConfigError)
      return configWords(error)
    }
  }
  try {
    assert.equal(pusherOf(readConfig({})), null)
    const made = told()
    assert.match(made ?? '', /^[A-Za-z0-9_-]{87}$/)
    assert.equal(statSync(key).mode & 0o777, 0o600)
    assert.equal(told(), made)
    chmodSync(key, 0o640)
    assert.match(told() ?? '', /^SEDD_PUSH_KEY: filen får läsas av andra/)
    chmodSync(key, 0o600)
    writeFileSync(key, '{"publicKey":"hemligt"}')
    assert.match(told() ?? '', /^SEDD_PUSH_KEY: filen har inga nycklar/)
    assert.doesNotMatch(told() ?? '', /hemligt/)
    assert.equal(readFileSync(key, 'utf8'), '{"publicKey":"hemligt"}')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what a push service answers is taken as RFC 8030 has it', () => {
  const answers = {
    taken: [200, 201, 202],
    gone: [404, 410],
    refused: [400, 401, 403, 413],
    later: [408, 429, 500, 503],
  }
  for (const [outcome, statuses] of Object.entries(answers))
    for (const status of statuses) assert.equal(outcomeOf(status), outcome, String(status))
})
