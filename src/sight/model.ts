import { z } from 'zod'
import { Role } from '../access/model.ts'
import { InstantText } from '../kernel/date.ts'

/**
 * Sight: why somebody sees a person, and who decides it.
 *
 * A ground opens a person to a member of staff: the case is theirs, they or their team were let in, they work at the unit where the
 * person studies, their role reaches everybody, an access in an emergency lasts, or another domain shares. A block (spärr) shuts out,
 * whatever the grounds. The walls in the database go by the same rows (access.reach, access.hidden); what is here shows and changes them.
 */

export const GroundKind = z.enum(['owner', 'case', 'team', 'unit', 'role', 'glass', 'share'])
export type GroundKind = z.infer<typeof GroundKind>

/** One reason for which one member of staff, or one other domain, sees a person. */
export const Ground = z.object({
  kind: GroundKind,
  membershipId: z.uuid().nullable(),
  displayName: z.string().nullable(),
  role: Role.nullable(),
  title: z.string().nullable(),
  teamName: z.string().nullable(),
  unitName: z.string().nullable(),
  /** The other domain of a share: whom it is shared with, or on a visit whose it is. */
  domainName: z.string().nullable(),
  topics: z.array(z.string()).nullable(),
  reason: z.string().nullable(),
  givenBy: z.string().nullable(),
  since: InstantText.nullable(),
  until: InstantText.nullable(),
})
export type Ground = z.infer<typeof Ground>

/** Somebody let in to a person: a member of staff or a team. `glass` they took themselves. */
export const Assignment = z.object({
  id: z.uuid(),
  kind: z.enum(['case', 'glass']),
  displayName: z.string(),
  role: Role.nullable(),
  title: z.string().nullable(),
  isTeam: z.boolean(),
  reason: z.string().nullable(),
  givenBy: z.string().nullable(),
  from: InstantText,
  until: InstantText.nullable(),
})
export type Assignment = z.infer<typeof Assignment>

/** One who may be let in: either a membership or a team. */
export const Candidate = z.object({
  membershipId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  displayName: z.string(),
  role: Role.nullable(),
  title: z.string().nullable(),
})
export type Candidate = z.infer<typeof Candidate>

/** A spärr that holds. Against one account, or with none named against everybody but the excepted. The person's name when one sees it. */
export const Block = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string().nullable(),
  displayName: z.string().nullable(),
  excepted: z.array(z.string()),
  reason: z.string(),
  setBy: z.string(),
  from: InstantText,
})
export type Block = z.infer<typeof Block>

/** One of another domain who may look into what is shared of a person. */
export const Looker = z.object({ accountId: z.uuid(), displayName: z.string(), domainName: z.string() })
export type Looker = z.infer<typeof Looker>

/** Against whom a block is set. */
export type Shut =
  | { readonly kind: 'one'; readonly accountId: string }
  | { readonly kind: 'others'; readonly excepted: readonly string[] }

export const Verdict = z.enum(['accepted', 'not_justified'])
export type Verdict = z.infer<typeof Verdict>

/** An access in an emergency (nödåtkomst), or an attempt that came to nobody. */
export const Glass = z.object({
  id: z.uuid(),
  personId: z.uuid().nullable(),
  personName: z.string().nullable(),
  outcome: z.enum(['unknown', 'hidden', 'given']),
  displayName: z.string(),
  role: Role,
  title: z.string().nullable(),
  reason: z.string(),
  minutes: z.number(),
  askedAt: InstantText,
  assignmentId: z.uuid().nullable(),
  until: InstantText.nullable(),
  endedAt: InstantText.nullable(),
  dueAt: InstantText.nullable(),
  verdict: Verdict.nullable(),
  done: z.string().nullable(),
  reviewedAt: InstantText.nullable(),
  reviewedBy: z.string().nullable(),
  stopReason: z.string().nullable(),
  stoppedBy: z.string().nullable(),
  toldAt: InstantText.nullable(),
})
export type Glass = z.infer<typeof Glass>
