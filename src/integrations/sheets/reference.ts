import { readFileSync } from 'node:fs'

/** The reference data a sheet is held against. Municipalities must exist; a school unit may be newer than our list. */
export type Reference = {
  readonly municipalities: ReadonlySet<string>
  readonly schoolUnits: ReadonlySet<string>
}

let lists: Reference | null = null

const DATA = new URL('../../../data/', import.meta.url)

/** Reads the lists in `data/`. `schoolUnits`: codes known beside those. */
export function loadReference(schoolUnits: readonly string[] = []): Reference {
  lists ??= {
    municipalities: new Set(firstColumn('municipalities/kommuner.csv')),
    schoolUnits: new Set(firstColumn('schools/school_units_compact.csv')),
  }
  if (schoolUnits.length === 0) return lists
  return { ...lists, schoolUnits: new Set([...lists.schoolUnits, ...schoolUnits]) }
}

/** A file of reference data as text. */
export function referenceText(name: string): string {
  return readFileSync(new URL(name, DATA), 'utf8')
}

function firstColumn(name: string): string[] {
  return referenceText(name)
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[0] ?? '')
    .filter((code) => code !== '')
}
