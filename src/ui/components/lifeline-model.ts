import type { PlainDate } from '../../kernel/date.ts'
import { formatDayShort, formatSpan, type Language } from '../language.ts'

/**
 * How a span looks: study (at school), in (in the register), unclear (hatched), neutral (lived here, a status that holds),
 * due (a status past its best-before), broken.
 */
export type SpanTone = 'study' | 'in' | 'unclear' | 'neutral' | 'due' | 'broken'

/** How a mark looks: reached and tried (contacts), edge (in, out, a move), decision, due, broken (an interruption). */
export type MarkTone = 'reached' | 'tried' | 'edge' | 'decision' | 'due' | 'broken'

/** `from` up to but not including `until`; null is open. `short` is what the picture says when the label is long; '' says nothing. */
export type LifeSpan = {
  readonly from: PlainDate | null
  readonly until: PlainDate | null
  readonly label: string
  readonly tone: SpanTone
  readonly source: string
  /** Where the source can be looked at, for those who may. */
  readonly sourceHref?: string | null
  readonly short?: string
}

/** Something that happened on a day. Only `short` is written in the picture; the label is read on hover, focus and in the table. */
export type LifeMark = {
  readonly on: PlainDate
  readonly label: string
  readonly tone: MarkTone
  readonly source: string
  readonly sourceHref?: string | null
  readonly short?: string
}

export type Lane = { readonly label: string; readonly spans: readonly LifeSpan[]; readonly marks: readonly LifeMark[] }

/** The row of the table that a thing in the picture leads to. */
export function rowId(id: string, lane: number, kind: 'span' | 'mark', index: number): string {
  return `${id}-${lane}-${kind}-${index}`
}

/** The days of a thing, as people say them. */
export function whenOf(thing: LifeSpan | LifeMark, language: Language): string {
  return 'on' in thing ? formatDayShort(thing.on, language) : formatSpan(thing.from, thing.until, language)
}
