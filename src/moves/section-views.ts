import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import { tag } from '../ui/components/tag.ts'
import type { Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { arrivalOf } from './in-views.ts'
import type { MoveIn, MoveOut } from './model.ts'
import { leadOf } from './out-views.ts'
import { isOpenIn, isOpenOut } from './rules.ts'
import { moveWords } from './words.ts'

/** The card of a person's page: where to or where from, from which day, and whether it is handed over. */
export function movesCard(view: {
  readonly language: Language
  readonly today: PlainDate
  readonly out: readonly MoveOut[]
  readonly came: readonly MoveIn[]
  readonly mayWork: boolean
}): Html {
  const { language, today, out, came, mayWork } = view
  const say = moveWords(language)
  const line = (each: { dueOn: PlainDate; said: string; state: string; href: string; open: boolean }) =>
    html`<li>${mayWork ? html`<a href="${each.href}">${each.said}</a>` : each.said} <span class="muted">${each.state}.</span>${each.open && each.dueOn < today && html` ${tag('broken', say('card.late'))}`}</li>`
  return card(
    { title: say('title'), id: 'moves-title' },
    html`<ul class="plain">${out.map((each) =>
      line({
        ...{ dueOn: each.dueOn, said: leadOf(each, today, language), state: say(`out.${each.state}`) },
        ...{ href: paths.moveOut(each.id), open: isOpenOut(each.state) },
      }),
    )}${came.map((each) =>
      line({
        ...{ dueOn: each.dueOn, said: arrivalOf(each, today, language), state: say(`in.${each.state}`) },
        ...{ href: paths.moveIn(each.id), open: isOpenIn(each.state) },
      }),
    )}</ul>`,
  )
}

type Due = { readonly n: number; readonly late: number }

/** Lines for the start page; nothing when nothing waits. */
export function dueMoves({ out, came }: { readonly out: Due; readonly came: Due }, language: Language): Content {
  const say = moveWords(language)
  const line = ({ n, late }: Due, word: 'start.out' | 'start.in', href: string) =>
    n > 0 &&
    html`${tag(late > 0 ? 'broken' : 'due', html`<a href="${href}">${say(late > 0 ? `${word}.overdue` : word, { n, late })}</a>`)} `
  const lines = [line(out, 'start.out', paths.moves()), line(came, 'start.in', paths.moves({ box: 'in' }))]
  return lines.some((each) => each !== false) && html`<p>${lines}</p>`
}
