import { finishWork } from '../../integrations/deliveries/background.ts'
import { registerJobs } from '../../register/jobs.ts'
import type { Config } from '../config.ts'
import type { Sedd } from '../open.ts'
import { startServer } from '../server.ts'
import { startWorker } from '../worker.ts'
import { tell } from './command.ts'
import { loadDemoIfEmpty } from './demo.ts'

/** `sedd start`: serves until it is told to stop, then finishes what has begun. */
export async function startCommand(sedd: Sedd, config: Config): Promise<number> {
  // The address first: a port that is taken should not cost a minute of loading.
  const server = await startServer(sedd, config)
  try {
    await loadDemoIfEmpty(sedd, config.dataDir)
  } catch (error) {
    await server.stop()
    throw error
  }
  const worker = startWorker(sedd.database('sedd_jobs'), registerJobs)
  tell(`\n  Sedd: ${server.url}\n`)
  await told()
  tell('Avslutar det som är påbörjat … / Finishing what has begun …')
  await Promise.all([server.stop(), worker.stop()])
  await finishWork()
  return 0
}

/** The handlers stay: under npm a terminal's Ctrl-C arrives twice, and the second must not cut the finishing short. */
function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
