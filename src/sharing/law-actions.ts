import type { Write } from '../kernel/database.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import * as store from './law-store.ts'

/** Says that a secrecy applies here. It is unverified until somebody confirms it. */
export async function addSecrecy(tx: Write, made: store.SecrecyWords): Promise<void> {
  tx.require('sharing.set_law')
  refuseEmpty([
    ['paragraph', made.paragraph, 60],
    ['labelSv', made.labelSv, 200],
    ['labelEn', made.labelEn, 200],
  ])
  const id = await store.insertSecrecy(tx, made)
  if (id === null) throw new Refused('invalid', 'law', [{ field: 'paragraph', code: 'paragraph_unreadable' }])
  await tx.record('sharing.secrecy_added', { object: id })
}

/** Somebody who knows the law of the domain has read it and says that this applies. */
export async function confirmSecrecy(tx: Write, id: string): Promise<void> {
  tx.require('sharing.set_law')
  if (!(await store.confirmSecrecy(tx, id))) throw new Refused('not_found', 'secrecy')
  await tx.record('sharing.secrecy_confirmed', { object: id })
}

/** Ends it; or, where some ground does not break it, asks somebody else to. The one who has asked takes it back in the same way. */
export async function endSecrecy(tx: Write, id: string): Promise<void> {
  tx.require('sharing.set_law')
  const did = await store.endSecrecy(tx, id)
  if (did === null) throw new Refused('not_found', 'secrecy')
  if (did === 'ended') await tx.record('sharing.secrecy_ended', { object: id })
  else await tx.record(did === 'asked' ? 'sharing.secrecy_end_asked' : 'sharing.secrecy_kept', { object: id })
}

export async function confirmGround(tx: Write, id: string): Promise<void> {
  tx.require('sharing.set_law')
  if (!(await store.confirmGround(tx, id))) throw new Refused('not_found', 'ground')
  await tx.record('sharing.ground_confirmed', { object: id })
}

/** The ground in other words from today. What was shared before keeps the words it was shared under. */
export async function amendGround(tx: Write, id: string, made: store.GroundWords): Promise<void> {
  tx.require('sharing.set_law')
  refuseEmpty([
    ['paragraph', made.paragraph, 120],
    ['labelSv', made.labelSv, 200],
    ['labelEn', made.labelEn, 200],
    ['demandsSv', made.demandsSv, 600],
    ['demandsEn', made.demandsEn, 600],
  ])
  const next = await store.amendGround(tx, id, made)
  if (next === null) throw new Refused('not_found', 'ground')
  await tx.record('sharing.ground_amended', { object: next, detail: { before: id } })
}

function refuseEmpty(fields: readonly (readonly [field: string, text: string, most: number])[]): void {
  const problems = fields.flatMap(([field, text, most]): FieldProblem[] =>
    text.trim().length < 3 || text.trim().length > most ? [{ field, code: 'words_missing' }] : [],
  )
  if (problems.length > 0) throw new Refused('invalid', 'law', problems)
}
