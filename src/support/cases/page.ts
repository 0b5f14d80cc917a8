import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import type { Language } from '../../ui/language.ts'
import { meetingLane, meetingSection } from '../meetings/card.ts'
import { meetingsOf } from '../meetings/store.ts'
import type { CaseAbove } from './above.ts'
import { notesAsOwner } from './actions.ts'
import type { CasePage, Returned } from './case-views.ts'
import { labelsOf } from './label-store.ts'
import { caseLanes } from './lanes.ts'
import { nextDaysOf } from './next-days.ts'
import { participationsOf, programmesOffered } from './programme-store.ts'
import { settingChangesOf } from './setting-store.ts'
import { stepsOf } from './step-store.ts'
import { caseOf, casePeriodsOf } from './store.ts'
import { teamOf } from './team-store.ts'

type Asked = {
  readonly id: string
  readonly language: Language
  readonly above: CaseAbove
  readonly returned: Returned
}

/** All that the page of a case shows, of the one who was merged into another as of that other. Whoever shows it has recorded the reading. */
export async function casePageOf(tx: Read, { id, language, above, returned }: Asked): Promise<CasePage> {
  const person = await personById(tx, PersonId.parse(id))
  const root = person.id
  const of = await caseOf(tx, root)
  const known = { language, id: root }
  const [
    head,
    lanes,
    cards,
    staff,
    days,
    periods,
    meetings,
    team,
    offered,
    participations,
    changes,
    steps,
    labels,
    notes,
  ] = await Promise.all([
    headOf(tx, person, language),
    above.lanes(tx, known),
    above.cards(tx, known),
    colleagues(tx),
    nextDaysOf(tx, { root, language }),
    casePeriodsOf(tx, root),
    meetingsOf(tx, root),
    teamOf(tx, root),
    programmesOffered(tx),
    participationsOf(tx, root),
    settingChangesOf(tx, root),
    of === null ? [] : stepsOf(tx, of.periodId),
    of === null ? [] : labelsOf(tx, [of.id]),
    notesAsOwner(tx, root),
  ])
  const may = { work: tx.may('support.work'), seeSight: tx.may('sight.list'), noteAsOwner: notes }
  const isOpen = of !== null && of.closedOn === null
  const endPrepared =
    steps.some(({ step }) => step.startsWith('closing.')) ||
    meetings.some(({ kind, state }) => kind === 'closing' && state !== 'cancelled')
  return {
    ...head,
    ...{ today: tx.today, of, days, periods, labels, team, offered, participations, changes, steps, endPrepared },
    ...{ may, returned },
    meetings: meetingSection({ ...known, today: tx.today, meetings, mayPlan: isOpen && may.work }),
    lanes: [...caseLanes({ language, periods, participations, changes }), ...meetingLane(meetings, language), ...lanes],
    cards,
    colleagues: staff,
    account: tx.actor.accountId,
    token: randomUUID(),
  }
}

export async function headOf(tx: Read, person: PersonHeader, language: Language) {
  return { language, person, mayList: tx.may('register.list'), why: await whyFold(tx, { id: person.id, language }) }
}
