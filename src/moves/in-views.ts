import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { formatNumber as formatIdentity } from '../people/identity.ts'
import { ALLOWED, actionButton, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { clarityTag, dueTag } from './list-views.ts'
import { ByHand, type MoveIn, Refusal } from './model.ts'
import { crumbsTo, daysCard, nameOf, type One, returnedTo, type Step, timeline } from './parts-views.ts'
import { isOpenIn } from './rules.ts'
import { moveWords, placeWord, type SayMove, whoWord } from './words.ts'

export type InPage = One & {
  readonly move: MoveIn
  /** Whether they are in the register from the day they come; null of somebody who is nobody here. */
  readonly isHere: boolean | null
}

/** Who comes, from where and from which day; what came along, what can be done and what was done. */
export function inPage(view: InPage): Html {
  const { language, move, today } = view
  const say = moveWords(language)
  const open = isOpenIn(move.state)
  return html`${pageHead({
    title: say('one.in'),
    lead: html`${arrivalOf(move, today, language)}${open && html` ${say(`in.${move.state}`)}.`}`,
    crumbs: crumbsTo(language, 'in', say),
  })}
${move.withdrawnAt !== null && notice({ tone: 'due', title: say('time.withdrawn') })}
${move.clarity !== 'clear' && open && notice({ tone: 'due', title: say(`warn.${move.clarity}`) }, say(move.clarity === 'gap' ? 'warn.gap.in' : 'warn.overlap.text'))}
${card({ title: say('who'), id: 'move-facts' }, facts(factsOf(view, say)))}
${open && card({ title: say('do'), id: 'move-do', tone: 'due' }, work(view, say))}
${daysCard(view, say)}
${timeline(steps(view, say), language, say)}`
}

/** `Har flyttat in från Katrineholm den 1 september 2026.` */
export function arrivalOf(move: MoveIn, today: PlainDate, language: Language): string {
  const say = moveWords(language)
  const word = move.movedOn > today ? 'lead.in.ahead' : 'lead.in'
  return say(word, { place: placeWord(move, say), day: formatDay(move.movedOn, language) })
}

function factsOf({ move, language, today }: InPage, say: SayMove) {
  const open = isOpenIn(move.state)
  const told = (term: string, detail: string | null) => (detail === null ? [] : [{ term, detail }])
  const call = move.callName === null ? null : `${move.callName}, ${move.callWay ?? ''}`
  return [
    { term: say('name'), detail: whoCell(move, language) },
    ...told(say('number'), move.number === null ? null : formatIdentity(move.number)),
    { term: say('from'), detail: placeWord(move, say) },
    { term: say('moved_here'), detail: html`${formatDay(move.movedOn, language)} ${clarityTag(move, say)}` },
    ...told(say('sender'), move.sender),
    ...told(say('call'), call),
    ...told(say('phone'), move.phone),
    ...told(say('email'), move.email),
    {
      term: say('due'),
      detail: html`${open && dueTag(move.dueOn, today, say)} ${formatDay(move.dueOn, language)}`,
    },
  ]
}

const whoCell = (move: MoveIn, language: Language): Html =>
  move.personId === null
    ? html`${whoWord(move, language)} ${tag('unclear', moveWords(language)('unknown_person'))}`
    : html`<a href="${paths.person(move.personId)}">${whoWord(move, language)}</a>`

function work(view: InPage, say: SayMove): Html {
  return view.move.state === 'awaited' ? awaitedWork(view, say) : receiveWork(view, say)
}

function receiveWork(view: InPage, say: SayMove): Html {
  const { move, token, isHere } = view
  const values = { token }
  if (move.personId === null)
    return html`<p>${say('in.unknown.text')}</p><div class="toolbar">${actionButton({ action: paths.moveInMatch(move.id), label: say('match'), permitted: ALLOWED, kind: 'primary', values })}${linkButton({ href: paths.personNew(), label: say('person.add') })}</div>
${disclosure(say('refuse'), refusalForm(view, say), view.returned.form === 'refuse')}`
  return html`<p>${say('in.to_receive.text')}</p>
${isHere === false && html`<p>${tag('unclear', say('in.not_member'))} <a href="${paths.personExplanation(move.personId)}">${say('explanation')}</a></p>`}
${actionButton({ action: paths.moveInReception(move.id), label: say('receive'), permitted: ALLOWED, kind: 'primary', values })}
${disclosure(say('refuse'), refusalForm(view, say), view.returned.form === 'refuse')}`
}

function refusalForm(view: InPage, say: SayMove): Html {
  const { move, language, token } = view
  return form(
    {
      ...{ id: 'refuse', action: paths.moveInRefusal(move.id), language, errors: returnedTo(view, 'refuse').errors },
      ...{ permitted: ALLOWED, token, submit: say('refuse'), kind: 'quiet' },
    },
    (field) =>
      field.radios({
        name: 'why',
        label: say('refuse.why'),
        value: null,
        options: Refusal.options.map((value) => ({
          value,
          label: say(value === 'not_covered' ? 'reason.not_covered.here' : `reason.${value}`),
        })),
      }),
  )
}

function awaitedWork(view: InPage, say: SayMove): Html {
  const { move, language, token, today } = view
  const { errors, typed } = returnedTo(view, 'by-hand')
  return html`<p>${say('in.awaited.text')}</p>
${disclosure(
  say('receive.by_hand'),
  form(
    {
      ...{ id: 'by-hand', action: paths.moveInByHand(move.id), language, errors },
      ...{ permitted: ALLOWED, token, submit: say('receive.submit'), kind: 'quiet' },
    },
    (field) => html`${field.select({
      name: 'how',
      label: say('by_hand.how'),
      value: typed['how'] ?? '',
      blank: '–',
      options: ByHand.options.map((value) => ({ value, label: say(`how.${value}`) })),
    })}
${field.date({ name: 'receivedOn', label: say('by_hand.on'), value: typed['receivedOn'] ?? today })}`,
  ),
  view.returned.form === 'by-hand',
)}
${actionButton({ action: paths.moveInAside(move.id), label: say('in.aside'), permitted: ALLOWED, values: { token } })}`
}

function steps({ move, colleagues, language }: InPage, say: SayMove): readonly Step[] {
  const by = (account: string | null) => nameOf(account, colleagues)
  const why =
    move.reason === null ? '' : say(move.reason === 'not_covered' ? 'reason.not_covered.here' : `reason.${move.reason}`)
  const on = move.receivedOn === null ? '' : `, ${formatDay(move.receivedOn, language)}`
  const how = move.receivedHow === null ? '' : `${say(`how.${move.receivedHow}`)}${on}`
  const settledBy = by(move.settledBy)
  const received = say('time.received_here', { by: settledBy, how })
  const sent = say(move.parcelId === null ? 'time.not_needed' : 'time.declined_here', { by: settledBy, why })
  return [
    { at: move.parcelId === null ? move.cameAt : null, said: say('time.awaited') },
    { at: move.toldAt, said: say('time.told', { sender: move.sender ?? '' }) },
    { at: move.parcelId === null ? null : move.openedAt, said: say('time.opened_here', { by: by(move.openedBy) }) },
    { at: move.settledAt, said: move.receivedHow === null ? sent : received },
    { at: move.withdrawnAt, said: say('time.withdrawn') },
  ]
}
