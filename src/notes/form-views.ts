import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { nameOf, peopleWords } from '../people/words.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { confirmation, form } from '../ui/components/form.ts'
import { breadcrumbs } from '../ui/components/navigation.ts'
import { notice, protectedNotice, unverified } from '../ui/components/notice.ts'
import { formatList, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { BudgetAsked } from './actions.ts'
import { type Note, type NoteSettings, NoteTopic, Secrecy } from './model.ts'
import { BUDGET, LONGEST } from './rules.ts'
import { type NoteWord, TEXT } from './text.ts'
import { noteCard, type Over, overNotice, type Shown } from './views.ts'

/** A form with what came back in it; nothing the first time. */
type Filled = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type WritePage = PersonHead &
  Filled & {
    readonly account: string
    readonly today: PlainDate
    readonly secrecy: Secrecy
    /** The domain has decided which secrecy its notes begin with. */
    readonly decided: boolean
  }

/** What the tab calls a note that is being written: by one member of staff about one young person. */
export const noteDraft = (account: string, person: string) => `${account}:note-${person}`

/** The form of a new note. */
export function writePage(view: WritePage): Html {
  const { language, person, typed } = view
  const say = words(TEXT, language)
  return html`${personHead(view, say('title.new'))}
${form(
  {
    id: 'note',
    action: paths.personNotes(person.id),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    submit: say('save'),
    cancel: paths.person(person.id),
    draft: noteDraft(view.account, person.id),
  },
  (field) =>
    noteFields(field, say, {
      language,
      decided: view.decided,
      topic: typed['topic'] ?? null,
      secrecy: typed['secrecy'] ?? view.secrecy,
      happenedOn: typed['happenedOn'] ?? view.today,
      body: typed['body'] ?? '',
    }),
)}`
}

type Values = {
  readonly language: Language
  readonly decided: boolean
  readonly topic: string | null
  readonly secrecy: string
  readonly happenedOn: string
  readonly body: string
}

function noteFields(field: Fields, say: Say<NoteWord>, values: Values): Html {
  return html`${field.radios({
    name: 'topic',
    label: say('topic'),
    value: values.topic,
    options: NoteTopic.options.map((value) => ({
      value,
      label: say(`topic.${value}`),
      ...(value === 'health' && { help: say('topic.health.help') }),
    })),
  })}
${field.date({ name: 'happenedOn', label: say('happenedOn'), value: values.happenedOn })}
${field.textarea({ name: 'body', label: say('body'), help: say('body.help'), value: values.body, rows: 10, maxlength: LONGEST })}
${field.select({
  name: 'secrecy',
  label: say('secrecy'),
  help: html`${say('secrecy.help')}${!values.decided && html` ${unverified(values.language)}`}`,
  value: values.secrecy,
  options: secrecyOptions(say),
})}`
}

const secrecyOptions = (say: Say<NoteWord>) =>
  Secrecy.options.map((value) => ({ value, label: say(`secrecy.${value}`) }))

export type CorrectPage = Shown &
  Filled & {
    readonly account: string
    readonly decided: boolean
    /** The wording as it stands. */
    readonly note: Note
    /** Somebody else has written another wording since one began. */
    readonly conflict: boolean
    readonly over: Over | null
  }

/** What the tab calls a correction that is being written. */
export const correctionDraft = (account: string, note: string) => `${account}:correction-${note}`

/** The form of a correction; when somebody was before one, their wording stands above it. */
export function correctPage(view: CorrectPage): Html {
  const { language, person, note, typed, over } = view
  const say = words(TEXT, language)
  const head = personHead(view, say('title.correct'), say('correct.lead'))
  if (over) return html`${head}${overNotice(over)}`
  return html`${head}
${view.conflict && notice({ tone: 'due', title: say('correct.theirs') }, say('note_changed'))}
${view.conflict && noteCard(note, { ...view, mayWrite: false })}
${form(
  {
    id: 'correction',
    action: paths.personNoteCorrection(person.id, note.noteId),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    hidden: { seen: note.id },
    submit: say('correct.save'),
    cancel: paths.personNotes(person.id),
    draft: correctionDraft(view.account, note.noteId),
  },
  (field) =>
    noteFields(field, say, {
      language,
      decided: view.decided,
      topic: typed['topic'] ?? note.topic,
      secrecy: typed['secrecy'] ?? note.secrecy,
      happenedOn: typed['happenedOn'] ?? note.happenedOn,
      body: typed['body'] ?? view.bodies.get(note.id) ?? '',
    }),
)}`
}

export type StrikePage = Shown & Filled & { readonly note: Note; readonly over: Over | null }

/** Asked before a note is struck out, with the note below. */
export function strikePage(view: StrikePage): Html {
  const { language, person, note, over } = view
  const say = words(TEXT, language)
  const name = nameOf(person, peopleWords(language))
  return html`${breadcrumbs(language, [
    { label: name, href: paths.person(person.id) },
    { label: say('title'), href: paths.personNotes(person.id) },
  ])}
${person.protection !== 'none' && protectedNotice(language)}
${view.why}
${confirmation(
  {
    title: say('title.strike'),
    consequences: [say('strike.whom', { name }), say('strike.stays'), say('strike.final')],
    action: paths.personNoteStrike(person.id, note.noteId),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    submit: say('strike.save'),
    kind: 'danger',
    cancel: paths.personNotes(person.id),
  },
  (field) =>
    field.text({
      name: 'reason',
      label: say('strike.reason'),
      help: say('strike.reason.help'),
      value: view.typed['reason'] ?? '',
      maxlength: 400,
    }),
)}
${over ? overNotice(over) : noteCard(note, { ...view, mayWrite: false })}`
}

export type SettingsView = Filled & {
  readonly language: Language
  readonly settings: NoteSettings
  /** What holds while the domain has not decided. */
  readonly undecided: Secrecy
  readonly permitted: Permitted
  /** A higher limit that has been asked for, and those who may answer. */
  readonly asked: BudgetAsked | null
  readonly deciders: readonly string[]
}

/** What a domain decides on its notes. */
export function settingsCard(view: SettingsView): Html {
  const { language, settings, typed, asked, deciders } = view
  const say = words(TEXT, language)
  const who =
    deciders.length === 0 ? say('settings.nobody') : say('settings.deciders', { names: formatList(deciders, language) })
  const number = (name: 'mostShort' | 'mostDay', label: string, help: string) => ({
    name,
    label,
    help,
    value: typed[name] ?? String((asked?.approved ? asked : settings)[name]),
    width: 'short' as const,
    inputmode: 'numeric' as const,
  })
  return card(
    { title: say('settings.title'), id: 'note-settings-title' },
    html`<p>${say('settings.lead')}</p>${
      asked &&
      notice(
        {
          tone: asked.approved ? 'done' : 'due',
          title: say(asked.approved ? 'settings.agreed' : 'settings.waits', {
            short: asked.mostShort,
            day: asked.mostDay,
          }),
        },
        !asked.approved && html`<p>${who}</p>`,
      )
    }${form(
      {
        id: 'settings',
        action: paths.adminNotes(),
        language,
        errors: view.errors,
        permitted: view.permitted,
        token: view.token,
        submit: say('settings.save'),
      },
      (fields) => html`${fields.select({
        name: 'secrecy',
        label: say('settings.secrecy'),
        help: say('secrecy.help'),
        value: typed['secrecy'] ?? settings.secrecy ?? '',
        blank: say('settings.undecided', { word: say(`secrecy.${view.undecided}`) }),
        options: secrecyOptions(say),
      })}
${fields.text(number('mostShort', say('settings.short'), say('settings.short.help', BUDGET.short)))}
${fields.text(number('mostDay', say('settings.day'), say('settings.day.help', BUDGET.day)))}
${fields.text({
  name: 'reason',
  label: say('settings.reason'),
  help: html`${say('settings.reason.help')} ${who}`,
  value: typed['reason'] ?? '',
  maxlength: 400,
  optional: true,
})}`,
    )}`,
  )
}
