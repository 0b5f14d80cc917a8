import { type Content, type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDayShort, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { NoticeIn, NoticeOut } from './model.ts'
import { effectText } from './one-views.ts'
import { kindWord, noticeWords } from './words.ts'

/** The card of a person's page: what was told of them, to whom or by whom, and what came of it. */
export function noticesCard(view: {
  readonly language: Language
  readonly personId: string
  readonly out: readonly NoticeOut[]
  readonly came: readonly NoticeIn[]
  readonly mayWork: boolean
}): Html {
  const { language, out, came } = view
  const say = noticeWords(language)
  const lines = [
    ...out.map(
      (each) =>
        html`<li><a href="${paths.noticeOut(each.id)}">${kindWord(each, say)} ${formatDayShort(each.onDay, language)}</a> ${say('card.to', { place: each.municipalityName ?? each.municipality })} <span class="muted">${say(`out.${each.state}`)}</span></li>`,
    ),
    ...came.map(
      (each) =>
        html`<li><a href="${paths.noticeIn(each.id)}">${kindWord(each, say)} ${formatDayShort(each.onDay, language)}</a> ${say('card.from', { place: each.sender })} <span class="muted">${effectText(each, language, say) ?? say(`in.${each.state}`)}</span></li>`,
    ),
  ]
  return card(
    { title: say('title'), id: 'notices-title' },
    html`${lines.length === 0 ? html`<p class="muted">${say('card.none')}</p>` : html`<ul class="plain">${lines}</ul>`}${
      view.mayWork && html`<p><a href="${paths.personAbsenceNotice(view.personId)}">${say('card.absence')}</a></p>`
    }`,
  )
}

type Due = { readonly n: number; readonly late: number }

/** Lines for the start page; nothing when nothing waits. */
export function dueNotices(
  { send, handle }: { readonly send: Due; readonly handle: Due },
  language: Language,
): Content {
  const say = noticeWords(language)
  const line = ({ n, late }: Due, word: 'start.send' | 'start.new', href: string) =>
    n > 0 &&
    html`${tag(late > 0 ? 'broken' : 'due', html`<a href="${href}">${say(late > 0 ? `${word}.overdue` : word, { n, late })}</a>`)} `
  const lines = [line(handle, 'start.new', paths.notices()), line(send, 'start.send', paths.notices({ box: 'out' }))]
  return lines.some((each) => each !== false) && html`<p>${lines}</p>`
}
