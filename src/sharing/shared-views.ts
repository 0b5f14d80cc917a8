import { type Content, type Html, html } from '../kernel/html.ts'
import { formatNumber } from '../people/identity.ts'
import { addressText, peopleWords } from '../people/words.ts'
import { COMPLETION_TEXT, SCHOOL_FORM_TEXT } from '../register/rule-text.ts'
import { plainPlan } from '../support/plan/print-views.ts'
import { card, columns } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { formatDay, formatSpan, type Language, type Say, words } from '../ui/language.ts'
import { RECEIVED_TEXT, type ReceivedWord } from './received-text.ts'
import type { SharedPerson } from './shared-person.ts'
import { topicWord } from './words.ts'

type Shown = {
  readonly language: Language
  readonly shared: SharedPerson
  readonly level: 2 | 3
  /** Where the notes are read; null for the one who only looks at what would be shown. */
  readonly notesHref: string | null
}

/** What is shared of a person, a card for each topic: the same for the receiver and for the one who looks before sharing. */
export function sharedCards(view: Shown): Html {
  return columns(
    identityCard(view),
    contactCard(view),
    schoolingCard(view),
    registerCard(view),
    planCard(view),
    notesCard(view),
  )
}

function topicCard(
  view: Shown,
  topic: 'identity' | 'contact' | 'schooling' | 'register' | 'note' | 'support',
  content: Content,
): Html {
  const { language, level } = view
  return card({ title: topicWord(topic, language), id: `shared-${topic}`, level }, content)
}

function identityCard(view: Shown): Html {
  const { language, shared } = view
  const say = words(RECEIVED_TEXT, language)
  const { givenName, familyName, number, birthDate } = shared.person
  const rows = [
    { term: say('name'), detail: [givenName, familyName].filter(Boolean).join(' ') || say('noName') },
    { term: say('number'), detail: number === null ? say('noNumber') : formatNumber(number) },
    ...(birthDate === null ? [] : [{ term: say('born'), detail: formatDay(birthDate, language) }]),
  ]
  return topicCard(view, 'identity', facts(rows))
}

function contactCard(view: Shown): Html | null {
  const { language, shared } = view
  if (shared.contact === null) return null
  const say = words(RECEIVED_TEXT, language)
  const people = peopleWords(language)
  const { contacts, address, guardians } = shared.contact
  const home = address && addressText(address)
  const rows = [
    ...contacts.map((each) => ({ term: say(each.kind), detail: each.value })),
    ...(home ? [{ term: say('address'), detail: home }] : []),
    ...guardians.map((each) => ({
      term: people(`relation.${each.relation}`),
      detail: [each.name, each.phone, each.email].filter(Boolean).join(', '),
    })),
  ]
  return topicCard(view, 'contact', rows.length > 0 ? facts(rows) : html`<p class="muted">${say('contact.none')}</p>`)
}

function schoolingCard(view: Shown): Html | null {
  const { language, shared } = view
  if (shared.schooling === null) return null
  const say = words(RECEIVED_TEXT, language)
  const { enrolments, completions } = shared.schooling
  const lines = [
    ...enrolments.map((each) => html`<li>${studyLine(each, view, say)}</li>`),
    ...completions.map(
      (each) =>
        html`<li>${words(COMPLETION_TEXT, language)(each.kind)} <span class="muted">${formatDay(each.completedOn, language)}</span></li>`,
    ),
  ]
  return topicCard(
    view,
    'schooling',
    lines.length > 0 ? html`<ul class="plain">${lines}</ul>` : html`<p class="muted">${say('schooling.none')}</p>`,
  )
}

type Study = NonNullable<SharedPerson['schooling']>['enrolments'][number]

function studyLine(study: Study, { language, shared }: Shown, say: Say<ReceivedWord>): Content {
  const form = words(SCHOOL_FORM_TEXT, language)(study.schoolForm)
  const programme = study.programmeCode && shared.schooling?.programmeName(study.programmeCode)
  const what = [programme ?? form.charAt(0).toLocaleUpperCase(language) + form.slice(1), study.schoolUnit]
  const span = formatSpan(study.startsOn, study.endsBefore, language)
  return html`${what.filter(Boolean).join(', ')} <span class="muted">${span}${study.interrupted && html` (${say('interrupted')})`}</span>`
}

function registerCard(view: Shown): Html | null {
  const { language, shared } = view
  if (shared.register === null) return null
  const say = words(RECEIVED_TEXT, language)
  const { since } = shared.register
  const sentence =
    since === null
      ? say('register.out')
      : since === 'always'
        ? say('register.in.always')
        : say('register.in', { day: formatDay(since, language) })
  return topicCard(view, 'register', html`<p>${sentence}</p>`)
}

function planCard(view: Shown): Html | null {
  const { language, shared } = view
  return shared.plan === null ? null : topicCard(view, 'support', plainPlan({ language, ...shared.plan }))
}

function notesCard(view: Shown): Html | null {
  const { language, shared, notesHref } = view
  if (shared.notes === null) return null
  const say = words(RECEIVED_TEXT, language)
  const read = shared.notes > 0 && notesHref !== null && html`<p><a href="${notesHref}">${say('notes.read')}</a></p>`
  return topicCard(view, 'note', html`<p>${say('notes.count', { n: shared.notes })}</p>${read}`)
}
