import { Hono } from 'hono'
import type { Env } from '../kernel/http.ts'
import { answerRoutes } from '../outreach/checkins/answer-routes.ts'
import type { AnswerOptions } from '../outreach/checkins/link-door.ts'
import { followUpAnswerRoutes } from '../support/exits/answer-routes.ts'
import { fillingRoutes } from '../support/mapping/link-routes.ts'
import { planAnswerRoutes } from '../support/plan/answer-routes.ts'
import { askAnswerRoutes } from '../support/progress/answer-routes.ts'
import { placementAnswerRoutes } from '../support/week/answer-routes.ts'

/** The pages behind links that are for one answer of one person: no account, no name. */
export function answeringRoutes(options: AnswerOptions): Hono<Env> {
  return new Hono<Env>()
    .route('/', answerRoutes(options))
    .route('/', askAnswerRoutes(options))
    .route('/', followUpAnswerRoutes(options))
    .route('/', fillingRoutes(options))
    .route('/', planAnswerRoutes(options))
    .route('/', placementAnswerRoutes(options))
}
