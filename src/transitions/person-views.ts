import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { ALLOWED, actionButton, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { emptyState, toolbar } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatDayShort, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { whyWords } from './list-views.ts'
import { Consent, type Handover, HandoverKind, Need, Receiver, Said } from './model.ts'
import type { Watch } from './store.ts'
import { type SayTransition, transitionWords } from './words.ts'

export type PersonTransitionsPage = PersonHead & {
  readonly today: PlainDate
  readonly admission: Watch | null
  readonly handovers: readonly Handover[]
  readonly may: { readonly work: boolean; readonly share: boolean; readonly refer: boolean }
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

const TONES = { not_arrived: 'broken', awaited: 'due', ahead: 'neutral', arrived: 'in' } as const

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
      { key: 'day', label: say('onDay'), tight: true, cell: ({ onDay }) => formatDayShort(onDay, language) },
      {
        ...{ key: 'to', label: say('to'), heads: true },
        cell: ({ place, receiver }) => html`${place} <span class="muted">${say(`receiver.${receiver}`)}</span>`,
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

function answerCell(each: Handover, { language, person, token, may }: PersonTransitionsPage, say: SayTransition): Html {
  if (each.endedAs !== null && each.endedOn !== null) {
    const day = formatDayShort(each.endedOn, language)
    return tag(each.endedAs === 'received' ? 'in' : 'unclear', say(`answer.${each.endedAs}`, { day }))
  }
  const action = paths.personTransitionEnd(person.id, each.id)
  const buttons = (['received', 'declined', 'withdrawn'] as const).map((as) =>
    actionButton({ action, label: say(`end.${as}`), permitted: ALLOWED, values: { token, as }, of: each.place }),
  )
  return html`${tag('due', say('answer.open'))}${may.work && toolbar(buttons)}`
}

function handoverForm(view: PersonTransitionsPage, say: SayTransition): Html {
  const { language, person, errors, token, typed, may, needs } = view
  const told = (name: string) => typed[name] ?? ''
  const across = toolbar(
    may.share && linkButton({ href: paths.personShareNew(person.id), label: say('new.share') }),
    may.refer && linkButton({ href: paths.personReferralElsewhere(person.id), label: say('new.refer') }),
  )
  const common = {
    id: 'handover',
    action: paths.personTransitions(person.id),
    language,
    errors,
    permitted: ALLOWED,
    token,
  }
  return html`<p>${say('new.lead')}</p>${across}${form({ ...common, submit: say('new.save') }, (field) => [
    field.radios({
      ...{ name: 'kind', label: say('kind'), value: told('kind') },
      options: HandoverKind.options.map((value) => ({ value, label: say(`kind.${value}`) })),
    }),
    field.select({
      ...{ name: 'receiver', label: say('receiver'), value: told('receiver') || 'upper_secondary' },
      options: Receiver.options.map((value) => ({ value, label: say(`receiver.${value}`) })),
    }),
    field.text({ name: 'place', label: say('place'), help: say('place.help'), value: told('place'), maxlength: 120 }),
    field.checkboxes({
      ...{ name: 'needs', label: say('needs'), help: say('needs.help'), values: needs, optional: true },
      options: Need.options.map((value) => ({ value, label: say(`need.${value}`) })),
    }),
    field.radios({
      ...{ name: 'consent', label: say('consent'), value: told('consent') },
      options: Consent.options.map((value) => ({ value, label: say(`consent.${value}`) })),
    }),
    field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? view.today }),
    field.textarea({
      name: 'words',
      label: say('words'),
      help: say('words.help'),
      value: told('words'),
      optional: true,
      rows: 5,
    }),
  ])}`
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
