/**
 * Roles as data: what each reaches, on which topics, and the rights that the database itself asks for. The table `access.role` says the
 * same, and a test holds them together. What a role may do in the program is declared by each module (`permissions.ts`).
 *
 * `answers` names the requirements that asked for the role.
 */
export type RoleData = {
  /** Everybody of the domain; those assigned to one, one's team or unit; nobody. */
  readonly reach: 'domain' | 'assigned' | 'none'
  readonly topics: readonly RoleTopic[]
  readonly rights: readonly Right[]
  readonly answers: readonly string[]
}

/** What of a person a wall opens: the parts that are shared, or not, with somebody. */
export const TOPICS = ['identity', 'contact', 'schooling', 'register', 'outreach', 'support', 'note'] as const
export type Topic = (typeof TOPICS)[number]

/** What a note speaks of. A role reads the notes of the topics it names, and those one wrote oneself. */
export const NOTE_TOPICS = ['support', 'school', 'health', 'social'] as const
export type NoteTopic = (typeof NOTE_TOPICS)[number]

/** `*`: all of a person but the notes. `worked.`: to a role that reaches everybody, of those alone whom somebody works with. */
export type RoleTopic = Topic | '*' | `note.${NoteTopic}` | 'worked.schooling'

export type Right =
  | 'assign'
  | 'block'
  | 'review'
  | 'share'
  | 'imports'
  | 'accounts'
  | 'log'
  | 'extract'
  | 'retention'
  | 'glass'
  | 'secrecy'
  | 'provision'
  | 'triage'
  | 'notify'

const CASE_NOTES = ['note.support', 'note.school', 'note.social'] as const
const HEALTH_NOTES = [...CASE_NOTES, 'note.health'] as const
const CASE = { reach: 'assigned', topics: [...TOPICS, ...CASE_NOTES], rights: ['glass', 'share'] } as const
const SCHOOL = ['identity', 'contact', 'schooling'] as const
const SCHOOL_NOTES = ['outreach', 'support', 'note', 'note.support', 'note.school'] as const
const CARE = ['identity', 'contact', 'outreach', 'support', 'note', 'note.support'] as const
/** Works with figures and documents, never with a named young person. */
const FIGURES = { reach: 'none', topics: [], rights: [] } as const

export const ROLES = {
  kaa_coordinator: {
    reach: 'domain',
    topics: ['*', ...CASE_NOTES],
    rights: ['assign', 'block', 'review', 'share', 'imports', 'triage', 'notify'],
    answers: ['R325'],
  },
  team_lead: {
    reach: 'domain',
    topics: ['identity', 'contact', 'outreach', 'support', 'worked.schooling'],
    rights: ['assign', 'review', 'share', 'triage'],
    answers: ['R340'],
  },
  coach: { ...CASE, answers: ['R326'] },
  youth_consultant: { ...CASE, answers: ['R331'] },
  supervisor: { ...CASE, answers: ['R334'] },
  mentor: { ...CASE, answers: ['R328'] },
  pupil_coordinator: { ...CASE, answers: ['R328'] },
  school_host: { ...CASE, answers: ['R327'] },
  counsellor: { ...CASE, answers: ['R330'] },
  attendance_team: {
    reach: 'assigned',
    topics: [...SCHOOL, ...SCHOOL_NOTES],
    rights: ['glass', 'share'],
    answers: ['R340'],
  },
  principal: {
    reach: 'assigned',
    topics: [...SCHOOL, ...SCHOOL_NOTES],
    rights: ['assign', 'glass'],
    answers: ['R341'],
  },
  class_mentor: { reach: 'assigned', topics: SCHOOL, rights: [], answers: ['R328'] },
  pupil_assistant: { reach: 'assigned', topics: SCHOOL, rights: [], answers: ['R328', 'R338'] },
  special_educator: { reach: 'assigned', topics: [...SCHOOL, ...SCHOOL_NOTES], rights: ['glass'], answers: ['R338'] },
  social_pedagogue: {
    reach: 'assigned',
    topics: [...SCHOOL, 'outreach', 'support', 'note', ...CASE_NOTES],
    rights: ['glass'],
    answers: ['R339'],
  },
  welfare_counsellor: {
    reach: 'assigned',
    topics: [...SCHOOL, 'outreach', 'support', 'note', ...HEALTH_NOTES],
    rights: ['glass', 'share'],
    answers: ['R329'],
  },
  student_health_head: {
    reach: 'assigned',
    topics: [...SCHOOL, 'outreach', 'support', 'note', ...HEALTH_NOTES],
    rights: ['assign', 'review', 'glass'],
    answers: ['R333'],
  },
  social_worker: { reach: 'assigned', topics: [...CARE, 'note.social'], rights: ['glass', 'share'], answers: ['R341'] },
  health_worker: { reach: 'assigned', topics: [...CARE, 'note.health'], rights: ['share'], answers: ['R341'] },
  partner: { reach: 'assigned', topics: CARE, rights: ['share'], answers: ['R341'] },
  project_leader: { ...FIGURES, answers: ['R323', 'R335'] },
  main_project_leader: { ...FIGURES, answers: ['R321'] },
  project_economist: { ...FIGURES, answers: ['R318', 'R323', 'R343'] },
  project_owner: { ...FIGURES, answers: ['R324', 'R336'] },
  regional_leader: { ...FIGURES, answers: ['R317', 'R342', 'R343', 'R345', 'R346'] },
  communicator: { ...FIGURES, answers: ['R319', 'R344'] },
  scientific_support: { ...FIGURES, answers: ['R322'] },
  decision_maker: { ...FIGURES, answers: ['R337', 'R341'] },
  evaluator: { ...FIGURES, answers: ['R332'] },
  administrator: { reach: 'none', topics: [], rights: ['accounts', 'imports', 'secrecy'], answers: ['R320'] },
  data_protection_officer: {
    reach: 'none',
    topics: [],
    rights: ['log', 'review', 'block', 'extract', 'retention'],
    answers: [],
  },
  /** An identity provider that tells who works here (SCIM): no person, and no role that anybody has. */
  provisioner: { reach: 'none', topics: [], rights: ['provision'], answers: [] },
  machine: {
    reach: 'domain',
    topics: ['*'],
    rights: [
      ...(['assign', 'block', 'review', 'share', 'imports', 'accounts', 'log', 'extract', 'retention'] as const),
      ...(['secrecy', 'triage', 'notify'] as const),
    ],
    answers: [],
  },
} as const satisfies Readonly<Record<string, RoleData>>

export type RoleCode = keyof typeof ROLES

/** The roles people have: neither Sedd itself nor what provisions from outside. */
export type StaffRole = Exclude<RoleCode, 'machine' | 'provisioner'>
export const STAFF_ROLES = (Object.keys(ROLES) as RoleCode[]).filter(
  (code): code is StaffRole => code !== 'machine' && code !== 'provisioner',
)

/** Those who hold cases of their own: coaches and whoever works as they do. */
export const CASE_WORKERS = [
  'coach',
  'youth_consultant',
  'supervisor',
  'mentor',
  'pupil_coordinator',
  'school_host',
] as const satisfies readonly RoleCode[]

/** Everybody to whom some young people are known by name. */
export const STAFF_WITH_PERSONS = (Object.keys(ROLES) as RoleCode[]).filter(
  (code) => ROLES[code].reach !== 'none' && code !== 'machine',
)

/** The roles that carry a right which the database itself asks for. */
export function rolesWith(right: Right): RoleCode[] {
  return (Object.keys(ROLES) as RoleCode[]).filter((code) => (ROLES[code].rights as readonly Right[]).includes(right))
}

/** Whether a role may see a topic of those in its reach, or of some of them. */
export function seesTopic(role: string, topic: Topic): boolean {
  const topics: readonly string[] = role in ROLES ? ROLES[role as RoleCode].topics : []
  return topics.includes('*') || topics.includes(topic) || topics.includes(`worked.${topic}`)
}
