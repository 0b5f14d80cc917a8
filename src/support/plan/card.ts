import type { Read } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, html } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import { card } from '../../ui/components/card.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { reachesSupport } from '../cases/store.ts'
import { agreementsOf } from './agreement-store.ts'
import type { WholePlan } from './model.ts'
import { standingTags } from './parts-views.ts'
import { reviewsOf } from './review-store.ts'
import { wholePlan } from './store.ts'
import { planWords } from './words.ts'

type Of = { readonly id: string; readonly language: Language }

/** The card of the plan for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function planSection(tx: Read, { id, language }: Of): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(id)
  if (!(await reachesSupport(tx, root))) return null
  const [whole, agreements, reviews] = await Promise.all([
    wholePlan(tx, root),
    agreementsOf(tx, root),
    reviewsOf(tx, root),
  ])
  const say = planWords(language)
  const open = whole.goals.filter(({ state }) => state === 'open')
  const steps = open.flatMap((goal) => goal.steps).filter(({ state }) => state !== 'not_needed')
  const done = steps.filter(({ state }) => state === 'done').length
  const due = reviews.find(({ outcome }) => outcome === null)
  const standing = whole.plan && standingTags(whole.plan, agreements, say)
  const counts = say('card.goals', { n: open.length, done, steps: steps.length })
  const day = due && say('card.next', { day: formatDay(due.dueOn, language) })
  const isLate = due !== undefined && due.dueOn < tx.today
  return card(
    { title: say('title'), id: 'plan-card' },
    html`${whole.plan === null ? html`<p class="muted">${say('none.card')}</p>` : html`<p>${standing}</p><p>${counts}</p><p>${isLate ? tag('due', day) : day}</p>`}
<ul>${open.slice(0, 3).map(({ words }) => html`<li>${words}</li>`)}</ul><p><a href="${paths.personPlan(id)}">${say('card.link')}</a></p>`,
  )
}

/** What another service sees of the plan, once it has been let in. */
export type SharedPlan = { readonly whole: WholePlan; readonly reviewOn: PlainDate | null }

export async function sharedPlan(tx: Read, root: PersonId): Promise<SharedPlan> {
  const [whole, reviews] = await Promise.all([wholePlan(tx, root), reviewsOf(tx, root)])
  return { whole, reviewOn: reviews.find(({ outcome }) => outcome === null)?.dueOn ?? null }
}
