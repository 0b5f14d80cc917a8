import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { keepers } from '../notices/post-store.ts'
import { municipalityName } from '../organisations/store.ts'
import type { PersonId } from '../people/model.ts'
import { contacts, personById } from '../people/store.ts'
import { type Compass, compassOf } from '../sharing/compass.ts'
import { ShareTopic } from '../sharing/model.ts'
import { covers } from '../sharing/rules.ts'
import { consentsOf, receivers } from '../sharing/store.ts'
import type { ByHand, HandoverGround, MoveOut, NotNeeded, Told } from './model.ts'
import * as out from './out-store.ts'
import { sendParcel } from './post-store.ts'
import { mayDoOut, type OutVerb, openGrounds, toldProblems, whyNotSend } from './rules.ts'

/** Records that those who leave and those who come are read: names are shown. */
export async function listMoves(tx: Write, box: 'in' | 'out', rows: number): Promise<void> {
  tx.require('moves.work')
  await tx.record('moves.listed', { detail: { box, rows } })
}

/** Opens one who leaves; that it was read stands in the trail. */
export async function openOut(tx: Write, id: string): Promise<MoveOut> {
  tx.require('moves.work')
  const move = await out.moveOut(tx, id)
  await tx.record('moves.opened', { object: id, personId: move.personId })
  return move
}

/** What decides whether the least may be told: the secrecy compass of this crossing, and the grounds that are open. */
export type Crossing = {
  readonly compass: Compass
  readonly open: readonly HandoverGround[]
  readonly onRecord: boolean
  /** The register in Sedd that it would go to; null where there is none. */
  readonly to: { readonly domainId: string; readonly name: string } | null
}

export async function crossingOf(tx: Read, move: MoveOut): Promise<Crossing> {
  const to = (await keepers(tx)).find(({ municipality }) => municipality === move.municipality) ?? null
  const known = to === null ? undefined : (await receivers(tx)).find(({ id }) => id === to.domainId)
  // Outside Sedd nothing is known of their secrecy; by law it is a school board's.
  const receiver = known ?? { id: tx.actor.domainId, name: move.municipalityName ?? '–', kind: 'school_board' as const }
  const { latestBirthDate } = await personById(tx, move.personId)
  const compass = await compassOf(tx, { receiver, latestBirthDate, topics: ShareTopic.options })
  const wanted = { toDomainId: receiver.id, topics: ['identity', 'contact'] as const, untilAt: tx.now }
  const onRecord = known !== undefined && (await consentsOf(tx, move.personId)).some((each) => covers(each, wanted))
  const open = openGrounds({
    ...{ secrecies: compass.sender.secrecies, inSedd: known !== undefined, onRecord },
    grounds: compass.grounds.map(({ ground, hindrance }) => ({ code: ground.code, hindered: hindrance !== null })),
  })
  const there = known === undefined ? { ...compass.receiver, secrecies: [] } : compass.receiver
  return { compass: { ...compass, receiver: there }, open, onRecord, to }
}

export type Chosen = {
  readonly callName: string
  readonly callWay: string
  readonly ground: HandoverGround | null
  readonly groundDetail: string
}

/** Hands one over to whoever keeps the register of the next municipality. Refuses with `conflict` and why what may not go. */
export async function sendMove(tx: Write, sent: Chosen & { readonly id: string }): Promise<void> {
  tx.require('moves.work')
  const move = await out.lockOut(tx, sent.id)
  const inSedd = new Set((await keepers(tx)).map(({ municipality }) => municipality))
  const obstacle = whyNotSend(move, inSedd)
  if (obstacle !== null) throw new Refused('conflict', obstacle)
  const told = await toldOf(tx, move, sent)
  await out.setTold(tx, move.id, told)
  const parcel = await sendParcel(tx, move.id)
  if (parcel === null) throw new Refused('conflict', 'no_number')
  await out.setSentInSedd(tx, move.id, parcel)
  await recordSent(tx, move, { how: 'sedd', ground: told.ground })
}

export type ByHandSent = Chosen & {
  readonly id: string
  readonly how: ByHand | null
  readonly on: PlainDate | null
  /** Who there has received it; empty while nobody has said so. */
  readonly receivedBy: string
}

/** Says that it was handed over another way, how, when and to whom. By telephone and face to face somebody has received it. */
export async function sentByHand(tx: Write, sent: ByHandSent): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, sent.id, 'send_by_hand')
  if (move.municipality === null) throw new Refused('conflict', 'no_destination')
  const problems = byHandProblems(sent, tx.today)
  const told = await toldOf(tx, move, sent, problems)
  if (sent.how === null || sent.on === null) throw new Refused('invalid', 'sent', problems)
  await out.setTold(tx, move.id, told)
  await out.setSentByHand(tx, move.id, { how: sent.how, on: sent.on })
  if (sent.receivedBy.trim() !== '') await out.setReceived(tx, move.id, sent.receivedBy.trim())
  await recordSent(tx, move, { how: sent.how, ground: told.ground })
}

function byHandProblems({ how, on, receivedBy }: ByHandSent, today: PlainDate): FieldProblem[] {
  const length = receivedBy.trim().length
  const problems: FieldProblem[] = []
  if (how === null) problems.push({ field: 'how', code: 'how_missing' })
  if (on === null) problems.push({ field: 'sentOn', code: 'day_unreadable' })
  else if (on > today) problems.push({ field: 'sentOn', code: 'day_in_future' })
  if (length === 1 || length > 120 || (length === 0 && how !== null && how !== 'letter'))
    problems.push({ field: 'receivedBy', code: 'received_by_missing' })
  return problems
}

/** Where somebody with protected identity has gone stands in the row alone, which those without the right do not see. */
async function recordSent(
  tx: Write,
  move: MoveOut,
  detail: { readonly how: string; readonly ground: string },
): Promise<void> {
  const to = move.protection === 'none' ? { to: move.municipality } : {}
  await tx.record('moves.handed_over', { object: move.id, personId: move.personId, detail: { ...detail, ...to } })
}

/** What goes along, or everything that is wrong with it, with what is wrong besides. */
async function toldOf(tx: Read, move: MoveOut, chosen: Chosen, besides: readonly FieldProblem[] = []): Promise<Told> {
  const { open, onRecord } = await crossingOf(tx, move)
  const problems = [...toldProblems(chosen, { open, onRecord }), ...besides]
  const { ground } = chosen
  if (ground === null || problems.length > 0) throw new Refused('invalid', 'move', problems)
  return {
    ...(await reachOf(tx, move)),
    callName: chosen.callName.trim(),
    callWay: chosen.callWay.trim(),
    ground,
    groundDetail: chosen.groundDetail.trim() || null,
  }
}

/** How the young person is reached: the latest number and address. Of one with protected identity neither goes along. */
export async function reachOf(
  tx: Read,
  { personId, protection }: { readonly personId: PersonId; readonly protection: string },
): Promise<{ readonly phone: string | null; readonly email: string | null }> {
  if (protection !== 'none') return { phone: null, email: null }
  const known = await contacts(tx, { root: personId, knownAt: null })
  const first = (kind: string, most: number) =>
    known.find((each) => each.kind === kind && each.value.length <= most)?.value ?? null
  return { phone: first('phone', 40), email: first('email', 200) }
}

/** The letter is taken out to be printed: that a name leaves on paper stands in the trail. */
export async function takeLetter(tx: Write, id: string): Promise<MoveOut> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'send_by_hand')
  if (move.municipality === null) throw new Refused('conflict', 'no_destination')
  await tx.record('moves.letter_taken', { object: id, personId: move.personId })
  return move
}

/** Somebody there has said that they have received it. */
export async function confirmReceived(
  tx: Write,
  { id, receivedBy }: { readonly id: string; readonly receivedBy: string },
): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'confirm')
  if (move.sentHow === 'sedd') throw new Refused('conflict', 'sent_in_sedd')
  const said = receivedBy.trim()
  if (said.length < 2 || said.length > 120)
    throw new Refused('invalid', 'receipt', [{ field: 'receivedBy', code: 'received_by_missing' }])
  await out.setReceived(tx, id, said)
  await tx.record('moves.receipt_noted', { object: id, personId: move.personId })
}

/** Says that nothing need be handed over, and why. */
export async function setAside(
  tx: Write,
  { id, why }: { readonly id: string; readonly why: Exclude<NotNeeded, 'reversed'> },
): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'set_aside')
  await out.setNotNeeded(tx, id, why)
  await tx.record('moves.set_aside', { object: id, personId: move.personId, detail: { why } })
}

/** Says where to, and from which day, where the data do not or are wrong. */
export async function nameDestination(
  tx: Write,
  {
    id,
    municipality,
    movedOn,
  }: { readonly id: string; readonly municipality: string; readonly movedOn: PlainDate | null },
): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'name_destination')
  const isKnown = municipality !== tx.actor.municipality && (await municipalityName(tx, municipality)) !== null
  const problems = [
    ...(isKnown ? [] : [{ field: 'municipality', code: 'municipality_missing' }]),
    ...(movedOn === null ? [{ field: 'movedOn', code: 'day_unreadable' }] : []),
    ...(movedOn !== null && movedOn < move.leftOn ? [{ field: 'movedOn', code: 'day_before_leaving' }] : []),
  ]
  if (movedOn === null || problems.length > 0) throw new Refused('invalid', 'destination', problems)
  await out.setDestination(tx, id, { municipality, movedOn })
  await tx.record('moves.destination_named', { object: id, personId: move.personId })
}

async function locked(tx: Write, id: string, verb: OutVerb): Promise<MoveOut> {
  const move = await out.lockOut(tx, id)
  if (!mayDoOut(move.state, verb)) throw new Refused('conflict', 'done_already')
  return move
}
