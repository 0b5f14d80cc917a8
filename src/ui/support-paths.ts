import { part, type Query, withQuery } from './address.ts'
import { workPaths } from './work-paths.ts'

const personCase = (id: string) => `/people/${part(id)}/case`
const meeting = (id: string, of: string) => `${personCase(id)}/meetings/${part(of)}`
const person = (id: string) => `/people/${part(id)}`
const mapping = (id: string, of: string) => `${person(id)}/mappings/${part(of)}`
/** The page before the mapping: only the last part of an address names what is somebody's. */
const mappingPage = (id: string, of: string, page: string) => `${person(id)}/mapping-pages/${part(page)}/${part(of)}`
const formDraft = (id: string) => `/forms/drafts/${part(id)}`
const form = (code: string) => `/forms/of/${part(code)}`
const plan = (id: string) => `${person(id)}/plan`
const goal = (id: string, of: string) => `${plan(id)}/goals/${part(of)}`
const step = (id: string, of: string) => `${plan(id)}/steps/${part(of)}`
const activity = (id: string, of: string) => `${person(id)}/activities/${part(of)}`
const appointment = (id: string, of: string) => `${person(id)}/appointments/${part(of)}`
const group = (id: string) => `/activities/${part(id)}`
const reading = (id: string, of: string) => `${person(id)}/progress/${part(of)}`

/** The addresses of the case, and of what hangs on it; part of `paths`. */
export const supportPaths = {
  cases: (query?: Query) => withQuery('/cases', query),
  caseOwners: () => '/cases/owners',
  caseFilters: () => '/cases/filters',
  caseFilterRemoval: (id: string) => `/cases/filters/${part(id)}/removal`,
  caseLabelling: () => '/cases/labelling',
  caseSettings: () => '/cases/settings',
  caseLabels: () => '/cases/settings/labels',
  caseLabelRemoval: (id: string) => `/cases/settings/labels/${part(id)}/removal`,
  caseProgrammes: () => '/cases/settings/programmes',
  caseProgrammeRemoval: (id: string) => `/cases/settings/programmes/${part(id)}/removal`,
  personCase,
  personCaseOwner: (id: string) => `${personCase(id)}/owner`,
  personCaseSetting: (id: string) => `${personCase(id)}/setting`,
  personCaseClosing: (id: string) => `${personCase(id)}/closing`,
  personCaseMembers: (id: string) => `${personCase(id)}/members`,
  personCaseMemberEnd: (id: string, member: string) => `${personCase(id)}/members/${part(member)}/end`,
  personCaseProgrammes: (id: string) => `${personCase(id)}/programmes`,
  personCaseProgrammeEnd: (id: string, of: string) => `${personCase(id)}/programmes/${part(of)}/end`,
  personCaseSteps: (id: string) => `${personCase(id)}/steps`,
  personCaseStart: (id: string) => `${personCase(id)}/start`,
  personMeetings: (id: string) => `${personCase(id)}/meetings`,
  personMeetingNew: (id: string) => `${personCase(id)}/meetings/new`,
  personMeeting: meeting,
  personMeetingCancellation: (id: string, of: string) => `${meeting(id, of)}/cancellation`,
  personMeetingHeld: (id: string, of: string) => `${meeting(id, of)}/held`,
  personMeetingItems: (id: string, of: string) => `${meeting(id, of)}/items`,
  personMeetingItemDone: (id: string, of: string, item: string) => `${meeting(id, of)}/items/${part(item)}/done`,
  personMeetingPrint: (id: string, of: string) => `${meeting(id, of)}/print`,
  // Forms, mappings and talks by a method.
  forms: () => '/forms',
  formNew: () => '/forms/new',
  formImport: () => '/forms/import',
  formDraft: (id: string) => formDraft(id),
  formDraftSections: (id: string) => `${formDraft(id)}/sections`,
  formDraftSection: (id: string, section: string) => `${formDraft(id)}/sections/${part(section)}`,
  formDraftQuestions: (id: string, section: string) => `${formDraft(id)}/sections/${part(section)}/questions`,
  formDraftQuestion: (id: string, question: string) => `${formDraft(id)}/questions/${part(question)}`,
  formDraftOrder: (id: string) => `${formDraft(id)}/order`,
  formDraftRemoval: (id: string) => `${formDraft(id)}/removal`,
  formDraftPreview: (id: string, query?: Query) => withQuery(`${formDraft(id)}/preview`, query),
  formDraftPublication: (id: string) => `${formDraft(id)}/publication`,
  formDraftDiscard: (id: string) => `${formDraft(id)}/discard`,
  formVersion: (code: string, version: string, query?: Query) =>
    withQuery(`/forms/versions/${part(version)}/of/${part(code)}`, query),
  formNext: (code: string) => `${form(code)}/next`,
  formRetirement: (code: string) => `${form(code)}/retirement`,
  formFilling: (domain: string, token: string, query?: Query) =>
    withQuery(`/fill/${part(domain)}/${part(token)}`, query),
  formFillingEnd: (domain: string, token: string) => `/fill/${part(domain)}/${part(token)}/end`,
  personMappings: (id: string) => `${person(id)}/mappings`,
  personMapping: (id: string, of: string, query?: Query) => withQuery(mapping(id, of), query),
  personMappingOverTime: (id: string, of: string, query?: Query) => withQuery(`${mapping(id, of)}/over-time`, query),
  personMappingPage: (id: string, of: string, page: string, query?: Query) =>
    withQuery(mappingPage(id, of, page), query),
  personMappingWordings: (id: string, of: string, page: string) => `${mappingPage(id, of, page)}/wordings`,
  personMappingCompletion: (id: string, of: string) => `${mapping(id, of)}/completion`,
  personMappingWithdrawal: (id: string, of: string) => `${mapping(id, of)}/withdrawal`,
  personMappingLink: (id: string, of: string) => `${mapping(id, of)}/link`,
  personMappingReceipt: (id: string, of: string) => `${mapping(id, of)}/receipt`,
  personSessions: (id: string) => `${person(id)}/sessions`,
  personSessionNew: (id: string, query?: Query) => withQuery(`${person(id)}/sessions/new`, query),
  methodCounts: () => '/support/methods',
  personPlan: (id: string) => plan(id),
  planPrint: (id: string) => `${plan(id)}/print`,
  planPdf: (id: string) => `${plan(id)}/pdf`,
  planGoals: (id: string) => `${plan(id)}/goals`,
  planGoalNew: (id: string, query?: Query) => withQuery(`${plan(id)}/goals/new`, query),
  planGoal: (id: string, of: string) => goal(id, of),
  planGoalEnd: (id: string, of: string) => `${goal(id, of)}/end`,
  planGoalArchive: (id: string, of: string) => `${goal(id, of)}/archive`,
  planGoalRestore: (id: string, of: string) => `${goal(id, of)}/restoration`,
  planSteps: (id: string, of: string) => `${goal(id, of)}/steps`,
  planStep: (id: string, of: string) => step(id, of),
  planStepState: (id: string, of: string) => `${step(id, of)}/state`,
  planAgreements: (id: string) => `${plan(id)}/agreements`,
  planLinks: (id: string) => `${plan(id)}/links`,
  planReviews: (id: string) => `${plan(id)}/reviews`,
  planExemptions: (id: string) => `${plan(id)}/exemptions`,
  planRule: () => '/plan-reviews',
  planAnswer: (domain: string, token: string) => `/plan/${part(domain)}/${part(token)}`,

  personActivities: (id: string) => `${person(id)}/activities`,
  personActivityNew: (id: string, query?: Query) => withQuery(`${person(id)}/activities/new`, query),
  personActivity: (id: string, of: string) => activity(id, of),
  personActivityState: (id: string, of: string) => `${activity(id, of)}/state`,
  personQualifications: (id: string) => `${person(id)}/qualifications`,
  personQualificationEnd: (id: string, of: string) => `${person(id)}/qualifications/${part(of)}/end`,
  personAppointments: (id: string) => `${person(id)}/appointments`,
  personAppointment: (id: string, of: string) => appointment(id, of),
  personAppointmentOutcome: (id: string, of: string) => `${appointment(id, of)}/outcome`,
  personAppointmentMove: (id: string, of: string) => `${appointment(id, of)}/move`,
  activities: (query?: Query) => withQuery('/activities', query),
  activityGroupNew: () => '/activities/new',
  activityGroup: (id: string, query?: Query) => withQuery(group(id), query),
  activityGroupState: (id: string) => `${group(id)}/state`,
  personGroups: (id: string) => `${person(id)}/groups`,
  activityGroupSessions: (id: string) => `${group(id)}/sessions`,
  ...workPaths,
  personProgress: (id: string) => `${person(id)}/progress`,
  personProgressAsk: (id: string) => `${person(id)}/progress/ask`,
  personReading: reading,
  personReadingRemoval: (id: string, of: string) => `${reading(id, of)}/removal`,
  personExit: (id: string) => `${person(id)}/exit`,
  personFollowUp: (id: string, followUp: string) => `${person(id)}/follow-ups/${part(followUp)}`,
  personFollowUpsEnd: (id: string) => `${person(id)}/follow-ups/end`,
  progress: (query?: Query) => withQuery('/progress', query),
  progressLadder: (query?: Query) => withQuery('/progress/ladder', query),
  progressLadderEnd: () => '/progress/ladder/end',
  /** Where a young person says where they stand, and what they do: without an account, by a link that is theirs alone. */
  whereYouAre: (domain: string, token: string) => `/where-you-are/${part(domain)}/${part(token)}`,
  whatYouDo: (domain: string, token: string) => `/what-you-do/${part(domain)}/${part(token)}`,
  transitions: (query?: Query) => withQuery('/transitions', query),
  personTransitions: (id: string) => `${person(id)}/transitions`,
  personTransitionEnd: (id: string, handover: string) => `${person(id)}/transitions/${part(handover)}/end`,
  personArrival: (id: string) => `${person(id)}/arrival`,
} as const
