import type { Progress } from '../../demo/load.ts'
import { finishWork } from '../../integrations/deliveries/background.ts'
import { registerJobs } from '../../register/jobs.ts'
import type { Config } from '../config.ts'
import type { Sedd } from '../open.ts'
import { type Running, startServer } from '../server.ts'
import { startWorker } from '../worker.ts'
import { tell } from './command.ts'
import { load, wantsDemo } from './demo.ts'

/** `sedd start`: serves until it is told to stop, then finishes what has begun. */
export async function startCommand(sedd: Sedd, config: Config): Promise<number> {
  const stopping = untilTold()
  let waited: Progress | null = (await wantsDemo(sedd)) ? { done: 0, total: 1 } : null
  // The address first: a port that is taken should not cost a minute of loading, and whoever looks in sees how far it has come.
  const server = await startServer(sedd, config, () => waited)
  if (waited && !(await loadedInto(sedd, { server, config, stopping, onProgress: (progress) => (waited = progress) })))
    return 0
  waited = null
  const worker = startWorker(sedd.database('sedd_jobs'), registerJobs)
  tell(`\n  Sedd: ${server.url}\n`)
  await stopping.told
  tell('Avslutar det som är påbörjat … / Finishing what has begun …')
  await Promise.all([server.stop(), worker.stop()])
  await finishWork()
  return 0
}

type Loading = {
  readonly server: Running
  readonly config: Config
  readonly stopping: Stopping
  readonly onProgress: (progress: Progress) => void
}

/** Loads the demo while the server shows how far it has come. False when it was told to stop before the end. */
async function loadedInto(sedd: Sedd, { server, config, stopping, onProgress }: Loading): Promise<boolean> {
  tell(`  ${server.url} visar hur långt det har kommit. / shows how far it has come.`)
  try {
    await load(sedd, config.dataDir, { onProgress, signal: stopping.signal })
    return true
  } catch (error) {
    await server.stop()
    if (!stopping.signal.aborted) throw error
    tell('Avbrutet. Vid nästa start läses demon in på nytt. / Stopped. The demo is loaded anew at the next start.')
    return false
  }
}

type Stopping = { readonly signal: AbortSignal; readonly told: Promise<void> }

/** The handlers stay: under npm a terminal's Ctrl-C arrives twice, and the second must not cut the finishing short. */
function untilTold(): Stopping {
  const stop = new AbortController()
  const told = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  return { signal: stop.signal, told }
}
