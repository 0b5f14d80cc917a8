import type { Colleague } from '../access/model.ts'
import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { ownerOptions } from '../support/cases/words.ts'
import { ALLOWED, actionButton, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatDayShort, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { colleagueOf, fromWhom, whyWords } from './list-views.ts'
import { Consent, type Handover, type HandoverEnd, HandoverKind, Need, Receiver, Said, TOLD_PARTS } from './model.ts'
import { mayAnswer } from './rules.ts'
import type { Watch } from './store.ts'
import { type SayTransition, transitionWords } from './words.ts'

export type PersonTransitionsPage = PersonHead & {
  readonly today: PlainDate
  readonly admission: Watch | null
  readonly handovers: readonly Handover[]
  readonly may: Readonly<Record<'work' | 'share' | 'refer' | 'note' | 'reallocate', boolean>>
  readonly colleagues: readonly Colleague[]
  readonly account: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly needs: readonly string[]
  readonly token: string
}

/** Whether somebody has come, what was handed over, and the form that hands over. */
export function personTransitionsPage(view: PersonTransitionsPage): Html {
  const say = transitionWords(view.language)
  const writing = view.may.work && card({ title: say('new.title'), id: 'new-title' }, handoverForm(view, say))
  return html`${personHead(view, say('title'), say('person.lead'))}
${view.errors.length > 0 && writing}
${card({ title: say('arrival.title'), id: 'arrival-title' }, arrivalContent(view, say))}
${handoverTable(view, say)}
${view.errors.length === 0 && writing}`
}

const TONES = { not_arrived: 'broken', awaited: 'due', ahead: 'neutral', arrived: 'in', elsewhere: 'unclear' } as const

function arrivalContent(
  { admission, language, person, token, may, today }: PersonTransitionsPage,
  say: SayTransition,
): Content {
  if (admission === null) return html`<p>${say('arrival.none')}</p>`
  const { school, startsOn, standing } = admission
  const line = say('arrival.line', { school: school ?? say('school.unknown'), day: formatDay(startsOn, language) })
  const common = {
    id: 'arrival',
    action: paths.personArrival(person.id),
    language,
    errors: [],
    permitted: ALLOWED,
    token,
  }
  const told = Said.options.filter((each) => each !== 'arrived' || startsOn <= today)
  return html`<p>${line} ${tag(TONES[standing], say(`one.${standing}`))} <span class="muted">${whyWords(admission, language)}</span></p>
${
  may.work &&
  form({ ...common, submit: say('arrival.save'), kind: 'quiet', hidden: { startsOn } }, (field) =>
    field.radios({
      ...{ name: 'said', label: say('arrival.said'), value: admission.said ?? '' },
      options: told.map((value) => ({ value, label: say(`said.${value}`) })),
    }),
  )
}`
}

function handoverTable(view: PersonTransitionsPage, say: SayTransition): Html {
  const { language, handovers } = view
  return dataTable<Handover>({
    ...{ language, id: 'handovers', caption: say('handovers'), rows: handovers },
    empty: emptyState({ title: say('handovers.none'), hint: say('handovers.none.hint') }),
    columns: [
      {
        key: 'day',
        label: say('onDay'),
        tight: true,
        cell: ({ onDay, madeBy }) =>
          html`${formatDayShort(onDay, language)}<br>${fromWhom(madeBy, view.colleagues, say)}`,
      },
      {
        ...{ key: 'to', label: say('to'), heads: true },
        cell: ({ place, receiver, toAccount }) =>
          html`${place} <span class="muted">${colleagueOf(toAccount, view.colleagues) ?? say(`receiver.${receiver}`)}</span>`,
      },
      { key: 'kind', label: say('kind'), cell: (each) => kindCell(each, view, say) },
      { key: 'answer', label: say('answer'), cell: (each) => answerCell(each, view, say) },
    ],
  })
}

function kindCell(
  { kind, consent, needs, noteId }: Handover,
  { person }: PersonTransitionsPage,
  say: SayTransition,
): Html {
  const list = needs.map((each) => say(`need.${each}`)).join(', ')
  return html`${say(`kind.${kind}`)} <span class="muted">${say(`consent.${consent}`)}</span>${list !== '' && html`<br>${list}`}${
    noteId && html`<br><a href="${paths.personNote(person.id, noteId)}">${say('note')}</a>`
  }`
}

function answerCell(each: Handover, view: PersonTransitionsPage, say: SayTransition): Html {
  const { language, person, token, may, colleagues } = view
  const who = { account: view.account, mayReallocate: may.reallocate }
  const action = paths.personTransitionEnd(person.id, each.id)
  const asks = (as: HandoverEnd | 'open') =>
    actionButton({
      ...{ action, label: say(`end.${as}`), permitted: ALLOWED, values: { token, as }, of: each.place },
      sure: { consequence: say(`end.${as}.consequence`), language },
    })
  if (each.endedAs !== null && each.endedOn !== null) {
    const day = formatDayShort(each.endedOn, language)
    const answer = tag(each.endedAs === 'received' ? 'in' : 'unclear', say(`answer.${each.endedAs}`, { day }))
    const by = colleagueOf(each.endedBy, colleagues)
    const mayCorrect = may.work && mayAnswer(each, each.endedAs, who)
    return html`${answer}${by && html` <span class="muted">${say('answer.by', { name: by })}</span>`}${mayCorrect && toolbar(asks('open'))}`
  }
  const own = (['received', 'declined', 'withdrawn'] as const).filter((as) => mayAnswer(each, as, who))
  const theirs =
    !own.includes('received') &&
    html` <span class="muted">${say('answer.theirs', { name: colleagueOf(each.toAccount, colleagues) ?? '–' })}</span>`
  return html`${tag('due', say('answer.open'))}${theirs}${may.work && toolbar(own.map(asks))}`
}

/** What the tab calls a handover that is being written. */
export const handoverDraft = (account: string, person: string) => `${account}:handover-${person}`

function handoverForm(view: PersonTransitionsPage, say: SayTransition): Html {
  const { language, person, errors, token, may, account } = view
  const across = toolbar(
    may.share && linkButton({ href: paths.personShareNew(person.id), label: say('new.share') }),
    may.refer && linkButton({ href: paths.personReferralElsewhere(person.id), label: say('new.refer') }),
  )
  const common = {
    ...{ id: 'handover', action: paths.personTransitions(person.id), language, errors, token },
    ...{ permitted: ALLOWED, draft: handoverDraft(account, person.id) },
  }
  return html`<p>${say('new.lead')}</p>${across}${form({ ...common, submit: say('new.save') }, (field) => [
    toWhom(field, view, say),
    howAndWhen(field, view, say),
    may.note ? wordFields(field, view, say) : html`<p class="muted">${say('words.not_here')}</p>`,
  ])}`
}

function toWhom(field: Fields, { typed, colleagues, person }: PersonTransitionsPage, say: SayTransition): Content {
  const told = (name: string) => typed[name] ?? ''
  return [
    field.radios({
      ...{ name: 'kind', label: say('kind'), value: told('kind') },
      options: HandoverKind.options.map((value) => ({ value, label: say(`kind.${value}`) })),
    }),
    field.select({
      ...{ name: 'receiver', label: say('receiver'), value: told('receiver'), blank: say('choose') },
      options: Receiver.options.map((value) => ({ value, label: say(`receiver.${value}`) })),
    }),
    field.text({ name: 'place', label: say('place'), help: say('place.help'), value: told('place'), maxlength: 120 }),
    field.select({
      ...{ name: 'toAccount', label: say('toAccount'), help: say('toAccount.help'), value: told('toAccount') },
      ...{
        blank: say('toAccount.none'),
        optional: true,
        options: ownerOptions(colleagues, person.protection !== 'none'),
      },
    }),
  ]
}

function howAndWhen(field: Fields, { typed, needs, today }: PersonTransitionsPage, say: SayTransition): Content {
  return [
    field.checkboxes({
      ...{ name: 'needs', label: say('needs'), help: say('needs.help'), values: needs, optional: true },
      options: Need.options.map((value) => ({ value, label: say(`need.${value}`) })),
    }),
    field.radios({
      ...{ name: 'consent', label: say('consent'), value: typed['consent'] ?? '' },
      options: Consent.options.map((value) => ({ value, label: say(`consent.${value}`) })),
    }),
    field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? today }),
  ]
}

/** What the school that knows them tells the next, part by part, and what else there is to say: one note. */
function wordFields(field: Fields, { typed }: PersonTransitionsPage, say: SayTransition): Content {
  const told = (name: string) => typed[name] ?? ''
  const area = (name: string, rows: number) => ({ name, value: told(name), optional: true, rows, maxlength: 4000 })
  const parts = TOLD_PARTS.map((part) =>
    field.textarea({ ...area(`told.${part}`, 3), label: say(`told.${part}`), help: say(`told.${part}.help`) }),
  )
  const isOpen = TOLD_PARTS.some((part) => told(`told.${part}`) !== '')
  return [
    disclosure(say('told'), html`<p>${say('told.lead')}</p>${parts}`, isOpen),
    field.textarea({ ...area('words', 5), label: say('words'), help: say('words.help') }),
  ]
}

export type TransitionCard = {
  readonly language: Language
  readonly personId: string
  readonly admission: Watch | null
  readonly latest: Handover | null
}

/** On a person's page: whether they have come where they were admitted, and the latest handover. */
export function transitionCard({ language, personId, admission, latest }: TransitionCard): Html {
  const say = transitionWords(language)
  const arrival =
    admission &&
    html`<p>${say('arrival.line', { school: admission.school ?? say('school.unknown'), day: formatDay(admission.startsOn, language) })} ${tag(TONES[admission.standing], say(`one.${admission.standing}`))}</p>`
  const day = latest?.endedOn ? formatDay(latest.endedOn, language) : ''
  const answer = latest && say(latest.endedAs === null ? 'answer.open' : `answer.${latest.endedAs}`, { day })
  return card(
    { title: say('title'), id: 'transitions-title' },
    html`${arrival}<p>${latest ? html`${latest.place}: ${answer}` : say('card.none')}</p>
<p><a href="${paths.personTransitions(personId)}">${say('card.link')}</a></p>`,
  )
}
