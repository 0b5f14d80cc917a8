import { ROLES, type RoleCode } from '../../src/access/roles.ts'
import {
  type Actor,
  APPROVALS,
  deliveryOf,
  idOf,
  NAMES,
  numberOf,
  type PersonName,
  type Place,
  personId,
  REVIEWS,
  type Review,
  type Standing,
  standingOf,
  TEAMS,
  type TeamName,
  UNITS,
} from './cast.ts'
import type { Surface, TableLaw, Verb } from './tables.ts'

/**
 * Who may see what, told from the law and from what a role is for, and never from the policies: whoever changes a policy must not
 * be able to change this in the same breath without noticing. Plain, and as slow as it likes.
 */

/** A row of some table, as far as it matters here. */
export type Row = {
  readonly place: Place | null
  readonly persons: readonly (PersonName | null)[]
  readonly account: string | null
  readonly isShared: boolean
  readonly values: Readonly<Record<string, unknown>>
}

/** A period holds from its first second until the one before its last. */
const holdsNow = ({ from, until, ended }: { from?: number; until?: number; ended?: boolean } = {}) =>
  ended !== true && (from ?? -1) <= 0 && (until ?? 1) > 0

/** Those who are one person: the numbers of a merged person are the same human being. */
const HUMANS: ReadonlyMap<string, readonly PersonName[]> = Map.groupBy(NAMES, rootOf)
export const sameHuman = (name: PersonName) => HUMANS.get(rootOf(name)) ?? []
function rootOf(name: PersonName): string {
  return standingOf(name).mergedInto ?? name
}

/** Asked many times of the same actor. */
function remembered(answer: (actor: Actor, name: PersonName, topic: string) => boolean): typeof answer {
  const known = new WeakMap<Actor, Map<string, boolean>>()
  return (actor, name, topic) => {
    const ofActor = known.get(actor) ?? new Map<string, boolean>()
    known.set(actor, ofActor)
    const key = `${name} ${topic}`
    const told = ofActor.get(key) ?? answer(actor, name, topic)
    ofActor.set(key, told)
    return told
  }
}

const placeOf = (name: PersonName): Place => standingOf(name).of ?? 'home'

type Opened = readonly string[] | 'everything' | null

/** What of a person is open to a visitor: only what was shared, more once accepted; everything in an extract; nothing when blocked. */
export function openedBy(actor: Actor): Opened {
  if (actor.visit === undefined) return null
  const { shared, extract, blocked } = standingOf(actor.visit)
  if (extract) {
    const lasts = extract.by === 'me' && holdsNow(extract) && !isBlocked(actor, blocked)
    const own = placeOf(actor.visit) === 'home' && lasts
    return own && mayAtHome(actor.role, 'extract') ? 'everything' : null
  }
  if (!shared || isBlocked(actor, blocked) || !lasts(shared)) return null
  if (shared.although && !actor.seesProtected) return null
  return shared.answer === 'yes' ? afterAnswer(shared) : beforeAnswer(actor, shared)
}

type Shared = NonNullable<Standing['shared']>

function lasts(shared: Shared): boolean {
  const consented = shared.consent === undefined || (!shared.consent.withdrawn && holdsNow(shared.consent))
  return shared.with === 'home' && holdsNow(shared) && !shared.over && shared.answer !== 'no' && consented
}

/** The smallest part first, and to those who may say yes or no, in the role they act in. */
const beforeAnswer = (actor: Actor, shared: Shared): Opened =>
  mayAtHome(actor.role, 'assign') || mayAtHome(actor.role, 'share') ? shared.topics : null

/** Need to know holds on the receiving side as well: those who were let in. */
function afterAnswer({ visitor, topics, more }: Shared): Opened {
  if (!visitor || !holdsNow(visitor)) return null
  return isOneOf(visitor.is) ? [...topics, ...(more ?? [])] : null
}

/** Whether the one who asks is meant: oneself, in the membership one acts in, or a team that one is in and that is still there. */
function isOneOf(who: 'me' | 'colleague' | 'my other membership' | TeamName): boolean {
  if (who === 'me') return true
  if (who === 'colleague' || who === 'my other membership') return false
  const team: { member?: { from?: number; ended?: boolean }; ended?: boolean } = TEAMS[who]
  return team.member !== undefined && holdsNow(team.member) && team.ended !== true
}

/** A secrecy domain's own (OSL 8 kap. 1–2 §§); on a visit, that of the one who is visited. */
export const placeAt = (actor: Actor): Place => (actor.visit === undefined ? 'home' : placeOf(actor.visit))

/** A right that a role carries; nobody carries one with them on a visit. */
export const has = (actor: Actor, right: string) => actor.visit === undefined && mayAtHome(actor.role, right)
const mayAtHome = (role: RoleCode, right: string) => (ROLES[role].rights as readonly string[]).includes(right)

/** Protected identity, for those who lack that right; and a block: both go before every role and every extract. */
export function isHidden(actor: Actor, name: PersonName): boolean {
  const although =
    actor.visit === undefined || openedBy(actor) === 'everything' || standingOf(actor.visit).shared?.although === true
  const seesProtected = actor.seesProtected && although
  return sameHuman(name).some((each) => {
    const standing = standingOf(each)
    return (standing.protected === true && !seesProtected) || isBlocked(actor, standing.blocked)
  })
}

function isBlocked(actor: Actor, blocked: Standing['blocked']): boolean {
  if (!blocked || blocked.lifted || actor.role === 'machine') return false
  return blocked.against === 'me' || blocked.against === 'all but a colleague'
}

/** Need to know: one works with the young person, oneself or with one's team or school. */
export function worksWith(actor: Actor, name: PersonName, topic: string): boolean {
  if (actor.role === 'machine') return false
  return sameHuman(name).some((each) => {
    const { owner, assigned, pupil } = standingOf(each)
    const owns = owner?.is === 'me' && owner.closed !== true
    return owns || isAssigned(assigned) || (isPupilOf(pupil) && ['identity', 'contact', 'schooling'].includes(topic))
  })
}

const isAssigned = (assigned: Standing['assigned']) =>
  assigned !== undefined && holdsNow(assigned) && isOneOf(assigned.to)

function isPupilOf(pupil: Standing['pupil']): boolean {
  if (!pupil || pupil.retracted || !holdsNow(pupil)) return false
  const { placed }: { placed?: { from?: number; ended?: boolean } } = UNITS[pupil.at]
  return placed !== undefined && holdsNow(placed)
}

/** Somebody works with the young person: owns, or has been given the case. To look through broken glass is not to work with somebody. */
const isWorkedWith = (name: PersonName) =>
  sameHuman(name).some((each) => {
    const { owner, assigned } = standingOf(each)
    const isGiven = assigned !== undefined && assigned.kind !== 'glass' && holdsNow(assigned)
    return (owner !== undefined && owner.closed !== true) || isGiven
  })
const LEADERS_OF_WORK: readonly RoleCode[] = ['team_lead']

/** What a role is given of those within its reach. */
const knows = (role: RoleCode, topic: string) =>
  (ROLES[role].topics as readonly string[]).some((each) => each === '*' || each === topic)

/** Everybody of the domain, whatever one works with. */
export const reachesEverybody = (actor: Actor, topic: string) =>
  actor.visit === undefined && ROLES[actor.role].reach === 'domain' && knows(actor.role, topic)

/** Within reach, the walls of domain and of the hidden aside. */
export function isInReach(actor: Actor, name: PersonName, topic: string): boolean {
  if (placeOf(name) !== placeAt(actor)) return false
  const opened = openedBy(actor)
  if (actor.visit !== undefined)
    return opened !== null && knowsBy(opened, topic) && sameHuman(actor.visit).includes(name)
  if (topic === 'schooling' && LEADERS_OF_WORK.includes(actor.role)) return isWorkedWith(name)
  return ROLES[actor.role].reach !== 'none' && knows(actor.role, topic) && worksWith(actor, name, topic)
}

const knowsBy = (opened: readonly string[] | 'everything', topic: string) =>
  opened === 'everything' || opened.includes(topic)

/** Whether the actor has any sight in this transaction: a visit through what is not open opens nothing at all. */
export const isLetIn = (actor: Actor) => actor.visit === undefined || openedBy(actor) !== null

/** What a wall, or all of them, say of a row. */
export type Wall = (actor: Actor, row: Row, law: TableLaw, verb: Verb) => boolean

export const ofOwnDomain: Wall = (actor, row) => row.place === placeAt(actor)
export const ofNobodyHidden: Wall = (actor, row, law) =>
  (law.of !== 'persons' && law.of !== 'referral') ||
  row.persons.every((name) => name === null || !isHiddenById(actor, name, ''))
export const atHome: Wall = (actor, _row, law) =>
  actor.visit === undefined || !['household', 'own', 'approval'].includes(law.of)
/** On a visit no note whose secrecy is not broken by the ground of the share (OSL 10 kap. 27 § second paragraph). */
export const ofBrokenSecrecy: Wall = (actor, { values }, law, verb) => {
  if (verb !== 'select' || law.of !== 'persons' || !law.isNote || actor.visit === undefined) return true
  const shuts: readonly string[] = standingOf(actor.visit).shared?.shuts ?? []
  return !shuts.includes(String(values['secrecy']))
}
/** A right that writing takes, where it takes one beside the sight. */
export const byRight: Wall = (actor, _row, law, verb) =>
  law.writtenBy === undefined || (verb !== 'insert' && verb !== 'update') || has(actor, law.writtenBy)
/** In one's own name where a name stands, and about another where it is about somebody. */
export const inOwnName: Wall = (actor, { values }, { signed, of, ...law }, verb) => {
  if (verb !== 'insert' || signed === undefined || of === 'approval') return true
  const item = itemOf(law, values)
  const ofAnother = item !== undefined && !isMe(actor, item.of) && isSeenItem(actor, item)
  return isMe(actor, values[signed]) && (of !== 'right' || ofAnother)
}
const itemOf = (law: object, values: Row['values']) =>
  'review' in law ? REVIEWS.find(({ id }) => id === values[law.review === 'item' ? 'id' : 'item_id']) : undefined
const isSeenItem = (actor: Actor, item: Review) =>
  item.place === 'home' && has(actor, 'log') && !isShutOut(actor, item.about)
const isShutOut = (actor: Actor, about: PersonName | null) =>
  about !== null &&
  placeOf(about) === placeAt(actor) &&
  sameHuman(about).some((each) => isBlocked(actor, standingOf(each).blocked))
/** Readings about somebody whom one is blocked from are for others to look at. */
export const ofNobodyShutOut: Wall = (actor, { values }, law) => !isShutOut(actor, itemOf(law, values)?.about ?? null)
/** What was said of such a reading, by whoever sees it. */
export const ofSeenItem: Wall = (actor, { values }, law) => {
  const item = itemOf(law, values)
  return item === undefined || isSeenItem(actor, item)
}
/** What one keeps for oneself. */
export const ofOneself: Wall = (actor, row) => isMe(actor, row.account)
/** What is closed or struck out stays as it stands. */
export const asItStands: Wall = (_actor, { values }, law, verb) => {
  if (verb !== 'update') return true
  // Whom it is about may be said once, of what is over too.
  if (law.of === 'referral') return values['known_until'] === null || (values['person_id'] ?? null) === null
  if (law.of !== 'persons' || !(law.isNote || law.isKept)) return true
  return values['known_until'] === null && (values['struck_at'] ?? null) === null
}

/** The wall of the hidden alone knows an id and not a domain: whoever has the id of one who is hidden is hidden with them. */
const isHiddenById = remembered((actor, name) =>
  sameId(name).some((other) => placeOf(other) === placeAt(actor) && isHidden(actor, other)),
)

/** Need to know: whether the row is of those whom the actor works with, or of oneself, or of one's task. */
export const withinReach: Wall = (actor, row, law, verb) => {
  if (law.of === 'words' || law.of === 'household' || law.of === 'everybody') return true
  if (law.of === 'own')
    return (
      isMe(actor, row.account) ||
      (verb === 'select' && row.isShared && isOfTeam(actor, row.values['team_id'])) ||
      isSwept(actor, law, verb) ||
      isLed(actor, row, law, verb) ||
      isGiven(actor, row, law, verb)
    )
  if (law.of === 'approval') return withApproval(actor, row, law, verb)
  if (law.of === 'right')
    return has(actor, law.right) || (verb === 'select' && (isSeen(actor, law) || isExtracted(actor, row, law, verb)))
  if (law.of === 'referral') return withReferral(actor, row)
  if (law.of !== 'persons') return false
  if (law.isNote) return withNote(actor, row)
  return reachesEverybody(actor, law.topic) || reachesAll(actor, row, law.topic)
}

/** What is shared is so with all colleagues, or with those of a team alone. */
const isOfTeam = (actor: Actor, team: unknown) =>
  typeof team !== 'string' ||
  (actor.visit === undefined &&
    actor.role !== 'machine' &&
    (Object.keys(TEAMS) as TeamName[]).some((name) => idOf(name) === team && isOneOf(name)))

/** Who asked sees how it goes, those who triage decide, and those who work with the person know of it once it is said who it is. */
function withReferral(actor: Actor, row: Row): boolean {
  const asked = actor.visit === undefined && isMe(actor, row.values['sent_by'])
  return has(actor, 'triage') || asked || reachesAll(actor, row, 'outreach')
}

/** What somebody else is to say yes to. */
const isSeen = (actor: Actor, { seenBy }: TableLaw & { of: 'right' }) => seenBy !== undefined && has(actor, seenBy)

/** What a colleague has given to one, to be seen and done. */
export const isGiven: Wall = (actor, { values }, law) =>
  law.of === 'own' && law.given !== undefined && isMe(actor, values[law.given])

/** What is shared outlives its maker: one who leads, and sees it, takes it away. */
export const isLed: Wall = (actor, row, law, verb) =>
  law.of === 'own' &&
  law.led !== undefined &&
  verb === law.led.verb &&
  row.isShared &&
  isOfTeam(actor, row.values['team_id']) &&
  has(actor, law.led.right)

/** What is to be forgotten is found and taken away by Sedd itself. */
const isSwept = (actor: Actor, law: TableLaw & { of: 'own' }, verb: Verb) =>
  law.swept === true && actor.role === 'machine' && (verb === 'select' || verb === 'delete')

const reachesAll = (actor: Actor, row: Row, topic: string) =>
  row.persons.every((name) => name !== null && reachesId(actor, name, topic))

/** `me` stands for whoever asks, in what they would write. */
export const ME = 'me'
const isMe = (actor: Actor, account: unknown) => account === actor.account || account === ME

/** Words said in confidence: for those who work with the person, of the topics of their role, and those they wrote. */
function withNote(actor: Actor, row: Row): boolean {
  if (actor.role === 'machine') return true
  if (!reachesAll(actor, row, 'note')) return false
  const wrote = isMe(actor, row.values['written_by']) || isMe(actor, row.values['recorded_by'])
  return wrote || readsNotesOf(actor, String(row.values['topic']))
}

function readsNotesOf(actor: Actor, topic: string): boolean {
  const opened = openedBy(actor)
  if (actor.visit === undefined) return (ROLES[actor.role].topics as readonly string[]).includes(`note.${topic}`)
  return opened === 'everything' || (opened?.includes(topic === 'health' ? 'note.health' : 'note') ?? false)
}

/** An extract opens what has come in of its one person as well, by any of their ids and numbers. */
export const isExtracted: Wall = (actor, { values, place }, law) => {
  if (
    law.of !== 'right' ||
    law.extracted === undefined ||
    openedBy(actor) !== 'everything' ||
    !actor.visit ||
    isHidden(actor, actor.visit)
  )
    return false
  return sameHuman(actor.visit).some((name) => {
    const byId = law.extracted === 'person_id' && values['person_id'] === personId(name)
    const byNumber = law.extracted !== 'row' && values['number'] === numberOf(name)
    const byRow = law.extracted === 'row' && values['delivery_id'] === deliveryOf(name)
    return place === placeOf(name) && (byId || byNumber || byRow)
  })
}

const approvalOf = ({ step }: { step: string }, values: Row['values']) =>
  APPROVALS.find(({ id }) => id === values[step === 'asked' ? 'id' : 'approval_id'])

const approvalFor = (law: TableLaw, values: Row['values']) =>
  law.of === 'approval' ? approvalOf(law, values) : undefined

/** One asks, another answers, and the one who asked uses the answer. */
function withApproval(actor: Actor, { values }: Row, law: TableLaw & { of: 'approval' }, verb: Verb): boolean {
  if (verb === 'update' || verb === 'delete') return false
  const ofOneself = isMe(actor, values[law.signed ?? ''])
  if (law.step === 'asked' && verb === 'insert') return ofOneself
  const approval = approvalOf(law, values)
  if (!approval || (law.step !== 'asked' && (approval.place !== 'home' || actor.visit !== undefined))) return false
  const asked = isMe(actor, approval.askedBy)
  if (verb === 'select') return asked || has(actor, 'review') || actor.role === 'machine'
  if (!ofOneself || !approval.isLive) return false
  return law.step === 'answered' ? has(actor, 'review') : asked || actor.role === 'machine'
}

const reachesId = remembered((actor, name, topic) => sameId(name).some((other) => isInReach(actor, other, topic)))

const IDS: ReadonlyMap<string, readonly PersonName[]> = Map.groupBy(NAMES, personId)
const sameId = (name: PersonName) => IDS.get(personId(name)) ?? []

const WALLS = [
  ...[ofOwnDomain, ofNobodyHidden, ofNobodyShutOut, ofSeenItem, atHome, ofBrokenSecrecy],
  ...[byRight, inOwnName, asItStands, withinReach],
]

/** The whole answer. `actor` is null where nobody is asking: a connection on which no session was opened. */
export function may(actor: Actor | null, surface: Surface, verb: Verb, of: { row: Row; law: TableLaw }): boolean {
  const { row, law } = of
  if (actor !== null && !isLetIn(actor)) return false
  if (actor?.visit !== undefined && verb !== 'select') return false
  if (surface === 'reach') return readsForReach(actor, verb, of)
  if (law.of === 'closed') return surface === law.behind
  if (surface !== 'owner' && !law.serves[surface]?.includes(verb)) return false
  if (law.of === 'everybody') return true
  if (actor === null) return false
  const released = surface === 'owner' && verb === 'update' && law.releasedByOwner === true
  // What two have agreed on of the budget of notes is read where the budget is set.
  const agreed = surface === 'owner' && verb === 'select' && approvalFor(law, row.values)?.isBudget === true
  const isSpared = (wall: Wall) => (released && wall === byRight) || (agreed && wall === withinReach)
  return WALLS.every((wall) => isSpared(wall) || wall(actor, row, law, verb))
}

/** The role that answers who is in reach reads what it needs of one domain, and writes nothing. */
function readsForReach(actor: Actor | null, verb: Verb, { row, law }: { row: Row; law: TableLaw }): boolean {
  return verb === 'select' && law.readForReach === true && actor !== null && row.place === placeAt(actor)
}
