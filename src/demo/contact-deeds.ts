import { addDays, addYears, instantOf, type PlainDate, weekday } from '../kernel/date.ts'
import { logContact, setNext } from '../outreach/contacts/actions.ts'
import type { Channel, ContactOutcome, Through } from '../outreach/contacts/model.ts'
import { insertPastContacts } from '../outreach/contacts/past-store.ts'
import { isAchieved } from '../outreach/contacts/rules.ts'
import { logVisit, planVisit } from '../outreach/ladder/visit-actions.ts'
import type { PersonId } from '../people/model.ts'
import { staffOf } from './accounts.ts'
import type { Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { nextOfficeDay, timeOn } from './office-days.ts'
import { writeLetter } from './office-deeds.ts'
import { type Draw, drawFor } from './random.ts'

type Step = {
  readonly channel: Channel
  readonly through: Through
  readonly outcomes: readonly (readonly [ContactOutcome, number])[]
  /** Of those who are written to: how many answer before the next step. */
  readonly answers: number
}

/**
 * How one goes about it, in the order of the ladder the domains begin with (outreach/ladder/rules.ts): a text, a call, a text again, the
 * guardians, a letter, and in the end to the door. Peers' ladders reach most by the third step.
 */
const LADDER: readonly Step[] = [
  {
    channel: 'sms',
    through: 'self',
    outcomes: [
      ['sent', 96],
      ['wrong_number', 4],
    ],
    answers: 0.3,
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
    answers: 0,
  },
  { channel: 'sms', through: 'self', outcomes: [['sent', 100]], answers: 0.26 },
  { channel: 'sms', through: 'guardian', outcomes: [['sent', 100]], answers: 0.4 },
  {
    channel: 'letter',
    through: 'self',
    outcomes: [
      ['sent', 90],
      ['returned', 10],
    ],
    answers: 0.14,
  },
  {
    channel: 'call',
    through: 'self',
    outcomes: [
      ['talked', 34],
      ['no_answer', 46],
      ['voicemail', 20],
    ],
    answers: 0,
  },
  {
    channel: 'home_visit',
    through: 'self',
    outcomes: [
      ['talked', 56],
      ['not_home', 40],
      ['declined', 4],
    ],
    answers: 0,
  },
]

/** What follows when somebody has been reached: now and then, as it suits. */
const FOLLOWING: readonly (readonly [readonly [Channel, ContactOutcome], number])[] = [
  [['sms', 'answered'], 16],
  [['social', 'answered'], 5],
  [['email', 'answered'], 3],
  [['call', 'talked'], 23],
  [['call', 'booked'], 1],
  [['fika', 'talked'], 12],
  [['meeting', 'talked'], 18],
  [['meeting', 'missed'], 6],
  [['walk', 'talked'], 8],
  [['call', 'no_answer'], 4],
  [['sms', 'sent'], 2],
  [['email', 'sent'], 1],
  [['social', 'sent'], 1],
]

/**
 * The second thing that is written to somebody goes another way now and then: by e-mail where they have one, or where they are to be found
 * (a message on social media names neither what it is about nor more than who writes). Drawn by itself: it changes nothing of what follows.
 */
function wayOf(step: Step, at: number, person: DemoPerson): Channel {
  if (at !== 2) return step.channel
  const draw = drawFor(person.number, 'contact ways')
  const hasMail = person.contacts.some(({ kind }) => kind === 'email')
  const other = draw.weighted([
    ['sms', 76],
    ['email', 14],
    ['social', 10],
  ] as const)
  return other === 'email' && !hasMail ? 'sms' : other
}

/** How a municipality reaches its young people: those who answer for somebody go up the ladder, and keep in touch. */
export function contactLogDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  const { coordinator } = staffOf(municipality.code)
  const about = { last, coordinator, told: toldUntil(municipality) }
  return [
    ...toldDeeds(municipality, about),
    ...municipality.persons.flatMap((person) => deedsOf(person, drawFor(person.number, 'contacts'), about)),
  ]
}

/** The day before this autumn's delivery: until then the contact log is told all at once, from then on day by day. */
export function toldUntil({ deliveries }: DemoMunicipality): PlainDate {
  const lately = deliveries.at(-2)
  if (lately === undefined) throw new RangeError('a municipality without deliveries')
  return addDays(lately.on, -1)
}

type Made = {
  readonly on: PlainDate
  readonly channel: Channel
  readonly through: Through
  readonly outcome: ContactOutcome
}

type About = { readonly last: PlainDate; readonly coordinator: string; readonly told: PlainDate }

function deedsOf(person: DemoPerson, draw: Draw, { last, coordinator, told }: About): Deed[] {
  const { number, owner } = person
  if (!owner) return []
  const by = owner.signInName
  const made = madeWith(person, last, draw)
  const deeds = made
    .filter((each) => !isTold(each, told))
    .map(
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
  // Who has not been tried for long is thought of again in the autumn: a day is not decided a year ahead.
  const [latest, thought] = [made.at(-1)?.on ?? owner.from, nextOfficeDay(addDays(last, -48))]
  const decidedOn = latest < thought ? thought : latest
  const onDay = isWorkedWith(person, last) ? nextDay(decidedOn, last, draw) : null
  if (onDay === null) return deeds
  const channel = isProtected(person) ? 'letter' : draw.pick(['call', 'sms', 'meeting', 'fika', null] as const)
  const next: Deed = {
    on: decidedOn,
    by,
    act: (tx, cast) => setNext(tx, { personId: personIn(cast, number), next: { onDay, channel } }),
  }
  return [...deeds, next]
}

/** What each wrote down until the day from which the rest is played day by day: all at once. */
function toldDeeds({ persons }: DemoMunicipality, { last, told, coordinator }: About): Deed[] {
  const held = persons.filter(({ owner }) => owner !== null && owner.from <= told)
  return [...Map.groupBy(held, ({ owner }) => owner?.signInName ?? '')].map(([by, own]) => ({
    on: told,
    by,
    act: async (tx, cast) => {
      const second = cast.accountOf(coordinator)
      const withBy = second === tx.actor.accountId ? null : second
      const past = own.flatMap((person) => {
        const personId = personIn(cast, person.number)
        const made = madeWith(person, last, drawFor(person.number, 'contacts')).filter((each) => isTold(each, told))
        return made.map((each) => ({
          ...{ personId, ...said(each), at: instantOf(each.on, timeOn(person.number, each.on)) },
          withBy: each.channel === 'home_visit' ? withBy : null,
        }))
      })
      await insertPastContacts(tx, past)
      await tx.record('outreach.sent_logged', { detail: { contacts: past.length } })
    },
  }))
}

const isTold = ({ on }: Made, told: PlainDate) => on <= told

/**
 * Whoever is protected gets no texts and no calls, and nobody is at their door: they are written to, one by one, by the coordinator who sees
 * them, in an envelope that Skatteverket sends on.
 */
function written(from: PlainDate, last: PlainDate, draw: Draw): Made[] {
  const first = nextOfficeDay(addDays(from, draw.between(2, 6)))
  const letter = { channel: 'letter', through: 'self', outcome: 'sent' } as const
  const answeredOn = nextOfficeDay(addDays(first, draw.between(6, 12)))
  const again = draw.chance(0.5)
    ? ({ on: answeredOn, channel: 'letter', through: 'self', outcome: 'answered' } as const)
    : { ...letter, on: nextOfficeDay(addDays(first, 14)) }
  return [{ ...letter, on: first }, again].filter(({ on }) => on <= last)
}

const isProtected = ({ population }: DemoPerson) => population.some(({ protection }) => protection !== null)

function isWorkedWith({ owner }: DemoPerson, last: PlainDate): boolean {
  return owner !== null && owner.from < last
}

/** All that was made with somebody, from the first try until now. */
function madeWith(person: DemoPerson, last: PlainDate, draw: Draw): Made[] {
  const { owner } = person
  if (owner && isProtected(person)) return written(owner.from, last, draw)
  if (!owner || !isWorkedWith(person, last) || draw.chance(0.03)) return []
  const tried = climbed(person, { from: owner.from, last }, draw)
  const reachedOn = tried.find(({ outcome }) => isAchieved(outcome))?.on
  return [...tried, ...(reachedOn === undefined ? [] : kept(reachedOn, last, draw))]
}

/** When somebody is to be in touch next, as it stands now: most in the weeks to come, some today, a few left lying, for some nothing. */
function nextDay(decidedOn: PlainDate, last: PlainDate, draw: Draw): PlainDate | null {
  const kind = draw.weighted([
    ['coming', 72],
    ['today', 10],
    ['late', 9],
    ['nothing', 9],
  ] as const)
  if (kind === 'nothing') return null
  const days = { coming: draw.between(2, 24), today: 1, late: -draw.between(0, 8) }[kind]
  const on = addDays(last, days)
  // One decides on a day that is to come, and meets nobody on a Saturday; what is due today is due whatever day it is.
  const workday = kind === 'coming' && weekday(on) > 5 ? addDays(on, 8 - weekday(on)) : on
  return workday > decidedOn ? workday : addDays(decidedOn, 3)
}

type While = { readonly from: PlainDate; readonly last: PlainDate }

/** Step after step, some days between, until somebody answers. A text or a letter is answered some days later. */
function climbed(person: DemoPerson, { from, last }: While, draw: Draw): Made[] {
  const { contacts, guardians, birthDate } = person
  const ease = easeOf(person, last)
  const phone = contacts.find(({ kind }) => kind === 'phone')
  const isGrown = birthDate === null || addYears(birthDate, 18) <= last
  // Some are sought in weeks, others when there is time.
  const pace = draw.pick([4, 5, 9, 15])
  const made: Made[] = []
  let on = from
  for (const [at, step] of LADDER.entries()) {
    const { through, outcomes, answers } = step
    const channel = wayOf(step, at, person)
    const then = nextOfficeDay(addDays(on, made.length === 0 ? draw.between(0, 8) : draw.between(2, pace)))
    const can =
      through === 'guardian'
        ? !isGrown && guardians.some((each) => each.phone !== null)
        : phone && phone.notedOn <= then
    if ((step.channel === 'sms' || step.channel === 'call') && !can) continue
    // Left lying: it waits for whoever answers for them.
    if (then > last || draw.chance(0.02)) break
    on = then
    const outcome = draw.weighted(
      outcomes.map(([each, weight]) => [each, isAchieved(each) ? weight * ease : weight] as const),
    )
    made.push({ on, channel, through, outcome })
    if (isAchieved(outcome)) break
    if (outcome !== 'sent' || !draw.chance(answers * ease)) continue
    const answeredOn = nextOfficeDay(addDays(on, channel === 'letter' ? 5 : 1))
    if (answeredOn > last) break
    made.push({ on: answeredOn, channel, through, outcome: 'answered' })
    break
  }
  return made
}

/**
 * How much more easily somebody is reached than another: girls than boys, the younger than those who are soon twenty, and who has been on a
 * national programme than who has never begun one. No more than a likeness.
 */
function easeOf({ sex, birthDate, enrolments }: DemoPerson, on: PlainDate): number {
  const age = birthDate === null ? 18 : Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  const byAge = age < 18 ? 1.2 : age < 20 ? 1 : 0.85
  const hasBegun = enrolments.some(
    ({ schoolForm, programmeCode }) => schoolForm === 'GY' && !programmeCode?.startsWith('IM'),
  )
  return (sex === 'female' ? 1.2 : 0.9) * byAge * (hasBegun ? 1.1 : 0.85)
}

/** Some weeks between, from the day on which somebody was reached until now. */
function kept(reachedOn: PlainDate, last: PlainDate, draw: Draw): Made[] {
  const made: Made[] = []
  for (let on = reachedOn; ; ) {
    on = nextOfficeDay(addDays(on, draw.between(12, 60)))
    if (on > last) return made
    const [channel, outcome] = draw.weighted(FOLLOWING)
    made.push({ on, channel, through: 'self', outcome })
  }
}

type Act = Parameters<Deed['act']>

const said = ({ channel, through, outcome }: Made) => ({
  ...({ channel, through, outcome, direction: outcome === 'answered' ? 'in' : 'out' } as const),
  minutes: outcome === 'talked' ? 20 : null,
})

async function log(tx: Act[0], personId: PersonId, made: Made): Promise<void> {
  if (made.channel === 'letter' && made.outcome === 'sent' && (await writeLetter(tx, personId, 'letter_first'))) return
  const who = { doneBy: null, withBy: null, next: null, words: '' }
  await logContact(tx, { personId, ...said(made), happenedAt: tx.now, ...who })
}

/** To the door, by two, told of beforehand by letter. */
async function visit(
  tx: Act[0],
  { personId, second, outcome }: { personId: string; second: string; outcome: ContactOutcome },
): Promise<void> {
  const who = { firstBy: tx.actor.accountId, secondBy: second }
  const planned = { visitAt: tx.now, announced: 'letter', safety: ['call_in'], words: '' } as const
  // Both were there, and have nothing to be told of.
  const visitId = await planVisit(tx, { personId, ...who, ...planned }, async () => undefined)
  await logVisit(tx, { personId, visitId, outcome, minutes: outcome === 'talked' ? 20 : null })
}

function personIn({ ids }: Act[1], number: string): PersonId {
  const personId = ids.get(number)
  if (!personId) throw new RangeError('a person of the demonstration who is not in the database')
  return personId
}
