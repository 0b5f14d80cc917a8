import { ageOn, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { PersonHeader } from '../people/model.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card, columns } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { breadcrumbs, emptyState, pageHead, toolbar } from '../ui/components/navigation.ts'
import { protectedNotice } from '../ui/components/notice.ts'
import { pager } from '../ui/components/pager.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatAge, formatSpan, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { fullName } from './list-views.ts'
import type { ReachedRow, Study } from './reached-store.ts'
import { REACHED_TEXT, type ReachedWord } from './reached-text.ts'

export type ReachedList = {
  readonly language: Language
  readonly today: PlainDate
  readonly rows: readonly ReachedRow[]
  readonly total: number
  readonly page: number
  readonly href: (page: number) => string
  /** Whether the role sees where they study. */
  readonly withSchool: boolean
  /** Leads the work: the list is of everybody whom somebody works with. */
  readonly leads: boolean
  /** Works where the young people are at home: in the board that has the register. The others have those who are shared with them. */
  readonly hosts: boolean
}

/** The card of those one works with, or how one gets somebody. */
export function reachedCard(view: ReachedList): Html {
  const say = words(REACHED_TEXT, view.language)
  const list =
    view.rows.length === 0 ? emptyState({ title: say('none'), hint: say(noneHint(view)) }) : reachedTable(view, say)
  return card({ title: say(view.leads ? 'list.all' : 'list'), id: 'reached-title' }, list)
}

function noneHint({ leads, hosts }: ReachedList): ReachedWord {
  if (leads) return 'none.all.hint'
  return hosts ? 'none.hint' : 'none.guest.hint'
}

/** Beside the register's own list: those one works with who are not in the register. Nothing when there are none. */
export function othersCard(view: ReachedList): Html | null {
  if (view.total === 0) return null
  const say = words(REACHED_TEXT, view.language)
  return card(
    { title: say('list.others'), id: 'reached-title' },
    html`<p class="muted">${say('list.others.lead')}</p>${reachedTable(view, say)}`,
  )
}

function reachedTable(view: ReachedList, say: Say<ReachedWord>): Html {
  const { language, today, rows, page, total, href, withSchool } = view
  const school = {
    key: 'school',
    label: say('school'),
    cell: (each: ReachedRow) => each.school ?? html`<span class="muted">${say('noSchool')}</span>`,
  }
  return html`${pager({ language, page, total, href })}
${dataTable<ReachedRow>({
  language,
  id: 'reached',
  caption: say('table'),
  captionUnseen: true,
  rows,
  empty: html``,
  columns: [
    {
      key: 'name',
      label: say('name'),
      heads: true,
      cell: (each) =>
        html`<a href="${paths.person(each.id)}">${fullName(each, say('noName'))}</a>${each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}`,
    },
    { key: 'age', label: say('age'), cell: (each) => ageWord(each.birthDate, { today, language }, say), tight: true },
    ...(withSchool ? [school] : []),
  ],
})}`
}

function ageWord(
  born: PlainDate | null,
  { today, language }: { readonly today: PlainDate; readonly language: Language },
  say: Say<ReachedWord>,
): string {
  return born === null ? say('unknown') : formatAge(ageOn(born, today), language)
}

/** Who answers to a search among those one works with. */
export function reachedSearchPage(view: ReachedList & { readonly query: string | null }): Html {
  const say = words(REACHED_TEXT, view.language)
  const crumbs = breadcrumbs(view.language, [{ label: say('today'), href: paths.start() }])
  const lead = view.query === null ? say('short') : say('search.lead', { query: view.query })
  const found =
    view.rows.length === 0
      ? emptyState({ title: say('search.none'), hint: say('search.none.hint') })
      : reachedTable(view, say)
  return html`${pageHead({ title: say('search.title'), lead, crumbs })}
${view.query !== null && found}`
}

export type ReachedPerson = {
  readonly language: Language
  readonly today: PlainDate
  readonly person: PersonHeader
  /** Null for a role that does not see schooling. */
  readonly studies: readonly Study[] | null
  readonly nextCard: Content
  readonly notes: Content
  readonly sections: Content
  readonly why: Html
}

/** One young person, for those who do not work with the register: who, how to reach them, where they study, and why one sees it. */
export function reachedPersonPage(view: ReachedPerson): Html {
  const { language, today, person, studies } = view
  const say = words(REACHED_TEXT, language)
  const age = ageWord(person.birthDate, { today, language }, say)
  const now = studies?.find((each) => each.from <= today && (each.until === null || each.until > today))
  const lead = studies === null ? age : say('person.sub', { age, school: now?.school ?? say('noSchool') })
  return html`${pageHead({ title: fullName(person, say('noName')), lead })}
${person.protection !== 'none' && protectedNotice(language)}
${columns(view.nextCard, view.why, studies !== null && studyCard(studies, language, say), view.notes, view.sections)}`
}

function studyCard(studies: readonly Study[], language: Language, say: Say<ReachedWord>): Html {
  const rows = studies.map((each) => ({
    term: each.school ?? say('unknown'),
    ...(each.programme === null
      ? { detail: formatSpan(each.from, each.until, language) }
      : { detail: each.programme, note: formatSpan(each.from, each.until, language) }),
  }))
  return card(
    { title: say('studies'), id: 'studies-title' },
    rows.length === 0 ? html`<p class="muted">${say('studies.none')}</p>` : facts(rows),
  )
}

type Quiet = {
  readonly role: string
  readonly may: { readonly review: boolean; readonly block: boolean; readonly retention: boolean }
  /** Changes of access that wait for one's yes or no; null for those who do not decide. */
  readonly toDecide: number | null
}

/** For those who see nobody: what they will find here, and the way to what stands in no rail. */
export function quietNotice({ role, may, toDecide }: Quiet, language: Language): Html {
  const say = words(REACHED_TEXT, language)
  const key = `quiet.${role}`
  const hint = say(key in REACHED_TEXT ? (key as ReachedWord) : 'quiet.figures')
  const ways = [
    toDecide !== null && linkButton({ href: paths.staffChanges(), label: say('quiet.toDecide', { n: toDecide }) }),
    may.review && linkButton({ href: paths.glassReviews(), label: say('quiet.glass') }),
    may.block && linkButton({ href: paths.blocks(), label: say('quiet.blocks') }),
    may.retention && linkButton({ href: paths.retention(), label: say('quiet.retention') }),
  ]
  const action = toolbar(...ways)
  return emptyState({ title: say('quiet.title'), hint, ...(ways.some(Boolean) && { action }) })
}
