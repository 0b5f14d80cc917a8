import type { SheetKind } from '../rows.ts'
import type { Complete } from './model.ts'

export type CompleteFault =
  | 'complete_not_for_completions'
  | 'complete_population_is_whole'
  | 'complete_ends_before_start'

/**
 * Which deliveries may be declared complete, and for what. A completion once reached does not end. Population is the
 * municipality's as a whole: a school or an organiser says nothing about where people live.
 */
export function mayBeCompleteFor(sheet: SheetKind, complete: Complete): CompleteFault | null {
  if (sheet === 'completions') return 'complete_not_for_completions'
  if (sheet === 'population' && (complete.unit !== null || complete.organiser !== null))
    return 'complete_population_is_whole'
  if (complete.from !== null && complete.until !== null && complete.until <= complete.from)
    return 'complete_ends_before_start'
  return null
}
