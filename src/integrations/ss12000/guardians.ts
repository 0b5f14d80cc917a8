import { ageOn, isDay, type PlainDate } from '../../kernel/date.ts'
import type { PopulationRow } from '../rows.ts'
import type { Person } from './schema.ts'
import { contactOf, type GuardianRow, protectionOf } from './translate.ts'

type Contact = Pick<GuardianRow, 'name' | 'phone' | 'email' | 'protection'>

const ADULT_AGE = 18
const BATCH = 1000

/**
 * Guardians come as persons of their own, before or after their children. Remembers how to reach the adults that have
 * passed (a few hundred bytes each) and the guardians still waited for; of adults who are nobody's guardian nothing is given on.
 */
export class Guardians {
  readonly #today: PlainDate
  readonly #contacts = new Map<string, Contact>()
  #waiting: GuardianRow[] = []

  constructor(today: PlainDate) {
    this.#today = today
  }

  /** Every person that comes; `row` is what was made of a young person. */
  meet(person: Person, row: PopulationRow | null): void {
    const born = row?.latestBirthDate ?? person.birthDate ?? ''
    if (isDay(born) && ageOn(born, this.#today) < ADULT_AGE) return
    const name = `${person.givenName} ${person.familyName}`.trim()
    this.#contacts.set(person.id, {
      name: name || null,
      ...contactOf(person),
      protection: protectionOf(person.securityMarking),
    })
  }

  /** The guardians whose own person has come; the others wait. */
  resolve(found: readonly GuardianRow[]): GuardianRow[] {
    return found.flatMap((guardian) => {
      const contact = this.#contacts.get(guardian.externalId)
      if (contact) return [merged(guardian, contact)]
      this.#waiting.push(guardian)
      return []
    })
  }

  /** Those who waited, with what is known when everybody has come: at least the name of the reference. */
  *rest(): Generator<GuardianRow[]> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH)
      this.#waiting = this.#waiting.slice(BATCH)
      yield batch.map((guardian) => merged(guardian, this.#contacts.get(guardian.externalId)))
    }
  }
}

function merged(guardian: GuardianRow, contact: Contact | undefined): GuardianRow {
  if (!contact) return guardian
  return { ...guardian, ...contact, name: contact.name ?? guardian.name, protection: stricter(guardian, contact) }
}

/** The reference and the person may disagree on protection: the stricter one holds. */
function stricter(a: Contact, b: Contact): Contact['protection'] {
  for (const marking of ['protected_registration', 'confidentiality_marking', 'none'] as const) {
    if (a.protection === marking || b.protection === marking) return marking
  }
  return null
}
