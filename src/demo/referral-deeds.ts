import { teams } from '../access/accounts/store.ts'
import type { Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { acceptReferral, placeReferral } from '../referrals/accept-actions.ts'
import { declineReferral, endReferral, sendReferral, takeReferral, withdrawReferral } from '../referrals/actions.ts'
import type { Cause, Origin, Outcome } from '../referrals/model.ts'
import { decideDoor, decidePlaces } from '../referrals/setting-actions.ts'
import { referralById } from '../referrals/store.ts'
import { membersAmong } from '../register/store.ts'
import { staffOf } from './accounts.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { type Draw, drawFor } from './random.ts'
import { officeDay } from './surroundings.ts'

/** Enough for a year of lists and medians; each costs some ten statements. */
const MOST = 40

const ORIGINS: readonly (readonly [Origin, number])[] = [
  ['professional', 50],
  ['guardian', 22],
  ['self', 18],
  ['domain', 10],
]

const CAUSES: readonly (readonly [readonly Cause[], number])[] = [
  [['absence'], 24],
  [['absence', 'isolated'], 14],
  [['dropped_out', 'no_occupation'], 20],
  [['no_occupation', 'work'], 16],
  [['school_change', 'guidance'], 14],
  [['wellbeing'], 8],
  [['other'], 4],
]

const WORDS = [
  'Har varit borta från skolan sedan höstlovet. Vi når honom inte per telefon.',
  'Vill börja om men vet inte var. Svarar bäst på sms.',
  'Har pratat om praktik inom fordon. Behöver någon som följer med första gången.',
  'Mamma är orolig och vill gärna vara med på ett första möte.',
  'Trivs inte på programmet. Vill titta på folkhögskola.',
] as const

type End = 'accepted' | 'ended' | 'declined' | 'withdrawn' | 'waiting' | 'offered' | 'triage' | 'received'

const ENDS: readonly (readonly [End, number])[] = [
  ['accepted', 46],
  ['ended', 16],
  ['declined', 16],
  ['withdrawn', 6],
  ['waiting', 10],
  ['offered', 6],
]
/** What has come lately is not decided yet. */
const LATELY: readonly (readonly [End, number])[] = [
  ['received', 40],
  ['triage', 30],
  ['offered', 10],
  ['accepted', 20],
]

/** How the latest stand, the last first. */
const LAST_WEEKS: readonly End[] = [
  'received',
  'received',
  'triage',
  'received',
  'triage',
  'offered',
  'triage',
  'waiting',
  'waiting',
  'waiting',
]
const LATELY_MOST = LAST_WEEKS.length

const DECLINED: readonly Outcome[] = [
  'other_support',
  'not_our_task',
  'no_answer',
  'declined_offer',
  'too_little_known',
]

/** A year of referrals: from schools, guardians and colleagues, most of them accepted within some weeks. */
export function referralDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  const { coordinator } = staffOf(municipality.code)
  const referred = municipality.persons.filter((person) => isReferred(person, last)).slice(0, MOST)
  const lately = municipality.persons.filter((person) => isReferredLately(person, last)).slice(0, LATELY_MOST)
  return [
    ...referred.flatMap((person) => deedsOf(person, { draw: drawFor(person.number, 'referrals'), last, coordinator })),
    ...lately.flatMap((person, index) =>
      deedsOf(person, {
        ...{ draw: drawFor(person.number, 'referrals'), last, coordinator },
        lately: {
          on: officeDay(addDays(last, -(index * 2)), addDays(last, -40)),
          end: LAST_WEEKS[index] ?? 'received',
        },
      }),
    ),
    {
      on: last,
      by: coordinator,
      act: async (tx) => {
        await decideDoor(tx, { isOpen: true, phone: '016-174 06 00' })
        for (const { id: teamId } of await teams(tx)) await decidePlaces(tx, { teamId, places: 12 })
      },
    },
  ]
}

function isReferred({ number, owner, population }: DemoPerson, last: PlainDate): boolean {
  const isProtected = population.some(({ protection }) => protection !== null)
  if (!owner || isProtected || owner.from < addDays(last, -365) || owner.from > addDays(last, -3)) return false
  return drawFor(number, 'referred').chance(0.3)
}

/** Referred again in the last weeks, by somebody who is worried: nobody who was referred before. */
function isReferredLately(person: DemoPerson, last: PlainDate): boolean {
  const { number, owner, population } = person
  const isProtected = population.some(({ protection }) => protection !== null)
  if (!owner || isProtected || owner.from > addDays(last, -40) || isReferred(person, last)) return false
  return drawFor(number, 'referred lately').chance(0.15)
}

type Given = {
  readonly draw: Draw
  readonly last: PlainDate
  readonly coordinator: string
  /** When it came and how it stands, where that is not left to chance. */
  readonly lately?: { readonly on: PlainDate; readonly end: End }
}

function deedsOf(person: DemoPerson, { draw, last, coordinator, lately }: Given): Deed[] {
  const { owner } = person
  if (!owner) return []
  const isInside = draw.chance(0.35)
  const sender = isInside ? owner.signInName : coordinator
  const sentOn = lately?.on ?? officeDay(addDays(owner.from, draw.between(1, 30)), owner.from)
  if (sentOn > last) return []
  const chance = draw.weighted(sentOn > addDays(last, -14) ? LATELY : ENDS)
  // Nobody is left in a queue since the spring.
  const isOld = sentOn < addDays(last, -60) && (chance === 'waiting' || chance === 'offered')
  const end = lately?.end ?? (isOld ? 'accepted' : chance)
  const sent = {
    origin: isInside ? 'inside' : draw.weighted(ORIGINS),
    reasons: draw.weighted(CAUSES),
    words: draw.pick(WORDS),
  } as const
  let id = ''
  const which = async (tx: Write) => ({ referralId: id, seen: (await referralById(tx, id)).id })
  const deed = (on: PlainDate, by: string, act: Deed['act']): Deed => ({ on, by, act })
  const decisionDays = draw.between(8, 18)
  const [takenOn, decidedOn] = [later(sentOn, draw.between(1, 3)), later(sentOn, lately ? 3 : decisionDays)]
  const deeds = [
    deed(sentOn, sender, async (tx, cast) => {
      id = await sendReferral(tx, { personId: personIn(cast, person.number), ...sent })
    }),
    ...(end === 'received' ? [] : [deed(takenOn, coordinator, async (tx) => takeReferral(tx, await which(tx)))]),
    ...decided(
      { end, on: decidedOn, by: end === 'withdrawn' ? sender : coordinator },
      { draw, which, owner: owner.signInName },
    ),
  ]
  return deeds.filter(({ on }) => on <= last)
}

type Which = (tx: Write) => Promise<{ readonly referralId: string; readonly seen: string }>

function decided(
  { end, on, by }: { readonly end: End; readonly on: PlainDate; readonly by: string },
  { draw, which, owner }: { readonly draw: Draw; readonly which: Which; readonly owner: string },
): Deed[] {
  const reason = draw.pick(DECLINED)
  const byTeam = draw.chance(0.5)
  const acts: Readonly<Partial<Record<End, Deed['act']>>> = {
    declined: async (tx) => declineReferral(tx, { ...(await which(tx)), reason }),
    withdrawn: async (tx) => withdrawReferral(tx, { ...(await which(tx)), reason: 'no_longer_needed' }),
    waiting: async (tx) => placeReferral(tx, { ...(await which(tx)), to: 'waiting', teamId: await teamOf(tx) }),
    offered: async (tx) => placeReferral(tx, { ...(await which(tx)), to: 'offered', teamId: await teamOf(tx) }),
    accepted: async (tx, cast) => accept(tx, cast, { which, owner, byTeam }),
    ended: async (tx, cast) => accept(tx, cast, { which, owner, byTeam }),
  }
  const act = acts[end]
  if (act === undefined) return []
  const first = { on, by, act }
  if (end !== 'ended') return [first]
  const over: Deed['act'] = async (tx) => {
    const now = await which(tx)
    const { stage } = await referralById(tx, now.referralId)
    if (stage === 'accepted') await endReferral(tx, { ...now, reason: 'goal_reached' })
  }
  return [first, { on: later(on, draw.between(30, 90)), by, act: over }]
}

/** The team that takes referrals, where there is one. */
async function teamOf(tx: Write): Promise<string | null> {
  return (await teams(tx))[0]?.id ?? null
}

/** Whoever has left the register meanwhile gets other support. */
type Accepted = { readonly which: Which; readonly owner: string; readonly byTeam: boolean }

async function accept(tx: Write, cast: Cast, of: Accepted): Promise<void> {
  const which = await of.which(tx)
  const { personId } = await referralById(tx, which.referralId)
  const isMember = personId !== null && (await membersAmong(tx, [personId], tx.today)).length > 0
  const teamId = of.byTeam ? await teamOf(tx) : null
  if (isMember) await acceptReferral(tx, { ...which, teamId, ownerId: cast.accountOf(of.owner) })
  else await declineReferral(tx, { ...which, reason: 'other_support' })
}

/** A weekday so many days later, and never the same day. */
function later(on: PlainDate, days: number): PlainDate {
  return officeDay(addDays(on, days), addDays(on, 1))
}

function personIn({ ids }: Cast, number: string): string {
  const personId = ids.get(number)
  if (!personId) throw new RangeError('a person of the demonstration who is not in the database')
  return personId
}
