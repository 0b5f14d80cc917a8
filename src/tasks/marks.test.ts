import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Writer } from '../../test/build/notes.ts'
import { aGoal, aStep } from '../../test/build/plan.ts'
import { aDropout } from '../../test/build/register.ts'
import { aCase } from '../../test/build/support.ts'
import { addDays, day } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import type { PersonId } from '../people/model.ts'
import { rewordStep } from '../support/plan/step-actions.ts'
import { stepsOf } from '../support/plan/store.ts'
import { giveDay, putOff, takeBackMark } from './actions.ts'
import { personTasks } from './source-sql.ts'

/** What is said of one task, where several of a kind fall on one day. */

let bed: TestBed
let domain: TestDomain
let coach: Writer
let lead: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
})
after(() => bed.close())

/** Two steps of one plan, for the municipality to do by the same day. */
async function twoSteps() {
  const personId = await bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx)
    await ownedBy(tx, id, coach.accountId)
    return id
  })
  await aCase(bed, coach, { personId })
  const goalId = await aGoal(bed, coach, { personId })
  const ours = { personId, goalId, responsible: 'municipality', dueOn: day('2026-10-23') } as const
  const first = await aStep(bed, coach, { ...ours, words: 'Boka studiebesök' })
  const second = await aStep(bed, coach, { ...ours, words: 'Ringa Komvux' })
  return { personId, goalId, first, second }
}

const daysOf = (who: Writer, personId: PersonId) =>
  bed.web.read(who, async (tx) => {
    const asked = { account: who.accountId, until: addDays(tx.today, 60), limit: 100, source: 'plan_step' } as const
    const all = (await personTasks(tx, asked)).filter((each) => each.personId === personId)
    return new Map(all.map(({ subject, onDay }) => [subject, onDay]))
  })
const of = (personId: PersonId, subject: string) => ({ personId, source: 'plan_step', subject })

test('of two steps of one day one is put off, and the other stays', async () => {
  const { personId, first, second } = await twoSteps()
  const later = { onDay: day('2026-10-28'), why: 'waiting_answer' } as const
  await bed.web.write(coach, (tx) => putOff(tx, { ...of(personId, first), ...later }))
  const days = await daysOf(coach, personId)
  assert.deepEqual([days.get(first), days.get(second)], ['2026-10-28', '2026-10-23'])
  await bed.web.write(coach, (tx) => giveDay(tx, { ...of(personId, second), to: lead.accountId }))
  assert.deepEqual([...(await daysOf(coach, personId))], [[first, '2026-10-28']])
  assert.deepEqual([...(await daysOf(lead, personId))], [[second, '2026-10-23']])
  await bed.web.write(coach, (tx) => takeBackMark(tx, of(personId, first)))
  assert.deepEqual([...(await daysOf(coach, personId))], [[first, '2026-10-23']])
})

test('a step that is put off stays put off when its words are changed', async () => {
  const { personId, first } = await twoSteps()
  const later = { onDay: day('2026-10-28'), why: 'agreed' } as const
  await bed.web.write(coach, (tx) => putOff(tx, { ...of(personId, first), ...later }))
  const step = (await bed.web.read(coach, (tx) => stepsOf(tx, personId))).find(({ stepId }) => stepId === first)
  assert.ok(step)
  await bed.web.write(coach, (tx) =>
    rewordStep(tx, { ...step, personId, seen: step.id, words: 'Boka två studiebesök' }),
  )
  assert.equal((await daysOf(coach, personId)).get(first), '2026-10-28')
})

test('what was once said of a whole day holds for each of them until something is said of one', async () => {
  const { personId, first, second } = await twoSteps()
  await bed.web.write(coach, async (tx) => {
    await tx.run(sql`
      insert into task_mark (domain_id, person_id, source, due_on, until_on, why, set_by, known_from)
      values (${tx.actor.domainId}, ${personId}, 'plan_step', '2026-10-23', '2026-10-26', 'not_today', ${tx.actor.accountId}, ${tx.now})`)
    await tx.record('tasks.day_put_off', { personId })
  })
  const before = await daysOf(coach, personId)
  assert.deepEqual([before.get(first), before.get(second)], ['2026-10-26', '2026-10-26'])
  const later = { onDay: day('2026-10-30'), why: 'agreed' } as const
  await bed.web.write(coach, (tx) => putOff(tx, { ...of(personId, first), ...later }))
  const after = await daysOf(coach, personId)
  assert.deepEqual([after.get(first), after.get(second)], ['2026-10-30', '2026-10-26'])
})
