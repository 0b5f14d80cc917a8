import { Hono } from 'hono'
import { readWorkbook } from '../integrations/sheets/workbook.ts'
import type { Env } from '../kernel/http.ts'
import { draftRoutes } from '../support/forms/draft-routes.ts'
import { formRoutes } from '../support/forms/routes.ts'
import { mappingPageRoutes } from '../support/mapping/page-routes.ts'
import { mappingRoutes, type Sending } from '../support/mapping/routes.ts'
import { sessionRoutes } from '../support/mapping/session-routes.ts'

/** Forms, what is filled in with a young person, and talks by a method. */
export function formsAndMappingRoutes(sending: Sending): Hono<Env> {
  return new Hono<Env>()
    .route('/', formRoutes(readWorkbook))
    .route('/', draftRoutes())
    .route('/', mappingRoutes(sending))
    .route('/', mappingPageRoutes())
    .route('/', sessionRoutes())
}
