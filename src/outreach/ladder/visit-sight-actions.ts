import type { Colleague } from '../../access/model.ts'
import { ROLES, type RoleCode } from '../../access/roles.ts'
import { colleagues } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { addDays, dayIn, endOf, type Instant } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonId } from '../../people/model.ts'
import { letIn } from '../../sight/actions.ts'
import type { Ground } from '../../sight/model.ts'
import { candidates, groundsOf, letsIn } from '../../sight/store.ts'
import type { VisitInput } from './visit-model.ts'
import { mayGo } from './visit-rules.ts'

/** What is written where somebody is let in because they go along. */
const WHY = 'Går på hembesök'

/** So long after the visit whoever came along still sees the young person: to write down what came of it. */
const DAYS_AFTER = 7

/** What opens somebody as far as outreach. A unit opens schooling alone, and an emergency is no way to plan by. */
const OPENS: readonly Ground['kind'][] = ['owner', 'case', 'team', 'role']

type Goers = Pick<VisitInput, 'visitAt' | 'firstBy' | 'secondBy'>

/**
 * Two must go (AFS 2023:2), and the second is often of another team, whom nobody has let in: the visit would stand on no list of theirs and
 * what is to be thought of would be hidden from them. So whoever goes and does not see the young person is let in for it, as the owner of a
 * case is (ADR 0036): with the reason, to a week after the visit, shown with everybody else who sees them, and ended when the visit is called
 * off. Who lets nobody in is refused, and told whom to ask; a wall that shuts a colleague out (spärr, protected identity) goes before it.
 * Answers with the lettings-in that were made.
 */
export async function letGoersIn(
  tx: Write,
  { personId, visit }: { readonly personId: PersonId; readonly visit: Goers },
): Promise<readonly string[]> {
  tx.require('outreach.log')
  const staff = await colleagues(tx)
  const made: string[] = []
  for (const field of ['firstBy', 'secondBy'] as const) {
    const accountId = visit[field]
    const isActor = accountId === tx.actor.accountId
    const theirs = staff.filter((each) => each.accountId === accountId && mayGo(each))
    const sees = async () => seesThen(await groundsOf(tx, personId), { theirs, visitAt: visit.visitAt, isActor })
    if (await sees()) continue
    const id = await letOneIn(tx, { personId, theirs, visitAt: visit.visitAt })
    if (id !== null) made.push(id)
    if (!(await sees()))
      throw new Refused('invalid', 'visit', [{ field, code: isActor ? 'sight_ends' : 'goer_out_of_reach' }])
  }
  return made
}

type Sight = { readonly theirs: readonly Colleague[]; readonly visitAt: Instant; readonly isActor: boolean }

/** Whether a ground lasts the day of the visit out. Whoever plans it sees the young person already, whatever opens that to them. */
function seesThen(grounds: readonly Ground[], { theirs, visitAt, isActor }: Sight): boolean {
  const last = Date.parse(endOf(dayIn(visitAt)))
  return grounds.some(
    ({ kind, membershipId, until }) =>
      (isActor || OPENS.includes(kind)) &&
      theirs.some((each) => each.membershipId === membershipId) &&
      (until === null || Date.parse(until) >= last),
  )
}

type LettingIn = { readonly personId: PersonId; readonly theirs: readonly Colleague[]; readonly visitAt: Instant }

/** Null where the actor lets nobody in, or not this colleague; and where they are let in already, but not for so long. */
async function letOneIn(tx: Write, { personId, theirs, visitAt }: LettingIn): Promise<string | null> {
  if (!tx.may('sight.assign') || !(await letsIn(tx, personId))) return null
  const open = await candidates(tx, personId)
  const grounds = await groundsOf(tx, personId)
  const fit = theirs.find(
    ({ membershipId, role }) =>
      ROLES[role as RoleCode].reach === 'assigned' &&
      open.some((each) => each.membershipId === membershipId) &&
      !grounds.some((each) => each.kind === 'case' && each.membershipId === membershipId),
  )
  if (!fit) return null
  const until = endOf(addDays(dayIn(visitAt), DAYS_AFTER))
  return letIn(tx, { personId, membershipId: fit.membershipId, teamId: null, reason: WHY, until })
}
