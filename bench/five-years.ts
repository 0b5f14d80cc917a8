import { clockAt } from '../src/kernel/clock.ts'
import type { Database, Write } from '../src/kernel/database.ts'
import { addDays, instantOf, type PlainDate } from '../src/kernel/date.ts'
import { writeNote } from '../src/notes/actions.ts'
import { logContact } from '../src/outreach/contacts/actions.ts'
import type { PersonId } from '../src/people/model.ts'
import { planActivity } from '../src/support/activities/actions.ts'
import { bookAppointment, noteOutcome } from '../src/support/activities/appointment-actions.ts'
import { openCase } from '../src/support/cases/actions.ts'
import { joinProgramme } from '../src/support/cases/programme-actions.ts'
import { programmesOffered } from '../src/support/cases/programme-store.ts'
import { addMember } from '../src/support/cases/team-actions.ts'
import { beginMapping, completeMapping, savePage } from '../src/support/mapping/actions.ts'
import { holdMeeting, planMeeting } from '../src/support/meetings/actions.ts'
import { addItem } from '../src/support/meetings/item-actions.ts'
import { attendeesOf, meetingsOf } from '../src/support/meetings/store.ts'
import { endGoal, setGoal } from '../src/support/plan/actions.ts'
import { addStep } from '../src/support/plan/step-actions.ts'
import { recordReadings } from '../src/support/progress/actions.ts'
import { planWeek } from '../src/support/week/actions.ts'
import { plansOf } from '../src/support/week/store.ts'
import type { Member } from './tasks.ts'

export const MONTHS = 60
const WORDS = 'Vi pratade om hösten och om vad som behövs, och bestämde vem som gör vad till nästa gång. '

/** A case as it is after five years of work: each month lived through the actions that people use, on its own day. */
export async function liveFiveYears(
  web: Database,
  who: Member,
  of: { readonly personId: PersonId; readonly from: PlainDate },
): Promise<void> {
  const { personId, from } = of
  const on = (day: PlainDate, act: (tx: Write) => Promise<unknown>) =>
    web.at(clockAt(instantOf(day, '12:00'))).write(who, act)
  const { accountId } = who
  await on(from, (tx) => begin(tx, { personId, from, accountId }))
  for (let month = 1; month <= MONTHS; month += 1) {
    const day = addDays(from, month * 30)
    await on(day, (tx) => aMonth(tx, { personId, day, accountId }))
    if (month % 3 === 0) await on(addDays(day, 1), (tx) => aMeeting(tx, { personId, day, accountId }))
    if (month % 6 === 0) await on(addDays(day, 2), (tx) => aHalfYear(tx, { personId, day: addDays(day, 2), accountId }))
    if (month % 12 === 0) await on(addDays(day, 3), (tx) => aMapping(tx, personId))
  }
}

type When = { readonly personId: PersonId; readonly day: PlainDate; readonly accountId: string }

async function begin(
  tx: Write,
  { personId, from, accountId }: { personId: PersonId; from: PlainDate; accountId: string },
): Promise<void> {
  const made = { setting: 'outside_school', origin: 'register', openedOn: from } as const
  await openCase(tx, { personId, ...made, ownerId: accountId })
  const around = { accountId: null, organisation: '', phone: '', email: '', from }
  for (const [role, name] of [
    ['guardian', 'Vårdnadshavare'],
    ['counsellor', 'Vägledare'],
    ['agency', 'Handläggare'],
  ] as const)
    await addMember(tx, { personId, role, name, ...around })
  for (const { id: programmeId } of await programmesOffered(tx))
    await joinProgramme(tx, { personId, programmeId, from })
}

/** What each month has: two notes, two contacts, two times that were kept, and a reading in both voices. */
async function aMonth(tx: Write, { personId, day, accountId }: When): Promise<void> {
  for (const topic of ['support', 'school'] as const)
    await writeNote(tx, { personId, topic, secrecy: 'pupil_support', happenedOn: day, body: WORDS.repeat(5) })
  for (const outcome of ['no_answer', 'talked'] as const)
    await logContact(tx, {
      ...{
        personId,
        channel: 'call',
        through: 'self',
        direction: 'out',
        outcome,
        minutes: null,
        doneBy: accountId,
        withBy: null,
      },
      ...{ happenedAt: instantOf(day, outcome === 'talked' ? '11:00' : '10:00'), words: '' },
      next: { onDay: addDays(day, 28), channel: 'call' },
    })
  const time = { activityId: null, minutes: 45, way: 'here', accountId, reminds: false } as const
  for (const atTime of ['09:00', '13:00'])
    await noteOutcome(tx, {
      ...{ personId, outcome: 'came', reasonKind: null, cancelledBy: null },
      id: await bookAppointment(tx, { personId, onDay: day, atTime, ...time }),
    })
  const values = { ladder: 3, studies: 5, work: 4, health: 6, everyday: 5, social: 6 }
  for (const voice of ['youth', 'coach'] as const)
    await recordReadings(tx, { personId, voice, onDay: day, evidence: 'together', values, words: '' })
}

async function aMeeting(tx: Write, { personId, day, accountId }: When): Promise<void> {
  const planned = { kind: 'joint', onDay: day, atTime: '13:00', place: 'Kontoret', agenda: WORDS } as const
  const meetingId = await planMeeting(tx, { personId, ...planned, asked: ['youth'] })
  const meeting = (await meetingsOf(tx, personId)).find((each) => each.meetingId === meetingId)
  const came = (await attendeesOf(tx, [meetingId])).map(({ id }) => id)
  const held = { personId, meetingId, seen: meeting?.id ?? '', came, nextOn: null, minutes: WORDS }
  await holdMeeting(tx, held)
  for (const what of ['Boka ett studiebesök', 'Ringa skolan', 'Ta reda på busstiderna'])
    await addItem(tx, {
      ...{ personId, meetingId, what, kind: 'action', dueOn: addDays(day, 60) },
      responsible: { accountId },
    })
}

/** A goal that is reached and one that is worked with, an activity, and another week. */
async function aHalfYear(tx: Write, { personId, day, accountId }: When): Promise<void> {
  const days = { startsOn: day, endsOn: addDays(day, 180) }
  for (const isReached of [true, false]) {
    const said = { words: 'Börja på yrkesprogram i augusti', matters: WORDS, strengths: WORDS }
    const goalId = await setGoal(tx, { personId, ...said, ...days })
    for (const responsible of ['youth', 'municipality'] as const) {
      const who = { responsible, accountId: responsible === 'municipality' ? accountId : null }
      const due = { startsOn: day, dueOn: addDays(day, 30) }
      await addStep(tx, { personId, goalId, words: 'Ringa två', actor: null, actorWords: null, ...who, ...due })
    }
    const ended = { attainment: 'fully', reason: 'reached', reasonWords: null, endedOn: day } as const
    if (isReached) await endGoal(tx, { personId, goalId, seen: goalId, ...ended })
  }
  const particulars = { kind: 'health', subject: null, place: null, hours: null } as const
  await planActivity(tx, { personId, particulars, name: 'Simning', goalId: null, stepId: null, factors: [], ...days })
  const [latest] = await plansOf(tx, personId)
  const half = ['school', 'placement', 'placement', 'school', 'school', 'free', 'free'] as const
  const week = { mornings: [...half], afternoons: [...half], fromOn: addDays(day, 1), reason: 'own_wish' as const }
  await planWeek(tx, { personId, ...week, seen: latest?.id ?? null })
}

async function aMapping(tx: Write, personId: PersonId): Promise<void> {
  const mappingId = await beginMapping(tx, { personId, code: 'entry', version: 1 })
  const answers = { day: WORDS, day_works: WORDS, day_scale: '5' } as const
  const typed = (key: string) => [answers[key as keyof typeof answers] ?? []].flat()
  await savePage(tx, { personId, mappingId, place: 'everyday', asked: Object.keys(answers), typed, seen: '' })
  await completeMapping(tx, { personId, mappingId })
}
