import type { Colleague } from '../../access/model.ts'
import { dayIn, type Instant } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatInstant, formatList, formatTime } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { ContactOutcome } from '../contacts/model.ts'
import { colleagueName } from '../contacts/views.ts'
import { Announced, Safety, type Visit } from './visit-model.ts'
import { mayGo } from './visit-rules.ts'
import { inSentence, ladderWords, type SayLadder } from './words.ts'

type Filled = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type NewVisitPage = PersonHead &
  Filled & {
    readonly account: string
    readonly colleagues: readonly Colleague[]
    readonly safety: readonly string[]
    readonly mayNote: boolean
  }

/** The form of a visit: when, which two, what to think of, and whether it is told of beforehand. */
export function newVisitPage(view: NewVisitPage): Html {
  const { language, person, typed, colleagues } = view
  const say = ladderWords(language)
  const staff = [
    ...new Map(colleagues.filter(mayGo).map(({ accountId, displayName }) => [accountId, displayName])),
  ].map(([value, label]) => ({ value, label }))
  return html`${personHead(view, say('visit.title'), say('visit.lead'))}
${form(
  {
    ...{ id: 'visit', action: paths.personVisits(person.id), language, errors: view.errors, permitted: ALLOWED },
    ...{ token: view.token, submit: say('visit.save'), cancel: paths.person(person.id) },
  },
  (field) => html`${field.date({ name: 'visitOn', label: say('visit.on'), value: typed['visitOn'] ?? '' })}
${field.text({ name: 'time', label: say('visit.time'), help: say('visit.time.help'), value: typed['time'] ?? '', width: 'short', inputmode: 'numeric' })}
${field.select({ name: 'firstBy', label: say('visit.first'), value: typed['firstBy'] ?? view.account, blank: '–', options: staff })}
${field.select({ name: 'secondBy', label: say('visit.second'), help: say('visit.goers.help'), value: typed['secondBy'] ?? null, blank: '–', options: staff })}
${announcedField(field, say('visit.announced'), view)}
${field.checkboxes({ name: 'safety', label: say('visit.safety'), optional: true, values: view.safety, options: Safety.options.map((value) => ({ value, label: say(`safety.${value}`) })) })}
${
  view.mayNote &&
  field.textarea({
    ...{ name: 'words', label: say('visit.words'), help: say('visit.words.help'), optional: true },
    ...{ value: typed['words'] ?? '', rows: 4, maxlength: 20_000 },
  })
}`,
)}`
}

function announcedField(field: Fields, label: string, { typed, language }: Filled & Pick<PersonHead, 'language'>) {
  const say = ladderWords(language)
  const options = Announced.options.map((value) => ({ value, label: say(`announced.${value}`) }))
  return field.select({ name: 'announced', label, value: typed['announced'] ?? null, blank: '–', options })
}

export type VisitPage = PersonHead &
  Filled & {
    readonly now: Instant
    readonly visit: Visit
    readonly colleagues: readonly Colleague[]
    readonly mayLog: boolean
    readonly mayReadNotes: boolean
  }

/** What came of a visit, the most usual first. */
const OUTCOMES = [
  'talked',
  'not_home',
  'booked',
  'wants_support',
  'declined',
] as const satisfies readonly ContactOutcome[]

/** A visit that is planned, and when its time has come, what it gave. */
export function visitPage(view: VisitPage): Html {
  const { language, visit, person, mayLog } = view
  const say = ladderWords(language)
  const general = view.errors.filter(({ field }) => field === null)
  return html`${personHead(view, say('visit.title.one'), formatInstant(visit.visitAt, language))}
${general.map(({ message }) => notice({ tone: 'due', title: message }))}
${card({ title: say('visit.title.one'), id: 'visit-title' }, visitFacts(view, say))}
${mayLog && visit.closedAs === null && visit.visitAt <= view.now && outcomeCard(view, say)}
${mayLog && visit.closedAs === null && moveFold(view, say)}
${
  mayLog &&
  visit.closedAs === null &&
  actionButton({
    ...{ action: paths.personVisitCancellation(person.id, visit.id), label: say('visit.cancel'), permitted: ALLOWED },
    ...{ kind: 'danger', values: { token: view.token }, sure: { consequence: say('visit.cancel.what'), language } },
  })
}`
}

function visitFacts({ visit, person, colleagues, language, mayReadNotes }: VisitPage, say: SayLadder): Html {
  const who = say('visit.who', {
    one: colleagueName(visit.firstBy, { colleagues }),
    two: colleagueName(visit.secondBy, { colleagues }),
  })
  // The first begins the line, the others follow in it.
  const safety = visit.safety.map((each, at) => (at === 0 ? say(`safety.${each}`) : inSentence(say(`safety.${each}`))))
  return facts([
    ...(visit.closedAs === null
      ? []
      : [{ term: say('state'), detail: tag('neutral', say(`visit.state.${visit.closedAs}`)) }]),
    { term: say('visit.going'), detail: who },
    { term: say('visit.announced'), detail: say(`announced.${visit.announced}`) },
    { term: say('visit.safety'), detail: safety.length === 0 ? say('visit.none') : formatList(safety, language) },
    ...(visit.noteId === null
      ? []
      : [
          {
            term: say('visit.note'),
            detail: mayReadNotes
              ? html`<a href="${paths.personNote(person.id, visit.noteId)}">${say('visit.note')}</a>`
              : say('visit.note.unread'),
          },
        ]),
  ])
}

function outcomeCard({ language, visit, person, token, errors, typed }: VisitPage, say: SayLadder): Html {
  return card(
    { title: say('visit.log'), id: 'outcome-title' },
    form(
      {
        ...{
          id: 'outcome',
          action: paths.personVisitOutcome(person.id, visit.id),
          language,
          permitted: ALLOWED,
          token,
        },
        ...{
          errors: typed['visitOn'] === undefined ? errors.filter(({ field }) => field !== null) : [],
          submit: say('visit.log'),
        },
      },
      (field) => html`${field.radios({
        name: 'outcome',
        label: say('visit.outcome'),
        value: typed['outcome'] ?? null,
        options: OUTCOMES.map((value) => ({ value, label: say(`outcome.${value}`) })),
      })}
${field.text({ name: 'minutes', label: say('visit.minutes'), value: typed['minutes'] ?? '', width: 'short', inputmode: 'numeric', optional: true })}`,
    ),
  )
}

/** The same two at another time: what was said of it beforehand no longer holds. */
function moveFold(view: VisitPage, say: SayLadder): Html {
  const { language, visit, person, token, typed } = view
  const isTyped = typed['visitOn'] !== undefined
  const move = form(
    {
      ...{ id: 'move', action: paths.personVisitTime(person.id, visit.id), language, permitted: ALLOWED, token },
      ...{ errors: isTyped ? view.errors.filter(({ field }) => field !== null) : [], submit: say('visit.move') },
      kind: 'quiet',
    },
    (
      field,
    ) => html`${field.date({ name: 'visitOn', label: say('visit.on'), value: typed['visitOn'] ?? dayIn(visit.visitAt) })}
${field.text({ name: 'time', label: say('visit.time'), help: say('visit.time.help'), value: typed['time'] ?? formatTime(visit.visitAt, language), width: 'short', inputmode: 'numeric' })}
${announcedField(field, say('visit.move.announced'), view)}`,
  )
  return disclosure(say('visit.move.other'), move, isTyped)
}
