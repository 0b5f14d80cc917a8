import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card, columns } from '../ui/components/card.ts'
import { emptyState, pageHead } from '../ui/components/navigation.ts'
import { pager } from '../ui/components/pager.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatWeekday, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { changeReasonWords } from './change-words.ts'
import type { ChangeCount, Meter } from './feed-store.ts'
import type { ListRow } from './list-store.ts'
import { type ListView, listTable } from './list-views.ts'
import { unclearWords } from './rule-words.ts'
import { TEXT, type Word } from './text.ts'
import type { CauseCount } from './unclear-store.ts'

/** What every start page begins with. */
export type StartHead = {
  readonly language: 'sv' | 'en'
  readonly name: string
  /** Hour of the day in Sweden, 0–23: for the greeting. */
  readonly hour: number
  /** What must not be forgotten, before all else: reviews that wait, somebody to be told. */
  readonly reminders: Content
}

export type StartPage = ListView &
  StartHead & {
    readonly place: string
    readonly meter: Meter
    /** Who falls between the chairs, as it comes from above. */
    readonly between: Content
    readonly changes: readonly ChangeCount[]
    readonly causes: readonly CauseCount[]
    readonly newest: readonly ListRow[]
    readonly workStarts: PlainDate
    readonly mayImport: boolean
  }

/** The coordinator's day: who falls between the chairs, what changed, who is soon too old, who needs a decision. */
export function startPage(view: StartPage): Html {
  const say = words(TEXT, view.language)
  const head = headOf(view)
  if (view.meter.members === 0) return html`${head}${firstSteps(view, say)}`
  return html`${head}
${betweenChairs(view, say)}
${columns(sinceYesterday(view, say), soonTooOld(view, say), unclear(view, say))}
${card(
  {
    title: say('start.register'),
    id: 'newest',
    aside: html`<a href="${paths.register()}">${say('start.register.all')}</a>`,
  },
  listTable({ ...view, rows: view.newest }, { select: false }),
)}`
}

function headOf({ language, name, hour, reminders }: StartHead): Html {
  const say = words(TEXT, language)
  return html`${pageHead({ title: say(greeting(hour), { name: name.split(' ')[0] ?? name }) })}
${reminders}`
}

/** At night as by day: good night is what one says when leaving. */
function greeting(hour: number): 'start.greeting.morning' | 'start.greeting.day' | 'start.greeting.evening' {
  if (hour >= 5 && hour < 10) return 'start.greeting.morning'
  return hour < 18 ? 'start.greeting.day' : 'start.greeting.evening'
}

function betweenChairs(view: StartPage, say: Say<Word>): Html {
  const { language, today, place } = view
  const { waiting, admitted } = view.meter
  const day = formatWeekday(today, language)
  return card(
    {
      title: say('start.between'),
      id: 'between',
      aside: html`<span class="muted">${say('start.between.aside', { place, day })}</span>`,
    },
    html`${view.between}${
      waiting > 0 &&
      html`<p class="muted"><a href="${paths.register({ work: 'waiting' })}">${say('start.waiting', { n: waiting, day: formatDay(view.workStarts, language) })}</a></p>`
    }${admitted > 0 && html`<p class="muted"><a href="${paths.register({ work: 'admitted' })}">${say('start.admitted', { n: admitted })}</a></p>`}`,
  )
}

const IN = ['entered', 'moved_in']
const OUT = ['left', 'moved_out']

function sinceYesterday(view: StartPage, say: Say<Word>): Html {
  const of = (kinds: readonly string[]) => view.changes.filter((change) => kinds.includes(change.kind))
  const came = of(IN)
  const went = of(OUT)
  const line = (tone: 'in' | 'neutral', word: 'start.since.in' | 'start.since.out', list: readonly ChangeCount[]) =>
    list.length > 0 &&
    html`<p>${tag(tone, say(word, { n: sum(list) }))}<br><span class="muted">${reasons(view, list, say)}</span></p>`
  const content =
    came.length + went.length === 0
      ? html`<p class="muted">${say('start.since.none')}</p>`
      : [line('in', 'start.since.in', came), line('neutral', 'start.since.out', went)]
  return card(
    { title: say('start.since'), id: 'since', aside: html`<a href="${paths.changes()}">${say('start.since.all')}</a>` },
    html`${content}`,
  )
}

const sum = (list: readonly ChangeCount[]) => list.reduce((total, change) => total + change.count, 0)

/** The three most common, and how many more there are, so that the parts add up to the whole. */
function reasons({ codes, language, upperAge }: StartPage, list: readonly ChangeCount[], say: Say<Word>): string {
  const shown = list
    .slice(0, 3)
    .map(
      (change) =>
        `${changeReasonWords(change, { codes, language, upperAge }).toLocaleLowerCase(language)} (${change.count})`,
    )
    .join(', ')
  const more = sum(list.slice(3))
  return more === 0 ? shown : `${shown} ${say('start.since.more', { n: more })}`
}

function soonTooOld(view: StartPage, say: Say<Word>): Html {
  const n = view.meter.soonUpperAge
  const age = view.upperAge
  const content: Content =
    n === 0
      ? html`<p class="muted">${say('start.soon.none', { age })}</p>`
      : html`<p><a href="${paths.register({ soonUpperAge: true })}">${say('start.soon.text', { n, age })}</a></p>`
  return card({ title: say('start.soon', { age }), id: 'soon' }, content as Html)
}

function unclear(view: StartPage, say: Say<Word>): Html {
  const n = view.meter.unclear
  const content =
    n === 0
      ? html`<p class="muted">${say('start.unclear.none')}</p>`
      : html`<p><a href="${paths.register({ unclear: true })}">${say('start.unclear.text', { n })}</a></p>${causeList(view)}`
  return card({ title: say('start.unclear'), id: 'unclear' }, content)
}

/** For what, each leading to its own list. */
function causeList({ causes, language }: StartPage): Html {
  return html`<ul class="plain">${causes.map(
    ({ cause, count }) =>
      html`<li>${count} <a href="${paths.register({ cause })}">${unclearWords(cause, language)}</a></li>`,
  )}</ul>`
}

function firstSteps(view: StartPage, say: Say<Word>): Html {
  return emptyState({
    title: say('start.first.title'),
    hint: say('start.first.hint'),
    ...(view.mayImport
      ? { action: linkButton({ href: paths.importNew(), label: say('start.import'), icon: 'import', kind: 'primary' }) }
      : {}),
  })
}

export type OwnListPage = ListView &
  StartHead & {
    readonly rows: readonly ListRow[]
    readonly total: number
    readonly page: number
    /** Those in one's reach who are not in the register. */
    readonly others: Html | null
    /** What other domains have opened for one. */
    readonly shared: Content
    /** Works in the board that has the register. */
    readonly hosts: boolean
  }

/** A coach's day, as far as the register goes: everybody in one's reach. */
export function ownListPage(view: OwnListPage): Html {
  const say = words(TEXT, view.language)
  const list =
    view.rows.length === 0
      ? emptyState({ title: say('start.mine.none'), hint: say(view.hosts ? 'start.mine.hint' : 'start.mine.guest') })
      : html`${pager({ language: view.language, page: view.page, total: view.total, href: (page) => paths.start({ page }) })}
${listTable(view, { select: false })}`
  return html`${headOf(view)}
${view.shared}
${(view.rows.length > 0 || !view.shared) && card({ title: say('start.mine'), id: 'mine' }, list)}
${view.others}`
}

/** For roles that do not work with the register: those they work with, or what they will find here. */
export function quietPage(view: StartHead & { readonly content: Html }): Html {
  return html`${headOf(view)}
${view.content}`
}
