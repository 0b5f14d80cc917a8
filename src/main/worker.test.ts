import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { after, before, test } from 'node:test'
import { aDomain, type TestBed, testBed } from '../../test/build/domain.ts'
import { enqueue } from '../kernel/jobs.ts'
import { every, startWorker } from './worker.ts'

let bed: TestBed
before(async () => {
  bed = await testBed()
})
after(() => bed.close())

test('a round that fails is left alone for a while, and the other rounds and the jobs of the domain get their turn', async () => {
  const domain = await aDomain(bed)
  await bed.jobs.technical(domain.machine, (tx) => enqueue(tx, { name: 'test.job', payload: {} }))
  const told = new EventEmitter()
  const counts = { failing: 0, others: 0 }
  const failing = async () => {
    counts.failing += 1
    throw new Error('a round of a test')
  }
  const others = async () => {
    counts.others += 1
    return false
  }
  const jobs = { 'test.job': async () => void told.emit('job') }
  const done = once(told, 'job')
  const handlers = new Proxy(jobs, { get: (known, name: string) => known[name as 'test.job'] ?? (async () => {}) })
  const worker = startWorker(bed.jobs, handlers, [failing, every(60_000, others)])
  await done
  await worker.stop()
  assert.deepEqual(counts, { failing: 1, others: 1 })
})
