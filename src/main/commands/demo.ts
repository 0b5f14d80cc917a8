import { domainsOf } from '../../access/store.ts'
import { loadDemo } from '../../demo/load.ts'
import { markDemo, unmarkDemo } from '../demo-mark.ts'
import type { Sedd } from '../open.ts'
import { CommandError, tell } from './command.ts'

/** `sedd demo`: the made-up region, into an empty database. */
export async function demoCommand(sedd: Sedd): Promise<number> {
  if (!(await isEmpty(sedd))) {
    throw new CommandError(
      'Databasen har redan innehåll. Demon läses bara in i en tom.\nThe database is not empty. The demo is loaded only into an empty one.',
    )
  }
  await load(sedd)
  return 0
}

/** The embedded database of somebody who only wants to look is filled by itself; any other only by `sedd demo` (decision 14). */
export async function loadDemoIfEmpty(sedd: Sedd, dataDir: string): Promise<void> {
  if (!sedd.embedded || !(await isEmpty(sedd))) return
  markDemo(dataDir)
  await load(sedd)
  unmarkDemo(dataDir)
}

async function isEmpty(sedd: Sedd): Promise<boolean> {
  return (await domainsOf(sedd.database('sedd_jobs'), null)).length === 0
}

async function load(sedd: Sedd): Promise<void> {
  tell('Läser in en påhittad region … / Loading a made-up region …')
  const started = performance.now()
  await loadDemo({
    web: sedd.database('sedd_web'),
    jobs: sedd.database('sedd_jobs'),
    imports: sedd.database('sedd_import'),
    clock: sedd.clock,
  })
  tell(`Klart på ${((performance.now() - started) / 1000).toFixed(1)} s. / Done.`)
}
