import type { Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'
import { logFollowUp, recordExit } from '../support/exits/actions.ts'
import { followUpsOf } from '../support/exits/follow-store.ts'
import type { ExitInput, Heard } from '../support/exits/model.ts'
import { recordReadings } from '../support/progress/actions.ts'
import type { Values } from '../support/progress/model.ts'
import { endHandover, handOver } from '../transitions/actions.ts'
import type { HandoverInput } from '../transitions/model.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { caseToWorkIn } from './open-case.ts'
import { type Draw, drawFor } from './random.ts'

/** How long ago the readings were made, the latest last; and how long ago those who left did so. */
const READ_AGO = [170, 95, 12] as const
const LEFT_AGO = [150, 70, 65, 40, 31] as const

/** Of some who have somebody: how it has gone, and of a few of them that they have left, or were handed over. */
export function progressDeeds({ persons, deliveries }: DemoMunicipality): Deed[] {
  const on = deliveries.at(-1)?.on
  if (on === undefined) return []
  return persons.flatMap((person) => {
    const draw = drawFor(person.number, 'progress')
    if (!isSupported(person, on) || !draw.chance(0.35)) return []
    const by = person.owner?.signInName ?? ''
    const play = plays(draw, on)
    return [
      { on, by, act: (tx: Write, cast: Cast) => act(tx, { personId: cast.ids.get(person.number) ?? '', play, on }) },
    ]
  })
}

function isSupported({ owner, population }: DemoPerson, on: PlainDate): boolean {
  const since = addDays(on, -READ_AGO[0])
  return owner !== null && owner.from < since && population.every(({ protection }) => protection === null)
}

/** What is played of one: drawn before anything is done, so that the same seed gives the same. */
type Play = {
  readonly readings: readonly { readonly onDay: PlainDate; readonly coach: Values; readonly youth: Values | null }[]
  readonly left: (ExitInput & { readonly answers: readonly Heard[] }) | null
  readonly over: (HandoverInput & { readonly received: boolean }) | null
}

function plays(draw: Draw, on: PlainDate): Play {
  const first = draw.between(0, 2)
  const readings = READ_AGO.map((ago, index) => {
    const step = Math.max(0, Math.min(5, first + index + draw.between(-1, 1)))
    const beside = {
      studies: 2 + step,
      health: 3 + draw.between(0, 4),
      everyday: 3 + step,
      social: 4 + draw.between(0, 3),
    }
    const youth = draw.chance(0.7)
      ? { ladder: Math.max(0, step - draw.between(0, 1)), health: 3 + draw.between(0, 5) }
      : null
    return { onDay: addDays(on, -ago), coach: { ladder: step, ...beside }, youth }
  })
  return {
    readings: readings.slice(0, draw.chance(0.2) ? 1 : readings.length),
    left: draw.chance(0.3) ? leaving(draw, on) : null,
    over: draw.chance(0.15) ? handing(draw, on) : null,
  }
}

type Led = Pick<ExitInput, 'outcome' | 'kind' | 'place' | 'nextStep' | 'backedBy'>
const LED_TO: readonly (readonly [Led, number])[] = [
  [
    {
      outcome: 'studies',
      kind: 'introductory_programme',
      place: 'Rekarnegymnasiet',
      nextStep: 'goes_on',
      backedBy: 'school',
    },
    30,
  ],
  [{ outcome: 'studies', kind: 'adult_education', place: 'Komvux', nextStep: 'introduction', backedBy: 'school' }, 15],
  [
    { outcome: 'work', kind: 'employed', place: 'Ica Kvantum', nextStep: 'goes_on', backedBy: 'employment_service' },
    22,
  ],
  [
    {
      outcome: 'other_authority',
      kind: 'social_services',
      place: 'Socialtjänsten',
      nextStep: 'meeting',
      backedBy: 'social_services',
    },
    15,
  ],
  [{ outcome: 'interrupted', kind: 'own_choice', place: null, nextStep: 'own_plan', backedBy: 'municipality' }, 8],
  [{ outcome: 'interrupted', kind: 'no_contact', place: null, nextStep: 'none', backedBy: 'none' }, 6],
]
const HEARD: readonly (readonly [Heard, number])[] = [
  ['studies', 35],
  ['work', 25],
  ['seeking', 15],
  ['not_reached', 20],
]

const leaving = (draw: Draw, on: PlainDate): Play['left'] => ({
  ...draw.weighted(LED_TO),
  exitedOn: addDays(on, -draw.pick(LEFT_AGO)),
  nextOn: null,
  answers: [draw.weighted(HEARD), draw.weighted(HEARD)],
})

const handing = (draw: Draw, on: PlainDate): Play['over'] => ({
  ...{ kind: 'school', receiver: 'upper_secondary', place: 'Rekarnegymnasiet', consent: 'given', toAccount: null },
  needs: draw.chance(0.5) ? ['introduction', 'contact_person'] : ['meeting_first'],
  onDay: addDays(on, -draw.between(3, 25)),
  received: draw.chance(0.6),
})

type Playing = { readonly personId: string; readonly play: Play; readonly on: PlainDate }

async function act(tx: Write, { personId, play, on }: Playing): Promise<void> {
  const of = await caseToWorkIn(tx, PersonId.parse(personId), addDays(on, -READ_AGO[0] - 5))
  if (of === null) return
  for (const { onDay, coach, youth } of play.readings.filter((each) => each.onDay >= of.openedOn)) {
    const read = { personId, onDay, evidence: 'together', words: '' } as const
    await recordReadings(tx, { ...read, voice: 'coach', values: coach })
    if (youth !== null) await recordReadings(tx, { ...read, voice: 'youth', values: youth })
  }
  if (play.over !== null) await handed(tx, personId, play.over)
  if (play.left !== null && play.left.exitedOn >= of.openedOn) await left(tx, personId, play.left)
}

async function left(tx: Write, personId: string, { answers, ...exit }: NonNullable<Play['left']>): Promise<void> {
  await recordExit(tx, { personId, ...exit })
  const due = (await followUpsOf(tx, PersonId.parse(personId))).filter(
    ({ dueOn, wave, closedAs }) => dueOn <= tx.today && wave !== 'm1' && closedAs === null,
  )
  for (const [index, { id }] of due.slice(0, answers.length).entries()) {
    const answer = answers[index]
    if (answer !== undefined) await logFollowUp(tx, { personId, followUpId: id, answer })
  }
}

async function handed(tx: Write, personId: string, { received, ...made }: NonNullable<Play['over']>): Promise<void> {
  const handoverId = await handOver(tx, { personId, ...made, words: '' })
  if (received) await endHandover(tx, { personId, handoverId, as: 'received' })
}
