import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import { staffOf } from './accounts.ts'
import type { DemoDecision, Study } from './model.ts'
import { drawFor } from './random.ts'
import { deliveryDays } from './rows.ts'
import type { Youth } from './youth.ts'

type Judged = Pick<DemoDecision, 'outcome' | 'reason' | 'evidence'> & {
  readonly from: PlainDate
  readonly until: PlainDate | null
}

/**
 * Decisions by hand as of a day, where the law leaves judgement: every other young person with such a doubt has one, so that
 * some are still unclear.
 */
export function decisionsOn(youth: Youth, municipality: string, today: PlainDate): DemoDecision[] {
  const draw = drawFor(youth.identity.number, `decision ${municipality}`)
  const grown = youth.identity.latestBirthDate <= addYears(today, -20)
  if (youth.part.place.code !== municipality || grown || draw.chance(0.5)) return []
  const study = youth.life.studies.find(
    (each) => JUDGED[each.form] !== undefined && each.knownOn <= addDays(today, -20),
  )
  const judged = study ? JUDGED[study.form]?.(study) : judgedPerson(youth, today)
  const known = study ? study.knownOn : youth.arrivedOn
  const decidedOn = judged && known && [...deliveryDays(today)].find((on) => on > known && on > judged.from)
  if (!decidedOn || decidedOn >= addDays(today, -2)) return []
  return [{ ...judged, decidedOn: addDays(decidedOn, 2), decidedBy: staffOf(municipality).coordinator }]
}

const JUDGED: Partial<Record<Study['form'], (study: Study) => Judged>> = {
  FHSK: (study) => ({
    outcome: 'out_of_scope',
    reason: 'EQUIVALENT_EDUCATION',
    evidence: `Intyg från ${study.school.name}: allmän kurs på gymnasienivå, heltid`,
    from: study.startsOn,
    until: study.endsBefore ?? addDays(study.startsOn, 300),
  }),
  UTLAND: (study) => ({
    outcome: 'out_of_scope',
    reason: 'STUDIES_ABROAD',
    evidence: 'Antagningsbesked från skolan utomlands',
    from: study.startsOn,
    until: study.endsBefore ?? addDays(study.startsOn, 300),
  }),
}

/** One with a samordningsnummer only: that the person lives here, or how old the person is, has been shown in another way. */
function judgedPerson({ part, identity, arrivedOn }: Youth, today: PlainDate): Judged | null {
  if (part.registered || !arrivedOn) return null
  const from = addDays(arrivedOn, 60)
  const until = addDays(today, 120)
  if (identity.birthDate === null)
    return { outcome: 'in_scope', reason: 'BIRTH_DATE_KNOWN', evidence: 'Pass uppvisat vid besök', from, until }
  return { outcome: 'in_scope', reason: 'HOME_MUNICIPALITY', evidence: 'Hyresavtal uppvisat vid besök', from, until }
}
