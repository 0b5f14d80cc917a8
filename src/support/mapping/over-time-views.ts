import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { attributes } from '../../ui/components/attributes.ts'
import { emptyState, toolbar } from '../../ui/components/navigation.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDayShort, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { answerContent, wordsIn } from '../forms/field-views.ts'
import { inVariant } from '../forms/rules.ts'
import type { Part } from './open-actions.ts'
import { type ComparedRow, compared, type Filled, scoreOf } from './rules.ts'
import { type Over, overNotice, partLinks, sectionTitle } from './views.ts'
import { mappingWords, type SayMapping, scoreText } from './words.ts'

export type OverTimePage = PersonHead & {
  readonly mappingId: string
  readonly filled: readonly Filled[]
  readonly part: Part
  readonly over: Over | null
}

/** The same form filled in several times: answers side by side, with what has changed. */
export function overTimePage(view: OverTimePage): Html {
  const { language, filled, person } = view
  const say = mappingWords(language)
  const latest = filled.at(-1)
  const title = latest ? inVariant(latest.definition.title, language) : ''
  const head = personHead(view, `${say('over_time.title')}: ${title}`, say('over_time.lead'))
  if (view.over) return html`${head}${overNotice(view.over)}`
  const back = html`<a href="${paths.personMapping(person.id, view.mappingId)}">${say('wordings.back')}</a>`
  const rows = compared(filled).filter(({ places }) => places.some((place) => view.part.places.has(place)))
  return html`${head}${toolbar(back)}
${partLinks(view.part, { language, href: (part) => paths.personMappingOverTime(person.id, view.mappingId, { part }) })}
${filled.length < 2 && emptyState({ title: say('over_time.one'), hint: say('over_time.one.hint') })}
${scores(filled, language)}
${rows.length === 0 ? emptyState({ title: say('over_time.none'), hint: say('over_time.none.hint') }) : sections(view, rows, say)}`
}

function scores(filled: readonly Filled[], language: Language): Content {
  const say = mappingWords(language)
  const known = filled.map((each) => ({ ...each, score: scoreOf(each.definition, each.saved) }))
  if (known.every(({ score }) => score === null)) return null
  return html`<section class="card" aria-labelledby="scores-title"><h2 id="scores-title">${say('score.title')}</h2>
${trend(
  known.map(({ score }) => (score === null ? null : score.value)),
  { label: say('score.title'), most: 100 },
)}
<ul class="plain">${known.map(({ mapping, score }) => html`<li>${formatDayShort(mapping.beganOn, language)}: ${score === null ? say('score.none') : scoreText(score, language)}</li>`)}</ul>
<p class="muted">${say('score.note')}</p></section>`
}

function sections(view: OverTimePage, rows: readonly ComparedRow[], say: SayMapping): readonly Content[] {
  const groups = Map.groupBy(rows, ({ section, turn }) => `${section.key}-${turn}`)
  return [...groups].map(([key, own]) => {
    const [first] = own
    const caption = first ? sectionTitle(first.section, first.turn, view.language) : ''
    return dataTable<ComparedRow>({
      ...{ language: view.language, id: `section-${key}`, caption, rows: own, empty: html`` },
      columns: columnsOf(view, say),
    })
  })
}

function columnsOf({ language, filled }: OverTimePage, say: SayMapping): readonly Column<ComparedRow>[] {
  const cell = ({ question, answers }: ComparedRow, at: number): Content => {
    const answer = answers[at] ?? null
    return answer === null ? html`<span class="muted">–</span>` : answerContent(question, answer, language)
  }
  return [
    {
      ...{ key: 'question', label: say('over_time.question'), heads: true },
      cell: (row) =>
        html`${wordsIn(row.question.label, language)}${
          row.question.kind === 'scale' &&
          trend(
            row.answers.map((each) => (typeof each === 'string' ? Number(each) : null)),
            { label: inVariant(row.question.label, language), most: 10 },
          )
        }`,
    },
    ...filled.map(({ mapping }, at) => ({
      ...{ key: `at-${at}`, label: formatDayShort(mapping.beganOn, language) },
      cell: (row: ComparedRow) => cell(row, at),
    })),
    ...(filled.length < 2
      ? []
      : [
          {
            ...{ key: 'changed', label: say('over_time.change') },
            cell: (row: ComparedRow) => changeCell(row, say),
          },
        ]),
  ]
}

/** Nothing is said where one of the two is silent: what was not asked again has not changed. */
function changeCell({ changed, answers }: ComparedRow, say: SayMapping): Content {
  if (changed) return tag('due', say('over_time.changed'))
  const isSilent = answers.at(-1) === null || answers.at(-2) === null
  return html`<span class="muted">${isSilent ? '–' : say('over_time.same')}</span>`
}

const WIDTH = 120
const HEIGHT = 32
const EDGE = 5

type Scale = { readonly label: string; readonly most: number }

/** Where one stood each time on a scale from 0. The figures stand beside it, and are said to those who listen. */
export function trend(values: readonly (number | null)[], { label, most }: Scale): Content {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]))
  if (known.length < 2) return null
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, values.length - 1)
  const y = (value: number) => HEIGHT - EDGE - (value * (HEIGHT - 2 * EDGE)) / most
  const points = known.map(({ value, index }) => `${round(x(index))},${round(y(value))}`)
  const own = attributes({
    class: 'trend',
    width: WIDTH,
    height: HEIGHT,
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
  })
  const said = `${label}: ${known.map(({ value }) => value).join(', ')}`
  return html`<svg${own} aria-label="${said}"><polyline points="${points.join(' ')}"/>${known.map(({ value, index }) => html`<circle cx="${round(x(index))}" cy="${round(y(value))}" r="3"/>`)}</svg>`
}

const round = (value: number) => String(Math.round(value * 10) / 10)
