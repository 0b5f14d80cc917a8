import type { Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { actionButton, linkButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import { confirmation } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { pager } from '../../ui/components/pager.ts'
import { progress } from '../../ui/components/progress.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { type Tone, tag } from '../../ui/components/tag.ts'
import { formatInstant, formatList, formatNumber, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Counts, Delivery, DeliveryStatus, Problem } from './model.ts'
import { PAGE_TEXT, type PageWord } from './page-text.ts'
import { defectWords, reasonWords } from './problem-words.ts'
import type { KeptProgress } from './progress-store.ts'

const TONE: Readonly<Record<DeliveryStatus, Tone>> = {
  reading: 'neutral',
  refused: 'broken',
  previewed: 'due',
  applied: 'in',
  reversed: 'neutral',
  discarded: 'neutral',
}

export type LogPage = {
  readonly language: Language
  readonly rows: readonly Delivery[]
  readonly total: number
  readonly page: number
  readonly nameOf: (accountId: string) => string
  readonly permitted: Permitted
}

/** Every delivery, newest first. */
export function logPage(view: LogPage): Html {
  const { language } = view
  const say = words(PAGE_TEXT, language)
  const actions = view.permitted.allowed && [
    linkButton({ href: paths.importNew(), label: say('log.new'), icon: 'import', kind: 'primary' }),
    linkButton({ href: paths.mappings(), label: say('log.mappings') }),
  ]
  return html`${pageHead({ title: say('log.title'), lead: say('log.lead'), actions })}
${pager({ language, page: view.page, total: view.total, href: (page) => paths.imports({ page }) })}
${dataTable<Delivery>({
  language,
  id: 'deliveries',
  caption: say('log.title'),
  captionUnseen: true,
  rows: view.rows,
  empty: emptyState({ title: say('log.empty.title'), hint: say('log.empty.hint') }),
  columns: logColumns(view, say),
})}`
}

function logColumns({ language, nameOf }: LogPage, say: Say<PageWord>): readonly Column<Delivery>[] {
  const count = (row: Delivery, key: keyof Counts) => (row.outcome ? formatNumber(row.outcome[key], language) : '–')
  return [
    {
      key: 'received',
      label: say('log.received'),
      heads: true,
      tight: true,
      cell: (row) => html`<a href="${paths.import(row.id)}">${formatInstant(row.receivedAt, language)}</a>`,
    },
    { key: 'what', label: say('log.what'), cell: (row) => say(`sheet.${row.sheet ?? 'ss12000'}`) },
    { key: 'file', label: say('log.file'), cell: (row) => row.fileName ?? '–' },
    { key: 'status', label: say('log.status'), cell: (row) => tag(TONE[row.status], say(`status.${row.status}`)) },
    { key: 'rows', label: say('log.rows'), numeric: true, cell: (row) => count(row, 'read') },
    { key: 'new', label: say('log.new_rows'), numeric: true, cell: (row) => count(row, 'new') },
    { key: 'changed', label: say('log.changed'), numeric: true, cell: (row) => count(row, 'changed') },
    { key: 'quarantined', label: say('log.quarantined'), numeric: true, cell: (row) => count(row, 'quarantined') },
    { key: 'by', label: say('log.by'), cell: (row) => nameOf(row.receivedBy) },
  ]
}

export type DeliveryPage = {
  readonly language: Language
  readonly delivery: Delivery
  readonly problems: readonly Problem[]
  readonly problemTotal: number
  /** How many rows are withheld because they concern protection; null for those with the right. */
  readonly withheldRows: number | null
  readonly working: KeptProgress | null
  /** The work has not been heard of for a while. */
  readonly silent: boolean
  readonly nameOf: (accountId: string) => string
  readonly permitted: { readonly run: Permitted; readonly reverse: Permitted }
  /** The page of possible duplicates is theirs to open. */
  readonly mayMerge: boolean
}

/** One delivery: what it would change or changed, every row that wants a look, and what one can do about it. */
export function deliveryPage(view: DeliveryPage): Html {
  const { language, delivery } = view
  const say = words(PAGE_TEXT, language)
  const title = `${say(`sheet.${delivery.sheet ?? 'ss12000'}`)} · ${say(`status.${delivery.status}`)}`
  const crumbs = breadcrumbs(language, [{ label: say('one.crumb'), href: paths.imports() }])
  const { defect, outcome } = delivery
  // Of a file that was refused unread there is nothing to count, and no row to look at.
  const wasRead = outcome !== null && (defect === null || outcome.read > 0)
  return html`${pageHead({ title, lead: leadOf(view, say), crumbs, actions: view.working ? null : actionsOf(view, say) })}
${view.working && workBar(view, view.working, say)}
${view.silent && interrupted(view, say)}
${defect && notice({ tone: 'broken', title: say('one.refused.lead') }, defectWords(defect, language))}
${wasRead && countsCard(view, outcome, say)}
${(wasRead || view.problemTotal > 0) && problemCard(view, say)}`
}

function leadOf({ delivery, language, nameOf }: DeliveryPage, say: Say<PageWord>): Content {
  const file = delivery.fileName
  const when = (at: Instant | null) => (at === null ? '' : formatInstant(at, language))
  const line = {
    reading: '',
    // The notice below says it, with the reason.
    refused: '',
    previewed: say('one.preview.lead'),
    applied: say('one.applied.lead', {
      when: when(delivery.appliedAt),
      name: nameOf(delivery.appliedBy ?? delivery.receivedBy),
    }),
    reversed: say('one.reversed.lead', { when: when(delivery.reversedAt) }),
    discarded: say('one.discarded.lead'),
  }[delivery.status]
  return html`${file !== null && html`<b>${file}</b> `}${line}`
}

function actionsOf({ delivery, permitted }: DeliveryPage, say: Say<PageWord>): Content {
  if (delivery.status === 'previewed') {
    return [
      actionButton({
        action: paths.importApply(delivery.id),
        label: say('one.apply'),
        permitted: permitted.run,
        kind: 'primary',
        icon: 'import',
      }),
      actionButton({ action: paths.importDiscard(delivery.id), label: say('one.discard'), permitted: permitted.run }),
    ]
  }
  if (delivery.status === 'applied' && permitted.reverse.allowed) {
    return linkButton({ href: paths.importReversal(delivery.id), label: say('one.reverse') })
  }
  return null
}

function workBar({ language, delivery }: DeliveryPage, work: KeptProgress, say: Say<PageWord>): Html {
  return card(
    { title: say(`phase.${work.phase}`), id: 'work' },
    progress({
      language,
      id: 'progress',
      label: delivery.fileName ?? say('sheet.ss12000'),
      done: work.done,
      total: work.total,
      secondsLeft: secondsLeft(work),
      events: paths.importEvents(delivery.id),
    }),
  )
}

/** As long as it has taken so far, in proportion; null before there is anything to go by. */
export function secondsLeft(work: KeptProgress): number | null {
  const elapsed = (Date.parse(work.updatedAt) - Date.parse(work.startedAt)) / 1000
  if (work.total === null || work.done === 0 || elapsed < 1) return null
  return Math.max(0, Math.round((elapsed * (work.total - work.done)) / work.done))
}

function interrupted({ delivery, permitted }: DeliveryPage, say: Say<PageWord>): Html {
  return notice(
    { tone: 'due', title: say('one.interrupted') },
    actionButton({
      action: paths.importDiscard(delivery.id),
      label: say('one.interrupted.end'),
      permitted: permitted.run,
    }),
  )
}

function countsCard(
  { language, delivery, mayMerge }: DeliveryPage,
  outcome: NonNullable<Delivery['outcome']>,
  say: Say<PageWord>,
): Html {
  const keys = ['read', 'new', 'changed', 'ended', 'unchanged', 'quarantined', 'warnings'] as const
  const rows = keys.map((key) => ({ term: say(`one.${key}`), detail: formatNumber(outcome[key], language) }))
  const found = formatNumber(outcome.duplicates, language)
  const detail = mayMerge ? html`<a href="${paths.duplicates()}">${found}</a>` : found
  const duplicates = outcome.duplicates > 0 ? [{ term: say('one.duplicates'), detail }] : []
  return card(
    { title: say(delivery.appliedAt === null ? 'one.counts' : 'one.counts.applied'), id: 'counts' },
    html`${facts([...rows, ...duplicates])}${
      outcome.unknownColumns.length > 0 &&
      html`<p class="muted">${say('one.unknownColumns', { columns: formatList(outcome.unknownColumns, language) })}</p>`
    }`,
  )
}

function problemCard(view: DeliveryPage, say: Say<PageWord>): Html {
  const { language, delivery, problems, problemTotal } = view
  const file =
    problemTotal > 0 && html`<a href="${paths.importProblemsFile(delivery.id)}">${say('one.problems.file')}</a>`
  const repeated = delivery.outcome?.repeated ?? []
  const allUsable = view.withheldRows === null || delivery.outcome?.quarantined === 0
  return card(
    { title: say('one.problems'), id: 'problems-title', aside: file },
    html`${dataTable<Problem>({
      language,
      id: 'problems',
      caption: say('log.rows'),
      captionUnseen: true,
      rows: problems,
      empty: emptyState({ title: say(allUsable ? 'one.problems.none' : 'one.problems.noneShown'), hint: '' }),
      columns: problemColumns(language, say),
    })}${problemTotal > problems.length && html`<p class="muted">${say('one.problems.more', { n: problems.length })}</p>`}${problemTotal > 0 && html`<p class="muted">${say('one.problems.file.help')}</p>`}${withheldLine(view, say)}${
      repeated.length > 0 &&
      html`<ul class="plain">${repeated.map((each) => html`<li>${each.column} ${each.value}: ${say('one.repeated', { n: each.count, reason: reasonWords(each, language) })}</li>`)}</ul>`
    }`,
  )
}

/** Said of any file that may speak of protection, so that it tells nothing while those withheld are fewer than five. */
function withheldLine({ withheldRows, delivery }: DeliveryPage, say: Say<PageWord>): Content {
  if (withheldRows === null || delivery.sheet === 'enrolments' || delivery.sheet === 'completions') return null
  const line = withheldRows < 5 ? say('one.withheld') : say('one.withheld.count', { n: withheldRows })
  return html`<p class="muted">${line}</p>`
}

function problemColumns(language: Language, say: Say<PageWord>): readonly Column<Problem>[] {
  return [
    { key: 'row', label: say('problem.row'), heads: true, numeric: true, cell: (row) => row.row },
    { key: 'column', label: say('problem.column'), cell: (row) => row.column },
    { key: 'value', label: say('problem.value'), cell: (row) => html`<code>${row.value}</code>` },
    { key: 'reason', label: say('problem.reason'), cell: (row) => reasonWords(row, language) },
    {
      key: 'severity',
      label: say('problem.severity'),
      tight: true,
      cell: (row) => tag(row.severity === 'refused' ? 'broken' : 'due', say(`problem.${row.severity}`)),
    },
  ]
}

/** Before a delivery is taken back: what that means. */
export function reversalPage(view: {
  language: Language
  delivery: Delivery
  permitted: Permitted
  token: string
  problem: string | null
}): Html {
  const { language, delivery, permitted, token, problem } = view
  const say = words(PAGE_TEXT, language)
  return confirmation({
    title: say('reverse.title'),
    consequences: [say('reverse.facts'), say('reverse.people'), say('reverse.register')],
    action: paths.importReversal(delivery.id),
    language,
    permitted,
    token,
    submit: say('one.reverse'),
    kind: 'danger',
    cancel: paths.import(delivery.id),
    errors: problem === null ? [] : [{ field: null, message: problem }],
  })
}
