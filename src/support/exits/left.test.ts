import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { aGoal } from '../../../test/build/plan.ts'
import { anExit } from '../../../test/build/progress.ts'
import { assertHides, assertShows } from '../../../test/build/site.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { moveActivity, planActivity } from '../activities/actions.ts'
import { joinGroup, makeGroup } from '../activities/group-actions.ts'
import { groupById } from '../activities/group-store.ts'
import { activitiesOf } from '../activities/store.ts'
import { closeCase } from '../cases/closing-actions.ts'
import { goalsEnded } from './gain-store.ts'

let world: Coached
const NOON = '2026-10-15T10:00:00Z'
const AUTUMN = { from: day('2026-07-01'), until: day('2027-01-01'), account: null }

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: NOON })
})
after(() => world.close())

const write = <Answer>(work: Parameters<typeof world.bed.web.write<Answer>>[1]) =>
  world.bed.web.write(world.coach, work)
const activities = (youth: PersonId) => world.bed.web.read(world.coach, (tx) => activitiesOf(tx, youth))

async function inGroup(youth: PersonId): Promise<string> {
  const groupId = await write((tx) =>
    makeGroup(tx, {
      ...{ name: 'Lager och logistik', place: 'Varubud', capacity: 1, startsOn: day('2026-10-01'), endsOn: null },
      ...{ factors: [], accountId: world.coach.accountId },
    }),
  )
  await write((tx) => joinGroup(tx, { personId: youth, groupId }))
  return groupId
}
const gym = (youth: PersonId) =>
  write((tx) =>
    planActivity(tx, {
      ...{ personId: youth, particulars: { kind: 'health' }, name: 'Gym', goalId: null, stepId: null, factors: [] },
      ...{ startsOn: day('2026-10-01'), endsOn: null },
    }),
  )
const began = async (youth: PersonId, activityId: string) => {
  const [seen] = (await activities(youth)).filter((each) => each.activityId === activityId)
  const move = { state: 'under_way', reason: null, endedOn: day('2026-10-15'), reasonWords: null } as const
  await write((tx) => moveActivity(tx, { personId: youth, activityId, seen: seen?.id ?? '', ...move }))
}
const taken = async (groupId: string) => (await world.bed.web.read(world.coach, (tx) => groupById(tx, groupId))).taken

test('what goes on is shown before a case is closed, ends with it, and a place in a group is free again', async () => {
  const youth = await world.aYouth()
  const groupId = await inGroup(youth)
  await began(youth, await gym(youth))
  await aGoal(world.bed, world.coach, { personId: youth, words: 'Klara körkortsteorin' })
  assertShows(
    await world.tab.get(paths.personExit(youth)),
    /Mål utan slut[\s\S]*Klara körkortsteorin/,
    /Slutar när ärendet avslutas[\s\S]*Gym/,
  )
  assert.equal(await taken(groupId), 1)
  await anExit(world.bed, world.coach, { personId: youth, exitedOn: day('2026-10-12') })
  assert.equal(await taken(groupId), 0)
  const left = (await activities(youth)).map(({ name, state, endedOn, reason }) => [name, state, endedOn, reason])
  assert.deepEqual(left.sort(), [
    ['Gym', 'interrupted', '2026-10-12', 'case_closed'],
    ['Lager och logistik', 'cancelled', '2026-10-12', 'case_closed'],
  ])
  const next = await world.aYouth()
  await write((tx) => joinGroup(tx, { personId: next, groupId }))
})

test('how it ended can be told after the case was closed, and nothing is taken up again', async () => {
  const youth = await world.aYouth()
  const activityId = await gym(youth)
  await began(youth, activityId)
  await anExit(world.bed, world.coach, { personId: youth, exitedOn: day('2026-10-12') })
  const page = await world.tab.get(paths.personActivity(youth, activityId))
  assertShows(page, /Ärendet avslutades/, /value="done"/, /value="interrupted"/)
  assertHides(page, /value="under_way"/)
  const [left] = await activities(youth)
  const of = { personId: youth, activityId, seen: left?.id ?? '', reason: null, reasonWords: null } as const
  const again = { ...of, state: 'under_way', endedOn: day('2026-10-15') } as const
  await assert.rejects(
    write((tx) => moveActivity(tx, again)),
    { code: 'no_open_case' },
  )
  await world.tab.submit(paths.personActivityState(youth, activityId), {
    ...{ state: 'done', endedOn: '2026-10-09', seen: left?.id ?? '' },
  })
  const [told] = await activities(youth)
  assert.deepEqual([told?.state, told?.endedOn, told?.reason], ['done', '2026-10-09', null])
})

test('a goal that was left can be ended as not met after the case was closed, and is in the figures', async () => {
  const youth = await world.aYouth()
  const goalId = await aGoal(world.bed, world.coach, { personId: youth, words: 'Hitta en praktikplats' })
  await anExit(world.bed, world.coach, { personId: youth, exitedOn: day('2026-10-12') })
  assertShows(
    await world.tab.get(paths.personExit(youth)),
    /Ingen har angett hur det gick med de här målen[\s\S]*Hitta en praktikplats/,
  )
  const page = await world.tab.get(paths.planGoal(youth, goalId))
  assertShows(page, /name="endedOn"[^>]*value="2026-10-12"|value="2026-10-12"[^>]*name="endedOn"/)
  const ending = { attainment: 'not_met', reason: 'no_contact', endedOn: '2026-10-12', seen: goalId }
  await world.tab.submit(paths.planGoalEnd(youth, goalId), ending)
  const ended = await world.bed.web.read(world.coach, (tx) => goalsEnded(tx, AUTUMN))
  assert.deepEqual(
    ended.filter(({ root }) => root === youth).map(({ attainment }) => attainment),
    ['not_met'],
  )
  assertHides(await world.tab.get(paths.personExit(youth)), /Hitta en praktikplats/)
})

test('a case that was opened by mistake gives up its places, and its goals are in no figures', async () => {
  const youth = await world.aYouth()
  const groupId = await inGroup(youth)
  const goalId = await aGoal(world.bed, world.coach, { personId: youth })
  await write((tx) => closeCase(tx, { personId: youth }))
  assert.equal(await taken(groupId), 0)
  const ending = { attainment: 'not_met', reason: 'no_contact', endedOn: '2026-10-15', seen: goalId }
  await world.tab.submit(paths.planGoalEnd(youth, goalId), ending)
  const ended = await world.bed.web.read(world.coach, (tx) => goalsEnded(tx, AUTUMN))
  assert.equal(ended.filter(({ root }) => root === youth).length, 0)
})
