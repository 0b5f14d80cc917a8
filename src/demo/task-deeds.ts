import { addDays, type PlainDate } from '../kernel/date.ts'
import { giveReminder, putOff, remindOf } from '../tasks/actions.ts'
import type { TaskKind } from '../tasks/model.ts'
import { giveOwn, jotDown } from '../tasks/own-actions.ts'
import { personTasks } from '../tasks/source-sql.ts'
import { staffOf } from './accounts.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { type Draw, drawFor } from './random.ts'

const KINDS: readonly (readonly [TaskKind, number])[] = [
  ['call', 30],
  ['meet', 22],
  ['follow_up', 18],
  ['guardian', 12],
  ['documents', 8],
  ['school', 6],
  ['partner', 4],
]
const TIMES = ['09:00', '10:30', '13:15', '14:30', null, null, null] as const

/** What each jots down for themself: about nobody. */
const JOTTED = ['Boka lokalen till torsdagens träff', 'Beställa fler busskort', 'Ta med fika till teammötet'] as const

/** Reminders of the last days: some given to whoever leads, some days put off. */
export function taskDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  const { coordinator, coaches } = staffOf(municipality.code)
  return [
    ...municipality.persons.flatMap((person) => aboutPerson(person, { last, coordinator })),
    ...coaches.flatMap((by, index) => jotted(by, { last, coordinator, index })),
  ]
}

type Given = { readonly last: PlainDate; readonly coordinator: string }

function aboutPerson(person: DemoPerson, { last, coordinator }: Given): Deed[] {
  const { number, owner, population } = person
  const draw = drawFor(number, 'tasks')
  const isProtected = population.some(({ protection }) => protection !== null)
  if (!owner || owner.from >= last || isProtected || !draw.chance(0.16)) return []
  const by = owner.signInName
  const made = reminder(draw, last)
  const deed: Deed = {
    on: last,
    by,
    act: async (tx, cast) => {
      const personId = personIn(cast, number)
      const taskId = await remindOf(tx, { personId, ...made })
      const to = cast.accountOf(coordinator)
      if (by !== coordinator && to !== null && made.given) await giveReminder(tx, { personId, taskId, to })
      if (made.delays) await putOffFirst(tx, personId, addDays(last, 3))
    },
  }
  return [deed]
}

function reminder(draw: Draw, last: PlainDate) {
  return {
    kind: draw.weighted(KINDS),
    onDay: addDays(last, draw.between(0, 16)),
    atTime: draw.pick(TIMES),
    assignedTo: null,
    given: draw.chance(0.12),
    delays: draw.chance(0.2),
  }
}

/** The next contact is put off, where there is one to put off. */
async function putOffFirst(tx: Parameters<Deed['act']>[0], personId: string, onDay: PlainDate): Promise<void> {
  const asked = { account: tx.actor.accountId, until: addDays(tx.today, 14), limit: 300 }
  const next = (await personTasks(tx, asked)).find(
    (task) => task.personId === personId && task.source === 'next_contact' && task.onDay <= addDays(tx.today, 2),
  )
  if (next === undefined) return
  await putOff(tx, { personId, source: 'next_contact', subject: next.subject, onDay, why: 'waiting_answer' })
}

function jotted(by: string, { last, coordinator, index }: Given & { readonly index: number }): Deed[] {
  const words = JOTTED[index % JOTTED.length] ?? JOTTED[0]
  return [
    {
      on: last,
      by,
      act: async (tx, cast) => {
        const id = await jotDown(tx, { words, onDay: addDays(last, 1 + index), atTime: null })
        const to = cast.accountOf(coordinator)
        if (index === 0 && to !== null) await giveOwn(tx, { id, to })
      },
    },
  ]
}

function personIn({ ids }: Cast, number: string): string {
  const personId = ids.get(number)
  if (!personId) throw new RangeError('a person of the demonstration who is not in the database')
  return personId
}
