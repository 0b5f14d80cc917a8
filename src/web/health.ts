import { Hono } from 'hono'
import { reachable } from '../access/store.ts'
import type { Database } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { paths } from '../ui/paths.ts'
import type { Metrics } from './metrics.ts'

/** For those who run Sedd: alive, ready to serve, and figures. */
export function healthRoutes(db: Database, metrics: Metrics): Hono<Env> {
  return new Hono<Env>()
    .get(paths.health(), (c) => c.text('ok\n'))
    .get(paths.ready(), async (c) => {
      try {
        await reachable(db)
        return c.text('ready\n')
      } catch {
        return c.text('the database does not answer\n', 503)
      }
    })
    .get(paths.metrics(), (c) => c.text(metrics.render(), 200, { 'content-type': 'text/plain; version=0.0.4' }))
}
