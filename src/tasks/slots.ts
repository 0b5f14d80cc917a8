import type { PlainDate } from '../kernel/date.ts'
import type { PersonTask } from './model.ts'

/** What a calendar says of a task when it is to say nothing of whom. */
export const SLOT_KINDS = ['contact', 'follow_up', 'reminder'] as const
export type SlotKind = (typeof SLOT_KINDS)[number]

/** A day, or a time of it, and how many of one kind. */
export type Slot = {
  readonly onDay: PlainDate
  readonly atTime: string | null
  readonly kind: SlotKind
  readonly count: number
}

type Dated = {
  readonly source: PersonTask['source'] | 'own'
  readonly onDay: PlainDate
  readonly atTime: string | null
}

const KIND_OF: Readonly<Record<Dated['source'], SlotKind>> = {
  next_contact: 'contact',
  home_visit: 'contact',
  ladder_step: 'contact',
  stale_status: 'follow_up',
  decision_ends: 'follow_up',
  consent_ends: 'follow_up',
  own_share_ends: 'follow_up',
  reading_due: 'follow_up',
  follow_up: 'follow_up',
  plan_review: 'follow_up',
  plan_step: 'follow_up',
  group_over: 'follow_up',
  mapping_answered: 'follow_up',
  appointment: 'contact',
  work_step: 'contact',
  placement_ends: 'follow_up',
  week_answer: 'contact',
  meeting: 'contact',
  meeting_action: 'follow_up',
  reminder: 'reminder',
  own: 'reminder',
}

/** Tasks as a calendar without names has them: counted by day, time and kind, in order. */
export function slotsOf(tasks: readonly Dated[]): readonly Slot[] {
  const key = ({ onDay, atTime, source }: Dated) => `${onDay} ${atTime ?? ''} ${KIND_OF[source]}`
  return [...Map.groupBy(tasks, key)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) =>
      same
        .slice(0, 1)
        .map(({ onDay, atTime, source }) => ({ onDay, atTime, kind: KIND_OF[source], count: same.length })),
    )
}
