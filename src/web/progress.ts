import { Hono } from 'hono'
import type { Env } from '../kernel/http.ts'
import { progressFigureRoutes } from '../support/exits/figures-routes.ts'
import { exitRoutes } from '../support/exits/routes.ts'
import { progressLadderRoutes } from '../support/progress/ladder-routes.ts'
import { progressRoutes } from '../support/progress/routes.ts'
import { transitionRoutes } from '../transitions/routes.ts'

/** The pages of how it goes, what it leads to, and the way to the next. */
export function movingOnRoutes(): Hono<Env> {
  return new Hono<Env>()
    .route('/', progressRoutes())
    .route('/', progressLadderRoutes())
    .route('/', progressFigureRoutes())
    .route('/', exitRoutes())
    .route('/', transitionRoutes())
}
