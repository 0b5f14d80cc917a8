import type { PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Submitted } from '../../kernel/http.ts'
import { typedTime } from '../../outreach/contacts/form-input.ts'
import { typedDay } from '../../ui/typed-day.ts'
import {
  Asks,
  type EmployerInput,
  type Ending,
  EndReason,
  Insurance,
  type OfferInput,
  OpenTo,
  Outcome,
  PlacementKind,
  Sector,
  type StepInput,
  StepKind,
  StepOutcome,
  type TermsInput,
  Weekday,
  WithWhom,
} from './model.ts'

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

const wrong = (...problems: readonly (FieldProblem | false)[]): readonly FieldProblem[] =>
  problems.filter((each) => each !== false)
const missing = (field: string, code = 'choice_missing'): FieldProblem => ({ field, code })

export function readEmployer(form: Submitted): Reading<EmployerInput> {
  const sector = Sector.safeParse(form.text('sector'))
  if (!sector.success) return { ok: false, problems: [missing('sector', 'sector_missing')] }
  const [name, organisationNumber, municipalityCode] = ['name', 'organisationNumber', 'municipalityCode'].map(form.text)
  const [street, postalCode, postalTown] = ['street', 'postalCode', 'postalTown'].map(form.text)
  const said = {
    name: name ?? '',
    organisationNumber: organisationNumber ?? '',
    municipalityCode: municipalityCode ?? '',
  }
  const address = { street: street ?? '', postalCode: postalCode ?? '', postalTown: postalTown ?? '' }
  return { ok: true, value: { ...said, ...address, sector: sector.data } }
}

export function readOffer(form: Submitted, today: PlainDate): Reading<OfferInput> {
  const [kind, openTo] = [PlacementKind.safeParse(form.text('kind')), OpenTo.safeParse(form.text('openTo'))]
  const fromOn = typedDay(form.text('fromOn'), today)
  const last = form.text('lastOn')
  const lastOn = last === '' ? null : typedDay(last, today)
  const isRead = last === '' || lastOn !== null
  if (kind.success && openTo.success && fromOn !== null && isRead) {
    const text = { title: form.text('title'), demands: form.text('demands'), places: Number(form.text('places')) }
    return { ok: true, value: { ...text, kind: kind.data, openTo: openTo.data, fromOn, lastOn } }
  }
  const problems = wrong(
    !kind.success && missing('kind'),
    !openTo.success && missing('openTo'),
    fromOn === null && missing('fromOn', 'day_unreadable'),
    !isRead && missing('lastOn', 'day_unreadable'),
  )
  return { ok: false, problems }
}

export function readTerms(form: Submitted, today: PlainDate): Reading<TermsInput> {
  const [fromOn, lastOn] = [typedDay(form.text('fromOn'), today), typedDay(form.text('lastOn'), today)]
  const [startsAt, endsAt] = [typedTime(form.text('startsAt')), typedTime(form.text('endsAt'))]
  const risk = form.text('riskSeenOn')
  const riskSeenOn = risk === '' ? null : typedDay(risk, today)
  const isRiskRead = risk === '' || riskSeenOn !== null
  const holds = form.text('holdsFrom')
  const holdsFrom = holds === '' ? null : typedDay(holds, today)
  const isHoldsRead = holds === '' || holdsFrom !== null
  const [insurance, asks] = [Insurance.safeParse(form.text('insurance')), Asks.safeParse(form.text('asks'))]
  const days = Weekday.options.filter((each) => form.list('days').includes(each))
  const supervisor = form.text('supervisorId')
  const isWhole =
    fromOn !== null && lastOn !== null && startsAt !== null && endsAt !== null && isRiskRead && isHoldsRead
  if (isWhole && insurance.success && asks.success) {
    const chosen = { insurance: insurance.data, asks: asks.data, supervisorId: supervisor === '' ? null : supervisor }
    return {
      ok: true,
      value: {
        ...{ ...chosen, fromOn, lastOn, holdsFrom, days, startsAt, endsAt, riskSeenOn, tasks: form.text('tasks') },
        breakMinutes: Number(form.text('breakMinutes')),
      },
    }
  }
  const problems = wrong(
    fromOn === null && missing('fromOn', 'day_unreadable'),
    lastOn === null && missing('lastOn', 'day_unreadable'),
    startsAt === null && missing('startsAt', 'time_unreadable'),
    endsAt === null && missing('endsAt', 'time_unreadable'),
    !isRiskRead && missing('riskSeenOn', 'day_unreadable'),
    !isHoldsRead && missing('holdsFrom', 'day_unreadable'),
    !insurance.success && missing('insurance'),
    !asks.success && missing('asks'),
  )
  return { ok: false, problems }
}

export function readStep(form: Submitted, today: PlainDate): Reading<StepInput> {
  const kind = StepKind.exclude(['signed']).safeParse(form.text('kind'))
  const withWhom = WithWhom.safeParse(form.text('withWhom'))
  const plannedOn = typedDay(form.text('plannedOn'), today)
  if (kind.success && withWhom.success && plannedOn !== null)
    return {
      ok: true,
      value: { kind: kind.data, withWhom: withWhom.data, plannedOn, accountId: form.text('accountId') },
    }
  const problems = wrong(
    !kind.success && missing('kind'),
    !withWhom.success && missing('withWhom'),
    plannedOn === null && missing('plannedOn', 'day_unreadable'),
  )
  return { ok: false, problems }
}

export function readEnding(form: Submitted, today: PlainDate): Reading<Ending> {
  const [outcome, endReason] = [Outcome.safeParse(form.text('outcome')), EndReason.safeParse(form.text('endReason'))]
  const endedOn = typedDay(form.text('endedOn'), today)
  if (outcome.success && endReason.success && endedOn !== null)
    return { ok: true, value: { outcome: outcome.data, endReason: endReason.data, endedOn } }
  const problems = wrong(
    !outcome.success && missing('outcome'),
    !endReason.success && missing('endReason'),
    endedOn === null && missing('endedOn', 'day_unreadable'),
  )
  return { ok: false, problems }
}

export function readDone(
  form: Submitted,
  today: PlainDate,
): Reading<{ readonly doneOn: PlainDate; readonly outcome: StepOutcome; readonly words: string }> {
  const outcome = StepOutcome.safeParse(form.text('outcome'))
  const doneOn = typedDay(form.text('doneOn'), today)
  if (outcome.success && doneOn !== null)
    return { ok: true, value: { doneOn, outcome: outcome.data, words: form.text('words') } }
  const problems = wrong(!outcome.success && missing('outcome'), doneOn === null && missing('doneOn', 'day_unreadable'))
  return { ok: false, problems }
}
