import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { shaOf } from '../../outreach/checkins/link.ts'
import { messageSetting } from '../../outreach/messages/setting-store.ts'
import { lockPerson } from '../../people/store.ts'
import type { PlacementKind } from '../placements/model.ts'
import { termsOn } from '../placements/rules.ts'
import type { Attendance, Half, Mark } from './model.ts'
import * as questions from './question-store.ts'
import { daysOfWeek, givesWay, halvesAsked, isOpen, mondayOf } from './rules.ts'
import { attendanceOf, plansOf, setMark } from './store.ts'

/** Of one young person, what a supervisor is asked. */
export type OpenQuestion = {
  readonly id: string
  readonly givenName: string | null
  readonly initial: string | null
  readonly kind: PlacementKind
  /** When they are there, as was agreed. */
  readonly hours: { readonly from: string; readonly to: string } | null
  /** `isKept`: a colleague or the school has said how it was, and that stands. */
  readonly days: readonly { readonly on: PlainDate; readonly mark: Mark | null; readonly isKept: boolean }[]
}

/** What a link leads to: those it asks about, and where to call. */
export type OpenLink = { readonly asked: readonly OpenQuestion[]; readonly phone: string | null }

/** What a link leads to while it takes answers; null for one that is over, unknown or another domain's alike. */
export async function openLink(tx: Read, token: string): Promise<OpenLink | null> {
  tx.require('week.run')
  const found = (await questions.questionsByLink(tx, shaOf(token))).filter((each) => isOpen(each, tx.now))
  return found.length === 0 ? null : shownOf(tx, found)
}

/** The halves of each day that is asked about, by what was agreed for that day. */
async function halvesOf(tx: Read, { placementId, rootId, fromOn, lastOn }: questions.Asked) {
  const [asking] = await questions.askingsOf(tx, [placementId])
  const plans = (await plansOf(tx, rootId)).filter(({ knownUntil }) => knownUntil === null)
  const holidays = await holidaysBetween(tx, fromOn, lastOn)
  // A span lies within two weeks at most: what was not asked in its time is asked together.
  const span = [...daysOfWeek(mondayOf(fromOn)), ...daysOfWeek(mondayOf(lastOn))]
  const days = [...new Set(span)].filter((on) => on >= fromOn && on <= lastOn)
  const halves = days.map((on) => ({ on, halves: asking ? halvesAsked(asking, on, { plans, holidays }) : [] }))
  return { asking, days: halves.filter((each) => each.halves.length > 0) }
}

async function shownOf(tx: Read, found: readonly questions.Asked[]): Promise<OpenLink> {
  const asked: OpenQuestion[] = []
  for (const each of found) asked.push(await questionOf(tx, each))
  return { asked, phone: (await messageSetting(tx)).phone }
}

async function questionOf(tx: Read, found: questions.Asked): Promise<OpenQuestion> {
  const { asking, days } = await halvesOf(tx, found)
  const said = await attendanceOf(tx, found.rootId, { from: found.fromOn, to: found.lastOn })
  const terms = asking ? termsOn(asking.agreed, found.lastOn) : null
  const { id, givenName, initial, kind } = found
  return {
    ...{ id, givenName, initial, kind, hours: terms && { from: terms.startsAt, to: terms.endsAt } },
    days: days.map(({ on, halves }) => {
      const own = said.filter((each) => each.onDay === on && each.what === 'placement')
      const isKept = halves.every((half) => own.some((each) => each.half === half && !givesWay(each)))
      return { on, mark: own.find(({ source }) => source === 'supervisor')?.mark ?? null, isKept }
    }),
  }
}

/** `which`: whose day it is of those the link asks about; null where there is one alone. */
type Pressed = { readonly token: string; readonly which: string | null; readonly on: PlainDate; readonly mark: Mark }

/** Takes what a supervisor says of a day: the same again changes nothing. Answers with all that now stands; null when the link is over. */
export async function takeAnswer(tx: Write, { token, which, on, mark }: Pressed): Promise<OpenLink | null> {
  tx.require('week.run')
  const sha = shaOf(token)
  const asked = await openOnes(tx, sha)
  const named = which === null && asked.length === 1 ? asked[0] : asked.find(({ id }) => id === which)
  // The person first, as whoever notes attendance does: two who say something of a half day at once come after each other.
  if (named !== undefined) await lockPerson(tx, named.rootId)
  const open =
    named === undefined ? [] : (await questions.lockQuestions(tx, sha)).filter((each) => isOpen(each, tx.now))
  const found = open.find(({ id }) => id === named?.id)
  const halves = found && (await halvesOf(tx, found)).days.find((each) => each.on === on)?.halves
  if (found === undefined || halves === undefined) {
    tx.recorded = true // nothing is changed
    return null
  }
  const fresh = await markHalves(tx, found, { on, mark, halves })
  await questions.setAnswered(tx, found.id)
  await tx.record('week.answered', { object: found.id, personId: found.personId, detail: { on, halves: fresh } })
  return shownOf(tx, open)
}

const openOnes = async (tx: Read, sha: string) =>
  (await questions.questionsByLink(tx, sha)).filter((each) => isOpen(each, tx.now))

type Marking = { readonly on: PlainDate; readonly mark: Mark; readonly halves: readonly Half[] }

/** Answers with how many halves something new was said of. */
async function markHalves(tx: Write, found: questions.Asked, { on, mark, halves }: Marking): Promise<number> {
  const before = await attendanceOf(tx, found.rootId, { from: on, to: on })
  const fresh = halves.filter((half) => isNew(before, half, mark))
  for (const half of fresh)
    await setMark(tx, {
      ...{
        root: found.rootId,
        personId: found.personId,
        onDay: on,
        half,
        what: 'placement',
        mark,
        source: 'supervisor',
      },
      ...{ placementId: found.placementId, questionId: found.id },
    })
  return fresh.length
}

function isNew(before: readonly Attendance[], half: Half, mark: Mark): boolean {
  const now = before.find((each) => each.half === half) ?? null
  return givesWay(now) && now?.mark !== mark
}
