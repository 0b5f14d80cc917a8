import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Binaries, EmbeddedUnavailable, isCode } from './binaries.ts'
import { commandUnder, type Identity } from './identity.ts'
import { settings } from './settings.ts'

/** One embedded PostgreSQL: where it keeps its things, and how it is run. `home` and `sockets` exist and are private. */
export type Cluster = {
  readonly home: string
  readonly sockets: string
  readonly durable: boolean
  readonly binaries: Binaries
  readonly identity: Identity
}

/** A started server. `exited` is true once it is gone; `tied` servers stop when this process dies. */
export type Launched = { readonly pid: number | undefined; exited: boolean }

export const SUPERUSER = 'sedd_admin'
export const PORT = 5432

const BASE = ['--encoding=UTF8', `--username=${SUPERUSER}`, '--auth-local=trust', '--auth-host=reject']
const SWEDISH = ['--locale-provider=icu', '--icu-locale=sv-SE']
/** Best first: Swedish order of letters, then what a system lacking ICU or C.UTF-8 can give. */
const LOCALES = [[...SWEDISH, '--locale=C.UTF-8'], [...SWEDISH, '--locale=C'], ['--locale=C.UTF-8'], ['--locale=C']]
const LOG_LIMIT = 5_000_000

export function dataOf(cluster: { readonly home: string }): string {
  return join(cluster.home, 'main')
}

/** Builds a cluster beside its place and moves it there whole, so that an interrupted start leaves nothing half made. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const made = versionOf(dataOf(cluster))
  if (made !== undefined && made !== cluster.binaries.major) {
    throw new EmbeddedUnavailable(
      `Datamappen gjordes av PostgreSQL ${made}, och den här versionen av Sedd har ${cluster.binaries.major}. ` +
        'Säkerhetskopiera med den version av Sedd som gjorde den, och återställ i en ny mapp.\n' +
        `The data folder was made by PostgreSQL ${made}, and this version of Sedd brings ${cluster.binaries.major}. ` +
        'Back up with the version of Sedd that made it, and restore into a new folder.',
    )
  }
  if (made !== undefined) return
  clearAbandoned(cluster.home)
  const fresh = join(cluster.home, `new-${process.pid}`)
  const sync = syncing(cluster)
  let output = ''
  for (const locale of LOCALES) {
    const result = await run(cluster, [cluster.binaries.initdb, '-D', fresh, ...BASE, ...locale, ...sync])
    if (result.code === 0) return moveIn(fresh, dataOf(cluster))
    output = result.output
    rmSync(fresh, { recursive: true, force: true })
  }
  throw new EmbeddedUnavailable(
    `Den egna databasen gick inte att skapa. / The embedded database could not be created: ${lastLines(output)}`,
  )
}

/** Linux can write a file system out in one call; file by file takes seconds on a busy disk. */
function syncing({ durable }: Cluster): readonly string[] {
  if (!durable) return ['--no-sync']
  return process.platform === 'linux' ? ['--sync-method=syncfs'] : []
}

/** Starts the server and returns at once; whether it serves is seen by connecting. */
export function launch(cluster: Cluster, tied: boolean): Launched {
  clearStaleLocks(cluster)
  const path = logOf(cluster)
  if (existsSync(path) && statSync(path).size > LOG_LIMIT) renameSync(path, `${path}.1`)
  const log = openSync(path, 'a', 0o600)
  const program = [
    cluster.binaries.postgres,
    '-D',
    dataOf(cluster),
    '-k',
    quoted(cluster.sockets),
    ...settings(cluster),
  ]
  const { file, args, uid } = commandUnder(cluster.identity, program, tied)
  const child = spawn(file, args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: environment(cluster),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  closeSync(log)
  child.unref()
  const launched: Launched = { pid: child.pid, exited: false }
  child.once('exit', () => Object.assign(launched, { exited: true }))
  child.once('error', () => Object.assign(launched, { exited: true }))
  return launched
}

/** The process that serves a data folder now, or undefined when nothing does. */
export function runningPid(data: string): number | undefined {
  const pid = recordedPid(data)
  return pid !== undefined && isAlive(pid) && isServerOf(pid, data) ? pid : undefined
}

/** Sends a signal, and does not mind that the process is gone. */
export function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error
  }
}

/** What the server said last: for the message when it does not start. Holds no personal data (see settings). */
export function lastWords(cluster: { readonly home: string }): string {
  const path = logOf(cluster)
  return existsSync(path) ? lastLines(readFileSync(path, 'utf8')) : ''
}

function logOf({ home }: { readonly home: string }): string {
  return join(home, 'postgres.log')
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join(' | ')
}

function versionOf(data: string): string | undefined {
  const path = join(data, 'PG_VERSION')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}

function moveIn(fresh: string, place: string): void {
  try {
    renameSync(fresh, place)
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
    rmSync(fresh, { recursive: true, force: true })
  }
}

function clearAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = /^new-(\d+)$/.exec(name)?.[1]
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) {
      rmSync(join(home, name), { recursive: true, force: true })
    }
  }
}

/**
 * What a killed server left behind: the file that names it in its data folder, and the one beside its socket. PostgreSQL believes both as
 * long as some process has that number, and one that was killed has it until it is reaped.
 */
function clearStaleLocks(cluster: Cluster): void {
  const data = dataOf(cluster)
  for (const file of [join(data, 'postmaster.pid'), join(cluster.sockets, `.s.PGSQL.${PORT}.lock`)]) {
    const pid = pidIn(file)
    if (pid === undefined || (isAlive(pid) && isServerOf(pid, data))) continue
    if (pidIn(file) === pid) rmSync(file, { force: true })
  }
}

const recordedPid = (data: string) => pidIn(join(data, 'postmaster.pid'))

function pidIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/** A server works in its data folder. Where that cannot be asked, a living process is believed to be one. */
function isServerOf(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch (error) {
    return isCode(error, 'EACCES', 'EPERM')
  }
}

function run(cluster: Cluster, program: readonly string[]): Promise<{ code: number | null; output: string }> {
  const { file, args, uid } = commandUnder(cluster.identity, program)
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(cluster),
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** Nothing of ours: a DATABASE_URL, a secret or a PG… variable is no concern of the server. */
function environment(cluster: Cluster): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', ...cluster.binaries.env }
}

/** A list of folders to PostgreSQL: quotes keep commas and spaces in a name. */
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`
}
