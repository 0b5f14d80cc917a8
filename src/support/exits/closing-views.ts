import { type Html, html } from '../../kernel/html.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Activity } from '../activities/model.ts'
import { activityWords } from '../activities/words.ts'
import { FLOWS, type Step, type StepState } from '../cases/step-model.ts'
import { caseWords } from '../cases/words.ts'
import type { Meeting } from '../meetings/model.ts'
import { meetingWords } from '../meetings/words.ts'
import type { Goal } from '../plan/model.ts'
import { exitWords } from './words.ts'

/** What is to be looked over before a case is closed. */
export type ClosingList = {
  readonly steps: readonly StepState[]
  /** Whether there is a day on which somebody follows up. */
  readonly hasNext: boolean
  /** Those that are planned. */
  readonly meetings: readonly Meeting[]
  /** Those that nobody has said the end of. */
  readonly goals: readonly Goal[]
  readonly activities: readonly Activity[]
}

type Whose = { readonly language: Language; readonly personId: string }

/** What is missing before the end, which stops nobody, and what goes on and will be left. */
export function closingList(of: ClosingList, { language, personId }: Whose): Html {
  const { steps, hasNext, meetings, goals, activities } = of
  const [say, sayCase] = [exitWords(language), caseWords(language)]
  const isDone = (step: Step) => steps.some((each) => each.step === step && each.doneOn !== null)
  const missing = [
    ...FLOWS.closing.filter((step) => !isDone(step)).map((step) => sayCase(`step.${step}`)),
    ...(hasNext ? [] : [say('closing.next')]),
  ]
  const left = meetings.map(
    (each) => html`<a href="${paths.personMeeting(personId, each.meetingId)}">${meetingName(each, language)}</a>`,
  )
  return html`${
    missing.length === 0
      ? notice({ tone: 'done', title: say('closing.complete') })
      : html`${notice({ tone: 'due', title: say('closing.missing') })}${list(missing)}<p><a href="${paths.personCase(personId)}">${say('closing.steps')}</a></p>`
  }${left.length > 0 && html`<p>${say('closing.left')}</p>${list(left)}`}${
    goals.length > 0 && html`<p>${say('closing.goals')}</p>${goalList(goals, personId)}`
  }${activities.length > 0 && html`<p>${say('closing.activities')}</p>${list(activities.map((each) => activityLink(each, { language, personId })))}`}`
}

const list = (items: readonly (string | Html)[]) => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

const goalList = (goals: readonly Goal[], personId: string): Html =>
  list(goals.map(({ goalId, words }) => html`<a href="${paths.planGoal(personId, goalId)}">${words}</a>`))

const activityLink = ({ activityId, name, state }: Activity, { language, personId }: Whose): Html =>
  html`<a href="${paths.personActivity(personId, activityId)}">${name}</a>, ${activityWords(language)(`state.${state}`).toLowerCase()}`

/** The goals of a case that is closed which nobody has said the end of: until then they are missing in the figures. */
export const untoldGoals = (goals: readonly Goal[], { language, personId }: Whose): Html | false =>
  goals.length > 0 &&
  html`${notice({ tone: 'due', title: exitWords(language)('goals.untold') })}${goalList(goals, personId)}`

const meetingName = ({ kind, onDay }: Meeting, language: Language) =>
  `${meetingWords(language)(`kind.${kind}`)}, ${formatDay(onDay, language)}`

/** Which of the meetings are not to be. None is preset: one with whoever goes on may well be held. */
export const cancelField = (
  field: Fields,
  {
    language,
    meetings,
    values,
  }: { readonly language: Language; readonly meetings: readonly Meeting[]; readonly values: readonly string[] },
): Html =>
  field.checkboxes({
    ...{
      name: 'cancel',
      label: exitWords(language)('closing.cancel'),
      help: exitWords(language)('closing.cancel.help'),
    },
    ...{ values, optional: true },
    options: meetings.map((each) => ({ value: each.id, label: meetingName(each, language) })),
  })
