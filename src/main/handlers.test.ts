import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Write } from '../kernel/database.ts'
import { handlersOf } from './handlers.ts'

test('where two modules follow from the same job both do their part, in order; the jobs of each alone stay its own', async () => {
  const told: string[] = []
  const tells = (what: string) => async () => {
    told.push(what)
  }
  const handlers = handlersOf(
    { 'after.delivery': tells('notices'), 'notices.derive': tells('alone') },
    { 'after.delivery': tells('moves') },
  )
  assert.deepEqual(Object.keys(handlers).sort(), ['after.delivery', 'notices.derive'])
  const tx = {} as Write
  await handlers['after.delivery']?.(tx, {})
  await handlers['notices.derive']?.(tx, {})
  assert.deepEqual(told, ['notices', 'moves', 'alone'])
})
