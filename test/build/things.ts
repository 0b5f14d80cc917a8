import { randomBytes, randomUUID } from 'node:crypto'
import { saveMapping } from '../../src/integrations/deliveries/actions.ts'
import type { Context } from '../../src/kernel/database.ts'
import { day, dayIn, type Instant } from '../../src/kernel/date.ts'
import { writeNote } from '../../src/notes/actions.ts'
import { enterNotice } from '../../src/notices/in-actions.ts'
import { noteAbsence } from '../../src/notices/owed-actions.ts'
import { addOrganisation, addUnit, seedCodes } from '../../src/organisations/actions.ts'
import { codes } from '../../src/organisations/store.ts'
import { logContact, setNext } from '../../src/outreach/contacts/actions.ts'
import { nextOf } from '../../src/outreach/contacts/store.ts'
import { stopMessages } from '../../src/outreach/messages/actions.ts'
import { receiveAnswer } from '../../src/outreach/messages/inbound-actions.ts'
import { unmatched } from '../../src/outreach/messages/inbound-store.ts'
import { queueMessage } from '../../src/outreach/messages/queue-actions.ts'
import { stopsOf } from '../../src/outreach/messages/store.ts'
import { addContact, addGuardian, setManualResidence } from '../../src/people/actions.ts'
import { mergePersons, suggestDuplicatesOf } from '../../src/people/duplicates/actions.ts'
import { openSuggestions } from '../../src/people/duplicates/store.ts'
import { PersonId } from '../../src/people/model.ts'
import { personById, personRecord } from '../../src/people/store.ts'
import { openExtract } from '../../src/privacy/extract-actions.ts'
import { askRun, listRun, setRule } from '../../src/privacy/retention-actions.ts'
import { addHome, buildReview } from '../../src/privacy/review-actions.ts'
import { weekOf } from '../../src/privacy/review-rules.ts'
import { homes, reviewItems } from '../../src/privacy/review-store.ts'
import { sendReferral } from '../../src/referrals/actions.ts'
import { afterFacts, decide, openPerson, recomputeRegister, saveFilter } from '../../src/register/actions.ts'
import { askExport } from '../../src/register/export-actions.ts'
import { filterFromQuery } from '../../src/register/filter.ts'
import { carryMerged } from '../../src/register/merge-actions.ts'
import { searchReached } from '../../src/register/reached-actions.ts'
import { search } from '../../src/register/search-actions.ts'
import { addSecrecy, amendGround } from '../../src/sharing/law-actions.ts'
import { grounds, secreciesOf } from '../../src/sharing/law-store.ts'
import { visitorsOf } from '../../src/sharing/received-store.ts'
import { block } from '../../src/sight/actions.ts'
import { remindOf } from '../../src/tasks/actions.ts'
import { alerts, insertAlert } from '../../src/tasks/alert-store.ts'
import { jotDown } from '../../src/tasks/own-actions.ts'
import { addDevice } from '../../src/tasks/push/actions.ts'
import { pushDevices } from '../../src/tasks/push/store.ts'
import { events } from '../../src/trail/store.ts'
import { ownedBy } from './case.ts'
import { deliveriesTo } from './delivery.ts'
import { aDomain, signedIn, type TestBed, type TestDomain } from './domain.ts'
import { aVisit, betweenSteps, offLadder, onLadder, resting } from './ladder.ts'
import { aMoveIn, aMoveOut } from './moves.ts'
import { aPupilFrom } from './notices.ts'
import { aPerson, nextNumber } from './people.ts'
import { WORK_THINGS } from './placements.ts'
import { RFC_8291 } from './push-server.ts'
import { aDropout } from './register.ts'
import { accepted, consented, shared } from './share.ts'
import { aGlass, lettingIn } from './sight.ts'
import { aChange, aColleague, aScimRole, aScimToken, aTeam } from './staff.ts'
import { SUPPORT_THINGS } from './support-things.ts'
import { anotherSession, aParkedForm, aPasskey } from './ways-in.ts'

/** Where something is made and by whom: the domain, its coordinator and its administrator. */
export type Place = {
  readonly bed: TestBed
  readonly domain: TestDomain
  readonly staff: Readonly<Record<'kaa_coordinator' | 'administrator', Asking>>
}

/** The one who asks: signed in, in the same place. */
export type Asking = Context & { readonly accountId: string }

/** What an address names. Each makes one anew and gives the parts of its address, in order. */
export const THINGS = {
  /** In the register today, and a case of the one who asks. */
  member: async (place, asking) => [await member(place, asking)],
  /** In the register today, and nobody's case. */
  unassigned: async (place) => [await member(place)],
  /** Known, and not in the register. */
  outsider: ({ bed, domain }) =>
    bed.jobs.write(domain.machine, async (tx) => [(await aPerson(tx, { born: '2012' })).id]),
  decision: async (place, asking) => {
    const personId = await member(place, asking)
    const made = {
      personId,
      outcome: 'unclear',
      reasonCode: 'FHSK',
      evidence: 'intyg',
      until: day('2027-03-01'),
    } as const
    const id = await place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
      const [reason] = await codes(tx, 'decision_reason')
      return decide(tx, { ...made, reasonCode: reason?.code ?? '', from: day('2026-10-01') })
    })
    return [personId, id]
  },
  contact: async (place, asking) => {
    const person = PersonId.parse(await member(place, asking))
    const input = { kind: 'phone', value: '0701740601', source: 'self', notedOn: day('2026-10-01') } as const
    await place.bed.web.write(place.staff.kaa_coordinator, (tx) => addContact(tx, person, input))
    const { contacts } = await recordOf(place, person)
    return [person, String(contacts[0]?.id)]
  },
  guardian: async (place, asking) => {
    const person = PersonId.parse(await member(place, asking))
    const of = { name: 'Maria Lindqvist', relation: 'guardian', phone: '', email: '', source: 'school' } as const
    const input = { ...of, notedOn: day('2026-10-01') }
    await place.bed.web.write(place.staff.kaa_coordinator, (tx) => addGuardian(tx, person, input))
    const { guardians } = await recordOf(place, person)
    return [person, String(guardians[0]?.id)]
  },
  note: async (place, asking) => {
    const personId = await member(place, asking)
    const about = { topic: 'support', secrecy: 'pupil_support', happenedOn: day('2026-10-14') } as const
    const note = { personId, ...about, body: 'Vi pratade om hösten.' }
    return [personId, await place.bed.web.write(asking, (tx) => writeNote(tx, note))]
  },
  /** In the contact log of a case of the one who asks. */
  logged: async (place, asking) => {
    const personId = await member(place, asking)
    const made = { channel: 'call', through: 'self', direction: 'out', outcome: 'no_answer', minutes: null } as const
    const who = { doneBy: null, withBy: null, next: null, words: '' }
    const at = { happenedAt: '2026-10-14T10:00:00Z' as Instant }
    const by = place.staff.kaa_coordinator
    return [personId, await place.bed.web.write(by, (tx) => logContact(tx, { personId, ...made, ...who, ...at }))]
  },
  /** On the ladder, with a first step that is due; the same with the step's id; stopped; paused; between two steps. */
  onLadder: async (place, asking) => (await onLadder(place, asking)).slice(0, 1),
  dueStep: (place, asking) => onLadder(place, asking),
  offLadder: async (place, asking) => [await offLadder(place, asking)],
  resting: async (place, asking) => [await resting(place, asking)],
  betweenSteps: async (place, asking) => [await betweenSteps(place, asking)],
  visit: (place, asking) => aVisit(place, asking),
  /** A message that waits to be sent, to a case of the one who asks. */
  queued: async (place, asking) => {
    const personId = await withPhone(place, asking)
    const wanted = { personId, to: 'self', channel: 'sms', templateCode: 'reminder', dedupKey: null } as const
    const queued = await place.bed.web.write(place.staff.kaa_coordinator, (tx) => queueMessage(tx, wanted))
    return [personId, queued.ok ? (queued.messageIds[0] ?? '') : queued.reason]
  },
  /** Somebody who wants no messages, and that they have said so. */
  stopped: async (place, asking) => {
    const personId = await member(place, asking)
    const stop = { channel: 'email', whose: 'self', reason: 'Sade det i telefon' } as const
    const stops = await place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
      await stopMessages(tx, { personId, ...stop })
      return stopsOf(tx, PersonId.parse(personId))
    })
    return [personId, stops[0]?.id ?? '']
  },
  /** An answer from a number that nobody has. */
  unmatched: async ({ bed, domain }) => {
    const incoming = { gatewayId: randomUUID(), from: '46701740698', text: 'Vem är det här?' }
    const answers = await bed.jobs.write(domain.machine, async (tx) => {
      await receiveAnswer(tx, { gateway: 'fake', incoming })
      return unmatched(tx, 1_000)
    })
    return [answers.find(({ gatewayId }) => gatewayId === incoming.gatewayId)?.id ?? '']
  },
  /** Has left for a municipality that is not in Sedd, and is to be handed over. */
  moveOut: async (place) => [await aMoveOut(place, '2584')],
  /** Has come by what our own data say, and is to be handed over to us. */
  moveIn: async (place) => [await aMoveIn(place, '2584')],
  /** To be sent to another municipality, which is not in Sedd. */
  noticeOut: async ({ bed, domain, staff }) => {
    const { id: personId } = await bed.jobs.write(domain.machine, (tx) => aPupilFrom(tx, '0180'))
    const absence = { personId, percent: 40, onDay: day('2026-10-14'), anyway: false }
    return [await bed.web.write(staff.kaa_coordinator, (tx) => noteAbsence(tx, absence))]
  },
  /** Come on paper, of somebody in the register. */
  noticeIn: async (place) => {
    const personId = await member(place)
    const { bed, domain, staff } = place
    const header = await bed.jobs.read(domain.machine, (tx) => personById(tx, PersonId.parse(personId)))
    const told = { kind: 'starts', onDay: day('2026-10-12'), interrupted: false, schoolForm: 'GY' } as const
    const where = {
      programmeCode: 'BA',
      schoolUnitCode: null,
      schoolUnit: 'Duveholmsgymnasiet',
      sender: 'Katrineholms kommun',
    }
    const whom = { number: header.number ?? '', givenName: null, familyName: null, toldOn: day('2026-10-13') }
    return [await bed.web.write(staff.kaa_coordinator, (tx) => enterNotice(tx, { ...told, ...where, ...whom }))]
  },
  /** Of one's own, about nobody. */
  ownReminder: async ({ bed }, asking) => [
    await bed.web.write(asking, (tx) => jotDown(tx, { words: 'Boka lokalen', onDay: day('2026-10-16'), atTime: null })),
  ],
  /** About a case of the one who asks. */
  reminder: async (place, asking) => {
    const personId = await member(place, asking)
    const made = { personId, kind: 'call', onDay: day('2026-10-16'), atTime: '14:30', assignedTo: null } as const
    return [personId, await place.bed.web.write(place.staff.kaa_coordinator, (tx) => remindOf(tx, made))]
  },
  /** The day of the next contact with a case of the one who asks, where it stands. */
  nextDay: async (place, asking) => {
    const personId = await member(place, asking)
    const next = { onDay: day('2026-10-16'), channel: 'call' } as const
    await place.bed.web.write(place.staff.kaa_coordinator, (tx) => setNext(tx, { personId, next }))
    const [open] = await place.bed.web.read(place.staff.kaa_coordinator, (tx) => nextOf(tx, PersonId.parse(personId)))
    return [personId, 'next_contact', open?.id ?? '']
  },
  /** A browser of theirs that tells of alerts. */
  pushDevice: async ({ bed }, asking) => {
    const { p256dh, auth } = RFC_8291
    const subscription = { endpoint: `https://push.example.se/${randomUUID()}`, keys: { p256dh, auth } }
    const secret = randomBytes(32).toString('hex')
    await bed.web.write(asking, (tx) => addDevice(tx, { secret, subscription }))
    const [made] = (await bed.web.read(asking, (tx) => pushDevices(tx, secret))).filter(({ here }) => here)
    return [made?.id ?? '']
  },
  /** An alert to the one who asks. */
  alert: async ({ bed, staff }, asking) => {
    const { kaa_coordinator, administrator } = staff
    const by = asking.accountId === kaa_coordinator.accountId ? administrator : kaa_coordinator
    await bed.web.write(by, async (tx) => {
      await insertAlert(tx, { to: asking.accountId, code: 'given_to_you', object: randomUUID() })
      await tx.record('tasks.own_given')
    })
    const [made] = await bed.web.read(asking, (tx) => alerts(tx, 1))
    return [made?.id ?? randomUUID()]
  },
  residence: async (place, asking) => {
    const { bed, domain, staff } = place
    const person = await bed.jobs.write(domain.machine, async (tx) => {
      const made = await aPerson(tx, { municipality: null })
      await ownedBy(tx, made.id, asking.accountId)
      return made
    })
    const input = { municipality: '0484', from: day('2026-09-01'), until: null, ground: 'not_registered' } as const
    await bed.web.write(staff.kaa_coordinator, (tx) => setManualResidence(tx, person.id, input))
    const { residences } = await recordOf(place, person.id)
    return [person.id, String(residences[0]?.id)]
  },
  suggestion: async (place) => {
    const { merged } = await twins(place)
    const list = await place.bed.jobs.read(place.domain.machine, (tx) => openSuggestions(tx, 200))
    return [list.find(({ personId, otherId }) => [personId, otherId].includes(merged))?.id ?? '']
  },
  merge: async (place) => {
    const { survivor, merged } = await twins(place)
    const side = 'survivor' as const
    const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
    const pair = { survivorId: survivor, mergedId: merged }
    return place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
      const { mergeId, touched } = await mergePersons(tx, { ...pair, choices })
      await carryMerged(tx, { ...pair, mergeId })
      await afterFacts(tx, touched)
      return [mergeId]
    })
  },
  /** Asked by a colleague who is none of those who answer in the tests. */
  approval: async ({ bed, domain }) => {
    const colleague = await signedIn(bed, domain, { role: 'kaa_coordinator' })
    const asked = { query: 'sex=female', format: 'csv', rows: 412, reason: 'Utskick om sommarjobb' } as const
    return bed.web.write(colleague, async (tx) => [await askExport(tx, asked)])
  },
  /** A reading of a protected person that was drawn for review. */
  reviewItem: (place) => reviewItem(place),
  /** Begun by the one who asks, or by an officer where that one may not. */
  extract: async (place, asking) => {
    const { bed, domain } = place
    const person = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2009' }))
    const may = await bed.web.read(asking, async (tx) => tx.may('privacy.extract'))
    const officer = may ? asking : await signedIn(bed, domain, { role: 'data_protection_officer' })
    return [(await bed.web.write(officer, (tx) => openExtract(tx, person.number))) ?? '']
  },
  /** A dry run that has listed a young person. */
  retentionRun: async ({ bed, domain }) => {
    const officer = await signedIn(bed, domain, { role: 'data_protection_officer' })
    const rule = { event: 'turned_twenty', amount: '0', unit: 'years', decision: 'KS 2026:41 § 12', erasesTrail: false }
    await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2003' }))
    await bed.web.write(officer, (tx) => setRule(tx, 'person', rule))
    const run = await bed.web.write(officer, askRun)
    await bed.jobs.write(domain.machine, (tx) => listRun(tx, run))
    return [run]
  },
  home: async ({ bed, domain, staff }) => {
    const officer = await signedIn(bed, domain, { role: 'data_protection_officer' })
    const { accountId } = staff.kaa_coordinator
    await bed.web.write(officer, (tx) => addHome(tx, { accountId, street: 'Storgatan 3', postalCode: '63220' }))
    const list = await bed.web.read(officer, homes)
    return [list.find((each) => each.accountId === accountId)?.id ?? '']
  },
  filter: ({ bed, staff }) =>
    bed.web.write(staff.kaa_coordinator, async (tx) => [
      await saveFilter(tx, { name: randomUUID(), shared: false, filter: filterFromQuery({}) }),
    ]),
  search: ({ bed }, asking) => bed.web.write(asking, async (tx) => [await search(tx, 'lindqvist')]),
  reachedSearch: ({ bed }, asking) => bed.web.write(asking, async (tx) => [await searchReached(tx, 'lindqvist')]),
  /** A colleague let in to a case of the one who asks. */
  assignment: async (place, asking) => {
    const person = await member(place, asking)
    const { membershipId } = await signedIn(place.bed, place.domain, { role: 'class_mentor' })
    return [person, await lettingIn(place, { person, membershipId })]
  },
  block: async (place, asking) => {
    const personId = await member(place, asking)
    const { accountId } = await signedIn(place.bed, place.domain, { role: 'class_mentor' })
    const made = { personId, shut: { kind: 'one', accountId }, reason: 'kusin till ungdomen' } as const
    return [await place.bed.web.write(place.staff.kaa_coordinator, (tx) => block(tx, made))]
  },
  /** An access in an emergency that the one who asks has taken, by what ends it and by what it is. */
  runningGlass: async (place, asking) => [
    (await aGlass(place, { person: await member(place), by: asking })).assignmentId,
  ],
  ownGlass: async (place, asking) => [(await aGlass(place, { person: await member(place), by: asking })).id],
  /** One that somebody else took, to a case of the one who asks. */
  glass: async (place, asking) => {
    const by = await signedIn(place.bed, place.domain, { role: 'coach' })
    return [(await aGlass(place, { person: await member(place, asking), by })).id]
  },
  organisation: ({ bed, staff }) => bed.web.write(staff.administrator, async (tx) => [await organisation(tx)]),
  unit: ({ bed, staff }) =>
    bed.web.write(staff.administrator, async (tx) => [
      await addUnit(tx, { organisationId: await organisation(tx), name: 'Enheten', schoolUnitCode: null }),
    ]),
  colleague: async (place) => (await aColleague(place)).slice(0, 1),
  membership: (place) => aColleague(place),
  staffChange: (place) => aChange(place),
  team: async (place) => (await aTeam(place)).slice(0, 1),
  teamMember: (place) => aTeam(place),
  scimToken: (place) => aScimToken(place, place.staff.administrator),
  scimRole: (place) => aScimRole(place, place.staff.administrator),
  /** A sheet that was checked and waits for a yes or a no. */
  delivery: (place) => delivery(place, true),
  applied: (place) => delivery(place, false),
  mapping: ({ bed, staff }) =>
    bed.web.write(staff.kaa_coordinator, async (tx) => {
      const mapping = { columns: { Pnr: 'personnummer' }, codes: {} } as const
      return [await saveMapping(tx, { name: randomUUID(), sheet: 'population', mapping })]
    }),
  share: async (place, asking) => {
    const personId = await member(place, asking)
    const toDomainId = (await aDomain(place.bed, { municipality: null })).id
    return [personId, await shared(place.bed, place.staff.kaa_coordinator, { personId, toDomainId })]
  },
  consent: async (place, asking) => {
    const personId = await member(place, asking)
    const toDomainId = (await aDomain(place.bed, { municipality: null })).id
    return [personId, await consented(place.bed, place.staff.kaa_coordinator, { personId, toDomainId })]
  },
  /** Shared with the place by another domain, and waiting for an answer. */
  offered: async (place) => [await offered(place)],
  /** The same, accepted for the one who asks. */
  received: async (place, asking) => {
    const id = await offered(place)
    await accepted(place.bed, place.staff.kaa_coordinator, id, [asking.accountId])
    return [id]
  },
  referral: async (place, asking) => {
    const sent = {
      personId: await member(place, asking),
      origin: 'inside',
      reasons: ['absence'],
      words: 'Är hemma.',
    } as const
    return [await place.bed.web.write(place.staff.kaa_coordinator, (tx) => sendReferral(tx, sent))]
  },
  visitor: async (place, asking) => {
    const id = await offered(place)
    await accepted(place.bed, place.staff.kaa_coordinator, id, [asking.accountId])
    const found = await place.bed.web.read(place.staff.kaa_coordinator, (tx) => visitorsOf(tx, id))
    return [id, found[0]?.id ?? '']
  },
  secrecy: ({ bed, domain, staff }) =>
    bed.web.write(staff.administrator, async (tx) => {
      const said = { paragraph: '26 kap. 1 §', labelSv: 'Socialtjänst', labelEn: 'Social services' }
      await addSecrecy(tx, { ...said, strength: 'reversed' })
      const open = (await secreciesOf(tx, domain.id)).filter(({ confirmedAt }) => confirmedAt === null)
      return [open.find(({ paragraph }) => paragraph === said.paragraph)?.id ?? '']
    }),
  /** In words of its own, and not confirmed. */
  ground: ({ bed, staff }) =>
    bed.web.write(staff.administrator, async (tx) => {
      const named = async () => (await grounds(tx)).find(({ code }) => code === 'own_activity')
      const before = await named()
      if (!before) throw new Error('no ground')
      await amendGround(tx, before.id, before)
      return [(await named())?.id ?? '']
    }),
  passkey: async ({ bed }, { accountId }) => {
    await aPasskey(bed, accountId)
    return [await aPasskey(bed, accountId)]
  },
  session: async ({ bed }, asking) => [(await anotherSession(bed, asking)).id],
  parkedForm: async ({ bed }, asking) => [await aParkedForm(bed, asking)],
  ...SUPPORT_THINGS,
  ...WORK_THINGS,
} as const satisfies Readonly<Record<string, (place: Place, asking: Asking) => Promise<readonly string[]>>>

export type Thing = keyof typeof THINGS

async function reviewItem({ bed, domain }: Place): Promise<[string]> {
  const reader = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const protection = 'confidentiality_marking'
  const { id } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { protection, born: '2009' }))
  await bed.web.write(reader, (tx) => openPerson(tx, id))
  return bed.jobs.write(domain.machine, async (tx) => {
    const [event] = await events(tx, { personIds: [id], most: 1 })
    await buildReview(tx, weekOf(dayIn(event?.at as Instant)))
    const items = await reviewItems(tx, 'waiting', { page: 1, size: 1_000 })
    return [items.find(({ personId }) => personId === id)?.id ?? '']
  })
}

/** The same address with ids nobody has. */
export const absent = (parts: readonly string[]) =>
  parts.map((part) => (/^\d+$/.test(part) ? '987654321' : randomUUID()))

/** Somebody who can be written to. */
async function withPhone(place: Place, owner?: Asking): Promise<string> {
  const personId = await member(place, owner)
  const input = { kind: 'phone', value: '0701740601', source: 'self', notedOn: day('2026-10-01') } as const
  await place.bed.jobs.write(place.domain.machine, (tx) => addContact(tx, PersonId.parse(personId), input))
  return personId
}

async function member({ bed, domain }: Place, owner?: Asking): Promise<string> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx)
    if (owner) await ownedBy(tx, id, owner.accountId)
    return id
  })
}

const recordOf = ({ bed, domain }: Place, id: PersonId) => bed.jobs.read(domain.machine, (tx) => personRecord(tx, id))

const organisation = (tx: Parameters<typeof addOrganisation>[0]) =>
  addOrganisation(tx, { name: 'Kommunen', kind: 'municipality', number: null })

/** A young person of another domain, whom its coordinator shares with this one. */
async function offered({ bed, domain }: Place): Promise<string> {
  const elsewhere = await aDomain(bed, { municipality: null })
  const coordinator = await signedIn(bed, elsewhere, { role: 'kaa_coordinator' })
  const { id: personId } = await bed.jobs.write(elsewhere.machine, (tx) => aPerson(tx, { born: '2009' }))
  return shared(bed, coordinator, { personId, toDomainId: domain.id })
}

async function delivery({ bed, domain }: Place, preview: boolean): Promise<[string]> {
  const files = deliveriesTo(bed, domain)
  const { number, sex } = nextNumber({ born: '2010' })
  const name = { förnamn: 'Elsa', efternamn: 'Lindqvist', kön: sex === 'female' ? 'K' : 'M' }
  const home = { kommunkod: '0484', folkbokförd_från: '2010-12-31', status: 'AKTIV' }
  const rows = [
    { personnummer: number, ...name, ...home },
    { personnummer: '1', ...name, ...home },
  ]
  const { deliveryId } = await files.deliver('population', rows, { preview })
  files.close()
  return [deliveryId ?? '']
}

/** One young person under two numbers, and the suggestion that they are one. */
async function twins({ bed, domain }: Place): Promise<{ survivor: PersonId; merged: PersonId }> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const same = { familyName: `Tvilling${randomUUID()}`, phone: '070-1740603', sex: 'female' } as const
    const survivor = await aPerson(tx, { ...same, born: '2009' })
    const number = nextNumber({ kind: 'coordination', born: '2009' })
    const merged = await aPerson(tx, { ...same, number })
    await suggestDuplicatesOf(tx, merged.id)
    await recomputeRegister(tx, 'touched')
    return { survivor: survivor.id, merged: merged.id }
  })
}

/** The code lists of a new domain. */
export function withCodes({ bed, domain }: Place): Promise<void> {
  return bed.jobs.write(domain.machine, seedCodes)
}
