import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import { nextOf } from '../../outreach/contacts/store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { meetingLane, meetingSection } from '../meetings/card.ts'
import type { Meeting } from '../meetings/model.ts'
import { meetingsOf } from '../meetings/store.ts'
import { meetingWords } from '../meetings/words.ts'
import type { CaseAbove } from './above.ts'
import type { CasePage, NextDay, Returned } from './case-views.ts'
import { labelsOf } from './label-store.ts'
import { caseLanes } from './lanes.ts'
import { participationsOf, programmesOffered } from './programme-store.ts'
import { stepsOf } from './step-store.ts'
import { caseOf, casePeriodsOf } from './store.ts'
import { teamOf } from './team-store.ts'
import { caseWords } from './words.ts'

type Asked = {
  readonly id: string
  readonly language: Language
  readonly above: CaseAbove
  readonly returned: Returned
}

/** All that the page of a case shows. The reading has been recorded. */
export async function casePageOf(tx: Read, { id, language, above, returned }: Asked): Promise<CasePage> {
  const person = await personById(tx, PersonId.parse(id))
  const root = person.id
  const of = await caseOf(tx, root)
  const [head, periods, meetings, team, offered, participations, steps, labels] = await Promise.all([
    headOf(tx, person, language),
    casePeriodsOf(tx, root),
    meetingsOf(tx, root),
    teamOf(tx, root),
    programmesOffered(tx),
    participationsOf(tx, root),
    of === null ? [] : stepsOf(tx, of.periodId),
    of === null ? [] : labelsOf(tx, [of.id]),
  ])
  const may = { work: tx.may('support.work'), seeSight: tx.may('sight.list') }
  const isOpen = of !== null && of.closedOn === null
  const known = { language, id: root }
  return {
    ...head,
    ...{ today: tx.today, of, periods, labels, team, offered, participations, steps, may, returned },
    next: await nextDayOf(tx, { root, meetings, language }),
    meetings: meetingSection({ ...known, today: tx.today, meetings, mayPlan: isOpen && may.work }),
    lanes: [
      ...caseLanes({ language, periods, participations }),
      ...meetingLane(meetings, language),
      ...(await above.lanes(tx, known)),
    ],
    cards: await above.cards(tx, known),
    colleagues: await colleagues(tx),
    account: tx.actor.accountId,
    token: randomUUID(),
  }
}

export async function headOf(tx: Read, person: PersonHeader, language: Language) {
  return { language, person, mayList: tx.may('register.list'), why: await whyFold(tx, { id: person.id, language }) }
}

type Next = { readonly root: PersonId; readonly meetings: readonly Meeting[]; readonly language: Language }

/** The next day that is agreed on: a meeting that is planned, or when somebody is to be in touch. The one that is late comes first. */
export async function nextDayOf(tx: Read, { root, meetings, language }: Next): Promise<NextDay | null> {
  const kind = meetingWords(language)
  const planned = meetings
    .filter(({ state }) => state === 'planned')
    .map((each) => ({
      ...{ on: each.onDay, label: kind(`kind.${each.kind}`) },
      href: paths.personMeeting(root, each.meetingId),
    }))
  const contacts = (await nextOf(tx, root)).map(({ onDay }) => ({
    ...{ on: onDay, label: caseWords(language)('now.next.contact'), href: paths.personLog(root) },
  }))
  const [first = null] = [...planned, ...contacts].toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return first
}
