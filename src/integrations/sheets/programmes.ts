import { z } from 'zod'
import { referenceText } from './reference.ts'

/**
 * Programme codes (studievägskod), the older ones and those of Gy25: EK, EKEKO, EK25, FS25SKOLFORLAGD, IMA, IMPRE.
 * The list is reference data to be verified; a code that is not in it is kept as it is and reported.
 */
export type ProgrammeReading = { readonly code: string; readonly known: boolean }

const Names = z.record(z.string(), z.string())
const ProgrammeCodes = z.object({
  yrkesprogram: Names,
  hogskoleforberedande: Names,
  introduktionsprogram: Names,
  legacyToCurrent: Names,
  anpassadGymnasieskola: Names,
  riksrekryterande: Names,
  gy25Changed: Names,
})

type Programmes = { readonly shape: RegExp; readonly introductory: RegExp; readonly older: ReadonlyMap<string, string> }

let programmes: Programmes | null = null
const read = new Map<string, ProgrammeReading>()

/** Reads a code as a supplier writes it. Older codes of introductory programmes become today's: IMPRE is IMV. */
export function readProgramme(text: string): ProgrammeReading {
  const known = read.get(text)
  if (known) return known
  if (read.size > 5_000) read.clear()
  programmes ??= loadProgrammes()
  const reading = lookUp(text, programmes)
  read.set(text, reading)
  return reading
}

function lookUp(text: string, programmes: Programmes): ProgrammeReading {
  const code = text.toUpperCase().replace(/[\s_-]+/g, '')
  const older = programmes.older.get(code)
  if (older !== undefined) return { code: older, known: true }
  return { code, known: programmes.shape.test(code) || programmes.introductory.test(code) }
}

function loadProgrammes(): Programmes {
  const codes = ProgrammeCodes.parse(JSON.parse(referenceText('schools/programme-codes.json')))
  const national = [codes.yrkesprogram, codes.hogskoleforberedande, codes.riksrekryterande, codes.anpassadGymnasieskola]
  const bases = [...national, codes.gy25Changed].flatMap(Object.keys).map((code) => code.replace(/25$/, ''))
  // A programme, its year of reform, an orientation of three letters and a variant: TE, TE25, TETEK, NANAT2F, FS25SKOLFORLAGD.
  const any = bases.join('|')
  return {
    shape: new RegExp(`^(${any})(25[A-ZÅÄÖ0-9]{0,15}|[A-ZÅÄÖ]{3}([0-9][A-Z0-9]{0,2}|25)?|[0-9][A-Z0-9]{0,3})?$`),
    introductory: new RegExp(`^(${Object.keys(codes.introduktionsprogram).join('|')})(25|${any})?[A-Z0-9]{0,5}$`),
    older: new Map(Object.entries(codes.legacyToCurrent).map(([old, now]) => [old, now.split(' ')[0] ?? old])),
  }
}
