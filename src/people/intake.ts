import type { Write } from '../kernel/database.ts'
import { applyContacts, applyExternalIds, applyGuardians } from './contact-intake-store.ts'
import { type Intake, insertNewPersons, refreshTouchedStanding } from './intake-store.ts'
import { applyPopulation } from './population-store.ts'
import {
  builtOn,
  closedLater,
  lockPersonsMadeBy,
  mergesOn,
  PEOPLE_VERSIONS,
  type Reversal,
  retractPersons,
  reverseVersions,
  type VersionTable,
} from './reversal-store.ts'
import { applySex, giveBackSex, sexChangedLater } from './sex-store.ts'

/**
 * Carries out what was planned for a delivery's persons: those nobody knew first, then what is said of all. Part of an
 * import, whose action has asked for the permission.
 */
export async function takeInPersons(tx: Write, intake: Intake, has: { population: boolean }): Promise<void> {
  await insertNewPersons(tx, intake)
  if (!has.population) return
  await applyPopulation(tx, intake)
  await applySex(tx, intake)
  await applyContacts(tx, intake)
  await applyExternalIds(tx, intake)
  await applyGuardians(tx, intake)
}

/** What stands in the way of taking a delivery back: its versions that were replaced since, and what was built on its persons. */
export type Obstacles = { readonly versions: number; readonly persons: number }

/**
 * Counts over the tables given: this module's with `PEOPLE_VERSIONS`, and those of the modules above that hang on persons. The
 * persons are locked first, so that nothing is built on them between the count and the taking back.
 */
export async function obstaclesTo(
  tx: Write,
  reversal: Reversal,
  tables: { versions: readonly VersionTable[]; others: readonly VersionTable[] },
): Promise<Obstacles> {
  await lockPersonsMadeBy(tx, reversal)
  let versions = await sexChangedLater(tx, reversal)
  let persons = await mergesOn(tx, reversal)
  for (const table of [...PEOPLE_VERSIONS, ...tables.versions]) {
    versions += await closedLater(tx, table, reversal)
    persons += await builtOn(tx, table, reversal)
  }
  for (const table of tables.others) persons += await builtOn(tx, table, reversal)
  return { versions, persons }
}

/** Takes back what a delivery said: closes its versions, opens again what they closed, and lets go of persons it made known. */
export async function takeBack(tx: Write, reversal: Reversal, tables: readonly VersionTable[]): Promise<number> {
  let closed = 0
  for (const table of [...tables, ...PEOPLE_VERSIONS]) closed += await reverseVersions(tx, table, reversal)
  await giveBackSex(tx, reversal)
  closed += await retractPersons(tx, reversal)
  await refreshTouchedStanding(tx)
  return closed
}
