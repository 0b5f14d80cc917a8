import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aGoal, aStep } from '../../../test/build/plan.ts'
import { aDropout } from '../../../test/build/register.ts'
import { accepted, consented, shared } from '../../../test/build/share.ts'
import { assertHides, assertShows, type Site, siteOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'

let bed: TestBed
let site: Site
let school: TestDomain
let social: TestDomain

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  school = await aDomain(bed, { name: 'Ungdomsteamet' })
  social = await aDomain(bed, { kind: 'social_board', name: 'Socialnämnden' })
})
after(() => bed.close())

test('another service that is let in reads the plan on its visit, and can be named as who does a step', async () => {
  const coach = await signedIn(bed, school, { role: 'coach' })
  const worker = await signedIn(bed, social, { role: 'social_worker' })
  const { id: personId } = await bed.jobs.write(school.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId })
  const goalId = await aGoal(bed, coach, { personId, words: 'Ett eget boende till sommaren' })
  await aStep(bed, coach, {
    personId,
    goalId,
    words: 'Budget tillsammans',
    responsible: 'other',
    actor: 'social_services',
  })
  const of = { personId, toDomainId: social.id } as const
  await consented(bed, coach, { ...of, topics: ['identity', 'contact', 'support'] })
  const withPlan = await shared(bed, coach, { ...of, ground: 'consent', topics: ['identity', 'contact', 'support'] })
  await accepted(bed, worker, withPlan)
  assertShows(
    await site.tab(worker).get(paths.share(withPlan)),
    /Ett eget boende till sommaren/,
    /Det här gör andra/,
    /Socialtjänsten: Budget tillsammans/,
  )
  assertShows(await site.tab(coach).get(paths.planGoal(personId, goalId)), /Socialnämnden/)
  // What is not shared is not there: the same person, shared without the plan.
  const { id: other } = await bed.jobs.write(school.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Mira', familyName: 'Ask' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: other })
  await aGoal(bed, coach, { personId: other, words: 'Något som ingen annan ser' })
  const without = await shared(bed, coach, { personId: other, toDomainId: social.id })
  await accepted(bed, worker, without)
  const page = await site.tab(worker).get(paths.share(without))
  assert.equal(page.status, 200)
  assertHides(page, /Något som ingen annan ser/)
})
