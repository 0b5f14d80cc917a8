import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Code } from '../organisations/model.ts'
import { button } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { type FieldError, fieldsOf } from '../ui/components/fields.ts'
import { emptyState, pageHead } from '../ui/components/navigation.ts'
import { protectedNotice, unverifiedCode } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatSpan, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { codeWord, isUnverifiedCode } from './code-words.ts'
import type { Condition } from './conditions.ts'
import type { Explanation } from './explain.ts'
import { fullName } from './list-views.ts'
import { PERSON_TEXT, type PersonWord } from './person-text.ts'
import { admitted, type WayTo, wayTo } from './person-views.ts'
import {
  changeWords,
  conditionWords,
  deliveredSource,
  factWords,
  hasUnverifiedForm,
  type Names,
  sourceWords,
  unclearWords,
} from './rule-words.ts'
import type { Period } from './store.ts'
import type { Admission } from './summer.ts'

/** Which day is asked about, and as known on which; what was typed when it is no day. */
export type Asked = WayTo & {
  readonly why: Html
  readonly asOf: PlainDate
  readonly knownAt: PlainDate | null
  readonly typed: { readonly asOf: string | undefined; readonly knownAt: string | undefined }
  readonly errors: readonly FieldError[]
}

export type ExplanationPage = Asked & {
  readonly explanation: Explanation
  readonly admission: Admission | null
  readonly names: Names
  readonly codes: readonly Code[]
  readonly periods: readonly Period[]
  readonly mayOpenDeliveries: boolean
}

/** All six conditions and the three before them, each with its fact, its source and since when; on any day, as known on any day. */
export function explanationPage(view: ExplanationPage): Html {
  const { language, subject, explanation } = view
  const say = words(PERSON_TEXT, language)
  const name = fullName(subject, say('noName'))
  const day = formatDay(explanation.asOf, language)
  const crumbs = wayTo(view)
  return html`${pageHead({ title: say(explanation.inScope ? 'explain.in' : 'explain.out', { name, day }), crumbs })}
${subject.protection !== 'none' && protectedNotice(language)}
${view.why}
${timeTravel(view, say)}
${explanation.unclear.length > 0 && html`<p>${tag('unclear', say('why.unclear'))} ${say('explain.unclear')}: ${explanation.unclear.map((cause) => unclearWords(cause, language)).join('; ')}.</p>`}
${admitted({ ...view, on: explanation.asOf }, say)}
${conditionTable(view, say)}
${card({ title: say('explain.next'), id: 'next' }, html`<p>${nextWords(view, say)}</p>`)}
${card({ title: say('explain.periods'), id: 'periods' }, periodList(view, say))}`
}

/** What there is to say of a day when nobody had told of the person yet. */
export function unknownThenPage(view: Asked & { readonly knownAt: PlainDate }): Html {
  const { language } = view
  const say = words(PERSON_TEXT, language)
  const crumbs = wayTo(view)
  return html`${pageHead({ title: say('explain.title'), crumbs })}
${view.why}
${timeTravel(view, say)}
${emptyState({ title: say('explain.then', { day: formatDay(view.knownAt, language) }), hint: say('explain.then.hint') })}`
}

function timeTravel({ language, subject, asOf, knownAt, typed, errors }: Asked, say: Say<PersonWord>): Html {
  const field = fieldsOf({ form: 'when', language, errors, filter: true })
  return html`<form class="filters" id="when" method="get" action="${paths.personExplanation(subject.id)}"><div class="filter-row">${field.date(
    {
      name: 'asOf',
      label: say('explain.asOf'),
      value: typed.asOf ?? asOf,
    },
  )}${field.date({ name: 'knownAt', label: say('explain.knownAt'), value: typed.knownAt ?? knownAt })}${button({ label: say('explain.show') })}</div></form>`
}

function conditionTable(
  { language, explanation, names, codes, mayOpenDeliveries }: ExplanationPage,
  say: Say<PersonWord>,
): Html {
  return dataTable<Condition>({
    language,
    id: 'conditions',
    caption: say('explain.caption'),
    rows: explanation.conditions,
    empty: html``,
    columns: [
      { key: 'condition', label: say('explain.condition'), heads: true, cell: (row) => conditionWords(row, language) },
      {
        key: 'met',
        label: say('explain.met'),
        cell: (row) => (row.met ? tag('in', say('explain.yes')) : tag('neutral', say('explain.no'))),
      },
      {
        key: 'fact',
        label: say('explain.fact'),
        cell: (row) =>
          html`${factWords(row, language, names)}${isUnverified(row, codes) && html` ${unverifiedCode(language)}`}`,
      },
      { key: 'source', label: say('explain.source'), cell: (row) => sourceCell(row, language, mayOpenDeliveries) },
      { key: 'since', label: say('explain.since'), cell: (row) => (row.since ? formatDay(row.since, language) : '–') },
    ],
  })
}

/** A record names the delivery it came with, and leads to it for those who may see deliveries. */
function sourceCell(row: Condition, language: Language, mayOpenDeliveries: boolean): Content {
  if (typeof row.source === 'string') return sourceWords(row, language)
  const delivered = deliveredSource(row.source, language)
  const { deliveryId } = row.source
  return mayOpenDeliveries && deliveryId !== null
    ? html`<a href="${paths.import(deliveryId)}">${delivered}</a>`
    : delivered
}

/** A form of school, or the reason of a decision, whose code the authority has not confirmed. */
function isUnverified(row: Condition, codes: readonly Code[]): boolean {
  const { reason } = row.values
  return hasUnverifiedForm(row) || (reason !== undefined && isUnverifiedCode(codes, 'decision_reason', reason))
}

function nextWords({ explanation, language }: ExplanationPage, say: Say<PersonWord>): string {
  const next = explanation.nextChange
  if (next === null) return say('why.none')
  return say('why.next', {
    what: say(next.enters ? 'why.next.enters' : 'why.next.leaves'),
    day: formatDay(next.on, language),
    because: changeWords(next, explanation, language),
  })
}

function periodList({ periods, language, codes }: ExplanationPage, say: Say<PersonWord>): Html {
  if (periods.length === 0) return html`<p class="muted">${say('explain.periods.none')}</p>`
  return html`<ul class="plain">${periods.map(
    (period) =>
      html`<li>${formatSpan(period.from, period.until, language)} <span class="muted">${codeWord(codes, 'entry_reason', period.reason, language)}</span>${isUnverifiedCode(codes, 'entry_reason', period.reason) && html` ${unverifiedCode(language)}`}</li>`,
  )}</ul>`
}
