import type { Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { takeUpToday } from '../../outreach/contacts/actions.ts'
import { requireNone } from './actions.ts'
import * as store from './group-store.ts'
import type { Attendance, Group, Member, Presence } from './model.ts'
import { presenceProblems, sameSaid, sessionProblems } from './rules.ts'

export type Attended = Readonly<Record<string, Presence>>

type Met = {
  readonly groupId: string
  /** The session that is corrected; null for one that is noted. */
  readonly sessionId: string | null
  /** That the group met once more the same day. */
  readonly isAnother: boolean
  readonly onDay: PlainDate
  readonly minutes: number
  /** By activity: those who are not named are not told of, and of whom null is said nothing is said any longer. */
  readonly attended: Attended
}

export type Told = { readonly added: number; readonly changed: number }

/** Notes a session of a group with who came, or corrects one. Answers of how many something was said first, and of how many anew. */
export async function enterSession(tx: Write, met: Met): Promise<Told> {
  tx.require('support.work')
  const group = await store.lockGroup(tx, met.groupId)
  const members = await store.groupMembers(tx, met.groupId)
  const named = members.filter(({ activityId }) => met.attended[activityId] !== undefined)
  requireNone('session', presenceProblems(Object.entries(met.attended)))
  if (named.every(({ activityId }) => met.attended[activityId] === null) && met.sessionId === null)
    throw new Refused('invalid', 'session', [{ field: 'attended', code: 'attended_missing' }])
  const { id, onDay, before } = await sessionFor(tx, { met, group, named })
  const told = { added: 0, changed: 0 }
  for (const member of named) {
    const { activityId } = member
    const stands = before.get(activityId) ?? null
    const said = met.attended[activityId] ?? null
    if (sameSaid(stands, said)) continue
    await sayOf(tx, { member, sessionId: id, stands, said, onDay })
    told[stands === null ? 'added' : 'changed'] += 1
  }
  await tx.record('activities.session_entered', { object: id, detail: { rows: told.added + told.changed } })
  return told
}

type Sought = { readonly met: Met; readonly group: Group; readonly named: readonly Member[] }
type Found = { readonly id: string; readonly onDay: PlainDate; readonly before: ReadonlyMap<string, Attendance> }

/** The session that is meant: the one that is corrected; of the same day the one that a colleague noted of others; else a new one. */
async function sessionFor(tx: Write, { met, group, named }: Sought): Promise<Found> {
  const { groupId, sessionId, onDay, minutes } = met
  if (sessionId !== null) {
    const session = await store.sessionOf(tx, { groupId, sessionId })
    return { ...session, before: await saidOf(tx, session.id) }
  }
  const { startsOn, overOn } = group
  requireNone('session', sessionProblems({ onDay, minutes }, { startsOn, overOn, today: tx.today }))
  const last = met.isAnother ? null : await store.lastSessionOn(tx, { groupId, onDay })
  if (last === null) return { id: await store.insertSession(tx, met), onDay, before: new Map() }
  const before = await saidOf(tx, last)
  const said = named.filter(({ activityId }) => met.attended[activityId] !== null)
  const isNew = said.some(({ activityId }) => !before.has(activityId))
  const isSame = ({ activityId }: Member) =>
    !before.has(activityId) || sameSaid(before.get(activityId) ?? null, met.attended[activityId] ?? null)
  // Whether what is said otherwise, or again, is a correction or another session is for the one who notes it to say.
  if (!isNew || !said.every(isSame))
    throw new Refused('invalid', 'session', [{ field: 'isAnother', code: 'session_told' }])
  return { id: last, onDay, before }
}

const saidOf = async (tx: Write, sessionId: string) =>
  new Map((await store.attendanceOf(tx, sessionId)).map((each) => [each.activityId, each]))

/** As long afterwards a call the same day is still of use. */
const CALL_DAYS = 7

type Saying = {
  readonly member: Member
  readonly sessionId: string
  readonly stands: Attendance | null
  readonly said: Presence
  readonly onDay: PlainDate
}

/** Says of one whether they came, in place of what was said before. Whoever stayed away gets a call. */
async function sayOf(tx: Write, { member, sessionId, stands, said, onDay }: Saying): Promise<void> {
  const { activityId, personId, rootId } = member
  if (stands !== null) await store.closeAttendance(tx, { sessionId, activityId })
  if (said !== null) await store.insertAttendance(tx, { sessionId, activityId, personId, ...said })
  const stayedAway = said?.came === 'no_show' && stands?.came !== 'no_show'
  if (stayedAway && onDay >= addDays(tx.today, -CALL_DAYS) && tx.may('outreach.log'))
    await takeUpToday(tx, { personId: rootId, channel: 'call' })
  const detail = { came: said?.came ?? 'untold' }
  await tx.record('activities.session_attended', { object: sessionId, personId: rootId, detail })
}
