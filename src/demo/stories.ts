import { addDays, type PlainDate } from '../kernel/date.ts'
import type { Chronicle } from './chronicle.ts'
import { ABROAD, ELSEWHERE, FOLK_HIGH_SCHOOLS, IB_SCHOOL } from './places.ts'
import { breakDay, springStart, yearOf } from './school-year.ts'

/** What may happen on the way through upper secondary school, and how many of a hundred it happens to. */
export type Story = keyof typeof STORIES

/** Shares of a year's children. What is `out` grows with the municipality's published KAA share; the rest pass their exams. */
export const SHARES = {
  changed: { share: 7, out: false },
  fourthYear: { share: 2.5, out: false },
  introductoryFirst: { share: 9, out: false },
  exchangeYear: { share: 0.6, out: false },
  baccalaureate: { share: 0.9, out: false },
  adapted: { share: 2.2, out: false },
  longerCompulsory: { share: 0.7, out: false },
  arrived: { share: 3, out: false },
  introductoryOnly: { share: 3, out: true },
  certificate: { share: 7, out: true },
  brokeOff: { share: 2.6, out: true },
  brokeAndReturned: { share: 3.2, out: true },
  brokeIntroductory: { share: 1.4, out: true },
  neverBegan: { share: 1.1, out: true },
  beganLate: { share: 0.9, out: true },
  brokeToAdult: { share: 1.2, out: true },
  brokeToFolkHighSchool: { share: 0.8, out: true },
  brokeToMeasure: { share: 0.9, out: true },
  brokeToOther: { share: 0.3, out: true },
} as const satisfies Partial<Record<string, { share: number; out: boolean }>>

export const STORIES = {
  examined(it: Chronicle): void {
    it.compulsory(it.year)
    passThrough(it, it.autumn(it.year), it.year + 3)
  },

  /** Another school or programme, from one day to the next. */
  changed(it: Chronicle): void {
    it.compulsory(it.year)
    const turn = it.draw.chance(0.5) ? it.autumn(it.year + 1) : breakDay(it.year, it.draw)
    it.national(it.autumn(it.year), addDays(turn, -1))
    passThrough(it, turn, it.year + 3)
  },

  fourthYear(it: Chronicle): void {
    it.compulsory(it.year)
    passThrough(it, it.autumn(it.year), it.year + 4)
  },

  introductoryFirst(it: Chronicle): void {
    it.compulsory(it.year)
    const turn = it.autumn(it.year + 1)
    it.introductory(it.autumn(it.year), addDays(turn, -1))
    passThrough(it, turn, it.year + 4, 0.3)
  },

  introductoryOnly(it: Chronicle): void {
    it.compulsory(it.year)
    it.introductory(it.autumn(it.year), it.graduation(it.year + it.draw.between(2, 3)))
  },

  certificate(it: Chronicle): void {
    it.compulsory(it.year)
    passThrough(it, it.autumn(it.year), it.year + 3, 1)
  },

  brokeOff(it: Chronicle): void {
    it.compulsory(it.year)
    breakOff(it)
  },

  /** Back after weeks or months: to an introductory programme the same year, or to a new start the next autumn. */
  brokeAndReturned(it: Chronicle): void {
    it.compulsory(it.year)
    const left = breakOff(it)
    const soon = addDays(left, it.draw.between(35, 130))
    const autumn = nextAutumn(it, left)
    if (it.draw.chance(0.5) && soon < autumn && !isSummer(soon)) {
      it.introductory(soon, addDays(autumn, -1))
    }
    passThrough(it, autumn, yearOf(autumn) + it.draw.between(2, 3), 0.35)
  },

  brokeIntroductory(it: Chronicle): void {
    it.compulsory(it.year)
    const left = breakDay(it.year + it.draw.between(0, 1), it.draw)
    it.introductory(it.autumn(it.year), left, { interrupted: true })
    const autumn = nextAutumn(it, left)
    if (it.draw.chance(0.4)) it.introductory(autumn, it.graduation(yearOf(autumn) + 2))
  },

  neverBegan(it: Chronicle): void {
    it.compulsory(it.year)
  },

  beganLate(it: Chronicle): void {
    it.compulsory(it.year)
    const begun = it.draw.chance(0.4) ? springStart(it.year + 1, it.draw) : it.autumn(it.year + 1)
    if (it.draw.chance(0.5)) it.introductory(begun, it.graduation(yearOf(begun) + 2))
    else passThrough(it, begun, yearOf(begun) + 3, 0.3)
  },

  brokeToAdult(it: Chronicle): void {
    it.compulsory(it.year)
    const left = breakOff(it, 1)
    const begun = addDays(left, it.draw.between(90, 260))
    const last = addDays(begun, it.draw.between(200, 500))
    const study = it.adult('KOMVUX_GY', begun, last)
    if (it.draw.chance(0.35)) it.award('GYMNASIEEXAMEN_KOMVUX', last, study)
  },

  brokeToFolkHighSchool(it: Chronicle): void {
    it.compulsory(it.year)
    const left = breakOff(it, 1)
    const begun = nextAutumn(it, left)
    const last = it.graduation(yearOf(begun) + it.draw.between(1, 2))
    const study = it.study({ form: 'FHSK', from: begun, last, school: it.draw.pick(FOLK_HIGH_SCHOOLS) })
    if (it.draw.chance(0.3)) it.award('FHSK_BEHÖRIGHET', last, study)
  },

  /** Basic adult education, sfi and orientation courses are measures: the register keeps them. */
  brokeToMeasure(it: Chronicle): void {
    it.compulsory(it.year)
    const left = breakOff(it)
    const begun = addDays(left, it.draw.between(60, 200))
    const form = it.draw.weighted([
      ['KOMVUX_GRUND', 5],
      ['ORIENTERING', 4],
      ['KOMVUX_ANPASSAD', 1],
    ] as const)
    it.adult(form, begun, addDays(begun, it.draw.between(90, 300)))
  },

  brokeToOther(it: Chronicle): void {
    it.compulsory(it.year)
    const begun = addDays(breakOff(it), it.draw.between(30, 120))
    it.study({ form: 'ÖVRIG', from: begun, last: addDays(begun, it.draw.between(120, 300)), school: ELSEWHERE })
  },

  /** A year at a school abroad in the middle of a programme, as an exchange student. */
  exchangeYear(it: Chronicle): void {
    it.compulsory(it.year)
    const school = it.draw.favour(it.place.upper)
    it.national(it.autumn(it.year), it.graduation(it.year + 2), { school })
    it.study({ form: 'UTLAND', from: it.autumn(it.year + 2), last: it.graduation(it.year + 3), school: ABROAD })
    passThrough(it, it.autumn(it.year + 3), it.year + 4)
  },

  baccalaureate(it: Chronicle): void {
    it.compulsory(it.year)
    const last = it.graduation(it.year + 3)
    const study = it.study({ form: 'IB', from: it.autumn(it.year), last, school: IB_SCHOOL })
    it.award('IB_DIPLOM', last, study)
  },

  adapted(it: Chronicle): void {
    it.compulsory(it.year, null, true)
    const last = it.graduation(it.year + 4)
    it.award('GYMNASIEBEVIS_ANPASSAD', last, it.adapted(it.autumn(it.year), last))
  },

  /** A tenth year of compulsory school. */
  longerCompulsory(it: Chronicle): void {
    it.compulsory(it.year + 1)
    passThrough(it, it.autumn(it.year + 1), it.year + 4, 0.4)
  },

  /** Came to Sweden in the teens; `arrival.ts` tells it, since it hangs on the day of arrival. */
  arrived(_: Chronicle): void {},
} as const

/** A national programme to its end: a diploma, or by the share given a certificate only. */
export function passThrough(it: Chronicle, from: PlainDate, year: number, certificate = 0): void {
  const last = it.graduation(year)
  const study = it.national(from, last)
  it.award(it.draw.chance(certificate) ? 'STUDIEBEVIS' : 'EXAMENSBEVIS', last, study)
}

/** Begins a national programme and breaks it off; gives the last day. */
function breakOff(it: Chronicle, earliest = 0): PlainDate {
  const begun = it.autumn(it.year)
  const schoolYear = it.draw.weighted([
    [0, earliest > 0 ? 0 : 35],
    [1, 40],
    [2, 25],
  ] as const)
  const left = breakDay(it.year + schoolYear, it.draw)
  it.national(begun, left, { interrupted: true })
  return left
}

function nextAutumn(it: Chronicle, after: PlainDate): PlainDate {
  return it.autumn(yearOf(after) + (after.slice(5) >= '08-01' ? 1 : 0))
}

function isSummer(on: PlainDate): boolean {
  return on.slice(5) >= '05-15' && on.slice(5) < '08-20'
}
