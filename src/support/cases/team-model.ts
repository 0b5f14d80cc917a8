import { z } from 'zod'
import { Day } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * The team around the young person: a colleague, or somebody outside Sedd. To stand here says who does what and lets nobody in; that
 * is decided where sight is (docs/adr/0036-the-owner-of-a-case-is-let-in.md).
 */
export const MemberRole = z.enum([
  'coach',
  'mentor',
  'mentor_teacher',
  'mentor_assistant',
  'school_host',
  'pupil_coordinator',
  'counsellor',
  'welfare_counsellor',
  'special_educator',
  'guardian',
  'social_services',
  'health_care',
  'agency',
  'employer',
  'other',
])
export type MemberRole = z.infer<typeof MemberRole>

/** Two mentors share one young person: a teacher and a pupil assistant (Fellingsbro). One of each, and never the same person. */
export const DUAL_MENTORS: readonly MemberRole[] = ['mentor_teacher', 'mentor_assistant']

export const TeamMember = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  role: MemberRole,
  accountId: z.uuid().nullable(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  from: Day,
  /** The day after the last. */
  until: Day.nullable(),
})
export type TeamMember = z.infer<typeof TeamMember>

/** As typed: a colleague's account or a name, never both. */
export type NewMember = {
  readonly role: MemberRole
  readonly accountId: string | null
  readonly name: string
  readonly organisation: string
  readonly phone: string
  readonly email: string
  readonly from: z.infer<typeof Day>
}
