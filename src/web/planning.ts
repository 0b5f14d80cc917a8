import { Hono } from 'hono'
import type { Read } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { shareState } from '../sharing/rules.ts'
import { sharesOf } from '../sharing/store.ts'
import { groupRoutes } from '../support/activities/group-routes.ts'
import { activityRoutes } from '../support/activities/routes.ts'
import { planLink } from '../support/plan/answer-routes.ts'
import { goalRoutes } from '../support/plan/goal-routes.ts'
import { planPaperRoutes } from '../support/plan/paper-routes.ts'
import { planRoutes } from '../support/plan/routes.ts'

/** The pages of the plan, and of what is done by it. `publicUrl`: where links to the plan lead; without one, where one stands. */
export function planningRoutes({ publicUrl }: { readonly publicUrl: string | null }): Hono<Env> {
  return new Hono<Env>()
    .route('/', planRoutes({ linkTo: (origin) => planLink(publicUrl ?? origin) }))
    .route('/', planPaperRoutes())
    .route('/', goalRoutes({ partners: partnersOf }))
    .route('/', activityRoutes())
    .route('/', groupRoutes())
}

/** Those in other services who have been let in to see somebody: they can be named as the other actor of a step. */
async function partnersOf(tx: Read, personId: string): Promise<readonly string[]> {
  if (!tx.may('sharing.share')) return []
  const shares = (await sharesOf(tx, personId)).filter((share) => shareState(share, tx.now) === 'open')
  return [...new Set(shares.map(({ toName }) => toName))]
}
