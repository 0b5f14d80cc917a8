import type { Colleague } from '../access/model.ts'
import type { Instant, PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { formatNumber as formatIdentity } from '../people/identity.ts'
import { ALLOWED, actionButton, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, disclosure, pageHead } from '../ui/components/navigation.ts'
import { notice as noticeBox } from '../ui/components/notice.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatInstant, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Planned } from './effect-rules.ts'
import { dueTag } from './list-views.ts'
import { ByHand, NO_EFFECT, NOT_NEEDED, type NoticeIn, type NoticeOut, type Told } from './model.ts'
import { mayDoIn, mayDoOut, type Obstacle } from './rules.ts'
import { kindWord, noticeWords, type SayNotice, whoWord } from './words.ts'

type One = {
  readonly language: Language
  readonly today: PlainDate
  readonly colleagues: readonly Colleague[]
  readonly token: string
  readonly mayWork: boolean
  /** Which form of the page came back, with what was typed. */
  readonly returned: {
    readonly form: string
    readonly errors: readonly FieldError[]
    readonly typed: Readonly<Record<string, string>>
  }
}

export type OutPage = One & {
  readonly notice: NoticeOut
  readonly obstacle: Obstacle | null
  /** The name of the register in Sedd that it would go to. */
  readonly to: string | null
}

export type InPage = One & {
  readonly notice: NoticeIn
  /** Null: of nobody known here. */
  readonly planned: Planned | null
  readonly superseded: boolean
}

/** What is to be told of whom, how it stands, and what can be done. */
export function outPage(view: OutPage): Html {
  const { language, notice, today, obstacle } = view
  const say = noticeWords(language)
  const place = notice.municipalityName ?? notice.municipality
  const open = notice.state === 'to_send' || notice.state === 'failed'
  return html`${pageHead({
    title: say('one.out.title'),
    lead: html`${kindWord(notice, say)} ${formatDay(notice.onDay, language)}`,
    crumbs: crumbs(language, 'out', say),
  })}
${notice.protection !== 'none' && noticeBox({ tone: 'broken', title: say('obstacle.protected') }, say('protected_text'))}
${card(
  { title: say('who'), id: 'notice-facts' },
  facts([
    {
      term: say('name'),
      detail: html`<a href="${paths.person(notice.personId)}">${whoWord(notice, language)}</a>`,
    },
    ...toldFacts(notice, language, say),
    { term: say('receiver'), detail: place },
    {
      term: say('due'),
      detail: html`${open && dueTag(notice.dueOn, today, say)} ${formatDay(notice.dueOn, language)}`,
    },
    ...(notice.absencePercent === null
      ? []
      : [{ term: say('absence'), detail: say('absence.value', { n: notice.absencePercent }) }]),
    { term: say('law'), detail: say(`law.${notice.schoolForm}`) },
  ]),
)}
${open && view.mayWork && card({ title: say('do'), id: 'notice-do', tone: 'due' }, outWork(view, obstacle, say))}
${notice.state === 'sent' && notice.sentHow !== 'sedd' && view.mayWork && sentWork(view, say)}
${timeline(outSteps(view, say), language, say)}`
}

const crumbs = (language: Language, box: 'in' | 'out', say: SayNotice) =>
  breadcrumbs(language, [
    { label: say('title'), href: paths.notices() },
    ...(box === 'out' ? [{ label: say('outbox'), href: paths.notices({ box: 'out' }) }] : []),
  ])

const toldFacts = (told: Told, language: Language, say: SayNotice) => [
  { term: say('what'), detail: kindWord(told, say) },
  { term: say(`day.${told.kind}`), detail: formatDay(told.onDay, language) },
  { term: say('school'), detail: told.schoolUnit },
  { term: say('school_form'), detail: say(`form.${told.schoolForm}`) },
  { term: say('programme'), detail: told.programmeCode ?? '–' },
]

function outWork(view: OutPage, obstacle: Obstacle | null, say: SayNotice): Html {
  const { notice, token } = view
  const mayGo = mayDoOut(notice.state, 'send') && obstacle === null
  return html`${
    mayGo
      ? html`<p>${say('preview.carries')}</p>${actionButton({ action: paths.noticeOutSending(notice.id), label: `${say('send.one')}: ${view.to ?? ''}`, permitted: ALLOWED, kind: 'primary', values: { token } })}`
      : obstacle !== null && obstacle !== 'not_to_send' && html`<p>${say(`obstacle.${obstacle}`)}</p>`
  }
${disclosure(say('by_hand'), byHandForm(view, say), !mayGo || view.returned.form === 'by-hand')}
${disclosure(say('aside'), asideForm(view, say), view.returned.form === 'aside')}`
}

function byHandForm({ notice, language, token, returned, today }: OutPage, say: SayNotice): Html {
  const mine = returned.form === 'by-hand'
  return html`<p>${linkButton({ href: paths.noticeOutLetter(notice.id), label: say('letter') })}</p>
${form(
  {
    id: 'by-hand',
    action: paths.noticeOutByHand(notice.id),
    language,
    errors: mine ? returned.errors : [],
    permitted: ALLOWED,
    token,
    submit: say('by_hand.submit'),
    kind: 'quiet',
  },
  (field) => html`<p class="muted">${say('by_hand.help')}</p>${field.select({
    name: 'how',
    label: say('by_hand.how'),
    value: mine ? (returned.typed['how'] ?? '') : '',
    blank: '–',
    options: ByHand.options.map((value) => ({ value, label: say(`how.${value}`) })),
  })}
${field.date({ name: 'sentOn', label: say('by_hand.on'), value: mine ? (returned.typed['sentOn'] ?? '') : today })}`,
)}`
}

function asideForm({ notice, language, token, returned }: OutPage, say: SayNotice): Html {
  const mine = returned.form === 'aside'
  return form(
    {
      id: 'aside',
      action: paths.noticeOutAside(notice.id),
      language,
      errors: mine ? returned.errors : [],
      permitted: ALLOWED,
      token,
      submit: say('aside.submit'),
      kind: 'quiet',
    },
    (field) =>
      field.radios({
        name: 'why',
        label: say('aside.why'),
        value: null,
        options: NOT_NEEDED.map((value) => ({ value, label: say(`not_needed.${value}`) })),
      }),
  )
}

function sentWork({ notice, token }: OutPage, say: SayNotice): Html {
  const values = { token }
  return html`<div class="toolbar">${actionButton({ action: paths.noticeOutReceipt(notice.id), label: say('receipt'), permitted: ALLOWED, values })}${actionButton({ action: paths.noticeOutReturn(notice.id), label: say('came_back'), permitted: ALLOWED, values })}</div>`
}

type Step = { readonly at: Instant | null; readonly said: string }

function timeline(steps: readonly Step[], language: Language, say: SayNotice): Html {
  const happened = steps.flatMap(({ at, said }) => (at === null ? [] : [{ at, said }]))
  return card(
    { title: say('timeline'), id: 'notice-timeline' },
    html`<ol class="plain">${happened.map(({ at, said }) => html`<li><span class="muted">${formatInstant(at, language)}</span> ${said}</li>`)}</ol>`,
  )
}

function outSteps({ notice, colleagues, language }: OutPage, say: SayNotice): readonly Step[] {
  const by = (account: string | null) => nameOf(account, colleagues)
  const { sentHow, sentOn, answer, failedWhy, notNeededWhy } = notice
  const made = notice.kind === 'absent' ? say('time.judged', { by: by(null) || say('sender') }) : say('time.made')
  const how =
    sentHow === null ? '' : `${say(`how.${sentHow}`)}${sentOn === null ? '' : `, ${formatDay(sentOn, language)}`}`
  return [
    { at: notice.madeAt, said: made },
    { at: notice.sentAt, said: say('time.sent', { by: by(notice.sentBy), how }) },
    { at: notice.takenAt, said: say('time.taken') },
    { at: notice.receivedAt, said: say('time.received') },
    { at: notice.answeredAt, said: answer === null ? '' : say('time.answered', { answer: say(`answer.${answer}`) }) },
    { at: notice.failedAt, said: failedWhy === null ? '' : say(`time.failed.${failedWhy}`) },
    {
      at: notice.notNeededAt,
      said:
        notNeededWhy === null
          ? ''
          : say('time.not_needed', { by: by(notice.notNeededBy), why: say(`not_needed.${notNeededWhy}`) }),
    },
    { at: notice.lapsedAt, said: say('time.lapsed') },
  ]
}

/** Whoever is nobody among the colleagues is Sedd itself. */
const nameOf = (account: string | null, colleagues: readonly Colleague[]) =>
  colleagues.find(({ accountId }) => accountId === account)?.displayName ?? 'Sedd'

/** What has come, of whom, what it would change, and what was done. */
export function inPage(view: InPage): Html {
  const { language, notice, today } = view
  const say = noticeWords(language)
  const isNew = notice.state === 'new'
  return html`${pageHead({
    title: say('one.in.title'),
    lead: html`${kindWord(notice, say)} ${formatDay(notice.onDay, language)}`,
    crumbs: crumbs(language, 'in', say),
  })}
${notice.withdrawnAt !== null && noticeBox({ tone: 'due', title: say('time.withdrawn') })}
${view.superseded && noticeBox({ tone: 'due', title: say('time.superseded') })}
${card(
  { title: say('who'), id: 'notice-facts' },
  facts([
    { term: say('name'), detail: whoCell(notice, language) },
    ...(notice.number === null ? [] : [{ term: say('number'), detail: formatIdentity(notice.number) }]),
    ...toldFacts(notice, language, say),
    { term: say('sender'), detail: notice.sender },
    {
      term: say('due'),
      detail: html`${isNew && dueTag(notice.dueOn, today, say)} ${formatDay(notice.dueOn, language)}`,
    },
    { term: say('law'), detail: say(`law.${notice.schoolForm}`) },
  ]),
)}
${isNew && card({ title: say('do'), id: 'notice-do', tone: 'due' }, inWork(view, say))}
${!isNew && settled(view, say)}
${timeline(inSteps(view, say), language, say)}`
}

const whoCell = (notice: NoticeIn, language: Language): Html =>
  notice.personId === null
    ? html`${whoWord(notice, language)} ${tag('unclear', noticeWords(language)('unknown_person'))}`
    : html`<a href="${paths.person(notice.personId)}">${whoWord(notice, language)}</a>`

function inWork(view: InPage, say: SayNotice): Html {
  const { notice, planned, language, token, mayWork } = view
  const values = { token }
  const applies = planned !== null && (planned.does !== 'nothing' || planned.why === 'absence')
  const label = say(planned?.does === 'nothing' ? 'apply.noted' : 'apply')
  return html`<p>${planText(notice, planned, language, say)}</p>${
    mayWork &&
    html`${applies && actionButton({ action: paths.noticeInApplication(notice.id), label, permitted: ALLOWED, kind: 'primary', values })}
${planned === null && html`<div class="toolbar">${actionButton({ action: paths.noticeInMatch(notice.id), label: say('match'), permitted: ALLOWED, values })}${linkButton({ href: paths.personNew(), label: say('person.add') })}</div>`}
${disclosure(say('no_effect'), noEffectForm(view, say), (planned !== null && !applies) || view.returned.form === 'no-effect')}
${actionButton({ action: paths.noticeInReturn(notice.id), label: say('return'), permitted: ALLOWED, values, sure: { consequence: say(notice.parcelId === null ? 'return.sure.by_hand' : 'return.sure'), language } })}`
  }`
}

function planText(notice: NoticeIn, planned: Planned | null, language: Language, say: SayNotice): string {
  if (planned === null) return say('plan.nobody')
  if (planned.does === 'begin') return say('plan.begin', { day: formatDay(notice.onDay, language) })
  if (planned.does === 'nothing') return say(`plan.${planned.why}`)
  const { startsOn } = planned.studies
  return say('plan.end', { began: formatDay(startsOn, language), day: formatDay(notice.onDay, language) })
}

function noEffectForm({ notice, language, token, returned, planned }: InPage, say: SayNotice): Html {
  const mine = returned.form === 'no-effect'
  return form(
    {
      id: 'no-effect',
      action: paths.noticeInNoEffect(notice.id),
      language,
      errors: mine ? returned.errors : [],
      permitted: ALLOWED,
      token,
      submit: say('no_effect.submit'),
      kind: 'quiet',
    },
    (field) =>
      field.radios({
        name: 'reason',
        label: say('no_effect.why'),
        value: planned?.does === 'nothing' ? planned.why : null,
        options: NO_EFFECT.map((value) => ({ value, label: say(`reason.${value}`) })),
      }),
  )
}

function settled({ notice, language, token, mayWork }: InPage, say: SayNotice): Html {
  const effect = effectText(notice, language, say)
  const mayUndo = mayWork && mayDoIn(notice.state, 'undo') && notice.personId !== null && notice.reason !== 'withdrawn'
  return html`${effect !== null && html`<p class="why">${effect} ${notice.personId !== null && html`<a href="${paths.personExplanation(notice.personId)}">${say('explanation')}</a>`}</p>`}
${mayUndo && actionButton({ action: paths.noticeInUndo(notice.id), label: say('undo'), permitted: ALLOWED, values: { token }, sure: { consequence: say('undo.sure'), language } })}`
}

/** `I registret från 16 oktober 2026.`; null where nothing was applied. */
export function effectText({ effect, effectOn }: NoticeIn, language: Language, say: SayNotice): string | null {
  if (effect === null) return null
  if (effect === 'none') return say('effect.none')
  if (effectOn === null) return say('effect.entered.ever')
  return say(`effect.${effect}`, { day: formatDay(effectOn, language) })
}

function inSteps({ notice, colleagues, language }: InPage, say: SayNotice): readonly Step[] {
  const by = (account: string | null) => nameOf(account, colleagues)
  const settledBy = by(notice.settledBy)
  const done: Readonly<Record<NoticeIn['state'], Content>> = {
    new: '',
    applied: say('time.applied', { by: settledBy, effect: effectText(notice, language, say) ?? '' }),
    no_effect: say('time.no_effect', {
      by: settledBy,
      why: notice.reason === null ? '' : say(`reason.${notice.reason}`),
    }),
    returned: say('time.returned', { by: settledBy }),
  }
  const came = notice.parcelId === null ? say('time.entered', { by: by(notice.enteredBy) }) : say('time.came')
  return [
    { at: notice.toldAt, said: say('time.told', { sender: notice.sender }) },
    { at: notice.cameAt, said: came },
    { at: notice.parcelId === null ? null : notice.openedAt, said: say('time.opened', { by: by(notice.openedBy) }) },
    { at: notice.settledAt, said: String(done[notice.state]) },
    { at: notice.withdrawnAt, said: say('time.withdrawn') },
  ]
}
