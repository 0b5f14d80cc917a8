import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Context } from '../kernel/database.ts'
import { raw, sql } from '../kernel/sql.ts'
import { answerApproval, askApproval, useApproval } from './approval-actions.ts'
import { answeredApprovals, approvalById, ownApprovals, waitingApprovals } from './approval-store.ts'

let bed: TestBed
let domain: TestDomain
let amina: Context & { accountId: string }
let petra: Context & { accountId: string }
let eva: Context & { accountId: string }
let coach: Context & { accountId: string }
let abroad: Context & { accountId: string }

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  amina = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  petra = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  eva = await signedIn(bed, domain, { role: 'data_protection_officer' })
  coach = await signedIn(bed, domain, { role: 'coach' })
  abroad = await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator' })
})
after(() => bed.close())

const detail = { query: '', format: 'csv', rows: 412 }
const ask = (reason = 'Utskick om sommarjobb') =>
  bed.web.write(amina, (tx) => askApproval(tx, { kind: 'register.export', detail, reason }))
const answer = (who: Context, id: string, approved = true, comment = 'Rimligt') =>
  bed.web.write(who, (tx) => answerApproval(tx, { id, approved, comment }))
const use = (who: Context, id: string) => bed.web.write(who, (tx) => useApproval(tx, { id, kind: 'register.export' }))

test('what one asked for another approves, and it is used once', async () => {
  const id = await ask()
  assert.deepEqual(
    (await bed.web.read(petra, (tx) => waitingApprovals(tx, 10))).map((each) => each.id),
    [id],
  )
  await answer(petra, id)
  assert.equal((await use(amina, id)).id, id)
  await assert.rejects(use(amina, id), /approval_over/)
  const kept = await bed.web.read(amina, (tx) => approvalById(tx, id))
  assert.deepEqual([kept.approved, kept.answeredBy, kept.askedBy], [true, petra.accountId, amina.accountId])
  assert.ok((await bed.web.read(petra, (tx) => answeredApprovals(tx, 10))).some((each) => each.id === id))
})

test('nobody approves what they asked for themself, and a no is a no that says why', async () => {
  const id = await ask()
  await assert.rejects(answer(amina, id), /approval_own/)
  await assert.rejects(answer(petra, id, false, ' '), /invalid: approval/)
  await answer(eva, id, false, 'Räcker med en lista på skärmen')
  await assert.rejects(answer(petra, id), /approval_over/)
  await assert.rejects(use(amina, id), /approval_over/)
})

test('a request without an answer, another’s and another domain’s cannot be used', async () => {
  const id = await ask()
  await assert.rejects(use(amina, id), /approval_over/)
  await answer(petra, id)
  await assert.rejects(use(petra, id), /not_found/)
  await assert.rejects(use(abroad, id), /not_found/)
  await assert.rejects(answer(abroad, id), /not_found/)
})

test('one without the permission neither asks nor answers, and the reason is more than a word', async () => {
  const asked = { kind: 'register.export', detail, reason: 'Utskick om sommarjobb' } as const
  await assert.rejects(
    bed.web.write(coach, (tx) => askApproval(tx, asked)),
    /forbidden/,
  )
  await assert.rejects(answer(coach, await ask()), /forbidden/)
  await assert.rejects(ask('kort'), /invalid: approval/)
})

test('a yes goes out on the eighth day, at midnight', async () => {
  bed.setNow('2026-10-15T10:00:00Z')
  const id = await ask()
  await answer(petra, id)
  bed.setNow('2026-10-22T21:59:59Z')
  assert.equal((await bed.web.read(amina, (tx) => approvalById(tx, id))).untilAt, '2026-10-22T22:00:00.000Z')
  bed.setNow('2026-10-22T22:00:00Z')
  await assert.rejects(use(amina, id), /approval_over/)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('past the program, the database itself holds the two apart', async () => {
  const id = await ask()
  const run = (who: Context, statement: string) => bed.web.technical(who, (tx) => tx.run(sql`${raw(statement)}`))
  const columns = 'insert into approval_answer (domain_id, approval_id, asked_by, approved, answered_by, answered_at)'
  const said = (asker: string, by: string) =>
    `${columns} values ('${domain.id}', '${id}', '${asker}', true, '${by}', '2026-10-15')`
  await assert.rejects(run(amina, said(amina.accountId, amina.accountId)), /violates check constraint/)
  await assert.rejects(run(amina, said(amina.accountId, petra.accountId)), /row-level security/)
  await assert.rejects(run(amina, said(petra.accountId, amina.accountId)), /violates foreign key/)
  await assert.rejects(run(coach, said(amina.accountId, coach.accountId)), /row-level security/)
  const used = `insert into approval_use (domain_id, approval_id, used_by, used_at) values ('${domain.id}', '${id}', '${amina.accountId}', '2026-10-15')`
  await assert.rejects(run(amina, used), /violates foreign key/)
  await answer(petra, id, false, 'Nej')
  await assert.rejects(run(amina, used), /violates foreign key/)
  await assert.rejects(run(amina, `update approval_answer set approved = true`), /permission denied/)
  await assert.rejects(run(amina, `delete from approval_answer`), /permission denied/)
  const expired = await ask()
  bed.setNow('2026-11-15T10:00:00Z')
  await assert.rejects(run(petra, said(amina.accountId, petra.accountId).replace(id, expired)), /row-level security/)
  bed.setNow('2026-10-15T10:00:00Z')
  assert.equal((await bed.web.read(coach, (tx) => ownApprovals(tx, 10))).length, 0)
})
