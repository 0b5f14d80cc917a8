import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { StaffChange } from './model.ts'
import * as store from './store.ts'

function nameProblem(code: string): Refused {
  return new Refused('invalid', 'team', [{ field: 'name', code }])
}

async function requireName(tx: Read, name: string, own: string | null): Promise<void> {
  if (name.length < 2 || name.length > 80) throw nameProblem('team_name')
  const taken = (await store.teams(tx)).some(
    (team) => team.id !== own && team.name.toLowerCase() === name.toLowerCase(),
  )
  if (taken) throw nameProblem('team_taken')
}

export async function makeTeam(tx: Write, name: string): Promise<string> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  await requireName(tx, name, null)
  const id = await store.insertTeam(tx, name)
  await tx.record('access.team_made', { object: id })
  return id
}

export async function renameTeam(tx: Write, { id, name }: { id: string; name: string }): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  await requireName(tx, name, id)
  await store.renameTeam(tx, id, name)
  await tx.record('access.team_renamed', { object: id })
}

/** With the team end the doors it opened to those whom the team was let in to. */
export async function endTeam(tx: Write, id: string): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  await store.endTeam(tx, id)
  await tx.record('access.team_ended', { object: id })
}

type Member = { readonly teamId: string; readonly membershipId: string }

/**
 * Nobody puts themself in a team: the store finds no membership of the actor's own. Into one that is let in to somebody a second person
 * lets them: who joins it sees whom the team sees.
 */
export async function addTeamMember(tx: Write, member: Member): Promise<'in' | 'waiting'> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  const isAsked = ({ teamId, memberId }: StaffChange) => teamId === member.teamId && memberId === member.membershipId
  if ((await store.staffChanges(tx)).some(isAsked))
    throw new Refused('conflict', 'role_waits', [{ field: 'membership', code: 'role_waits' }])
  const { changeId } = await store.addTeamMember(tx, member)
  const detail = { membership: member.membershipId }
  if (changeId === null) await tx.record('access.team_joined', { object: member.teamId, detail })
  else await tx.record('access.team_asked_for', { object: changeId, detail: { ...detail, team: member.teamId } })
  return changeId === null ? 'in' : 'waiting'
}

export async function endTeamMember(tx: Write, member: Member): Promise<void> {
  tx.require('access.edit_staff')
  tx.requireAssurance(3)
  await store.endTeamMember(tx, member)
  await tx.record('access.team_left', { object: member.teamId, detail: { membership: member.membershipId } })
}
