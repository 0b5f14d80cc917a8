import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { inSql, recordedActions } from '../conventions/recorded.ts'
import { filesBelow, ROOT, readSource, readSources } from '../conventions/source.ts'
import { GLASS, OVERRUNS, READS } from './action-rules.ts'
import { actionsToChoose, DEEDS } from './event-words.ts'

const MIGRATIONS = filesBelow(['db/migrations']).map((path) => readFileSync(join(ROOT, path), 'utf8'))

test('what is recorded is read out of the source, however it is written', () => {
  const source = readSource(
    'src/people/actions.ts',
    [
      `await tx.record('people.seen')`,
      `await tx.record(yes ? 'people.kept' : 'people.left', {})`,
      `const action = yes ? 'people.let_in' : 'people.let_out'; await tx.record(action)`,
      `await recordVisit(tx, visit, { action: 'people.visited' })`,
      "await tx.run(sql`select trail.record('people.moved', null, null, null)`)",
      'await tx.record(somewhere.else())',
    ].join('\n'),
  )
  const { actions, unclear } = recordedActions([source])
  const found = ['seen', 'kept', 'left', 'let_in', 'let_out', 'visited', 'moved'].map((each) => `people.${each}`)
  assert.deepEqual([...actions.keys()], found)
  assert.deepEqual(unclear, ['src/people/actions.ts:6 records an action that cannot be read'])
  assert.deepEqual(inSql(`select trail.add_ticket_kind('note');`), ['note.read'])
})

test('every action that Sedd records has its words in the log, in both languages', () => {
  const { actions, unclear } = recordedActions(readSources(['src']))
  assert.deepEqual(unclear, [])
  const recorded = new Set([...actions.keys(), ...MIGRATIONS.flatMap(inSql)])
  const wordless = [...recorded].filter((action) => !(action in DEEDS))
  assert.deepEqual(wordless, [], 'write what was done in src/privacy/action-text.ts')
})

test('what counts as reading about somebody is among the actions of the log', () => {
  assert.deepEqual(
    [...READS, ...OVERRUNS, GLASS].filter((action) => !(action in DEEDS)),
    [],
  )
})

test('whichever budget is overrun, those who review are shown it', () => {
  const { actions } = recordedActions(readSources(['src']))
  const overruns = [...actions.keys()].filter((action) => action.endsWith('.budget_exceeded'))
  assert.deepEqual(overruns.toSorted(), [...OVERRUNS].toSorted())
})

test('the log is filtered by an action found under the heading of its subject, both by the alphabet', () => {
  const choices = actionsToChoose('sv')
  assert.deepEqual(choices.map(({ value }) => value).toSorted(), Object.keys(DEEDS).toSorted())
  const under = (value: string) => choices.find((each) => each.value === value)?.group
  assert.deepEqual(['note.read', 'register.person_read', 'sight.glass_taken', 'letters.made'].map(under), [
    'Anteckningar',
    'Registret',
    'Insyn, spärr och nödåtkomst',
    'Meddelanden och brev',
  ])
  const headings = choices.map(({ group }) => group)
  assert.deepEqual(
    headings,
    headings.toSorted((a, b) => a.localeCompare(b, 'sv')),
  )
})
