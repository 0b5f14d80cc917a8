import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { sql } from '../kernel/sql.ts'
import { paths } from '../ui/paths.ts'
import type { Metrics } from './metrics.ts'

/** For those who run Sedd: alive, ready to serve, and figures. */
export function healthRoutes(db: Database, metrics: Metrics): Hono<Env> {
  return new Hono<Env>()
    .get(paths.health(), (c) => c.text('ok\n'))
    .get(paths.ready(), async (c) => {
      try {
        await db.call(z.object({ ready: z.number() }), sql`select 1 as ready`)
        return c.text('ready\n')
      } catch {
        return c.text('the database does not answer\n', 503)
      }
    })
    .get(paths.metrics(), (c) => c.text(metrics.render(), 200, { 'content-type': 'text/plain; version=0.0.4' }))
}
