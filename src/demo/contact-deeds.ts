import { addDays, daysBetween, type PlainDate } from '../kernel/date.ts'
import { logContact, setNext } from '../outreach/contacts/actions.ts'
import type { Channel, ContactOutcome, Through } from '../outreach/contacts/model.ts'
import { isAchieved } from '../outreach/contacts/rules.ts'
import { logVisit, planVisit } from '../outreach/ladder/visit-actions.ts'
import { staffOf } from './accounts.ts'
import type { Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { type Draw, drawFor } from './random.ts'
import { officeDay } from './surroundings.ts'

type Step = {
  readonly channel: Channel
  readonly through: Through
  readonly outcomes: readonly (readonly [ContactOutcome, number])[]
}

/** How one goes about it: a text, a call, a letter, the guardians, and in the end to the door (peers' ladders reach most by the third step). */
const LADDER: readonly Step[] = [
  {
    channel: 'sms',
    through: 'self',
    outcomes: [
      ['answered', 34],
      ['sent', 62],
      ['wrong_number', 4],
    ],
  },
  {
    channel: 'call',
    through: 'self',
    outcomes: [
      ['talked', 38],
      ['no_answer', 40],
      ['voicemail', 14],
      ['wrong_number', 4],
      ['declined', 4],
    ],
  },
  {
    channel: 'call',
    through: 'guardian',
    outcomes: [
      ['talked', 52],
      ['no_answer', 48],
    ],
  },
  {
    channel: 'letter',
    through: 'self',
    outcomes: [
      ['sent', 74],
      ['answered', 18],
      ['returned', 8],
    ],
  },
  {
    channel: 'home_visit',
    through: 'self',
    outcomes: [
      ['talked', 56],
      ['not_home', 40],
      ['declined', 4],
    ],
  },
]

/** What follows when somebody has been reached: now and then, as it suits. */
const FOLLOWING: readonly (readonly [readonly [Channel, ContactOutcome], number])[] = [
  [['sms', 'answered'], 30],
  [['call', 'talked'], 25],
  [['fika', 'talked'], 12],
  [['meeting', 'talked'], 16],
  [['meeting', 'missed'], 7],
  [['walk', 'talked'], 6],
  [['sms', 'sent'], 4],
]

/** How a municipality reaches its young people: those who answer for somebody go up the ladder, and keep in touch. */
export function contactLogDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  const { coordinator } = staffOf(municipality.code)
  const about = { last, coordinator }
  return municipality.persons.flatMap((person) => deedsOf(person, drawFor(person.number, 'contacts'), about))
}

type Made = {
  readonly on: PlainDate
  readonly channel: Channel
  readonly through: Through
  readonly outcome: ContactOutcome
}

type About = { readonly last: PlainDate; readonly coordinator: string }

function deedsOf(person: DemoPerson, draw: Draw, { last, coordinator }: About): Deed[] {
  const { number, owner, population } = person
  const isProtected = population.some(({ protection }) => protection !== null)
  // Nobody sends texts to, or rings at the door of, somebody who is protected.
  if (!owner || owner.from >= last || isProtected || !draw.chance(0.72)) return []
  const { from, signInName: by } = owner
  const made = [...climbed(from, last, draw), ...kept(from, last, draw)].filter(({ on }) => on >= from && on <= last)
  const deeds = made.map(
    (each): Deed => ({
      on: each.on,
      by,
      act: (tx, cast) => {
        const second = cast.accountOf(coordinator)
        const personId = personIn(cast, number)
        return each.channel === 'home_visit' && second !== null && second !== tx.actor.accountId
          ? visit(tx, { personId, second, outcome: each.outcome })
          : log(tx, personId, each)
      },
    }),
  )
  const latest = made.at(-1)
  if (latest === undefined || !draw.chance(0.78)) return deeds
  const onDay = addDays(latest.on, draw.between(4, 24))
  const channel = draw.pick(['call', 'sms', 'meeting', null] as const)
  const next: Deed = {
    on: latest.on,
    by,
    act: (tx, cast) => setNext(tx, { personId: personIn(cast, number), next: { onDay, channel } }),
  }
  return [...deeds, next]
}

/** Step after step, some days between, until somebody answers. */
function climbed(from: PlainDate, last: PlainDate, draw: Draw): Made[] {
  const made: Made[] = []
  let on = from
  for (const { channel, through, outcomes } of LADDER) {
    on = officeDay(addDays(on, draw.between(2, 6)), from)
    if (on > last) break
    const outcome = draw.weighted(outcomes)
    made.push({ on, channel, through, outcome })
    if (isAchieved(outcome) && through === 'self') break
  }
  return made
}

/** The last months of those who have been known for long. */
function kept(from: PlainDate, last: PlainDate, draw: Draw): Made[] {
  const known = daysBetween(from, last)
  if (known < 60) return []
  const days = Array.from({ length: draw.between(0, 3) }, () =>
    officeDay(addDays(last, -draw.between(2, Math.min(known - 35, 200))), from),
  )
  return days.sort().map((on): Made => {
    const [channel, outcome] = draw.weighted(FOLLOWING)
    return { on, channel, through: 'self', outcome }
  })
}

type Act = Parameters<Deed['act']>

async function log(tx: Act[0], personId: string, { channel, through, outcome }: Made): Promise<void> {
  const direction = outcome === 'answered' ? 'in' : 'out'
  const minutes = ['talked', 'booked'].includes(outcome) ? 20 : null
  const who = { doneBy: null, withBy: null, next: null, words: '' }
  await logContact(tx, { personId, channel, through, direction, outcome, minutes, happenedAt: tx.now, ...who })
}

/** To the door, by two, told of beforehand by letter. */
async function visit(
  tx: Act[0],
  { personId, second, outcome }: { personId: string; second: string; outcome: ContactOutcome },
): Promise<void> {
  const who = { firstBy: tx.actor.accountId, secondBy: second }
  const planned = { visitAt: tx.now, announced: 'letter', safety: ['call_in'], words: '' } as const
  const visitId = await planVisit(tx, { personId, ...who, ...planned })
  await logVisit(tx, { personId, visitId, outcome, minutes: outcome === 'talked' ? 20 : null })
}

function personIn({ ids }: Act[1], number: string): string {
  const personId = ids.get(number)
  if (!personId) throw new RangeError('a person of the demonstration who is not in the database')
  return personId
}
