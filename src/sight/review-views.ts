import { roleWord } from '../access/role-words.ts'
import type { Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Waiting } from './glass-store.ts'
import { GLASS_TEXT, type GlassWord } from './glass-text.ts'
import { type GlassReturned, personOf, reviewTag, tellingOf } from './glass-views.ts'
import type { Glass } from './model.ts'
import { TEXT } from './text.ts'

export type ReviewsPage = { readonly language: Language; readonly now: Instant; readonly glasses: readonly Glass[] }

/** Every access in an emergency that one reviews, those that wait first. */
export function reviewsPage({ language, now, glasses }: ReviewsPage): Html {
  const say = words(GLASS_TEXT, language)
  return html`${pageHead({ title: say('reviews.title'), lead: say('reviews.lead') })}
${dataTable<Glass>({
  language,
  id: 'reviews',
  caption: say('reviews.list'),
  rows: glasses,
  empty: emptyState({ title: say('reviews.none'), hint: say('reviews.none.hint') }),
  columns: [
    {
      key: 'who',
      label: say('reviews.who'),
      heads: true,
      cell: (each) =>
        html`${each.displayName} <span class="muted">${each.title ?? roleWord(each.role, language)}</span>`,
    },
    { key: 'person', label: say('glass.person'), cell: (each) => personOf(each, say) },
    { key: 'when', label: say('glass.when'), cell: (each) => formatInstant(each.askedAt, language) },
    { key: 'state', label: say('glass.state'), cell: (each) => reviewTag(each, { language, now }, say) },
    {
      key: 'open',
      label: say('reviews.open'),
      cell: (each) =>
        html`<a href="${paths.glassReview(each.id)}">${say(each.outcome === 'given' && each.verdict === null ? 'reviews.open' : 'reviews.read')}<span class="unseen"> ${each.displayName}, ${formatInstant(each.askedAt, language)}</span></a>`,
    },
  ],
})}`
}

export type ReviewPage = {
  readonly language: Language
  readonly now: Instant
  readonly glass: Glass
  readonly tokens: { readonly review: string; readonly tell: string }
  readonly returned: GlassReturned | null
}

/** One access: who, whom, why; the verdict; and whether the young person knows. */
export function reviewPage(view: ReviewPage): Html {
  const { language, now, glass } = view
  const say = words(GLASS_TEXT, language)
  const rows = [
    { term: say('reviews.who'), detail: glass.displayName, note: glass.title ?? roleWord(glass.role, language) },
    { term: say('glass.person'), detail: personOf(glass, say) },
    { term: say('glass.when'), detail: formatInstant(glass.askedAt, language) },
    { term: say('review.minutes'), detail: minutesWord(glass.minutes, say) },
    { term: say('review.reason'), detail: glass.reason },
    { term: say('review.state'), detail: reviewTag(glass, { language, now }, say) },
    ...(glass.done === null ? [] : [{ term: say('review.done'), detail: glass.done }]),
  ]
  const telling = { ...view, action: paths.glassReviewTelling(glass.id), token: view.tokens.tell, liftable: true }
  return html`${pageHead({
    title: say('review.title'),
    crumbs: breadcrumbs(language, [{ label: say('reviews.title'), href: paths.glassReviews() }]),
  })}
${facts(rows)}${glass.verdict !== null && html`<p class="muted">${saidBy(glass, language, say)}</p>`}
${glass.outcome === 'given' && glass.verdict === null && card({ title: say('review.form'), id: 'review-title' }, reviewForm(view, say))}
${glass.outcome === 'given' && card({ title: say('glass.telling'), id: 'telling-title' }, tellingOf(glass, telling, say))}`
}

function minutesWord(minutes: number, say: Say<GlassWord>): string {
  const key = `minutes.${minutes}`
  return key in GLASS_TEXT ? say(key as GlassWord) : `${minutes} min`
}

function saidBy(glass: Glass, language: Language, say: Say<GlassWord>): string {
  return say('review.said', {
    verdict: say(`review.${glass.verdict ?? 'accepted'}`),
    by: glass.reviewedBy ?? '–',
    at: glass.reviewedAt === null ? '' : formatInstant(glass.reviewedAt, language),
  })
}

function reviewForm({ language, glass, tokens, returned }: ReviewPage, say: Say<GlassWord>): Html {
  const { errors, typed } = returned?.form === 'review' ? returned : { errors: [], typed: {} as GlassReturned['typed'] }
  return form(
    {
      id: 'review',
      action: paths.glassReview(glass.id),
      language,
      errors,
      permitted: ALLOWED,
      token: tokens.review,
      submit: say('review.save'),
    },
    (field) => [
      field.radios({
        name: 'verdict',
        label: say('review.verdict'),
        value: typed['verdict'] ?? null,
        options: (['accepted', 'not_justified'] as const).map((value) => ({ value, label: say(`review.${value}`) })),
      }),
      field.textarea({
        name: 'done',
        label: say('review.done.label'),
        help: say('review.done.help'),
        optional: true,
        value: typed['done'] ?? null,
        rows: 3,
        maxlength: 1000,
      }),
    ],
  )
}

/** On the start page of those who review: how many wait, and an alarm for those past their time. */
export function waitingNotice({ waiting, overdue, untold }: Waiting, language: Language): Html | null {
  if (waiting === 0 && untold === 0) return null
  const say = words(GLASS_TEXT, language)
  const open = html`<a href="${paths.glassReviews()}">${say('notice.open')}</a>`
  const late = overdue > 0 && html`${say('notice.overdue', { n: overdue })} `
  const tone = overdue > 0 ? 'broken' : 'due'
  return html`${waiting > 0 && notice({ tone, title: say('notice.waiting', { n: waiting }) }, html`${late}${open}`)}
${untold > 0 && notice({ tone: 'due', title: say('notice.untold', { n: untold }) }, open)}`
}

/** On the start page of one who took access: the young person is to be told. */
export function tellNotice(n: number, language: Language): Html | null {
  if (n === 0) return null
  const say = words(GLASS_TEXT, language)
  return notice(
    { tone: 'due', title: say('notice.tell', { n }) },
    html`<a href="${paths.glass()}">${say('notice.tell.open')}</a>`,
  )
}

/** On the start page of whoever gives out cases: somebody said that they are jävig, and the young person has nobody. */
export function leftNotice(
  left: readonly { readonly id: string; readonly name: string | null }[],
  language: Language,
): Html | null {
  if (left.length === 0) return null
  const say = words(TEXT, language)
  const links = left.map(({ id, name }, i) => html`${i > 0 && ', '}<a href="${paths.person(id)}">${name ?? '–'}</a>`)
  return notice({ tone: 'due', title: say('recuse.left', { n: left.length }) }, html`${say('recuse.left.do')} ${links}`)
}
