import { z } from 'zod'
import type { SheetKind } from '../rows.ts'

/**
 * The three sheets: what their columns are called, which must be there, and how a supplier's own headers and codes are
 * mapped to them. Column names are the format's own Swedish words; everything inside is English.
 */
export const SHEET_NAMES = {
  population: 'befolkning',
  enrolments: 'inskrivningar',
  completions: 'utfall',
} as const satisfies Record<SheetKind, string>

const POPULATION = [
  'personnummer',
  'förnamn',
  'efternamn',
  'kön',
  'gatuadress',
  'postnummer',
  'postort',
  'kommunkod',
  'folkbokförd_från',
  'folkbokförd_till',
  'status',
  'skydd',
  'skolplikt_fullgjord',
  'första_folkbokföring_i_landet',
] as const

const ENROLMENTS = [
  'personnummer',
  'skolenhetskod',
  'skolenhet',
  'huvudman',
  'skolform',
  'studievägskod',
  'startdatum',
  'slutdatum',
  'avbrott',
  'källa',
] as const

const COMPLETIONS = ['personnummer', 'typ', 'datum', 'skolenhetskod', 'källa'] as const

const ColumnName = z.enum([...POPULATION, ...ENROLMENTS, ...COMPLETIONS])
export type ColumnName = z.infer<typeof ColumnName>

export const SHEET_COLUMNS: Readonly<Record<SheetKind, readonly ColumnName[]>> = {
  population: POPULATION,
  enrolments: ENROLMENTS,
  completions: COMPLETIONS,
}

/** Without these a sheet says nothing that can be used. */
export const REQUIRED_COLUMNS: Readonly<Record<SheetKind, readonly ColumnName[]>> = {
  population: ['personnummer', 'kommunkod', 'folkbokförd_från'],
  enrolments: ['personnummer', 'skolform', 'startdatum'],
  completions: ['personnummer', 'typ', 'datum'],
}

/** A supplier's words to ours: headers, and per column the codes. Matched as headers are, see `fold`. */
export const Mapping = z.strictObject({
  columns: z.record(z.string().max(200), ColumnName),
  codes: z.partialRecord(ColumnName, z.record(z.string().max(200), z.string().max(200))),
})
export type Mapping = z.infer<typeof Mapping>

export const NO_MAPPING: Mapping = { columns: {}, codes: {} }

const FOLDED: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o', é: 'e', ü: 'u' }

/** A header or code without regard to case, spaces, `_` or the dots and rings over å, ä and ö. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_\u00a0\u200b-\u200f\ufeff]+/g, '')
    .replace(/[åäöéü]/g, (letter) => FOLDED[letter] ?? letter)
}
