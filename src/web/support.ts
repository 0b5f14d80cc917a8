import { Hono } from 'hono'
import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Env } from '../kernel/http.ts'
import { caseloadRoutes } from '../support/caseload/routes.ts'
import { caseSettingRoutes } from '../support/caseload/settings-routes.ts'
import type { CaseAbove } from '../support/cases/above.ts'
import { caseFlowRoutes } from '../support/cases/flow-routes.ts'
import { registerLanes } from '../support/cases/register-lanes.ts'
import { caseRoutes } from '../support/cases/routes.ts'
import { meetingPrintRoutes } from '../support/meetings/print-routes.ts'
import { meetingRoutes } from '../support/meetings/routes.ts'
import type { Language } from '../ui/language.ts'

type Of = { readonly id: string; readonly language: Language }

/** What the modules of support put on the page of a case, each a card of its own. */
const caseCards: readonly ((tx: Read, of: Of) => Promise<Content>)[] = []

/** What the page of a case shows beside the case itself. */
export const CASE_ABOVE: CaseAbove = {
  cards: async (tx, of) => {
    const cards: Content[] = []
    for (const card of caseCards) cards.push(await card(tx, of))
    return cards
  },
  lanes: registerLanes,
}

/** The pages of support: the case, its meetings, and the list of cases. */
export function supportRoutes(): Hono<Env> {
  return new Hono<Env>()
    .route('/', caseloadRoutes())
    .route('/', caseSettingRoutes())
    .route('/', meetingRoutes())
    .route('/', meetingPrintRoutes())
    .route('/', caseFlowRoutes())
    .route('/', caseRoutes(CASE_ABOVE))
}
