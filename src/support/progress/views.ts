import type { Colleague } from '../../access/model.ts'
import type { Instant, PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatDay, formatDayShort, formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { SupportCase } from '../cases/model.ts'
import { progressChart } from './chart-views.ts'
import { type Ask, Evidence, type Ladder, MEASURES, type Measure, type Reading, Voice } from './model.ts'
import { isOpen, latestOf, mostOf, nextReadingOn } from './rules.ts'
import { progressWords, type SayProgress, stepsIn, valueWords, wordOf } from './words.ts'

export type Known = {
  readonly readings: readonly Reading[]
  readonly ladders: readonly Ladder[]
  readonly today: PlainDate
}

type Filled = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
}

export type ProgressPage = PersonHead &
  Known &
  Filled & {
    readonly of: SupportCase | null
    /** The one to choose a step on; null for ours. */
    readonly ladder: Ladder | null
    readonly ask: Ask | null
    readonly now: Instant
    readonly colleagues: readonly Colleague[]
    readonly mayWork: boolean
    readonly account: string
  }

/** What the tab calls a reading that is being written. */
export const readingDraft = (account: string, person: string) => `${account}:reading-${person}`

/** Where somebody stands, in both voices, and how it has gone. */
export function progressPage(view: ProgressPage): Html {
  const say = progressWords(view.language)
  const isOpenCase = view.of !== null && view.of.closedOn === null
  const chart = progressChart(view)
  return html`${personHead(view, say('title'), say('lead'))}
${view.errors.length > 0 && writing(view, say)}
${chart && card({ title: say('chart'), id: 'chart-title' }, html`${view.of && dueLine(view, view.of, say)}${chart}`)}
${readingsTable(view, say)}
${isOpenCase ? view.errors.length === 0 && writing(view, say) : notice({ tone: 'info', title: say('no_case.title') }, say('no_case'))}
${isOpenCase && view.mayWork && card({ title: say('ask.title'), id: 'ask-title' }, askContent(view, say))}`
}

const writing = (view: ProgressPage, say: SayProgress) =>
  card({ title: say('new.title'), id: 'new-title' }, readingForm(view, say))

/** When it is time to read anew. */
function dueLine(
  { readings, today, language }: Known & { readonly language: Language },
  of: SupportCase,
  say: SayProgress,
) {
  if (of.closedOn !== null) return null
  const last = readings.reduce<PlainDate | null>(
    (late, { onDay }) => (late === null || onDay > late ? onDay : late),
    null,
  )
  const next = nextReadingOn(last, of.openedOn)
  return html`<p>${say(next < today ? 'next.late' : 'next.on', { day: formatDay(next, language) })}</p>`
}

function readingsTable(view: ProgressPage, say: SayProgress): Html {
  const { language, person, readings, ladders } = view
  const told = (each: Reading) => `${say(`measure.${each.measure}`)}, ${formatDayShort(each.onDay, language)}`
  return dataTable<Reading>({
    ...{ language, id: 'readings', caption: say('readings'), rows: readings.toReversed() },
    empty: emptyState({ title: say('readings.none'), hint: say('readings.none.hint') }),
    columns: [
      { key: 'day', label: say('day'), tight: true, cell: ({ onDay }) => formatDayShort(onDay, language) },
      { key: 'what', label: say('what'), heads: true, cell: ({ measure }) => say(`measure.${measure}`) },
      { key: 'value', label: say('value'), cell: (each) => valueWords(each, ladders, language) },
      { key: 'who', label: say('who'), cell: ({ voice }) => say(`voice.${voice}`) },
      { key: 'basis', label: say('basis'), cell: (each) => basis(each, view, say) },
      {
        key: 'change',
        label: say('change'),
        cell: (each) =>
          view.mayWork
            ? html`<a href="${paths.personReading(person.id, each.readingId)}">${say('change')}<span class="unseen"> ${told(each)}</span></a>`
            : '–',
      },
    ],
  })
}

function basis(
  { evidence, noteId, recordedBy }: Reading,
  { person, colleagues }: ProgressPage,
  say: SayProgress,
): Html {
  const by = nameIn(colleagues, recordedBy)
  return html`${wordOf(say, 'evidence', evidence)}${by && html` <span class="muted">${by}</span>`}${
    noteId && html` <a href="${paths.personNote(person.id, noteId)}">${say('note')}</a>`
  }`
}

export const nameIn = (colleagues: readonly Colleague[], account: string) =>
  colleagues.find(({ accountId }) => accountId === account)?.displayName ?? ''

function readingForm(view: ProgressPage, say: SayProgress): Html {
  const { language, person, errors, token, typed, account } = view
  const told = (name: string) => typed[name] ?? ''
  const steps = stepsIn(view.ladder, language)
  return form(
    {
      ...{ id: 'reading', action: paths.personProgress(person.id), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('new.save'), draft: readingDraft(account, person.id) },
      hidden: { ladderId: view.ladder?.id ?? '' },
    },
    (field) => html`<p>${say('new.lead')}</p>
${field.radios({
  ...{ name: 'voice', label: say('who'), value: told('voice') || 'coach' },
  options: Voice.options.map((value) => ({ value, label: say(`voice.${value}`) })),
})}${field.date({ name: 'onDay', label: say('day'), value: typed['onDay'] ?? view.today })}${field.radios({
  ...{ name: 'ladder', label: say('measure.ladder'), value: told('ladder') || 'skip' },
  options: [
    ...steps.map(({ name, meaning }, n) => ({ value: String(n), label: `${n}, ${name}`, help: meaning || null })),
    { value: 'skip', label: say('ladder.skip') },
  ],
})}${MEASURES.map((measure) =>
  valueField(field, { measure, label: say(`measure.${measure}`), value: told(measure), skip: say('measure.skip') }),
)}<p class="help">${say('measure.help')}</p>${evidenceField(field, told('evidence') || 'together', say)}${field.textarea(
      {
        ...{
          name: 'words',
          label: say('words'),
          help: say('words.help'),
          value: told('words'),
          optional: true,
          rows: 4,
        },
      },
    )}`,
  )
}

type ValueField = { readonly measure: Measure; readonly label: string; readonly value: string; readonly skip: string }

/** A value from nothing to ten, or none. */
export const valueField = (field: Fields, { measure, label, value, skip }: ValueField): Html =>
  field.select({
    ...{ name: measure, label, value, blank: skip, optional: true },
    options: Array.from({ length: mostOf(measure, 0) + 1 }, (_, n) => ({ value: String(n), label: String(n) })),
  })

const evidenceField = (field: Fields, value: string, say: SayProgress) =>
  field.select({
    ...{ name: 'evidence', label: say('basis'), value },
    options: Evidence.options.map((each) => ({ value: each, label: say(`evidence.${each}`) })),
  })

function askContent({ ask, now, language, person, token }: ProgressPage, say: SayProgress): Html {
  const waits = ask !== null && ((ask.sentAt === null && ask.endedAs === null) || isOpen(ask, now))
  const send = { action: paths.personProgressAsk(person.id), label: say('ask.send'), permitted: ALLOWED }
  return html`<p>${say('ask.lead')}</p>
${ask && html`<p>${askLine(ask, now, language)}</p>`}
${!waits && actionButton({ ...send, values: { token } })}`
}

function askLine(ask: Ask, now: Instant, language: Language): string {
  const say = progressWords(language)
  const at = (when: Instant) => formatInstant(when, language)
  if (ask.answeredAt !== null) return say('ask.answered', { at: at(ask.answeredAt) })
  if (ask.endedAs !== null) return say('ask.ended', { why: wordOf(say, 'reason', ask.endedAs) })
  if (ask.sentAt === null) return say('ask.waits', { at: at(ask.askedAt) })
  return say(isOpen(ask, now) ? 'ask.sent' : 'ask.over', { at: at(ask.sentAt) })
}

export type CorrectionPage = PersonHead &
  Filled & {
    readonly reading: Reading
    readonly ladders: readonly Ladder[]
    readonly colleagues: readonly Colleague[]
    readonly today: PlainDate
    /** Somebody else was before one: what holds now stands above what was typed. */
    readonly conflict: boolean
  }

/** The form that says of a reading what is right. */
export function correctionPage(view: CorrectionPage): Html {
  const { language, person, reading, ladders, errors, token, typed } = view
  const say = progressWords(language)
  const action = paths.personReading(person.id, reading.readingId)
  const stands = say('reading.now', {
    value: valueWords(reading, ladders, language),
    day: formatDay(reading.onDay, language),
    name: nameIn(view.colleagues, reading.recordedBy),
  })
  const fields = { id: 'correction', action, language, errors, permitted: ALLOWED, token, hidden: { seen: reading.id } }
  return html`${personHead(view, say('correct.title'), `${say(`measure.${reading.measure}`)}. ${say('correct.lead')}`)}
${view.conflict && notice({ tone: 'due', title: say('reading_changed') }, stands)}
${form(
  { ...fields, submit: say('correct.save'), cancel: paths.personProgress(person.id) },
  (field) =>
    html`${field.select({
      ...{ name: 'value', label: say('value'), value: typed['value'] ?? String(reading.value) },
      options: valueOptions(reading, ladders, language),
    })}${field.date({ name: 'onDay', label: say('day'), value: typed['onDay'] ?? reading.onDay })}${evidenceField(field, typed['evidence'] ?? reading.evidence, say)}`,
)}
${actionButton({
  ...{ action: paths.personReadingRemoval(person.id, reading.readingId), label: say('remove'), permitted: ALLOWED },
  ...{ values: { token, seen: reading.id }, sure: { consequence: say('remove.consequence'), language } },
})}`
}

function valueOptions({ measure, ladderId }: Reading, ladders: readonly Ladder[], language: Language) {
  const steps = stepsIn(ladders.find(({ id }) => id === ladderId) ?? null, language)
  return Array.from({ length: mostOf(measure, steps.length) + 1 }, (_, n) => ({
    value: String(n),
    label: measure === 'ladder' ? `${n}, ${steps[n]?.name ?? ''}` : String(n),
  }))
}

export type ProgressCard = Known & {
  readonly language: Language
  readonly personId: string
  readonly of: SupportCase
}

/** On a person's page: the step in both voices, and when it is time to read anew. */
export function progressCard(view: ProgressCard): Html {
  const { language, personId, readings, ladders, of } = view
  const say = progressWords(language)
  const lines = Voice.options.map((voice): Content => {
    const found = latestOf(readings, { measure: 'ladder', voice })
    const value = found === null ? say('chart.none') : valueWords(found, ladders, language)
    return html`<li>${say(`voice.${voice}`)}: <strong>${value}</strong>${found && html` <span class="muted">${formatDayShort(found.onDay, language)}</span>`}</li>`
  })
  const none = readings.length === 0
  return card(
    { title: say('title'), id: 'progress-title' },
    html`${none ? html`<p>${say('card.none')}</p>` : html`<ul class="plain">${lines}</ul>`}${dueLine(view, of, say)}
<p><a href="${paths.personProgress(personId)}">${say(none ? 'card.first' : 'card.link')}</a></p>`,
  )
}
