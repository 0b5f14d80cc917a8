import type { Read, Write } from '../../kernel/database.ts'
import * as actions from './actions.ts'
import { type Plan, type PlannedRow, planFile, type StaffRow, type Step, type World } from './file-rules.ts'
import * as store from './store.ts'
import { addTeamMember } from './team-actions.ts'

export type StaffFile = { readonly rows: readonly StaffRow[]; readonly complete: boolean }

/** What a file would change, as things are now. */
export async function plannedFile(tx: Read, { rows, complete }: StaffFile): Promise<Plan> {
  return planFile(rows, await worldOf(tx), complete)
}

async function worldOf(tx: Read): Promise<World> {
  return {
    members: await store.staff(tx),
    changes: await store.staffChanges(tx),
    units: await store.placeableUnits(tx),
    teams: await store.teams(tx),
    ownAccountId: tx.actor.accountId,
  }
}

/** Does all that a file says, or nothing of it. Rows that were refused are left out; the same file again changes nothing. */
export async function applyFile(tx: Write, file: StaffFile): Promise<Plan> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const world = await worldOf(tx)
  const plan = planFile(file.rows, world, file.complete)
  const ids = new Map(world.members.map(({ userName, id }) => [userName.toLowerCase(), id]))
  for (const row of plan.rows) for (const step of row.steps) await take(tx, step, { row, ids })
  for (const { staffId, membershipId, last } of plan.endings)
    await (last ? actions.deactivate(tx, staffId) : actions.endRole(tx, { staffId, membershipId }))
  const count = (fate: PlannedRow['fate']) => plan.rows.filter((row) => row.fate === fate).length
  await tx.record('access.file_applied', {
    detail: {
      added: count('added'),
      roles: count('role'),
      changed: count('changed'),
      refused: count('refused'),
      ended: plan.endings.length,
    },
  })
  return plan
}

type At = { readonly row: PlannedRow; readonly ids: Map<string, string> }

async function take(tx: Write, step: Step, { row, ids }: At): Promise<void> {
  const key = row.person.userName.toLowerCase()
  if (step.kind === 'add') {
    ids.set(key, await actions.addStaff(tx, { ...step.person, source: 'file' }))
    return
  }
  const staffId = ids.get(key) ?? ''
  if (step.kind === 'details') return actions.changeStaff(tx, { staffId, ...step.person })
  if (step.kind === 'grant') {
    await actions.grantRole(tx, { ...step, staffId, replaces: null })
    return
  }
  const membershipId = await membershipOf(tx, staffId, row.role)
  const of = { staffId, membershipId }
  if (step.kind === 'title') return actions.changeTitle(tx, { ...of, title: step.title })
  if (step.kind === 'place') return actions.placeAt(tx, { ...of, units: step.units })
  if (step.kind === 'join') {
    await addTeamMember(tx, { teamId: step.teamId, membershipId })
    return
  }
  return step.kind === 'sight' ? actions.askForSight(tx, of) : actions.lowerSight(tx, of)
}

async function membershipOf(tx: Read, staffId: string, role: string | null): Promise<string> {
  const { memberships } = await store.staffById(tx, staffId)
  return memberships.find((each) => each.role === role)?.id ?? ''
}
