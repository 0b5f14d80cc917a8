import { type PlainDate, weekday } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type Tone, tag } from '../../ui/components/tag.ts'
import type { Language } from '../../ui/language.ts'
import { type Attendance, HALVES, type Half, type Mark, type WeekPlan } from './model.ts'
import { plannedOn } from './rules.ts'
import { dayHeading, type SayWeek, weekWords } from './words.ts'

type Drawn = {
  readonly plans: readonly Pick<WeekPlan, 'fromOn' | 'mornings' | 'afternoons'>[]
  readonly attendance: readonly Attendance[]
  /** By name: nothing is planned on them. */
  readonly holidays: ReadonlyMap<PlainDate, string>
  readonly language: Language
}

const TONES: Readonly<Record<Mark, Tone>> = { came: 'in', late: 'unclear', told: 'neutral', away: 'due' }

/** The week as a picture that is a table: days across, halves down, each with what it is and, when it has been, how it went by shape and word. */
export function weekPicture(days: readonly PlainDate[], drawn: Drawn): Html {
  const { language, holidays } = drawn
  const say = weekWords(language)
  // Weekends stand there only when something is planned on them.
  const shown = days.filter((on) => weekday(on) <= 5 || HALVES.some((half) => isPlanned(on, half, drawn)))
  return html`<section class="sheet scroll" tabindex="0" aria-label="${say('picture')}"><table>
<thead><tr><th scope="col"><span class="unseen">${say('day')}</span></th>${HALVES.map((half) => html`<th scope="col">${say(`half.${half}`)}</th>`)}</tr></thead>
<tbody>${shown.map((on) => html`<tr><th scope="row">${dayHeading(on, language)}${holidays.has(on) && html`<br><span class="muted">${holidays.get(on)}</span>`}</th>${HALVES.map((half) => html`<td>${cellOf(on, half, drawn, say)}</td>`)}</tr>`)}</tbody></table></section>`
}

const isPlanned = (on: PlainDate, half: Half, { plans }: Drawn) => (plannedOn(plans, on)?.[half] ?? 'free') !== 'free'

function cellOf(on: PlainDate, half: Half, { plans, attendance, holidays }: Drawn, say: SayWeek): Html {
  const where = plannedOn(plans, on)?.[half] ?? 'free'
  const said = attendance.find((each) => each.onDay === on && each.half === half)
  if (holidays.has(on) && said === undefined) return html`<span class="muted">${say('what.free')}</span>`
  if (where === 'free' && said === undefined) return html`<span class="muted">${say('what.free')}</span>`
  const what = said !== undefined && said.what !== where ? said.what : where
  return html`${say(`what.${what}`)}${said && html`<br>${tag(TONES[said.mark], say(`mark.${said.mark}`))}`}`
}
