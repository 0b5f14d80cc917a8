import type { PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Submitted } from '../kernel/http.ts'
import { typedDay } from '../ui/typed-day.ts'
import type { WantedShare } from './actions.ts'
import type { ShareTopic } from './model.ts'

export type ShareReading =
  | { readonly ok: true; readonly wanted: WantedShare }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

type Of = { readonly personId: string; readonly topics: readonly ShareTopic[]; readonly today: PlainDate }

/** What the form under the compass says; a ground that is consent carries which consent. */
export function readShare(form: Submitted, { personId, topics, today }: Of): ShareReading {
  const [groundId = '', consentId = ''] = form.text('ground').split(':')
  const lastDay = typedDay(form.text('until'), today)
  const purpose = form.text('purpose')
  if (lastDay === null) return { ok: false, problems: dayProblems(groundId, consentId === '' ? purpose : null) }
  const wanted = {
    ...{ personId, toDomainId: form.text('to'), topics, groundId, consentId, purpose, lastDay },
    ...{ groundDetail: form.text('detail'), protectedReason: form.text('protectedReason') },
  }
  return { ok: true, wanted }
}

/** Told together with what the action would find: nobody should have to mend a form twice. */
function dayProblems(ground: string, purpose: string | null): FieldProblem[] {
  return [
    ...(ground === '' ? [{ field: 'ground', code: 'ground_missing' }] : []),
    ...(purpose !== null && purpose.length < 10 ? [{ field: 'purpose', code: 'purpose_short' }] : []),
    { field: 'until', code: 'day_unreadable' },
  ]
}
