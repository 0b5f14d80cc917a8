import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Lane } from '../../ui/components/lifeline-model.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatClock, formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Meeting } from './model.ts'
import { meetingWords, type SayMeeting } from './words.ts'

export type MeetingCard = {
  readonly language: Language
  readonly id: string
  readonly today: PlainDate
  readonly meetings: readonly Meeting[]
  readonly mayPlan: boolean
}

/** On the page of a case: what is planned, the nearest first, and what has been. */
export function meetingSection(view: MeetingCard): Html {
  const { language, id, meetings, mayPlan } = view
  const say = meetingWords(language)
  const planned = meetings.filter(({ state }) => state === 'planned').toReversed()
  const earlier = meetings.filter(({ state }) => state !== 'planned')
  const list = (some: readonly Meeting[]) => html`<ul class="plain">${some.map((each) => item(each, view, say))}</ul>`
  return card(
    { title: say('card.title'), id: 'meetings-title' },
    html`${meetings.length === 0 && html`<p class="muted">${say('card.none')}</p>`}${planned.length > 0 && list(planned)}${
      earlier.length > 0 && disclosure(say('card.earlier'), list(earlier), planned.length === 0)
    }${mayPlan && html`<p>${linkButton({ href: paths.personMeetingNew(id), label: say('card.plan') })}</p>`}`,
  )
}

function item(each: Meeting, { language, id, today }: MeetingCard, say: SayMeeting): Html {
  const when = `${formatDay(each.onDay, language)}${each.atTime === null ? '' : ` ${formatClock(each.atTime, language)}`}`
  return html`<li>${stateTag(each, today, say)} <a href="${paths.personMeeting(id, each.meetingId)}">${say(`kind.${each.kind}`)} ${when}</a>${each.place && html` <span class="muted">${each.place}</span>`}</li>`
}

/** How a meeting stands; one that was to have been and of which nothing is said is late. */
export function stateTag({ state, onDay }: Meeting, today: PlainDate, say: SayMeeting): Html {
  if (state !== 'planned') return tag(state === 'held' ? 'in' : 'neutral', say(`state.${state}`))
  if (onDay < today) return tag('broken', say('late'))
  return onDay === today ? tag('due', say('today')) : tag('neutral', say('state.planned'))
}

/** Meetings in the lifeline: those that were held and those that are to be. */
export function meetingLane(meetings: readonly Meeting[], language: Language): readonly Lane[] {
  const say = meetingWords(language)
  const marks = meetings
    .filter(({ state }) => state !== 'cancelled')
    .map(({ onDay, kind, state }) => ({
      ...{ on: onDay, label: `${say(`kind.${kind}`)}, ${say(`state.${state}`).toLowerCase()}`, source: say('case') },
      tone: state === 'held' ? ('reached' as const) : ('due' as const),
    }))
  return marks.length === 0 ? [] : [{ label: say('lane'), spans: [], marks }]
}
