import type { Context } from '../../src/kernel/database.ts'
import { day } from '../../src/kernel/date.ts'
import { recordExit } from '../../src/support/exits/actions.ts'
import type { ExitInput } from '../../src/support/exits/model.ts'
import { recordReadings } from '../../src/support/progress/actions.ts'
import type { ReadingInput } from '../../src/support/progress/model.ts'
import type { TestBed } from './domain.ts'

type By = Context & { readonly accountId: string }

/** To a job in a shop, with everything that is asked of an exit. */
export const TO_WORK = {
  ...{ exitedOn: day('2026-10-12'), outcome: 'work', kind: 'employed', place: 'Ica Kvantum', nextStep: 'goes_on' },
  ...{ nextOn: null, backedBy: 'employment_service' },
} as const satisfies ExitInput

/** Says what the support of somebody led to; the case is closed. Answers with the exit's id. */
export const anExit = (bed: TestBed, by: By, of: { readonly personId: string } & Partial<ExitInput>): Promise<string> =>
  bed.web.write(by, (tx) => recordExit(tx, { ...TO_WORK, ...of }))

/** A reading by the coach of the ladder alone, unless told otherwise. */
export const aReading = (
  bed: TestBed,
  by: By,
  of: { readonly personId: string; readonly words?: string } & Partial<ReadingInput>,
): Promise<void> =>
  bed.web.write(by, (tx) =>
    recordReadings(tx, {
      ...{ voice: 'coach', values: { ladder: 2 }, onDay: day('2026-10-10'), evidence: 'together', words: '' },
      ...of,
    }),
  )
