import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDayShort, formatInstant } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Goal, Step } from '../plan/model.ts'
import { conflictNotice, type Returned, returnedTo } from '../plan/parts-views.ts'
import { planWords } from '../plan/words.ts'
import {
  type Activity,
  ActivityKind,
  ActivityState,
  CancelReason,
  Factor,
  InterruptReason,
  KIND_FIELDS,
  OWN_KINDS,
  type OwnKind,
} from './model.ts'
import { endsAfter, isOver, statesAfter } from './rules.ts'
import { stateTag } from './views.ts'
import { activityLine, activityWords, type SayActivity, spanOf, wordUnder } from './words.ts'

type Around = PersonHead & {
  readonly today: PlainDate
  readonly permitted: Permitted
  readonly goals: readonly Goal[]
  readonly steps: readonly Step[]
  readonly returned: Returned | null
  readonly account: string
  readonly token: string
}

/** What the tab calls what is being written of an activity, or of a new one for somebody. */
export const activityDraft = (account: string, of: string) => `${account}:activity-${of}`

export type NewActivity = Around & { readonly kind: OwnKind | null }

/** First which kind it is; then a form with the fields that the kind has, and no others. */
export function newActivityPage(view: NewActivity): Html {
  const { person, language, permitted, token, kind } = view
  const say = activityWords(language)
  const { errors } = returnedTo('activity', view.returned)
  if (kind === null) return kindPage(view, say)
  const action = paths.personActivities(person.id)
  const again = html`<a href="${paths.personActivityNew(person.id)}">${say('kind.other.choose')}</a>`
  return html`${personHead(view, say('title.new'))}
<p><strong>${say(`kind.${kind}`)}</strong> ${again}</p>
${form(
  {
    ...{ id: 'activity', action, language, errors, permitted, token, submit: say('save'), cancel: action },
    ...{ hidden: { kind }, draft: activityDraft(view.account, person.id) },
  },
  (field) => activityFields(field, { ...view, kind, activity: null }, say),
)}`
}

function kindPage(view: NewActivity, say: SayActivity): Html {
  const { person, returned, permitted } = view
  const link = (kind: OwnKind) =>
    html`<li><a href="${paths.personActivityNew(person.id, { kind })}">${say(`kind.${kind}`)}</a></li>`
  return html`${personHead(view, say('title.new'))}
${(returned?.errors ?? []).map(({ message }) => notice({ tone: 'broken', title: message }))}
${!permitted.allowed && notice({ tone: 'due', title: permitted.reason })}
<h2>${say('kind')}</h2><ul>${OWN_KINDS.map(link)}</ul>`
}

const typedIn = ({ returned }: Pick<Around, 'returned'>) => returnedTo('activity', returned).typed

type Filled = Around & { readonly activity: Activity | null; readonly kind: ActivityKind }

/** The fields of the kind, in its own words. */
function kindFields(field: Fields, { kind, activity, ...view }: Filled, say: SayActivity): readonly Html[] {
  const typed = typedIn(view)
  return KIND_FIELDS[kind].map(({ name, word, isNeeded }) => {
    const stands = activity === null ? null : activity[name]
    const value = typed[name] ?? (stands === null ? null : String(stands))
    const asked = { name, label: say(word), optional: !isNeeded, value }
    if (name === 'tasks') return field.textarea({ ...asked, rows: 2 })
    const isNumber = name === 'hours' || name === 'sessions'
    return field.text(isNumber ? { ...asked, width: 'short', inputmode: 'numeric' } : { ...asked, maxlength: 120 })
  })
}

function activityFields(field: Fields, view: Filled, say: SayActivity): Html {
  const { activity, today, goals, steps, returned } = view
  const typed = typedIn(view)
  const isFilled = returnedTo('activity', returned).errors.length > 0
  const tie = activity?.stepId ? `step:${activity.stepId}` : activity?.goalId ? `goal:${activity.goalId}` : null
  const open = goals.filter(({ state }) => state === 'open')
  return html`${field.text({ name: 'name', label: say('name'), value: typed['name'] ?? activity?.name ?? null, maxlength: 120 })}
${kindFields(field, view, say)}
${field.date({ name: 'startsOn', label: say('startsOn'), value: typed['startsOn'] ?? activity?.startsOn ?? today })}
${field.date({ name: 'endsOn', label: say('endsOn'), optional: true, value: typed['endsOn'] ?? activity?.endsOn ?? null })}
${field.select({
  ...{ name: 'tie', label: say('tie'), optional: true, blank: say('tie.none'), value: typed['tie'] ?? tie },
  options: open.flatMap((goal) => [
    { value: `goal:${goal.goalId}`, label: say('tie.goal', { words: goal.words }) },
    ...steps
      .filter(({ goalId }) => goalId === goal.goalId)
      .map((step) => ({ value: `step:${step.stepId}`, label: say('tie.step', { words: step.words }) })),
  ]),
})}${field.checkboxes({
  ...{ name: 'factors', label: say('factors'), help: say('factors.help'), optional: true },
  values: isFilled ? (returned?.chosen ?? []) : (activity?.factors ?? []),
  options: Factor.options.map((value) => ({ value, label: say(`factors.${value}`) })),
})}`
}

export type ActivityPage = Around & { readonly activity: Activity; readonly wordings: readonly Activity[] }

/** One activity: how it is going, what it belongs to, and what it is changed to. */
export function activityPage(view: ActivityPage): Html {
  const { activity, person, language, returned, goals, steps, wordings } = view
  const say = activityWords(language)
  const isMovable = waysOf(view).length > 0 || returned?.form === 'move'
  const moved = moveForm(view, say)
  const goal = goals.find(({ goalId }) => goalId === activity.goalId)
  const step = steps.find(({ stepId }) => stepId === activity.stepId)
  const tie = [goal && say('tie.goal', { words: goal.words }), step && say('tie.step', { words: step.words })]
  const why = [activity.reason === null ? null : wordUnder('reason', activity.reason, say), activity.reasonWords]
  const day = activity.endedOn && formatDayShort(activity.endedOn, language)
  const saved = html`<strong>${activity.name}</strong> ${activityLine(activity, say)}, ${spanOf(activity, language)}`
  return html`${personHead(view, say('title.one'))}
${returned?.conflict && conflictNotice(saved, planWords(language))}
${card(
  { title: activity.name, id: 'activity-title' },
  html`<p>${activityLine(activity, say)}</p><p>${stateTag(activity.state, say)} <span class="muted">${[spanOf(activity, language), day, ...why].filter(Boolean).join(', ')}</span></p>
${activity.tasks && html`<p>${say('tasks')}: ${activity.tasks}</p>`}<p>${tie.filter(Boolean).join('. ')}</p><p class="muted">${activity.factors.map((each) => say(`factors.${each}`)).join(', ')}</p><p><a href="${paths.personActivities(person.id)}">${say('back')}</a></p>`,
)}
${
  isMovable &&
  (isOver(activity.state)
    ? disclosure(say('move.again'), moved, returnedTo('move', returned).errors.length > 0)
    : card({ title: say('move'), id: 'move-title' }, moved))
}
${disclosure(say('change'), changeForm(view, say), returnedTo('activity', returned).errors.length > 0)}
${wordings.length > 1 && disclosure(say('wordings'), html`<ul class="plain">${wordings.map((each) => html`<li>${each.name} ${stateTag(each.state, say)} <span class="muted">${formatInstant(each.knownFrom, language)}</span></li>`)}</ul>`)}`
}

function changeForm(view: ActivityPage, say: SayActivity): Html {
  const { activity, person, language, permitted, token, returned } = view
  const { errors } = returnedTo('activity', returned)
  const action = paths.personActivity(person.id, activity.activityId)
  return form(
    {
      ...{ id: 'activity', action, language, errors, permitted, token, submit: say('save') },
      ...{ hidden: { seen: activity.id }, draft: activityDraft(view.account, activity.activityId) },
    },
    (field) => activityFields(field, { ...view, kind: ActivityKind.parse(activity.kind) }, say),
  )
}

const waysOf = ({ activity, permitted }: ActivityPage): readonly ActivityState[] =>
  permitted.allowed ? statesAfter(activity) : endsAfter(activity)

/** Where it may go; and where somebody meant it to go, before a colleague moved it. */
function movesOf(view: ActivityPage, typed: Readonly<Record<string, string>>): readonly ActivityState[] {
  const meant = ActivityState.safeParse(typed['state'])
  return [...new Set([...waysOf(view), ...(meant.success ? [meant.data] : [])])]
}

function moveForm(view: ActivityPage, say: SayActivity): Html {
  const { activity, person, language, token, today, returned } = view
  // How it ended can be told in a case that is closed as well.
  const permitted = view.permitted.allowed || endsAfter(activity).length > 0 ? ALLOWED : view.permitted
  const { errors, typed } = returnedTo('move', returned)
  const action = paths.personActivityState(person.id, activity.activityId)
  const reasons = [
    ...InterruptReason.options.map((value) => ({
      value,
      group: say('reasonGroup.interrupted'),
      label: say(`reason.${value}`),
    })),
    ...CancelReason.options.map((value) => ({
      value,
      group: say('reasonGroup.cancelled'),
      label: say(`reason.${value}`),
    })),
  ]
  return form(
    {
      ...{ id: 'move', action, language, errors, permitted, token, submit: say('save') },
      hidden: { seen: activity.id },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'state', label: say('state'), value: typed['state'] ?? null },
        options: movesOf(view, typed).map((value) => ({ value, label: say(`state.${value}`) })),
      })}${field.date({ name: 'endedOn', label: say('endedOn'), value: typed['endedOn'] ?? today })}${field.select({
        ...{
          name: 'reason',
          label: say('reason'),
          help: say('reason.help'),
          optional: true,
          blank: say('reason.choose'),
        },
        ...{ value: typed['reason'] ?? null, options: reasons },
      })}${field.text({ name: 'reasonWords', label: say('reasonWords'), optional: true, value: typed['reasonWords'] ?? null, maxlength: 500 })}`,
  )
}
