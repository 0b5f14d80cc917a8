import type { OccupationRow } from './store.ts'

/** What a form of an occupation says that it was shown: the version that holds, '' when nobody has asked. */
export function occupationSeen(occupations: readonly Pick<OccupationRow, 'id' | 'until'>[]): string {
  return String(occupations.find((each) => each.until === null)?.id ?? '')
}
