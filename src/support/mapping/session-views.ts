import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { NoteTopic } from '../../notes/model.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { METHODS, type Method, SCALES, type Scale, type Session } from './model.ts'
import { draftOf, SCALES_OF } from './rules.ts'
import type { MethodCount } from './session-store.ts'
import { HEADINGS } from './session-text.ts'
import { isMappingWord, mappingWords, type SayMapping, writerName } from './words.ts'

/** A method as it stands in an address: its place among the methods, which tells nothing. */
export const numberOfMethod = (method: Method) => String(METHODS.indexOf(method) + 1)
export const methodOfNumber = (number: string): Method | null => METHODS[Number(number) - 1] ?? null

/** The headings that a method's note begins with. */
export const headingsOf = (method: Method, language: Language) => HEADINGS[method][language].split('\n')

const methodWord = (method: string, language: Language): string => {
  const key = `method.${method}`
  return isMappingWord(key) ? mappingWords(language)(key as 'method.mi') : method
}

export type SessionsPage = PersonHead & {
  readonly sessions: readonly Session[]
  readonly counts: readonly MethodCount[]
  readonly colleagues: readonly Colleague[]
}

/** The talks with a young person, how many of each, and a way to note another. */
export function sessionsPage(view: SessionsPage): Html {
  const { language, person } = view
  const say = mappingWords(language)
  const ways = METHODS.map(
    (method) =>
      html`<li><a href="${paths.personSessionNew(person.id, { m: numberOfMethod(method) })}">${methodWord(method, language)}</a></li>`,
  )
  return html`${personHead(view, say('sessions.title'), say('sessions.lead'))}
${card({ title: say('sessions.method'), id: 'methods-title' }, html`<ul class="plain">${ways}</ul>`)}
${sessionTable(view, say)}
<p><a href="${paths.methodCounts()}">${say('methods.title')}</a></p>
${view.counts.length > 0 && card({ title: say('sessions.counts'), id: 'counts-title' }, html`<ul class="plain">${view.counts.map(({ method, talks }) => html`<li>${methodWord(method, language)}: <strong>${talks}</strong></li>`)}</ul>`)}`
}

function sessionTable({ language, person, sessions, colleagues }: SessionsPage, say: SayMapping): Html {
  return dataTable<Session>({
    ...{ language, id: 'sessions', caption: say('sessions.caption'), rows: sessions },
    empty: emptyState({ title: say('sessions.none'), hint: say('sessions.none.hint') }),
    columns: [
      {
        key: 'heldOn',
        label: say('sessions.heldOn'),
        heads: true,
        tight: true,
        cell: (each) => formatDay(each.heldOn, language),
      },
      { key: 'method', label: say('sessions.method'), cell: (each) => methodWord(each.method, language) },
      { key: 'scales', label: say('sessions.scales'), cell: (each) => stepsOf(each, say) || '–' },
      { key: 'by', label: say('sessions.by'), cell: (each) => writerName(each.writtenBy, colleagues, language) },
      {
        ...{ key: 'note', label: say('sessions.body') },
        cell: (each) =>
          html`<a href="${paths.personNote(person.id, each.noteId)}">${say('sessions.note')}<span class="unseen"> ${formatDay(each.heldOn, language)}</span></a>`,
      },
    ],
  })
}

const stepsOf = (session: Session, say: SayMapping) =>
  SCALES.flatMap((scale) => (session[scale] === null ? [] : [say(`scale.short.${scale}`, { n: session[scale] })])).join(
    ', ',
  )

export type NewSessionPage = PersonHead & {
  readonly method: Method
  readonly today: PlainDate
  readonly account: string
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** What the tab calls a talk that is being noted. */
export const sessionDraft = (account: string, person: string, method: Method) =>
  `${account}:session-${person}-${method}`

/** The template of a method: its headings in a note's draft, and its scales. */
export function newSessionPage(view: NewSessionPage): Html {
  const { language, person, method, typed } = view
  const say = mappingWords(language)
  const options = {
    ...{
      id: 'session',
      language,
      errors: view.errors,
      permitted: ALLOWED,
      token: view.token,
      submit: say('sessions.save'),
    },
    action: paths.personSessionNew(person.id),
    hidden: { m: numberOfMethod(method) },
    cancel: paths.personSessions(person.id),
    draft: sessionDraft(view.account, person.id, method),
  }
  const scales = SCALES_OF[method]
  return html`${personHead(view, say('sessions.new', { method: methodWord(method, language) }))}
${form(
  options,
  (field) => html`${field.date({ name: 'heldOn', label: say('sessions.heldOn'), value: typed['heldOn'] ?? view.today })}
${field.radios({
  ...{
    name: 'topic',
    label: say('sessions.topic'),
    value: typed['topic'] ?? (method === 'psychoeducation' ? 'health' : 'support'),
  },
  options: NoteTopic.options.map((value) => ({ value, label: say(`topic.${value}`) })),
})}
${scales.map((scale) => scaleField(field, scale, { say, typed }))}
${field.textarea({
  ...{ name: 'body', label: say('sessions.body'), help: say('sessions.body.help'), rows: 16, maxlength: 20_000 },
  value: typed['body'] ?? draftOf(headingsOf(method, language)),
})}`,
)}`
}

type Field = Parameters<Parameters<typeof form>[1]>[0]

function scaleField(
  field: Field,
  scale: Scale,
  { say, typed }: { say: SayMapping; typed: NewSessionPage['typed'] },
): Html {
  const options = Array.from({ length: 11 }, (_, step) => ({ value: String(step), label: String(step) }))
  const own = { name: scale, label: say(`scale.${scale}`), value: typed[scale] ?? '', optional: true }
  return html`<div class="scale">${field.radios({ ...own, options })}</div>`
}

export type MethodsPage = { readonly language: Language; readonly counts: readonly MethodCount[] }

/** The talks of the last twelve months by method, with those one works with. */
export function methodsPage({ language, counts }: MethodsPage): Html {
  const say = mappingWords(language)
  return html`${pageHead({ title: say('methods.title'), lead: say('methods.lead') })}
${dataTable<MethodCount>({
  ...{ language, id: 'methods', caption: say('methods.caption'), rows: counts },
  empty: emptyState({ title: say('methods.none'), hint: say('methods.none.hint') }),
  columns: [
    { key: 'method', label: say('sessions.method'), heads: true, cell: ({ method }) => methodWord(method, language) },
    { key: 'talks', label: say('methods.talks'), numeric: true, cell: ({ talks }) => talks },
    { key: 'persons', label: say('methods.persons'), numeric: true, cell: ({ persons }) => persons },
  ],
})}`
}
