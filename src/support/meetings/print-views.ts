import { type Html, html } from '../../kernel/html.ts'
import { personHead } from '../../people/contact-views.ts'
import { facts } from '../../ui/components/facts.ts'
import { formatClock, formatDay } from '../../ui/language.ts'
import { doerName } from './item-views.ts'
import { attendeeName, lines, type MeetingPage } from './views.ts'
import { meetingWords, type SayMeeting } from './words.ts'

export type PrintPage = Omit<MeetingPage, 'nameable' | 'returned' | 'token' | 'mayWork' | 'mayNote'> & {
  /** The words of the minutes: null where there are none, or where they are not given out. */
  readonly minutes: string | null
  /** Over the read budget. */
  readonly over: boolean
}

/** The minutes and what was agreed on, to be printed, read together and signed. */
export function printPage(view: PrintPage): Html {
  const { language, meeting, attendees, items } = view
  const say = meetingWords(language)
  const names = (came: boolean) =>
    attendees.filter((each) => each.came === came).map((each) => attendeeName(each, view))
  const rows = [
    {
      term: say('onDay'),
      detail: `${formatDay(meeting.onDay, language)} ${formatClock(meeting.atTime ?? '', language)}`.trim(),
    },
    ...(meeting.place === null ? [] : [{ term: say('place'), detail: meeting.place }]),
    ...(meeting.state === 'held' && names(true).length > 0
      ? [{ term: say('held.who'), detail: names(true).join(', ') }]
      : []),
    ...(meeting.state === 'held' && names(false).length > 0
      ? [{ term: say('came.not'), detail: names(false).join(', ') }]
      : []),
    ...(meeting.nextOn === null ? [] : [{ term: say('print.next'), detail: formatDay(meeting.nextOn, language) }]),
  ]
  const decisions = items.filter(({ kind }) => kind === 'decision')
  const actions = items.filter(({ kind }) => kind === 'action')
  return html`${personHead(view, say('title.print'))}
<article><h2>${say(`kind.${meeting.kind}`)}</h2>
${facts(rows)}
${meeting.agenda !== null && html`<h2>${say('agenda')}</h2>${lines(meeting.agenda)}`}
<h2>${say('held.minutes')}</h2>${minutes(view, say)}
${decisions.length > 0 && html`<h2>${say('decisions')}</h2><ul>${decisions.map(({ what }) => html`<li>${what}</li>`)}</ul>`}
${
  actions.length > 0 &&
  html`<h2>${say('actions')}</h2><ul>${actions.map(
    (each) =>
      html`<li><b>${doerName(each, view)}</b>: ${each.what}${each.dueOn && html`, ${say('item.by', { day: formatDay(each.dueOn, language) })}`}</li>`,
  )}</ul>`
}
${signatures(say)}</article>`
}

function minutes({ minutes: words, over }: PrintPage, say: SayMeeting): Html {
  if (over) return html`<p class="muted">${say('minutes.over')}</p>`
  if (words === null) return html`<p class="muted">${say('minutes.none')}</p>`
  return html`${words.split(/\n{2,}/).map((each) => html`<p>${each.split('\n').map((line, at) => html`${at > 0 && html`<br>`}${line}`)}</p>`)}`
}

function signatures(say: SayMeeting): Html {
  const line = (who: 'print.youth' | 'print.guardian' | 'print.owner') =>
    html`<div><p><br></p><hr><p class="muted">${say(who)}<br>${say('print.date')}</p></div>`
  return html`<section><h2>${say('print.sign')}</h2>${line('print.youth')}${line('print.guardian')}${line('print.owner')}</section>`
}
