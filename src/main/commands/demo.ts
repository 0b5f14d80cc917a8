import { domainsOf } from '../../access/store.ts'
import { loadDemo, type Progress } from '../../demo/load.ts'
import type { Config } from '../config.ts'
import { isHalfDemo, markDemo, unmarkDemo } from '../demo-mark.ts'
import type { Sedd } from '../open.ts'
import { CommandError, tell } from './command.ts'

/** Nobody reads faster. */
const TELL_EVERY_MS = 3_000

type Watch = { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal }

/** `sedd demo`: the made-up region, into an empty database. */
export async function demoCommand(sedd: Sedd, _args: readonly string[], { dataDir }: Config): Promise<number> {
  if (sedd.embedded && isHalfDemo(dataDir)) {
    throw new CommandError(
      'Demon blev inte färdig förra gången. Starta med npm start: då läses den in på nytt.\nThe demo was not finished last time. Start with npm start: it is then loaded anew.',
    )
  }
  if (!(await isEmpty(sedd))) {
    throw new CommandError(
      'Databasen har redan innehåll. Demon läses bara in i en tom.\nThe database is not empty. The demo is loaded only into an empty one.',
    )
  }
  await load(sedd, dataDir)
  return 0
}

/** Whether there is a demo to be loaded by itself: for somebody who only wants to look, on the embedded database (decision 14). */
export async function wantsDemo(sedd: Sedd): Promise<boolean> {
  return sedd.embedded && (await isEmpty(sedd))
}

async function isEmpty(sedd: Sedd): Promise<boolean> {
  return (await domainsOf(sedd.database('sedd_jobs'), null)).length === 0
}

/** Loads the demo and tells how it goes. One that is cut off is begun anew at the next start of the embedded database. */
export async function load(sedd: Sedd, dataDir: string, { onProgress, signal }: Watch = {}): Promise<void> {
  tell('Läser in en påhittad region … / Loading a made-up region …')
  const started = performance.now()
  let told = started
  if (sedd.embedded) markDemo(dataDir)
  const { persons } = await loadDemo({
    web: sedd.database('sedd_web'),
    jobs: sedd.database('sedd_jobs'),
    imports: sedd.database('sedd_import'),
    clock: sedd.clock,
    onProgress: (progress) => {
      onProgress?.(progress)
      if (performance.now() - told < TELL_EVERY_MS) return
      told = performance.now()
      tell(progressLine(progress))
    },
    ...(signal && { signal }),
  })
  if (sedd.embedded) unmarkDemo(dataDir)
  const seconds = Math.round((performance.now() - started) / 1000)
  tell(`  ${persons} ungdomar på ${seconds} s. / ${persons} young people in ${seconds} s.`)
}

function progressLine({ done, total }: Progress): string {
  const percent = String(Math.floor((100 * done) / total)).padStart(2)
  return `  ${percent} %  ${done} av ${total} uppgifter / of ${total} facts`
}
