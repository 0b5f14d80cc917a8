import type { Colleague } from '../access/model.ts'
import type { Instant } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { emptyState, toolbar } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { pager } from '../ui/components/pager.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Note } from './model.ts'
import { NOTES_ON_PAGE } from './rules.ts'
import { type NoteWord, TEXT } from './text.ts'

/** What every page of notes knows: whose they are, who is called what, and what the notes say. */
export type Shown = PersonHead & {
  readonly notes: readonly Note[]
  readonly bodies: ReadonlyMap<string, string>
  readonly colleagues: readonly Colleague[]
  readonly mayWrite: boolean
  /** Stands among the note's own wordings, to which no way need lead. */
  readonly among?: 'wordings'
}

/** The budget is used up: what that means, and when there is room again. */
export type Over = { readonly language: Language; readonly freeAt: string | null }

export type NotesPage = Shown & {
  readonly page: number
  readonly total: number
  /** How many are struck out, and whether they are among those shown. */
  readonly struck: number
  readonly withStruck: boolean
  readonly over: Over | null
}

export const noteWords = (language: Language): Say<NoteWord> => words(TEXT, language)

/** A page of somebody's notes with their words. */
export function notesPage(view: NotesPage): Html {
  const say = noteWords(view.language)
  const { person, total, over } = view
  const write = view.mayWrite && linkButton({ href: paths.personNoteNew(person.id), label: say('write'), icon: 'edit' })
  const href = (page: number) => paths.personNotes(person.id, { page: page > 1 ? page : null, struck: view.withStruck })
  const paging = { language: view.language, page: view.page, total, href, pageSize: NOTES_ON_PAGE }
  return html`${personHead(view, say('title'), say('lead'))}
${toolbar(write, struckLink(view, say))}
${over ? overNotice(over) : list(view, say)}
${!over && total > NOTES_ON_PAGE && pager(paging)}`
}

function list(view: NotesPage, say: Say<NoteWord>): Content {
  if (view.notes.length === 0) return emptyState({ title: say('none.title'), hint: say('none.hint') })
  return view.notes.map((note) => noteCard(note, view))
}

function struckLink({ person, struck, withStruck }: NotesPage, say: Say<NoteWord>): Html | false {
  if (struck === 0) return false
  return withStruck
    ? html`<a href="${paths.personNotes(person.id)}">${say('struck.hide')}</a>`
    : html`<a href="${paths.personNotes(person.id, { struck: true })}">${say('struck.show', { n: struck })}</a>`
}

export function overNotice({ language, freeAt }: Over): Html {
  const say = noteWords(language)
  const again = freeAt !== null && say('over.at', { at: formatInstant(nextMinute(freeAt), language) })
  return notice({ tone: 'due', title: say('over.title') }, html`${say('over.text')} ${again}`)
}

/** Minutes are told, not seconds: at the minute that is told there is room. */
function nextMinute(at: string): Instant {
  return new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000).toISOString() as Instant
}

/** One note: when and about what, its words, by whom, and what one can do with it. */
export function noteCard(note: Note, view: Shown): Html {
  const { language, bodies, person } = view
  const say = noteWords(language)
  const title = heading(note, language)
  const hasEarlier = note.id !== note.noteId && view.among === undefined
  const body = bodies.get(note.id)
  const may = view.mayWrite && note.knownUntil === null && note.struckAt === null
  return card(
    { title, id: `note-${note.id}`, aside: say(`secrecy.${note.secrecy}`) },
    html`${note.struckAt !== null && html`<p>${tag('broken', say('struck'))} <span class="muted">${struckBy(note, view)}</span></p>`}
${body === undefined ? html`<p class="muted">${say('gone')}</p>` : html`<p class="written${note.struckAt === null ? '' : ' struck'}">${body}</p>`}
<p class="muted">${byline(note, view)}</p>
${
  (may || hasEarlier) &&
  toolbar(
    may && html`<a href="${paths.personNoteCorrection(person.id, note.noteId)}">${say('correct')}</a>`,
    may && html`<a href="${paths.personNoteStrike(person.id, note.noteId)}">${say('strike')}</a>`,
    hasEarlier && html`<a href="${paths.personNote(person.id, note.noteId)}">${say('corrected.all')}</a>`,
  )
}`,
  )
}

/** Every wording of one note, the newest first. */
export function wordingsPage(view: Shown & { readonly over: Over | null }): Html {
  const { language, person, notes } = view
  const say = noteWords(language)
  const back = html`<a href="${paths.personNotes(person.id)}">${say('all')}</a>`
  return html`${personHead(view, say('title.one'))}
${toolbar(back)}
${view.over ? overNotice(view.over) : notes.map((note) => wording(note, view, say))}`
}

function wording(note: Note, view: Shown, say: Say<NoteWord>): Html {
  const state =
    note.knownUntil === null
      ? tag('in', say('current'))
      : tag('neutral', say('earlier', { at: formatInstant(note.knownUntil, view.language) }))
  return html`<p>${state}</p>${noteCard(note, { ...view, mayWrite: false, among: 'wordings' })}`
}

function heading(note: Note, language: Language): string {
  const say = noteWords(language)
  return say('heading', { day: formatDay(note.happenedOn, language), topic: say(`topic.${note.topic}`) })
}

/** Who wrote it and when, and who wrote this wording when it is another. */
function byline(note: Note, view: Shown): string {
  const say = noteWords(view.language)
  const written = say('by', { name: nameOf(note.writtenBy, view), at: at(note.writtenAt, view) })
  if (note.id === note.noteId) return written
  return `${written} · ${say('corrected', { name: nameOf(note.recordedBy, view), at: at(note.knownFrom, view) })}`
}

function struckBy(note: Note, view: Shown): string {
  const { struckBy: by, struckAt, struckReason } = note
  if (by === null || struckAt === null || struckReason === null) return ''
  return noteWords(view.language)('struck.by', { name: nameOf(by, view), at: at(struckAt, view), reason: struckReason })
}

const at = (instant: Instant, { language }: Shown) => formatInstant(instant, language)

function nameOf(account: string, { colleagues }: Pick<Shown, 'colleagues'>): string {
  return colleagues.find(({ accountId }) => accountId === account)?.displayName ?? '–'
}

export type NotesCard = {
  readonly language: Language
  readonly personId: string
  /** Null: the reader does not work with the person. */
  readonly known: { readonly notes: readonly Note[]; readonly total: number } | null
  readonly colleagues: readonly Colleague[]
  readonly mayWrite: boolean
}

/** The card on a person's page: when there was what to write down, by whom, about what; none of the words. */
export function notesCard(view: NotesCard): Html {
  const { language, personId, known } = view
  const say = noteWords(language)
  if (known === null)
    return card({ title: say('title'), id: 'notes-title' }, html`<p class="muted">${say('card.unreached')}</p>`)
  const items = known.notes.map(
    (note) =>
      html`<li>${heading(note, language)} <span class="muted">${nameOf(note.writtenBy, view)}, ${say('card.letters', { n: note.letters })}</span></li>`,
  )
  return card(
    {
      title: say('title'),
      id: 'notes-title',
      aside: view.mayWrite && linkButton({ href: paths.personNoteNew(personId), label: say('write'), icon: 'edit' }),
    },
    items.length === 0
      ? html`<p class="muted">${say('card.none')}</p>`
      : html`<ul class="plain">${items}</ul><p><a href="${paths.personNotes(personId)}">${say('card.all', { n: known.total })}</a></p>`,
  )
}
