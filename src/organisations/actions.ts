import type { Write } from '../kernel/database.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { DEFAULT_CODES } from './default-codes.ts'
import type { OrganisationKind } from './model.ts'
import * as store from './store.ts'

/** As long as the forms let one write. */
const LONGEST_NAME = 120
const LONGEST_LABEL = 80

/** What is wrong with a name; none when it will do. */
function nameProblems(field: string, name: string, most = LONGEST_NAME): FieldProblem[] {
  if (name.trim() === '') return [{ field, code: 'name_missing' }]
  return name.trim().length > most ? [{ field, code: 'name_long' }] : []
}

/** Gives a new domain its code lists, every code unverified. Again changes nothing. */
export async function seedCodes(tx: Write): Promise<void> {
  tx.require('organisations.edit')
  await store.insertCodes(tx, DEFAULT_CODES)
  await tx.record('organisations.codes_seeded', { detail: { codes: DEFAULT_CODES.length } })
}

export async function addOrganisation(
  tx: Write,
  made: { name: string; kind: OrganisationKind; number: string | null },
): Promise<string> {
  tx.require('organisations.edit')
  if (made.number !== null && !/^\d{10}$/.test(made.number)) {
    throw new Refused('invalid', 'organisation', [{ field: 'number', code: 'organisation_number' }])
  }
  const problems = nameProblems('name', made.name)
  if (problems.length > 0) throw new Refused('invalid', 'organisation', problems)
  const id = await store.insertOrganisation(tx, { ...made, name: made.name.trim() })
  await tx.record('organisations.added', { object: id })
  return id
}

export async function addUnit(
  tx: Write,
  made: { organisationId: string; name: string; schoolUnitCode: string | null },
): Promise<string> {
  tx.require('organisations.edit')
  if (made.schoolUnitCode !== null && !/^\d{8}$/.test(made.schoolUnitCode)) {
    throw new Refused('invalid', 'unit', [{ field: 'schoolUnitCode', code: 'school_unit_code' }])
  }
  const problems = nameProblems('name', made.name)
  if (problems.length > 0) throw new Refused('invalid', 'unit', problems)
  const id = await store.insertUnit(tx, { ...made, name: made.name.trim() })
  await tx.record('organisations.unit_added', { object: id })
  return id
}

export async function endUnit(tx: Write, id: string): Promise<void> {
  tx.require('organisations.edit')
  await store.endUnit(tx, id)
  await tx.record('organisations.unit_ended', { object: id })
}

export async function endOrganisation(tx: Write, id: string): Promise<void> {
  tx.require('organisations.edit')
  await store.endOrganisation(tx, id)
  await tx.record('organisations.ended', { object: id })
}

export async function changeCode(
  tx: Write,
  change: { id: string; labelSv: string; labelEn: string; bestBeforeDays: number | null },
): Promise<void> {
  tx.require('organisations.edit')
  const days = change.bestBeforeDays
  if (days !== null && (!Number.isInteger(days) || days < 1 || days > 3650)) {
    throw new Refused('invalid', 'code', [{ field: 'bestBeforeDays', code: 'best_before_days' }])
  }
  const { labelSv, labelEn } = change
  const problems = [
    ...nameProblems('labelSv', labelSv, LONGEST_LABEL),
    ...nameProblems('labelEn', labelEn, LONGEST_LABEL),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'code', problems)
  await store.updateCode(tx, change)
  await tx.record('organisations.code_changed', { object: change.id })
}

/** Says that the code is the authority's own: it is no longer shown as unverified. */
export async function confirmCode(tx: Write, id: string): Promise<void> {
  tx.require('organisations.confirm_code')
  await store.confirmCode(tx, id)
  await tx.record('organisations.code_confirmed', { object: id })
}
