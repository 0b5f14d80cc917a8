import type { Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import type { Event } from '../trail/model.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, tabs } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { pager } from '../ui/components/pager.ts'
import { dataTable } from '../ui/components/table.ts'
import { type Tone, tag } from '../ui/components/tag.ts'
import { formatDayShort, formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { personCode } from './event-words.ts'
import { eventTable } from './log-views.ts'
import type { ReviewItem, ReviewOutcome, ReviewVerdict, ReviewWeek } from './review-model.ts'
import type { ReviewIdentity, ReviewList, ReviewTotals } from './review-store.ts'
import { REVIEW_TEXT, type ReviewWord } from './review-text.ts'

export type ReviewFrame = {
  readonly language: Language
  readonly now: Instant
  readonly nameOf: (accountId: string) => string | null
}

const TONES: Readonly<Record<ReviewOutcome, Tone>> = { fine: 'in', ask: 'due', breach: 'broken' }

type ListPage = ReviewFrame & {
  readonly list: ReviewList
  readonly items: readonly ReviewItem[]
  readonly totals: ReviewTotals
  readonly weeks: readonly ReviewWeek[]
  readonly page: number
}

/** What waits to be reviewed, and how the weeks have been looked at. */
export function reviewsPage(view: ListPage): Html {
  const { language, list, totals, items, page } = view
  const say = words(REVIEW_TEXT, language)
  const href = (to: number) => paths.reviews({ list, page: to === 1 ? null : to })
  return html`${pageHead({
    title: say('review.title'),
    lead: say('review.lead'),
    actions: html`<a href="${paths.reviewHomes()}">${say('homes.link')}</a>`,
  })}
${totals.overdue > 0 && notice({ tone: 'broken', title: say('review.overdue', { n: totals.overdue }) })}
${tabs(
  language,
  say('review.list'),
  (['waiting', 'asked', 'done'] as const).map((each) => ({
    label: say(`review.${each}`),
    href: paths.reviews({ list: each === 'waiting' ? null : each }),
    current: each === list,
    count: totals[each],
  })),
)}
${pager({ language, page, total: totals[list], href })}
${itemTable(view, items, say)}
${card({ title: say('weeks.title'), id: 'weeks-title' }, weekTable(view, say))}`
}

function itemTable(view: ListPage, items: readonly ReviewItem[], say: Say<ReviewWord>): Html {
  const { language, now } = view
  return dataTable<ReviewItem>({
    language,
    id: 'reviews',
    caption: say(`review.${view.list}`),
    captionUnseen: true,
    rows: items,
    empty: emptyState({ title: say('review.none'), hint: say('review.none.hint') }),
    columns: [
      {
        key: 'who',
        label: say('review.who'),
        heads: true,
        cell: (item) =>
          html`<a href="${paths.review(item.id)}">${view.nameOf(item.actorId) ?? say('review.elsewhere')}</a>`,
      },
      { key: 'whom', label: say('review.whom'), cell: (item) => whom(item, say) },
      { key: 'why', label: say('review.why'), cell: (item) => reasonTags(item, say) },
      { key: 'times', label: say('review.times'), numeric: true, cell: (item) => item.readings },
      { key: 'when', label: say('review.when'), tight: true, cell: (item) => formatInstant(item.firstAt, language) },
      {
        key: 'due',
        label: say('review.due'),
        tight: true,
        cell: (item) =>
          item.outcome !== null && item.outcome !== 'ask'
            ? outcomeTag(item.outcome, say)
            : item.dueAt <= now
              ? tag('broken', say('review.late'))
              : formatInstant(item.dueAt, language),
      },
    ],
  })
}

function whom({ personId }: ReviewItem, say: Say<ReviewWord>): string {
  return personId === null ? say('review.nobody') : say('review.youth', { code: personCode(personId) })
}

function reasonTags({ reasons }: ReviewItem, say: Say<ReviewWord>): string {
  return reasons.map((reason) => say(`reason.${reason}`)).join(', ')
}

function outcomeTag(outcome: ReviewOutcome | null, say: Say<ReviewWord>): Html {
  return outcome === null ? tag('unclear', say('outcome.none')) : tag(TONES[outcome], say(`outcome.${outcome}`))
}

function weekTable({ weeks, language }: ListPage, say: Say<ReviewWord>): Html {
  const figure = (key: 'readings' | 'chosen' | 'breaches' | 'overdue') => ({
    key,
    label: say(`weeks.${key}`),
    numeric: true,
    cell: (week: ReviewWeek) => week[key],
  })
  return dataTable<ReviewWeek>({
    language,
    id: 'weeks',
    caption: say('weeks.title'),
    captionUnseen: true,
    rows: weeks,
    empty: emptyState({ title: say('weeks.none'), hint: say('review.none.hint') }),
    columns: [
      {
        key: 'week',
        label: say('weeks.week'),
        heads: true,
        tight: true,
        cell: (week) => formatDayShort(week.weekOn, language),
      },
      figure('readings'),
      figure('chosen'),
      {
        key: 'reviewed',
        label: say('weeks.reviewed'),
        numeric: true,
        cell: (week) => week.fine + week.breaches,
      },
      figure('breaches'),
      figure('overdue'),
    ],
  })
}

/** The form as it came back. */
export type VerdictReturned = {
  readonly errors: readonly FieldError[]
  readonly outcome: string
  readonly comment: string
}

type ItemPage = ReviewFrame & {
  readonly item: ReviewItem
  readonly verdicts: readonly ReviewVerdict[]
  readonly events: readonly Event[]
  readonly domainId: string
  readonly ownId: string
  readonly identity: ReviewIdentity | null
  readonly token: string
  readonly returned: VerdictReturned | null
}

export function reviewPage(view: ItemPage): Html {
  const { language, item, events, domainId, ownId } = view
  const say = words(REVIEW_TEXT, language)
  return html`${pageHead({
    title: say('item.title'),
    crumbs: breadcrumbs(language, [{ label: say('review.title'), href: paths.reviews() }]),
  })}
${facts([
  { term: say('review.who'), detail: view.nameOf(item.actorId) ?? say('review.elsewhere') },
  { term: say('review.whom'), detail: whom(item, say) },
  { term: say('review.why'), detail: reasonTags(item, say) },
  { term: say('review.due'), detail: formatInstant(item.dueAt, language), note: outcomeTag(item.outcome, say) },
])}
${item.personId !== null && identityPart(view, say)}
${card({ title: say('item.events'), id: 'events-title' }, eventTable({ language, events, domainId, personOf: () => whom(item, say) }))}
${view.verdicts.length > 0 && card({ title: say('item.verdicts'), id: 'verdicts-title' }, verdictList(view, say))}
${item.actorId === ownId ? notice({ tone: 'info', title: say('item.own') }) : card({ title: say('item.verdict'), id: 'verdict-title' }, verdictForm(view, say))}`
}

function identityPart({ identity, item }: ItemPage, say: Say<ReviewWord>): Html {
  if (identity === null)
    return html`<div>${actionButton({ action: paths.reviewIdentity(item.id), label: say('item.identity'), permitted: ALLOWED, icon: 'person' })}<p class="help">${say('item.identity.hint')}</p></div>`
  if (identity.number === null) return notice({ tone: 'due', title: say('item.identity.protected') })
  const name = [identity.givenName, identity.familyName].filter((part) => part !== null).join(' ')
  return notice({ tone: 'info', title: say('item.identity.is', { name, number: identity.number }) })
}

function verdictList({ verdicts, nameOf, language }: ItemPage, say: Say<ReviewWord>): Html {
  return html`<ul class="plain">${verdicts.map(
    ({ outcome, comment, reviewedBy, reviewedAt }) =>
      html`<li>${outcomeTag(outcome, say)} ${comment} <span class="muted">${nameOf(reviewedBy) ?? '–'}, ${formatInstant(reviewedAt, language)}</span></li>`,
  )}</ul>`
}

function verdictForm({ language, item, token, returned }: ItemPage, say: Say<ReviewWord>): Html {
  return form(
    {
      id: 'verdict',
      action: paths.review(item.id),
      language,
      errors: returned?.errors ?? [],
      permitted: ALLOWED,
      token,
      submit: say('item.save'),
      cancel: paths.reviews(),
    },
    (field) => [
      field.radios({
        name: 'outcome',
        label: say('item.outcome'),
        value: returned?.outcome ?? null,
        options: (['fine', 'ask', 'breach'] as const).map((value) => ({
          value,
          label: say(`outcome.${value}`),
          help: say(`item.${value}.help`),
        })),
      }),
      field.textarea({
        name: 'comment',
        label: say('item.comment'),
        help: say('item.comment.help'),
        value: returned?.comment ?? null,
        rows: 3,
        maxlength: 1000,
        optional: true,
      }),
    ],
  )
}
