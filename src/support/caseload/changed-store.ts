import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { addDays, instantOf } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { everyEvent } from '../../trail/store.ts'
import { changedSince, LOOKED } from './rules.ts'

/** So far back it is asked what others have done. */
const DAYS_BACK = 30

/**
 * What changes a case, as the log calls it, for whoever follows the case: none is of a topic that some who follow it do not read, as a mapping or a
 * note may be.
 */
const CHANGES = [
  ...['cases.opened', 'cases.closed', 'cases.owner_changed', 'cases.setting_changed', 'cases.member_added'],
  ...['cases.programme_joined', 'cases.programme_left', 'exits.recorded', 'exits.corrected'],
  ...['meetings.planned', 'meetings.changed', 'meetings.cancelled', 'meetings.held', 'meetings.item_added'],
  ...['plans.opened', 'plans.worded', 'plans.answered', 'plans.reviewed', 'plans.goal_set', 'plans.goal_reworded'],
  ...['plans.goal_ended', 'plans.step_added', 'plans.step_moved', 'progress.recorded', 'progress.answered'],
  ...['activities.planned', 'activities.moved', 'activities.booked', 'activities.attended', 'activities.joined'],
  ...['placements.agreement_taken', 'placements.changed', 'placements.started', 'placements.ended'],
  ...['week.planned', 'week.marked', 'week.answered', 'outreach.contact_logged', 'outreach.next_set'],
  ...['messages.received', 'messages.tied', 'checkins.answered'],
] as const

const Member = z.object({ id: PersonId, root: PersonId })

/** Those of one's own open cases in which somebody else has done something since one looked, within a month: what the log tells, and no words. */
export async function peopleChanged(tx: Read): Promise<readonly PersonId[]> {
  const members = await tx.all(
    Member,
    sql`
    select m.id, m.root_id as root
      from support_owner o
      join support_period d on d.domain_id = o.domain_id and d.case_id = o.case_id and d.known_until is null
      join person c on c.domain_id = o.domain_id and c.id = o.person_id
      join person m on m.domain_id = c.domain_id and m.root_id = c.root_id
     where o.account_id = ${tx.actor.accountId} and o.known_until is null`,
  )
  if (members.length === 0) return []
  const rootOf = new Map(members.map(({ id, root }) => [id as string, root]))
  const found = await everyEvent(tx, {
    ...{ personIds: [...rootOf.keys()], actions: [LOOKED, ...CHANGES] },
    from: instantOf(addDays(tx.today, -DAYS_BACK), '00:00'),
  })
  const done = found.flatMap(({ personId, actorId, action }) => {
    const person = rootOf.get(personId ?? '')
    return person === undefined ? [] : [{ person, by: actorId, action }]
  })
  return changedSince(done, tx.actor.accountId)
}
