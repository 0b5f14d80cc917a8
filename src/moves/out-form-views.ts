import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, linkButton } from '../ui/components/buttons.ts'
import type { Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { ByHand, SET_ASIDE } from './model.ts'
import type { Crossing } from './out-actions.ts'
import type { OutPage } from './out-views.ts'
import { returnedTo } from './parts-views.ts'
import { placeWord, type SayMove } from './words.ts'

type Typed = Readonly<Record<string, string>>

/** What the shell of each form on the page has in common. */
function shell(view: OutPage, id: string, action: string) {
  const { errors, typed } = returnedTo(view, id)
  return { typed, options: { id, action, language: view.language, errors, permitted: ALLOWED, token: view.token } }
}

export function sendForm(view: OutPage, crossing: Crossing, say: SayMove): Html {
  const { move } = view
  if (crossing.open.length === 0) return noGround(view, say)
  const { typed, options } = shell(view, 'send', paths.moveOutSending(move.id))
  const place = crossing.to?.name ?? placeWord(move, say)
  return form(
    { ...options, submit: say('send.submit', { place }) },
    (field) => html`<p>${say('carries')}</p>${toldFields(field, { view, crossing, typed }, say)}`,
  )
}

const noGround = ({ move }: OutPage, say: SayMove): Html =>
  html`<p>${say('ground.none')} <a href="${paths.personConsents(move.personId)}">${say('more.consent')}</a></p>`

/** Whom they can call, and on what it rests. */
function toldFields(
  field: Fields,
  { view, crossing, typed }: { readonly view: OutPage; readonly crossing: Crossing; readonly typed: Typed },
  say: SayMove,
): Html {
  return html`${field.text({ name: 'callName', label: say('call_name'), value: typed['callName'] ?? view.move.callName ?? view.caller, maxlength: 120 })}
${field.text({ name: 'callWay', label: say('call_way'), value: typed['callWay'] ?? view.move.callWay ?? '', maxlength: 120 })}
${field.radios({
  name: 'ground',
  label: say('ground'),
  value: typed['ground'] ?? null,
  options: crossing.open.map((value) => ({ value, label: say(`ground.${value}`) })),
})}
${field.text({ name: 'groundDetail', label: say('detail'), help: say('detail.help'), value: typed['groundDetail'] ?? '', maxlength: 400, optional: true })}`
}

export function byHandForm(view: OutPage, crossing: Crossing, say: SayMove): Html {
  const { move, today } = view
  if (crossing.open.length === 0) return noGround(view, say)
  const { typed, options } = shell(view, 'by-hand', paths.moveOutByHand(move.id))
  return html`<p>${linkButton({ href: paths.moveOutLetter(move.id), label: say('letter') })}</p>
${form(
  { ...options, submit: say('by_hand.submit'), kind: 'quiet' },
  (
    field,
  ) => html`<p class="muted">${say('by_hand.help')}${move.protection !== 'none' && html` ${say('carries.protected')}`}</p>
${toldFields(field, { view, crossing, typed }, say)}
${field.select({
  name: 'how',
  label: say('by_hand.how'),
  value: typed['how'] ?? '',
  blank: '–',
  options: ByHand.options.map((value) => ({ value, label: say(`how.${value}`) })),
})}
${field.date({ name: 'sentOn', label: say('by_hand.on'), value: typed['sentOn'] ?? today })}
${field.text({ name: 'receivedBy', label: say('received_by'), help: say('received_by.help'), value: typed['receivedBy'] ?? '', maxlength: 120, optional: true })}`,
)}`
}

export function receiptForm(view: OutPage, say: SayMove): Html {
  const { typed, options } = shell(view, 'receipt', paths.moveOutReceipt(view.move.id))
  return form({ ...options, submit: say('receipt.submit') }, (field) =>
    field.text({ name: 'receivedBy', label: say('received_by'), value: typed['receivedBy'] ?? '', maxlength: 120 }),
  )
}

export function destinationForm(view: OutPage, say: SayMove): Html {
  const { move, municipalities } = view
  const { typed, options } = shell(view, 'destination', paths.moveOutDestination(move.id))
  return form(
    { ...options, submit: say('destination.submit'), kind: 'quiet' },
    (field) => html`<p class="muted">${say('destination.help')}</p>${field.select({
      name: 'municipality',
      label: say('municipality'),
      value: typed['municipality'] ?? move.municipality ?? '',
      blank: '–',
      options: municipalities.map(({ code, name }) => ({ value: code, label: name })),
    })}
${field.date({ name: 'movedOn', label: say('moved_on'), value: typed['movedOn'] ?? move.movedOn ?? move.leftOn })}`,
  )
}

export function asideForm(view: OutPage, say: SayMove): Html {
  const { options } = shell(view, 'aside', paths.moveOutAside(view.move.id))
  return form({ ...options, submit: say('aside.submit'), kind: 'quiet' }, (field) =>
    field.radios({
      name: 'why',
      label: say('aside.why'),
      value: null,
      options: SET_ASIDE.map((value) => ({ value, label: say(`not_needed.${value}`) })),
    }),
  )
}
