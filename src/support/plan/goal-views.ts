import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, linkButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { namedOptions } from '../cases/words.ts'
import {
  ArchiveReason,
  Attainment,
  EndReason,
  type Goal,
  NotNeeded,
  OtherActor,
  Responsible,
  RestoreReason,
  type Step,
  StepState,
} from './model.ts'
import { conflictNotice, type Returned, returnedTo, stepTable } from './parts-views.ts'
import { STRENGTH_TEXT } from './strength-text.ts'
import { dayOr, planWords, reasonWord, type SayPlan, whoDoes } from './words.ts'

type Around = PersonHead & {
  readonly today: PlainDate
  readonly permitted: Permitted
  readonly colleagues: readonly Colleague[]
  readonly nameable: readonly Colleague[]
  /** Those in other services who see the plan, by name: they can be named as the other actor. */
  readonly partners: readonly string[]
  /** When strengths were last mapped, where the reader may read what was said. */
  readonly mappedOn: PlainDate | null
  /** The last day of the case, where it is closed. */
  readonly closedOn: PlainDate | null
  readonly returned: Returned | null
  /** Who writes: whose draft it is. */
  readonly account: string
  readonly token: string
}

/** What the tab calls what is being written of a goal (of somebody, where it is a new one), and of how it ended. */
export const goalDraft = (account: string, of: string) => `${account}:goal-${of}`
export const goalEndDraft = (account: string, goal: string) => `${account}:goal-end-${goal}`

type Typed = Readonly<Record<string, string>>

/** What the young person has said of their strengths, brought in to be worded for the goal; or that no more may be read now. */
type Brought = { readonly words: string; readonly over: boolean }

/** A form for a goal that is not there yet. */
export function newGoalPage(view: Around & { readonly brought: Brought | null }): Html {
  const say = planWords(view.language)
  const { errors, typed } = returnedTo('goal', view.returned)
  const { language, permitted, token, person } = view
  const action = paths.planGoals(person.id)
  const brought = view.brought === null || view.brought.over ? {} : { strengths: view.brought.words }
  return html`${personHead(view, say('title.newGoal'), say('lead'))}
${bringing(view)}
${form(
  {
    ...{
      id: 'goal',
      action,
      language,
      errors,
      permitted,
      token,
      submit: say('goal.save'),
      cancel: paths.personPlan(person.id),
      draft: goalDraft(view.account, person.id),
    },
  },
  (field) => goalFields(field, { typed: { ...brought, ...typed }, goal: null, today: view.today }, say),
)}`
}

/** One press brings them in, as words to change; what is written beside is not lost by it, for nothing is yet. */
function bringing(view: Around & { readonly brought: Brought | null }): Html {
  const say = words(STRENGTH_TEXT, view.language)
  const { brought, mappedOn, person, returned } = view
  const link =
    mappedOn !== null &&
    brought === null &&
    returned === null &&
    html`<p>${linkButton({ href: paths.planGoalNew(person.id, { strengths: 1 }), label: say('strengths.bring') })}</p>`
  const told = brought !== null && notice({ tone: brought.over ? 'due' : 'info', title: say(toldOf(brought)) })
  return html`${mappedStrengths(view)}${link}${told}`
}

const toldOf = ({ over, words }: Brought) =>
  over ? 'strengths.over' : words === '' ? 'strengths.unsaid' : 'strengths.brought'

/** Where the young person has said what they are good at: it is read there, and said here in their own words. */
function mappedStrengths({ mappedOn, person, language }: Around): Html | null {
  if (mappedOn === null) return null
  const day = formatDay(mappedOn, language)
  return html`<p><a href="${paths.personMappings(person.id)}">${words(STRENGTH_TEXT, language)('strengths.mapped', { day })}</a></p>`
}

type Filled = { readonly typed: Typed; readonly goal: Goal | null; readonly today: PlainDate }

function goalFields(field: Fields, { typed, goal, today }: Filled, say: SayPlan): Html {
  return html`${field.text({ name: 'words', label: say('goal.words'), value: typed['words'] ?? goal?.words ?? null, maxlength: 300 })}
${field.textarea({ name: 'matters', label: say('goal.matters'), optional: true, rows: 3, value: typed['matters'] ?? goal?.matters ?? null })}
${field.textarea({ name: 'strengths', label: say('goal.strengths'), optional: true, rows: 3, value: typed['strengths'] ?? goal?.strengths ?? null })}
${field.date({ name: 'startsOn', label: say('startsOn'), value: typed['startsOn'] ?? goal?.startsOn ?? today })}
${field.date({ name: 'endsOn', label: say('endsOn'), optional: true, value: typed['endsOn'] ?? goal?.endsOn ?? null })}`
}

export type GoalPage = Around & {
  readonly goal: Goal & { readonly steps: readonly Step[] }
  readonly wordings: readonly Goal[]
}

/** One goal: its steps, what it is changed to, how it ends. */
export function goalPage(view: GoalPage): Html {
  const { goal, person, language, returned } = view
  const say = planWords(language)
  // What came back stands where it was written, also where a colleague has ended the goal meanwhile.
  const shows = (name: string) => goal.state === 'open' || returned?.form === name
  const conflict = returned?.conflict === true
  const back = linkButton({ href: paths.personPlan(person.id), label: say('back') })
  const general = returned !== null && returned.form === '' ? returned.errors : []
  return html`${personHead(view, say('title.goal'))}
${general.map(({ message }) => notice({ tone: 'broken', title: message }))}
${conflict && conflictNotice(html`<strong>${goal.words}</strong> ${goal.matters} ${goal.strengths}`, say)}
${card({ title: goal.words, id: 'goal-title', aside: back }, goalFacts(view, say))}
${shows('step') && card({ title: say('step.add'), id: 'step-title' }, stepForm({ ...view, step: null }, say))}
${shows('goal') && disclosure(say('goal.change'), html`${mappedStrengths(view)}${changeForm(view, say)}`, isBack(returned, 'goal'))}
${shows('end') && disclosure(say('goal.end'), endForm(view, say), isBack(returned, 'end') || view.closedOn !== null)}
${shows('archive') && disclosure(say('goal.archive'), archiveForm(view, say), isBack(returned, 'archive'))}
${(goal.state !== 'open' || returned?.form === 'restore') && disclosure(say('goal.restore'), restoreForm(view, say), isBack(returned, 'restore'))}
${view.wordings.length > 1 && disclosure(say('goal.wordings'), html`<ul class="plain">${view.wordings.map((each) => html`<li>${each.words} ${tag('neutral', say(`state.${each.state}`))} <span class="muted">${[each.reason && reasonWord(each.reason, say), formatInstant(each.knownFrom, language)].filter(Boolean).join(', ')}</span></li>`)}</ul>`)}`
}

const isBack = (returned: Returned | null, name: string) => returnedTo(name, returned).errors.length > 0

function goalFacts(view: GoalPage, say: SayPlan): Html {
  const { goal, language } = view
  const how = goal.attainment === null ? say(`state.${goal.state}`) : say(`attainment.${goal.attainment}`)
  const why = [goal.reason === null ? null : reasonWord(goal.reason, say), goal.reasonWords].filter(Boolean).join(': ')
  return html`<p>${tag(goal.attainment === 'fully' ? 'in' : 'neutral', how)} <span class="muted">${why}</span></p>
<p class="muted">${say('startsOn')} ${dayOr(goal.startsOn, language, say)}. ${say('endsOn')}: ${dayOr(goal.endsOn, language, say)}.</p>
${goal.matters && html`<p>${say('goal.matters.said', { words: goal.matters })}</p>`}
${goal.strengths && html`<p><strong>${say('goal.strengths')}:</strong> ${goal.strengths}</p>`}
${stepTable(goal, view, say)}`
}

function changeForm(view: GoalPage, say: SayPlan): Html {
  const { goal, person, language, permitted, token, today, returned } = view
  const { errors, typed } = returnedTo('goal', returned)
  const action = paths.planGoal(person.id, goal.goalId)
  return form(
    {
      ...{ id: 'goal', action, language, errors, permitted, token, submit: say('goal.save') },
      ...{ hidden: { seen: goal.id }, draft: goalDraft(view.account, goal.goalId) },
    },
    (field) => goalFields(field, { typed, goal, today }, say),
  )
}

function endForm(view: GoalPage, say: SayPlan): Html {
  const { goal, person, language, closedOn, token, today, returned } = view
  const permitted = closedOn === null ? view.permitted : ALLOWED
  const { errors, typed } = returnedTo('end', returned)
  const action = paths.planGoalEnd(person.id, goal.goalId)
  return form(
    {
      ...{ id: 'end', action, language, errors, permitted, token, submit: say('goal.end') },
      ...{ hidden: { seen: goal.id }, draft: goalEndDraft(view.account, goal.goalId) },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'attainment', label: say('attainment'), value: typed['attainment'] ?? null },
        options: Attainment.options.map((value) => ({ value, label: say(`attainment.${value}`) })),
      })}${field.select({
        ...{ name: 'reason', label: say('reason'), value: typed['reason'] ?? null, blank: say('reason.choose') },
        options: EndReason.options.map((value) => ({ value, label: say(`reason.${value}`) })),
      })}${field.textarea({ name: 'reasonWords', label: say('reasonWords'), optional: true, rows: 3, value: typed['reasonWords'] ?? null })}${field.date({ name: 'endedOn', label: say('endedOn'), value: typed['endedOn'] ?? closedOn ?? today })}`,
  )
}

function archiveForm(view: GoalPage, say: SayPlan): Html {
  const { goal, person, language, permitted, token, returned } = view
  const { errors, typed } = returnedTo('archive', returned)
  const action = paths.planGoalArchive(person.id, goal.goalId)
  return form(
    {
      ...{ id: 'archive', action, language, errors, permitted, token, submit: say('goal.archive'), kind: 'quiet' },
      hidden: { seen: goal.id },
    },
    (field) =>
      field.radios({
        ...{ name: 'reason', label: say('reason'), value: typed['reason'] ?? null },
        options: ArchiveReason.options.map((value) => ({ value, label: say(`reason.${value}`) })),
      }),
  )
}

function restoreForm(view: GoalPage, say: SayPlan): Html {
  const { goal, person, language, permitted, token, returned } = view
  const { errors, typed } = returnedTo('restore', returned)
  const action = paths.planGoalRestore(person.id, goal.goalId)
  return form(
    {
      ...{ id: 'restore', action, language, errors, permitted, token, submit: say('goal.restore'), kind: 'quiet' },
      hidden: { seen: goal.id },
    },
    (field) =>
      field.radios({
        ...{ name: 'reason', label: say('reason'), value: typed['reason'] ?? null },
        options: RestoreReason.options.map((value) => ({ value, label: say(`reason.${value}`) })),
      }),
  )
}

type StepForm = Around & { readonly goal: Pick<Goal, 'goalId' | 'words'>; readonly step: Step | null }

function stepForm(view: StepForm, say: SayPlan): Html {
  const { goal, step, person, language, permitted, token, returned } = view
  const { errors, typed } = returnedTo('step', returned)
  const action = step === null ? paths.planSteps(person.id, goal.goalId) : paths.planStep(person.id, step.stepId)
  return form(
    {
      ...{ id: 'step', action, language, errors, permitted, token, submit: say('step.save') },
      hidden: step === null ? {} : { seen: step.id },
    },
    (field) => stepFields(field, { ...view, typed }, say),
  )
}

function stepFields(field: Fields, view: StepForm & { readonly typed: Typed }, say: SayPlan): Html {
  const { typed, step, partners, today } = view
  const hint = partners.length > 0 ? partners.join(', ') : null
  return html`${field.text({ name: 'words', label: say('step.words'), value: typed['words'] ?? step?.words ?? null, maxlength: 300 })}
${field.radios({
  ...{ name: 'responsible', label: say('responsible'), value: typed['responsible'] ?? step?.responsible ?? 'youth' },
  options: Responsible.options.map((value) => ({ value, label: say(`responsible.${value}`) })),
})}
${field.select({
  ...{
    name: 'accountId',
    label: say('accountId'),
    help: say('accountId.help'),
    optional: true,
    blank: say('accountId.none'),
  },
  value: typed['accountId'] ?? step?.accountId ?? null,
  options: namedOptions(view, typed['accountId'] ?? step?.accountId ?? null),
})}
${field.select({
  ...{
    name: 'actor',
    label: say('actor'),
    optional: true,
    blank: say('actor.none'),
    value: typed['actor'] ?? step?.actor ?? null,
  },
  options: OtherActor.options.map((value) => ({ value, label: say(`actor.${value}`) })),
})}
${field.text({ name: 'actorWords', label: say('actorWords'), help: hint, optional: true, value: typed['actorWords'] ?? step?.actorWords ?? null, maxlength: 120 })}
${field.date({ name: 'startsOn', label: say('startsOn'), value: typed['startsOn'] ?? step?.startsOn ?? today })}
${field.date({ name: 'dueOn', label: say('dueOn'), optional: true, value: typed['dueOn'] ?? step?.dueOn ?? null })}`
}

export type StepPage = StepForm & { readonly step: Step }

/** One step: how far it has come, and what it is changed to. */
export function stepPage(view: StepPage): Html {
  const { step, goal, person, language, returned, colleagues } = view
  const say = planWords(language)
  const conflict = returned?.conflict === true
  const back = html`<a href="${paths.planGoal(person.id, goal.goalId)}">${say('title.goal')}: ${goal.words}</a>`
  const errors: readonly FieldError[] = returned?.form === '' ? returned.errors : []
  return html`${personHead(view, say('title.step'))}
${errors.map(({ message }) => notice({ tone: 'broken', title: message }))}
${conflict && conflictNotice(html`<strong>${step.words}</strong> ${whoDoes(step, say, colleagues)}, ${dayOr(step.dueOn, language, say)}, ${say(`step.state.${step.state}`)}`, say)}
${card({ title: step.words, id: 'step-head' }, html`<p>${back}</p><p class="muted">${whoDoes(step, say, colleagues)}, ${dayOr(step.dueOn, language, say)}</p>`)}
${card({ title: say('step.move'), id: 'move-title' }, moveForm(view, say))}
${disclosure(say('step.change'), stepForm(view, say), isBack(returned, 'step'))}`
}

function moveForm(view: StepPage, say: SayPlan): Html {
  const { step, person, language, permitted, token, today, returned } = view
  const { errors, typed } = returnedTo('move', returned)
  const action = paths.planStepState(person.id, step.stepId)
  return form(
    {
      ...{ id: 'move', action, language, errors, permitted, token, submit: say('step.save') },
      hidden: { seen: step.id },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'state', label: say('state'), value: typed['state'] ?? step.state ?? null },
        options: StepState.options.map((value) => ({ value, label: say(`step.state.${value}`) })),
      })}${field.date({ name: 'endedOn', label: say('step.stateOn'), value: typed['endedOn'] ?? step.endedOn ?? today })}${field.select(
        {
          ...{
            name: 'reason',
            label: say('reason'),
            optional: true,
            blank: say('reason.choose'),
            value: typed['reason'] ?? step.reason ?? null,
          },
          options: NotNeeded.options.map((value) => ({ value, label: say(`reason.${value}`) })),
        },
      )}${field.text({ name: 'reasonWords', label: say('reasonWords'), optional: true, value: typed['reasonWords'] ?? step.reasonWords ?? null, maxlength: 500 })}`,
  )
}
