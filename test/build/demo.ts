import { loadDemo, type Surfaces } from '../../src/demo/load.ts'
import { clockAt } from '../../src/kernel/clock.ts'
import { type Connection, Database } from '../../src/kernel/database.ts'
import type { Instant } from '../../src/kernel/date.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { permissionsOf } from '../../src/web/permissions.ts'
import { type Template, templateDatabase } from './cluster.ts'

/** The moment at which the demonstration of the tests stands: noon on Sunday 22 November 2026 in Stockholm. */
export const DEMO_NOW = '2026-11-22T11:00:00.000Z' as Instant

const INPUTS = [
  'src/demo',
  'src/access',
  'src/integrations',
  'src/kernel',
  'src/notes',
  'src/organisations',
  'src/people',
  'src/register',
  'src/sharing',
  'src/support',
  'data',
]

/** A database with the country's reference data and the whole demonstration in it, loaded once for all test files. */
export function demoTemplate(): Promise<Template> {
  return templateDatabase('demo', build, INPUTS)
}

async function build(owner: Connection): Promise<void> {
  await loadReferenceData(owner)
  const surfaces = surfacesOf((role) => ({ ...owner, user: role }))
  await loadDemo({ ...surfaces, clock: clockAt(DEMO_NOW) })
  await closeSurfaces(surfaces)
}

/** The three ways into a database, with the clock of the demonstration. */
export function surfacesOf(as: (role: 'sedd_web' | 'sedd_jobs' | 'sedd_import') => Connection): Surfaces {
  const options = { clock: clockAt(DEMO_NOW), permissions: permissionsOf }
  return {
    web: new Database(as('sedd_web'), options),
    jobs: new Database(as('sedd_jobs'), options),
    imports: new Database(as('sedd_import'), options),
  }
}

export async function closeSurfaces({ web, jobs, imports }: Surfaces): Promise<void> {
  await Promise.all([web.close(), jobs.close(), imports.close()])
}
