import { addDays, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Municipality } from '../organisations/model.ts'
import { compassCard } from '../sharing/compass-views.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { disclosure, pageHead } from '../ui/components/navigation.ts'
import { notice, unverified } from '../ui/components/notice.ts'
import { formatDay, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { clarityTag, dueTag } from './list-views.ts'
import type { MoveOut } from './model.ts'
import type { Crossing } from './out-actions.ts'
import { asideForm, byHandForm, destinationForm, receiptForm, sendForm } from './out-form-views.ts'
import { crumbsTo, daysCard, nameOf, type One, type Step, timeline } from './parts-views.ts'
import { isOpenOut, mayDoOut, nextStep, type Obstacle } from './rules.ts'
import { moveWords, placeWord, type SayMove, whoWord } from './words.ts'

export type OutPage = One & {
  readonly move: MoveOut
  readonly obstacle: Obstacle | null
  /** Null once nothing is to be told any more. */
  readonly crossing: Crossing | null
  readonly municipalities: readonly Municipality[]
  /** Whom they can call here, as the form proposes. */
  readonly caller: string
}

/** Who leaves, whose the days are, what is to be done and what has been. */
export function outPage(view: OutPage): Html {
  const { language, move, today } = view
  const say = moveWords(language)
  const open = isOpenOut(move.state)
  return html`${pageHead({
    title: say('one.out'),
    lead: html`${leadOf(move, today, language)}${['to_hand_over', 'declined'].includes(move.state) && html` ${say('lead.out.missing')}`}`,
    crumbs: crumbsTo(language, 'out', say),
  })}
${move.protection !== 'none' && notice({ tone: 'broken', title: say('obstacle.protected') }, say('protected_text'))}
${open && warning(view, say)}
${card(
  { title: say('who'), id: 'move-facts' },
  facts([
    { term: say('name'), detail: html`<a href="${paths.person(move.personId)}">${whoWord(move, language)}</a>` },
    { term: say('left_on'), detail: formatDay(addDays(move.leftOn, -1), language) },
    {
      term: say('to'),
      detail: html`${placeWord(move, say)}${move.saidBy !== null && html`<br><span class="muted">${say('time.named', { by: nameOf(move.saidBy, view.colleagues) })}</span>`}`,
    },
    {
      term: say('moved_on'),
      detail: html`${move.movedOn === null ? '–' : formatDay(move.movedOn, language)} ${clarityTag(move, say)}`,
    },
    {
      term: say('due'),
      detail: html`${open && dueTag(move.dueOn, today, say)} ${formatDay(move.dueOn, language)} ${unverified(language)}<br><span class="muted">${say('due.help')}</span>`,
    },
  ]),
)}
${open && card({ title: say('do'), id: 'move-do', tone: 'due' }, work(view, say))}
${daysCard(view, say)}
${(move.state === 'sent' || move.state === 'received') && moreCard(view, say)}
${timeline(steps(view, say), language, say)}`
}

/** `Har flyttat till Katrineholm den 1 september 2026.` */
export function leadOf(move: MoveOut, today: PlainDate, language: Language): string {
  const say = moveWords(language)
  if (move.movedOn === null) return say('lead.out.unknown', { day: formatDay(move.leftOn, language) })
  const word = move.movedOn > today ? 'lead.out.ahead' : 'lead.out'
  return say(word, { place: placeWord(move, say), day: formatDay(move.movedOn, language) })
}

function warning({ move }: OutPage, say: SayMove): Content {
  if (move.clarity === 'clear') return null
  return notice(
    { tone: 'due', title: say(`warn.${move.clarity}`) },
    html`${say(`warn.${move.clarity}.text`)}<br><a href="${paths.personResidence(move.personId)}">${say('residence.link')}</a>`,
  )
}

function work(view: OutPage, say: SayMove): Html {
  const { move, obstacle, crossing, returned } = view
  const step = nextStep(move)
  const why = move.reason === null ? '' : say(`reason.${move.reason}`)
  const mayGo = obstacle === null
  const byHand = mayDoOut(move.state, 'send_by_hand') && move.municipality !== null
  return html`<p>${step === 'declined' ? say('next.declined', { place: placeWord(move, say), why }) : say(`next.${step}`)}</p>
${obstacle === 'not_in_sedd' && html`<p>${say('obstacle.not_in_sedd')}</p>`}
${crossing !== null && mayDoOut(move.state, 'send') && move.municipality !== null && compassOf(view, crossing, say)}
${crossing !== null && mayGo && sendForm(view, crossing, say)}
${crossing !== null && byHand && disclosure(say('by_hand'), byHandForm(view, crossing, say), !mayGo || returned.form === 'by-hand')}
${move.state === 'sent' && move.sentHow !== 'sedd' && receiptForm(view, say)}
${mayDoOut(move.state, 'name_destination') && disclosure(say('destination'), destinationForm(view, say), move.municipality === null || returned.form === 'destination')}
${mayDoOut(move.state, 'set_aside') && disclosure(say('aside'), asideForm(view, say), returned.form === 'aside')}`
}

function compassOf({ language }: OutPage, { compass }: Crossing, say: SayMove): Html {
  return disclosure(say('compass'), compassCard({ language, compass }))
}

function moreCard({ move, crossing }: OutPage, say: SayMove): Html {
  const to = crossing?.to ?? null
  return card(
    { title: say('more'), id: 'move-more' },
    html`<p>${say('more.text')}</p>${
      to !== null &&
      move.protection === 'none' &&
      html`<div class="toolbar">${linkButton({ href: paths.personShareNew(move.personId, { to: to.domainId, topic: ['contact', 'register', 'schooling'] }), label: say('more.link') })}${linkButton({ href: paths.personConsents(move.personId), label: say('more.consent') })}</div>`
    }`,
  )
}

function steps({ move, colleagues, language }: OutPage, say: SayMove): readonly Step[] {
  const by = (account: string | null) => nameOf(account, colleagues)
  const { sentHow, sentOn, receivedBy, reason, notNeededWhy } = move
  const on = sentOn === null ? '' : `, ${formatDay(sentOn, language)}`
  const how = sentHow === null ? '' : `${say(`how.${sentHow}`)}${on}`
  const received = receivedBy === null ? say('time.received.sedd') : say('time.received', { by: receivedBy })
  const answered = reason === null ? received : say('time.declined', { why: say(`reason.${reason}`) })
  const why = notNeededWhy === null ? '' : say(`not_needed.${notNeededWhy}`)
  return [
    { at: move.madeAt, said: say('time.made') },
    { at: move.endedAt, said: say('time.ended') },
    { at: move.sentAt, said: say('time.sent', { by: by(move.sentBy), how }) },
    { at: move.takenAt, said: say('time.taken') },
    { at: move.openedAt, said: say('time.opened') },
    { at: move.answeredAt, said: answered },
    { at: move.notNeededAt, said: say('time.not_needed', { by: by(move.notNeededBy), why }) },
    { at: move.lapsedAt, said: say('time.lapsed') },
  ]
}
