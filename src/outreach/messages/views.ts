import type { Colleague } from '../../access/model.ts'
import type { Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { pager } from '../../ui/components/pager.ts'
import { type Tone, tag } from '../../ui/components/tag.ts'
import { formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { SaidLanguage } from './language-store.ts'
import { type Message, MessageChannel, type MessageState, NAMED_LANGUAGES, type Stop, Whose } from './model.ts'
import { isStuck } from './sending-rules.ts'
import type { Body, ThreadCounts } from './store.ts'
import { messageKind, messageWords, type SayMessage, wordOr } from './words.ts'

/** Messages on a page of the thread. */
export const MESSAGES_ON_PAGE = 50

const TONES: Readonly<Record<MessageState, Tone>> = {
  queued: 'neutral',
  handing: 'neutral',
  handed: 'neutral',
  delivered: 'in',
  failed: 'broken',
  withdrawn: 'neutral',
  uncertain: 'unclear',
  received: 'due',
}

/** How a message stands, as a shape and a word, with why where there is a why. */
export function stateTag(
  { state, reason, dueAt }: Pick<Message, 'state' | 'reason' | 'dueAt'>,
  say: SayMessage,
  now: Instant | null = null,
): Html {
  if (now !== null && isStuck({ state, dueAt }, now)) return tag('due', say('state.stuck'))
  const why = reason !== null && html` <span class="muted">${wordOr('reason', reason, say)}</span>`
  return html`${tag(TONES[state], say(`state.${state}`))}${why}`
}

export type ThreadPage = PersonHead & {
  readonly messages: readonly Message[]
  readonly bodies: ReadonlyMap<string, Body>
  readonly counts: ThreadCounts
  readonly stops: readonly Stop[]
  readonly said: readonly SaidLanguage[]
  readonly colleagues: readonly Colleague[]
  readonly page: number
  readonly maySend: boolean
  readonly token: string
  readonly now: Instant
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** Everything that has been written to and by one young person, and the grown-ups around. */
export function threadPage(view: ThreadPage): Html {
  const { language, person, counts, page, maySend } = view
  const say = messageWords(language)
  const href = (to: number) => paths.personMessages(person.id, { page: to > 1 ? to : null })
  const write = maySend && linkButton({ href: paths.personMessageNew(person.id), label: say('write'), icon: 'edit' })
  const empty = emptyState({ title: say('none'), hint: say('none.hint') })
  return html`${personHead(view, say('title'), say('lead'))}
${toolbar(write)}
${view.messages.length === 0 ? empty : view.messages.map((each) => messageCard(each, view, say))}
${counts.total > MESSAGES_ON_PAGE && pager({ language, page, total: counts.total, href, pageSize: MESSAGES_ON_PAGE })}
${stopCard(view, say)}${maySend && languageCard(view, say)}`
}

function messageCard(message: Message, view: ThreadPage, say: SayMessage): Html {
  const { bodies, language } = view
  const said = bodies.get(message.id)
  const parts = message.channel === 'sms' && message.parts > 1 && html`, ${say('parts', { n: message.parts })}`
  const id = `message-${message.id}`
  const tone = message.direction === 'in' ? ' due' : ''
  // Two of the same minute are called the same: each is an article, and no landmark.
  return html`<article class="card${tone}" aria-labelledby="${id}"><div class="card-head"><h2 id="${id}">${headingOf(message, language, say)}</h2></div>
${said?.subject && html`<p><strong>${said.subject}</strong></p>`}${said && html`<p class="written">${said.body}</p>`}
<p>${stateTag(message, say, view.now)}${waits(message, language, say)}</p>
<p class="muted">${say(`channel.${message.channel}`)}${parts}${byline(message, view)}</p>
${actionsFor(message, view, say)}</article>`
}

function headingOf(message: Message, language: Language, say: SayMessage): string {
  const at = formatInstant(message.queuedAt, language)
  if (message.direction === 'in') return `${at}: ${say(`from.${message.whose}`)}`
  const to = message.whose === 'guardian' ? `, ${say('whose.guardian').toLowerCase()}` : ''
  return `${at}: ${messageKind(message, say)}${to}`
}

const waits = ({ state, dueAt }: Message, language: Language, say: SayMessage) =>
  state === 'queued' && html` <span class="muted">${say('due.at', { at: formatInstant(dueAt, language) })}</span>`

function byline({ direction, queuedBy }: Message, { colleagues }: ThreadPage): string {
  if (direction === 'in') return ''
  const name = colleagues.find(({ accountId }) => accountId === queuedBy)?.displayName
  return name === undefined ? '' : `, ${name}`
}

type Acting = {
  readonly language: Language
  readonly maySend: boolean
  readonly token: string
  readonly now: Instant
}

/** What one can do with it: take it back while it waits, or say what became of it. */
export function actionsFor(message: Message, { language, maySend, token, now }: Acting, say: SayMessage): Content {
  if (!maySend) return null
  const { personId, id } = message
  const of = formatInstant(message.queuedAt, language)
  const press = (action: string, label: string, values: Readonly<Record<string, string>> = {}) =>
    actionButton({ action, label, permitted: ALLOWED, of, values: { token, ...values } })
  if (isStuck(message, now))
    return html`<p class="muted">${say('stuck.hint')}</p>${toolbar(
      press(paths.personMessageWithdrawal(personId, id), say('withdraw.other'), { next: 'write' }),
      press(paths.personMessageWithdrawal(personId, id), say('withdraw')),
    )}`
  if (message.state === 'queued') return press(paths.personMessageWithdrawal(personId, id), say('withdraw'))
  const isOpen = message.state === 'uncertain' || (message.state === 'failed' && message.settledBy === null)
  if (!isOpen) return null
  const outcomes =
    message.state === 'uncertain' ? (['arrived', 'send_again', 'let_be'] as const) : (['send_again', 'let_be'] as const)
  const buttons = outcomes.map((outcome) =>
    press(paths.personMessageOutcome(personId, id), say(`outcome.${outcome}`), { outcome }),
  )
  const other =
    message.state === 'failed' &&
    html`<a href="${paths.personMessageNew(personId)}">${say('outcome.other')}<span class="unseen"> ${of}</span></a>`
  return html`${message.state === 'uncertain' && html`<p class="muted">${say('outcome.hint')}</p>`}${toolbar(...buttons, other)}`
}

/** In what language the young person and the grown-ups around are written to. */
function languageCard({ language, person, said, errors, typed, token }: ThreadPage, say: SayMessage): Html {
  const isReturned = errors.some(({ field }) => field === 'other')
  const forms = Whose.options.map((whose) => {
    const standing = said.find((each) => each.whose === whose)?.language ?? ''
    const isListed = (NAMED_LANGUAGES as readonly string[]).includes(standing)
    const own = isReturned && typed['whose'] === whose
    return form(
      {
        ...{
          id: `language-${whose}`,
          action: paths.personMessageLanguage(person.id),
          language,
          permitted: ALLOWED,
          token,
        },
        ...{ errors: own ? errors : [], submit: say('language.save'), kind: 'quiet', hidden: { whose } },
      },
      (field) =>
        html`${field.select({
          ...{
            name: 'language',
            label: say(`whose.${whose}`),
            value: own ? (typed['language'] ?? '') : isListed ? standing : '',
          },
          ...{ blank: say('language.last'), optional: true },
          options: NAMED_LANGUAGES.map((value) => ({ value, label: say(`language.${value}`) })),
        })}${field.text({
          ...{
            name: 'other',
            label: say('language.other'),
            help: say('language.help'),
            optional: true,
            width: 'short',
            maxlength: 12,
          },
          value: own ? (typed['other'] ?? '') : isListed ? '' : standing,
        })}`,
    )
  })
  return card({ title: say('language.title'), id: 'language-title' }, html`<p>${say('language.lead')}</p>${forms}`)
}

function stopCard(view: ThreadPage, say: SayMessage): Html {
  const { language, person, maySend, stops, errors, typed, token } = view
  const own = (stopId: string) => errors.some(({ field }) => field !== 'other') && (typed['stop'] ?? '') === stopId
  const items = stops.map((stop) => stopItem(stop, view, { say, isReturned: own(stop.id) }))
  const set = form(
    {
      ...{ id: 'stop', action: paths.personMessageStops(person.id), language, permitted: ALLOWED, token },
      ...{ errors: own('') ? errors : [], submit: say('stop.set'), kind: 'quiet' },
    },
    (
      field,
    ) => html`${field.radios({ name: 'channel', label: say('channel'), value: typed['channel'] ?? 'sms', options: MessageChannel.options.map((value) => ({ value, label: say(`channel.${value}`) })) })}
${field.radios({ name: 'whose', label: say('whose'), value: typed['whose'] ?? 'self', options: Whose.options.map((value) => ({ value, label: say(`whose.${value}`) })) })}
${field.text({ name: 'reason', label: say('why'), value: own('') ? (typed['reason'] ?? '') : '', maxlength: 400 })}`,
  )
  return card(
    { title: say('stop.title'), id: 'stops-title' },
    html`${items}${maySend && disclosure(say('stop.set'), set, own(''))}`,
  )
}

function stopItem(
  stop: Stop,
  { language, person, maySend, errors, typed, token }: ThreadPage,
  { say, isReturned }: { say: SayMessage; isReturned: boolean },
): Html {
  const of = { channel: say(`channel.${stop.channel}`), whose: say(`whose.${stop.whose}`).toLowerCase() }
  const lift = form(
    {
      ...{
        id: `lift-${stop.id}`,
        action: paths.personMessageStopEnd(person.id, stop.id),
        language,
        permitted: ALLOWED,
      },
      ...{ token, errors: isReturned ? errors : [], submit: say('stop.lift'), kind: 'quiet' },
      hidden: { stop: stop.id },
    },
    (field) =>
      field.text({
        ...{ name: 'reason', label: say('why'), help: say('stop.lift.help'), maxlength: 400 },
        value: isReturned ? (typed['reason'] ?? '') : '',
      }),
  )
  const how = stop.reason ?? say(`how.${stop.how}`)
  return html`<p>${tag('broken', say(`stop.${stop.kind}`, of))} <span class="muted">${how}, ${formatInstant(stop.knownFrom, language)}</span></p>
${maySend && disclosure(say('stop.lift'), lift, isReturned)}`
}

export type MessageCard = {
  readonly language: Language
  readonly personId: string
  readonly messages: readonly Message[]
  readonly counts: ThreadCounts
  readonly stops: readonly Stop[]
  readonly maySend: boolean
}

/** On a person's page: how the latest messages stand, without their words. */
export function messageSummary(view: MessageCard): Html {
  const { language, personId, messages, counts, stops, maySend } = view
  const say = messageWords(language)
  const items = messages.map(
    (each) =>
      html`<li>${stateTag(each, say)} ${messageKind(each, say)} <span class="muted">${formatInstant(each.queuedAt, language)}</span></li>`,
  )
  const stopped = stops.map(
    (stop) =>
      html`<li>${tag('broken', say(`stop.${stop.kind}`, { channel: say(`channel.${stop.channel}`), whose: say(`whose.${stop.whose}`).toLowerCase() }))}</li>`,
  )
  const write = maySend && linkButton({ href: paths.personMessageNew(personId), label: say('write'), icon: 'edit' })
  return card(
    { title: say('title'), id: 'messages-title', aside: write },
    html`${items.length + stopped.length === 0 ? html`<p class="muted">${say('card.none')}</p>` : html`<ul class="plain">${stopped}${items}</ul>`}
<p><a href="${paths.personMessages(personId)}">${say('card.all', { n: counts.total })}</a></p>${maySend && html`<p><a href="${paths.personLetters(personId)}">${say('write.letter')}</a></p>`}`,
  )
}
