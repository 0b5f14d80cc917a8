import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aMapping } from '../../test/build/mapping.ts'
import type { Writer } from '../../test/build/notes.ts'
import { aDropout } from '../../test/build/register.ts'
import { lettingIn } from '../../test/build/sight.ts'
import { aCase } from '../../test/build/support.ts'
import { day } from '../kernel/date.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { withdrawMapping } from '../support/mapping/actions.ts'
import { finishBehind, receiveAnswers, sendLink, takePage } from '../support/mapping/link-actions.ts'
import { personTasks } from './source-sql.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let colleague: Writer & { readonly membershipId: string }
let lead: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'kaa_coordinator' })
})
after(() => bed.close())

let phones = 80
/** A form sent as a link to somebody whose case the coach answers for; by the coach unless told. */
async function sent(by: Writer = coach) {
  bed.setNow('2026-10-15T10:00:00Z')
  const { id: personId } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { phone: `07017406${phones++}` })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, lead, { personId, ownerId: coach.accountId, openedOn: day('2026-10-01') })
  await lettingIn({ bed, domain }, { person: personId, membershipId: colleague.membershipId })
  const mappingId = await aMapping(bed, by, personId, 'term_start')
  let token = ''
  const linkTo = (_: string, given: string) => {
    token = given
    return `https://exempel.se/fill/${given}`
  }
  await bed.web.write(by, (tx) => sendLink(tx, { personId, mappingId, linkTo }))
  return { personId, mappingId, token }
}

async function filledIn(token: string): Promise<void> {
  const typed = () => []
  for (const place of ['studies', 'first'])
    await bed.jobs.write(domain.machine, (tx) => takePage(tx, { token, place, typed }))
  await bed.jobs.write(domain.machine, (tx) => finishBehind(tx, { token }))
}

const tasksOf = async (who: Writer, personId: string) =>
  (await bed.web.read(who, (tx) => personTasks(tx, { account: who.accountId, until: tx.today, limit: 300 })))
    .filter((task) => task.personId === personId && task.source === 'mapping_answered')
    .map(({ onDay, detail }) => [onDay, detail])

test('what came by a link is a task of whoever answers for the case until it has been read, and says nothing of what was asked', async () => {
  const { personId, mappingId, token } = await sent()
  assert.deepEqual(await tasksOf(coach, personId), [])
  await filledIn(token)
  assert.deepEqual(await tasksOf(coach, personId), [['2026-10-15', null]])
  await bed.web.write(coach, (tx) => receiveAnswers(tx, { personId, mappingId }))
  assert.deepEqual(await tasksOf(coach, personId), [])
})

test('it is the task of the one who answers for the case, and not of the colleague who sent the link', async () => {
  const { personId, token } = await sent(colleague)
  await filledIn(token)
  assert.deepEqual(await tasksOf(colleague, personId), [])
  assert.equal((await tasksOf(coach, personId)).length, 1)
})

test('a link that ran out before all was sent in is a task from the day after, until the form is seen to', async () => {
  const { personId, mappingId } = await sent()
  bed.setNow('2026-10-29T21:59:00Z')
  assert.deepEqual(await tasksOf(coach, personId), [])
  bed.setNow('2026-10-30T08:00:00Z')
  assert.deepEqual(await tasksOf(coach, personId), [['2026-10-30', null]])
  await bed.web.write(coach, (tx) => withdrawMapping(tx, { personId, mappingId }))
  assert.deepEqual(await tasksOf(coach, personId), [])
})
