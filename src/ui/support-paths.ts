import { part, type Query, withQuery } from './address.ts'

const person = (id: string) => `/people/${part(id)}`
const plan = (id: string) => `${person(id)}/plan`
const goal = (id: string, of: string) => `${plan(id)}/goals/${part(of)}`
const step = (id: string, of: string) => `${plan(id)}/steps/${part(of)}`
const activity = (id: string, of: string) => `${person(id)}/activities/${part(of)}`
const appointment = (id: string, of: string) => `${person(id)}/appointments/${part(of)}`
const group = (id: string) => `/activities/${part(id)}`

/** The addresses of the case, and of what hangs on it; part of `paths`. */
export const supportPaths = {
  personPlan: (id: string) => plan(id),
  planPrint: (id: string) => `${plan(id)}/print`,
  planPdf: (id: string) => `${plan(id)}/pdf`,
  planGoals: (id: string) => `${plan(id)}/goals`,
  planGoalNew: (id: string) => `${plan(id)}/goals/new`,
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
  personActivityNew: (id: string) => `${person(id)}/activities/new`,
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
  activityGroup: (id: string) => group(id),
  activityGroupState: (id: string) => `${group(id)}/state`,
  personGroups: (id: string) => `${person(id)}/groups`,
  activityGroupSessions: (id: string) => `${group(id)}/sessions`,
} as const
