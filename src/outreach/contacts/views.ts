import type { Colleague } from '../../access/model.ts'
import { dayIn, type Instant, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { button, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { emptyState, toolbar } from '../../ui/components/navigation.ts'
import { pager } from '../../ui/components/pager.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDayShort, formatInstant, formatSince, formatWeekday, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { LoggedContact, NextContact } from './model.ts'
import { QUICK, type Quick, urgencyOf } from './rules.ts'
import type { Counts, DueRow } from './store.ts'
import { contactLine, contactWords, lower, type SayContact } from './words.ts'

/** Contacts on a page of the log. */
export const CONTACTS_ON_PAGE = 50

type Known = {
  readonly language: Language
  readonly colleagues: readonly Colleague[]
  readonly mayLog: boolean
}

export type ContactsPage = PersonHead &
  Known & {
    readonly contacts: readonly LoggedContact[]
    readonly counts: Counts
    readonly page: number
    readonly withStruck: boolean
  }

/** Everything that has been tried with one young person. */
export function contactsPage(view: ContactsPage): Html {
  const { language, person, counts, page, withStruck } = view
  const say = contactWords(language)
  const total = withStruck ? counts.total + counts.struck : counts.total
  const href = (to: number) => paths.personLog(person.id, { page: to > 1 ? to : null, struck: withStruck })
  const log = view.mayLog && linkButton({ href: paths.personLogNew(person.id), label: say('log'), icon: 'add' })
  const letter = view.mayLog && linkButton({ href: paths.personLetters(person.id), label: say('letter.link') })
  return html`${personHead(view, say('title'), say('lead'))}
${toolbar(log, letter, struckLink(view, say))}
${counts.total > 0 && html`<p>${say('card.counts', { n: counts.total, reached: counts.achieved })}</p>`}
${contactTable(view, say)}
${total > CONTACTS_ON_PAGE && pager({ language, page, total, href, pageSize: CONTACTS_ON_PAGE })}`
}

function struckLink({ person, counts, withStruck }: ContactsPage, say: SayContact): Html | false {
  if (counts.struck === 0) return false
  return withStruck
    ? html`<a href="${paths.personLog(person.id)}">${say('struck.hide')}</a>`
    : html`<a href="${paths.personLog(person.id, { struck: true })}">${say('struck.show', { n: counts.struck })}</a>`
}

function contactTable(view: ContactsPage, say: SayContact): Html {
  const { language, person, contacts } = view
  return dataTable<LoggedContact>({
    language,
    id: 'log',
    caption: say('title'),
    captionUnseen: true,
    rows: contacts,
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        key: 'when',
        label: say('when'),
        heads: true,
        tight: true,
        cell: (each) => formatInstant(each.happenedAt, language),
      },
      { key: 'what', label: say('channel'), cell: (each) => whatCell(each, person.id, say) },
      { key: 'reached', label: say('outcome'), cell: (each) => reachedTag(each, say) },
      { key: 'by', label: say('by'), cell: (each) => whoDid(each, view, say) },
      { key: 'action', label: say('action'), cell: (each) => actionsOf(each, view, say) },
    ],
  })
}

function whatCell(each: LoggedContact, personId: string, say: SayContact): Html {
  const minutes = each.minutes !== null && html` <span class="muted">${say('minutes.cell', { n: each.minutes })}</span>`
  const came = each.direction === 'in' && html` <span class="muted">(${lower(say('direction.in'))})</span>`
  const group = each.groupId !== null && html` <span class="muted">${say('group')}</span>`
  const note = each.noteId !== null && html`<br><a href="${paths.personNote(personId, each.noteId)}">${say('note')}</a>`
  return html`${contactLine(each, say)}${came}${minutes}${group}${note}`
}

function reachedTag(each: LoggedContact, say: SayContact): Html {
  if (each.struckAt !== null) {
    const why = each.struckReason === null ? '' : ` (${lower(say(`reason.${each.struckReason}`))})`
    return html`${tag('broken', say('struck'))}<span class="muted">${why}</span>`
  }
  return each.achieved ? tag('in', say('achieved')) : tag('neutral', say('attempted'))
}

function whoDid({ doneBy, withBy }: LoggedContact, view: Known, say: SayContact): string {
  const one = colleagueName(doneBy, view)
  return withBy === null ? one : say('by.two', { one, two: colleagueName(withBy, view) })
}

/** Nobody where Sedd itself took an answer. */
function byColleague(account: string, view: Pick<Known, 'colleagues'>): string {
  return view.colleagues.some(({ accountId }) => accountId === account) ? `, ${colleagueName(account, view)}` : ''
}

export function colleagueName(account: string | null, { colleagues }: Pick<Known, 'colleagues'>): string {
  return colleagues.find(({ accountId }) => accountId === account)?.displayName ?? '–'
}

function actionsOf({ contactId, struckAt }: LoggedContact, view: ContactsPage, say: SayContact): Content {
  if (!view.mayLog || struckAt !== null) return null
  const { id } = view.person
  return toolbar(
    html`<a href="${paths.personLogCorrection(id, contactId)}">${say('correct')}</a>`,
    html`<a href="${paths.personLogStrike(id, contactId)}">${say('strike')}</a>`,
  )
}

export type OutreachCard = Known & {
  readonly personId: string
  readonly today: PlainDate
  readonly contacts: readonly LoggedContact[]
  readonly counts: Counts
  readonly next: readonly NextContact[]
  readonly token: string
}

/** On a person's page: when somebody tries next, what was tried last, and one tap for what has just happened. */
export function outreachCard(view: OutreachCard): Html {
  const { language, personId, contacts, counts, mayLog } = view
  const say = contactWords(language)
  const items = contacts.map(
    (each) =>
      html`<li>${contactLine(each, say)} <span class="muted">${formatSince(dayIn(each.happenedAt), view.today, language)}${byColleague(each.doneBy, view)}</span></li>`,
  )
  return card(
    {
      title: say('title'),
      id: 'outreach-title',
      aside: mayLog && linkButton({ href: paths.personLogNew(personId), label: say('log'), icon: 'add' }),
      ...(isWaiting(view) ? { tone: 'due' as const } : {}),
    },
    html`${nextLine(view, say)}
${items.length === 0 ? html`<p class="muted">${say('card.none')}</p>` : html`<ul class="plain">${items}</ul>`}
${mayLog && quickForm(view, say)}
${counts.total > 0 && html`<p><a href="${paths.personLog(personId)}">${say('card.all', { n: counts.total })}</a></p>`}`,
  )
}

function isWaiting({ next, today }: OutreachCard): boolean {
  const [first] = next
  return first !== undefined && ['overdue', 'today'].includes(urgencyOf(first.onDay, today))
}

function nextLine(view: OutreachCard, say: SayContact): Html {
  const { language, today, next, personId, mayLog } = view
  const change = mayLog && html` <a href="${paths.personNext(personId)}">${say('next.change')}</a>`
  const [first] = next
  if (first === undefined) return html`<p>${tag('unclear', say('next'))} ${say('next.none')}${change}</p>`
  const how = first.channel !== null && html`, ${lower(say(`channel.${first.channel}`))}`
  const on = say('next.on', {
    day: formatWeekday(first.onDay, language),
    since: formatSince(first.onDay, today, language),
  })
  return html`<p>${dayTag(first.onDay, today, say)} <strong>${say('next')}:</strong> ${on}${how}${change}</p>${laterLine(view, say)}`
}

/** What is planned for later and stands, when something has come up before it. */
function laterLine({ next, language }: OutreachCard, say: SayContact): Content {
  const later = next.slice(1).map((each) => nextWords(each, language, say))
  return later.length > 0 && html`<p class="muted">${say('next.later', { days: later.join('; ') })}</p>`
}

/** `4 dec 2026, telefon`. */
export function nextWords({ onDay, channel }: NextContact, language: Language, say: SayContact): string {
  const on = formatDayShort(onDay, language)
  return channel === null ? on : `${on}, ${lower(say(`channel.${channel}`))}`
}

/** How urgent a day is, as a shape and a word. */
export function dayTag(onDay: PlainDate, today: PlainDate, say: SayContact): Html {
  const urgency = urgencyOf(onDay, today)
  const tone = urgency === 'overdue' ? 'broken' : urgency === 'today' ? 'due' : 'neutral'
  return tag(tone, say(`urgency.${urgency}`))
}

/** One form, a button for each of what happens most: what a coach does with one thumb, on the way out. */
function quickForm({ personId, token }: OutreachCard, say: SayContact): Html {
  const buttons = (Object.keys(QUICK) as Quick[]).map((quick) =>
    button({ label: say(`quick.${quick}`), kind: 'quiet', name: 'quick', value: quick }),
  )
  return html`<form method="post" action="${paths.personLogQuick(personId)}"><input type="hidden" name="token" value="${token}"><fieldset class="field"><legend>${say('quick.title')}</legend><p class="help">${say('quick.help')}</p><div class="toolbar taps">${buttons}</div></fieldset></form>`
}

/** `2026-12-01 14.30`, for the last contact in a list. */
export function lastCell(
  row: Pick<DueRow, 'lastAt' | 'lastChannel' | 'lastOutcome'>,
  { language, today }: { readonly language: Language; readonly today: PlainDate },
  say: SayContact,
): Html {
  const { lastAt, lastChannel, lastOutcome } = row
  if (lastAt === null || lastChannel === null || lastOutcome === null)
    return html`<span class="muted">${say('last.none')}</span>`
  const since = formatSince(dayIn(new Date(lastAt).toISOString() as Instant), today, language)
  const what = { channel: lastChannel, through: 'self', outcome: lastOutcome } as const
  return html`${contactLine(what, say)} <span class="muted">${since}</span>`
}
