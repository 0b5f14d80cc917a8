import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { button, linkButton } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { filterBar } from '../../ui/components/filters.ts'
import { breadcrumbs, emptyState, pageHead, tabs } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { pager } from '../../ui/components/pager.ts'
import { bulkForm, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDayShort, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName } from '../contacts/views.ts'
import { contactWords, personName } from '../contacts/words.ts'
import type { LadderCounts, LadderRow } from './list-store.ts'
import { type LadderAsked, type Protocol, StepRole, VIEWS } from './model.ts'
import { ladderWords, letterPath, type SayLadder, stepWord } from './words.ts'

export type ListPage = LadderAsked & {
  readonly language: Language
  readonly today: PlainDate
  readonly rows: readonly LadderRow[]
  readonly counts: LadderCounts
  readonly page: number
  readonly protocol: Protocol
  readonly colleagues: readonly Colleague[]
  readonly may: Readonly<Record<'log' | 'send' | 'letters' | 'protocol' | 'figures' | 'caseload', boolean>>
  readonly errors: readonly FieldError[]
  readonly token: string
}

type Query = Readonly<Record<string, string | number | null>>

/** What the address of the list keeps of what was asked for. */
function queryOf({ view, mine, step, role }: LadderAsked, other: Query = {}): Query {
  return { view: view === 'due' ? null : view, whose: mine ? null : 'all', step, role, ...other }
}

/** The steps that are due, those that are late, and those whose answer is waited for. */
export function listPage(view: ListPage): Html {
  const { language, counts, page, mine } = view
  const say = ladderWords(language)
  const total = counts[view.view]
  const href = (to: number) => paths.outreachLadder(queryOf(view, { page: to > 1 ? to : null }))
  const crumbs = breadcrumbs(language, [{ label: contactWords(language)('title.due'), href: paths.outreach() }])
  const actions = html`${view.may.protocol && linkButton({ href: paths.outreachProtocol(), label: say('list.protocol') })}${view.may.figures && linkButton({ href: paths.outreachFigures(), label: say('list.figures') })}${view.may.caseload && linkButton({ href: paths.outreachCaseload(), label: say('list.caseload') })}`
  return html`${pageHead({ title: say('title'), lead: say('lead'), crumbs, actions })}
${view.errors.map(({ message }) => notice({ tone: 'due', title: message }))}
${tabs(
  language,
  say('list.view'),
  VIEWS.map((each) => ({
    label: say(`view.${each}`, { n: counts[each] }),
    href: paths.outreachLadder(queryOf({ ...view, view: each })),
    current: each === view.view,
  })),
)}
${tabs(language, say('list.whose'), [
  { label: say('list.mine'), href: paths.outreachLadder(queryOf({ ...view, mine: true })), current: mine },
  { label: say('list.all'), href: paths.outreachLadder(queryOf({ ...view, mine: false })), current: !mine },
])}
${filters(view, say)}
${total > 0 && pager({ language, page, total, href })}
${bulk(view, say)}
${table(view, say)}`
}

function filters(view: ListPage, say: SayLadder): Html {
  const { language, step, role, protocol } = view
  const steps = protocol.steps.map((each) => ({
    value: each.code,
    label: say('step.label', { place: each.place, what: stepWord(each, false, say) }),
  }))
  const chips = [
    ...(step === null
      ? []
      : [
          {
            label: steps.find(({ value }) => value === step)?.label ?? step,
            removeHref: paths.outreachLadder(queryOf({ ...view, step: null })),
          },
        ]),
    ...(role === null
      ? []
      : [{ label: say(`role.${role}`), removeHref: paths.outreachLadder(queryOf({ ...view, role: null })) }]),
  ]
  return filterBar(
    {
      ...{ language, id: 'ladder-filter', action: paths.outreachLadder(), chips },
      keep: { view: view.view === 'due' ? null : view.view, whose: view.mine ? null : 'all' },
      clearHref: paths.outreachLadder(queryOf({ ...view, step: null, role: null })),
    },
    (
      field,
    ) => html`${field.select({ name: 'step', label: say('list.step'), value: step, blank: say('list.step.all'), options: steps })}
${field.select({ name: 'role', label: say('list.role'), value: role, blank: say('list.role.all'), options: StepRole.options.map((value) => ({ value, label: say(`role.${value}`) })) })}`,
  )
}

const BULK = 'ladder-bulk'
const isSending = ({ may, rows }: ListPage) => may.send && rows.some(isSendable)
const isWriting = ({ may, rows }: ListPage) => may.letters && rows.some(isLetter)
const isBulk = (view: ListPage) => view.view !== 'waiting' && (isSending(view) || isWriting(view))
const isSendable = ({ channel }: Pick<LadderRow, 'channel'>) => channel === 'sms' || channel === 'email'
const isLetter = ({ channel }: Pick<LadderRow, 'channel'>) => channel === 'letter'

function bulk(view: ListPage, say: SayLadder): Html | null {
  if (!isBulk(view)) return null
  return bulkForm(
    { id: BULK, action: paths.outreachLadderPreview(), language: view.language, token: view.token },
    html`${isSending(view) && button({ label: say('bulk.preview'), kind: 'quiet' })}${isWriting(view) && button({ label: say('bulk.letters'), kind: 'quiet', formaction: paths.outreachLetters() })}<p class="help">${say('bulk.help')}</p>`,
  )
}

function table(view: ListPage, say: SayLadder): Html {
  const { language, rows } = view
  return dataTable<LadderRow>({
    language,
    id: 'ladder',
    caption: say('list.table'),
    captionUnseen: true,
    rows,
    empty: emptyState({ title: say('list.none'), hint: say('list.none.hint') }),
    ...(isBulk(view) && {
      select: {
        form: BULK,
        name: 'steps',
        value: ({ stepId }) => stepId,
        label: (each) => personName(each, language),
      },
    }),
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (each) => nameCell(each, language, say) },
      { key: 'step', label: say('step'), cell: (each) => stepWord(each, each.protection !== 'none', say) },
      { key: 'day', label: say('deadline'), cell: (each) => dayCell(each, view, say) },
      {
        key: 'owner',
        label: say('owner'),
        cell: ({ owner }) =>
          owner === null ? html`<span class="muted">${say('owner.none')}</span>` : colleagueName(owner, view),
      },
      { key: 'do', label: say('do'), cell: (each) => doCell(each, view, say) },
    ],
  })
}

export function nameCell(each: LadderRow, language: Language, say: SayLadder): Html {
  return html`<a href="${paths.person(each.id)}">${personName(each, language)}</a>${each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}`
}

function dayCell({ deadlineOn, closedOn }: LadderRow, { view, today, language }: ListPage, say: SayLadder): Html {
  if (view === 'waiting' && closedOn !== null)
    return html`${say('list.sent', { day: formatDayShort(closedOn, language) })}`
  const late = deadlineOn < today
  const word = late
    ? tag('broken', say('late.tag'))
    : deadlineOn === today
      ? tag('due', say('today.tag'))
      : tag('neutral', say('open.tag'))
  return html`${word} ${formatDayShort(deadlineOn, language)}`
}

function doCell(each: LadderRow, { view, may }: ListPage, say: SayLadder): Content {
  if (view === 'waiting' || !may.log) return html`<a href="${paths.personLadder(each.id)}">${say('all')}</a>`
  const { channel, through } = each
  if (channel === 'home_visit') return html`<a href="${paths.personVisitNew(each.id)}">${say('act.visit')}</a>`
  const log = html`<a href="${paths.personLogNew(each.id, { channel, through })}">${say('act.log')}</a>`
  return isLetter(each) && may.letters
    ? html`<a href="${letterPath(each.id, each)}">${say('act.letter')}</a> ${log}`
    : log
}
