import { z } from 'zod'
import { Day, InstantText } from '../kernel/date.ts'

/**
 * Gallring (arkivlagen 1990:782 10 §; dataskyddsförordningen art. 5.1 e): what is deleted, from which event and after how long, by whose
 * decision. A dry run lists, a second person approves within fourteen days, and the run deletes what was listed and has not changed.
 * Nothing is deleted before somebody has decided.
 */

export const RecordType = z.enum(['person', 'note', 'mapping', 'old_contact', 'delivery', 'review', 'trail'])
export type RecordType = z.infer<typeof RecordType>

export const RetentionEvent = z.enum([
  'left_register',
  'turned_twenty',
  'written',
  'mapped',
  'replaced',
  'received',
  'reviewed',
  'recorded',
])
export type RetentionEvent = z.infer<typeof RetentionEvent>

/** From which events each type of record may be counted. */
export const EVENTS: Readonly<Record<RecordType, readonly RetentionEvent[]>> = {
  person: ['left_register', 'turned_twenty'],
  note: ['written', 'left_register'],
  mapping: ['mapped', 'left_register'],
  old_contact: ['replaced'],
  delivery: ['received'],
  review: ['reviewed'],
  trail: ['recorded'],
}

export const RetentionUnit = z.enum(['days', 'months', 'years'])
export type RetentionUnit = z.infer<typeof RetentionUnit>

export const RetentionRule = z.object({
  id: z.uuid(),
  recordType: RecordType,
  event: RetentionEvent,
  amount: z.number(),
  unit: RetentionUnit,
  erasesTrail: z.boolean(),
  decision: z.string(),
  setBy: z.uuid(),
  setAt: InstantText,
})
export type RetentionRule = z.infer<typeof RetentionRule>

export const RetentionRun = z.object({
  id: z.uuid(),
  askedBy: z.uuid(),
  askedAt: InstantText,
  listedAt: InstantText.nullable(),
  fingerprint: z.string().nullable(),
  orderedBy: z.uuid().nullable(),
  orderedAt: InstantText.nullable(),
  approvalId: z.uuid().nullable(),
  doneAt: InstantText.nullable(),
  /** Listed to be deleted; kept because something is not over; deleted; left out because it had changed. */
  listed: z.number(),
  hindered: z.number(),
  deleted: z.number(),
  leftOut: z.number(),
})
export type RetentionRun = z.infer<typeof RetentionRun>

export const RetentionItem = z.object({
  id: z.number(),
  recordType: RecordType,
  eventOn: Day,
  dueOn: Day,
  hindrance: z.string().nullable(),
  outcome: z.enum(['deleted', 'left_out']).nullable(),
})
export type RetentionItem = z.infer<typeof RetentionItem>

/** What of one type a run lists, and why some of it is kept. */
export const RetentionCount = z.object({
  recordType: RecordType,
  hindrance: z.string().nullable(),
  items: z.number(),
})
export type RetentionCount = z.infer<typeof RetentionCount>
