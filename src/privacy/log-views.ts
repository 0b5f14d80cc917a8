import type { Colleague } from '../access/model.ts'
import type { Instant } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import type { Event } from '../trail/model.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { filterBar } from '../ui/components/filters.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState, pageHead, tabs, toolbar } from '../ui/components/navigation.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { formatInstant, type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { actionsToChoose, actorWords, deedWords, fromWords, personCode, reasonIn, roleThen } from './event-words.ts'
import { TEXT } from './text.ts'

/** What the log is narrowed to, as it stands in the address. */
export type LogFilter = {
  readonly person: string | null
  readonly actor: string | null
  readonly action: string | null
  readonly from: string | null
  readonly until: string | null
  readonly before: number | null
}

type LogPage = {
  readonly language: Language
  readonly filter: LogFilter
  readonly events: readonly Event[]
  readonly more: boolean
  readonly colleagues: readonly Colleague[]
  readonly domainId: string
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly filterErrors: readonly FieldError[]
}

/** The log of the whole domain for the data protection officer. */
export function logPage(view: LogPage): Html {
  const { language, filter, events, more } = view
  const say = words(TEXT, language)
  return html`${pageHead({ title: say('log.title'), lead: say('log.lead') })}
${numberCard(view)}
${filters(view)}
${filter.person !== null && html`<p>${say('log.person', { code: personCode(filter.person) })} <a href="${paths.log({ ...filter, person: null, before: null })}">${say('log.everyone')}</a></p>`}
${eventTable({ ...view, personOf: (event) => personLink(event, language) })}
${pager({ language, before: filter.before, more, last: events.at(-1), to: (before) => paths.log({ ...filter, before }) })}`
}

type Pager = {
  readonly language: Language
  readonly before: number | null
  readonly more: boolean
  readonly last: Event | undefined
  readonly to: (before: number | null) => string
}

function pager({ language, before, more, last, to }: Pager): Html {
  const say = words(TEXT, language)
  return html`<p class="toolbar">${before !== null && html`<a href="${to(null)}">${say('log.newest')}</a>`} ${more && last && html`<a href="${to(last.id)}" rel="next">${say('log.older')}</a>`}</p>`
}

function numberCard({ language, token, errors, filter }: LogPage): Html {
  const say = words(TEXT, language)
  const fields = form(
    {
      id: 'log-number',
      action: paths.logSearches(),
      language,
      errors,
      permitted: ALLOWED,
      token,
      submit: say('log.number.submit'),
      kind: 'quiet',
      hidden: { from: filter.from ?? '', until: filter.until ?? '' },
    },
    (field) =>
      field.text({
        name: 'number',
        label: say('log.number'),
        help: say('log.number.help'),
        inputmode: 'numeric',
        width: 'medium',
      }),
  )
  return disclosure(say('log.number'), fields, errors.length > 0)
}

function filters({ language, filter, colleagues, filterErrors }: LogPage): Html {
  const say = words(TEXT, language)
  const who = new Map(colleagues.map((each) => [each.accountId, each.displayName]))
  return filterBar(
    {
      language,
      id: 'log-filter',
      action: paths.log(),
      keep: { person: filter.person },
      chips: [],
      clearHref: paths.log(),
      errors: filterErrors,
    },
    (field) => [
      field.select({
        name: 'actor',
        label: say('log.colleague'),
        value: filter.actor,
        blank: say('log.everybody'),
        options: [...who].map(([value, label]) => ({ value, label })),
      }),
      field.select({
        name: 'action',
        label: say('log.what'),
        value: filter.action,
        blank: say('log.everything'),
        options: [{ value: 'reads', label: say('log.reads') }, ...actionsToChoose(language)],
      }),
      field.date({ name: 'from', label: say('log.from'), value: filter.from }),
      field.date({ name: 'until', label: say('log.until'), value: filter.until }),
    ],
  )
}

function personLink({ personId, detail }: Event, language: Language): Content {
  const say = words(TEXT, language)
  if (personId === null) return say(detail?.['found'] === false ? 'log.youth.nobody' : 'log.youth.one')
  return html`<a href="${paths.log({ person: personId })}">${say('log.youth', { code: personCode(personId) })}</a>`
}

type EventTable = {
  readonly language: Language
  readonly events: readonly Event[]
  readonly domainId: string
  readonly personOf: (event: Event) => Content
  /** The name of each domain that may stand in it; given, role and domain have a column of their own. */
  readonly domainName?: (id: string) => string
  readonly empty?: Html
}

/** Events, newest first: when, who in what role, and what in plain words. */
export function eventTable(view: EventTable): Html {
  const { language, events } = view
  const say = words(TEXT, language)
  const columns: readonly Column<Event>[] = [
    {
      key: 'at',
      label: say('log.when'),
      tight: true,
      heads: true,
      cell: ({ at }) => formatInstant(at as Instant, language),
    },
    { key: 'who', label: say('log.who'), cell: (event) => whoCell(view, event) },
    ...(view.domainName
      ? [{ key: 'from', label: say('readings.unit'), cell: fromWords(language, view.domainName) }]
      : []),
    { key: 'what', label: say('log.what'), cell: (event) => whatCell(view, event) },
  ]
  const empty = view.empty ?? emptyState({ title: say('log.none'), hint: say('log.none.hint') })
  return dataTable<Event>({
    language,
    id: 'events',
    caption: say('log.title'),
    captionUnseen: true,
    columns,
    rows: events,
    empty,
  })
}

function whoCell({ language, domainId, domainName }: EventTable, event: Event): Content {
  if (domainName) return actorWords(event, language)
  const say = words(TEXT, language)
  const away = event.actorDomainId !== domainId
  const role = event.actorRole === 'machine' ? null : roleThen(event, language)
  return html`${actorWords(event, language)}${role && html`<br><span class="muted">${role}${away && html`, ${say('log.elsewhere')}`}</span>`}`
}

function whatCell({ language, personOf }: EventTable, event: Event): Html {
  const say = words(TEXT, language)
  const reason = reasonIn(event)
  return html`${deedWords(event, language, personOf(event))}${reason !== null && html`<br><span class="muted">${say('log.reason', { reason })}</span>`}${event.erased && html`<br><span class="muted">${say('log.erased')}</span>`}`
}

type ReadingsPage = PersonHead & {
  readonly domainName: (id: string) => string
  readonly events: readonly Event[]
  readonly everything: boolean
  readonly before: number | null
  readonly more: boolean
  readonly domainId: string
  readonly tokens: { readonly pdf: string; readonly html: string }
}

/** Who has read about one person, for those who have the person in their reach. */
export function readingsPage(view: ReadingsPage): Html {
  const { language, person, events, everything, before, more } = view
  const say = words(TEXT, language)
  return html`${personHead(view, say('readings.title'), say('readings.lead'))}
${tabs(
  language,
  say('log.what'),
  [false, true].map((all) => ({
    label: say(all ? 'readings.all' : 'readings.only'),
    href: paths.personReadings(person.id, { all }),
    current: all === everything,
  })),
)}
${eventTable({
  ...view,
  personOf: () => say('log.youth.one'),
  empty: emptyState({ title: say('readings.none'), hint: say('readings.none.hint') }),
})}
${pager({ language, before, more, last: events.at(-1), to: (from) => paths.personReadings(person.id, { all: everything, before: from }) })}
${card({ title: say('readings.extract'), id: 'extract-title' }, extractForms(view))}`
}

function extractForms({ language, person, tokens }: ReadingsPage): Html {
  const say = words(TEXT, language)
  const one = (format: 'pdf' | 'html') =>
    actionButton({
      action: paths.personLogExtract(person.id),
      label: say(`readings.extract.${format}`),
      permitted: ALLOWED,
      icon: 'print',
      values: { token: tokens[format], format },
    })
  return html`<p>${say('readings.extract.lead')}</p>${toolbar(one('pdf'), one('html'))}`
}

/** The card of a person's page: the way to who has read, and to what the young person is handed of it. */
export function readingsCard(personId: string, language: Language): Html {
  const say = words(TEXT, language)
  return card(
    { title: say('readings.title'), id: 'readings-title' },
    html`<p class="muted">${say('readings.card')}</p>
<p><a href="${paths.personReadings(personId)}">${say('readings.card.open')}</a></p>`,
  )
}
