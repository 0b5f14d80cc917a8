import { day } from '../../src/kernel/date.ts'
import { PersonId } from '../../src/people/model.ts'
import { followUpsOf } from '../../src/support/exits/follow-store.ts'
import { readingsOf } from '../../src/support/progress/store.ts'
import { handOver } from '../../src/transitions/actions.ts'
import { anExit, aReading } from './progress.ts'
import { aSupported } from './supported.ts'
import type { Asking, Place } from './things.ts'

/** What addresses of how it goes, of leaving and of transitions name: of somebody whose case the one who asks answers for. */
export const PROGRESS_THINGS = {
  reading: async (place: Place, asking: Asking) => {
    const [personId, by] = [await aSupported(place, asking), place.staff.kaa_coordinator]
    await aReading(place.bed, by, { personId })
    const [made] = await place.bed.web.read(by, (tx) => readingsOf(tx, PersonId.parse(personId)))
    return [personId, made?.readingId ?? '']
  },
  /** Due four weeks after they left. */
  followUp: async (place: Place, asking: Asking) => {
    const [personId, by] = [await aSupported(place, asking, day('2026-09-01')), place.staff.kaa_coordinator]
    await anExit(place.bed, by, { personId, exitedOn: day('2026-09-10') })
    const [first] = await place.bed.web.read(by, (tx) => followUpsOf(tx, PersonId.parse(personId)))
    return [personId, first?.id ?? '']
  },
  handover: async (place: Place, asking: Asking) => {
    const personId = await aSupported(place, asking)
    const over = {
      kind: 'school',
      receiver: 'adult_education',
      place: 'Komvux Eskilstuna',
      needs: [],
      toAccount: null,
      words: '',
    } as const
    const made = { ...over, personId, consent: 'given', onDay: day('2026-10-10') } as const
    return [personId, await place.bed.web.write(place.staff.kaa_coordinator, (tx) => handOver(tx, made))]
  },
} as const
