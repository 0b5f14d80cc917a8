/**
 * Every address of Sedd, built in one place: a link or a form never writes a path of its own.
 *
 * Names and numbers of people never stand in an address: searches are posted and answered with an opaque id.
 * `routes` patterns of the modules use the same functions with `:id` as the argument.
 */

/** What follows the question mark. Empty values are left out; a list repeats its name. */
export type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>

function withQuery(path: string, query?: Query): string {
  if (!query) return path
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) continue
    if (typeof value === 'object') for (const one of value) params.append(name, one)
    else params.append(name, value === true ? '1' : String(value))
  }
  return params.size > 0 ? `${path}?${params}` : path
}

/** An id as one part of a path. `:id` stays as it is, so that a route can be named with the same function. */
function part(id: string): string {
  return /^:\w+$/.test(id) ? id : encodeURIComponent(id)
}

const person = (id: string) => `/people/${part(id)}`
const noticeOut = (id: string) => `/notices/out/${part(id)}`
const noticeIn = (id: string) => `/notices/in/${part(id)}`
const staffMember = (id: string) => `/admin/staff/${part(id)}`
const staffRole = (id: string, membership: string) => `${staffMember(id)}/roles/${part(membership)}`
const staffChange = (id: string) => `/admin/staff/changes/${part(id)}`
const team = (id: string) => `/admin/teams/${part(id)}`
const oneImport = (id: string) => `/imports/${part(id)}`
const oneShare = (id: string) => `/shares/${part(id)}`
const oneReferral = (id: string) => `/referrals/${part(id)}`
const ownReminder = (id: string) => `/tasks/${part(id)}`
const personTask = (id: string, task: string) => `${person(id)}/tasks/${part(task)}`
const personDay = (id: string, source: string, subject: string) => `${person(id)}/days/${part(source)}/${part(subject)}`

export const paths = {
  start: (query?: Query) => withQuery('/', query),
  signIn: (query?: Query) => withQuery('/sign-in', query),
  signInPasskey: () => '/sign-in/passkey',
  /** What a browser needs before it can ask for, or make, a passkey. */
  passkeyChallenges: () => '/sign-in/challenges',
  signInOidc: (query?: Query) => withQuery('/sign-in/oidc', query),
  signInOidcAnswer: () => '/sign-in/oidc/answer',
  /** Where a gateway tells what became of messages, and brings answers: shown by the secret in the address. */
  gatewayReceipts: (domain: string, secret: string) => `/gateway/${part(domain)}/receipts/${part(secret)}`,
  gatewayAnswers: (domain: string, secret: string) => `/gateway/${part(domain)}/answers/${part(secret)}`,
  /** A telephone of the demonstration. */
  demoPhone: (query?: Query) => withQuery('/demo/phone', query),
  /** How somebody is: without an account, by a link that is theirs alone. */
  answer: (domain: string, token: string) => `/answer/${part(domain)}/${part(token)}`,
  invitation: () => '/invitation',
  invitationOf: (token: string) => `/invitation/${part(token)}`,
  confirm: (query?: Query) => withQuery('/confirm', query),
  signOut: () => '/sign-out',
  signOutOidc: (query?: Query) => withQuery('/sign-out/oidc', query),
  language: () => '/language',

  ownSignIns: () => '/my/ways-in',
  ownPasskeys: () => '/my/passkeys',
  ownPasskey: (id: string) => `/my/passkeys/${part(id)}`,
  ownWayInRemoval: (id: string) => `/my/ways-in/${part(id)}/removal`,
  ownSessionEnd: (id: string) => `/my/sessions/${part(id)}/end`,
  ownSessionsEnd: () => '/my/sessions/end',
  /** What a page in use tells, so that its session lives on. */
  ownSessionUse: () => '/my/sessions/use',
  ownMemberships: (query?: Query) => withQuery('/my/memberships', query),
  parkedForms: (query?: Query) => withQuery('/my/forms', query),
  parkedFormRemoval: (id: string) => `/my/forms/${part(id)}/removal`,

  register: (query?: Query) => withQuery('/register', query),
  registerSearch: () => '/register/searches',
  registerSearchResult: (id: string) => `/register/searches/${part(id)}`,
  registerLookUps: () => '/register/look-ups',
  registerExport: (query?: Query) => withQuery('/register/export', query),
  registerExportRequests: (query?: Query) => withQuery('/register/export-requests', query),
  registerOwners: () => '/register/owners',
  savedFilters: () => '/register/filters',
  savedFilterRemoval: (id: string) => `/register/filters/${part(id)}/removal`,
  changes: (query?: Query) => withQuery('/register/changes', query),

  personNew: () => '/people/new',
  person,
  personExplanation: (id: string, query?: Query) => withQuery(`${person(id)}/explanation`, query),
  personDecisions: (id: string) => `${person(id)}/decisions`,
  personDecisionEnd: (id: string, decision: string) => `${person(id)}/decisions/${part(decision)}/end`,
  personContact: (id: string) => `${person(id)}/contact`,
  personContactRemoval: (id: string, contact: string) => `${person(id)}/contact/${part(contact)}/removal`,
  personGuardians: (id: string) => `${person(id)}/guardians`,
  personGuardianRemoval: (id: string, guardian: string) => `${person(id)}/guardians/${part(guardian)}/removal`,
  personResidence: (id: string) => `${person(id)}/residence`,
  personResidenceEnd: (id: string, residence: string) => `${person(id)}/residence/${part(residence)}/end`,
  personIdentifiers: (id: string) => `${person(id)}/identifiers`,
  personOccupation: (id: string) => `${person(id)}/occupation`,
  personOwner: (id: string) => `${person(id)}/owner`,
  personMessages: (id: string, query?: Query) => withQuery(`${person(id)}/messages`, query),
  personMessageNew: (id: string, query?: Query) => withQuery(`${person(id)}/messages/new`, query),
  personMessageWithdrawal: (id: string, message: string) => `${person(id)}/messages/${part(message)}/withdrawal`,
  personMessageOutcome: (id: string, message: string) => `${person(id)}/messages/${part(message)}/outcome`,
  personMessageStops: (id: string) => `${person(id)}/messages/stops`,
  personMessageStopEnd: (id: string, stop: string) => `${person(id)}/messages/stops/${part(stop)}/end`,
  personCheckins: (id: string) => `${person(id)}/check-ins`,
  personCheckinEnd: (id: string) => `${person(id)}/check-ins/end`,
  personLetters: (id: string) => `${person(id)}/letters`,
  personNotes: (id: string, query?: Query) => withQuery(`${person(id)}/notes`, query),
  personNoteNew: (id: string) => `${person(id)}/notes/new`,
  personNote: (id: string, note: string) => `${person(id)}/notes/${part(note)}`,
  personNoteCorrection: (id: string, note: string) => `${person(id)}/notes/${part(note)}/correction`,
  personNoteStrike: (id: string, note: string) => `${person(id)}/notes/${part(note)}/strike`,
  personLog: (id: string, query?: Query) => withQuery(`${person(id)}/log`, query),
  personLogNew: (id: string, query?: Query) => withQuery(`${person(id)}/log/new`, query),
  personLogQuick: (id: string) => `${person(id)}/log/quick`,
  personLogCorrection: (id: string, contact: string) => `${person(id)}/log/${part(contact)}/correction`,
  personLogStrike: (id: string, contact: string) => `${person(id)}/log/${part(contact)}/strike`,
  personNext: (id: string) => `${person(id)}/next`,
  personNextRemoval: (id: string) => `${person(id)}/next/removal`,
  personLadder: (id: string) => `${person(id)}/ladder`,
  personLadderRuns: (id: string) => `${person(id)}/ladder/runs`,
  personLadderRunEnd: (id: string) => `${person(id)}/ladder/runs/end`,
  personLadderSteps: (id: string) => `${person(id)}/ladder/steps`,
  personLadderSkip: (id: string, step: string) => `${person(id)}/ladder/steps/${part(step)}/skip`,
  personLadderRests: (id: string) => `${person(id)}/ladder/rests`,
  personLadderRestEnd: (id: string) => `${person(id)}/ladder/rests/end`,
  personVisitNew: (id: string) => `${person(id)}/visits/new`,
  personVisits: (id: string) => `${person(id)}/visits`,
  personVisit: (id: string, visit: string) => `${person(id)}/visits/${part(visit)}`,
  personVisitOutcome: (id: string, visit: string) => `${person(id)}/visits/${part(visit)}/outcome`,
  personVisitCancellation: (id: string, visit: string) => `${person(id)}/visits/${part(visit)}/cancellation`,
  personSharing: (id: string) => `${person(id)}/sharing`,
  personShareNew: (id: string, query?: Query) => withQuery(`${person(id)}/sharing/new`, query),
  personShareChoice: (id: string) => `${person(id)}/sharing/choice`,
  personShareRevocation: (id: string, share: string) => `${person(id)}/sharing/${part(share)}/revocation`,
  personConsents: (id: string) => `${person(id)}/consents`,
  personConsentWithdrawal: (id: string, consent: string) => `${person(id)}/consents/${part(consent)}/withdrawal`,

  outreach: (query?: Query) => withQuery('/outreach', query),
  outreachGroup: () => '/outreach/group',
  outreachMessages: (query?: Query) => withQuery('/outreach/messages', query),
  outreachMessagesSend: () => '/outreach/messages/send',
  outreachLetters: () => '/outreach/letters',
  outreachLettersAgeing: () => '/outreach/letters/ageing-out',
  outreachUnmatched: () => '/outreach/messages/unmatched',
  outreachUnmatchedTie: (id: string) => `/outreach/messages/unmatched/${part(id)}/tie`,
  outreachUnmatchedRemoval: (id: string) => `/outreach/messages/unmatched/${part(id)}/removal`,
  messageTemplates: () => '/admin/messages',
  messageTemplate: (query?: Query) => withQuery('/admin/messages/template', query),
  messageSetting: () => '/admin/messages/setting',
  outreachBetween: (query?: Query) => withQuery('/outreach/between', query),
  outreachLadder: (query?: Query) => withQuery('/outreach/ladder', query),
  outreachLadderPreview: () => '/outreach/ladder/preview',
  outreachLadderSending: () => '/outreach/ladder/sending',
  outreachCaseload: () => '/outreach/caseload',
  outreachFigures: (query?: Query) => withQuery('/outreach/figures', query),
  outreachProtocol: () => '/outreach/ladder/protocol',
  outreachProtocolPreview: () => '/outreach/ladder/protocol/preview',

  personReferrals: (id: string) => `${person(id)}/referrals`,
  personReferralNew: (id: string) => `${person(id)}/referrals/new`,
  referrals: (query?: Query) => withQuery('/referrals', query),
  referralsSent: (query?: Query) => withQuery('/referrals/sent', query),
  referralsWaiting: () => '/referrals/waiting',
  referralPlaces: () => '/referrals/places',
  referralSettings: () => '/referrals/settings',
  referralDoor: () => '/referrals/door',
  referral: oneReferral,
  referralTaking: (id: string) => `${oneReferral(id)}/taking`,
  referralPerson: (id: string) => `${oneReferral(id)}/person`,
  referralNewPerson: (id: string) => `${oneReferral(id)}/new-person`,
  referralPlacing: (id: string) => `${oneReferral(id)}/placing`,
  referralAcceptance: (id: string) => `${oneReferral(id)}/acceptance`,
  referralRefusal: (id: string) => `${oneReferral(id)}/refusal`,
  referralHandover: (id: string) => `${oneReferral(id)}/handover`,
  referralForwarding: (id: string) => `${oneReferral(id)}/forwarding`,
  referralWithdrawal: (id: string) => `${oneReferral(id)}/withdrawal`,
  referralEnd: (id: string) => `${oneReferral(id)}/end`,
  /** For those who have no account: a domain's form, and the links to what they have written. */
  refer: (slug: string) => `/refer/${part(slug)}`,
  referWay: (slug: string, way: string) => `/refer/${part(slug)}/${part(way)}`,
  referDraft: (token: string) => `/refer-draft/${part(token)}`,
  referConfirmation: (token: string) => `/refer-confirmation/${part(token)}`,
  referStatus: (token: string) => `/refer-status/${part(token)}`,
  notices: (query?: Query) => withQuery('/notices', query),
  noticesPreview: () => '/notices/preview',
  noticesSending: () => '/notices/sending',
  noticeSettings: () => '/notices/settings',
  noticeOut,
  noticeOutLetter: (id: string) => `${noticeOut(id)}/letter`,
  noticeOutSending: (id: string) => `${noticeOut(id)}/sending`,
  noticeOutByHand: (id: string) => `${noticeOut(id)}/by-hand`,
  noticeOutAside: (id: string) => `${noticeOut(id)}/aside`,
  noticeOutReceipt: (id: string) => `${noticeOut(id)}/receipt`,
  noticeOutReturn: (id: string) => `${noticeOut(id)}/return`,
  noticesIn: () => '/notices/in',
  noticeInNew: () => '/notices/in/new',
  noticeIn,
  noticeInApplication: (id: string) => `${noticeIn(id)}/application`,
  noticeInMatch: (id: string) => `${noticeIn(id)}/match`,
  noticeInNoEffect: (id: string) => `${noticeIn(id)}/no-effect`,
  noticeInReturn: (id: string) => `${noticeIn(id)}/return`,
  noticeInUndo: (id: string) => `${noticeIn(id)}/undo`,
  personAbsenceNotice: (id: string) => `${person(id)}/absence-notice`,
  tasks: (query?: Query) => withQuery('/tasks', query),
  taskNew: () => '/tasks/new',
  ownReminder,
  ownReminderDone: (id: string) => `${ownReminder(id)}/done`,
  ownReminderReopening: (id: string) => `${ownReminder(id)}/reopening`,
  ownReminderDay: (id: string) => `${ownReminder(id)}/day`,
  ownReminderReceiver: (id: string) => `${ownReminder(id)}/receiver`,
  ownReminderRemoval: (id: string) => `${ownReminder(id)}/removal`,
  personTasks: (id: string) => `${person(id)}/tasks`,
  personTaskNew: (id: string) => `${person(id)}/tasks/new`,
  personTask,
  personTaskDone: (id: string, task: string) => `${personTask(id, task)}/done`,
  personTaskReopening: (id: string, task: string) => `${personTask(id, task)}/reopening`,
  personTaskDay: (id: string, task: string) => `${personTask(id, task)}/day`,
  personTaskReceiver: (id: string, task: string) => `${personTask(id, task)}/receiver`,
  personTaskRemoval: (id: string, task: string) => `${personTask(id, task)}/removal`,
  /** A day that stands elsewhere, by where and by its row there. */
  personDay,
  personDayMove: (id: string, source: string, subject: string) => `${personDay(id, source, subject)}/move`,
  personDayReceiver: (id: string, source: string, subject: string) => `${personDay(id, source, subject)}/receiver`,
  personDayReturn: (id: string, source: string, subject: string) => `${personDay(id, source, subject)}/return`,
  calendar: (query?: Query) => withQuery('/calendar', query),
  /** Read by calendars, without signing in: the secret is the address. */
  calendarFeed: (secret: string) => `/calendar/feeds/${part(secret)}`,
  ownReminders: () => '/my/reminders',
  ownCalendarFeed: () => '/my/calendar-feed',
  ownCalendarFeedEnd: () => '/my/calendar-feed/end',
  ownDigest: () => '/my/digest',
  ownPush: () => '/my/push',
  ownPushHours: () => '/my/push/hours',
  ownPushRemoval: (id: string) => `/my/push/${part(id)}/removal`,
  ownAlerts: () => '/my/alerts',
  /** Where they were at first, in bookmarks. */
  ownAlertsBefore: () => '/my/notices',
  ownAlertsReading: () => '/my/alerts/reading',
  ownAlertReading: (id: string) => `/my/alerts/${part(id)}/reading`,

  shares: () => '/shares',
  share: oneShare,
  shareNotes: (id: string) => `${oneShare(id)}/notes`,
  shareAcceptance: (id: string) => `${oneShare(id)}/acceptance`,
  shareRefusal: (id: string) => `${oneShare(id)}/refusal`,
  shareVisitors: (id: string) => `${oneShare(id)}/visitors`,
  shareVisitorEnd: (id: string, visitor: string) => `${oneShare(id)}/visitors/${part(visitor)}/end`,
  shareRecusal: (id: string) => `${oneShare(id)}/recusal`,
  shareEnd: (id: string) => `${oneShare(id)}/end`,
  personSight: (id: string) => `${person(id)}/sight`,
  personAssignments: (id: string) => `${person(id)}/assignments`,
  personAssignmentEnd: (id: string, assignment: string) => `${person(id)}/assignments/${part(assignment)}/end`,
  personBlocks: (id: string) => `${person(id)}/blocks`,
  personRecusal: (id: string) => `${person(id)}/recusal`,
  reachedSearches: () => '/people/searches',
  reachedSearch: (id: string, query?: Query) => withQuery(`/people/searches/${part(id)}`, query),

  glass: () => '/glass',
  glassEnd: (id: string) => `/glass/${part(id)}/end`,
  glassTelling: (id: string) => `/glass/${part(id)}/telling`,
  glassReviews: () => '/glass/reviews',
  glassReview: (id: string) => `/glass/reviews/${part(id)}`,
  glassReviewTelling: (id: string) => `/glass/reviews/${part(id)}/telling`,
  blocks: () => '/blocks',
  blockEnd: (id: string) => `/blocks/${part(id)}/end`,

  duplicates: (query?: Query) => withQuery('/duplicates', query),
  duplicate: (id: string) => `/duplicates/${part(id)}`,
  duplicateDismissal: (id: string) => `/duplicates/${part(id)}/dismissal`,
  merge: (id: string) => `/merges/${part(id)}`,
  mergeReversal: (id: string) => `/merges/${part(id)}/reversal`,

  imports: (query?: Query) => withQuery('/imports', query),
  importNew: () => '/imports/new',
  import: oneImport,
  importSs12000: () => '/imports/ss12000',
  importExample: (name: string) => `/imports/examples/${part(name)}`,
  importDiscard: (id: string) => `${oneImport(id)}/discard`,
  importApply: (id: string) => `${oneImport(id)}/application`,
  importReversal: (id: string) => `${oneImport(id)}/reversal`,
  importProblemsFile: (id: string) => `${oneImport(id)}/problems.csv`,
  importEvents: (id: string) => `${oneImport(id)}/events`,
  mappings: () => '/imports/mappings',
  mapping: (id: string) => `/imports/mappings/${part(id)}`,
  mappingRemoval: (id: string) => `/imports/mappings/${part(id)}/removal`,

  admin: () => '/admin',
  adminOrganisations: (query?: Query) => withQuery('/admin/organisations', query),
  adminOrganisation: (id: string) => `/admin/organisations/${part(id)}`,
  adminDomains: () => '/admin/domains',
  adminUnits: (query?: Query) => withQuery('/admin/units', query),
  adminUnit: (id: string) => `/admin/units/${part(id)}`,
  adminNotes: () => '/admin/notes',
  adminCodes: () => '/admin/codes',
  adminCodeList: (list: string) => `/admin/codes/${part(list)}`,
  adminCodeConfirmation: (list: string) => `/admin/codes/${part(list)}/confirmation`,

  personReadings: (id: string, query?: Query) => withQuery(`${person(id)}/readings`, query),
  personLogExtract: (id: string) => `${person(id)}/log-extract`,

  log: (query?: Query) => withQuery('/log', query),
  logSearches: () => '/log/searches',
  reviews: (query?: Query) => withQuery('/reviews', query),
  review: (id: string) => `/reviews/${part(id)}`,
  reviewIdentity: (id: string) => `/reviews/${part(id)}/identity`,
  reviewHomes: () => '/reviews/homes',
  reviewHomeRemoval: (id: string) => `/reviews/homes/${part(id)}/removal`,
  extracts: () => '/extracts',
  extract: (id: string) => `/extracts/${part(id)}`,
  extractFile: (id: string) => `/extracts/${part(id)}/file`,
  retention: () => '/retention',
  retentionRule: (type: string) => `/retention/rules/${part(type)}`,
  retentionRuleEnd: (type: string) => `/retention/rules/${part(type)}/end`,
  retentionRuns: () => '/retention/runs',
  retentionRun: (id: string) => `/retention/runs/${part(id)}`,
  retentionRequest: (id: string) => `/retention/runs/${part(id)}/request`,
  retentionExecution: (id: string) => `/retention/runs/${part(id)}/execution`,

  approvals: () => '/approvals',
  approval: (id: string) => `/approvals/${part(id)}`,
  approvalAnswer: (id: string) => `/approvals/${part(id)}/answer`,

  adminSecrecy: () => '/admin/secrecy',
  adminSecrecyConfirmation: (id: string) => `/admin/secrecy/${part(id)}/confirmation`,
  adminSecrecyEnd: (id: string) => `/admin/secrecy/${part(id)}/end`,
  adminGround: (id: string) => `/admin/grounds/${part(id)}`,
  adminGroundConfirmation: (id: string) => `/admin/grounds/${part(id)}/confirmation`,
  staff: (query?: Query) => withQuery('/admin/staff', query),
  staffNew: () => '/admin/staff/new',
  staffChanges: () => '/admin/staff/changes',
  staffChangeApproval: (id: string) => `${staffChange(id)}/approval`,
  staffChangeRefusal: (id: string) => `${staffChange(id)}/refusal`,
  staffFile: () => '/admin/staff/file',
  staffFileTemplate: () => '/admin/staff/file/template',
  staffFileExport: () => '/admin/staff/file/export',
  staffFileApplication: () => '/admin/staff/file/application',
  staffMember,
  staffDetails: (id: string) => `${staffMember(id)}/details`,
  staffInvitation: (id: string) => `${staffMember(id)}/invitation`,
  staffSessionsEnd: (id: string) => `${staffMember(id)}/sessions/end`,
  staffDeactivation: (id: string) => `${staffMember(id)}/deactivation`,
  staffReactivation: (id: string) => `${staffMember(id)}/reactivation`,
  staffRoles: (id: string, query?: Query) => withQuery(`${staffMember(id)}/roles`, query),
  staffRole,
  staffRoleEnd: (id: string, membership: string) => `${staffRole(id, membership)}/end`,
  staffSight: (id: string, membership: string) => `${staffRole(id, membership)}/sight`,
  staffSightEnd: (id: string, membership: string) => `${staffRole(id, membership)}/sight/end`,
  teams: () => '/admin/teams',
  team,
  teamEnd: (id: string) => `${team(id)}/end`,
  teamMembers: (id: string) => `${team(id)}/members`,
  teamMemberEnd: (id: string, membership: string) => `${team(id)}/members/${part(membership)}/end`,
  provisioning: () => '/admin/provisioning',
  provisioningTokens: () => '/admin/provisioning/tokens',
  provisioningTokenEnd: (id: string) => `/admin/provisioning/tokens/${part(id)}/end`,
  provisioningRoles: () => '/admin/provisioning/roles',
  provisioningRoleRemoval: (id: string) => `/admin/provisioning/roles/${part(id)}/removal`,
  roles: () => '/admin/roles',
  contacts: () => '/contacts',
  ownContact: () => '/contacts/own',

  scim: () => '/scim/v2',
  scimConfig: () => '/scim/v2/ServiceProviderConfig',
  scimResourceTypes: () => '/scim/v2/ResourceTypes',
  scimResourceType: (id: string) => `/scim/v2/ResourceTypes/${part(id)}`,
  scimSchemas: () => '/scim/v2/Schemas',
  scimSchema: (id: string) => `/scim/v2/Schemas/${part(id)}`,
  scimUsers: () => '/scim/v2/Users',
  scimUser: (id: string) => `/scim/v2/Users/${part(id)}`,
  scimGroups: () => '/scim/v2/Groups',
  scimGroup: (id: string) => `/scim/v2/Groups/${part(id)}`,

  asset: (name: string, version?: string) => withQuery(`/assets/${part(name)}`, { v: version }),
  health: () => '/healthz',
  ready: () => '/readyz',
  metrics: () => '/metrics',
} as const

/** Writes to an address of e-mail: nothing in it can add a field to the letter. */
export function mailTo(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`
}

/** Calls a number: what people write between its digits is left out. */
export function callTo(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`
}
