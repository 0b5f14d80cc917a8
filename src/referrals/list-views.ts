import type { Team } from '../access/accounts/model.ts'
import { dayIn, type PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { nameOf, peopleWords } from '../people/words.ts'
import { ALLOWED, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, tabs } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { PAGE_SIZE, pager } from '../ui/components/pager.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDayShort, formatInstant, formatNumber, formatSince, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { ListedReferral, StageCount, StageTime } from './list-store.ts'
import { Stage } from './model.ts'
import { fullnessOf, latenessOf, type Room } from './rules.ts'
import { referralWords, type SayReferral, STAGE_TONE } from './words.ts'

type Listing = {
  readonly language: Language
  readonly today: PlainDate
  readonly teams: readonly Team[]
  readonly rows: readonly ListedReferral[]
}

export type InboxPage = Listing & {
  readonly stage: Stage
  readonly mine: boolean
  readonly counts: readonly StageCount[]
  readonly page: number
}

/** What has been referred, stage by stage, the latest first. */
export function inboxPage(view: InboxPage): Html {
  const { language, stage, mine, counts, page } = view
  const say = referralWords(language)
  const address = (more: { stage?: Stage; mine?: boolean; page?: number }) => {
    const asked = { stage, mine, page: 1, ...more }
    return paths.referrals({
      stage: asked.stage === 'received' ? null : asked.stage,
      whose: asked.mine ? 'mine' : null,
      page: asked.page > 1 ? asked.page : null,
    })
  }
  const count = (of: Stage) => counts.find((each) => each.stage === of) ?? { n: 0, overdue: 0 }
  const { n, overdue } = count(stage)
  const actions = html`${linkButton({ href: paths.referralsWaiting(), label: say('title.waiting') })}${linkButton({ href: paths.referralsSent(), label: say('title.sent') })}${linkButton({ href: paths.referralSettings(), label: say('title.settings') })}`
  return html`${pageHead({ title: say('title'), lead: say('lead'), actions })}
${tabs(
  language,
  say('list.stages'),
  Stage.options.map((of) => ({
    ...{ label: say(`stage.${of}`), href: address({ stage: of }), current: of === stage, count: count(of).n },
  })),
)}
<p>${n > 0 && say('list.counts', { n, overdue })} <a href="${address({ mine: !mine })}">${say(mine ? 'list.all' : 'list.mine')}</a></p>
${n > PAGE_SIZE && pager({ language, page, total: n, href: (to) => address({ page: to }) })}
${listTable(view, say, emptyState({ title: say('list.none'), hint: say('list.none.hint') }))}`
}

export type SentPage = Listing & { readonly page: number; readonly total: number; readonly mayTriage: boolean }

/** What one has sent oneself, and what has come of it. */
export function sentPage(view: SentPage): Html {
  const { language, page, total, mayTriage } = view
  const say = referralWords(language)
  const crumbs = mayTriage ? breadcrumbs(language, [{ label: say('title'), href: paths.referrals() }]) : undefined
  const href = (to: number) => paths.referralsSent({ page: to > 1 ? to : null })
  return html`${pageHead({ title: say('title.sent'), lead: say('sent.lead'), ...(crumbs ? { crumbs } : {}) })}
${total > PAGE_SIZE && pager({ language, page, total, href })}
${listTable(view, say, emptyState({ title: say('sent.none'), hint: say('sent.none.hint') }))}`
}

function listTable(view: Listing, say: SayReferral, empty: Html): Html {
  const { language, rows } = view
  return dataTable<ListedReferral>({
    ...{ language, id: 'referrals', caption: say('list.table'), captionUnseen: true, rows, empty },
    columns: listColumns(view, say),
  })
}

function listColumns({ language, today, teams }: Listing, say: SayReferral): readonly Column<ListedReferral>[] {
  return [
    {
      key: 'name',
      label: say('name'),
      heads: true,
      cell: (each) =>
        html`<a href="${paths.referral(each.referralId)}">${each.personId === null ? say('name.unknown') : nameOf(each, peopleWords(language))}</a>${each.protection !== null && each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}`,
    },
    {
      key: 'stage',
      label: say('stage'),
      cell: ({ stage, reason }) =>
        html`${stageTag(stage, say)}${reason !== null && html` <span class="muted">${say(`reason.${reason}`)}</span>`}`,
    },
    {
      key: 'target',
      label: say('target'),
      tight: true,
      cell: ({ targetOn }) => targetCell(targetOn, { language, today }, say),
    },
    {
      key: 'reasons',
      label: say('reasons'),
      cell: ({ reasons }) => reasons.map((each) => say(`reasons.${each}`)).join(', '),
    },
    { key: 'origin', label: say('origin'), cell: ({ origin }) => say(`origin.${origin}`) },
    { key: 'team', label: say('team'), cell: ({ teamId }) => teamName(teamId, teams, say) },
    {
      key: 'latest',
      label: say('latest'),
      tight: true,
      cell: ({ knownFrom }) => formatSince(dayIn(knownFrom), today, language),
    },
  ]
}

export const stageTag = (stage: Stage, say: SayReferral) => tag(STAGE_TONE[stage], say(`stage.${stage}`))

export function targetCell(
  targetOn: PlainDate | null,
  { language, today }: { readonly language: Language; readonly today: PlainDate },
  say: SayReferral,
): Html | string {
  const lateness = latenessOf(targetOn, today)
  if (targetOn === null || lateness === 'none') return '–'
  const tone = lateness === 'overdue' ? 'broken' : lateness === 'today' ? 'due' : 'neutral'
  return html`${tag(tone, say(`target.${lateness}`))} ${formatDayShort(targetOn, language)}`
}

export function teamName(teamId: string | null, teams: readonly Team[], say: SayReferral): string {
  if (teamId === null) return say('team.none')
  // Those who do not lead the work are not told which teams there are.
  return teams.find(({ id }) => id === teamId)?.name ?? say(teams.length === 0 ? 'team.some' : 'team.gone')
}

export type TeamRoom = Room & { readonly teamId: string | null }

export type WaitingPage = Listing & {
  readonly rooms: readonly TeamRoom[]
  readonly times: readonly StageTime[]
  readonly page: number
  /** How many are in the queue. */
  readonly total: number
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** How full the teams are, who waits, and how long it takes. */
export function waitingPage(view: WaitingPage): Html {
  const { language, rooms, page, total } = view
  const say = referralWords(language)
  const href = (to: number) => paths.referralsWaiting({ page: to > 1 ? to : null })
  const over = rooms.filter((room) => fullnessOf(room) === 'over').length
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.referrals() }])
  return html`${pageHead({ title: say('title.waiting'), lead: say('waiting.lead'), crumbs })}
${over > 0 && notice({ tone: 'due', title: say('waiting.over', { n: over }) })}
${card({ title: say('waiting.rooms'), id: 'rooms-title' }, html`${roomTable(view, say)}${view.teams.length > 0 && placesForm(view, say)}`)}
${card({ title: say('waiting.queue'), id: 'queue-title' }, html`${total > PAGE_SIZE && pager({ language, page, total, href })}${queueTable(view, say)}`)}
${card({ title: say('waiting.times'), id: 'times-title' }, timesTable(view, say))}`
}

function roomTable({ language, rooms, teams }: WaitingPage, say: SayReferral): Html {
  return dataTable<TeamRoom>({
    ...{ language, id: 'rooms', caption: say('waiting.rooms.table'), captionUnseen: true, rows: rooms },
    empty: html`<p class="muted">${say('waiting.rooms.none')}</p>`,
    columns: [
      { key: 'team', label: say('team'), heads: true, cell: ({ teamId }) => teamName(teamId, teams, say) },
      {
        key: 'taken',
        label: say('places'),
        cell: ({ taken, places }) =>
          places === null ? say('waiting.room.unsaid', { taken }) : say('waiting.room', { taken, places }),
      },
      { key: 'fullness', label: say('stage'), cell: (room) => fullnessTag(room, say) },
      {
        key: 'waiting',
        label: say('waiting.queued'),
        numeric: true,
        cell: ({ waiting }) => formatNumber(waiting, language),
      },
    ],
  })
}

export function fullnessTag(room: Room, say: SayReferral): Html {
  const fullness = fullnessOf(room)
  const tone = { free: 'in', full: 'due', over: 'broken', unsaid: 'neutral' } as const
  return tag(tone[fullness], say(`fullness.${fullness}`))
}

function placesForm(view: WaitingPage, say: SayReferral): Html {
  const { language, teams, token, errors, typed } = view
  return form(
    {
      ...{ id: 'places', action: paths.referralPlaces(), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('places.save'), kind: 'quiet' as const },
    },
    (field) => html`<p><strong>${say('places.set')}</strong></p>
${field.select({ name: 'team', label: say('team'), value: typed['team'] ?? null, options: teams.map(({ id, name }) => ({ value: id, label: name })) })}
${field.text({ name: 'places', label: say('places'), value: typed['places'] ?? '', width: 'short', inputmode: 'numeric' })}`,
  )
}

function queueTable(view: WaitingPage, say: SayReferral): Html {
  const { language, rows } = view
  return dataTable<ListedReferral>({
    ...{ language, id: 'queue', caption: say('waiting.queue.table'), captionUnseen: true, rows },
    empty: emptyState({ title: say('waiting.none'), hint: say('waiting.none.hint') }),
    columns: [
      ...listColumns(view, say).filter(({ key }) => ['name', 'stage', 'target', 'team'].includes(key)),
      {
        key: 'received',
        label: say('received'),
        tight: true,
        cell: ({ receivedAt }) => formatInstant(receivedAt, language),
      },
    ],
  })
}

function timesTable({ language, times }: WaitingPage, say: SayReferral): Html {
  return dataTable<StageTime>({
    ...{ language, id: 'times', caption: say('waiting.times.table'), captionUnseen: true, rows: times },
    empty: html`<p class="muted">${say('waiting.times.none')}</p>`,
    columns: [
      { key: 'stage', label: say('stage'), heads: true, cell: ({ stage }) => say(`stage.${stage}`) },
      { key: 'n', label: say('waiting.n'), numeric: true, cell: ({ n }) => formatNumber(n, language) },
      {
        key: 'median',
        label: say('waiting.median'),
        numeric: true,
        cell: ({ median }) => formatNumber(median, language),
      },
      {
        key: 'longest',
        label: say('waiting.longest'),
        numeric: true,
        cell: ({ longest }) => formatNumber(longest, language),
      },
    ],
  })
}
