import type { Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, tabs } from '../../ui/components/navigation.ts'
import { PAGE_SIZE, pager } from '../../ui/components/pager.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { contactWords, personName } from '../contacts/words.ts'
import type { Unmatched } from './inbound-store.ts'
import { type MessageChannel, Whose } from './model.ts'
import { gatewayNotice } from './send-views.ts'
import type { Listed, OutboxCounts, Waiting } from './store.ts'
import { actionsFor, stateTag } from './views.ts'
import { messageKind, messageWords, type SayMessage } from './words.ts'

export const WAITING = ['queued', 'uncertain', 'failed', 'sent'] as const satisfies readonly Waiting[]

export type OutboxPage = {
  readonly language: Language
  readonly which: Waiting
  readonly rows: readonly Listed[]
  readonly counts: OutboxCounts
  /** Null for those who do not say whose an answer is. */
  readonly unmatched: number | null
  readonly page: number
  readonly maySend: boolean
  readonly mayWord: boolean
  readonly missing: readonly MessageChannel[]
  readonly hasPhone: boolean
  readonly token: string
  readonly now: Instant
}

/** What waits, what nobody can tell the fate of, what failed and what has gone, of those one follows. */
export function outboxPage(view: OutboxPage): Html {
  const { language, which, counts, page } = view
  const say = messageWords(language)
  const crumbs = breadcrumbs(language, [{ label: contactWords(language)('title.due'), href: paths.outreach() }])
  const actions = html`${view.maySend && linkButton({ href: paths.outreachMessagesSend(), label: say('send.many'), icon: 'add' })}${view.mayWord && linkButton({ href: paths.messageTemplates(), label: say('title.templates') })}${view.hasPhone && linkButton({ href: paths.demoPhone(), label: say('phone.title') })}`
  const href = (to: number) => paths.outreachMessages({ state: which, page: to > 1 ? to : null })
  return html`${pageHead({ title: say('title.outbox'), crumbs, actions })}
${gatewayNotice(view, say)}
${outboxTabs({ ...view, current: which }, say)}
${table(view, say)}
${counts[which] > PAGE_SIZE && pager({ language, page, total: counts[which], href })}`
}

type Tabs = {
  readonly language: Language
  readonly counts: OutboxCounts
  readonly unmatched: number | null
  readonly current: Waiting | 'unmatched'
}

function outboxTabs({ language, counts, unmatched, current }: Tabs, say: SayMessage): Html {
  const own = WAITING.map((each) => ({
    ...{ label: say(`tab.${each}`), href: paths.outreachMessages({ state: each }), current: current === each },
    count: counts[each],
  }))
  const others =
    unmatched === null
      ? []
      : [
          {
            label: say('tab.unmatched'),
            href: paths.outreachUnmatched(),
            current: current === 'unmatched',
            count: unmatched,
          },
        ]
  return tabs(language, say('state'), [...own, ...others])
}

function table(view: OutboxPage, say: SayMessage): Html {
  const { language, rows, which } = view
  const when = (each: Listed) => (which === 'queued' ? each.dueAt : (each.endedAt ?? each.handedAt ?? each.queuedAt))
  return dataTable<Listed>({
    ...{ language, id: 'outbox', caption: say(`tab.${which}`), captionUnseen: true, rows },
    empty: emptyState({ title: say('outbox.none'), hint: say(`outbox.none.${which}`) }),
    columns: [
      {
        ...{ key: 'who', label: say('who'), heads: true },
        cell: (each) => html`<a href="${paths.personMessages(each.personId)}">${personName(each, language)}</a>`,
      },
      { key: 'what', label: say('what'), cell: (each) => whatCell(each, say) },
      { key: 'state', label: say('state'), cell: (each) => stateTag(each, say, view.now) },
      { key: 'when', label: say('when'), tight: true, cell: (each) => formatInstant(when(each), language) },
      { key: 'action', label: say('action'), cell: (each): Content => actionsFor(each, view, say) },
    ],
  })
}

function whatCell(each: Listed, say: SayMessage): Html {
  const to = each.whose === 'guardian' && html` <span class="muted">${say('whose.guardian').toLowerCase()}</span>`
  return html`${say(`channel.${each.channel}`)}: ${messageKind(each, say)}${to}`
}

export type UnmatchedPage = {
  readonly language: Language
  readonly counts: OutboxCounts
  readonly answers: readonly Unmatched[]
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** Answers from numbers that are nobody's, or several's: whose they are, somebody says. */
export function unmatchedPage(view: UnmatchedPage): Html {
  const { language, counts, answers } = view
  const say = messageWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title.outbox'), href: paths.outreachMessages() }])
  const none = emptyState({ title: say('unmatched.none'), hint: say('unmatched.none.hint') })
  return html`${pageHead({ title: say('title.unmatched'), lead: say('unmatched.lead'), crumbs })}
${outboxTabs({ language, counts, unmatched: answers.length, current: 'unmatched' }, say)}
${answers.length === 0 ? none : answers.map((each) => answerCard(each, view, say))}`
}

function answerCard(answer: Unmatched, view: UnmatchedPage, say: SayMessage): Html {
  const { language, token, typed } = view
  const isReturned = typed['answer'] === answer.id
  const tie = form(
    {
      ...{ id: `tie-${answer.id}`, action: paths.outreachUnmatchedTie(answer.id), language, permitted: ALLOWED, token },
      ...{ errors: isReturned ? view.errors : [], submit: say('unmatched.tie'), hidden: { answer: answer.id } },
    },
    (field) =>
      html`${field.text({
        ...{ name: 'number', label: say('unmatched.whose'), width: 'medium', inputmode: 'numeric', maxlength: 20 },
        value: isReturned ? (typed['number'] ?? '') : '',
      })}${field.radios({ name: 'whose', label: say('unmatched.from'), value: 'self', options: Whose.options.map((value) => ({ value, label: say(`from.${value}`) })) })}`,
  )
  const of = formatInstant(answer.receivedAt, language)
  const drop = {
    action: paths.outreachUnmatchedRemoval(answer.id),
    label: say('unmatched.drop'),
    permitted: ALLOWED,
    of,
  }
  return card(
    { title: `${answer.channel === 'sms' ? '+' : ''}${answer.address}, ${of}`, id: `answer-${answer.id}` },
    html`<p class="written">${answer.body}</p>${tie}${actionButton({ ...drop, values: { token } })}`,
  )
}
