import { part, type Query, withQuery } from './address.ts'

const person = (id: string) => `/people/${part(id)}`
const reading = (id: string, of: string) => `${person(id)}/progress/${part(of)}`

/** The addresses of the case, and of what hangs on it; part of `paths`. */
export const supportPaths = {
  personProgress: (id: string) => `${person(id)}/progress`,
  personProgressAsk: (id: string) => `${person(id)}/progress/ask`,
  personReading: reading,
  personReadingRemoval: (id: string, of: string) => `${reading(id, of)}/removal`,
  personExit: (id: string) => `${person(id)}/exit`,
  personFollowUp: (id: string, followUp: string) => `${person(id)}/follow-ups/${part(followUp)}`,
  personFollowUpsEnd: (id: string) => `${person(id)}/follow-ups/end`,
  progress: (query?: Query) => withQuery('/progress', query),
  progressLadder: () => '/progress/ladder',
  /** Where a young person says where they stand, and what they do: without an account, by a link that is theirs alone. */
  whereYouAre: (domain: string, token: string) => `/where-you-are/${part(domain)}/${part(token)}`,
  whatYouDo: (domain: string, token: string) => `/what-you-do/${part(domain)}/${part(token)}`,
  transitions: (query?: Query) => withQuery('/transitions', query),
  personTransitions: (id: string) => `${person(id)}/transitions`,
  personTransitionEnd: (id: string, handover: string) => `${person(id)}/transitions/${part(handover)}/end`,
  personArrival: (id: string) => `${person(id)}/arrival`,
} as const
