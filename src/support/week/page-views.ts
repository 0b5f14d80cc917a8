import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import type { PersonHead } from '../../people/contact-views.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import type { Asking, Attendance, WeekPlan, WeekQuestion } from './model.ts'

/** What the page of a week shows, and what its forms begin from. */

export type CameBack = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type WeekPage = PersonHead & {
  readonly today: PlainDate
  readonly monday: PlainDate
  readonly week: number
  /** Every version, the latest first. */
  readonly plans: readonly WeekPlan[]
  readonly attendance: readonly Attendance[]
  readonly questions: readonly WeekQuestion[]
  readonly colleagues: readonly Colleague[]
  /** What is agreed for the placements there are and have been. */
  readonly placed: readonly Asking[]
  /** The holidays of the week, by name. */
  readonly holidays: ReadonlyMap<PlainDate, string>
  /** Whether half days are told of one by one. */
  readonly isSplit: boolean
  /** Whether a new plan begins from what is agreed. */
  readonly isFilled: boolean
  readonly hasCase: boolean
  readonly token: string
  readonly returned: CameBack | null
}

export const holding = (plans: readonly WeekPlan[]) => plans.filter(({ knownUntil }) => knownUntil === null)

export const backTo = (id: string, returned: CameBack | null) => ({
  errors: returned?.form === id ? returned.errors.filter(({ field }) => field !== null) : [],
  typed: returned?.form === id ? returned.typed : {},
})
