import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aMapping, aPage } from '../../test/build/mapping.ts'
import { aDropout } from '../../test/build/register.ts'
import { answerApproval } from '../access/approval-actions.ts'
import type { Context } from '../kernel/database.ts'
import { runDueJob } from '../kernel/jobs.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { completeMapping } from '../support/mapping/actions.ts'
import { privacyJobs } from './jobs.ts'
import { askRun, orderRun, requestApproval, setRule } from './retention-actions.ts'
import { runById } from './retention-store.ts'

type Staff = Context & { readonly accountId: string }

let bed: TestBed
let domain: TestDomain
let eva: Staff
let amina: Staff
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  eva = await signedIn(bed, domain, { role: 'data_protection_officer' })
  amina = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

async function aYouth(): Promise<string> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx)
    await ownedBy(tx, id, amina.accountId)
    return id
  })
}

/** Begun and filled in on a day, and said to be done unless told. */
async function filled(on: string, { isDone = true } = {}): Promise<string> {
  bed.setNow(`${on}T10:00:00Z`)
  const personId = await aYouth()
  const mappingId = await aMapping(bed, amina, personId)
  await aPage(bed, amina, { personId, mappingId, place: 'everyday', answers: { day: 'Sover länge' } })
  if (isDone) await bed.web.write(amina, (tx) => completeMapping(tx, { personId, mappingId }))
  return mappingId
}

async function listed(): Promise<string> {
  const id = await bed.web.write(eva, askRun)
  while (await runDueJob(bed.jobs, domain.machine, privacyJobs));
  return id
}

async function countOf(table: 'support_mapping' | 'support_answer', mappingId: string): Promise<number> {
  const column = table === 'support_mapping' ? 'id' : 'mapping_id'
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table} where ${column} = $1`, [
    mappingId,
  ])
  return rows[0]?.n ?? 0
}

test('what was answered in a mapping is deleted whole when its time is out, and one that is not done is kept', async () => {
  const [old, open, late] = [
    await filled('2024-10-15'),
    await filled('2024-10-15', { isDone: false }),
    await filled('2024-10-16'),
  ]
  bed.setNow('2026-10-15T10:00:00Z')
  const rule = { event: 'mapped', amount: '2', unit: 'years', decision: 'KS 2026:41 § 12', erasesTrail: false }
  await bed.web.write(eva, (tx) => setRule(tx, 'mapping', rule))
  const run = await listed()
  assert.equal((await bed.web.read(eva, (tx) => runById(tx, run))).listed, 1)
  const asked = await bed.web.write(eva, (tx) => requestApproval(tx, run, 'Årlig gallring enligt beslut'))
  await bed.web.write(amina, (tx) => answerApproval(tx, { id: asked, approved: true, comment: '' }))
  await bed.web.write(eva, (tx) => orderRun(tx, run))
  while (await runDueJob(bed.jobs, domain.machine, privacyJobs));
  assert.deepEqual([await countOf('support_mapping', old), await countOf('support_answer', old)], [0, 0])
  for (const kept of [open, late])
    assert.deepEqual([await countOf('support_mapping', kept), await countOf('support_answer', kept)], [1, 1])
  const { rows } = await client.query(`select rows from tombstone where domain_id = $1 and record_type = 'mapping'`, [
    domain.id,
  ])
  assert.deepEqual(rows, [{ rows: '2' }])
})

test('a mapping that was corrected after it was listed is left out', async () => {
  const mappingId = await filled('2024-10-01')
  const { rows } = await client.query<{ id: string; person_id: string }>(
    'select id, person_id from support_answer where mapping_id = $1',
    [mappingId],
  )
  bed.setNow('2026-10-20T10:00:00Z')
  const run = await listed()
  const personId = rows[0]?.person_id ?? ''
  const at = { personId, mappingId, place: 'everyday', seen: rows[0]?.id ?? '' }
  await aPage(bed, amina, { ...at, answers: { day: 'Går till skolan' } })
  const asked = await bed.web.write(eva, (tx) => requestApproval(tx, run, 'Årlig gallring enligt beslut'))
  await bed.web.write(amina, (tx) => answerApproval(tx, { id: asked, approved: true, comment: '' }))
  await bed.web.write(eva, (tx) => orderRun(tx, run))
  while (await runDueJob(bed.jobs, domain.machine, privacyJobs));
  assert.equal(await countOf('support_answer', mappingId), 2)
})
