import type { Colleague } from '../access/model.ts'
import type { Instant, PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { breadcrumbs } from '../ui/components/navigation.ts'
import { formatInstant, formatSpan, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Stretch } from './day-rules.ts'
import type { SayMove } from './words.ts'

/** What both sides of a move show. */
export type One = {
  readonly language: Language
  readonly today: PlainDate
  readonly colleagues: readonly Colleague[]
  readonly token: string
  /** Whose each day is; none of somebody who is nobody here. */
  readonly days: readonly Stretch[]
  /** What municipalities are called. */
  readonly places: ReadonlyMap<string, string>
  /** Which form of the page came back, with what was typed. */
  readonly returned: {
    readonly form: string
    readonly errors: readonly FieldError[]
    readonly typed: Readonly<Record<string, string>>
  }
}

export const crumbsTo = (language: Language, box: 'in' | 'out', say: SayMove): Html =>
  breadcrumbs(language, [
    { label: say('title'), href: paths.moves() },
    { label: say(`box.${box}`), href: paths.moves(box === 'in' ? { box: 'in' } : {}) },
  ])

/** The errors of a form of the page and what was typed in it; of another form nothing. */
export function returnedTo({ returned }: One, form: string) {
  return returned.form === form ? returned : { errors: [], typed: {} as Readonly<Record<string, string>> }
}

/** Whose each day is, the latest first. */
export function daysCard({ language, days, places }: One, say: SayMove): Html {
  const line = (each: Stretch) =>
    html`<li><b>${places.get(each.municipality) ?? each.municipality}</b> ${formatSpan(each.from, each.until, language)}${each.held && html` <span class="muted">(${say('days.held')})</span>`}</li>`
  return card(
    { title: say('days'), id: 'move-days' },
    days.length === 0
      ? html`<p class="muted">${say('days.none')}</p>`
      : html`<ul class="plain">${days.toReversed().map(line)}</ul>`,
  )
}

export type Step = { readonly at: Instant | null; readonly said: string }

export function timeline(steps: readonly Step[], language: Language, say: SayMove): Html {
  const happened = steps.flatMap(({ at, said }) => (at === null ? [] : [{ at, said }]))
  return card(
    { title: say('timeline'), id: 'move-timeline' },
    html`<ol class="plain">${happened.map(({ at, said }) => html`<li><span class="muted">${formatInstant(at, language)}</span> ${said}</li>`)}</ol>`,
  )
}

/** Whoever is nobody among the colleagues is Sedd itself. */
export const nameOf = (account: string | null, colleagues: readonly Colleague[]) =>
  colleagues.find(({ accountId }) => accountId === account)?.displayName ?? 'Sedd'
