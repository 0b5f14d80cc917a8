import type { Approval } from '../access/approval-model.ts'
import { approvalState } from '../access/approval-rules.ts'
import type { Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, toolbar } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatDay, formatInstant, formatNumber, type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import {
  EVENTS,
  RecordType,
  type RetentionCount,
  type RetentionItem,
  type RetentionRule,
  type RetentionRun,
  RetentionUnit,
} from './retention-model.ts'
import { runState } from './retention-rules.ts'
import { RETENTION_TEXT, type RetentionWord } from './retention-text.ts'

type Overview = {
  readonly language: Language
  readonly rules: readonly RetentionRule[]
  readonly runs: readonly RetentionRun[]
  readonly mayRun: Permitted
  readonly maySet: boolean
}

/** What has been decided, and what has been run. */
export function retentionPage({ language, rules, runs, mayRun, maySet }: Overview): Html {
  const say = words(RETENTION_TEXT, language)
  return html`${pageHead({
    title: say('retention.title'),
    lead: say('retention.lead'),
    actions: maySet && actionButton({ action: paths.retentionRuns(), label: say('runs.new'), permitted: mayRun }),
  })}
${rules.length === 0 && notice({ tone: 'due', title: say('retention.none.title') }, say('retention.none'))}
${card({ title: say('rules.title'), id: 'rules-title' }, ruleTable({ language, rules, maySet }))}
${card({ title: say('runs.title'), id: 'runs-title' }, runTable(language, runs))}`
}

/** The same for the start page of those who can set a rule. */
export function nothingDeletedNotice(language: Language): Html {
  const say = words(RETENTION_TEXT, language)
  return notice(
    { tone: 'due', title: say('retention.none.title') },
    html`${say('retention.none')} <a href="${paths.retention()}">${say('retention.none.link')}</a>`,
  )
}

function ruleTable({ language, rules, maySet }: Pick<Overview, 'language' | 'rules' | 'maySet'>): Html {
  const say = words(RETENTION_TEXT, language)
  const ruleOf = (type: RecordType) => rules.find(({ recordType }) => recordType === type)
  return dataTable<RecordType>({
    language,
    id: 'rules',
    caption: say('rules.caption'),
    captionUnseen: true,
    rows: RecordType.options,
    empty: emptyState({ title: say('retention.none.title'), hint: '' }),
    columns: [
      {
        key: 'type',
        label: say('rules.type'),
        heads: true,
        cell: (type) =>
          maySet ? html`<a href="${paths.retentionRule(type)}">${say(`type.${type}`)}</a>` : say(`type.${type}`),
      },
      { key: 'rule', label: say('rules.rule'), cell: (type) => ruleText(ruleOf(type), language) },
      { key: 'decision', label: say('rules.decision'), cell: (type) => ruleOf(type)?.decision ?? '–' },
    ],
  })
}

/** How long something is kept, in words. */
export function ruleText(rule: RetentionRule | undefined, language: Language): string {
  const say = words(RETENTION_TEXT, language)
  if (!rule) return say('rules.noRule')
  const { amount, unit, event } = rule
  return say('rule.text', { n: amount, unit: say(`unit.${unit}`), event: say(`event.${event}`) })
}

function runTable(language: Language, runs: readonly RetentionRun[]): Html {
  const say = words(RETENTION_TEXT, language)
  const count = (key: 'listed' | 'hindered' | 'deleted' | 'leftOut') => ({
    key,
    label: say(`runs.${key}`),
    cell: (run: RetentionRun) => formatNumber(run[key], language),
  })
  return dataTable<RetentionRun>({
    language,
    id: 'runs',
    caption: say('runs.caption'),
    captionUnseen: true,
    rows: runs,
    empty: emptyState({ title: say('runs.none'), hint: '' }),
    columns: [
      {
        key: 'asked',
        label: say('runs.asked'),
        heads: true,
        cell: (run) =>
          html`<a href="${paths.retentionRun(run.id)}">${formatInstant(run.askedAt as Instant, language)}</a>`,
      },
      { key: 'state', label: say('runs.state'), cell: (run) => say(`state.${runState(run)}`) },
      count('listed'),
      count('hindered'),
      count('deleted'),
      count('leftOut'),
    ],
  })
}

type RulePage = {
  readonly language: Language
  readonly type: RecordType
  readonly rule: RetentionRule | null
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export function rulePage({ language, type, rule, token, errors, typed }: RulePage): Html {
  const say = words(RETENTION_TEXT, language)
  const options = (list: readonly string[], kind: 'event' | 'unit') =>
    list.map((value) => ({ value, label: say(`${kind}.${value}` as RetentionWord) }))
  const value = (name: 'event' | 'amount' | 'unit' | 'decision') =>
    typed[name] ?? (rule === null ? null : String(rule[name]))
  const checked = errors.length > 0 ? 'erasesTrail' in typed : (rule?.erasesTrail ?? false)
  const change = form(
    {
      id: 'rule',
      action: paths.retentionRule(type),
      language,
      errors,
      permitted: ALLOWED,
      token,
      submit: say('rule.save'),
      cancel: paths.retention(),
    },
    (field) => [
      field.select({
        name: 'event',
        label: say('rule.event'),
        value: value('event'),
        options: options(EVENTS[type], 'event'),
      }),
      field.text({
        name: 'amount',
        label: say('rule.amount'),
        help: say('rule.amount.help'),
        value: value('amount'),
        inputmode: 'numeric',
        width: 'short',
      }),
      field.select({
        name: 'unit',
        label: say('rule.unit'),
        value: value('unit') ?? 'years',
        options: options(RetentionUnit.options, 'unit'),
      }),
      field.text({
        name: 'decision',
        label: say('rule.decision'),
        help: say('rule.decision.help'),
        value: value('decision'),
        maxlength: 120,
      }),
      type === 'person' && field.checkbox({ name: 'erasesTrail', label: say('rule.erasesTrail'), checked }),
    ],
  )
  return html`${pageHead({
    title: say('rule.title', { what: say(`type.${type}`) }),
    crumbs: breadcrumbs(language, [{ label: say('retention.title'), href: paths.retention() }]),
  })}
${change}
${rule !== null && toolbar(actionButton({ action: paths.retentionRuleEnd(type), label: say('rule.end'), permitted: ALLOWED, kind: 'danger', sure: { language, consequence: say('rule.end.help') } }))}`
}

type RunPage = {
  readonly language: Language
  readonly now: Instant
  readonly run: RetentionRun
  readonly counts: readonly RetentionCount[]
  readonly items: readonly RetentionItem[]
  readonly approval: Approval | null
  readonly maySet: boolean
  readonly token: string
  readonly errors: readonly FieldError[]
  /** Why, as it was written when it came back. */
  readonly reason: string
}

export function runPage(view: RunPage): Html {
  const { language, run, counts } = view
  const say = words(RETENTION_TEXT, language)
  return html`${pageHead({
    title: say('run.title', { at: formatInstant(run.askedAt as Instant, language) }),
    lead: say('run.lead'),
    crumbs: breadcrumbs(language, view.maySet ? [{ label: say('retention.title'), href: paths.retention() }] : []),
  })}
<p><strong>${say('runs.state')}:</strong> ${say(`state.${runState(run)}`)}</p>
${view.maySet && nextStep(view)}
${card({ title: say('run.counts'), id: 'counts-title' }, countTable(language, counts))}
${card({ title: say('run.items'), id: 'items-title' }, itemTable(view))}`
}

/** What is to be done with a list: ask for a yes, wait for it, or delete. */
function nextStep({ language, now, run, approval, token, errors, reason }: RunPage): Html | null {
  const say = words(RETENTION_TEXT, language)
  if (runState(run) !== 'listed') return null
  const state = approval === null ? null : approvalState(approval, now)
  if (state === 'waiting') return html`<p class="notice info">${say('run.waiting')}</p>`
  if (state === 'approved')
    return toolbar(
      actionButton({
        action: paths.retentionExecution(run.id),
        label: say('run.order'),
        permitted: ALLOWED,
        kind: 'danger',
        sure: { language, consequence: say('run.order.help') },
      }),
    )
  return card(
    { title: say('run.request'), id: 'request-title' },
    form(
      {
        id: 'request',
        action: paths.retentionRequest(run.id),
        language,
        errors,
        permitted: ALLOWED,
        token,
        submit: say('run.request'),
      },
      (field) => field.textarea({ name: 'reason', label: say('run.reason'), value: reason, rows: 3, maxlength: 400 }),
    ),
  )
}

function countTable(language: Language, counts: readonly RetentionCount[]): Html {
  const say = words(RETENTION_TEXT, language)
  return dataTable<RetentionCount>({
    language,
    id: 'counts',
    caption: say('counts.caption'),
    captionUnseen: true,
    rows: counts,
    empty: emptyState({ title: say('state.empty'), hint: '' }),
    columns: [
      { key: 'what', label: say('run.what'), heads: true, cell: (row) => say(`type.${row.recordType}`) },
      { key: 'many', label: say('run.many'), cell: (row) => formatNumber(row.items, language) },
      { key: 'why', label: say('run.why'), cell: (row) => hindranceText(row.hindrance, language) },
    ],
  })
}

function hindranceText(hindrance: string | null, language: Language): string {
  const say = words(RETENTION_TEXT, language)
  if (hindrance === null) return '–'
  return hindrance
    .split(',')
    .map((why) => say(`hindrance.${why}` as RetentionWord))
    .join(', ')
}

function itemTable({ language, items, run }: RunPage): Html {
  const say = words(RETENTION_TEXT, language)
  const total = run.listed + run.hindered
  return html`${dataTable<RetentionItem>({
    language,
    id: 'items',
    caption: say('items.caption'),
    captionUnseen: true,
    rows: items,
    empty: emptyState({ title: say('state.empty'), hint: '' }),
    columns: [
      { key: 'what', label: say('run.what'), heads: true, cell: (row) => `${say(`type.${row.recordType}`)} ${row.id}` },
      { key: 'event', label: say('run.event'), tight: true, cell: (row) => formatDay(row.eventOn, language) },
      { key: 'due', label: say('run.due'), tight: true, cell: (row) => formatDay(row.dueOn, language) },
      { key: 'why', label: say('run.why'), cell: (row) => hindranceText(row.hindrance, language) },
      {
        key: 'outcome',
        label: say('run.outcome'),
        cell: (row) => (row.outcome === null ? '–' : say(`outcome.${row.outcome}`)),
      },
    ],
  })}${items.length < total && html`<p class="muted">${say('run.first', { n: items.length })}</p>`}`
}
