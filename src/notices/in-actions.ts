import type { Read, Write } from '../kernel/database.ts'
import { addDays, instantOf, type PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import type { PersonId } from '../people/model.ts'
import { lockPerson, personByNumber } from '../people/store.ts'
import { lookUp } from '../register/actions.ts'
import { type Noted, noteBegun, noteEnded, takeBackNoted } from '../register/noted-actions.ts'
import { isHeld, studiesOf } from '../register/noted-store.ts'
import { isMember, periodsOf } from '../register/store.ts'
import { type Planned, plannedBy, shownFrom } from './effect-rules.ts'
import * as inbox from './in-store.ts'
import type { Effect, NO_EFFECT, NoticeIn, Told } from './model.ts'
import { settingOf } from './owed-actions.ts'
import { answerParcel } from './post-store.ts'
import { type InVerb, mayDoIn } from './rules.ts'

/** Opens a notice that has come. The first time, the sender gets a receipt. */
export async function openIn(tx: Write, id: string): Promise<NoticeIn> {
  tx.require('notices.read')
  const notice = await inbox.lockIn(tx, id)
  if (notice.openedAt === null && tx.may('notices.work')) {
    await inbox.setOpened(tx, id)
    if (notice.parcelId !== null) await answerParcel(tx, notice.parcelId, 'opened')
  }
  await tx.record('notices.opened', { object: id, personId: notice.personId ?? undefined })
  return inbox.noticeIn(tx, id)
}

/** What applying it would do, seen against what is known today. Null: it is of nobody known here. */
export async function planOf(tx: Read, notice: NoticeIn): Promise<Planned | null> {
  return notice.personId === null ? null : plannedBy(notice, await studiesOf(tx, notice.personId))
}

/** Whether what a notice changed is still held true: a later delivery may say otherwise. */
export async function isSuperseded(tx: Read, { openedVersion }: NoticeIn): Promise<boolean> {
  return openedVersion !== null && !(await isHeld(tx, openedVersion))
}

export type Entered = Told & {
  readonly number: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly sender: string
  readonly toldOn: PlainDate
}

/**
 * Enters a notice that came on paper or otherwise. Whose number it is is looked up, which stands in the trail; a number that is nobody's
 * here is kept with the notice. Refuses with `conflict` one that is here already (`here_already`).
 */
export async function enterNotice(tx: Write, entered: Entered): Promise<string> {
  tx.require('notices.work')
  const problems = enteredProblems(entered, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'notice', problems)
  const personId = await personByNumber(tx, entered.number)
  if (personId !== null) {
    // Of two who enter the same at once the second is told.
    await lockPerson(tx, personId)
    await lookUp(tx, personId)
  }
  if ((await inbox.sameNotice(tx, { ...entered, personId })) !== null)
    throw new Refused('conflict', 'notice', [{ field: 'number', code: 'here_already' }])
  const { handleDays } = await settingOf(tx)
  const told = { toldAt: instantOf(entered.toldOn, '12:00'), dueOn: addDays(tx.today, handleDays) }
  const id = await inbox.insertIn(tx, { ...entered, ...told, personId, parcelId: null })
  await tx.record('notices.entered', { object: id, personId: personId ?? undefined, detail: { kind: entered.kind } })
  return id
}

function enteredProblems({ sender, schoolUnit, schoolUnitCode, onDay, toldOn, kind }: Entered, today: PlainDate) {
  const problems: FieldProblem[] = []
  if (sender.length < 1 || sender.length > 200) problems.push({ field: 'sender', code: 'sender_missing' })
  if (schoolUnit.length < 1 || schoolUnit.length > 200) problems.push({ field: 'schoolUnit', code: 'school_missing' })
  if (schoolUnitCode !== null && !/^\d{8}$/.test(schoolUnitCode))
    problems.push({ field: 'schoolUnitCode', code: 'school_code_unreadable' })
  if (toldOn > today) problems.push({ field: 'toldOn', code: 'day_in_future' })
  if (kind === 'absent' && onDay > today) problems.push({ field: 'onDay', code: 'day_in_future' })
  return problems
}

/** Looks once more for whose number it is. Answers whether it is somebody known here by now. */
export async function matchNotice(tx: Write, id: string): Promise<boolean> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'match')
  if (notice.number === null) throw new Refused('conflict', 'done_already')
  const personId = await personByNumber(tx, notice.number)
  if (personId !== null) {
    await lookUp(tx, personId)
    await inbox.setPerson(tx, id, personId)
  }
  await tx.record('notices.matched', {
    object: id,
    personId: personId ?? undefined,
    detail: { found: personId !== null },
  })
  return personId !== null
}

/**
 * Lets a notice have its effect: what it tells becomes a fact with the notice as its source, and the register is computed from it. Refuses
 * with `conflict` one of somebody not known here (`nobody_here`), and one that is not to change anything, with why (`known_already`,
 * `newer_known`, `no_such_studies`).
 */
export async function applyNotice(tx: Write, id: string): Promise<{ effect: Effect; on: PlainDate | null }> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'apply')
  const { personId } = notice
  // What it would do is seen against what is held when nobody else changes it.
  if (personId !== null) await lockPerson(tx, personId)
  const planned = await planOf(tx, notice)
  if (personId === null || planned === null) throw new Refused('conflict', 'nobody_here')
  if (planned.does === 'nothing' && planned.why !== 'absence') throw new Refused('conflict', planned.why)
  const from = shownFrom(notice, tx.today)
  const before = await isMember(tx, personId, from)
  const noted = await carryOut(tx, { notice, personId, planned })
  const after = await isMember(tx, personId, from)
  const effect = before === after ? 'none' : after ? 'entered' : 'left'
  const on = effect === 'entered' ? await sinceWhen(tx, personId, from) : effect === 'left' ? from : null
  await inbox.setApplied(tx, id, {
    effect,
    effectOn: on,
    opened: noted?.opened ?? null,
    closed: noted?.closed ?? null,
  })
  if (notice.parcelId !== null) await answerParcel(tx, notice.parcelId, 'applied')
  await tx.record('notices.applied', { object: id, personId, detail: { kind: notice.kind, effect } })
  return { effect, on }
}

type Carrying = { readonly notice: NoticeIn; readonly personId: PersonId; readonly planned: Planned }

async function carryOut(tx: Write, { notice, personId, planned }: Carrying): Promise<Noted | null> {
  const source = noticeSource(notice.sender)
  if (planned.does === 'begin') {
    const { schoolForm, programmeCode, schoolUnitCode, schoolUnit, onDay } = notice
    return noteBegun(tx, { personId, schoolForm, programmeCode, schoolUnitCode, schoolUnit, startsOn: onDay, source })
  }
  if (planned.does === 'nothing') return null
  const { studies, endsBefore } = planned
  return noteEnded(tx, { personId, version: studies.id, endsBefore, interrupted: notice.interrupted, source })
}

/** How studies say that a notice told of them: read again by `recordSource` of the register. */
const noticeSource = (sender: string) => `underrättelse: ${sender}`

async function sinceWhen(tx: Read, personId: PersonId, on: PlainDate): Promise<PlainDate | null> {
  const periods = await periodsOf(tx, personId)
  return (
    periods.find(({ from, until }) => (from === null || from <= on) && (until === null || until > on))?.from ?? null
  )
}

/** It changes nothing, and why. */
export async function setNoEffect(
  tx: Write,
  { id, reason }: { readonly id: string; readonly reason: (typeof NO_EFFECT)[number] },
): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'set_no_effect')
  await inbox.setSettled(tx, id, { as: 'no_effect', reason })
  if (notice.parcelId !== null) await answerParcel(tx, notice.parcelId, 'no_effect')
  await tx.record('notices.no_effect', { object: id, personId: notice.personId ?? undefined, detail: { reason } })
}

/** It is another municipality's: the sender is told. */
export async function returnNotice(tx: Write, id: string): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'return')
  await inbox.setSettled(tx, id, { as: 'returned', reason: 'wrong_municipality' })
  if (notice.parcelId !== null) await answerParcel(tx, notice.parcelId, 'returned')
  await tx.record('notices.returned', { object: id, personId: notice.personId ?? undefined })
}

/**
 * Takes back what was done with a notice: it is new again, and what it had changed is as it was. Refuses with `conflict` when something
 * later says otherwise (`studies_changed`), and when the notice was of nobody known here (`nobody_here`).
 */
export async function undoNotice(tx: Write, id: string): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'undo')
  const { personId, openedVersion: opened, closedVersion: closed } = notice
  if (personId === null) throw new Refused('conflict', 'nobody_here')
  if (notice.withdrawnAt !== null && notice.state === 'no_effect') throw new Refused('conflict', 'done_already')
  if (opened !== null) await takeBackNoted(tx, { personId, opened, closed })
  await inbox.setNew(tx, id)
  if (notice.parcelId !== null) await answerParcel(tx, notice.parcelId, 'again')
  await tx.record('notices.undone', { object: id, personId })
}

async function locked(tx: Write, id: string, verb: InVerb): Promise<NoticeIn> {
  const notice = await inbox.lockIn(tx, id)
  if (!mayDoIn(notice.state, verb)) throw new Refused('conflict', 'done_already')
  return notice
}
