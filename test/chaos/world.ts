import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '../../src/kernel/date.ts'
import { readConfig } from '../../src/main/config.ts'
import { openSedd } from '../../src/main/open.ts'
import { writeNote } from '../../src/notes/actions.ts'
import { seedCodes } from '../../src/organisations/actions.ts'
import { ownedBy } from '../build/case.ts'
import { aDomain, signedIn, type TestBed } from '../build/domain.ts'
import { nextNumber } from '../build/people.ts'
import { aDropout } from '../build/register.ts'

/** A data folder with a domain, a coach and the coach's young people: what the storm rages over. */
export type World = {
  readonly folder: string
  readonly domainCode: string
  /** The coach's session: the program keeps it through every restart. */
  readonly token: string
  readonly persons: readonly string[]
  /** The note of each. */
  readonly notes: ReadonlyMap<string, string>
}

/** A day that stands still, so that they are in the register whenever this runs. */
export const NOW = '2026-10-15'
const PERSONS = 20

export async function makeWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-chaos-'))
  const sedd = await openSedd(readConfig({ SEDD_DATA: folder, SEDD_NOW: NOW }), 'client')
  try {
    const bed: TestBed = {
      web: sedd.database('sedd_web'),
      jobs: sedd.database('sedd_jobs'),
      signIn: sedd.database('sedd_sign_in'),
      owner: sedd.owner,
      as: (user) => ({ ...sedd.owner, user }),
      accessOwner: () => Promise.reject(new Error('nothing here acts as the owner of the access schema')),
      setNow: () => undefined,
      close: async () => undefined,
    }
    const domain = await aDomain(bed)
    await bed.jobs.write(domain.machine, seedCodes)
    const coach = await signedIn(bed, domain, { role: 'coach' })
    const notes = new Map<string, string>()
    for (let n = 0; n < PERSONS; n += 1) {
      const { id } = await bed.jobs.write(domain.machine, async (tx) => {
        const person = await aDropout(tx)
        await ownedBy(tx, person.id, coach.accountId)
        return person
      })
      const note = {
        topic: 'support',
        secrecy: 'pupil_support',
        happenedOn: day('2026-10-14'),
        body: wordsOf(id),
      } as const
      notes.set(id, await bed.web.write(coach, (tx) => writeNote(tx, { personId: id, ...note })))
    }
    return { folder, domainCode: domain.code, token: coach.token, persons: [...notes.keys()], notes }
  } finally {
    await sedd.close()
  }
}

/** What stands in the note of a young person, and nowhere else. */
export const wordsOf = (person: string) => `Vi talade om sommaren, ${person.slice(0, 13)}.`

/** The years that the official test numbers of the young are of. */
const YEARS = Array.from({ length: 10 }, (_, n) => String(2003 + n))

/** The file that comes after `before` others, of persons nobody knows yet, and their numbers. A year's numbers last for seventy files. */
export function aSheet(rows: number, before: number): { readonly text: string; readonly numbers: readonly string[] } {
  const born = YEARS[before % YEARS.length] ?? ''
  const numbers = Array.from({ length: rows }, () => nextNumber({ born }).number)
  const lines = numbers.map((number) => `${number};Elsa;Ek;Storgatan 1;63220;Eskilstuna;0484;${born}-12-31`)
  const header = 'personnummer;förnamn;efternamn;gatuadress;postnummer;postort;kommunkod;folkbokförd_från'
  return { text: [header, ...lines, ''].join('\n'), numbers }
}
