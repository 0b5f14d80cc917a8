import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { formatDayShort, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { type Drawing, drawLifeline } from './lifeline-drawing.ts'
import { type Lane, type LifeMark, type LifeSpan, rowId, whenOf } from './lifeline-model.ts'
import { type Window, windowFor } from './lifeline-scale.ts'
import { disclosure, emptyState } from './navigation.ts'
import { dataTable } from './table.ts'

type Lifeline = {
  /** Unique on the page. */
  readonly id: string
  readonly language: Language
  readonly lanes: readonly Lane[]
  readonly today: PlainDate
  /** The days to show; without it, what is known of the last six years and the next two. */
  readonly window?: Window
  /** What to do when nothing is known yet. */
  readonly emptyHint?: Content
}

/** One young person's time as a picture, and the same in a table. */
export function lifeline({ id, language, lanes, today, window, emptyHint }: Lifeline): Html {
  const say = words(TEXT, language)
  const facts = lanes.flatMap((lane, index) => factsOf(lane, index, id))
  if (facts.length === 0) return emptyState({ title: say('lifeline.title'), hint: emptyHint ?? say('lifeline.empty') })
  const drawing: Drawing = { id, language, lanes, today, window: window ?? windowFor(daysIn(lanes), today) }
  return html`<div class="lifeline"><p class="unseen">${summary(lanes, today, language)}</p>
<section class="lifeline-view" tabindex="0" aria-label="${say('lifeline.region')}">${drawLifeline(drawing)}</section>
<p class="lifeline-hint" aria-hidden="true">${say('lifeline.hint')}</p>
${disclosure(say('lifeline.table'), factTable(id, language, facts))}</div>`
}

type Fact = { readonly id: string; readonly lane: string; readonly thing: LifeSpan | LifeMark }

function factsOf(lane: Lane, index: number, id: string): readonly Fact[] {
  const spans = lane.spans.map((thing, at) => ({ id: rowId(id, index, 'span', at), lane: lane.label, thing }))
  const marks = lane.marks.map((thing, at) => ({ id: rowId(id, index, 'mark', at), lane: lane.label, thing }))
  return [...spans, ...marks].sort((a, b) => (startOf(a.thing) < startOf(b.thing) ? -1 : 1))
}

const startOf = (thing: LifeSpan | LifeMark) => ('on' in thing ? thing.on : (thing.from ?? ''))

function factTable(id: string, language: Language, facts: readonly Fact[]): Html {
  const say = words(TEXT, language)
  return dataTable<Fact>({
    language,
    id: `${id}-table`,
    caption: say('lifeline.table'),
    captionUnseen: true,
    rows: facts,
    rowId: (fact) => fact.id,
    empty: html``,
    columns: [
      { key: 'lane', label: say('lifeline.lane'), cell: ({ lane }) => lane },
      { key: 'what', label: say('lifeline.what'), heads: true, cell: ({ thing }) => thing.label },
      { key: 'when', label: say('lifeline.when'), cell: ({ thing }) => whenOf(thing, language) },
      { key: 'source', label: say('lifeline.source'), cell: ({ thing }) => sourceOf(thing) },
    ],
  })
}

const sourceOf = ({ source, sourceHref }: LifeSpan | LifeMark): Content =>
  sourceHref ? html`<a href="${sourceHref}">${source}</a>` : source

/** Where the window should reach: school, register and events; where someone has lived since birth says little. */
function* daysIn(lanes: readonly Lane[]): Iterable<PlainDate> {
  for (const { spans, marks } of lanes) {
    for (const { from, until, tone } of spans) {
      if (from && tone !== 'neutral') yield from
      if (until && tone !== 'neutral') yield until
    }
    for (const { on } of marks) yield on
  }
}

/** How it stands today, lane by lane, for those who listen. */
function summary(lanes: readonly Lane[], today: PlainDate, language: Language): string {
  const say = words(TEXT, language)
  const now = lanes.flatMap(({ label, spans }) => {
    const current = spans.filter(({ from, until }) => (!from || from <= today) && (!until || today < until))
    return current.length > 0
      ? [`${label}: ${current.map((span) => `${span.label}, ${whenOf(span, language)}`).join('; ')}`]
      : []
  })
  return `${formatDayShort(today, language)}. ${now.length > 0 ? now.join('. ') : say('lifeline.nothingNow')}`
}
