import type { Approval, ApprovalState } from '../access/approval-model.ts'
import { approvalState } from '../access/approval-rules.ts'
import type { Instant } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { ALLOWED, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, toolbar } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { type Tone, tag } from '../ui/components/tag.ts'
import { formatInstant, type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { APPROVAL_TEXT, type ApprovalWord } from './approval-text.ts'

export type ApprovalView = {
  readonly language: Language
  readonly now: Instant
  readonly ownId: string
  readonly may: { readonly ask: boolean; readonly answer: boolean; readonly list: boolean }
  readonly nameOf: (accountId: string) => string
}

/** The answer as it came back. */
export type AnswerReturned = {
  readonly errors: readonly FieldError[]
  readonly answer: string
  readonly comment: string
}

const TONES: Readonly<Record<ApprovalState, Tone>> = {
  waiting: 'due',
  approved: 'in',
  declined: 'broken',
  expired: 'neutral',
  used: 'neutral',
}

type Lists = ApprovalView & {
  readonly waiting: readonly Approval[]
  readonly own: readonly Approval[]
  readonly answered: readonly Approval[]
}

export function approvalsPage(view: Lists): Html {
  const say = words(APPROVAL_TEXT, view.language)
  const list = (id: 'waiting' | 'own' | 'answered') =>
    card(
      { title: say(`approvals.${id}`), id: `approvals-${id}` },
      approvalTable(view, { id, rows: view[id], empty: say(`approvals.${id}.none`) }),
    )
  return html`${pageHead({ title: say('approvals.title'), lead: say('approvals.lead') })}
${view.may.answer && list('waiting')}
${view.may.ask && list('own')}
${view.may.answer && list('answered')}`
}

type Shown = { readonly id: string; readonly rows: readonly Approval[]; readonly empty: string }

function approvalTable(view: ApprovalView, { id, rows, empty }: Shown): Html {
  const { language } = view
  const say = words(APPROVAL_TEXT, language)
  return dataTable<Approval>({
    language,
    id: `${id}-table`,
    caption: say(`approvals.${id}` as ApprovalWord),
    captionUnseen: true,
    rows,
    empty: emptyState({ title: empty, hint: '' }),
    columns: [
      {
        key: 'what',
        label: say('approval.what'),
        heads: true,
        cell: (row) => html`<a href="${paths.approval(row.id)}">${whatOf(row, language)}</a>`,
      },
      { key: 'by', label: say('approval.askedBy'), cell: (row) => view.nameOf(row.askedBy) },
      { key: 'at', label: say('approval.asked'), tight: true, cell: (row) => formatInstant(row.askedAt, language) },
      { key: 'until', label: say('approval.until'), tight: true, cell: (row) => formatInstant(row.untilAt, language) },
      { key: 'state', label: say('approval.state'), cell: (row) => stateTag(view, row) },
    ],
  })
}

function stateTag({ now, language }: ApprovalView, approval: Approval): Html {
  const state = approvalState(approval, now)
  return tag(TONES[state], words(APPROVAL_TEXT, language)(`state.${state}`))
}

/** What a request is about, in words. */
function whatOf({ kind, detail }: Approval, language: Language): string {
  const count = Number(detail[kind === 'register.export' ? 'rows' : 'items'] ?? 0)
  const format = String(detail['format'] ?? '').toUpperCase()
  if (kind === 'notes.budget') {
    const values = { short: Number(detail['mostShort'] ?? 0), day: Number(detail['mostDay'] ?? 0) }
    return words(APPROVAL_TEXT, language)(`kind.${kind}`, values)
  }
  return words(APPROVAL_TEXT, language)(`kind.${kind}`, { n: count, format })
}

type One = ApprovalView & {
  readonly approval: Approval
  readonly token: string
  readonly returned: AnswerReturned | null
}

export function approvalPage(view: One): Html {
  const { approval, language, ownId, may } = view
  const say = words(APPROVAL_TEXT, language)
  const state = approvalState(approval, view.now)
  const isOwn = approval.askedBy === ownId
  return html`${pageHead({
    title: whatOf(approval, language),
    crumbs: breadcrumbs(language, [{ label: say('approvals.title'), href: paths.approvals() }]),
  })}
${facts([
  { term: say('approval.state'), detail: stateTag(view, approval) },
  { term: say('approval.why'), detail: approval.reason },
  {
    term: say('approval.askedBy'),
    detail: view.nameOf(approval.askedBy),
    note: formatInstant(approval.askedAt, language),
  },
  { term: say('approval.until'), detail: formatInstant(approval.untilAt, language) },
  ...(approval.answeredBy !== null && approval.answeredAt !== null
    ? [
        {
          term: say('approval.answeredBy'),
          detail: view.nameOf(approval.answeredBy),
          note: formatInstant(approval.answeredAt, language),
        },
      ]
    : []),
  ...(approval.comment === null ? [] : [{ term: say('approval.comment'), detail: approval.comment }]),
])}
${nextStep(view, state === 'approved' && isOwn)}
${state === 'waiting' && isOwn && notice({ tone: 'info', title: say('approval.ownNote') })}
${state === 'waiting' && !isOwn && may.answer && card({ title: say('approval.answer'), id: 'answer-title' }, answerForm(view))}`
}

/** The way to what it is about, and for the one who asked to what was approved. */
function nextStep({ approval, may, language, ownId }: One, usable: boolean): Html {
  const say = words(APPROVAL_TEXT, language)
  const { kind, id, object, detail } = approval
  if (kind === 'retention.run')
    return toolbar(
      object !== null && linkButton({ href: paths.retentionRun(object), label: say('approval.seeRun'), kind: 'quiet' }),
    )
  if (kind === 'notes.budget')
    return toolbar(
      approval.askedBy === ownId &&
        linkButton({ href: paths.adminNotes(), label: say('approval.seeBudget'), kind: usable ? 'primary' : 'quiet' }),
    )
  if (kind === 'letters.batch')
    return toolbar(
      approval.askedBy === ownId &&
        linkButton({
          ...{ href: paths.outreachLetters(), label: say('approval.seeLetters') },
          kind: usable ? 'primary' : 'quiet',
        }),
    )
  const query = Object.fromEntries(groups(new URLSearchParams(String(detail['query'] ?? ''))))
  return toolbar(
    usable &&
      linkButton({ href: paths.registerExport({ approval: id }), label: say('approval.fetch'), kind: 'primary' }),
    may.list && linkButton({ href: paths.register(query), label: say('approval.seeList') }),
  )
}

function groups(params: URLSearchParams): [string, readonly string[]][] {
  return [...new Set(params.keys())].map((key) => [key, params.getAll(key)])
}

function answerForm({ approval, language, token, returned }: One): Html {
  const say = words(APPROVAL_TEXT, language)
  return form(
    {
      id: 'answer',
      action: paths.approvalAnswer(approval.id),
      language,
      errors: returned?.errors ?? [],
      permitted: ALLOWED,
      token,
      submit: say('approval.submit'),
      cancel: paths.approvals(),
    },
    (field) => [
      field.radios({
        name: 'answer',
        label: say('approval.answer'),
        value: returned?.answer ?? null,
        options: [
          { value: 'yes', label: say('approval.answer.yes') },
          { value: 'no', label: say('approval.answer.no') },
        ],
      }),
      field.textarea({
        name: 'comment',
        label: say('approval.comment'),
        help: say('approval.comment.help'),
        value: returned?.comment ?? null,
        rows: 3,
        maxlength: 400,
        optional: true,
      }),
    ],
  )
}

type Notices = { readonly language: Language; readonly waiting: number; readonly usable: readonly Approval[] }

/** For the start page: how many wait for one's answer, and each thing one has asked for, got a yes to, and not done yet. */
export function approvalNotices({ language, waiting, usable }: Notices): Content {
  const say = words(APPROVAL_TEXT, language)
  const toAnswer = html`<a href="${paths.approvals()}">${say('notice.waiting.open')}</a>`
  return [
    waiting > 0 && notice({ tone: 'due', title: say('notice.waiting', { n: waiting }) }, toAnswer),
    ...usable.map((each) =>
      notice(
        { tone: 'done', title: say('notice.usable', { what: whatOf(each, language) }) },
        html`<a href="${paths.approval(each.id)}">${say(`notice.usable.${each.kind}`)}</a> ${say('notice.until', { at: formatInstant(each.untilAt, language) })}`,
      ),
    ),
  ]
}
