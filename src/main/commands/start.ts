import type { Progress } from '../../demo/load.ts'
import { finishWork } from '../../integrations/deliveries/background.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { collectMoves, moveJobs } from '../../moves/jobs.ts'
import { collectPost, noticeJobs } from '../../notices/jobs.ts'
import { answerLink } from '../../outreach/checkins/answer-routes.ts'
import { checkInRound } from '../../outreach/checkins/run-actions.ts'
import { ladderJobs } from '../../outreach/ladder/jobs.ts'
import type { Gateways } from '../../outreach/messages/gateway.ts'
import { messageRound } from '../../outreach/messages/hand-over-actions.ts'
import { privacyJobs } from '../../privacy/jobs.ts'
import { referralJobs, referralRound } from '../../referrals/jobs.ts'
import { registerJobs } from '../../register/jobs.ts'
import { exitJobs } from '../../support/exits/jobs.ts'
import { tasksJobs } from '../../tasks/jobs.ts'
import type { Config } from '../config.ts'
import { gatewaysOf } from '../gateways.ts'
import { handlersOf } from '../handlers.ts'
import { mailerOf } from '../mail.ts'
import { startMailbox } from '../mailbox.ts'
import type { Sedd } from '../open.ts'
import { pusherOf } from '../push.ts'
import { startSealing } from '../sealing.ts'
import { type Running, startServer } from '../server.ts'
import { supportRounds } from '../support-rounds.ts'
import { every, startWorker } from '../worker.ts'
import { tell } from './command.ts'
import { load, wantsDemo, warnOfDemo } from './demo.ts'

/** How often each domain looks for what has come from outside and from other domains. */
const POST_MS = 15_000

/** `sedd start`: serves until it is told to stop, then finishes what has begun. */
export async function startCommand(sedd: Sedd, config: Config): Promise<number> {
  const stopping = untilTold()
  let waited: Progress | null = (await wantsDemo(sedd, config)) ? { done: 0, total: 1 } : null
  // The address first: a port that is taken should not cost a minute of loading, and whoever looks in sees how far it has come.
  let gateways: Gateways = {}
  const server = await startServer(sedd, config, { waited: () => waited, gateways: () => gateways })
  if (waited && !(await loadedInto(sedd, { server, config, stopping, onProgress: (progress) => (waited = progress) })))
    return 0
  waited = null
  await warnOfDemo(sedd, config)
  const sealing = await startSealing(sedd, config)
  gateways = await gatewaysOf(sedd, config)
  const db = sedd.database('sedd_jobs')
  const push = pusherOf(config)?.send ?? null
  const ofTasks = tasksJobs({ db, send: mailerOf(config), publicUrl: config.publicUrl, push })
  const jobs = handlersOf(registerJobs, noticeJobs, moveJobs, ladderJobs, privacyJobs, referralJobs, exitJobs, ofTasks)
  const linkTo = answerLink(server.url)
  const rounds = [
    every(POST_MS, referralRound),
    every(POST_MS, collectPost),
    every(POST_MS, collectMoves),
    (db: Database, context: Context) => checkInRound(db, context, linkTo),
    ...supportRounds(server.url, gateways),
    (db: Database, context: Context) => messageRound(db, context, gateways),
  ]
  const worker = startWorker(db, jobs, rounds)
  const emptying = startMailbox(db, config)
  tell(`\n  Sedd: ${server.url}\n`)
  await stopping.told
  tell('Avslutar det som är påbörjat … / Finishing what has begun …')
  await Promise.all([server.stop(), worker.stop(), emptying.stop()])
  await finishWork()
  await sealing.stop()
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
