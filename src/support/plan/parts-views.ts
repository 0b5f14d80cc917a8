import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import type { PersonHead } from '../../people/contact-views.ts'
import type { Permitted } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { paths } from '../../ui/paths.ts'
import type { Agreement, Goal, Plan, PlanLink, Review, ReviewRule, Step, WholePlan } from './model.ts'
import { type Item, type ItemState, type Standing, standingOf } from './rules.ts'
import { dayOr, reasonWord, type SayPlan, whoDoes } from './words.ts'

/** What came back from a form: which, what was wrong, and what was typed. */
export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
  /** Somebody else has saved meanwhile: what stands is shown beside what was written. */
  readonly conflict: boolean
}

export type PlanPage = PersonHead & {
  readonly whole: WholePlan
  readonly versions: readonly Plan[]
  readonly agreements: readonly Agreement[]
  readonly links: readonly PlanLink[]
  readonly reviews: readonly Review[]
  readonly rule: ReviewRule & { readonly isOwn: boolean }
  readonly items: Readonly<Record<Item, ItemState>>
  readonly colleagues: readonly Colleague[]
  /** Who reads. */
  readonly accountId: string
  readonly today: PlainDate
  readonly permitted: Permitted
  readonly may: { readonly send: boolean; readonly askGuardian: boolean; readonly rule: boolean }
  readonly returned: Returned | null
  readonly token: string
}

/** What a form was filled in with when it came back; nothing the first time. */
export function returnedTo(name: string, returned: Returned | null): Pick<Returned, 'errors' | 'typed' | 'chosen'> {
  return returned?.form === name ? returned : { errors: [], typed: {}, chosen: [] }
}

export type WithSteps = Goal & { readonly steps: readonly Step[] }

/** The steps of a goal: what, who, until when, and how it stands. */
export function stepTable(
  goal: WithSteps,
  view: Pick<PlanPage, 'language' | 'person' | 'colleagues' | 'today'>,
  say: SayPlan,
): Html {
  const { language, person, colleagues, today } = view
  return dataTable<Step>({
    ...{ language, id: `steps-${goal.goalId}`, caption: say('steps'), captionUnseen: true, rows: goal.steps },
    empty: html`<p class="muted">${say('steps.none')} <a href="${paths.planGoal(person.id, goal.goalId)}">${say('step.add')}<span class="unseen"> ${goal.words}</span></a></p>`,
    columns: [
      {
        ...{ key: 'what', label: say('step.what'), heads: true },
        cell: (step) => html`<a href="${paths.planStep(person.id, step.stepId)}">${step.words}</a>`,
      },
      { key: 'who', label: say('step.who'), cell: (step) => whoDoes(step, say, colleagues) },
      { key: 'when', label: say('step.when'), tight: true, cell: (step) => dayOr(step.dueOn, language, say) },
      { key: 'state', label: say('step.state'), cell: (step) => stepTag(step, today, say) },
    ],
  })
}

function stepTag(step: Step, today: PlainDate, say: SayPlan): Html {
  const word = say(`step.state.${step.state}`)
  if (step.state === 'done') return tag('in', word)
  if (step.state === 'not_needed')
    return html`${tag('neutral', word)} <span class="muted">${step.reason && reasonWord(step.reason, say)}</span>`
  const isLate = step.dueOn !== null && step.dueOn < today
  return tag(isLate ? 'due' : 'neutral', isLate ? html`${word}, ${say('step.late')}` : word)
}

/** How the plan stands with the young person; and with a guardian, where one has said anything. */
export function standingTags(plan: Plan, agreements: readonly Agreement[], say: SayPlan): Html {
  const { youth, guardian } = standingOf(plan.id, agreements)
  const tone = (how: Standing) => (how === 'agreed' ? 'in' : 'due')
  const n = plan.number
  return html`${tag(tone(youth), say(`standing.${youth}`, { n }))}${guardian !== 'not_asked' && html` ${tag(tone(guardian), say(`standing.guardian.${guardian}`, { n }))}`}`
}

/** What stands, for the one whose words came second: nothing of either is lost. */
export function conflictNotice(saved: Content, say: SayPlan): Html {
  return html`${notice({ tone: 'due', title: say('conflict.title') }, say('conflict.lead'))}<blockquote>${saved}</blockquote>`
}
