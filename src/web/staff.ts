import { Hono } from 'hono'
import { mappingRoutes } from '../integrations/deliveries/mapping-routes.ts'
import { newImportRoutes } from '../integrations/deliveries/new-routes.ts'
import { deliveryRoutes } from '../integrations/deliveries/routes.ts'
import type { Database } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { organisationRoutes } from '../organisations/routes.ts'
import { duplicateRoutes } from '../people/duplicates/routes.ts'
import { entryRoutes } from '../people/entry-routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { afterFacts, openPerson } from '../register/actions.ts'
import { exportRoutes } from '../register/export-routes.ts'
import { carryMerged, giveBackMerged } from '../register/merge-actions.ts'
import { personRoutes } from '../register/person-routes.ts'
import { registerRoutes } from '../register/routes.ts'
import { searchRoutes } from '../register/search-routes.ts'

/** The databases the web process holds, each signed in as its own role. */
export type Surfaces = { readonly web: Database; readonly imports: Database }

/** Every module's routes for staff; `pullHosts` as in `WebOptions`. */
export function staffRoutes(surfaces: Surfaces, pullHosts: readonly string[]): Hono<Env> {
  const above = { open: openPerson, touch: afterFacts }
  return new Hono<Env>()
    .route('/', registerRoutes())
    .route('/', organisationRoutes())
    .route('/', exportRoutes())
    .route('/', entryRoutes(above))
    .route('/', personRoutes())
    .route('/', searchRoutes())
    .route('/', peopleRoutes(above))
    .route('/', duplicateRoutes({ ...above, merged: carryMerged, unmerged: giveBackMerged }))
    .route('/', mappingRoutes())
    .route('/', newImportRoutes(surfaces.imports, pullHosts))
    .route('/', deliveryRoutes(surfaces.imports))
}
