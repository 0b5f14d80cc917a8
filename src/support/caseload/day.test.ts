import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aPlacement, aWorkplace } from '../../../test/build/placements.ts'
import { assertHides, assertSays, assertShows } from '../../../test/build/site.ts'
import { day, type Instant } from '../../kernel/date.ts'
import { logContact } from '../../outreach/contacts/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { bookAppointment, noteOutcome } from '../activities/appointment-actions.ts'
import { planMeeting } from '../meetings/actions.ts'
import { metToday } from './day-store.ts'
import { filterFrom } from './filter.ts'
import { caseCounts, caseRows, casesOfDay, caseTotal } from './store.ts'

let world: Coached
// A Thursday, on which one goes along at the first days of a placement that began on the 13th.
const NOON = '2026-10-15T10:00:00Z'

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: NOON })
})
after(() => world.close())

const booked = (personId: PersonId, by: Writer, change: { onDay?: string; atTime?: string } = {}) =>
  world.bed.web.write(by, (tx) =>
    bookAppointment(tx, {
      ...{ personId, activityId: null, onDay: day(change.onDay ?? '2026-10-15'), atTime: change.atTime ?? '14:00' },
      ...{ minutes: 45, way: 'walk', accountId: by.accountId, reminds: false },
    }),
  )
const met = async (by: Writer) =>
  (await world.bed.web.read(by, (tx) => metToday(tx, 20))).map(({ source, kind, atTime, of }) => ({
    ...{ source, kind, atTime, of },
  }))

test('the day of a coach has meetings, times of their own and visits at a placement, by time, each with its page', async () => {
  const coach = await signedIn(world.bed, world.domain, { role: 'coach' })
  const youth = await world.aYouth({ givenName: 'Mira' }, coach)
  const tab = world.site.tab(coach)
  assertShows(await tab.get(paths.start()), /Inga möten i dag/)
  const time = await booked(youth, coach)
  const meetingId = await world.bed.web.write(coach, (tx) =>
    planMeeting(tx, {
      ...{
        personId: youth,
        kind: 'joint',
        onDay: day('2026-10-15'),
        atTime: '09:00',
        place: 'Biblioteket',
        agenda: '',
      },
      asked: ['youth'],
    }),
  )
  const at = await aWorkplace(world.bed, coach)
  const work = await aPlacement(world.bed, coach, { ...at, personId: youth, accompany: 3 })
  assert.deepEqual(await met(coach), [
    { source: 'meeting', kind: 'joint', atTime: '09:00', of: meetingId },
    { source: 'appointment', kind: 'walk', atTime: '14:00', of: time },
    { source: 'work', kind: 'accompany', atTime: null, of: work },
  ])
  const start = await tab.get(paths.start())
  assertHides(start, /Inga möten i dag/)
  assertSays(
    start,
    /Dagens möten 09\.00 Mira Ask [^.]*Biblioteket 14\.00 Mira Ask Promenad Mira Ask Följa med, Verkstaden/,
  )
  assertShows(start, new RegExp(paths.personAppointment(youth, time)), new RegExp(paths.personPlacement(youth, work)))
})

test('only what is today, one’s own and not told of yet stands in the day', async () => {
  const coach = await signedIn(world.bed, world.domain, { role: 'coach' })
  const youth = await world.aYouth({}, coach)
  await booked(youth, coach, { onDay: '2026-10-16' })
  const over = await booked(youth, coach)
  const of = { personId: youth, id: over, reasonKind: null, cancelledBy: null } as const
  const coming = await booked(youth, coach, { atTime: '15:00' })
  await world.bed.web.write(coach, (tx) => noteOutcome(tx, { ...of, outcome: 'came' }))
  assert.deepEqual(
    (await met(coach)).map((each) => each.of),
    [coming],
  )
  assert.deepEqual(await met(world.coach), [])
})

test('what is late and who is waited for are the same as the list of cases has them, looked at once', async () => {
  const coach = await signedIn(world.bed, world.domain, { role: 'coach' })
  const [late, waited, both] = [
    await world.aYouth({ familyName: 'Ask' }, coach),
    await world.aYouth({ familyName: 'Berg' }, coach),
    await world.aYouth({ familyName: 'Ceder' }, coach),
  ]
  await world.aYouth({ familyName: 'Dahl' }, coach)
  world.bed.setNow('2026-10-13T10:00:00Z')
  for (const each of [late, both]) await booked(each, coach, { onDay: '2026-10-14' })
  world.bed.setNow(NOON)
  for (const personId of [waited, both])
    await world.bed.web.write(coach, (tx) =>
      logContact(tx, {
        ...{ personId, channel: 'sms', through: 'self', direction: 'out', outcome: 'sent', minutes: null },
        ...{ happenedAt: NOON as Instant, doneBy: null, withBy: null, next: null, words: '' },
      }),
    )
  const mine = filterFrom(() => undefined, true)
  for (const most of [5, 1]) {
    const once = await world.bed.web.read(coach, (tx) => casesOfDay(tx, mine, most))
    const apart = await world.bed.web.read(coach, async (tx) => ({
      counts: await caseCounts(tx, mine),
      late: await caseRows(tx, { ...mine, day: 'overdue' }, most),
      waiting: await caseRows(tx, { ...mine, waiting: true }, most),
      waitingTotal: await caseTotal(tx, { ...mine, waiting: true }),
    }))
    assert.deepEqual(once, apart)
    assert.deepEqual([once.counts.open, once.counts.overdue, once.waitingTotal], [4, 2, 2])
    assert.deepEqual([once.late.length, once.waiting.length], [Math.min(2, most), Math.min(2, most)])
  }
})
