import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import { caseOf, casePeriodsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
})
after(() => bed.close())

const aYouth = (owner: Writer = coach) =>
  bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask' })
    await ownedBy(tx, made.id, owner.accountId)
    return made
  })

test('a case is opened once, with somebody who answers for it', async () => {
  const youth = await aYouth()
  const id = await aCase(bed, coach, { personId: youth.id })
  const found = await bed.web.read(coach, (tx) => caseOf(tx, youth.id))
  assert.deepEqual(
    { id: found?.id, ownerId: found?.ownerId, openedOn: found?.openedOn, closedOn: found?.closedOn },
    { id, ownerId: coach.accountId, openedOn: '2026-10-01', closedOn: null },
  )
  await assert.rejects(aCase(bed, coach, { personId: youth.id }), { code: 'case_open_already' })
})

test('a case is not opened on a day to come, nor for somebody out of reach', async () => {
  const youth = await aYouth()
  await assert.rejects(aCase(bed, coach, { personId: youth.id, openedOn: day('2040-01-01') }), { code: 'case' })
  const other = await signedIn(bed, domain, { role: 'coach' })
  await assert.rejects(aCase(bed, other, { personId: youth.id }), { kind: 'not_found' })
  const periods = await bed.web.read(coach, (tx) => casePeriodsOf(tx, youth.id))
  assert.equal(periods.length, 0)
})
