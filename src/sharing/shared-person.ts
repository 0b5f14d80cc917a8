import type { Read } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { countNotes } from '../notes/store.ts'
import { programmes } from '../organisations/store.ts'
import { type Address, type Contact, type Guardian, type PersonHeader, PersonId } from '../people/model.ts'
import { personRecord } from '../people/store.ts'
import type { Completion, Enrolment } from '../register/facts.ts'
import { factsOf } from '../register/facts-store.ts'
import { periodsOf } from '../register/store.ts'
import { type SharedPlan, sharedPlan } from '../support/plan/card.ts'
import type { ShareTopic } from './model.ts'

/** What a receiver is shown of a person, topic by topic; what is not shared is not there. */
export type SharedPerson = {
  readonly person: PersonHeader
  readonly contact: {
    readonly contacts: readonly Contact[]
    readonly address: Address | null
    readonly guardians: readonly Guardian[]
  } | null
  readonly schooling: {
    readonly enrolments: readonly Enrolment[]
    readonly completions: readonly Completion[]
    readonly programmeName: (code: string) => string
  } | null
  /** Since when the register holds the person: a day, `always`, or that it does not. */
  readonly register: { readonly since: PlainDate | 'always' | null } | null
  /** How many notes there are to read: their words take a ticket, on a page of their own. */
  readonly notes: number | null
  /** The plan: goals and steps, and when it is looked at. */
  readonly plan: SharedPlan | null
}

/** The same for the receiver, on a visit, and for the sender who looks before sharing: the walls decide what there is to read. */
export async function sharedPerson(
  tx: Read,
  of: { personId: string; topics: readonly ShareTopic[] },
): Promise<SharedPerson> {
  const { person, contacts, addresses, guardians } = await personRecord(tx, PersonId.parse(of.personId))
  const has = (topic: ShareTopic) => of.topics.includes(topic)
  const address = addresses.find((each) => each.knownUntil === null) ?? null
  return {
    person,
    contact: has('contact') ? { contacts, address, guardians } : null,
    schooling: has('schooling') ? await schoolingOf(tx, person.id) : null,
    register: has('register') ? { since: await memberSince(tx, person.id) } : null,
    notes: has('note') || has('note.health') ? await notesOpen(tx, person.id) : null,
    plan: has('support') ? await sharedPlan(tx, person.id) : null,
  }
}

async function schoolingOf(tx: Read, id: PersonId): Promise<SharedPerson['schooling']> {
  const [facts, studies] = await Promise.all([factsOf(tx, id), programmes(tx)])
  const names = new Map(studies.map(({ code, name }) => [code, name]))
  return {
    enrolments: (facts?.enrolments ?? []).toReversed(),
    completions: facts?.completions ?? [],
    programmeName: (code) => names.get(code) ?? names.get(code.slice(0, 2)) ?? code,
  }
}

async function notesOpen(tx: Read, id: PersonId): Promise<number> {
  const { total, struck } = await countNotes(tx, id)
  return total - struck
}

async function memberSince(tx: Read, id: PersonId): Promise<PlainDate | 'always' | null> {
  const current = (await periodsOf(tx, id)).find(
    ({ from, until }) => (from === null || from <= tx.today) && (until === null || until > tx.today),
  )
  return current === undefined ? null : (current.from ?? 'always')
}
