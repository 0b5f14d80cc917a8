import { addDays, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { HandoverGround, InState, MoveOut, OutState } from './model.ts'

/** How far back, and how far ahead, a move is looked for. */
export const LOOK_BACK_DAYS = 180
export const LOOK_AHEAD_DAYS = 60

/**
 * The last day on which it is in time: counted from the day of leaving, for the young person does not wait for the file. The law names no
 * days: `days` is what the domain has decided.
 */
export const dueAfter = (leftOn: PlainDate, days: number): PlainDate => addDays(leftOn, days)

export type OutVerb = 'send' | 'send_by_hand' | 'confirm' | 'set_aside' | 'name_destination'
const OUT: Readonly<Record<OutState, readonly OutVerb[]>> = {
  to_hand_over: ['send', 'send_by_hand', 'set_aside', 'name_destination'],
  sent: ['confirm'],
  received: [],
  // They say that it is not theirs: it goes to another, by another way, or nowhere.
  declined: ['send', 'send_by_hand', 'set_aside', 'name_destination'],
  not_needed: [],
  lapsed: [],
}

export type InVerb = 'receive' | 'receive_by_hand' | 'refuse' | 'match' | 'set_aside'
const IN: Readonly<Record<InState, readonly InVerb[]>> = {
  awaited: ['receive_by_hand', 'set_aside'],
  to_receive: ['receive', 'refuse', 'match'],
  received: [],
  declined: [],
  not_needed: [],
  withdrawn: [],
}

export const mayDoOut = (state: OutState, verb: OutVerb): boolean => OUT[state].includes(verb)
export const mayDoIn = (state: InState, verb: InVerb): boolean => IN[state].includes(verb)

/** Whether somebody still has to do something for the responsibility to arrive. */
export const isOpenOut = (state: OutState): boolean => ['to_hand_over', 'sent', 'declined'].includes(state)
export const isOpenIn = (state: InState): boolean => state === 'awaited' || state === 'to_receive'

/** Why a handover does not go through Sedd. */
export type Obstacle = 'protected' | 'no_destination' | 'not_in_sedd' | 'not_to_send'

/** Null: it may go. One with protected identity never goes by itself; by hand somebody sees to it. */
export function whyNotSend(
  move: Pick<MoveOut, 'state' | 'protection' | 'municipality'>,
  inSedd: ReadonlySet<string>,
): Obstacle | null {
  if (!mayDoOut(move.state, 'send')) return 'not_to_send'
  if (move.protection !== 'none') return 'protected'
  if (move.municipality === null) return 'no_destination'
  return inSedd.has(move.municipality) ? null : 'not_in_sedd'
}

/** What is to be done first about somebody who leaves. */
export type NextStep = 'find_destination' | 'mend_overlap' | 'hand_over' | 'wait' | 'declined' | 'nothing'

export function nextStep({
  state,
  municipality,
  clarity,
}: Pick<MoveOut, 'state' | 'municipality' | 'clarity'>): NextStep {
  if (!isOpenOut(state)) return 'nothing'
  if (state === 'declined') return 'declined'
  if (municipality === null) return 'find_destination'
  if (clarity === 'overlap') return 'mend_overlap'
  return state === 'sent' ? 'wait' : 'hand_over'
}

/** How it stands with the days: late from the day after. */
export function urgencyOf(dueOn: PlainDate, today: PlainDate): 'overdue' | 'today' | 'later' {
  if (dueOn < today) return 'overdue'
  return dueOn === today ? 'today' : 'later'
}

type Chosen = {
  readonly callName: string
  readonly callWay: string
  readonly ground: HandoverGround | null
  readonly groundDetail: string
}

/** Whether it is to be said in words what was weighed: of harm it is said by choosing it, of a consent on record the record says it. */
export const needsWords = (ground: HandoverGround, onRecord: boolean): boolean =>
  ground !== 'harm_test' && !(ground === 'consent' && onRecord)

/** What is wrong with what is to go along. `onRecord`: a consent to exactly this is kept in Sedd. */
export function toldProblems(
  { callName, callWay, ground, groundDetail }: Chosen,
  given: { readonly open: readonly HandoverGround[]; readonly onRecord: boolean },
): FieldProblem[] {
  const length = (text: string) => text.trim().length
  const problems: FieldProblem[] = []
  if (length(callName) < 2 || length(callName) > 120) problems.push({ field: 'callName', code: 'call_name_missing' })
  if (length(callWay) < 5 || length(callWay) > 120) problems.push({ field: 'callWay', code: 'call_way_missing' })
  if (ground === null) problems.push({ field: 'ground', code: 'ground_missing' })
  else if (!given.open.includes(ground)) problems.push({ field: 'ground', code: 'ground_closed' })
  else if (needsWords(ground, given.onRecord) && length(groundDetail) < 10)
    problems.push({ field: 'groundDetail', code: 'detail_short' })
  if (length(groundDetail) > 400) problems.push({ field: 'groundDetail', code: 'detail_long' })
  return problems
}

type Known = {
  readonly secrecies: readonly { readonly strength: string; readonly codes: readonly string[] }[]
  readonly grounds: readonly { readonly code: string; readonly hindered: boolean }[]
  /** Whether the receiver is a domain of Sedd, where a consent is kept for exactly it. */
  readonly inSedd: boolean
  /** Whether a consent to exactly this stands. */
  readonly onRecord: boolean
}

/**
 * The grounds that the least of a handover can go on. Under a straight test (rakt skaderekvisit) what can be told without harm is open: OSL
 * 23 kap. 2 §, of which 21 kap. 3 § says nothing. Else it takes a ground that breaks the secrecy and is not hindered.
 */
export function openGrounds({ secrecies, grounds, inSedd, onRecord }: Known): readonly HandoverGround[] {
  const isStraight = secrecies.some(
    ({ strength, codes }) => strength === 'straight' && !(codes.length > 0 && codes.every((code) => code === '21:3')),
  )
  const usable = (code: string) => grounds.some((each) => each.code === code && !each.hindered)
  return [
    ...(isStraight ? (['harm_test'] as const) : []),
    ...(usable('consent') && (onRecord || !inSedd) ? (['consent'] as const) : []),
    ...(usable('own_activity') ? (['own_activity'] as const) : []),
    ...(usable('general_clause') ? (['general_clause'] as const) : []),
  ]
}
