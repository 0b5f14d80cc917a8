import type { Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { afterFacts } from './actions.ts'
import type { SchoolForm } from './model.ts'
import * as noted from './noted-store.ts'
import { isIntroductory } from './rules.ts'
import { lockPerson } from './store.ts'

/**
 * Studies that somebody tells of, one at a time: what a notice from a school says (skollagen 15 kap. 15 §, 18 kap. 15 §). They are versions
 * like those of a delivery, with who told us as their source, and the register is computed from them in the same transaction.
 */

/** Which version was opened, and which was closed for it. */
export type Noted = { readonly opened: number; readonly closed: number | null }

export type BegunStudies = {
  readonly personId: string
  readonly schoolForm: SchoolForm
  readonly programmeCode: string | null
  readonly schoolUnitCode: string | null
  readonly schoolUnit: string
  readonly startsOn: PlainDate
  readonly source: string
}

/** Refuses with `conflict` (`studies_known`) a study period that is known. */
export async function noteBegun(tx: Write, begun: BegunStudies): Promise<Noted> {
  tx.require('register.note_studies')
  const personId = await lockPerson(tx, begun.personId)
  const introductory = isIntroductory(begun.schoolForm, begun.programmeCode)
  const opened = await noted.insertStudies(tx, { ...begun, personId, introductory })
  if (opened === null) throw new Refused('conflict', 'studies_known')
  await afterFacts(tx, [personId])
  await tx.record('register.studies_noted', { personId, object: String(opened), detail: { begun: begun.startsOn } })
  return { opened, closed: null }
}

export type EndedStudies = {
  readonly personId: string
  /** The version that is held true. */
  readonly version: number
  /** The day after the last. */
  readonly endsBefore: PlainDate
  readonly interrupted: boolean
  readonly source: string
}

/** Refuses with `not_found` when something else is held true of the studies by now. */
export async function noteEnded(tx: Write, ended: EndedStudies): Promise<Noted> {
  tx.require('register.note_studies')
  const personId = await lockPerson(tx, ended.personId)
  await noted.closeStudies(tx, ended.version)
  const opened = await noted.insertEnded(tx, ended.version, ended)
  await afterFacts(tx, [personId])
  const { endsBefore, interrupted } = ended
  await tx.record('register.studies_noted', { personId, object: String(opened), detail: { endsBefore, interrupted } })
  return { opened, closed: ended.version }
}

/** Takes back what was noted: what it had closed is held true again. Refuses with `conflict` (`studies_changed`) what was superseded. */
export async function takeBackNoted(tx: Write, of: Noted & { readonly personId: string }): Promise<void> {
  tx.require('register.note_studies')
  const personId = await lockPerson(tx, of.personId)
  if (!(await noted.isHeld(tx, of.opened))) throw new Refused('conflict', 'studies_changed')
  await noted.closeStudies(tx, of.opened)
  if (of.closed !== null) await noted.reopenStudies(tx, of.closed)
  await afterFacts(tx, [personId])
  await tx.record('register.studies_taken_back', { personId, object: String(of.opened) })
}
