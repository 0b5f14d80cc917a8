import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aGoal } from '../../../test/build/plan.ts'
import { anExit, aReading } from '../../../test/build/progress.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertSays, type Site, siteOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { addTeamMember, makeTeam } from '../../access/accounts/team-actions.ts'
import { colleagues } from '../../access/store.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { addQualification, endQualification } from '../activities/actions.ts'
import { endGoal } from '../plan/actions.ts'
import { wordLadder } from '../progress/actions.ts'
import { currentLadders } from '../progress/store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let coordinator: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
})
after(() => bed.close())

/** Whose figures nobody else's stand among. */
async function aCoach(): Promise<void> {
  coach = await signedIn(bed, domain, { role: 'coach' })
}

async function aSupportedYouth(sex: 'female' | 'male'): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { sex })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id, openedOn: day('2026-06-01') })
  return id
}

const figures = (half: string) => site.tab(coach).get(paths.progress({ half }))

async function anEndedGoal(personId: PersonId, attainment: 'fully' | 'not_met', endedOn: string): Promise<void> {
  const goalId = await aGoal(bed, coach, { personId, startsOn: day('2026-06-01') })
  const reason = attainment === 'fully' ? 'reached' : 'no_contact'
  const ending = { attainment, reason, reasonWords: null, endedOn: day(endedOn) } as const
  await bed.web.write(coach, (tx) => endGoal(tx, { personId, goalId, seen: goalId, ...ending }))
}

test('goals are counted in the half-year in which they ended, each by itself, and one that goes on is not', async () => {
  await aCoach()
  const girl = await aSupportedYouth('female')
  await anEndedGoal(girl, 'fully', '2026-06-30')
  await anEndedGoal(girl, 'not_met', '2026-07-01')
  await anEndedGoal(girl, 'fully', '2026-10-15')
  await aGoal(bed, coach, { personId: girl })
  assertSays(await figures('2026-1'), /Avslutade mål 1 1 Helt uppnådda 1 \(100 %\)/)
  assertSays(
    await figures('2026-2'),
    /Kvinnor Alla Avslutade mål 2 2 Helt uppnådda 1 \(50 %\)/,
    /Inte uppnådda 1 \(50 %\)/,
    /Unga med mål som avslutades 1 1/,
  )
})

test('a paper counts on its day: one renewed since is still got, one entered by mistake never was', async () => {
  await aCoach()
  const [girl, boy] = [await aSupportedYouth('female'), await aSupportedYouth('male')]
  const got = { activityId: null, kind: 'forklift', level: null, validUntil: null, evidence: 'seen' } as const
  const add = (personId: PersonId, name: string, gotOn: string) =>
    bed.web.write(coach, (tx) => addQualification(tx, { ...got, personId, name, gotOn: day(gotOn) }))
  const [renewed, mistaken] = [await add(girl, 'A', '2026-07-01'), await add(boy, 'B', '2026-07-01')]
  await add(girl, 'C', '2026-06-30')
  await bed.web.write(coach, (tx) => endQualification(tx, { personId: girl, id: renewed, as: 'renewed' }))
  await bed.web.write(coach, (tx) => endQualification(tx, { personId: boy, id: mistaken, as: 'mistaken' }))
  assertSays(
    await figures('2026-2'),
    /Tog minst ett bevis 1 \(100 %\) 0 \(0 %\) 1 \(50 %\) Bevis 1 0 1 Truckkort 1 0 1/,
  )
  assertSays(await figures('2026-1'), /Bevis 1 0 1/)
})

test('movements are shown for everybody and, where there are several ladders, one by one', async () => {
  await aCoach()
  const [girl, boy] = [await aSupportedYouth('female'), await aSupportedYouth('male')]
  await aReading(bed, coach, { personId: girl, values: { ladder: 1 }, onDay: day('2026-09-01') })
  await aReading(bed, coach, { personId: girl, values: { ladder: 3 }, onDay: day('2026-10-01') })
  assertHides(await figures('2026-2'), /trappa för trappa/)
  const steps = ['Hemma', 'Ute', 'Framme'].map((name) => ({ name, meaning: '' }))
  await bed.web.write(coordinator, (tx) => wordLadder(tx, { teamId: null, steps, seen: '', isSameScale: false }))
  assert.equal((await bed.web.read(coach, currentLadders)).length, 1)
  await aReading(bed, coach, { personId: boy, values: { ladder: 2 }, onDay: day('2026-09-01') })
  await aReading(bed, coach, { personId: boy, values: { ladder: 1 }, onDay: day('2026-10-01') })
  assertSays(
    await figures('2026-2'),
    /Två avläsningar 1 1 2 Upp 1 \(100 %\) 0 \(0 %\) 1 \(50 %\)/,
    /Ingen kontakt till Studier eller arbete 1 1 \(100 %\) 0 \(0 %\) 0 \(0 %\)/,
    /Hemma till Framme 1 0 \(0 %\) 0 \(0 %\) 1 \(100 %\)/,
  )
})

test('a team is counted by itself: the cases whose owner is in it, for those who are told of teams', async () => {
  await aCoach()
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  const teamId = await bed.web.write(administrator, (tx) => makeTeam(tx, 'Nyckelteamet'))
  const staff = await bed.web.read(administrator, colleagues)
  const membershipId = staff.find(({ accountId }) => accountId === coach.accountId)?.membershipId ?? ''
  await bed.web.write(administrator, (tx) => addTeamMember(tx, { teamId, membershipId }))
  const girl = await aSupportedYouth('female')
  await aReading(bed, coach, { personId: girl, values: { ladder: 0 }, onDay: day('2026-09-01') })
  await aReading(bed, coach, { personId: girl, values: { ladder: 1 }, onDay: day('2026-10-01') })
  await anEndedGoal(girl, 'fully', '2026-10-10')
  const left = await aSupportedYouth('male')
  await anExit(bed, coach, { personId: left, exitedOn: day('2026-09-01'), nextStep: 'none' })
  const lead = site.tab(coordinator)
  const page = await lead.get(paths.progress({ half: '2026-2', team: teamId }))
  assertSays(
    page,
    /den ansvariga nu är med i Nyckelteamet/,
    /Av 2 unga med stöd gick 1 vidare/,
    /Avslutade mål 1 1 Helt uppnådda 1 \(100 %\)/,
    /Två avläsningar 1 0 1 Upp 1 \(100 %\)/,
    /Fyra veckor|4 veckor/,
  )
  assertSays(await lead.get(paths.progress({ half: '2026-2' })), /Alla team Nyckelteamet/)
  const none = await bed.web.write(administrator, (tx) => makeTeam(tx, 'Andra teamet'))
  assertSays(await lead.get(paths.progress({ half: '2026-2', team: none })), /Ingen hade stöd det halvåret/)
  // A coach is told of no teams, and is shown their own.
  const own = await site.tab(coach).get(paths.progress({ half: '2026-2', team: none }))
  assertSays(own, /Av 2 unga med stöd/)
  assertHides(own, /Alla team/)
})
