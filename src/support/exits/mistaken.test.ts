import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import { aGoal } from '../../../test/build/plan.ts'
import { anExit, TO_WORK } from '../../../test/build/progress.ts'
import { assertSays, assertShows } from '../../../test/build/site.ts'
import { aMeetingOf } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { moveActivity, planActivity } from '../activities/actions.ts'
import { joinGroup, makeGroup, moveGroup } from '../activities/group-actions.ts'
import { groupById } from '../activities/group-store.ts'
import { activitiesOf } from '../activities/store.ts'
import { openCase } from '../cases/actions.ts'
import { closeCase } from '../cases/closing-actions.ts'
import type { ReopenReason } from '../cases/model.ts'
import { joinProgramme, offerProgramme } from '../cases/programme-actions.ts'
import { participationsOf, programmesOffered } from '../cases/programme-store.ts'
import { meetingsOf } from '../meetings/store.ts'
import { reviewsOf } from '../plan/review-store.ts'
import { recordExit } from './actions.ts'
import { followUpsOf } from './follow-store.ts'

let world: Coached
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: NOON })
})
after(() => world.close())

const write = <Answer>(work: Parameters<typeof world.bed.web.write<Answer>>[1]) =>
  world.bed.web.write(world.coach, work)
const read = <Answer>(work: Parameters<typeof world.bed.web.read<Answer>>[1]) => world.bed.web.read(world.coach, work)
const activities = (youth: PersonId) => read((tx) => activitiesOf(tx, youth))
const states = async (youth: PersonId) =>
  (await activities(youth)).map(({ name, state, endedOn, reason }) => [name, state, endedOn, reason]).sort()
const taken = (groupId: string) => read((tx) => groupById(tx, groupId)).then((group) => group.taken)

const aGroup = (name = 'Lager och logistik') =>
  write((tx) =>
    makeGroup(tx, {
      ...{ name, place: 'Varubud', capacity: 1, startsOn: day('2026-10-01'), endsOn: null, factors: [] },
      accountId: world.coach.accountId,
    }),
  )
const join = (personId: PersonId, groupId: string) => write((tx) => joinGroup(tx, { personId, groupId }))
const planned = (personId: PersonId, name: string) =>
  write((tx) =>
    planActivity(tx, {
      ...{ personId, particulars: { kind: 'health' }, name, goalId: null, stepId: null, factors: [] },
      ...{ startsOn: day('2026-10-01'), endsOn: null },
    }),
  )
async function moved(personId: PersonId, activityId: string, state: 'under_way' | 'done'): Promise<void> {
  const seen = (await activities(personId)).find((each) => each.activityId === activityId)?.id ?? ''
  const move = { state, reason: null, endedOn: day('2026-10-10'), reasonWords: null } as const
  await write((tx) => moveActivity(tx, { personId, activityId, seen, ...move }))
}
const closed = (youth: PersonId, cancel: readonly string[] = []) =>
  write((tx) => recordExit(tx, { ...TO_WORK, personId: youth, exitedOn: day('2026-10-12'), cancel }))
const OPENING = { setting: 'outside_school', origin: 'register' } as const
const reopened = (personId: PersonId, reopenReason: ReopenReason = 'closed_by_mistake', on = '2026-10-15') =>
  write((tx) =>
    openCase(tx, {
      ...{ ...OPENING, personId, openedOn: day(on), ownerId: world.coach.accountId, reopenReason },
    }),
  )

test('what went on in a case that was closed by mistake goes on as it stood, and so does the place in a group', async () => {
  const youth = await world.aYouth()
  const groupId = await aGroup()
  await join(youth, groupId)
  await moved(youth, await planned(youth, 'Gym'), 'under_way')
  await planned(youth, 'Simning')
  const before = await states(youth)
  await closed(youth)
  assert.equal(await taken(groupId), 0)
  const { resumed } = await reopened(youth)
  assert.deepEqual(await states(youth), before)
  assert.deepEqual(resumed?.activities, { count: 3, lost: [] })
  assert.equal(await taken(groupId), 1)
})

test('a place that somebody else has taken since stays theirs, and that is said', async () => {
  const youth = await world.aYouth()
  const groupId = await aGroup('Köket')
  await join(youth, groupId)
  await planned(youth, 'Gym')
  await closed(youth)
  await join(await world.aYouth({ givenName: 'Nils' }), groupId)
  const page = await world.tab.submit(paths.personCase(youth), {
    ...{ ...OPENING, openedOn: '2026-10-15', owner: world.coach.accountId, reopenReason: 'closed_by_mistake' },
  })
  assertSays(page, /1 aktivitet är som den var\. Platsen i Köket har någon annan nu\./)
  assert.deepEqual(await states(youth), [
    ['Gym', 'planned', null, null],
    ['Köket', 'cancelled', '2026-10-12', 'case_closed'],
  ])
  assert.equal(await taken(groupId), 1)
})

test('a group that has begun meanwhile has begun for whoever comes back, and one that has ended gives no place back', async () => {
  const youth = await world.aYouth()
  const [begun, over] = [await aGroup('Bageriet'), await aGroup('Verkstaden')]
  for (const groupId of [begun, over]) await join(youth, groupId)
  await closed(youth)
  for (const [groupId, state] of [
    [begun, 'under_way'],
    [over, 'done'],
  ] as const) {
    const { id: seen } = await read((tx) => groupById(tx, groupId))
    await write((tx) => moveGroup(tx, { groupId, seen, state, reason: null }))
  }
  const { resumed } = await reopened(youth)
  assert.deepEqual(resumed?.activities, { count: 1, lost: [{ name: 'Verkstaden', why: 'over' }] })
  assert.deepEqual(
    (await states(youth)).map(([name, state]) => [name, state]),
    [
      ['Bageriet', 'under_way'],
      ['Verkstaden', 'cancelled'],
    ],
  )
})

test('of an activity whose end somebody has told of since, that stands', async () => {
  const youth = await world.aYouth()
  const activityId = await planned(youth, 'Gym')
  await moved(youth, activityId, 'under_way')
  await closed(youth)
  await moved(youth, activityId, 'done')
  assert.equal((await reopened(youth)).resumed?.activities.count, 0)
  assert.deepEqual(await states(youth), [['Gym', 'done', '2026-10-10', null]])
})

test('a programme goes on with the day it had, and the plan is looked at on the day it was to be', async () => {
  const youth = await world.aYouth()
  await aGoal(world.bed, world.coach, { personId: youth })
  const lead = await signedIn(world.bed, world.domain, { role: 'kaa_coordinator', displayName: 'Sara Lind' })
  await world.bed.web.write(lead, (tx) => offerProgramme(tx, 'Jobbspår'))
  const programmeId = (await read(programmesOffered))[0]?.id ?? ''
  await write((tx) => joinProgramme(tx, { personId: youth, programmeId, from: day('2026-10-02') }))
  const programmes = async () =>
    (await read((tx) => participationsOf(tx, youth))).map(({ name, from, until }) => [name, from, until])
  const due = async () => (await read((tx) => reviewsOf(tx, youth))).find(({ outcome }) => outcome === null)?.dueOn
  const [dayBefore, before] = [await due(), await programmes()]
  await closed(youth)
  assert.deepEqual(await programmes(), [['Jobbspår', '2026-10-02', '2026-10-13']])
  world.bed.setNow('2026-10-28T10:00:00Z')
  const { resumed } = await reopened(youth)
  world.bed.setNow(NOON)
  assert.equal(resumed?.programmes, 1)
  assert.deepEqual([await due(), await programmes()], [dayBefore, before])
})

test('a meeting that was cancelled with the case is planned again while its day is to come, and whoever was told otherwise is to be told', async () => {
  const youth = await world.aYouth()
  await aMeetingOf(world.bed, world.coach, youth)
  const meetings = () => read((tx) => meetingsOf(tx, youth))
  world.bed.setNow('2026-10-13T10:00:00Z')
  await closed(
    youth,
    (await meetings()).map(({ id }) => id),
  )
  assert.equal((await meetings())[0]?.state, 'cancelled')
  const { resumed } = await reopened(youth, 'closed_by_mistake', '2026-10-13')
  assert.deepEqual(resumed?.meetings, { count: 1, past: 0 })
  assert.equal((await meetings())[0]?.state, 'planned')
})

test('a case that was opened by mistake, and was not, goes on with all its meetings but those whose day has passed', async () => {
  const youth = await world.aYouth()
  await aMeetingOf(world.bed, world.coach, youth)
  await planned(youth, 'Gym')
  await write((tx) => closeCase(tx, { personId: youth }))
  const page = await world.tab.submit(paths.personCase(youth), {
    ...{ ...OPENING, openedOn: '2026-10-15', owner: world.coach.accountId, reopenReason: 'closed_by_mistake' },
  })
  assertSays(page, /1 aktivitet är som den var\. 1 möte vars dag har passerat är fortfarande inställt\./)
})

test('who was to be asked of a time before is asked again when the closing that put an end to it was a mistake', async () => {
  const youth = await world.aYouth()
  await closed(youth)
  await reopened(youth, 'wants_back')
  const first = async () =>
    (await read((tx) => followUpsOf(tx, youth))).filter(({ closedAs }) => closedAs === null).map(({ wave }) => wave)
  const before = await first()
  assert.ok(before.length > 0)
  await anExit(world.bed, world.coach, { personId: youth, exitedOn: day('2026-10-15') })
  await reopened(youth)
  assert.deepEqual(await first(), before)
})

test('whoever comes back for another reason begins anew, and what ended stays ended', async () => {
  const youth = await world.aYouth()
  const groupId = await aGroup('Trädgården')
  await join(youth, groupId)
  await closed(youth)
  const { resumed } = await reopened(youth, 'wants_back')
  assert.equal(resumed, null)
  assert.deepEqual(await states(youth), [['Trädgården', 'cancelled', '2026-10-12', 'case_closed']])
  assert.equal(await taken(groupId), 0)
  // And a later closing that was a mistake gives back what it ended itself, and nothing from before.
  await planned(youth, 'Gym')
  await anExit(world.bed, world.coach, { personId: youth, exitedOn: day('2026-10-15') })
  await reopened(youth)
  assert.deepEqual(
    (await states(youth)).map(([name, state]) => [name, state]),
    [
      ['Gym', 'planned'],
      ['Trädgården', 'cancelled'],
    ],
  )
  assertShows(await world.tab.get(paths.personCase(youth)), /Avslutat av misstag/)
})
