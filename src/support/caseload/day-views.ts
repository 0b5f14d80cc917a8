import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { card, columns } from '../../ui/components/card.ts'
import { formatClock, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { activityWords } from '../activities/words.ts'
import { meetingWords } from '../meetings/words.ts'
import { placementWords } from '../placements/words.ts'
import type { Met } from './day-store.ts'
import { queryOf } from './filter.ts'
import { nextDays } from './list-views.ts'
import type { CaseFilter, CaseRow } from './model.ts'
import type { CaseloadWord } from './text.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

type Part = { readonly filter: CaseFilter; readonly rows: readonly CaseRow[]; readonly total: number }

export type Day = {
  readonly language: Language
  readonly today: PlainDate
  readonly met: readonly Met[]
  readonly late: Part
  readonly waiting: Part
}

/** Three cards, in the order in which a day is lived: who is met, what is late, who is waited for. */
export function dayCards(view: Day): Html {
  const say = caseloadWords(view.language)
  return columns(
    card({ title: say('day.meetings'), id: 'day-meetings' }, metList(view, say)),
    part(view, view.late, { title: 'day.late', none: 'day.late.none', id: 'day-late' }),
    part(view, view.waiting, { title: 'day.waits', none: 'day.waits.none', id: 'day-waits' }),
  )
}

const nameOf = ({ givenName, familyName }: Pick<CaseRow, 'givenName' | 'familyName'>, say: SayCaseload) =>
  [givenName, familyName].filter(Boolean).join(' ') || say('noName')

function metList({ met, language }: Day, say: SayCaseload): Html {
  if (met.length === 0) return html`<p class="muted">${say('day.meetings.none')}</p>`
  return html`<ul class="plain">${met.map(
    (each) =>
      html`<li>${each.atTime && html`<b>${formatClock(each.atTime, language)}</b> `}<a href="${placeOf(each)}">${nameOf(each, say)}</a> <span class="muted">${kindOf(each, language)}${each.place && `, ${each.place}`}</span></li>`,
  )}</ul>`
}

const PLACES = {
  meeting: paths.personMeeting,
  appointment: paths.personAppointment,
  work: paths.personPlacement,
} as const
const placeOf = ({ source, personId, of }: Met) => PLACES[source](personId, of)

function kindOf(met: Met, language: Language): string {
  if (met.source === 'meeting') return meetingWords(language)(`kind.${met.kind}`)
  if (met.source === 'work') return placementWords(language)(`step.${met.kind}`)
  return activityWords(language)(`way.${met.kind}`)
}

type Words = { readonly title: CaseloadWord; readonly none: CaseloadWord; readonly id: string }

function part(view: Day, { rows, total, filter }: Part, { title, none, id }: Words): Html {
  const { language } = view
  const say = caseloadWords(language)
  const all = total > rows.length && html`<a href="${paths.cases(queryOf(filter))}">${say('day.all', { n: total })}</a>`
  const items = rows.map(
    (each) =>
      html`<li><a href="${paths.personCase(each.personId)}">${nameOf(each, say)}</a> ${nextDays(each, view, say)}</li>`,
  )
  const list = rows.length === 0 ? html`<p class="muted">${say(none)}</p>` : html`<ul class="plain">${items}</ul>`
  return card({ title: say(title), id, aside: all }, list)
}
