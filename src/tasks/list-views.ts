import type { Colleague } from '../access/model.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { personName } from '../outreach/contacts/words.ts'
import { ALLOWED, actionButton, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { filterBar } from '../ui/components/filters.ts'
import { emptyState, pageHead, tabs, toolbar } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { type Tone, tag } from '../ui/components/tag.ts'
import { compareText, formatClock, formatDayShort, formatWeekday, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import {
  type OwnReminder,
  PERSON_SOURCES,
  type PersonSource,
  type PersonTask,
  type SharedSource,
  type SharedWork,
  SOURCES,
  stays,
} from './model.ts'
import { BUCKETS, type Bucket, bucketOf, inOrder, lastSnooze } from './rules.ts'
import { nameOf, type SayTask, taskWords, whatIs } from './words.ts'

/** One thing to do, about a young person or not, with the token of its forms. */
export type TaskRow = { readonly token: string } & (
  | { readonly is: 'person'; readonly task: PersonTask }
  | { readonly is: 'own'; readonly task: OwnReminder }
)

export const KINDS = [...PERSON_SOURCES, 'reminder', 'own'] as const
export type KindFilter = (typeof KINDS)[number]

export type TasksAskedFor = {
  readonly team: boolean
  readonly group: 'day' | 'person'
  readonly kind: KindFilter | null
  /** In the team's list: one colleague's alone. */
  readonly colleague: string | null
}

export type TasksPage = TasksAskedFor & {
  readonly language: Language
  readonly today: PlainDate
  /** The first workday ahead: where one press puts things off to. */
  readonly nextDay: PlainDate
  readonly rows: readonly TaskRow[]
  readonly done: readonly TaskRow[]
  readonly given: readonly OwnReminder[]
  readonly shared: readonly SharedWork[]
  /** What has waited so long that those who lead are told; empty for others. */
  readonly escalated: readonly TaskRow[]
  readonly colleagues: readonly Colleague[]
  readonly account: string
  readonly may: { readonly team: boolean; readonly ofPerson: boolean }
  /** As many as the list shows at most, when there are more. */
  readonly cut: number | null
}

/** What is to be done: late, today, within a week and later, each with what one press does. */
export function tasksPage(view: TasksPage): Html {
  const { language, team, rows, cut } = view
  const say = taskWords(language)
  const actions = html`${linkButton({ href: paths.taskNew(), label: say('new'), icon: 'add', kind: 'primary' })}${linkButton({ href: paths.calendar({ whose: team ? 'team' : null }), label: say('calendar'), icon: 'calendar' })}`
  return html`${pageHead({ title: say(team ? 'title.team' : 'title'), lead: say(team ? 'lead.team' : 'lead'), actions })}
${
  view.may.team &&
  tabs(language, say('whose'), [
    { label: say('mine'), href: paths.tasks(), current: !team },
    { label: say('team'), href: paths.tasks({ whose: 'team' }), current: team },
  ])
}
${filters(view, say)}
${cut !== null && notice({ tone: 'info', title: say('more.rows', { n: cut }) })}
${sharedCard(view, say)}
${rows.length === 0 && view.escalated.length === 0 ? emptyState({ title: say('none'), hint: say('none.hint') }) : lists(view, say)}
${view.escalated.length > 0 && html`<h2>${say('bucket.escalated')}</h2><p class="muted">${say('escalated.lead')}</p>${table(view, say, { id: 'escalated', rows: view.escalated })}`}
${view.given.length > 0 && card({ title: say('bucket.given'), id: 'given-title' }, givenList(view, say))}
${view.done.length > 0 && card({ title: say('bucket.done'), id: 'done-title' }, doneList(view, say))}`
}

function filters(view: TasksPage, say: SayTask): Html {
  const { language, team, group, kind, colleague, colleagues } = view
  const staff = colleagues.filter(({ current }) => current)
  const label = (value: KindFilter) => say(`source.${value}`)
  return filterBar(
    {
      language,
      id: 'tasks-filter',
      action: paths.tasks(),
      keep: { whose: team ? 'team' : null },
      chips: kind === null ? [] : [{ label: label(kind), removeHref: paths.tasks(asked({ ...view, kind: null })) }],
      clearHref: paths.tasks({ whose: team ? 'team' : null }),
    },
    (
      field,
    ) => html`${field.select({ name: 'kind', label: say('filter.kind'), value: kind, blank: say('filter.all'), options: KINDS.map((value) => ({ value, label: label(value) })) })}
${field.select({
  name: 'group',
  label: say('group.label'),
  value: group,
  options: [
    { value: 'day', label: say('group.day') },
    { value: 'person', label: say('group.person') },
  ],
})}
${team && field.select({ name: 'colleague', label: say('filter.colleague'), value: colleague, blank: say('filter.everybody'), options: [...new Map(staff.map((each) => [each.accountId, each])).values()].map(({ accountId, displayName }) => ({ value: accountId, label: displayName })) })}`,
  )
}

const asked = ({ team, group, kind, colleague }: TasksAskedFor) => ({
  whose: team ? 'team' : null,
  group: group === 'day' ? null : group,
  kind,
  colleague,
})

function lists(view: TasksPage, say: SayTask): Html {
  if (view.group === 'person') return table(view, say, { id: 'by-person', rows: byPerson(view) })
  const buckets = Map.groupBy(view.rows, ({ task }) => bucketOf(task.onDay, view.today))
  const quiet = !buckets.has('overdue') && !buckets.has('today')
  return html`${quiet && html`<p>${tag('in', say('none.today'))}</p>`}
${BUCKETS.filter((bucket) => buckets.has(bucket)).map(
  (bucket) => html`<h2 id="${bucket}">${say(`bucket.${bucket}`)}</h2>
${table(view, say, { id: `tasks-${bucket}`, bucket, rows: sorted(buckets.get(bucket) ?? []) })}`,
)}`
}

const sorted = (rows: readonly TaskRow[]) => {
  const byTask = new Map(rows.map((row) => [row.task, row]))
  return inOrder([...byTask.keys()]).flatMap((task) => byTask.get(task) ?? [])
}

function byPerson({ rows, language }: TasksPage): readonly TaskRow[] {
  const name = (row: TaskRow) => (row.is === 'person' ? personName(row.task, language) : '')
  return sorted(rows).toSorted((a, b) => compareText(name(a), name(b), language))
}

type Table = { readonly id: string; readonly rows: readonly TaskRow[]; readonly bucket?: Bucket }

function table(view: TasksPage, say: SayTask, { id, rows, bucket }: Table): Html {
  const { language, team, today } = view
  const whose: Column<TaskRow> = {
    key: 'owner',
    label: say('owner'),
    cell: ({ task }) => (task.account === null ? say('nobody') : nameOf(task.account, view.colleagues)),
  }
  return dataTable<TaskRow>({
    language,
    id,
    caption: bucket === undefined ? say('title') : say(`bucket.${bucket}`),
    captionUnseen: true,
    rows,
    empty: html``,
    columns: [
      { key: 'what', label: say('what'), heads: true, cell: (row) => whatCell(row, view, say) },
      { key: 'who', label: say('who'), cell: (row) => whoCell(row, view, say) },
      {
        key: 'when',
        label: say('when'),
        tight: true,
        cell: ({ task }) =>
          html`${tag(TONES[bucketOf(task.onDay, today)], formatDayShort(task.onDay, language))}${task.atTime !== null && html` ${formatClock(task.atTime, language)}`}`,
      },
      ...(team ? [whose] : []),
      { key: 'act', label: say('act'), cell: (row) => actsOf(row, view, say) },
    ],
  })
}

const TONES: Readonly<Record<Bucket, Tone>> = { overdue: 'broken', today: 'due', week: 'neutral', later: 'neutral' }

function whatCell(row: TaskRow, { language, colleagues }: TasksPage, say: SayTask): Html {
  const { task } = row
  const from = row.is === 'own' ? (row.task.givenTo === null ? null : row.task.account) : row.task.givenBy
  const moved = row.is === 'person' && row.task.dueOn !== row.task.onDay ? row.task.dueOn : null
  const told = [
    ...(from === null ? [] : [say('given.by', { name: nameOf(from, colleagues) })]),
    ...(moved === null ? [] : [say('was.due', { day: formatDayShort(moved, language) })]),
    ...(task.why === null ? [] : [say(`why.${task.why}`)]),
  ]
  const what = row.is === 'own' ? row.task.words : whatIs(row.task, language)
  return html`${what}${told.length > 0 && html`<br><small class="muted">${told.join(' · ')}</small>`}`
}

function whoCell(row: TaskRow, { language }: TasksPage, say: SayTask): Content {
  if (row.is === 'own') return html`<span class="muted">–</span>`
  const { task } = row
  return html`<a href="${paths.person(task.personId)}">${personName(task, language)}</a>${task.protection !== 'none' && html` ${tag('broken', say('protected'))}`}`
}

function actsOf(row: TaskRow, view: TasksPage, say: SayTask): Html {
  return toolbar(
    firstAct(row, view, say),
    putOff(row, view, say),
    html`<a href="${moreOf(row)}">${say('more')}${spoken(row, view)}</a>`,
  )
}

/** Read out, where the same button stands in several rows. */
const spoken = (row: TaskRow, view: TasksPage) => html`<span class="unseen"> ${nameOfRow(row, view)}</span>`
const nameOfRow = (row: TaskRow, { language }: TasksPage) =>
  row.is === 'own' ? row.task.words : `${whatIs(row.task, language)}, ${personName(row.task, language)}`

/** The page with all one can do about it. */
export function moreOf(row: Pick<TaskRow, 'is' | 'task'>): string {
  if (row.is === 'own') return paths.ownReminder((row.task as OwnReminder).id)
  const { source, subject, personId } = row.task as PersonTask
  return source === 'reminder' ? paths.personTask(personId, subject) : paths.personDay(personId, source, subject)
}

function firstAct(row: TaskRow, view: TasksPage, say: SayTask): Html {
  const of = nameOfRow(row, view)
  if (row.is === 'own')
    return actionButton({ action: paths.ownReminderDone(row.task.id), label: say('done'), permitted: ALLOWED, of })
  const { source, subject, personId } = row.task
  if (source === 'reminder')
    return actionButton({ action: paths.personTaskDone(personId, subject), label: say('done'), permitted: ALLOWED, of })
  return html`<a href="${whereIs({ ...row.task, source })}">${say(`do.${source}`)}<span class="unseen"> ${of}</span></a>`
}

/** Where a day that is read from elsewhere stands. */
export function whereIs(task: PersonTask & { readonly source: PersonSource }): string {
  const { source, subject, personId } = task
  return {
    next_contact: paths.personLogNew(personId),
    home_visit: paths.personVisit(personId, subject),
    ladder_step: paths.personLadder(personId),
    stale_status: `${paths.person(personId)}#occupation`,
    decision_ends: paths.personDecisions(personId),
    consent_ends: paths.personConsents(personId),
    own_share_ends: paths.personSharing(personId),
    reading_due: paths.personProgress(personId),
    follow_up: paths.personExit(personId),
    plan_review: paths.personPlan(personId),
    plan_step: paths.planStep(personId, subject),
    group_over: paths.personActivity(personId, subject),
    mapping_answered: paths.personMappings(personId),
    appointment: paths.personAppointment(personId, subject),
    work_step: paths.personPlacements(personId),
    placement_ends: paths.personPlacements(personId),
    week_answer: weekOf(task),
    meeting: paths.personCase(personId),
    meeting_action: paths.personCase(personId),
  }[source]
}

/** What a supervisor has said, or not said, stands on the page of that week; that they want no more texts on the placement's. */
const weekOf = ({ personId, detail, dueOn }: PersonTask): string =>
  detail === 'stopped'
    ? paths.personPlacements(personId)
    : paths.personWeek(personId, { from: addDays(dueOn, detail === 'unanswered' ? -3 : -1) })

/** One press: to the first workday ahead, because there is no time today. */
function putOff(row: TaskRow, view: TasksPage, say: SayTask): Html | false {
  const { today, nextDay, language } = view
  if (row.is === 'person' && row.task.source !== 'reminder' && stays(row.task.source)) return false
  const statutory = row.is === 'person' && isStatutory(row.task) ? row.task.dueOn : null
  const last = lastSnooze(today, statutory)
  if (row.task.onDay > today || last === null || nextDay > last || (view.team && row.is === 'person')) return false
  const action =
    row.is === 'own'
      ? paths.ownReminderDay(row.task.id)
      : row.task.source === 'reminder'
        ? paths.personTaskDay(row.task.personId, row.task.subject)
        : paths.personDayMove(row.task.personId, row.task.source, row.task.subject)
  const weekday = formatWeekday(nextDay, language).split(' ')[0] ?? ''
  return actionButton({
    action,
    label: isTomorrow(today, nextDay) ? say('tomorrow') : say('on.workday', { day: weekday }),
    permitted: ALLOWED,
    values: { token: row.token, onDay: nextDay, why: 'not_today' },
    of: nameOfRow(row, view),
  })
}

const isStatutory = ({ source }: PersonTask) => source !== 'reminder' && SOURCES[source].statutory

const isTomorrow = (today: PlainDate, day: PlainDate) => Date.parse(day) - Date.parse(today) === 86_400_000

function doneList(view: TasksPage, say: SayTask): Html {
  const undo = (row: TaskRow) =>
    actionButton({
      action:
        row.is === 'own'
          ? paths.ownReminderReopening(row.task.id)
          : paths.personTaskReopening(row.task.personId, row.task.subject),
      label: say('undo'),
      permitted: ALLOWED,
      icon: 'undo',
      of: nameOfRow(row, view),
    })
  return html`<ul class="plain">${view.done.map((row) => html`<li><div class="toolbar"><span>${nameOfRow(row, view)}</span>${undo(row)}</div></li>`)}</ul>`
}

function givenList({ given, colleagues, language }: TasksPage, say: SayTask): Html {
  return html`<ul class="plain">${given.map(
    (each) =>
      html`<li><a href="${paths.ownReminder(each.id)}">${each.words}</a> <span class="muted">${say('given.to', { name: nameOf(each.givenTo, colleagues) })}, ${formatDayShort(each.onDay, language)}</span></li>`,
  )}</ul>`
}

const SHARED_HREF: Readonly<Record<SharedSource, string>> = {
  ladder_leader: paths.outreachLadder({ role: 'leader' }),
  reply_unmatched: paths.outreachUnmatched(),
  message_failed: paths.outreachMessages({ state: 'failed' }),
  glass_review: paths.glassReviews(),
  approval: paths.approvals(),
  share_waiting: paths.shares(),
  share_ends: paths.shares(),
  move_out: paths.moves(),
  move_in: paths.moves({ box: 'in' }),
  referral: paths.referrals(),
  notice_send: paths.notices({ box: 'out' }),
  notice_handle: paths.notices(),
  notice_withdrawn: paths.notices({ state: 'applied' }),
  not_arrived: paths.transitions(),
  ageing_out: paths.transitions({ view: 'ageing' }),
  unclear: paths.register({ unclear: true }),
}

function sharedCard({ shared, language, today }: TasksPage, say: SayTask): Html | false {
  if (shared.length === 0) return false
  return card(
    { title: say('shared.title'), id: 'shared-title' },
    html`<ul class="plain">${shared.map(({ source, count, dueOn }) => {
      const late = dueOn !== null && dueOn <= today
      const day = dueOn !== null && say('shared.due', { day: formatDayShort(dueOn, language) })
      return html`<li><a href="${SHARED_HREF[source]}">${say(`shared.${source}`, { n: count })}</a>${day && html` ${late ? tag('due', day) : html`<span class="muted">${day}</span>`}`}</li>`
    })}</ul>`,
  )
}
