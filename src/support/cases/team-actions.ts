import { colleagues } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { lockOpenCase } from './actions.ts'
import type { NewMember } from './team-model.ts'
import { memberProblems } from './team-rules.ts'
import * as store from './team-store.ts'

/** Puts somebody in the team around the young person. It lets them in to nothing. */
export async function addMember(
  tx: Write,
  { personId, ...typed }: NewMember & { readonly personId: string },
): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, personId)
  const made = readMember(typed)
  const team = await store.teamOf(tx, person.id)
  const isColleague =
    made.accountId === null ||
    (await colleagues(tx)).some(({ accountId, current }) => accountId === made.accountId && current)
  const problems = isColleague
    ? memberProblems(made, { team, today: tx.today })
    : [{ field: 'account', code: 'unknown_colleague' }]
  if (problems.length > 0) throw new Refused('invalid', 'member', problems)
  const id = await store.insertMember(tx, of, { ...made, until: null })
  await tx.record('cases.member_added', { object: id, personId: person.id, detail: { role: made.role } })
  return id
}

function readMember(typed: NewMember): NewMember {
  const tidy = (text: string) => text.trim().replace(/\s+/g, ' ')
  const { name, organisation, phone, email } = typed
  return { ...typed, name: tidy(name), organisation: tidy(organisation), phone: tidy(phone), email: tidy(email) }
}

/** Says which day was somebody's last in the team: today or before. */
export async function endMember(
  tx: Write,
  ended: { readonly personId: string; readonly memberId: string; readonly last: PlainDate },
): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, ended.personId)
  const member = (await store.teamOf(tx, person.id)).find(({ id }) => id === ended.memberId)
  if (!member) throw new Refused('not_found', 'member')
  if (member.until !== null) throw new Refused('conflict', 'member_ended')
  // Who was put there by mistake, or begins later, was never there.
  const neverBegan = addDays(ended.last, 1) < member.from
  const until = neverBegan ? member.from : addDays(ended.last, 1)
  await store.closeMember(tx, member.id)
  const { role, accountId, from } = member
  const told = {
    name: member.name ?? '',
    organisation: member.organisation ?? '',
    phone: member.phone ?? '',
    email: member.email ?? '',
  }
  await store.insertMember(
    tx,
    { id: member.caseId, personId: member.personId },
    { role, accountId, from, until, ...told },
  )
  await tx.record('cases.member_ended', {
    object: member.id,
    personId: person.id,
    detail: { case: of.id, role, until },
  })
}
