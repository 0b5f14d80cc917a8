import type { Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { lockOpenCase, lockSupported } from './actions.ts'
import * as store from './programme-store.ts'

const NAME = { least: 2, most: 80 } as const

/** Says that there is a programme to take part in. */
export async function offerProgramme(tx: Write, typed: string): Promise<void> {
  tx.require('support.decide_programmes')
  const name = typed.trim().replace(/\s+/g, ' ')
  if (name.length < NAME.least || name.length > NAME.most)
    throw new Refused('invalid', 'programme', [{ field: 'programme', code: 'programme_name' }])
  const id = await store.insertProgramme(tx, name)
  if (id === null) throw new Refused('conflict', 'programme', [{ field: 'programme', code: 'programme_exists' }])
  await tx.record('cases.programme_offered', { object: id })
}

/** A programme that is offered no longer. Those who are in it stay in it until their own last day. */
export async function withdrawProgramme(tx: Write, id: string): Promise<void> {
  tx.require('support.decide_programmes')
  await store.closeProgramme(tx, id)
  await tx.record('cases.programme_withdrawn', { object: id })
}

/** Enrols somebody in a programme, beside those they are in already. */
export async function joinProgramme(
  tx: Write,
  joined: { readonly personId: string; readonly programmeId: string; readonly from: PlainDate },
): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, joined.personId)
  const { programmeId, from } = joined
  const isOffered = (await store.programmesOffered(tx)).some(({ id }) => id === programmeId)
  const isOpen = (await store.participationsOf(tx, person.id)).some(
    (each) => each.programmeId === programmeId && each.until === null,
  )
  const problems = [
    ...(isOffered ? [] : [{ field: 'programmeId', code: 'unknown_programme' }]),
    ...(isOpen ? [{ field: 'programmeId', code: 'participates_already' }] : []),
    ...(from > addDays(tx.today, 366) ? [{ field: 'programmeFrom', code: 'from_far' }] : []),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'participation', problems)
  const id = await store.insertParticipation(tx, of, { programmeId, from, until: null })
  await tx.record('cases.programme_joined', {
    ...(id !== null && { object: id }),
    personId: person.id,
    detail: { programmeId, from },
  })
}

/** Says which day was the last in a programme, also after the case is closed. */
export async function leaveProgramme(
  tx: Write,
  left: { readonly personId: string; readonly participationId: string; readonly last: PlainDate },
): Promise<void> {
  tx.require('support.work')
  const { person, found } = await lockGoingOn(tx, left)
  if (left.last < found.from)
    throw new Refused('invalid', 'participation', [{ field: 'last', code: 'last_before_from' }])
  if (left.last > addDays(tx.today, 366))
    throw new Refused('invalid', 'participation', [{ field: 'last', code: 'from_far' }])
  await store.closeParticipation(tx, found.id)
  const { programmeId, from } = found
  const until = addDays(left.last, 1)
  await store.insertParticipation(tx, { id: found.caseId, personId: found.personId }, { programmeId, from, until })
  await tx.record('cases.programme_left', { object: found.id, personId: person.id, detail: { programmeId, until } })
}

type Which = { readonly personId: string; readonly participationId: string }

/** Takes away what was put in by mistake: they never took part, whenever it was to begin. */
export async function removeProgramme(tx: Write, removed: Which): Promise<void> {
  tx.require('support.work')
  const { person, found } = await lockGoingOn(tx, removed)
  await store.closeParticipation(tx, found.id)
  const { programmeId, from } = found
  await tx.record('cases.programme_removed', { object: found.id, personId: person.id, detail: { programmeId, from } })
}

async function lockGoingOn(tx: Write, { personId, participationId }: Which) {
  const person = await lockSupported(tx, personId)
  const found = (await store.participationsOf(tx, person.id)).find(({ id }) => id === participationId)
  if (!found) throw new Refused('not_found', 'participation')
  if (found.until !== null) throw new Refused('conflict', 'participation_ended')
  return { person, found }
}
