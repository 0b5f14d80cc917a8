import { addDays, daysBetween, type PlainDate } from '../kernel/date.ts'
import type { CompletionKind, SchoolForm } from '../register/model.ts'
import type { Award, DemoSchool, Study } from './model.ts'
import type { Place } from './places.ts'
import type { Draw } from './random.ts'
import { admissionKnown, autumnStart, compulsoryEnd, graduation, yearOf } from './school-year.ts'

const VOCATIONAL = ['EE', 'BA', 'FT', 'VO', 'BF', 'FS', 'IN', 'RL', 'VF', 'FR', 'NB', 'HT']
const PREPARATORY = ['SA', 'EK', 'NA', 'TE', 'ES', 'HU']
const INTRODUCTORY = ['IMA', 'IMV', 'IMY', 'IMS']
const ADAPTED = ['IAIND', 'HO', 'HP', 'EV']

/** A period of study as a story tells it: only what is out of the ordinary needs to be said. */
type Period = {
  readonly form: SchoolForm
  readonly from: PlainDate
  /** The last day. */
  readonly last: PlainDate
  readonly programme?: string | null
  readonly school: DemoSchool
  readonly interrupted?: boolean
}

/** Writes down what happens in school to one young person. The stories tell it, in order. */
export class Chronicle {
  readonly studies: Study[] = []
  readonly awards: Award[] = []
  /** The year compulsory school ends as a rule: that of the sixteenth birthday. */
  readonly year: number
  readonly place: Place
  readonly draw: Draw

  constructor(year: number, place: Place, draw: Draw) {
    this.year = year
    this.place = place
    this.draw = draw
  }

  /** The upper years of compulsory school, until June of a year. */
  compulsory(last: number, from: PlainDate | null = null, adapted = false): void {
    const school = this.draw.favour(adapted ? this.place.compulsoryAdapted : this.place.compulsory)
    const begun = from ?? autumnStart(this.year - 3, this.draw)
    this.study({ form: adapted ? 'GRAN' : 'GR', from: begun, last: compulsoryEnd(last, this.draw), school })
  }

  /** A national programme from a day to the last day of a period. */
  national(
    from: PlainDate,
    last: PlainDate,
    given: { school?: DemoSchool; programme?: string; interrupted?: boolean } = {},
  ): Study {
    return this.study({
      form: 'GY',
      from,
      last,
      school: given.school ?? this.draw.favour(this.place.upper),
      programme: given.programme ?? this.programme(from),
      interrupted: given.interrupted ?? false,
    })
  }

  introductory(from: PlainDate, last: PlainDate, given: { programme?: string; interrupted?: boolean } = {}): Study {
    const school = this.draw.favour(this.place.introductory)
    const programme = given.programme ?? this.draw.favour(INTRODUCTORY)
    return this.study({ form: 'GY', from, last, school, programme, interrupted: given.interrupted ?? false })
  }

  adapted(from: PlainDate, last: PlainDate): Study {
    const school = this.draw.favour(this.place.adapted)
    return this.study({ form: 'GYAN', from, last, school, programme: this.draw.favour(ADAPTED) })
  }

  adult(form: SchoolForm, from: PlainDate, last: PlainDate): Study {
    return this.study({ form, from, last, school: this.place.adult })
  }

  study(period: Period): Study {
    const endsBefore = addDays(period.last, 1)
    const study = {
      form: period.form,
      programme: period.programme ?? null,
      school: period.school,
      startsOn: period.from,
      endsBefore,
      interrupted: period.interrupted ?? false,
      knownOn: this.startKnown(period.from),
      endKnownOn: addDays(endsBefore, this.delay(period.interrupted ?? false)),
    }
    this.studies.push(study)
    return study
  }

  award(kind: CompletionKind, on: PlainDate, from: Study): void {
    const late = kind === 'STUDIEBEVIS' ? this.draw.between(3, 40) : this.draw.between(1, 10)
    this.awards.push({ kind, on, school: from.school, knownOn: addDays(on, late) })
  }

  autumn(year: number): PlainDate {
    return autumnStart(year, this.draw)
  }

  graduation(year: number): PlainDate {
    return graduation(year, this.draw)
  }

  /** National programmes since the autumn of 2025 carry the year of their reform in the code. */
  programme(from: PlainDate): string {
    const code = this.draw.favour(this.draw.chance(0.42) ? VOCATIONAL : PREPARATORY)
    return from >= '2025-07-01' ? `${code}25` : code
  }

  /** Autumn places are known when the admission is made; others some days after the first day. */
  private startKnown(from: PlainDate): PlainDate {
    const year = yearOf(from)
    const autumn = daysBetween(`${year}-08-14` as PlainDate, from)
    if (autumn >= 0 && autumn < 14) return admissionKnown(year, this.draw)
    return addDays(from, this.draw.between(1, 7))
  }

  /** Most ends are told within the week; every fourth break comes to light weeks later, as it does. */
  private delay(interrupted: boolean): number {
    return interrupted && this.draw.chance(0.25) ? this.draw.between(20, 75) : this.draw.between(0, 6)
  }
}
