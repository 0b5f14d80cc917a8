import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { once } from '../../people/once.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Goal, Measure, Plan, Step, type WholePlan } from './model.ts'

const Id = z.object({ id: z.uuid() })

const planColumns = raw(`
  l.id, l.case_id as "caseId", l.person_id as "personId", l.version as number, l.words, l.starts_on as "startsOn", l.set_by as "setBy",
  l.known_from as "knownFrom"`)
const goalColumns = raw(`
  g.id, g.goal_id as "goalId", g.case_id as "caseId", g.person_id as "personId", g.words, g.matters, g.strengths, g.starts_on as "startsOn",
  g.ends_on as "endsOn", g.state, g.ended_on as "endedOn", g.attainment, g.reason, g.reason_words as "reasonWords", g.set_by as "setBy",
  g.known_from as "knownFrom"`)
const stepColumns = raw(`
  s.id, s.step_id as "stepId", s.goal_id as "goalId", s.person_id as "personId", s.words, s.responsible, s.account_id as "accountId", s.actor,
  s.actor_words as "actorWords", s.starts_on as "startsOn", s.due_on as "dueOn", s.state, s.ended_on as "endedOn", s.reason,
  s.reason_words as "reasonWords", s.set_by as "setBy", s.known_from as "knownFrom"`)

/** The version of the plan that holds, or null. Where a merge has brought two together, the one that was changed last. */
export async function planOf(tx: Read, root: PersonId): Promise<Plan | null> {
  const [found] = await tx.all(
    Plan,
    prepared(sql`
    select ${planColumns} from support_plan l where l.person_id in (${membersOfRoot(tx, root)}) and l.known_until is null
     order by l.known_from desc, l.id limit 1`),
  )
  return found ?? null
}

/** Every version of the plan, the latest first. */
export function planVersions(tx: Read, root: PersonId): Promise<Plan[]> {
  return tx.all(
    Plan,
    sql`select ${planColumns} from support_plan l where l.person_id in (${membersOfRoot(tx, root)}) order by l.known_from desc, l.version desc`,
  )
}

export function goalsOf(tx: Read, root: PersonId): Promise<Goal[]> {
  return once(tx, `goals ${root}`, () =>
    tx.all(
      Goal,
      prepared(sql`
    select ${goalColumns} from support_goal g where g.person_id in (${membersOfRoot(tx, root)}) and g.known_until is null
     order by array_position('{open,ended,archived}', g.state), g.starts_on, g.known_from, g.id`),
    ),
  )
}

export function stepsOf(tx: Read, root: PersonId): Promise<Step[]> {
  return tx.all(
    Step,
    prepared(sql`
    select ${stepColumns} from support_step s where s.person_id in (${membersOfRoot(tx, root)}) and s.known_until is null
     order by s.state in ('done', 'not_needed'), s.due_on nulls last, s.starts_on, s.step_id`),
  )
}

/** The plan as it is read, with what is ended and laid aside. */
export async function wholePlan(tx: Read, root: PersonId): Promise<WholePlan> {
  const [plan, goals, steps] = await Promise.all([planOf(tx, root), goalsOf(tx, root), stepsOf(tx, root)])
  const own = Map.groupBy(steps, ({ goalId }) => goalId)
  return { plan, goals: goals.map((goal) => ({ ...goal, steps: own.get(goal.goalId) ?? [] })) }
}

/** What is done with a person, as far as the seven items ask. */
export function measuresOf(tx: Read, root: PersonId): Promise<Measure[]> {
  return tx.all(
    Measure,
    prepared(sql`
    select a.kind, a.state, a.ends_on as "endsOn", a.ended_on as "endedOn", a.reason
      from support_activity a where a.person_id in (${membersOfRoot(tx, root)}) and a.known_until is null`),
  )
}

/** A goal of the person as it stands; not found where it is another's. */
export async function goalOf(
  tx: Read,
  { root, goalId }: { readonly root: PersonId; readonly goalId: string },
): Promise<Goal> {
  return tx.one(
    Goal,
    sql`select ${goalColumns} from support_goal g
         where g.goal_id = ${goalId} and g.known_until is null and g.person_id in (${membersOfRoot(tx, root)})`,
  )
}

export async function stepOf(
  tx: Read,
  { root, stepId }: { readonly root: PersonId; readonly stepId: string },
): Promise<Step> {
  return tx.one(
    Step,
    sql`select ${stepColumns} from support_step s
         where s.step_id = ${stepId} and s.known_until is null and s.person_id in (${membersOfRoot(tx, root)})`,
  )
}

/** Every wording of a goal, the latest first. */
export function goalWordings(
  tx: Read,
  { root, goalId }: { readonly root: PersonId; readonly goalId: string },
): Promise<Goal[]> {
  return tx.all(
    Goal,
    sql`select ${goalColumns} from support_goal g
         where g.goal_id = ${goalId} and g.person_id in (${membersOfRoot(tx, root)}) order by g.known_from desc`,
  )
}

type NewPlan = Pick<Plan, 'caseId' | 'personId' | 'number' | 'words' | 'startsOn'>

export async function insertPlan(tx: Write, plan: NewPlan): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into support_plan (domain_id, case_id, person_id, version, words, starts_on, set_by, known_from)
        values (${tx.actor.domainId}, ${plan.caseId}, ${plan.personId}, ${plan.number}, ${plan.words}, ${plan.startsOn},
                ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

export async function closePlan(tx: Write, planId: string): Promise<void> {
  await close(tx, 'support_plan', planId)
}

type GoalRow = Omit<Goal, 'id' | 'goalId' | 'setBy' | 'knownFrom'> & { readonly id: string; readonly goalId: string }

/** A wording of a goal, in place of the one before; the first one's id is the goal's. */
export async function insertGoal(tx: Write, goal: GoalRow): Promise<void> {
  await tx.run(sql`
    insert into support_goal (domain_id, id, goal_id, case_id, person_id, words, matters, strengths, starts_on, ends_on, state, ended_on,
                              attainment, reason, reason_words, set_by, known_from)
    values (${tx.actor.domainId}, ${goal.id}, ${goal.goalId}, ${goal.caseId}, ${goal.personId}, ${goal.words}, ${goal.matters},
            ${goal.strengths}, ${goal.startsOn}, ${goal.endsOn}, ${goal.state}, ${goal.endedOn}, ${goal.attainment}, ${goal.reason},
            ${goal.reasonWords}, ${tx.actor.accountId}, ${tx.now})`)
}

export async function closeGoal(tx: Write, wordingId: string): Promise<void> {
  await close(tx, 'support_goal', wordingId)
}

type StepRow = Omit<Step, 'setBy' | 'knownFrom'>

export async function insertStep(tx: Write, step: StepRow): Promise<void> {
  await tx.run(sql`
    insert into support_step (domain_id, id, step_id, goal_id, person_id, words, responsible, account_id, actor, actor_words, starts_on,
                              due_on, state, ended_on, reason, reason_words, set_by, known_from)
    values (${tx.actor.domainId}, ${step.id}, ${step.stepId}, ${step.goalId}, ${step.personId}, ${step.words}, ${step.responsible},
            ${step.accountId}, ${step.actor}, ${step.actorWords}, ${step.startsOn}, ${step.dueOn}, ${step.state}, ${step.endedOn},
            ${step.reason}, ${step.reasonWords}, ${tx.actor.accountId}, ${tx.now})`)
}

export async function closeStep(tx: Write, wordingId: string): Promise<void> {
  await close(tx, 'support_step', wordingId)
}

/** Closes the version that a form was shown. When it is no longer the open one, somebody else has written meanwhile. */
async function close(tx: Write, table: 'support_plan' | 'support_goal' | 'support_step', id: string): Promise<void> {
  const touched = await tx.run(closing(tx, table, id))
  if (touched === 0) throw new Refused('conflict', 'written_meanwhile')
}

function closing(tx: Write, table: 'support_plan' | 'support_goal' | 'support_step', id: string): Sql {
  const set = sql`set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId} where v.id = ${id} and v.known_until is null`
  if (table === 'support_plan') return sql`update support_plan v ${set}`
  return table === 'support_goal' ? sql`update support_goal v ${set}` : sql`update support_step v ${set}`
}
