import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatDayShort, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { SupportCase } from '../cases/model.ts'
import type { Goal } from '../plan/model.ts'
import { type ClosingList, cancelField, closingList, untoldGoals } from './closing-views.ts'
import { Backing, type Exit, type FollowUp, Heard, KINDS, NextStep, Outcome } from './model.ts'
import { isNoSupport } from './rules.ts'
import { exitWords, type SayExit, wordOf } from './words.ts'

export type ExitPage = PersonHead & {
  readonly of: SupportCase | null
  /** Placements that are under way in a case that is open. */
  readonly running: Content
  /** Of the period that is open, or the last; null while nothing has been said. */
  readonly exit: Exit | null
  readonly earlier: readonly Exit[]
  readonly followUps: readonly FollowUp[]
  readonly today: PlainDate
  readonly mayWork: boolean
  readonly conflict: boolean
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  /** The meetings that were chosen to be cancelled. */
  readonly cancel: readonly string[]
  /** What is to be looked over first; null where nothing is to be closed. */
  readonly closing: ClosingList | null
  /** The goals of a closed case that nobody has said the end of. */
  readonly untold: readonly Goal[]
  readonly account: string
  readonly token: string
}

/** What the support led to, and what is asked afterwards. */
export function exitPage(view: ExitPage): Html {
  const { of, exit, language } = view
  const say = exitWords(language)
  const head = personHead(view, say('title'), say('lead'))
  if (of === null) return html`${head}${emptyState({ title: say('none.title'), hint: say('none.hint') })}`
  const now = say(view.conflict ? 'exit.now' : 'card.title')
  return html`${head}
${view.running}
${untoldGoals(view.untold, { language, personId: view.person.id })}
${exit === null ? unsaidExit(view, of, say) : exitFacts(view, exit, { title: now, id: 'exit-title', say })}
${followUpCard(view, say)}
${view.earlier.map((each) => exitFacts(view, each, { title: formatDay(each.exitedOn, language), id: `left-${each.exitId}`, say }))}`
}

function unsaidExit(view: ExitPage, of: SupportCase, say: SayExit): Content {
  if (isNoSupport(of)) return html`<p>${say('opened_by_mistake')}</p>`
  return view.mayWork && newCard(view, of, say)
}

function newCard(view: ExitPage, of: SupportCase, say: SayExit): Html {
  const { closing, language, person } = view
  return card(
    { title: say('new.title'), id: 'new-title' },
    html`<p>${say(of.closedOn === null ? 'new.lead' : 'new.closed')}</p>${closing && closingList(closing, { language, personId: person.id })}${exitForm(view, null, { say, submit: say('new.save') })}`,
  )
}

/** Whether what came back was written of this exit. What a colleague has said meanwhile is the one to correct. */
const isReturnedTo = ({ typed, exit: now }: ExitPage, exit: Exit | null) =>
  (typed['exit'] || (now?.exitId ?? '')) === (exit?.exitId ?? '')

type Facts = { readonly title: string; readonly id: string; readonly say: SayExit }

/** An exit as it stands, and folded below it the form that corrects it. */
function exitFacts(view: ExitPage, exit: Exit, { title, id, say }: Facts): Html {
  const isReturned = view.errors.length > 0 && isReturnedTo(view, exit)
  const writing = { say, submit: say('correct.save') }
  const correcting =
    view.mayWork &&
    disclosure(
      say('correct.title'),
      html`${isReturned && view.conflict && notice({ tone: 'due', title: say('exit_changed') })}${exitForm(view, exit, writing)}`,
      isReturned,
    )
  return card({ title, id }, html`${standing(view, exit, say)}${correcting}`)
}

function standing({ language }: ExitPage, exit: Exit, say: SayExit): Html {
  const day = (on: PlainDate) => formatDay(on, language)
  return facts([
    { term: say('exitedOn'), detail: day(exit.exitedOn) },
    {
      term: say('outcome'),
      detail: [say(`outcome.${exit.outcome}`), wordOf(say, 'kind', exit.kind)].filter(Boolean).join(': '),
    },
    ...(exit.place === null ? [] : [{ term: say('place'), detail: exit.place }]),
    {
      term: say('nextStep'),
      detail: exit.nextStep === 'none' ? tag('due', say('next.none')) : say(`next.${exit.nextStep}`),
      note: exit.nextOn && day(exit.nextOn),
    },
    {
      term: say('backedBy'),
      detail: exit.backedBy === 'none' ? tag('broken', say('back.none')) : say(`back.${exit.backedBy}`),
    },
  ])
}

type Writing = { readonly say: SayExit; readonly submit: string }

function exitForm(view: ExitPage, exit: Exit | null, { say, submit }: Writing): Html {
  const { language, person, token, today, of, closing } = view
  const [errors, typed] = isReturnedTo(view, exit) ? [view.errors, view.typed] : [[], {} as ExitPage['typed']]
  const told = (name: string, stands: string | null | undefined) => typed[name] ?? stands ?? ''
  const common = {
    ...{
      id: exit === null ? 'exit' : `exit-${exit.exitId}`,
      action: paths.personExit(person.id),
      language,
      errors,
      token,
      submit,
    },
    ...{ permitted: ALLOWED, draft: exitDraft(view.account, exit?.exitId ?? person.id) },
  }
  const left = told('exitedOn', exit?.exitedOn ?? of?.closedOn ?? today)
  const meetings = exit === null ? (closing?.meetings ?? []) : []
  return form({ ...common, hidden: { exit: exit?.exitId ?? '', seen: exit?.id ?? '' } }, (field) => [
    field.date({ name: 'exitedOn', label: say('exitedOn'), value: left }),
    field.radios({
      ...{ name: 'outcome', label: say('outcome'), value: told('outcome', exit?.outcome) },
      options: Outcome.options.map((value) => ({ value, label: say(`outcome.${value}`) })),
    }),
    kindField(field, told('kind', exit?.kind), say),
    field.text({
      ...{ name: 'place', label: say('place'), help: say('place.help'), value: told('place', exit?.place) },
      ...{ maxlength: 120, optional: true },
    }),
    field.select({
      ...{
        name: 'nextStep',
        label: say('nextStep'),
        help: say('nextStep.help'),
        value: told('nextStep', exit?.nextStep),
      },
      ...{ blank: say('choose'), options: NextStep.options.map((value) => ({ value, label: say(`next.${value}`) })) },
    }),
    field.date({ name: 'nextOn', label: say('nextOn'), value: told('nextOn', exit?.nextOn), optional: true }),
    field.select({
      ...{
        name: 'backedBy',
        label: say('backedBy'),
        help: say('backedBy.help'),
        value: told('backedBy', exit?.backedBy),
      },
      ...{ blank: say('choose'), options: Backing.options.map((value) => ({ value, label: say(`back.${value}`) })) },
    }),
    meetings.length > 0 && cancelField(field, { language, meetings, values: view.cancel }),
  ])
}

/** What the tab calls what is being written of an exit. */
export const exitDraft = (account: string, of: string) => `${account}:exit-${of}`

/** All the kinds under the headings of what they belong to: without script nothing can hide those that do not fit. */
const kindField = (field: Fields, value: string, say: SayExit): Html =>
  field.select({
    ...{ name: 'kind', label: say('kind'), help: say('kind.help'), value, blank: say('choose') },
    options: Outcome.options.flatMap((outcome) =>
      KINDS[outcome].map((kind) => ({ value: kind, label: say(`kind.${kind}`), group: say(`outcome.${outcome}`) })),
    ),
  })

function followUpCard(view: ExitPage, say: SayExit): Html {
  const { language, followUps, person, token, mayWork } = view
  const left = followUps.some(({ closedAs }) => closedAs === null)
  const table = dataTable<FollowUp>({
    ...{ language, id: 'waves', caption: say('waves.table'), captionUnseen: true, rows: followUps },
    empty: emptyState({ title: say('waves.none'), hint: say('waves.none.hint') }),
    columns: [
      { key: 'wave', label: say('wave'), heads: true, tight: true, cell: ({ wave }) => say(`wave.${wave}`) },
      { key: 'due', label: say('dueOn'), tight: true, cell: ({ dueOn }) => formatDayShort(dueOn, language) },
      { key: 'status', label: say('status'), cell: (each) => statusOf(each, view.today, language) },
      {
        key: 'log',
        label: say('log'),
        cell: (each) => (mayWork && canLog(each, view.today) ? callForm(each, view, say) : '–'),
      },
    ],
  })
  const end = { action: paths.personFollowUpsEnd(person.id), label: say('off'), permitted: ALLOWED, values: { token } }
  return card(
    { title: say('waves.title'), id: 'waves-title' },
    html`${followUps.length > 0 && html`<p>${say('waves.lead')}</p>`}${table}${
      left && mayWork && actionButton({ ...end, sure: { consequence: say('off.consequence'), language } })
    }`,
  )
}

/** A week before the day it can be called; whoever was given up can still answer. */
const canLog = ({ closedAs, dueOn }: FollowUp, today: PlainDate) =>
  (closedAs === null || closedAs === 'not_reached') && Date.parse(dueOn) - Date.parse(today) <= 7 * 86_400_000

export function statusOf(
  { closedAs, answer, how, sentAt, unsent, dueOn, calledOn }: FollowUp,
  today: PlainDate,
  language: Language,
): Html {
  const say = exitWords(language)
  if (answer !== null && how !== null)
    return html`${tag('in', say(`doing.${answer}`))} <span class="muted">${say(`how.${how}`)}</span>`
  if (closedAs === 'not_reached') return tag('unclear', say('status.not_reached'))
  if (closedAs === 'called_off' || closedAs === 'backdated') return tag('neutral', say(`status.${closedAs}`))
  if (calledOn !== null) return tag('due', say('status.called', { day: formatDayShort(calledOn, language) }))
  if (unsent !== null) return tag('due', say('status.unsent', { why: wordOf(say, 'unsent', unsent) }))
  if (sentAt !== null) return tag('due', say('status.sent'))
  return tag('neutral', say(dueOn > today ? 'status.ahead' : 'status.today'))
}

function callForm({ id, wave, closedAs }: FollowUp, view: ExitPage, say: SayExit): Html {
  const { language, person, token } = view
  const common = {
    id: `call-${id}`,
    action: paths.personFollowUp(person.id, id),
    language,
    errors: [],
    permitted: ALLOWED,
    token,
  }
  const heard = Heard.options.filter((value) => value !== 'not_reached' || closedAs === null)
  return disclosure(
    html`${say('log')}<span class="unseen">, ${say(`wave.${wave}`)}</span>`,
    form({ ...common, submit: say('log.save'), kind: 'quiet' }, (field) =>
      field.radios({
        ...{ name: 'answer', label: say('log.answer'), value: '' },
        options: heard.map((value) => ({
          value,
          label: say(value === 'not_reached' ? 'log.not_reached' : `doing.${value}`),
        })),
      }),
    ),
  )
}

export type ExitCard = {
  readonly language: Language
  readonly personId: string
  readonly of: SupportCase
  readonly exit: Exit | null
  readonly next: FollowUp | null
  readonly mayWork: boolean
}

/** On a person's page: that the case is open, or what it led to and when it is followed up. */
export function exitCard({ language, personId, of, exit, next, mayWork }: ExitCard): Html {
  const say = exitWords(language)
  const day = (on: PlainDate) => formatDay(on, language)
  const line =
    exit !== null
      ? say('card.left', { outcome: say(`outcome.${exit.outcome}`), day: day(exit.exitedOn) })
      : of.closedOn === null
        ? say('card.open', { day: day(of.openedOn) })
        : isNoSupport(of)
          ? say('opened_by_mistake')
          : say('card.missing', { day: day(of.closedOn) })
  const isNew = exit === null && of.closedOn === null && mayWork
  return card(
    { title: say('card.title'), id: 'exit-card-title' },
    html`<p>${line}${next && html` ${say('card.next', { day: day(next.dueOn) })}`}</p>
<p><a href="${paths.personExit(personId)}">${say(isNew ? 'card.new' : 'card.link')}</a></p>`,
  )
}
