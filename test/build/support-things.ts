import { PROGRESS_THINGS } from './progress-things.ts'
import { aSupported } from './supported.ts'
import type { Asking, Place } from './things.ts'

/** What an address of support names. */
export const SUPPORT_THINGS = {
  supported: async (place: Place, asking: Asking) => [await aSupported(place, asking)],
  ...PROGRESS_THINGS,
} as const
