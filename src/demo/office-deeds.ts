import type { Write } from '../kernel/database.ts'
import { addDays, instantOf, type PlainDate, weekday } from '../kernel/date.ts'
import { setWorkTime } from '../outreach/caseload/actions.ts'
import { restLadder } from '../outreach/ladder/actions.ts'
import type { RestKind, RestReason } from '../outreach/ladder/model.ts'
import { planVisit } from '../outreach/ladder/visit-actions.ts'
import { AGEING_OUT, listAgeingOut, makeLetters } from '../outreach/letters/actions.ts'
import { wayTo } from '../outreach/letters/rules.ts'
import { addressees } from '../outreach/letters/store.ts'
import { decideSetting } from '../outreach/messages/setting-actions.ts'
import { messageSetting } from '../outreach/messages/setting-store.ts'
import { tellOfVisit } from '../tasks/alert-queue.ts'
import { staffOf } from './accounts.ts'
import type { Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { drawFor } from './random.ts'

/** Hours of a week for the young, and for each of them: one who works part-time has more on their hands than they can do. */
const HOURS = { weekHours: 30, youthHours: 0.5 }
const PART_TIME = { who: 'leyla.demir', weekHours: 20, youthHours: 0.5 }
const ADMINISTRATOR = 'mikael.strand'
/** How many were told what comes after the twentieth birthday; the others wait on the list. */
const TOLD = 8

/** What an office decides, and what stands in its calendar: its name, its hours, letters before the birthday, pauses, visits to come. */
export function officeDeeds(municipality: DemoMunicipality, { since }: { readonly since: PlainDate }): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  const { coordinator } = staffOf(municipality.code)
  const about = { last, coordinator }
  const isFirst = municipality.code === '0484'
  return [
    ...(isFirst ? [{ on: since, by: ADMINISTRATOR, act: nameOffice }] : []),
    {
      on: since,
      by: coordinator,
      act: (tx, { accountOf }) => decideHours(tx, isFirst ? accountOf(PART_TIME.who) : null),
    },
    { on: addDays(since, 12), by: coordinator, act: tellAgeingOut },
    ...rests(municipality, about),
    ...visits(municipality, about),
  ]
}

/** What the office calls itself in texts and letters. */
const nameOffice: Deed['act'] = async (tx) => {
  const office = { office: 'Ungdomskontakten', sender: 'Ungdom', address: 'Alva Myrdals gata 5, 631 86 Eskilstuna' }
  const reached = { phone: '016-174 06 00', email: 'ungdomskontakten@sormland.example' }
  await decideSetting(tx, { ...(await messageSetting(tx)), ...office, ...reached })
}

async function decideHours(tx: Write, partTime: string | null): Promise<void> {
  await setWorkTime(tx, { account: null, ...HOURS })
  const { weekHours, youthHours } = PART_TIME
  if (partTime !== null) await setWorkTime(tx, { account: partTime, weekHours, youthHours })
}

/** Those whose birthday comes first were written to; those who have come since wait. */
async function tellAgeingOut(tx: Write): Promise<void> {
  for (const { id } of (await listAgeingOut(tx)).slice(0, TOLD)) await writeLetter(tx, id, AGEING_OUT)
}

/** One letter, where there is a way to them. False when there is none. */
export async function writeLetter(tx: Write, personId: string, code: string): Promise<boolean> {
  const [addressee] = await addressees(tx, [personId])
  if (!addressee || !wayTo(addressee, { to: 'self', alone: true, today: tx.today }).ok) return false
  await makeLetters(tx, { to: 'self', code, language: null, personIds: [personId], alone: true })
  return true
}

type About = { readonly last: PlainDate; readonly coordinator: string }

const RESTS: readonly (readonly [RestKind, RestReason, number])[] = [
  ['pause', 'asked_to_wait', 20],
  ['pause', 'away', 30],
  ['pause', 'other_has_contact', 45],
  ['exempt', 'declined', 120],
]

/** With a few nothing is done for a while: they have asked for it, or somebody else is there. */
function rests({ persons }: DemoMunicipality, { last, coordinator }: About): Deed[] {
  const on = addDays(last, -4)
  const resting = held(persons, addDays(last, -20), 'rest', 0.04).slice(0, RESTS.length)
  return resting.flatMap(({ number, owner }, index): Deed[] => {
    const [kind, reason, days] = RESTS[index] ?? RESTS[0] ?? ['pause', 'away', 30]
    const by = kind === 'exempt' ? coordinator : (owner?.signInName ?? coordinator)
    const lastOn = addDays(on, days)
    const act: Deed['act'] = (tx, { ids }) => restLadder(tx, { personId: ids.get(number) ?? '', kind, reason, lastOn })
    return [{ on, by, act }]
  })
}

/** Who is visited at home in the days to come, by two, and told of it beforehand. */
function visits({ persons }: DemoMunicipality, { last, coordinator }: About): Deed[] {
  const chosen = held(persons, addDays(last, -20), 'visit', 0.05).filter(
    ({ owner }) => owner?.signInName !== coordinator,
  )
  return chosen.slice(0, 3).map(({ number, owner }, index): Deed => {
    const ahead = addDays(last, 2 + index * 2)
    const on = addDays(ahead, Math.max(0, weekday(ahead) - 5) * 2)
    return {
      on: last,
      by: owner?.signInName ?? coordinator,
      act: async (tx, { ids, accountOf }) => {
        const secondBy = accountOf(coordinator)
        if (secondBy === null) return
        const planned = { announced: 'letter', safety: ['call_in'], words: '' } as const
        const at = {
          visitAt: instantOf(on, index % 2 === 0 ? '10:30' : '14:00'),
          firstBy: tx.actor.accountId,
          secondBy,
        }
        await planVisit(tx, { personId: ids.get(number) ?? '', ...planned, ...at }, tellOfVisit)
      },
    }
  })
}

/** Some of those whom somebody has answered for since before a day; nobody who is protected. */
function held(persons: readonly DemoPerson[], before: PlainDate, what: string, share: number): DemoPerson[] {
  return persons.filter(
    ({ number, owner, population }) =>
      owner !== null &&
      owner.from < before &&
      population.every(({ protection }) => protection === null) &&
      drawFor(number, what).chance(share),
  )
}
