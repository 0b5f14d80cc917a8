import { createHash } from 'node:crypto'
import { ROLES, type RoleCode, type Topic } from '../../src/access/roles.ts'

/**
 * The cast of the proofs: one young person for each way of standing to the one who asks, and one member of staff for each role,
 * all of whom stand to each person in the same way. `me` is whoever asks; a colleague is somebody else of the same domain.
 * Instants are seconds from the moment that it is, days are days from today: zero is now, and the end of a period is outside it.
 */

/** 12:00 in Stockholm. */
export const MOMENT = '2026-10-15T10:00:00Z'

/** An instant so many seconds from the moment that it is. */
export const instant = (seconds: number) => new Date(Date.parse(MOMENT) + seconds * 1000).toISOString()

export type Place = 'home' | 'abroad' | 'elsewhere'
type Period = { readonly from?: number; readonly until?: number; readonly ended?: boolean }
type Topics = readonly (Topic | 'note.health')[]

/** Classes of secrecy of notes, and the paragraph of each. */
export const NOTE_CLASSES = {
  health_care: '25:1',
  social_services: '26:1',
  pupil_support: '23:2',
  labour_market: '28:11',
} as const
type NoteClass = keyof typeof NOTE_CLASSES

export type Standing = {
  readonly of?: Place
  readonly protected?: boolean
  /** Merged into this other one, who survives. */
  readonly mergedInto?: string
  readonly owner?: { readonly is: 'me' | 'colleague'; readonly closed?: boolean }
  readonly assigned?: Period & {
    readonly to: 'me' | 'colleague' | 'my other membership' | TeamName
    readonly kind?: 'case' | 'glass'
  }
  /** Goes to a unit, from a day, until the day before another. */
  readonly pupil?: {
    readonly at: UnitName
    readonly from?: number
    readonly until?: number
    readonly retracted?: boolean
  }
  readonly blocked?: {
    readonly against: 'me' | 'colleague' | 'all but me' | 'all but a colleague'
    readonly lifted?: boolean
  }
  /** Shared with another domain. */
  readonly shared?: Period & {
    readonly with: Place
    readonly topics: Topics
    readonly more?: Topics
    readonly answer?: 'yes' | 'no'
    /** Who was let in to look, once it was accepted. */
    readonly visitor?: Period & { readonly is: 'me' | 'colleague' | 'my other membership' | TeamName }
    /** The consent that it rests on. */
    readonly consent?: { readonly until?: number; readonly withdrawn?: boolean }
    /** Ended by the domain that shared, as against revoked. */
    readonly over?: boolean
    /** Classes of secrecy of notes that its ground does not break. */
    readonly shuts?: readonly NoteClass[]
    /** Why one with protected identity is shared. */
    readonly although?: boolean
  }
  /** Leave to make an extract of everything. */
  readonly extract?: Period & { readonly by: 'me' | 'colleague' }
}

/** Teams, and whether the one who asks is in them. */
export const TEAMS = {
  team: { member: {} },
  teamFromNow: { member: { from: 0 } },
  teamFromSoon: { member: { from: 1 } },
  teamLeft: { member: { ended: true } },
  teamThatEnded: { member: {}, ended: true },
  teamOfOthers: {},
} as const satisfies Readonly<Record<string, { readonly member?: Period; readonly ended?: boolean }>>
export type TeamName = keyof typeof TEAMS

/** Units, and whether the one who asks is placed there. */
export const UNITS = {
  school: { placed: {} },
  schoolFromNow: { placed: { from: 0 } },
  schoolFromSoon: { placed: { from: 1 } },
  schoolLeft: { placed: { ended: true } },
  schoolOfOthers: {},
} as const satisfies Readonly<Record<string, { readonly placed?: Period }>>
export type UnitName = keyof typeof UNITS

const ME = { is: 'me' } as const
const OPEN = { with: 'home', topics: ['identity'] } as const
const ACCEPTED = { answer: 'yes', visitor: ME } as const

/** Who the young people are. What is not said of one is not so. */
export const PEOPLE = {
  nobodys: {},
  owned: { owner: ME },
  ownedBefore: { owner: { ...ME, closed: true } },
  ownedByColleague: { owner: { is: 'colleague' } },
  caseOfMine: { assigned: { to: 'me' } },
  caseFromNow: { assigned: { to: 'me', from: 0 } },
  caseFromSoon: { assigned: { to: 'me', from: 1 } },
  caseUntilSoon: { assigned: { to: 'me', until: 1 } },
  caseUntilNow: { assigned: { to: 'me', until: 0 } },
  caseEnded: { assigned: { to: 'me', ended: true } },
  caseOfColleague: { assigned: { to: 'colleague' } },
  caseOfOtherMembership: { assigned: { to: 'my other membership' } },
  caseOfTeam: { assigned: { to: 'team' } },
  caseOfTeamUntilNow: { assigned: { to: 'team', until: 0 } },
  caseOfTeamFromNow: { assigned: { to: 'teamFromNow' } },
  caseOfTeamFromSoon: { assigned: { to: 'teamFromSoon' } },
  caseOfTeamLeft: { assigned: { to: 'teamLeft' } },
  caseOfTeamThatEnded: { assigned: { to: 'teamThatEnded' } },
  caseOfTeamOfOthers: { assigned: { to: 'teamOfOthers' } },
  glass: { assigned: { to: 'me', kind: 'glass', until: 3600 } },
  glassUntilNow: { assigned: { to: 'me', kind: 'glass', until: 0 } },
  glassEndedEarly: { assigned: { to: 'me', kind: 'glass', until: 3600, ended: true } },
  pupil: { pupil: { at: 'school' } },
  pupilFromToday: { pupil: { at: 'school', from: 0 } },
  pupilFromTomorrow: { pupil: { at: 'school', from: 1 } },
  pupilLastDay: { pupil: { at: 'school', until: 1 } },
  pupilUntilYesterday: { pupil: { at: 'school', until: 0 } },
  pupilRetracted: { pupil: { at: 'school', retracted: true } },
  pupilOfSchoolFromNow: { pupil: { at: 'schoolFromNow' } },
  pupilOfSchoolFromSoon: { pupil: { at: 'schoolFromSoon' } },
  pupilOfSchoolLeft: { pupil: { at: 'schoolLeft' } },
  pupilOfOthers: { pupil: { at: 'schoolOfOthers' } },
  protected: { protected: true },
  protectedOwned: { protected: true, owner: ME },
  blockedToMe: { owner: ME, blocked: { against: 'me' } },
  blockedToMeByGlass: { assigned: { to: 'me', kind: 'glass', until: 3600 }, blocked: { against: 'me' } },
  blockedToColleague: { owner: ME, blocked: { against: 'colleague' } },
  blockedToAllButMe: { owner: ME, blocked: { against: 'all but me' } },
  blockedToAllButColleague: { owner: ME, blocked: { against: 'all but a colleague' } },
  blockLifted: { owner: ME, blocked: { against: 'me', lifted: true } },
  survivorOwned: { owner: ME },
  mergedIntoOwned: { mergedInto: 'survivorOwned' },
  survivorOfCase: {},
  mergedCase: { mergedInto: 'survivorOfCase', assigned: { to: 'me' } },
  survivorProtected: { protected: true },
  mergedIntoProtected: { mergedInto: 'survivorProtected', owner: ME },
  survivorOfProtected: { owner: ME },
  mergedProtected: { mergedInto: 'survivorOfProtected', protected: true },
  survivorBlocked: { blocked: { against: 'me' } },
  mergedIntoBlocked: { mergedInto: 'survivorBlocked', owner: ME },
  survivorOfNobody: {},
  mergedIntoNobody: { mergedInto: 'survivorOfNobody' },
  lentOut: { shared: { with: 'abroad', topics: ['identity'] } },
  extracted: { extract: { by: 'me' } },
  extractedProtected: { protected: true, extract: { by: 'me' } },
  extractedUntilNow: { extract: { by: 'me', until: 0 } },
  extractedFromSoon: { extract: { by: 'me', from: 1 } },
  extractedByColleague: { extract: { by: 'colleague' } },
  extractedSurvivor: { extract: { by: 'me' } },
  mergedIntoExtracted: { mergedInto: 'extractedSurvivor' },
  extractedBlockedToMe: { extract: { by: 'me' }, blocked: { against: 'me' } },
  extractedBlockedToAll: { extract: { by: 'me' }, blocked: { against: 'all but a colleague' } },
  extractedBlockedToColleague: { extract: { by: 'me' }, blocked: { against: 'colleague' } },
  extractedBlockedToAllButMe: { extract: { by: 'me' }, blocked: { against: 'all but me' } },
  extractedBlockLifted: { extract: { by: 'me' }, blocked: { against: 'me', lifted: true } },
  extractedMergedIntoProtected: { extract: { by: 'me' }, mergedInto: 'survivorProtected' },
  extractedMergedIntoBlocked: { extract: { by: 'me' }, mergedInto: 'survivorBlocked' },

  // Of another domain. Those called so have the same ids as persons here, and stand otherwise to whoever asks.
  'owned, abroad': { of: 'abroad' },
  'nobodys, abroad': { of: 'abroad' },
  twinOwned: {},
  twinOfCase: {},
  twinOfPupil: {},
  twinBlocked: { owner: ME },
  'twinOwned, abroad': { of: 'abroad', owner: ME },
  'twinOfCase, abroad': { of: 'abroad', assigned: { to: 'me' } },
  'twinOfPupil, abroad': { of: 'abroad', pupil: { at: 'school' } },
  'twinBlocked, abroad': { of: 'abroad', protected: true, blocked: { against: 'me' } },
  foreign: { of: 'abroad' },
  foreignProtected: { of: 'abroad', protected: true },
  extractedAbroad: { of: 'abroad', extract: { by: 'me' } },
  shared: { of: 'abroad', shared: { ...OPEN, more: ['contact', 'note'] } },
  sharedAndAccepted: {
    of: 'abroad',
    shared: { with: 'home', topics: ['identity', 'schooling'], more: ['contact', 'register'], ...ACCEPTED },
  },
  sharedWithNotes: { of: 'abroad', shared: { with: 'home', topics: ['note'], ...ACCEPTED } },
  sharedWithHealth: { of: 'abroad', shared: { with: 'home', topics: ['note', 'note.health'], ...ACCEPTED } },
  sharedWithSomeNotes: {
    of: 'abroad',
    shared: { with: 'home', topics: ['note'], ...ACCEPTED, shuts: ['social_services', 'health_care'] },
  },
  sharedAndDeclined: { of: 'abroad', shared: { ...OPEN, answer: 'no' } },
  sharedFromNow: { of: 'abroad', shared: { ...OPEN, from: 0 } },
  sharedFromSoon: { of: 'abroad', shared: { ...OPEN, from: 1 } },
  sharedUntilSoon: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, until: 1 } },
  sharedUntilNow: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, until: 0 } },
  sharedAndRevoked: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, ended: true } },
  sharedAndOver: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, over: true } },
  sharedByConsent: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, consent: {} } },
  sharedConsentUntilSoon: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, consent: { until: 1 } } },
  sharedConsentUntilNow: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, consent: { until: 0 } } },
  sharedConsentWithdrawn: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, consent: { withdrawn: true } } },
  sharedForColleague: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'colleague' } } },
  sharedForOtherMembership: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'my other membership' } } },
  sharedForMeFromSoon: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'me', from: 1 } } },
  sharedForMeBefore: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'me', ended: true } } },
  sharedForTeam: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'team' } } },
  sharedForTeamLeft: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'teamLeft' } } },
  sharedForTeamFromSoon: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'teamFromSoon' } } },
  sharedForTeamThatEnded: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'teamThatEnded' } } },
  sharedForTeamOfOthers: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED, visitor: { is: 'teamOfOthers' } } },
  sharedElsewhere: { of: 'abroad', shared: { ...OPEN, with: 'elsewhere' } },
  sharedProtected: { of: 'abroad', protected: true, shared: { ...OPEN, ...ACCEPTED } },
  sharedAlthoughProtected: { of: 'abroad', protected: true, shared: { ...OPEN, ...ACCEPTED, although: true } },
  sharedBlockedToMe: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED }, blocked: { against: 'me' } },
  sharedBlockedToAll: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED }, blocked: { against: 'all but a colleague' } },
  sharedBlockLifted: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED }, blocked: { against: 'me', lifted: true } },
  sharedSurvivor: { of: 'abroad', shared: { with: 'home', topics: ['identity', 'note'], ...ACCEPTED } },
  mergedIntoShared: { of: 'abroad', mergedInto: 'sharedSurvivor' },
  sharedMergedIntoBlocked: { of: 'abroad', shared: { ...OPEN, ...ACCEPTED }, mergedInto: 'survivorBlockedAbroad' },
  sharedAlthoughMergedIntoBlocked: {
    ...{ of: 'abroad', protected: true, mergedInto: 'survivorBlockedAbroad' },
    shared: { ...OPEN, ...ACCEPTED, although: true },
  },
  survivorBlockedAbroad: { of: 'abroad', blocked: { against: 'me' } },
} as const satisfies Readonly<Record<string, Standing>>

export type PersonName = keyof typeof PEOPLE
export const NAMES = Object.keys(PEOPLE) as readonly PersonName[]
export const standingOf = (name: PersonName): Standing => PEOPLE[name]

/** The same name, the same id, in every run: so that a cell that fails can be looked up. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A person abroad may have the id of one at home. */
export const personId = (name: PersonName) => idOf(`person ${name.replace(/, abroad$/, '')}`)
/** The number that a person is known by in files, and a delivery in which they stand. */
export const numberOf = (name: PersonName) => `number of ${name}`
export const deliveryOf = (name: PersonName) => idOf(`delivery with ${name}`)
export const domainId = (place: Place) => idOf(`domain ${place}`)

/** Who asks. With `visit`, through what another domain has shared or through leave to make an extract. */
export type Actor = {
  readonly key: string
  readonly role: RoleCode
  readonly seesProtected: boolean
  readonly account: string
  readonly membership: string | null
  readonly otherMembership: string | null
  readonly token: string
  readonly visit?: PersonName
}

const staff = (role: RoleCode, seesProtected: boolean): Actor => {
  const key = seesProtected ? `${role}, who may see the protected` : role
  return {
    key,
    role,
    seesProtected,
    account: idOf(`account ${key}`),
    membership: idOf(`membership ${key}`),
    otherMembership: idOf(`other membership ${key}`),
    token: `token of ${key}`,
  }
}

const ROLE_CODES = (Object.keys(ROLES) as RoleCode[]).filter((role) => role !== 'machine')
export const STAFF: readonly Actor[] = [false, true].flatMap((sees) => ROLE_CODES.map((role) => staff(role, sees)))

/** Enough of them to tell one's own from another's: somebody who reviews the log among them, who reads as well. */
export const SOME_STAFF = STAFF.filter(
  ({ role, seesProtected }, index) => index % 9 === 0 || (role === 'data_protection_officer' && !seesProtected),
)

/** Sedd itself, at work for the home domain. */
export const MACHINE: Actor = {
  ...staff('machine', true),
  key: 'machine',
  membership: null,
  otherMembership: null,
  token: 'token of machine',
}

/** Somebody else of each domain, who never asks. */
export const colleague = (place: Place) => ({
  account: idOf(`colleague ${place}`),
  membership: idOf(`colleague's membership ${place}`),
})

/** What two are to agree on: who asked, and whether there is still time. */
export type Approval = {
  readonly id: string
  readonly place: Place
  readonly askedBy: string
  readonly isLive: boolean
  readonly isBudget: boolean
}
export const APPROVALS: readonly Approval[] = [true, false].flatMap((isLive) => {
  const asked = (place: Place, askedBy: string) => ({
    ...{ place, askedBy, isLive, isBudget: askedBy === colleague(place).account },
    id: idOf(`approval ${place} ${askedBy} ${isLive}`),
  })
  const ours = [...SOME_STAFF.map(({ account }) => account), colleague('home').account, MACHINE.account]
  return [...ours.map((account) => asked('home', account)), asked('abroad', colleague('abroad').account)]
})

/** Readings that somebody is to look at, whose they were, and about whom. */
export type Review = {
  readonly id: string
  readonly place: Place
  readonly of: string
  readonly about: PersonName | null
}
const REVIEWED = [
  'protected',
  'blockedToMe',
  'blockedToColleague',
  'blockedToAllButMe',
  'blockedToAllButColleague',
  'blockLifted',
  'survivorBlocked',
  'mergedIntoBlocked',
] as const satisfies readonly PersonName[]
export const REVIEWS: readonly Review[] = [
  ...REVIEWED.map((about) => ({ place: 'home' as const, of: colleague('home').account, about })),
  ...[...SOME_STAFF.map(({ account }) => account), colleague('home').account].map((of) => ({
    place: 'home' as const,
    of,
    about: null,
  })),
  { place: 'abroad' as const, of: colleague('abroad').account, about: null },
].map((review) => ({ ...review, id: idOf(`review ${review.place} ${review.of} ${review.about}`) }))

/** Everything that a visit could be made through, open or not. */
export const VISITS: readonly PersonName[] = NAMES.filter((name) => {
  const { shared, extract } = standingOf(name)
  return shared !== undefined || extract !== undefined
})
export const visitId = (name: PersonName) => idOf(`visit to ${name}`)
