import type { Write } from '../kernel/database.ts'
import { addDays, type PlainDate, weekday } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'
import { openCase } from '../support/cases/actions.ts'
import { labelCases, makeLabel } from '../support/cases/label-actions.ts'
import { labels } from '../support/cases/label-store.ts'
import type { SupportCase } from '../support/cases/model.ts'
import { joinProgramme, offerProgramme } from '../support/cases/programme-actions.ts'
import { programmesOffered } from '../support/cases/programme-store.ts'
import { setStep } from '../support/cases/step-actions.ts'
import { caseOf, reachesSupport } from '../support/cases/store.ts'
import { addMember } from '../support/cases/team-actions.ts'
import type { MemberRole } from '../support/cases/team-model.ts'
import { teamOf } from '../support/cases/team-store.ts'
import { recordExit } from '../support/exits/actions.ts'
import type { ExitInput } from '../support/exits/model.ts'
import { holdMeeting, planMeeting } from '../support/meetings/actions.ts'
import { addItem } from '../support/meetings/item-actions.ts'
import { attendeesOf, meetingsOf } from '../support/meetings/store.ts'
import { staffOf } from './accounts.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { type Draw, drawFor } from './random.ts'

const MOST = 45
const MOST_ELSEWHERE = 14
const PROGRAMMES = ['Jobbspår', 'Studio ung', 'Tillbaka till skolan'] as const
const LABELS = [
  { name: 'Ring först', colour: 'amber' },
  { name: 'Redo för praktik', colour: 'green' },
  { name: 'Samsyn med skolan', colour: 'blue' },
] as const
const AROUND: readonly (readonly [MemberRole, string, string])[] = [
  ['guardian', 'Maria Lindqvist', ''],
  ['counsellor', 'Per Sandberg', 'Vuxenutbildningen'],
  ['welfare_counsellor', 'Lena Hedman', 'Ungdomsmottagningen'],
  ['agency', 'Karin Berg', 'Arbetsförmedlingen'],
  ['social_services', 'Johan Wik', 'Socialtjänsten'],
  ['employer', 'Ahmed Saleh', 'Varuhuset'],
]
const AGENDA = 'Hur har det gått sedan sist?\nVad vill du göra i höst?\nVem gör vad till nästa gång?'
const MINUTES =
  'Vi gick igenom hur veckorna har varit. Ett besök på en praktikplats är nästa steg, och alla är med på det.'
const DONE = ['Boka ett studiebesök', 'Ringa studie- och yrkesvägledaren', 'Ta reda på busstiderna'] as const

/** Cases of a good part of those who are followed: opened, met about, some closed and some opened again. */
export function caseDeeds({ code, persons, deliveries }: DemoMunicipality): Deed[] {
  const [first, last] = [deliveries.at(0)?.on, deliveries.at(-1)?.on]
  if (first === undefined || last === undefined) return []
  const { coordinator } = staffOf(code)
  const supported = persons
    .filter((person) => isSupported(person, last))
    .slice(0, code === '0484' ? MOST : MOST_ELSEWHERE)
  return [offering(coordinator, addDays(first, 1)), ...supported.flatMap((person) => lifeOf(person, last))]
}

function isSupported({ number, owner, population }: DemoPerson, last: PlainDate): boolean {
  const isProtected = population.some(({ protection }) => protection !== null)
  return owner !== null && !isProtected && owner.from < addDays(last, -30) && drawFor(number, 'cases').chance(0.5)
}

/** What there is to choose from: programmes, and labels that all can see. */
function offering(by: string, on: PlainDate): Deed {
  return {
    ...{ on, by },
    act: async (tx) => {
      for (const name of PROGRAMMES) await offerProgramme(tx, name)
      for (const label of LABELS) await makeLabel(tx, { ...label, sharedWith: 'shared' })
    },
  }
}

/** A day on which people meet: none of a weekend. */
const workday = (on: PlainDate) => (weekday(on) > 5 ? addDays(on, 8 - weekday(on)) : on)

function lifeOf(person: DemoPerson, last: PlainDate): Deed[] {
  const { number, owner } = person
  if (owner === null) return []
  const draw = drawFor(number, 'case life')
  const longest = addDays(last, -draw.between(25, 200))
  const opened = owner.from > longest ? addDays(owner.from, 2) : longest
  const met = workday(addDays(opened, draw.between(8, 20)))
  const deed = (on: PlainDate, act: Acting): Deed => ({
    ...{ on, by: owner.signInName },
    act: (tx, cast) => inReach(tx, { cast, number }, act),
  })
  const deeds = [
    deed(opened, (tx, personId) => open(tx, personId, draw)),
    deed(addDays(opened, 3), (tx, personId, of) => around(tx, { personId, of, draw, met })),
    ...(met <= last ? [deed(met, (tx, personId, of) => meet(tx, { personId, of, draw, last }))] : []),
    ...ending(draw, { opened, last, deed }),
    deed(last, (tx, personId, of) => mark(tx, { personId, of, draw, last })),
  ]
  return deeds.filter(({ on }) => on <= last)
}

type Acting = (tx: Write, personId: PersonId, of: SupportCase | null) => Promise<void>

/** Nothing is done about somebody who is no longer followed. */
async function inReach(
  tx: Write,
  { cast, number }: { readonly cast: Cast; readonly number: string },
  act: Acting,
): Promise<void> {
  const personId = PersonId.parse(cast.ids.get(number))
  tx.recorded = true // where there is nothing to do, nothing is told
  if (await reachesSupport(tx, personId)) await act(tx, personId, await caseOf(tx, personId))
}

async function open(tx: Write, personId: PersonId, draw: Draw): Promise<void> {
  if ((await caseOf(tx, personId)) !== null) return
  const setting = draw.chance(0.8) ? 'outside_school' : 'in_school'
  const made = { personId, setting, origin: 'register', openedOn: tx.today, ownerId: tx.actor.accountId } as const
  await openCase(tx, made)
}

type Living = { readonly personId: PersonId; readonly of: SupportCase | null; readonly draw: Draw }
const isOpen = ({ of }: Living) => of !== null && of.closedOn === null

async function around(tx: Write, living: Living & { readonly met: PlainDate }): Promise<void> {
  const { personId, draw, met } = living
  if (!isOpen(living)) return
  const start = draw.between(0, AROUND.length - 1)
  for (const [role, name, organisation] of [...AROUND, ...AROUND].slice(start, start + draw.between(1, 3)))
    await addMember(tx, { personId, role, accountId: null, name, organisation, phone: '', email: '', from: tx.today })
  await setStep(tx, { personId, step: 'start.team', seen: '', onDay: null, doneOn: tx.today })
  if (draw.chance(0.7))
    await setStep(tx, { personId, step: 'start.expectations', seen: '', onDay: null, doneOn: tx.today })
  const programme = draw.pick(await programmesOffered(tx))
  if (draw.chance(0.7)) await joinProgramme(tx, { personId, programmeId: programme.id, from: tx.today })
  const asked = ['youth', ...(await teamOf(tx, personId)).map(({ id }) => id)]
  const at = { atTime: draw.pick(['09:30', '13:00', '14:15']), place: draw.pick(['Biblioteket', 'Kontoret', '']) }
  await planMeeting(tx, { personId, kind: 'joint', onDay: met, ...at, agenda: AGENDA, asked })
}

async function meet(tx: Write, living: Living & { readonly last: PlainDate }): Promise<void> {
  const { personId, draw, last } = living
  const meeting = (await meetingsOf(tx, personId)).find(({ state, onDay }) => state === 'planned' && onDay <= tx.today)
  if (!isOpen(living) || meeting === undefined) return
  const { meetingId } = meeting
  const asked = await attendeesOf(tx, [meetingId])
  const came = asked.filter(() => draw.chance(0.85)).map(({ id }) => id)
  // Some have agreed on a day that has passed, some on one to come, and some on none.
  const next = draw.weighted([
    [workday(addDays(last, draw.between(0, 16))), 6],
    [workday(addDays(last, -draw.between(2, 9))), 2],
    [null, 3],
  ])
  const nextOn = next !== null && next > tx.today ? next : null
  await holdMeeting(tx, {
    personId,
    meetingId,
    seen: meeting.id,
    came,
    nextOn,
    minutes: draw.chance(0.6) ? MINUTES : '',
  })
  const item = {
    personId,
    meetingId,
    what: draw.pick(DONE),
    kind: 'action',
    dueOn: addDays(last, draw.between(-6, 12)),
  } as const
  await addItem(tx, { ...item, responsible: draw.chance(0.6) ? { accountId: tx.actor.accountId } : { who: 'youth' } })
  const decision = {
    personId,
    meetingId,
    kind: 'decision',
    what: 'Stödet fortsätter till jul',
    responsible: null,
  } as const
  if (draw.chance(0.5)) await addItem(tx, { ...decision, dueOn: null })
}

type Ending = {
  readonly opened: PlainDate
  readonly last: PlainDate
  readonly deed: (on: PlainDate, act: Acting) => Deed
}

type Led = Omit<ExitInput, 'exitedOn' | 'nextOn'>
const onwards = { nextStep: 'goes_on', backedBy: 'municipality' } as const
const alone = { place: null, nextStep: 'none', backedBy: 'none' } as const
const LED_TO: readonly (readonly [Led, number])[] = [
  [{ outcome: 'studies', kind: 'adult_education', place: 'Vuxenutbildningen', ...onwards, backedBy: 'school' }, 35],
  [{ outcome: 'studies', kind: 'national_programme', place: 'Gymnasiet', ...onwards, backedBy: 'school' }, 20],
  [{ outcome: 'work', kind: 'employed', place: 'Varuhuset', ...onwards }, 30],
  [{ outcome: 'interrupted', kind: 'own_choice', ...alone }, 8],
  [{ outcome: 'interrupted', kind: 'moved_away', ...alone, nextStep: 'own_plan', backedBy: 'municipality' }, 7],
]

/** One in four is closed after a while, and one in three of those comes back. */
function ending(draw: Draw, { opened, last, deed }: Ending): readonly Deed[] {
  const on = addDays(opened, draw.between(50, 150))
  if (!draw.chance(0.35) || on >= addDays(last, -12)) return []
  const led = draw.weighted(LED_TO)
  const close = deed(on, async (tx, personId, of) => {
    if (of !== null && of.closedOn === null)
      await recordExit(tx, { personId, ...led, exitedOn: tx.today, nextOn: null })
  })
  const again = deed(addDays(on, 10), async (tx, personId, of) => {
    if (of === null || of.closedOn === null) return
    const made = { personId, setting: of.setting, origin: 'self', openedOn: tx.today } as const
    await openCase(tx, { ...made, ownerId: tx.actor.accountId, reopenReason: 'wants_back' })
  })
  return draw.chance(0.33) ? [close, again] : [close]
}

async function mark(tx: Write, living: Living & { readonly last: PlainDate }): Promise<void> {
  const { of, draw } = living
  if (of === null || of.closedOn !== null || !draw.chance(0.4)) return
  const shared = (await labels(tx)).filter((each) => each.shared)
  await labelCases(tx, { caseIds: [of.id], labelId: draw.pick(shared).id, on: true })
}
