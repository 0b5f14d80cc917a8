import { Hono } from 'hono'
import type { Env } from '../kernel/http.ts'
import { employerRoutes } from '../support/placements/employer-routes.ts'
import { placementRoutes } from '../support/placements/routes.ts'
import { studyRoutes } from '../support/studies/routes.ts'
import { weekRoutes } from '../support/week/routes.ts'

/** The pages of placements, of the week they are part of, and of studies. */
export function workRoutes(): Hono<Env> {
  return new Hono<Env>()
    .route('/', employerRoutes())
    .route('/', placementRoutes())
    .route('/', weekRoutes())
    .route('/', studyRoutes())
}
