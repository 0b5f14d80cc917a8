import { part, type Query, withQuery } from './address.ts'

const personCase = (id: string) => `/people/${part(id)}/case`
const meeting = (id: string, of: string) => `${personCase(id)}/meetings/${part(of)}`

/** The addresses of the case, and of what hangs on it; part of `paths`. */
export const supportPaths = {
  cases: (query?: Query) => withQuery('/cases', query),
  caseOwners: () => '/cases/owners',
  caseLabelling: () => '/cases/labelling',
  caseSettings: () => '/cases/settings',
  caseLabels: () => '/cases/settings/labels',
  caseLabelRemoval: (id: string) => `/cases/settings/labels/${part(id)}/removal`,
  caseProgrammes: () => '/cases/settings/programmes',
  caseProgrammeRemoval: (id: string) => `/cases/settings/programmes/${part(id)}/removal`,
  personCase,
  personCaseOwner: (id: string) => `${personCase(id)}/owner`,
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
} as const
