import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, button } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { fieldsOf } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatDayShort } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { CasePage, Returned } from './case-views.ts'
import { FLOWS, type Flow, START_PARTS, type Step } from './step-model.ts'
import type { CaseWord } from './text.ts'
import { caseWords, colleagueName, type SayCase } from './words.ts'

/** The start, the gradual start and, once somebody has prepared it, the end: lists of what belongs to each. */
export function flowCards(view: CasePage, isOpen: boolean): readonly Html[] {
  const flows = Object.keys(FLOWS) as Flow[]
  return flows.filter((flow) => flow !== 'closing' || view.endPrepared).map((flow) => flowCard(view, flow, isOpen))
}

function flowCard(view: CasePage, flow: Flow, isOpen: boolean): Html {
  const { language, steps, person, may } = view
  const say = caseWords(language)
  const list: readonly Step[] = FLOWS[flow]
  const done = list.filter((step) => steps.some((each) => each.step === step && each.doneOn !== null)).length
  const mayChange = isOpen && may.work
  const talk =
    flow === 'start' &&
    mayChange &&
    html`<p><a class="button quiet" href="${paths.personCaseStart(person.id)}">${say('flow.talk')}</a></p>`
  return card(
    {
      ...{ title: say(`flow.${flow}`), id: `flow-${flow}` },
      aside: html`<span class="muted">${say('flow.done', { done, all: list.length })}</span>`,
    },
    html`${stepList(view, { flow, mayChange })}${talk}`,
  )
}

type Listed = { readonly flow: Flow; readonly mayChange: boolean }

/** What belongs to one of them, with what is planned and done. */
export function stepList(view: CasePage, { flow, mayChange }: Listed): Html {
  const list: readonly Step[] = FLOWS[flow]
  const say = caseWords(view.language)
  return html`<ul class="plain">${list.map((step) => stepItem(step, { view, mayChange }, say))}</ul>`
}

type Around = { readonly view: CasePage; readonly mayChange: boolean }

function stepItem(step: Step, { view, mayChange }: Around, say: SayCase): Html {
  const { language, steps, colleagues, today } = view
  const state = steps.find((each) => each.step === step)
  const name = say(`step.${step}`)
  if (state?.doneOn != null)
    return html`<li>${tag('in', name)} <span class="muted">${say('flow.by', { day: formatDayShort(state.doneOn, language), name: colleagueName(state.doneBy, colleagues) })}</span>${mayChange && stepForm(step, { view, mayChange }, say)}</li>`
  const late = state?.onDay != null && state.onDay < today
  const planned =
    state?.onDay != null &&
    html` <span class="muted">${say('flow.planned', { day: formatDay(state.onDay, language) })}</span>`
  return html`<li>${tag(late ? 'due' : 'neutral', name)}${planned}${mayChange && stepForm(step, { view, mayChange }, say)}</li>`
}

/** A day to plan it for, and the day on which it was done. Folded: a list of fifteen forms is no list. */
function stepForm(step: Step, { view }: Around, say: SayCase): Html {
  const { person, token, language, returned, steps, today } = view
  const state = steps.find((each) => each.step === step)
  const id = `step-${step.replace('.', '-')}`
  const isOpen = returned.form === step
  const field = fieldsOf({ form: id, language, errors: isOpen ? returned.errors : [], filter: true })
  const isDone = state?.doneOn != null
  // What came back stands where it was written, also where a colleague has said meanwhile that it is done.
  const tellsDone = !isDone || (isOpen && (returned.typed['doneOn'] ?? '') !== '')
  const does = (value: 'plan' | 'done' | 'undo', word: CaseWord) =>
    button({ label: say(word), kind: 'quiet', name: 'do', value })
  const typed = (name: string) => (isOpen ? (returned.typed[name] ?? null) : null)
  const inside = html`<form class="form" id="${id}" method="post" action="${paths.personCaseSteps(person.id)}" novalidate><input type="hidden" name="token" value="${token}"><input type="hidden" name="step" value="${step}"><input type="hidden" name="seen" value="${state?.id ?? ''}">${field.date(
    {
      name: 'onDay',
      label: say('flow.day'),
      value: isOpen ? typed('onDay') : (state?.onDay ?? null),
    },
  )}${
    tellsDone && field.date({ name: 'doneOn', label: say('flow.done.on'), value: typed('doneOn') ?? today })
  }<div class="toolbar">${does('plan', 'flow.plan')}${tellsDone && does('done', 'flow.do')}${isDone && does('undo', 'flow.undo')}</div></form>`
  return disclosure(html`${say('flow.change')}<span class="unseen"> ${say(`step.${step}`)}</span>`, inside, isOpen)
}

export type StartTalkPage = PersonHead & {
  readonly account: string
  readonly today: string
  /** Whether one writes notes of the young person. */
  readonly mayNote: boolean
  readonly returned: Returned
  readonly token: string
}

/** What the tab calls what is being written from a start talk. */
export const startDraft = (account: string, person: string) => `${account}:start-${person}`

/** What was told at the start talk, part by part; each becomes a note of its own topic. */
export function startTalkPage(view: StartTalkPage): Html {
  const { language, person, account, returned, token, today } = view
  const say = caseWords(language)
  const { errors, typed } = returned
  const isTyped = START_PARTS.some(({ field }) => (typed[field] ?? '') !== '')
  const head = personHead(view, say('talk.title'), say('talk.lead'))
  // What was typed is kept, though it cannot be saved here.
  if (!view.mayNote && !isTyped)
    return html`${head}${notice({ tone: 'due', title: say('no_notes') })}<p><a href="${paths.personCase(person.id)}#owner">${say('alone.give')}</a></p>`
  return html`${head}
${form(
  {
    ...{ id: 'start', action: paths.personCaseStart(person.id), language, errors, permitted: ALLOWED, token },
    ...{ submit: say('talk.save'), cancel: paths.personCase(person.id), draft: startDraft(account, person.id) },
  },
  (field) =>
    html`${field.date({ name: 'happenedOn', label: say('talk.on'), value: typed['happenedOn'] ?? today })}${START_PARTS.map(
      ({ step, field: name }) =>
        field.textarea({
          name,
          label: say(`step.${step}`),
          value: typed[name] ?? '',
          rows: 6,
          optional: true,
          maxlength: 20_000,
        }),
    )}`,
)}`
}
