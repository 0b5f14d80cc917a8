import { type Html, html } from '../../kernel/html.ts'
import { actionButton, linkButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { confirmation, form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice, protectedNotice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatDay, formatInstant, formatList, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { formatNumber } from '../identity.ts'
import type { PersonHeader, PersonId } from '../model.ts'
import { addressText, nameOf, numberOf, peopleWords } from '../words.ts'
import { type Comparable, FIELDS, type Field, type Merge, type Suggestion } from './model.ts'
import { type DuplicateWord, TEXT } from './text.ts'

type Say1 = Say<DuplicateWord>
const isWord = (key: string): key is DuplicateWord => Object.hasOwn(TEXT, key)

export type ListPage = {
  readonly language: Language
  readonly suggestions: readonly Suggestion[]
  readonly merges: readonly Merge[]
  readonly persons: ReadonlyMap<PersonId, PersonHeader>
}

/** Suggestions nobody has decided, the likeliest first; below them the merges that can be undone. */
export function listPage(view: ListPage): Html {
  const say = words(TEXT, view.language)
  return html`${pageHead({ title: say('title'), lead: say('lead') })}
${suggestionTable(view, say)}
${mergeTable(view, say)}`
}

function suggestionTable({ language, suggestions, persons }: ListPage, say: Say1): Html {
  return dataTable<Suggestion>({
    language,
    id: 'suggestions',
    caption: say('title'),
    captionUnseen: true,
    rows: suggestions,
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        key: 'persons',
        label: say('persons'),
        heads: true,
        tight: true,
        cell: (each) =>
          html`${brief(persons.get(each.personId), language)}<br>${brief(persons.get(each.otherId), language)}`,
      },
      { key: 'reasons', label: say('reasons'), cell: (each) => formatList(reasonWords(each.reasons, say), language) },
      { key: 'score', label: say('score'), numeric: true, cell: (each) => say('score.of', { score: each.score }) },
      { key: 'since', label: say('since'), cell: (each) => formatInstant(each.suggestedAt, language) },
      {
        key: 'action',
        label: say('action'),
        cell: (each) => linkButton({ href: paths.duplicate(each.id), label: say('compare'), icon: 'duplicates' }),
      },
    ],
  })
}

function mergeTable({ language, merges, persons }: ListPage, say: Say1): Html {
  return dataTable<Merge>({
    language,
    id: 'merges',
    caption: say('recent'),
    rows: merges,
    empty: emptyState({ title: say('recent.none'), hint: say('recent.none.hint') }),
    columns: [
      {
        key: 'person',
        label: say('persons'),
        heads: true,
        cell: (each) => brief(persons.get(each.survivorId), language),
      },
      { key: 'when', label: say('when'), cell: (each) => formatInstant(each.mergedAt, language) },
      {
        key: 'action',
        label: say('action'),
        cell: (each) => html`<a href="${paths.merge(each.id)}">${say('unmerge.see')}</a>`,
      },
    ],
  })
}

function brief(person: PersonHeader | undefined, language: Language): string {
  const say = peopleWords(language)
  return person ? `${nameOf(person, say)}, ${numberOf(person, say)}` : say('noName')
}

function reasonWords(reasons: readonly string[], say: Say1): string[] {
  return reasons.map((reason) => {
    const key = `reason.${reason}`
    return isWord(key) ? say(key) : reason
  })
}

export type ComparePage = {
  readonly language: Language
  readonly suggestion: Suggestion
  readonly first: Comparable
  readonly second: Comparable
  /** What stands chosen: for the survivor and each field the id of one of the two. */
  readonly chosen: Readonly<Record<Field | 'survivor', PersonId>>
  readonly permitted: Permitted
  readonly tokens: { readonly merge: string; readonly apart: string }
  readonly errors: readonly FieldError[]
}

/** The two side by side, and the two ways on: one person, with a choice where they differ, or two. */
export function comparePage(view: ComparePage): Html {
  const { language, suggestion, first, second } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.duplicates() }])
  const lead = say('compare.lead', { reasons: formatList(reasonWords(suggestion.reasons, say), language) })
  const isProtected = first.protection !== 'none' || second.protection !== 'none'
  return html`${pageHead({ title: say('compare.title'), lead, crumbs })}
${isProtected && protectedNotice(language)}
${sideBySide(view, say)}
${
  suggestion.decision === null
    ? html`${card({ title: say('merge.heading'), id: 'same-title' }, mergeForm(view, say))}
${card({ title: say('apart.heading'), id: 'apart-title' }, apartForm(view, say))}`
    : notice({ tone: 'info', title: say('decided') })
}`
}

type Row = { readonly key: string; readonly label: string; readonly of: (person: Comparable) => string }

function rowsOf(language: Language, say: Say1): Row[] {
  const text = peopleWords(language)
  const born = (person: Comparable) =>
    person.birthDate === null
      ? say('bornIn', { year: person.latestBirthDate.slice(0, 4) })
      : formatDay(person.birthDate, language)
  return [
    { key: 'name', label: say('field.name'), of: (each) => (each.folded === '' ? '' : nameOf(each, text)) },
    { key: 'sex', label: say('field.sex'), of: (each) => (each.sex === null ? '' : text(`sex.${each.sex}`)) },
    { key: 'birthDate', label: say('field.birthDate'), of: born },
    { key: 'address', label: say('field.address'), of: (each) => addressText(each) ?? '' },
    { key: 'protection', label: say('field.protection'), of: (each) => text(`protection.${each.protection}`) },
    {
      key: 'numbers',
      label: say('field.numbers'),
      of: (each) =>
        each.numbers.map(({ kind, number }) => `${text(`number.${kind}`)} ${formatNumber(number)}`).join(', '),
    },
    { key: 'phones', label: say('field.phones'), of: (each) => each.phones.map((digits) => `+${digits}`).join(', ') },
    { key: 'emails', label: say('field.emails'), of: (each) => each.emails.join(', ') },
  ]
}

function sideBySide({ language, first, second }: ComparePage, say: Say1): Html {
  const value = (text: string) => text || html`<span class="muted">${say('empty')}</span>`
  return dataTable<Row>({
    language,
    id: 'compare',
    caption: say('compare.title'),
    captionUnseen: true,
    rows: rowsOf(language, say),
    empty: emptyState({ title: say('empty'), hint: say('empty') }),
    columns: [
      { key: 'field', label: say('field'), heads: true, cell: (row) => row.label },
      { key: 'first', label: say('first'), cell: (row) => value(row.of(first)) },
      { key: 'second', label: say('second'), cell: (row) => value(row.of(second)) },
    ],
  })
}

function mergeForm(view: ComparePage, say: Say1): Html {
  const { language, suggestion, first, second, chosen, permitted, tokens, errors } = view
  const rows = rowsOf(language, say)
  const differing = FIELDS.flatMap((name) => rows.filter((row) => row.key === name && row.of(first) !== row.of(second)))
  const options = (label: (person: Comparable) => string) =>
    [first, second].map((person) => ({ value: person.id, label: label(person) || say('empty') }))
  const known = (person: Comparable) => person.numbers.map(({ number }) => formatNumber(number)).join(', ')
  return form(
    {
      id: 'merge',
      action: paths.duplicate(suggestion.id),
      language,
      errors,
      permitted,
      token: tokens.merge,
      submit: say('merge'),
    },
    (field) => html`<p class="muted">${say('compare.note')}</p>
${field.radios({ name: 'survivor', label: say('survivor'), help: say('survivor.help'), value: chosen.survivor, options: options(known) })}
${differing.map((row) => {
  const name = FIELDS.find((each) => each === row.key) ?? 'name'
  return field.radios({ name, label: row.label, value: chosen[name], options: options(row.of) })
})}`,
  )
}

function apartForm({ suggestion, permitted, tokens }: ComparePage, say: Say1): Html {
  return html`<p>${say('apart.text')}</p>${actionButton({
    action: paths.duplicateDismissal(suggestion.id),
    label: say('apart'),
    permitted,
    values: { token: tokens.apart },
  })}`
}

export type UnmergePage = {
  readonly language: Language
  readonly merge: Merge
  readonly one: string
  readonly other: string
  readonly permitted: Permitted
  readonly token: string
  readonly errors: readonly FieldError[]
}

/** What undoing a merge does, before it is done. */
export function unmergePage({ language, merge, one, other, permitted, token, errors }: UnmergePage): Html {
  const say = words(TEXT, language)
  if (merge.unmergedAt !== null)
    return html`${pageHead({ title: say('recent') })}${notice({ tone: 'info', title: say('unmerged.already') })}`
  return confirmation({
    title: say('unmerge.title'),
    consequences: [
      say('unmerge.lead', { at: formatInstant(merge.mergedAt, language) }),
      say('unmerge.both', { one, other }),
      say('unmerge.fields'),
      say('unmerge.later'),
    ],
    action: paths.mergeReversal(merge.id),
    language,
    permitted,
    token,
    submit: say('unmerge'),
    kind: 'danger',
    cancel: paths.duplicates(),
    errors,
  })
}
