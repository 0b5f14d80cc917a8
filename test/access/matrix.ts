import { CASE_WORKERS, STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { NOTES_PERMISSIONS } from '../../src/notes/permissions.ts'
import { CONTACT_PERMISSIONS } from '../../src/outreach/contacts/permissions.ts'
import { MESSAGE_PERMISSIONS } from '../../src/outreach/messages/permissions.ts'
import { REFERRAL_PERMISSIONS } from '../../src/referrals/permissions.ts'
import type { FormFields } from '../build/site.ts'
import type { Thing } from '../build/things.ts'
import { LADDER_ROUTES } from './ladder-matrix.ts'
import { MOVE_ROUTES } from './moves-matrix.ts'
import { SIGHT_ROUTES } from './sight-matrix.ts'
import { SCIM_ROUTES, STAFF_ROUTES } from './staff-matrix.ts'
import { SUPPORT_ROUTES } from './support-matrix.ts'
import { OPEN_TASK_ROUTES, TASK_ROUTES } from './tasks-matrix.ts'

/** The status for what is one's own domain's to see, and for what is another domain's or nobody's: those two never differ. */
type Answer = readonly [own: number, other?: number]

/**
 * One route and what each role gets. A role that is not named gets 403, whatever it asks for.
 * `thing` is what the address names; without one the address names nothing of anybody's.
 */
export type Route = {
  readonly route: string
  readonly thing?: Thing
  readonly query?: string
  /** What is posted: as right as it needs to be for the answer. */
  readonly form?: FormFields
  readonly answers: Partial<Readonly<Record<StaffRole | 'everybody', Answer>>>
}

/** Asked without a session as well: the doors, and what machines read. */
export const OPEN = [
  'GET /assets/:name',
  ...OPEN_TASK_ROUTES,
  'GET /healthz',
  'GET /invitation',
  'GET /invitation/:token',
  'GET /metrics',
  'GET /readyz',
  'GET /refer/:slug',
  'GET /refer/:slug/:way',
  'GET /refer-confirmation/:token',
  'GET /refer-draft/:token',
  'GET /refer-status/:token',
  ...SCIM_ROUTES,
  'GET /sign-in',
  'GET /sign-in/oidc',
  'GET /sign-in/oidc/answer',
  'GET /sign-in/oidc/answer/:id',
  'GET /sign-out/oidc',
  'POST /invitation',
  'POST /language',
  'POST /refer/:slug/:way',
  'POST /refer-confirmation/:token',
  'POST /refer-status/:token',
  'POST /sign-in',
  'POST /sign-in/challenges',
  'POST /sign-in/passkey',
  'POST /sign-out',
]

/** The same answer for each of these roles. */
const each = <Answer>(roles: readonly StaffRole[], answer: Answer) =>
  Object.fromEntries(roles.map((role) => [role, answer])) as Partial<Record<StaffRole, Answer>>

const COORDINATOR = { kaa_coordinator: [200, 404] } as const
const READING = [...CASE_WORKERS, 'counsellor'] as const
/** One's own case is there; one that is not is as absent as nobody's. */
const READERS = { kaa_coordinator: [200, 404], ...each(READING, [200, 404] as const) } as const
/** A post that is right leads on; one that needs a person is as absent as the person. */
const COORDINATOR_WRITES = { kaa_coordinator: [303, 404] } as const
const CASE_WRITES = {
  kaa_coordinator: [303, 404],
  ...each(CASE_WORKERS, [303, 404] as const),
} as const
/** The same for what is noted on the person's page: a counsellor reads it and may not change it. */
const NOTED = { ...CASE_WRITES, counsellor: [403, 404] } as const
/** Read by many, changed by the coordinator. */
const COORDINATOR_NOTES = { kaa_coordinator: [303, 404], ...each(READING, [403, 404] as const) } as const
/** Of nobody's case: there for those who reach the whole domain, and otherwise absent. */
const UNASSIGNED = { kaa_coordinator: [200, 404], ...each(READING, [404, 404] as const) } as const
const UNASSIGNED_WRITES = { kaa_coordinator: [303, 404], ...each(CASE_WORKERS, [404, 404] as const) } as const
/** Notes are there for those who work with the person, whatever else their role reaches; a coordinator who does not is none of them. */
const WITH_NOTES = STAFF_ROLES.filter((role) => NOTES_PERMISSIONS['notes.read'].includes(role))
const NOTES = each(WITH_NOTES, [200, 404] as const)
const NOTES_WRITE = each(WITH_NOTES, [303, 404] as const)
const NOTES_UNASSIGNED = each(WITH_NOTES, [404, 404] as const)
/** The contact log is there for those who follow the outreach of the person: their own, and for those who reach the whole domain. */
const FOLLOWERS = STAFF_ROLES.filter((role) =>
  (CONTACT_PERMISSIONS['outreach.read'] as readonly string[]).includes(role),
)
const SEE_BETWEEN = STAFF_ROLES.filter((role) =>
  (CONTACT_PERMISSIONS['outreach.see_between'] as readonly string[]).includes(role),
)
const EVERYBODYS = ['kaa_coordinator', 'team_lead'] as const
const LEADING = STAFF_ROLES.filter((role) => (MESSAGE_PERMISSIONS['messages.tie'] as readonly string[]).includes(role))
const WORDING = STAFF_ROLES.filter((role) => (MESSAGE_PERMISSIONS['messages.word'] as readonly string[]).includes(role))
const MESSAGE = { step: 'send', to: 'self', channel: 'sms', template: 'reminder' } as const
const LETTER = { step: 'make', to: 'self', template: 'letter_first' } as const
const FOLLOWED = each(FOLLOWERS, [200, 404] as const)
const FOLLOWED_WRITES = each(FOLLOWERS, [303, 404] as const)
const FOLLOWED_UNASSIGNED = { ...each(FOLLOWERS, [404, 404] as const), ...each(EVERYBODYS, [200, 404] as const) }
const FOLLOWED_WRITES_UNASSIGNED = { ...each(FOLLOWERS, [404, 404] as const), ...each(EVERYBODYS, [303, 404] as const) }
/** A referral is there for those who triage, and those who follow the outreach of the person; others may send one, and see their own. */
const TRIAGE = STAFF_ROLES.filter((role) =>
  (REFERRAL_PERMISSIONS['referrals.triage'] as readonly string[]).includes(role),
)
const SENDERS = STAFF_ROLES.filter((role) =>
  (REFERRAL_PERMISSIONS['referrals.send'] as readonly string[]).includes(role),
)
const REFERRED = { ...each(SENDERS, [404, 404] as const), ...each(FOLLOWERS, [200, 404] as const) }
/** Whoever writes on what they have not seen as it is now is told so. */
const TRIAGED = each(TRIAGE, [409, 404] as const)
/** A file is made of those with an address; this one has none, and the page comes back saying so. */
const LETTERS = each(FOLLOWERS, [422, 404] as const)
const LETTERS_UNASSIGNED = { ...each(FOLLOWERS, [404, 404] as const), ...each(EVERYBODYS, [422, 404] as const) }
/** What is anybody's own. */
const OWN = { everybody: [303, 404] } as const
const SETTINGS_READERS = { administrator: [200], kaa_coordinator: [200] } as const

const IMPORTERS = { kaa_coordinator: [200, 404], administrator: [200, 404] } as const
const IMPORTERS_WRITE = { kaa_coordinator: [303, 404], administrator: [303, 404] } as const
const IMPORTERS_LIST = { kaa_coordinator: [200], administrator: [200] } as const
/** A form without its file: the page again, with what is missing. */
const IMPORTERS_AMEND = { kaa_coordinator: [422], administrator: [422] } as const

/** Those who see to it that two persons are two: they see what waits for an answer, and answer what another has asked. */
const APPROVER = ['kaa_coordinator', 'team_lead', 'student_health_head', 'data_protection_officer'] as const
const APPROVERS_LIST = each(APPROVER, [200] as const)
const APPROVERS = each(APPROVER, [200, 404] as const)
const ANSWERERS = each(APPROVER, [303, 404] as const)

/** The data protection officer alone. */
const OFFICER = { data_protection_officer: [200, 404] } as const
/** Those who answer for what is deleted, and those whose yes it takes. */
const SEE_RETENTION = {
  ...OFFICER,
  ...each(['kaa_coordinator', 'team_lead', 'student_health_head'], [200, 404] as const),
} as const
const RETENTION = { event: 'written', amount: '5', unit: 'years', decision: 'KS 2026:41' }
const READINGS = each(['kaa_coordinator', 'team_lead', 'student_health_head', ...CASE_WORKERS], [200, 404] as const)

const DECISION = {
  outcome: 'unclear',
  reasonCode: 'STUDY_BREAK',
  evidence: 'intyg',
  from: '2026-10-01',
  until: '2027-06-10',
}
const OCCUPATION = { occupation: 'ARBETE', source: 'ungdomen själv', from: '2026-10-01' }
const CONTACT = { kind: 'phone', value: '0701740602', source: 'self', notedOn: '2026-10-01' }
const GUARDIAN = { name: 'Maria', relation: 'guardian', phone: '', email: '', source: 'self', notedOn: '2026-10-01' }
const NOTE = { topic: 'school', secrecy: 'pupil_support', happenedOn: '2026-10-14', body: 'Mötet gick bra.' }
const LOGGED = { channel: 'call', outcome: 'no_answer', happenedOn: '2026-10-14' }
const CODE = { id: '4b1c9d53-7b07-4a53-9d0e-1f6f3a7c1b11', labelSv: 'Arbete', labelEn: 'Work', bestBeforeDays: '' }

/** Whose role may share a person with another domain; those who may answer what is shared; and all who meet young people. */
const SHARERS = [
  ...([...READING, 'kaa_coordinator', 'team_lead', 'attendance_team', 'welfare_counsellor'] as const),
  ...(['social_worker', 'health_worker', 'partner'] as const),
] as const
const RECEIVERS = [...SHARERS, 'principal', 'student_health_head'] as const
const ONLOOKERS = ['class_mentor', 'pupil_assistant', 'special_educator', 'social_pedagogue'] as const
const SHARED_READERS = each([...RECEIVERS, ...ONLOOKERS], [200, 404] as const)
/** What waits for an answer is absent to those who cannot give one. */
const OFFERED = { ...each(RECEIVERS, [200, 404] as const), ...each(ONLOOKERS, [404, 404] as const) }
const WORDS = {
  paragraph: '10 kap. 2 §',
  labelSv: 'Nödvändigt',
  labelEn: 'Necessary',
  demandsSv: 'Krav',
  demandsEn: 'Demand',
}

/** Every route that takes a session. The test of this table fails for a route that is not in it. */
export const ROUTES: readonly Route[] = [
  { route: 'GET /', answers: { everybody: [200] } },
  { route: 'GET /register', answers: { kaa_coordinator: [200] } },
  { route: 'GET /register/changes', answers: { kaa_coordinator: [200] } },
  { route: 'GET /register/export', answers: { kaa_coordinator: [200] } },
  { route: 'GET /register/export-requests', answers: { kaa_coordinator: [200] } },
  {
    route: 'POST /register/export-requests',
    form: { query: 'sex=female', format: 'csv', reason: 'Utskick om sommarjobb' },
    answers: { kaa_coordinator: [303] },
  },
  { route: 'GET /approvals', answers: { ...APPROVERS_LIST, administrator: [200] } },
  { route: 'GET /approvals/:id', thing: 'approval', answers: { ...APPROVERS, administrator: [404, 404] } },
  { route: 'POST /approvals/:id/answer', thing: 'approval', form: { answer: 'yes', comment: '' }, answers: ANSWERERS },
  { route: 'GET /log', answers: OFFICER },
  { route: 'POST /log/searches', form: { number: '12' }, answers: { data_protection_officer: [422] } },
  { route: 'GET /people/:id/readings', thing: 'member', answers: READINGS },
  { route: 'POST /people/:id/log-extract', thing: 'member', form: { format: 'html' }, answers: READINGS },
  { route: 'GET /reviews', answers: OFFICER },
  { route: 'GET /reviews/homes', answers: OFFICER },
  { route: 'POST /reviews/homes', form: { street: '' }, answers: { data_protection_officer: [422] } },
  { route: 'POST /reviews/homes/:id/removal', thing: 'home', answers: { data_protection_officer: [303, 404] } },
  { route: 'GET /reviews/:id', thing: 'reviewItem', answers: OFFICER },
  {
    route: 'POST /reviews/:id',
    thing: 'reviewItem',
    form: { outcome: 'fine' },
    answers: { data_protection_officer: [303, 404] },
  },
  { route: 'POST /reviews/:id/identity', thing: 'reviewItem', answers: OFFICER },
  { route: 'GET /extracts', answers: OFFICER },
  { route: 'POST /extracts', form: { number: '12' }, answers: { data_protection_officer: [422] } },
  { route: 'GET /extracts/:id', thing: 'extract', answers: OFFICER },
  { route: 'POST /extracts/:id/file', thing: 'extract', form: { format: 'json' }, answers: OFFICER },
  { route: 'GET /retention', answers: SEE_RETENTION },
  { route: 'GET /retention/rules/:type', answers: { data_protection_officer: [404] } },
  { route: 'POST /retention/rules/:type', form: RETENTION, answers: { data_protection_officer: [404] } },
  { route: 'POST /retention/rules/:type/end', answers: { data_protection_officer: [404] } },
  { route: 'POST /retention/runs', answers: { data_protection_officer: [303] } },
  { route: 'GET /retention/runs/:id', thing: 'retentionRun', answers: SEE_RETENTION },
  {
    route: 'POST /retention/runs/:id/request',
    thing: 'retentionRun',
    form: { reason: 'Årlig gallring enligt beslut' },
    answers: { data_protection_officer: [303, 404] },
  },
  {
    route: 'POST /retention/runs/:id/execution',
    thing: 'retentionRun',
    answers: { data_protection_officer: [303, 404] },
  },
  { route: 'POST /register/owners', form: { owner: 'none', person: [] }, answers: { kaa_coordinator: [303] } },
  { route: 'POST /register/filters', form: { name: 'Mitt', query: '' }, answers: { kaa_coordinator: [303] } },
  { route: 'POST /register/filters/:id/removal', thing: 'filter', answers: COORDINATOR_WRITES },
  {
    route: 'POST /register/searches',
    form: { q: 'lind' },
    answers: { kaa_coordinator: [303], ...each(READING, [303] as const) },
  },
  { route: 'GET /register/searches/:id', thing: 'search', answers: READERS },
  { route: 'POST /register/look-ups', form: { number: '200301012381' }, answers: { kaa_coordinator: [422] } },

  { route: 'GET /people/new', answers: { kaa_coordinator: [200] } },
  { route: 'POST /people/new', form: { givenName: '' }, answers: { kaa_coordinator: [422] } },
  { route: 'GET /people/:id/explanation', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/contact', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/residence', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/identifiers', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/decisions', thing: 'member', answers: READERS },
  { route: 'GET /people/:id/contact', thing: 'unassigned', answers: UNASSIGNED },
  {
    route: 'POST /people/:id/contact',
    thing: 'unassigned',
    form: CONTACT,
    answers: { ...UNASSIGNED_WRITES, counsellor: [404, 404] },
  },
  // One who is not in the register takes the right to look somebody up.
  { route: 'GET /people/:id/explanation', thing: 'outsider', answers: UNASSIGNED },
  { route: 'GET /people/:id/contact', thing: 'outsider', answers: UNASSIGNED },
  { route: 'GET /people/:id/residence', thing: 'outsider', answers: UNASSIGNED },
  { route: 'GET /people/:id/identifiers', thing: 'outsider', answers: UNASSIGNED },
  { route: 'GET /people/:id/decisions', thing: 'outsider', answers: UNASSIGNED },

  { route: 'POST /people/:id/decisions', thing: 'member', form: DECISION, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/decisions/:decision/end', thing: 'decision', answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/occupation', thing: 'member', form: OCCUPATION, answers: CASE_WRITES },
  { route: 'POST /people/:id/occupation', thing: 'outsider', form: OCCUPATION, answers: UNASSIGNED_WRITES },
  { route: 'POST /people/:id/owner', thing: 'member', form: { owner: '' }, answers: COORDINATOR_WRITES },
  { route: 'POST /people/:id/contact', thing: 'member', form: CONTACT, answers: NOTED },
  {
    route: 'POST /people/:id/contact',
    thing: 'outsider',
    form: CONTACT,
    answers: { ...UNASSIGNED_WRITES, counsellor: [404, 404] },
  },
  { route: 'POST /people/:id/contact/:part/removal', thing: 'contact', answers: NOTED },
  { route: 'POST /people/:id/guardians', thing: 'member', form: GUARDIAN, answers: NOTED },
  {
    route: 'POST /people/:id/guardians',
    thing: 'outsider',
    form: GUARDIAN,
    answers: { ...UNASSIGNED_WRITES, counsellor: [404, 404] },
  },
  { route: 'POST /people/:id/guardians/:part/removal', thing: 'guardian', answers: NOTED },
  {
    route: 'POST /people/:id/residence',
    thing: 'member',
    form: { ground: 'not_registered', municipality: '0484', from: '2000-01-01', until: '2000-12-31' },
    answers: { ...COORDINATOR_NOTES, kaa_coordinator: [422, 404] },
  },
  { route: 'POST /people/:id/residence/:part/end', thing: 'residence', answers: COORDINATOR_NOTES },

  { route: 'GET /people/:id/notes', thing: 'member', answers: NOTES },
  { route: 'GET /people/:id/notes', thing: 'unassigned', answers: NOTES_UNASSIGNED },
  { route: 'POST /people/:id/notes', thing: 'member', form: NOTE, answers: NOTES_WRITE },
  { route: 'POST /people/:id/notes', thing: 'unassigned', form: NOTE, answers: NOTES_UNASSIGNED },
  { route: 'GET /people/:id/notes/new', thing: 'member', answers: NOTES },
  { route: 'GET /people/:id/notes/:note', thing: 'note', answers: NOTES },
  { route: 'GET /people/:id/notes/:note/correction', thing: 'note', answers: NOTES },
  {
    route: 'POST /people/:id/notes/:note/correction',
    thing: 'note',
    form: { ...NOTE, seen: '' },
    answers: each(WITH_NOTES, [409, 404] as const),
  },
  { route: 'GET /people/:id/notes/:note/strike', thing: 'note', answers: NOTES },
  { route: 'POST /people/:id/notes/:note/strike', thing: 'note', form: { reason: 'fel person' }, answers: NOTES_WRITE },

  ...MOVE_ROUTES,

  { route: 'GET /notices', answers: { kaa_coordinator: [200] } },
  { route: 'POST /notices/preview', form: { notice: [] }, answers: { kaa_coordinator: [303] } },
  { route: 'POST /notices/sending', form: { notice: [] }, answers: { kaa_coordinator: [303] } },
  { route: 'GET /notices/settings', answers: { kaa_coordinator: [200] } },
  { route: 'POST /notices/settings', form: { targetDays: '' }, answers: { kaa_coordinator: [422] } },
  { route: 'GET /notices/out/:id', thing: 'noticeOut', answers: COORDINATOR },
  { route: 'GET /notices/out/:id/letter', thing: 'noticeOut', answers: COORDINATOR },
  { route: 'POST /notices/out/:id/sending', thing: 'noticeOut', answers: COORDINATOR_WRITES },
  {
    route: 'POST /notices/out/:id/by-hand',
    thing: 'noticeOut',
    form: { how: 'letter', sentOn: '2026-10-14' },
    answers: COORDINATOR_WRITES,
  },
  { route: 'POST /notices/out/:id/aside', thing: 'noticeOut', form: { why: 'wrong' }, answers: COORDINATOR_WRITES },
  { route: 'POST /notices/out/:id/receipt', thing: 'noticeOut', answers: COORDINATOR_WRITES },
  { route: 'POST /notices/out/:id/return', thing: 'noticeOut', answers: COORDINATOR_WRITES },
  { route: 'POST /notices/in', form: { number: '12' }, answers: { kaa_coordinator: [422] } },
  { route: 'GET /notices/in/new', answers: { kaa_coordinator: [200] } },
  { route: 'GET /notices/in/:id', thing: 'noticeIn', answers: COORDINATOR },
  { route: 'POST /notices/in/:id/application', thing: 'noticeIn', answers: COORDINATOR_WRITES },
  { route: 'POST /notices/in/:id/match', thing: 'noticeIn', answers: COORDINATOR_WRITES },
  {
    route: 'POST /notices/in/:id/no-effect',
    thing: 'noticeIn',
    form: { reason: 'not_ours' },
    answers: COORDINATOR_WRITES,
  },
  { route: 'POST /notices/in/:id/return', thing: 'noticeIn', answers: COORDINATOR_WRITES },
  { route: 'POST /notices/in/:id/undo', thing: 'noticeIn', answers: COORDINATOR_WRITES },
  { route: 'GET /people/:id/absence-notice', thing: 'outsider', answers: COORDINATOR },
  {
    route: 'POST /people/:id/absence-notice',
    thing: 'outsider',
    form: { percent: '' },
    answers: { kaa_coordinator: [422, 404] },
  },

  { route: 'GET /outreach', answers: each(FOLLOWERS, [200] as const) },
  { route: 'GET /outreach/between', answers: each(SEE_BETWEEN, [200] as const) },
  { route: 'GET /outreach/group', answers: each(FOLLOWERS, [200] as const) },
  { route: 'POST /outreach/group', form: { ...LOGGED, persons: [] }, answers: each(FOLLOWERS, [422] as const) },
  ...LADDER_ROUTES,
  { route: 'GET /people/:id/log', thing: 'member', answers: FOLLOWED },
  { route: 'GET /people/:id/log', thing: 'unassigned', answers: FOLLOWED_UNASSIGNED },
  { route: 'POST /people/:id/log', thing: 'member', form: LOGGED, answers: FOLLOWED_WRITES },
  { route: 'POST /people/:id/log', thing: 'unassigned', form: LOGGED, answers: FOLLOWED_WRITES_UNASSIGNED },
  { route: 'GET /people/:id/log/new', thing: 'member', answers: FOLLOWED },
  { route: 'POST /people/:id/log/quick', thing: 'member', form: { quick: 'met' }, answers: FOLLOWED_WRITES },
  { route: 'GET /people/:id/log/:contact/correction', thing: 'logged', answers: FOLLOWED },
  {
    route: 'POST /people/:id/log/:contact/correction',
    thing: 'logged',
    form: { ...LOGGED, seen: '' },
    answers: each(FOLLOWERS, [409, 404] as const),
  },
  { route: 'GET /people/:id/log/:contact/strike', thing: 'logged', answers: FOLLOWED },
  {
    route: 'POST /people/:id/log/:contact/strike',
    thing: 'logged',
    form: { reason: 'twice' },
    answers: FOLLOWED_WRITES,
  },
  { route: 'GET /people/:id/next', thing: 'member', answers: FOLLOWED },
  { route: 'POST /people/:id/next', thing: 'member', form: { nextOn: 'i morgon' }, answers: FOLLOWED_WRITES },
  { route: 'POST /people/:id/next/removal', thing: 'member', answers: FOLLOWED_WRITES },

  { route: 'GET /outreach/messages', answers: each(FOLLOWERS, [200] as const) },
  { route: 'GET /outreach/messages/send', answers: each(FOLLOWERS, [200] as const) },
  {
    route: 'POST /outreach/messages/send',
    form: { to: 'self', channel: 'sms', template: 'reminder', persons: [] },
    answers: each(FOLLOWERS, [422] as const),
  },
  { route: 'GET /outreach/messages/unmatched', answers: each(LEADING, [200] as const) },
  {
    route: 'POST /outreach/messages/unmatched/:id/tie',
    thing: 'unmatched',
    form: { number: '', whose: 'self' },
    answers: each(LEADING, [422, 422] as const),
  },
  {
    route: 'POST /outreach/messages/unmatched/:id/removal',
    thing: 'unmatched',
    answers: each(LEADING, [303, 404] as const),
  },
  { route: 'GET /people/:id/messages', thing: 'member', answers: FOLLOWED },
  { route: 'GET /people/:id/messages', thing: 'unassigned', answers: FOLLOWED_UNASSIGNED },
  { route: 'GET /people/:id/messages/new', thing: 'member', answers: FOLLOWED },
  { route: 'POST /people/:id/messages/new', thing: 'member', form: MESSAGE, answers: FOLLOWED_WRITES },
  { route: 'POST /people/:id/messages/new', thing: 'unassigned', form: MESSAGE, answers: FOLLOWED_WRITES_UNASSIGNED },
  { route: 'POST /people/:id/messages/:message/withdrawal', thing: 'queued', answers: FOLLOWED_WRITES },
  {
    route: 'POST /people/:id/messages/:message/outcome',
    thing: 'queued',
    form: { outcome: 'let_be' },
    answers: FOLLOWED_WRITES,
  },
  {
    route: 'POST /people/:id/messages/language',
    thing: 'member',
    form: { whose: 'self', language: 'en' },
    answers: FOLLOWED_WRITES,
  },
  {
    route: 'POST /people/:id/messages/stops',
    thing: 'member',
    form: { channel: 'sms', whose: 'self', reason: 'Sade det i telefon' },
    answers: FOLLOWED_WRITES,
  },
  {
    route: 'POST /people/:id/messages/stops/:stop/end',
    thing: 'stopped',
    form: { reason: 'Vill ha igen' },
    answers: FOLLOWED_WRITES,
  },
  { route: 'GET /people/:id/check-ins', thing: 'member', answers: FOLLOWED },
  { route: 'GET /people/:id/check-ins', thing: 'unassigned', answers: FOLLOWED_UNASSIGNED },
  { route: 'POST /people/:id/check-ins', thing: 'member', form: {}, answers: LETTERS },
  { route: 'POST /people/:id/check-ins/end', thing: 'member', answers: FOLLOWED_WRITES },
  { route: 'GET /people/:id/letters', thing: 'member', answers: FOLLOWED },
  { route: 'GET /people/:id/letters', thing: 'unassigned', answers: FOLLOWED_UNASSIGNED },
  { route: 'POST /people/:id/letters', thing: 'member', form: LETTER, answers: LETTERS },
  { route: 'POST /people/:id/letters', thing: 'unassigned', form: LETTER, answers: LETTERS_UNASSIGNED },
  { route: 'GET /outreach/letters', answers: each(FOLLOWERS, [200] as const) },
  { route: 'POST /outreach/letters', form: { ...LETTER, persons: [] }, answers: each(FOLLOWERS, [422] as const) },
  { route: 'GET /outreach/letters/ageing-out', answers: each(FOLLOWERS, [200] as const) },
  { route: 'GET /admin/messages', answers: each(WORDING, [200] as const) },
  { route: 'GET /admin/messages/template', answers: each(WORDING, [200] as const) },
  { route: 'POST /admin/messages/template', form: { step: 'save', code: '' }, answers: each(WORDING, [422] as const) },
  { route: 'GET /admin/messages/setting', answers: { administrator: [200] } },
  { route: 'POST /admin/messages/setting', form: { office: '' }, answers: { administrator: [422] } },
  // There is no demonstration here, and so no telephone of it.
  { route: 'GET /demo/phone', answers: { everybody: [404] } },
  { route: 'POST /demo/phone', answers: { everybody: [404] } },
  { route: 'GET /referrals', answers: each(TRIAGE, [200] as const) },
  { route: 'GET /referrals/sent', answers: each(SENDERS, [200] as const) },
  { route: 'GET /referrals/waiting', answers: each(TRIAGE, [200] as const) },
  { route: 'POST /referrals/places', form: {}, answers: each(TRIAGE, [422] as const) },
  { route: 'GET /referrals/settings', answers: each(TRIAGE, [200] as const) },
  { route: 'POST /referrals/settings', form: {}, answers: each(TRIAGE, [422] as const) },
  { route: 'POST /referrals/door', form: { phone: 'x' }, answers: each(TRIAGE, [422] as const) },
  { route: 'GET /people/:id/referrals/new', thing: 'member', answers: each(SENDERS, [200, 404] as const) },
  {
    route: 'POST /people/:id/referrals',
    thing: 'member',
    form: { reasons: ['absence'] },
    answers: each(SENDERS, [303, 404] as const),
  },
  {
    route: 'GET /people/:id/referrals/elsewhere',
    thing: 'member',
    answers: each(SHARERS, [200, 404] as const),
  },
  {
    route: 'POST /people/:id/referrals/elsewhere',
    thing: 'member',
    form: {},
    answers: each(SHARERS, [422, 404] as const),
  },
  { route: 'GET /referrals/:id', thing: 'referral', answers: REFERRED },
  ...['taking', 'person', 'new-person', 'acceptance', 'refusal', 'handover', 'end', 'placing'].map((step) => ({
    ...{ route: `POST /referrals/:id/${step}`, thing: 'referral' as const, form: { seen: '' }, answers: TRIAGED },
  })),
  // To whom is not said; nothing is sent before the compass.
  {
    route: 'POST /referrals/:id/forwarding',
    thing: 'referral',
    form: { seen: '' },
    answers: each(TRIAGE, [422, 404] as const),
  },
  {
    route: 'POST /referrals/:id/withdrawal',
    thing: 'referral',
    form: { seen: '' },
    answers: { ...each(SENDERS, [404, 404] as const), ...each(FOLLOWERS, [409, 404] as const) },
  },

  { route: 'GET /people/:id/sharing', thing: 'member', answers: SHARED_READERS },
  { route: 'POST /people/:id/sharing', thing: 'member', form: {}, answers: each(SHARERS, [422, 404] as const) },
  {
    route: 'POST /people/:id/sharing/choice',
    thing: 'member',
    form: { to: CODE.id, topic: ['contact'] },
    answers: each(SHARERS, [303, 404] as const),
  },
  { route: 'GET /people/:id/sharing/new', thing: 'member', answers: each(SHARERS, [422, 404] as const) },
  { route: 'POST /people/:id/sharing/:part/revocation', thing: 'share', answers: each(SHARERS, [303, 404] as const) },
  { route: 'GET /people/:id/consents', thing: 'member', answers: each(SHARERS, [200, 404] as const) },
  { route: 'POST /people/:id/consents', thing: 'member', form: {}, answers: each(SHARERS, [422, 404] as const) },
  {
    route: 'POST /people/:id/consents/:part/withdrawal',
    thing: 'consent',
    answers: each(SHARERS, [303, 404] as const),
  },
  { route: 'GET /shares', answers: each([...RECEIVERS, ...ONLOOKERS], [200] as const) },
  { route: 'GET /shares/:id', thing: 'offered', answers: OFFERED },
  { route: 'POST /shares/:id/acceptance', thing: 'offered', form: {}, answers: each(RECEIVERS, [422, 404] as const) },
  {
    route: 'POST /shares/:id/refusal',
    thing: 'offered',
    form: { reason: 'Hör inte hit' },
    answers: each(RECEIVERS, [303, 404] as const),
  },
  { route: 'GET /shares/:id', thing: 'received', answers: SHARED_READERS },
  // Nothing of notes is shared here: absent to all alike.
  {
    route: 'GET /shares/:id/notes',
    thing: 'received',
    answers: each([...RECEIVERS, ...ONLOOKERS], [404, 404] as const),
  },
  { route: 'POST /shares/:id/visitors', thing: 'received', form: {}, answers: each(RECEIVERS, [422, 404] as const) },
  { route: 'POST /shares/:id/visitors/:part/end', thing: 'visitor', answers: each(RECEIVERS, [303, 404] as const) },
  { route: 'POST /shares/:id/end', thing: 'received', answers: each(RECEIVERS, [303, 404] as const) },
  {
    route: 'POST /shares/:id/recusal',
    thing: 'received',
    form: { recusalReason: 'granne till ungdomen' },
    answers: each([...RECEIVERS, ...ONLOOKERS], [303, 404] as const),
  },

  { route: 'GET /duplicates', answers: { kaa_coordinator: [200] } },
  { route: 'GET /duplicates/:id', thing: 'suggestion', answers: COORDINATOR },
  { route: 'POST /duplicates/:id', thing: 'suggestion', answers: { kaa_coordinator: [422, 404] } },
  { route: 'POST /duplicates/:id/dismissal', thing: 'suggestion', answers: COORDINATOR_WRITES },
  { route: 'GET /merges/:id', thing: 'merge', answers: COORDINATOR },
  { route: 'POST /merges/:id/reversal', thing: 'merge', answers: COORDINATOR_WRITES },

  { route: 'GET /imports', answers: IMPORTERS_LIST },
  { route: 'GET /imports/new', answers: IMPORTERS_LIST },
  { route: 'POST /imports/new', answers: IMPORTERS_AMEND },
  { route: 'POST /imports/ss12000', answers: IMPORTERS_AMEND },
  { route: 'GET /imports/examples/:name', answers: { everybody: [404] } },
  { route: 'GET /imports/:id', thing: 'delivery', answers: IMPORTERS },
  { route: 'GET /imports/:id/events', thing: 'delivery', answers: IMPORTERS },
  { route: 'GET /imports/:id/problems.csv', thing: 'delivery', answers: IMPORTERS },
  { route: 'POST /imports/:id/application', thing: 'delivery', answers: IMPORTERS_WRITE },
  { route: 'POST /imports/:id/discard', thing: 'delivery', answers: IMPORTERS_WRITE },
  { route: 'GET /imports/:id/reversal', thing: 'applied', answers: IMPORTERS },
  { route: 'POST /imports/:id/reversal', thing: 'applied', answers: IMPORTERS_WRITE },
  { route: 'GET /imports/mappings', answers: IMPORTERS_LIST },
  { route: 'POST /imports/mappings', form: { name: '' }, answers: IMPORTERS_AMEND },
  { route: 'GET /imports/mappings/:id', thing: 'mapping', answers: IMPORTERS },
  { route: 'POST /imports/mappings/:id/removal', thing: 'mapping', answers: IMPORTERS_WRITE },

  { route: 'GET /admin', answers: { everybody: [303] } },
  { route: 'GET /admin/domains', answers: SETTINGS_READERS },
  { route: 'POST /admin/domains', form: { name: 'Skolnämnden' }, answers: { administrator: [303] } },
  { route: 'GET /admin/organisations', answers: SETTINGS_READERS },
  { route: 'POST /admin/organisations', form: { name: '' }, answers: { administrator: [422] } },
  { route: 'POST /admin/organisations/:id', thing: 'organisation', answers: { administrator: [303, 404] } },
  { route: 'GET /admin/units', answers: SETTINGS_READERS },
  { route: 'POST /admin/units', form: { name: '' }, answers: { administrator: [422] } },
  { route: 'POST /admin/units/:id', thing: 'unit', answers: { administrator: [303, 404] } },
  { route: 'GET /admin/notes', answers: SETTINGS_READERS },
  {
    route: 'POST /admin/notes',
    form: { secrecy: '', mostShort: '60', mostDay: '300' },
    answers: { administrator: [303] },
  },
  { route: 'GET /admin/codes', answers: SETTINGS_READERS },
  { route: 'POST /admin/codes/:list', form: CODE, answers: { administrator: [404] } },
  { route: 'POST /admin/codes/:list/confirmation', form: CODE, answers: { administrator: [404] } },
  { route: 'GET /admin/secrecy', answers: SETTINGS_READERS },
  { route: 'POST /admin/secrecy', form: {}, answers: { administrator: [422] } },
  { route: 'POST /admin/secrecy/:id/confirmation', thing: 'secrecy', answers: { administrator: [303, 404] } },
  { route: 'POST /admin/secrecy/:id/end', thing: 'secrecy', answers: { administrator: [303, 404] } },
  { route: 'POST /admin/grounds/:id', thing: 'ground', form: WORDS, answers: { administrator: [303, 404] } },
  { route: 'POST /admin/grounds/:id/confirmation', thing: 'ground', answers: { administrator: [303, 404] } },
  ...STAFF_ROUTES,

  ...SIGHT_ROUTES,

  ...TASK_ROUTES,
  ...SUPPORT_ROUTES,

  // One's own ways in: everybody's own, and nobody else's.
  { route: 'GET /confirm', answers: { everybody: [200] } },
  { route: 'POST /confirm', answers: { everybody: [422] } },
  { route: 'GET /my/ways-in', answers: { everybody: [200] } },
  { route: 'POST /my/passkeys', answers: { everybody: [422] } },
  { route: 'POST /my/passkeys/:id', thing: 'passkey', form: { name: 'Jobbtelefonen' }, answers: OWN },
  { route: 'POST /my/ways-in/:id/removal', thing: 'passkey', answers: OWN },
  { route: 'POST /my/sessions/:id/end', thing: 'session', answers: OWN },
  { route: 'GET /my/sessions/use', answers: { everybody: [204] } },
  { route: 'GET /my/memberships', answers: { everybody: [200] } },
  { route: 'POST /my/memberships', form: { membership: CODE.id }, answers: { everybody: [303] } },
  { route: 'GET /my/draft-key', answers: { everybody: [200] } },
  { route: 'GET /my/forms', answers: { everybody: [200] } },
  { route: 'POST /my/forms/:id/removal', thing: 'parkedForm', answers: OWN },
  // Last: then nobody is signed in any more.
  { route: 'POST /my/sessions/end', answers: { everybody: [303] } },
]
