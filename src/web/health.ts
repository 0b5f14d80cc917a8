import { Hono } from 'hono'
import { reachable } from '../access/store.ts'
import type { Database } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { overdueReviews } from '../sight/glass-store.ts'
import { trailState } from '../trail/store.ts'
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
    .get(paths.metrics(), async (c) => {
      // What can be told without the database is told without it.
      const trail = await trailState(db).catch(() => null)
      const overdue = await overdueReviews(db, db.clock.now()).catch(() => null)
      return c.text(metrics.render(trail, overdue), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    })
}
