import { Hono } from 'hono'
import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Env } from '../kernel/http.ts'
import { activitiesSection } from '../support/activities/card.ts'
import type { CaseloadAbove } from '../support/caseload/above.ts'
import { caseloadRoutes } from '../support/caseload/routes.ts'
import { savedFilterRoutes } from '../support/caseload/saved-routes.ts'
import { caseSettingRoutes } from '../support/caseload/settings-routes.ts'
import type { CaseAbove } from '../support/cases/above.ts'
import { caseFlowRoutes } from '../support/cases/flow-routes.ts'
import { registerLanes } from '../support/cases/register-lanes.ts'
import { caseRoutes } from '../support/cases/routes.ts'
import { workLanes } from '../support/cases/work-lanes.ts'
import { exitSection } from '../support/exits/card.ts'
import { mappingSection } from '../support/mapping/card.ts'
import { mappingLanes } from '../support/mapping/lanes.ts'
import { meetingPrintRoutes } from '../support/meetings/print-routes.ts'
import { meetingRoutes } from '../support/meetings/routes.ts'
import { placementsSection } from '../support/placements/card.ts'
import { planSection } from '../support/plan/card.ts'
import { progressSection } from '../support/progress/card.ts'
import { studiesSection } from '../support/studies/card.ts'
import { weekSection } from '../support/week/card.ts'
import { remindedOf } from '../tasks/store.ts'
import { transitionSection } from '../transitions/card.ts'
import type { Language } from '../ui/language.ts'
import { workRoutes } from './work.ts'

type Of = { readonly id: string; readonly language: Language }

/** What the modules of support put on the page of a case, each a card of its own. */
const caseCards: readonly ((tx: Read, of: Of) => Promise<Content>)[] = [
  planSection,
  activitiesSection,
  weekSection,
  placementsSection,
  studiesSection,
  mappingSection,
  progressSection,
  exitSection,
  transitionSection,
]

/** What the page of a case shows beside the case itself. */
export const CASE_ABOVE: CaseAbove = {
  cards: (tx, of) => Promise.all(caseCards.map((card) => card(tx, of))),
  lanes: async (tx, of) => (await Promise.all([workLanes(tx, of), mappingLanes(tx, of), registerLanes(tx, of)])).flat(),
}

/** What the list of cases is cut by that is kept above it. */
export const CASELOAD_ABOVE: CaseloadAbove = { reminded: remindedOf }

/** The pages of support: the case, its meetings, the list of cases, placements and studies. */
export function supportRoutes(): Hono<Env> {
  return new Hono<Env>()
    .route('/', caseloadRoutes(CASELOAD_ABOVE))
    .route('/', savedFilterRoutes(CASELOAD_ABOVE))
    .route('/', caseSettingRoutes())
    .route('/', meetingRoutes())
    .route('/', meetingPrintRoutes())
    .route('/', caseFlowRoutes())
    .route('/', caseRoutes(CASE_ABOVE))
    .route('/', workRoutes())
}
