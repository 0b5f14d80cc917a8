import { part, type Query, withQuery } from './address.ts'

const person = (id: string) => `/people/${part(id)}`
const placement = (id: string, of: string) => `${person(id)}/placements/${part(of)}`
const employer = (id: string) => `/employers/${part(id)}`

/** The addresses of placements, of the mixed week and of studies; part of `supportPaths`. */
export const workPaths = {
  /** The places that can be had, and who has been where. */
  placements: () => '/placements',
  employers: () => '/employers',
  employer,
  employerClosing: (id: string) => `${employer(id)}/closing`,
  employerSupervisors: (id: string) => `${employer(id)}/supervisors`,
  employerSupervisor: (id: string, supervisor: string) => `${employer(id)}/supervisors/${part(supervisor)}`,
  employerSupervisorEnd: (id: string, supervisor: string) => `${employer(id)}/supervisors/${part(supervisor)}/end`,
  employerOffers: (id: string) => `${employer(id)}/offers`,
  employerOfferClosing: (id: string, offer: string) => `${employer(id)}/offers/${part(offer)}/closing`,
  personPlacements: (id: string) => `${person(id)}/placements`,
  personPlacement: placement,
  personPlacementTerms: (id: string, of: string) => `${placement(id, of)}/terms`,
  personPlacementSigned: (id: string, of: string) => `${placement(id, of)}/signed`,
  personPlacementAgreement: (id: string, of: string) => `${placement(id, of)}/agreement`,
  personPlacementSteps: (id: string, of: string) => `${placement(id, of)}/steps`,
  personPlacementEnd: (id: string, of: string) => `${placement(id, of)}/end`,
  personPlacementReopening: (id: string, of: string) => `${placement(id, of)}/reopening`,
  personPlacementStepBack: (id: string, step: string) => `${person(id)}/placement-steps/${part(step)}/back`,
  personPlacementStep: (id: string, step: string) => `${person(id)}/placement-steps/${part(step)}`,
  personWeek: (id: string, query?: Query) => withQuery(`${person(id)}/week`, query),
  personAttendance: (id: string) => `${person(id)}/week/attendance`,
  personStudies: (id: string) => `${person(id)}/studies`,
  personGrades: (id: string) => `${person(id)}/studies/grades`,
  personGradeRemoval: (id: string) => `${person(id)}/studies/grades/removal`,
  personExemption: (id: string) => `${person(id)}/studies/exemption`,
  personStudyPlan: (id: string) => `${person(id)}/studies/plan`,
  personStudyPaper: (id: string) => `${person(id)}/studies/paper`,
  /** Who came to work: for a supervisor, without an account, by a link for one week of one placement. */
  placementAnswer: (domain: string, token: string) => `/placement-answer/${part(domain)}/${part(token)}`,
} as const
