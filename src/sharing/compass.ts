import type { Read } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { domainKind } from '../notes/store.ts'
import { grounds, secreciesOf } from './law-store.ts'
import { FIRST_TOPICS, type Ground, type Receiver, type Secrecy, type ShareTopic } from './model.ts'
import { type Hindrance, hindranceOf } from './rules.ts'

/** One side of the wall: its name, and which secrecy applies there by its own reading. */
export type Side = { readonly name: string; readonly secrecies: readonly Secrecy[] }

/** What must be known before anything of a person is shown or sent across a wall. */
export type Compass = {
  readonly sender: Side
  readonly receiver: Side
  readonly grounds: readonly { readonly ground: Ground; readonly hindrance: Hindrance | null }[]
  readonly first: readonly ShareTopic[]
  readonly more: readonly ShareTopic[]
}

type Crossing = {
  readonly receiver: Receiver
  /** The last day the young person can have been born. */
  readonly latestBirthDate: PlainDate
  readonly topics: readonly ShareTopic[]
}

/** Reads the compass for one crossing from the actor's own domain. Whoever shows it draws it with `compassCard`. */
export async function compassOf(tx: Read, { receiver, latestBirthDate, topics }: Crossing): Promise<Compass> {
  const [sender, own, theirs, known] = await Promise.all([
    domainKind(tx),
    secreciesOf(tx, tx.actor.domainId),
    secreciesOf(tx, receiver.id),
    grounds(tx),
  ])
  const crossing = { sender, secrecies: own, receiver: receiver.kind, latestBirthDate, today: tx.today }
  return {
    sender: { name: tx.actor.domainName, secrecies: own },
    receiver: { name: receiver.name, secrecies: theirs },
    grounds: known.map((ground) => ({ ground, hindrance: hindranceOf(ground, crossing) })),
    first: topics.filter((topic) => FIRST_TOPICS.includes(topic)),
    more: topics.filter((topic) => !FIRST_TOPICS.includes(topic)),
  }
}
