import { day } from '../../src/kernel/date.ts'
import { PersonId } from '../../src/people/model.ts'
import { filterFrom } from '../../src/support/caseload/filter.ts'
import { saveFilter } from '../../src/support/caseload/saved-actions.ts'
import { makeLabel } from '../../src/support/cases/label-actions.ts'
import { labels } from '../../src/support/cases/label-store.ts'
import { joinProgramme, offerProgramme } from '../../src/support/cases/programme-actions.ts'
import { participationsOf, programmesOffered } from '../../src/support/cases/programme-store.ts'
import { addMember } from '../../src/support/cases/team-actions.ts'
import { addItem } from '../../src/support/meetings/item-actions.ts'
import { itemsOf } from '../../src/support/meetings/store.ts'
import { ownedBy } from './case.ts'
import { onNextFile } from './each-file.ts'
import { aDraft, aForm } from './forms.ts'
import { aMapping, aPage } from './mapping.ts'
import { PLAN_THINGS } from './plan-things.ts'
import { PROGRESS_THINGS } from './progress-things.ts'
import { aDropout } from './register.ts'
import { aMeetingOf } from './support.ts'
import { aSupported } from './supported.ts'
import type { Asking, Place } from './things.ts'

/** The first mapping, begun, with its first page filled in. */
async function mapped(place: Place, asking: Asking): Promise<[string, string]> {
  const personId = await aSupported(place, asking)
  const mappingId = await aMapping(place.bed, asking, personId)
  await aPage(place.bed, asking, { personId, mappingId, place: 'everyday', answers: { day: 'Lugnt' } })
  return [personId, mappingId]
}

/** The same without a case: one could be opened. */
async function aReached({ bed, domain }: Place, asking: Asking): Promise<string> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx)
    await ownedBy(tx, id, asking.accountId)
    return id
  })
}

let programmes = 0
onNextFile(() => {
  programmes = 0
})

async function aProgramme({ bed, staff }: Place): Promise<string> {
  const name = `Insats ${programmes++}`
  return bed.web.write(staff.kaa_coordinator, async (tx) => {
    await offerProgramme(tx, name)
    return (await programmesOffered(tx)).find((each) => each.name === name)?.id ?? ''
  })
}

async function aParticipation(place: Place, asking: Asking): Promise<string[]> {
  const personId = await aSupported(place, asking)
  const programmeId = await aProgramme(place)
  const id = await place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
    await joinProgramme(tx, { personId, programmeId, from: day('2026-10-01') })
    return (await participationsOf(tx, PersonId.parse(personId)))[0]?.id ?? ''
  })
  return [personId, id]
}

async function aMember(place: Place, asking: Asking): Promise<string[]> {
  const personId = await aSupported(place, asking)
  const told = { accountId: null, name: 'Karin Berg', organisation: '', phone: '', email: '', from: day('2026-10-01') }
  const by = place.staff.kaa_coordinator
  return [personId, await place.bed.web.write(by, (tx) => addMember(tx, { personId, role: 'agency', ...told }))]
}

/** A meeting yesterday, which nothing has been said of yet. */
async function aMeeting(place: Place, asking: Asking): Promise<string[]> {
  const personId = await aSupported(place, asking)
  return [personId, await aMeetingOf(place.bed, place.staff.kaa_coordinator, personId)]
}

async function anAction(place: Place, asking: Asking): Promise<string[]> {
  const [personId = '', meetingId = ''] = await aMeeting(place, asking)
  const made = {
    kind: 'action',
    what: 'Ringa skolan',
    responsible: { who: 'school' },
    dueOn: day('2026-10-20'),
  } as const
  const id = await place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
    await addItem(tx, { personId, meetingId, ...made })
    return (await itemsOf(tx, [meetingId]))[0]?.id ?? ''
  })
  return [personId, meetingId, id]
}

let labelled = 0
onNextFile(() => {
  labelled = 0
})

async function aLabel({ bed }: Place, asking: Asking): Promise<string> {
  const name = `Etikett ${labelled++}`
  return bed.web.write(asking, async (tx) => {
    await makeLabel(tx, { name, colour: 'green', sharedWith: 'own' })
    return (await labels(tx)).find((each) => each.name === name)?.id ?? ''
  })
}

async function aCaseFilter({ bed }: Place, asking: Asking): Promise<string> {
  const filter = filterFrom(() => undefined, true)
  return bed.web.write(asking, (tx) => saveFilter(tx, { name: `Filter ${labelled++}`, sharedWith: 'own', filter }))
}

/** What an address of support names. */
export const SUPPORT_THINGS = {
  ...PLAN_THINGS,
  reached: async (place: Place, asking: Asking) => [await aReached(place, asking)],
  programme: async (place: Place) => [await aProgramme(place)],
  label: async (place: Place, asking: Asking) => [await aLabel(place, asking)],
  caseFilter: async (place: Place, asking: Asking) => [await aCaseFilter(place, asking)],
  participation: aParticipation,
  aroundMember: aMember,
  meeting: aMeeting,
  meetingAction: anAction,
  supported: async (place: Place, asking: Asking) => [await aSupported(place, asking)],
  ...PROGRESS_THINGS,
  // Forms are made by those who lead, for everybody.
  formDraft: async ({ bed, staff }: Place) => [(await aDraft(bed, staff.kaa_coordinator)).id],
  formDraftPart: async ({ bed, staff }: Place) => {
    const { id, section } = await aDraft(bed, staff.kaa_coordinator)
    return [id, section]
  },
  formDraftQuestion: async ({ bed, staff }: Place) => {
    const { id, question } = await aDraft(bed, staff.kaa_coordinator)
    return [id, question]
  },
  formOwn: async ({ bed, staff }: Place) => [await aForm(bed, staff.kaa_coordinator)],
  formVersion: async ({ bed, staff }: Place) => ['1', await aForm(bed, staff.kaa_coordinator)],
  mapped: (place: Place, asking: Asking) => mapped(place, asking),
  mappedPage: async (place: Place, asking: Asking) => {
    const [personId = '', mappingId = ''] = await mapped(place, asking)
    return [personId, '1', mappingId]
  },
} as const
