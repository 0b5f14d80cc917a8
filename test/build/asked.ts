import { day } from '../../src/kernel/date.ts'
import type { Gateway } from '../../src/outreach/messages/gateway.ts'
import type { PersonId } from '../../src/people/model.ts'
import { planWeek } from '../../src/support/week/actions.ts'
import { placementLink } from '../../src/support/week/answer-routes.ts'
import { askRound } from '../../src/support/week/ask-actions.ts'
import { questionsOf } from '../../src/support/week/question-store.ts'
import { attendanceOf } from '../../src/support/week/store.ts'
import { askText } from '../../src/support/week/words.ts'
import { type Coached, coached } from './coached.ts'
import type { NewPerson } from './people.ts'
import { aPlacement, aWorkplace } from './placements.ts'
import { Kept, linkIn, MIXED } from './week.ts'

/** A team whose young people are at a workplace some days of the week, and what its supervisor is asked. */
export type AskedWorld = Awaited<ReturnType<typeof askedWorld>>

export async function askedWorld() {
  const world = await coached({ name: 'Ung Resurs', now: '2026-10-12T08:00:00Z' })
  const { bed, coach, client } = world
  const at = await aWorkplace(bed, coach, { places: 90 })
  const round = (gateway: Gateway) => roundOf(world, gateway)
  const planned = (personId: PersonId) =>
    bed.web.write(coach, (tx) =>
      planWeek(tx, { ...MIXED, personId, fromOn: day('2026-10-12'), reason: 'placement_begins', seen: null }),
    )
  return {
    ...{ ...world, at, round, planned },
    /** At a time of the week of the 12th: what was sent for one who began then, and the link in it. */
    asked: async (given: NewPerson = {}, asks: 'weekly' | 'daily' = 'weekly') => {
      // Others' placements are over: what goes out is this one's.
      await client.query(`update work_terms set asks = 'never'`)
      const id = await world.aYouth(given)
      await planned(id)
      const placementId = await aPlacement(bed, coach, { ...at, personId: id, accompany: 0, terms: { asks } })
      const gateway = new Kept()
      bed.setNow('2026-10-15T13:30:00Z')
      await round(gateway)
      return { id, placementId, gateway, link: linkIn(gateway) }
    },
    attendance: (id: PersonId, from = '2026-10-12', to = '2026-10-18') =>
      bed.web.read(coach, (tx) => attendanceOf(tx, id, { from: day(from), to: day(to) })),
    stateOf: async (id: PersonId) =>
      (await bed.web.read(coach, (tx) => questionsOf(tx, id, 10))).map(({ state, fromOn, lastOn }) => [
        state,
        fromOn,
        lastOn,
      ]),
  }
}

const roundOf = ({ bed, domain }: Coached, gateway: Gateway) =>
  askRound(bed.jobs, domain.machine, { gateway, linkTo: placementLink('https://exempel.se'), wording: askText })
