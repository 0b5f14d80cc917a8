import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import type { Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { formatDayShort, formatInstant } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Goal, Step } from '../plan/model.ts'
import { conflictNotice, type Returned, returnedTo } from '../plan/parts-views.ts'
import { planWords } from '../plan/words.ts'
import { type Activity, CancelReason, Factor, InterruptReason, OWN_KINDS } from './model.ts'
import { statesAfter } from './rules.ts'
import { stateTag } from './views.ts'
import { activityLine, activityWords, type SayActivity, spanOf, wordUnder } from './words.ts'

type Around = PersonHead & {
  readonly today: PlainDate
  readonly permitted: Permitted
  readonly goals: readonly Goal[]
  readonly steps: readonly Step[]
  readonly returned: Returned | null
  readonly token: string
}

/** A form for an activity that is not there yet. */
export function newActivityPage(view: Around): Html {
  const { person, language, permitted, token } = view
  const say = activityWords(language)
  const { errors } = returnedTo('activity', view.returned)
  const action = paths.personActivities(person.id)
  return html`${personHead(view, say('title.new'))}
${form(
  { ...{ id: 'activity', action, language, errors, permitted, token, submit: say('save'), cancel: action } },
  (field) =>
    html`${field.select({
      ...{ name: 'kind', label: say('kind'), blank: say('reason.choose'), value: typedIn(view)['kind'] ?? null },
      options: OWN_KINDS.map((value) => ({ value, label: say(`kind.${value}`) })),
    })}${activityFields(field, { ...view, activity: null }, say)}`,
)}`
}

const typedIn = ({ returned }: Pick<Around, 'returned'>) => returnedTo('activity', returned).typed

function activityFields(field: Fields, view: Around & { readonly activity: Activity | null }, say: SayActivity): Html {
  const { activity, today, goals, steps, returned } = view
  const typed = typedIn(view)
  const isFilled = returnedTo('activity', returned).errors.length > 0
  const isGroup = activity?.groupId != null
  const tie = activity?.stepId ? `step:${activity.stepId}` : activity?.goalId ? `goal:${activity.goalId}` : null
  const open = goals.filter(({ state }) => state === 'open')
  return html`${field.text({ name: 'name', label: say('name'), value: typed['name'] ?? activity?.name ?? null, maxlength: 120 })}
${!isGroup && field.text({ name: 'subject', label: say('subject'), help: say('subject.help'), optional: true, value: typed['subject'] ?? activity?.subject ?? null, maxlength: 120 })}
${!isGroup && field.text({ name: 'place', label: say('place'), help: say('place.help'), optional: true, value: typed['place'] ?? activity?.place ?? null, maxlength: 120 })}
${!isGroup && field.text({ name: 'hours', label: say('hours'), optional: true, value: typed['hours'] ?? (activity?.hours == null ? null : String(activity.hours)), width: 'short', inputmode: 'numeric' })}
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
  const isOver = statesAfter(activity.state).length === 0
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
<p>${tie.filter(Boolean).join('. ')}</p><p class="muted">${activity.factors.map((each) => say(`factors.${each}`)).join(', ')}</p><p><a href="${paths.personActivities(person.id)}">${say('back')}</a></p>`,
)}
${!isOver && card({ title: say('move'), id: 'move-title' }, moveForm(view, say))}
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
      hidden: { seen: activity.id },
    },
    (field) => activityFields(field, view, say),
  )
}

function moveForm(view: ActivityPage, say: SayActivity): Html {
  const { activity, person, language, permitted, token, today, returned } = view
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
        options: statesAfter(activity.state).map((value) => ({ value, label: say(`state.${value}`) })),
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
