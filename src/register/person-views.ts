import type { Colleague } from '../access/model.ts'
import { addDays, ageOn, dayIn, type Instant, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Code } from '../organisations/model.ts'
import { actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card, columns } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { lifeline } from '../ui/components/lifeline.ts'
import { breadcrumbs, disclosure, pageHead } from '../ui/components/navigation.ts'
import { protectedNotice, why } from '../ui/components/notice.ts'
import { tag } from '../ui/components/tag.ts'
import { formatAge, formatDay, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { occupationSeen } from './as-seen.ts'
import { codeWord } from './code-words.ts'
import type { Explanation } from './explain.ts'
import { ownerOptions } from './filter-views.ts'
import { fullName } from './list-views.ts'
import { LONGEST_EVIDENCE, LONGEST_SOURCE } from './model.ts'
import { type LaneFacts, lanesOf } from './person-lanes.ts'
import { PERSON_TEXT, type PersonWord } from './person-text.ts'
import { changeWords, factWords, type Names } from './rule-words.ts'
import type { DecisionRow, OccupationRow } from './store.ts'
import type { Admission } from './summer.ts'

/** Who the page is about, in the words it needs. */
export type Subject = {
  readonly id: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly birthDate: PlainDate | null
  readonly protection: string
}

export type PersonPage = LaneFacts & {
  readonly subject: Subject
  readonly place: string
  readonly owner: string | null
  readonly colleagues: readonly Colleague[]
  readonly explanation: Explanation
  readonly admission: Admission | null
  readonly names: Names
  readonly member: boolean
  readonly tokens: { readonly owner: string; readonly occupation: string }
  /** Null where the role never does it: then nothing is said of it. */
  readonly permitted: {
    readonly decide: Permitted | null
    readonly occupation: Permitted | null
    readonly owner: Permitted | null
  }
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  /** The card of notes, for those who have to do with notes. */
  /** What was done last and is to be done next. */
  readonly nextCard: Content
  readonly notes: Content
  /** What the people module shows: contact details, those around, numbers. */
  readonly sections: Content
  /** Why the one who reads sees the person. */
  readonly whySeen: Html
}

/** One young person: who, why here, what next; the lifeline; then the details. */
export function personPage(view: PersonPage): Html {
  const { language, subject, today } = view
  const say = words(PERSON_TEXT, language)
  const name = fullName(subject, say('noName'))
  const age = subject.birthDate ? formatAge(ageOn(subject.birthDate, today), language) : say('unknownAge')
  const owner = view.colleagues.find((each) => each.accountId === view.owner)?.displayName ?? say('noOwner')
  return html`${pageHead({ title: name, lead: say('sub', { age, place: view.place, owner }) })}
${subject.protection !== 'none' && protectedNotice(language)}
${whyInOneSentence(view, say)}
${admitted({ ...view, on: today }, say)}
${card({ title: say('lifeline'), id: 'lifeline-title' }, lifeline({ id: 'life', language, lanes: lanesOf(view), today }))}
${columns(view.nextCard, occupationCard(view, say), ownerCard(view, say), view.notes, decisionCard(view, say), view.sections, view.whySeen)}
<p class="muted">${say('seen')}</p>`
}

/** The explanation in one sentence, with the way to all of it. */
function whyInOneSentence(view: PersonPage, say: Say<PersonWord>): Html {
  const { explanation, subject } = view
  const all = html`<a href="${paths.personExplanation(subject.id)}">${say('why.all')}</a>`
  return why(
    html`<b>${headline(view, say)}</b>${because(view, say)} ${nextSentence(view, say)} ${
      explanation.unclear.length > 0 && html`${tag('unclear', say('why.unclear'))} `
    }${all}`,
  )
}

/** K20: a school is waiting, or the studies are so new that they may not come to anything. Membership says nothing of it. */
export function admitted(
  { admission, on, language }: { admission: Admission | null; on: PlainDate; language: Language },
  say: Say<PersonWord>,
): Html | null {
  if (admission === null) return null
  const { startsOn, shownThrough } = admission
  const hasBegun = startsOn <= on
  const day = formatDay(startsOn, language)
  return html`<p>${tag('in', say(hasBegun ? 'admitted.begun' : 'admitted.ahead', { day }))}${
    hasBegun && html` <span class="muted">${say('admitted.until', { day: formatDay(shownThrough, language) })}</span>`
  }</p>`
}

function headline({ explanation, periods, language }: PersonPage, say: Say<PersonWord>): string {
  if (!explanation.inScope) return say('why.out', { day: formatDay(explanation.asOf, language) })
  const current = periods.find((period) => covers(period, explanation.asOf))
  return current?.from ? say('why.in', { day: formatDay(current.from, language) }) : say('life.in')
}

/** In: the reason the period began. Out: the facts that fail. */
function because(view: PersonPage, say: Say<PersonWord>): string {
  const { explanation, language, names, codes, periods } = view
  if (explanation.inScope) {
    const current = periods.find((period) => covers(period, explanation.asOf))
    return current ? ` · ${codeWord(codes, 'entry_reason', current.reason, language)}.` : '.'
  }
  const failing = explanation.conditions.filter((condition) => !condition.met)
  const list = failing.map((condition) => lowerFirst(factWords(condition, language, names)))
  return list.length === 0 ? '.' : `, ${say('why.failing', { facts: list.join('; ') })}`
}

function nextSentence({ explanation, language }: PersonPage, say: Say<PersonWord>): string {
  const next = explanation.nextChange
  if (next === null) return say('why.none')
  return say('why.next', {
    what: say(next.enters ? 'why.next.enters' : 'why.next.leaves'),
    day: formatDay(next.on, language),
    because: changeWords(next, explanation, language),
  })
}

const covers = (range: { from: PlainDate | null; until: PlainDate | null }, on: PlainDate) =>
  (range.from === null || range.from <= on) && (range.until === null || range.until > on)

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('sv') + text.slice(1)

function occupationCard(view: PersonPage, say: Say<PersonWord>): Html {
  const { occupations, language, codes, today, subject } = view
  const may = view.permitted.occupation
  const current = occupations.find((each) => each.until === null)
  const now = current
    ? html`<p><b>${codeWord(codes, 'occupation', current.occupation, language)}</b> ${say('occupation.since', { day: formatDay(current.from, language), source: current.source })}<br>${
        current.bestBefore <= today
          ? tag('broken', say('occupation.stale', { day: formatDay(current.bestBefore, language) }))
          : html`<span class="muted">${say('occupation.best', { day: formatDay(current.bestBefore, language) })}</span>`
      }</p>`
    : html`<p>${tag('due', say('occupation.none'))}</p>`
  const earlier = occupations.filter((each) => each !== current)
  return card(
    { title: say('occupation'), id: 'occupation-title' },
    html`${now}${earlier.length > 0 && disclosure(say('occupation.history'), occupationHistory(earlier, view))}
${may && disclosure(say('occupation.change'), occupationForm({ ...view, may }, say, subject.id), view.errors.length > 0)}`,
  )
}

function occupationHistory(list: readonly OccupationRow[], { codes, language }: PersonPage): Html {
  return html`<ul class="plain">${list.map(
    (each) =>
      html`<li>${codeWord(codes, 'occupation', each.occupation, language)}, ${formatDay(each.from, language)}${each.until && html` – ${formatDay(addDays(each.until, -1), language)}`} <span class="muted">${each.source}</span></li>`,
  )}</ul>`
}

type OccupationForm = PersonPage & { readonly may: Permitted }

function occupationForm(view: OccupationForm, say: Say<PersonWord>, id: string): Html {
  const { language, codes, occupations, may, tokens, errors, typed } = view
  return form(
    {
      id: 'occupation',
      action: paths.personOccupation(id),
      language,
      errors,
      permitted: may,
      token: tokens.occupation,
      hidden: { seen: occupationSeen(occupations) },
      submit: say('occupation.save'),
    },
    (field) => [
      field.select({
        name: 'occupation',
        label: say('occupation.what'),
        value: typed['occupation'] ?? null,
        blank: '–',
        options: optionsOf(codes, 'occupation', language),
      }),
      field.text({
        name: 'source',
        label: say('occupation.source'),
        help: say('occupation.source.help'),
        value: typed['source'] ?? null,
        maxlength: LONGEST_SOURCE,
      }),
      field.date({ name: 'from', label: say('occupation.from'), value: typed['from'] ?? view.today }),
    ],
  )
}

function optionsOf(codes: readonly Code[], list: Code['list'], language: Language): { value: string; label: string }[] {
  return codes
    .filter((code) => code.list === list)
    .map((code) => ({ value: code.code, label: codeWord(codes, list, code.code, language) }))
}

function ownerCard(view: PersonPage, say: Say<PersonWord>): Html {
  const { language, permitted, tokens, owner, subject, colleagues } = view
  const name = colleagues.find((each) => each.accountId === owner)?.displayName
  const change =
    permitted.owner !== null &&
    disclosure(
      say('owner.save'),
      form(
        {
          id: 'owner',
          action: paths.personOwner(subject.id),
          language,
          errors: [],
          permitted: permitted.owner,
          token: tokens.owner,
          hidden: { seen: owner ?? '' },
          submit: say('owner.save'),
          kind: 'quiet',
        },
        (field) =>
          field.select({
            name: 'owner',
            label: say('owner'),
            value: owner,
            blank: say('noOwner'),
            options: ownerOptions(colleagues, subject.protection !== 'none'),
          }),
      ),
    )
  return card(
    { title: say('owner'), id: 'owner-title' },
    html`<p>${name ? html`<b>${name}</b>` : tag('due', say('noOwner'))}</p>${change}`,
  )
}

function decisionCard(view: PersonPage, say: Say<PersonWord>): Html {
  const { decisions, subject, permitted } = view
  const list =
    decisions.length === 0
      ? html`<p class="muted">${say('decision.none')}</p>`
      : html`<ul class="plain">${decisions.map((each) => html`<li>${decisionItem(each, view, say)}</li>`)}</ul>`
  return card(
    { title: say('decision'), id: 'decision-title' },
    html`${list}${permitted.decide !== null && html`<p><a class="button quiet" href="${paths.personDecisions(subject.id)}">${say('decision.new')}</a></p>`}`,
  )
}

function decisionItem(decision: DecisionRow, view: PersonPage, say: Say<PersonWord>): Html {
  const { language, codes, colleagues, today, subject, permitted } = view
  const over = decision.until !== null && decision.until <= today
  const state = !decision.current
    ? tag('neutral', say('decision.withdrawn'))
    : over
      ? tag('neutral', say('decision.over'))
      : null
  const by = colleagues.find((each) => each.accountId === decision.decidedBy)?.displayName ?? '–'
  const rows = [
    { term: say('decision.reason'), detail: codeWord(codes, 'decision_reason', decision.reasonCode, language) },
    { term: say('decision.evidence'), detail: decision.evidence },
    { term: say('decision.from'), detail: formatDay(decision.from, language) },
    ...(decision.until
      ? [{ term: say('decision.until'), detail: formatDay(addDays(decision.until, -1), language) }]
      : []),
  ]
  return html`<p><b>${say(`decision.${decision.outcome}`)}</b> ${state}<br><span class="muted">${say('decision.by', {
    name: by,
    day: formatDay(dayIn(decision.decidedAt as Instant), language),
  })}</span></p>${facts(rows)}${
    permitted.decide !== null &&
    decision.current &&
    !over &&
    actionButton({
      action: paths.personDecisionEnd(subject.id, decision.id),
      label: say('decision.end'),
      permitted: permitted.decide,
    })
  }`
}

/** Whose page it is, and where the way back begins. */
export type WayTo = {
  readonly language: Language
  readonly subject: Subject
  /** Whether it may lead over the whole register; else it begins at the start page, which is everybody's. */
  readonly mayList: boolean
}

/** The way back from a page below a person's. */
export function wayTo({ language, subject, mayList }: WayTo): Html {
  const say = words(PERSON_TEXT, language)
  return breadcrumbs(language, [
    mayList ? { label: say('register'), href: paths.register() } : { label: say('today'), href: paths.start() },
    { label: fullName(subject, say('noName')), href: paths.person(subject.id) },
  ])
}

export type DecisionPage = WayTo & {
  readonly why: Html
  readonly codes: readonly Code[]
  readonly permitted: Permitted
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
  readonly today: PlainDate
  readonly account: string
}

/** What the tab calls a decision that is being written: of one member of staff about one young person. */
export const decisionDraft = (account: string, person: string) => `${account}:decision-${person}`

/** The form of a decision by hand. */
export function decisionPage(view: DecisionPage): Html {
  const { language, subject, codes, typed } = view
  const say = words(PERSON_TEXT, language)
  const crumbs = wayTo(view)
  return html`${pageHead({ title: say('decision.new'), lead: say('decision.lead'), crumbs })}
${view.why}
${form(
  {
    id: 'decision',
    action: paths.personDecisions(subject.id),
    language,
    errors: view.errors,
    permitted: view.permitted,
    token: view.token,
    submit: say('decision.save'),
    cancel: paths.person(subject.id),
    draft: decisionDraft(view.account, subject.id),
  },
  (field) => [
    field.radios({
      name: 'outcome',
      label: say('decision.outcome'),
      value: typed['outcome'] ?? null,
      options: (['in_scope', 'out_of_scope', 'unclear'] as const).map((value) => ({
        value,
        label: say(`decision.${value}`),
      })),
    }),
    field.select({
      name: 'reasonCode',
      label: say('decision.reason'),
      value: typed['reasonCode'] ?? null,
      blank: '–',
      options: optionsOf(codes, 'decision_reason', language),
    }),
    field.textarea({
      name: 'evidence',
      label: say('decision.evidence'),
      help: say('decision.evidence.help'),
      value: typed['evidence'] ?? null,
      rows: 3,
      maxlength: LONGEST_EVIDENCE,
    }),
    field.date({ name: 'from', label: say('decision.from'), value: typed['from'] ?? view.today }),
    field.date({
      name: 'until',
      label: say('decision.until'),
      help: say('decision.until.help'),
      value: typed['until'] ?? null,
    }),
  ],
)}`
}
