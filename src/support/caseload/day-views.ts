import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { card, columns } from '../../ui/components/card.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { meetingWords } from '../meetings/words.ts'
import { queryOf } from './filter.ts'
import { nextDay } from './list-views.ts'
import type { CaseFilter, CaseRow } from './model.ts'
import type { MeetingToday } from './store.ts'
import type { CaseloadWord } from './text.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

type Part = { readonly filter: CaseFilter; readonly rows: readonly CaseRow[]; readonly total: number }

export type Day = {
  readonly language: Language
  readonly today: PlainDate
  readonly meetings: readonly MeetingToday[]
  readonly late: Part
  readonly waiting: Part
}

/** Three cards, in the order in which a day is lived: who is met, what is late, who is waited for. */
export function dayCards(view: Day): Html {
  const say = caseloadWords(view.language)
  return columns(
    card({ title: say('day.meetings'), id: 'day-meetings' }, meetings(view, say)),
    part(view, view.late, { title: 'day.late', none: 'day.late.none', id: 'day-late' }),
    part(view, view.waiting, { title: 'day.waits', none: 'day.waits.none', id: 'day-waits' }),
  )
}

const nameOf = ({ givenName, familyName }: Pick<CaseRow, 'givenName' | 'familyName'>, say: SayCaseload) =>
  [givenName, familyName].filter(Boolean).join(' ') || say('noName')

function meetings({ meetings: list, language }: Day, say: SayCaseload): Html {
  if (list.length === 0) return html`<p class="muted">${say('day.meetings.none')}</p>`
  const kind = meetingWords(language)
  return html`<ul class="plain">${list.map(
    (each) =>
      html`<li>${each.atTime && html`<b>${each.atTime}</b> `}<a href="${paths.personMeeting(each.personId, each.meetingId)}">${nameOf(each, say)}</a> <span class="muted">${kind(`kind.${each.kind}`)}${each.place && `, ${each.place}`}</span></li>`,
  )}</ul>`
}

type Words = { readonly title: CaseloadWord; readonly none: CaseloadWord; readonly id: string }

function part(view: Day, { rows, total, filter }: Part, { title, none, id }: Words): Html {
  const { language } = view
  const say = caseloadWords(language)
  const all = total > rows.length && html`<a href="${paths.cases(queryOf(filter))}">${say('day.all', { n: total })}</a>`
  const items = rows.map(
    (each) =>
      html`<li><a href="${paths.personCase(each.personId)}">${nameOf(each, say)}</a> ${each.nextOn !== null && nextDay(each.nextOn, view, say)}</li>`,
  )
  const list = rows.length === 0 ? html`<p class="muted">${say(none)}</p>` : html`<ul class="plain">${items}</ul>`
  return card({ title: say(title), id, aside: all }, list)
}
