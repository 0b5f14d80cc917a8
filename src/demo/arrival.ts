import { addDays, type PlainDate } from '../kernel/date.ts'
import type { Chronicle } from './chronicle.ts'
import { dayOf, dayWithin, yearOf } from './school-year.ts'
import { passThrough } from './stories.ts'

/** The day a young person who came in the teens is first folkbokförd: at fourteen to eighteen. */
export function arrivalDay(year: number, it: Chronicle): PlainDate {
  return dayWithin(dayOf(year - 2, 9, 1), dayOf(year + 2, 5, 31), it.draw)
}

/** Language introduction first, after a wait; then on to a programme, to adult education, or nowhere yet. */
export function tellArrival(it: Chronicle, arrived: PlainDate): void {
  const inSchoolAge = arrived < dayOf(it.year, 4, 1)
  if (inSchoolAge) it.compulsory(it.year, addDays(arrived, it.draw.between(10, 40)))
  const begun = inSchoolAge ? it.autumn(it.year) : addDays(arrived, it.draw.between(15, 110))
  const years = it.draw.between(1, 3)
  const turn = it.autumn(yearOf(begun) + years)
  const after = it.draw.weighted([
    ['programme', 40],
    ['sfi', 25],
    ['out', 20],
    ['break', 15],
  ] as const)
  switch (after) {
    case 'programme':
      it.introductory(begun, addDays(turn, -1), { programme: 'IMS' })
      passThrough(it, turn, yearOf(turn) + 3, 0.3)
      return
    case 'sfi':
      it.introductory(begun, it.graduation(yearOf(turn)), { programme: 'IMS' })
      it.adult('SFI', addDays(turn, it.draw.between(0, 40)), addDays(turn, it.draw.between(200, 330)))
      return
    case 'out':
      it.introductory(begun, it.graduation(yearOf(turn)), { programme: 'IMS' })
      return
    case 'break':
      it.introductory(begun, addDays(begun, it.draw.between(40, 300)), { programme: 'IMS', interrupted: true })
  }
}
