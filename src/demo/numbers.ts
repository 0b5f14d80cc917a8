import { readFileSync } from 'node:fs'
import type { PlainDate } from '../kernel/date.ts'
import { type IdentityNumber, parseNumber } from '../people/identity.ts'

const FILE = new URL('../../data/identity/test_personnummer_2003_2012.csv', import.meta.url)

/** Nobody in the demonstration was born on this day: those numbers are for the newcomers of the sample files. */
const KEPT_BACK = '12-24'

/** The official test numbers of those born 2003–2012, read as any number is read. `data/identity/SOURCE.txt` has their source. */
export function demoNumbers(today: PlainDate): readonly IdentityNumber[] {
  const found: IdentityNumber[] = []
  for (const line of readFileSync(FILE, 'utf8').split(/\r?\n/).slice(1)) {
    const number = parseNumber(line.slice(0, 12), today)
    if (number.ok && !number.birthDate?.endsWith(KEPT_BACK)) found.push(number)
  }
  return found
}
