import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  type Answer,
  answerBreaches,
  answersOfProject,
  linesOf,
  readAnswers,
  withAnswers,
} from './conventions/security.ts'
import { ROOT } from './conventions/source.ts'

/** The answers to OWASP's ASVS 5.0.0: all of them, with what shows each, and told in docs/security.md as they are. */

const STANDARD = join(ROOT, '../shared/data/security/asvs_5.0.0.csv')
const answers = answersOfProject()
const isThere = (path: string) => existsSync(join(ROOT, path))

test('every line of levels 1 and 2 is answered once, with what shows it or why not', () => {
  const bad = (changed: Partial<Answer>, index = 0) =>
    answerBreaches(answers.with(index, { ...(answers[index] as Answer), ...changed }), isThere)
  const [first, second] = answers.map(({ id }) => id)
  assert.deepEqual(bad({ id: `${second}` }), ['V1 has 27 lines, and answers for 26', `${second} is answered twice`])
  assert.deepEqual(bad({ status: 'partly', where: [] }), [`${first} is partly, and nothing shows it`])
  assert.deepEqual(bad({ where: ['src/gone.ts'] }), [`${first} names src/gone.ts, which is not there`])
  assert.deepEqual(bad({ reason: ' ' }), [`${first} has no reason`])
  assert.deepEqual(answerBreaches(answers, isThere), [])
  assert.equal(answers.length, 253)
})

test('a status that is none, and a level that is not ours, are refused', () => {
  const header = 'id,level,status,where,reason\n'
  assert.throws(() => readAnswers(Buffer.from(`${header}V1.1.1,2,nearly,,x\n`)), /row 2 .* status/)
  assert.throws(() => readAnswers(Buffer.from(`${header}V1.1.1,3,open,,x\n`)), /row 2 .* level/)
})

test('the lines and their levels are those of the standard', {
  skip: existsSync(STANDARD) ? false : 'the standard’s own file is not on this machine',
}, () => {
  const known = linesOf(readFileSync(STANDARD))
  assert.ok(known.length > 0)
  assert.deepEqual(
    answers.map(({ id, level }) => `${id} ${level}`),
    known,
  )
})

test('docs/security.md tells the answers as they are (if not: npm run security)', () => {
  const document = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')
  assert.equal(document, withAnswers(document, answers))
  assert.notEqual(document, withAnswers(document, answers.slice(1)))
})
