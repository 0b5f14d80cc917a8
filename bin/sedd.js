#!/usr/bin/env node
// Plain JavaScript that any Node from 20 on can run in a fresh clone: it installs what is missing, then runs the program
// under the project's own Node 24. Standard output is left to the program; what this file says goes to standard error.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const modules = join(root, 'node_modules')
const WAIT_MS = 200
/** A lock without a process number was made this long ago or is left over. */
const FRESH_MS = 10_000

const [command = 'help', ...rest] = process.argv.slice(2)
ensureInstalled(['test', 'bench', 'schema', 'chaos', 'mutate:walls'].includes(command))
run(findNode(), ['--disable-warning=ExperimentalWarning', ...program()])

/** Which file of the project does the command. */
function program() {
  const file = (path) => join(root, path)
  if (command === 'test') return [file('test/run.ts'), ...rest]
  if (command === 'schema') return [file('test/schema.ts'), ...rest]
  if (command === 'chaos') return [file('test/chaos/run.ts'), ...rest]
  if (command === 'mutate:walls') return [file('test/mutation/run.ts'), ...rest]
  if (command === 'bench') return [file('bench/run.ts'), ...rest]
  if (command === 'dev') return ['--watch', file('src/main/cli.ts'), 'start', ...rest]
  return [file('src/main/cli.ts'), command, ...rest]
}

/** Installs the packages when the lock file asks for others than are there. One installer at a time. */
function ensureInstalled(withTools) {
  if (isInstalled(withTools)) return
  const release = takeLock()
  try {
    if (!isInstalled(withTools)) install()
  } finally {
    release()
  }
}

function install() {
  say('installerar paketen (npm ci). Det görs bara nu, och när package-lock.json har ändrats …')
  say('installing the packages (npm ci). This is done only now, and when package-lock.json has changed …')
  const self = process.env.npm_execpath
  const npm = self && /npm-cli\.c?js$/.test(self) ? [process.execPath, self] : ['npm']
  const [file, ...args] = [
    ...npm,
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const result = spawnSync(file, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (result.error) {
    const { code } = result.error
    fail(
      `npm går inte att köra (${code}). Installera npm, som följer med Node.`,
      `npm could not be run (${code}). Install npm, which comes with Node.`,
    )
  }
  if (result.status !== 0) {
    fail(
      'npm ci gick inte: se ovan. Går det att nå nätet, eller ett paketregister?',
      'npm ci failed: see above. Is the network, or a package registry, within reach?',
    )
  }
}

/** npm notes what it installed in a lock file of its own, written last: an interrupted install has none. */
function isInstalled(withTools) {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const present = packagesIn(join(modules, '.package-lock.json'))
  if (!wanted || !present) return !wanted
  return Object.entries(wanted).every(([path, entry]) => {
    const optional = entry.optional || entry.devOptional || (entry.dev && !withTools)
    const found = present[path]
    return path === '' || (found ? found.version === entry.version : optional)
  })
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** A file with our process number. One whose process is gone is left over and taken away. */
function takeLock() {
  const folder = join(root, '.sedd')
  const lock = join(folder, 'installing')
  for (let waited = 0; ; waited += WAIT_MS) {
    try {
      mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => releaseLock(folder, lock)
    } catch (error) {
      if (error.code === 'ENOENT') continue // The other has just tidied up.
      if (error.code !== 'EEXIST') throw error
    }
    if (waited === 0)
      say('väntar på en annan start som installerar paketen / waiting for another start that installs them')
    if (isLeftOver(lock)) rmSync(lock, { force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS)
  }
}

function releaseLock(folder, lock) {
  rmSync(lock, { force: true })
  try {
    rmdirSync(folder)
  } catch {
    // It holds data.
  }
}

function isLeftOver(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs > FRESH_MS
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** The project's Node 24, where there is one for this system; else the one that runs this file, when it is new enough. */
function findNode() {
  const own = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own) && hasLoader()) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(
    `det här är Node ${process.versions.node}, och projektets eget Node 24 finns inte för det här systemet. ` +
      'Installera Node 24 eller senare.',
    `this is Node ${process.versions.node}, and the project's own Node 24 is not available for this system. ` +
      'Install Node 24 or newer.',
  )
}

/** The project's Node is linked with glibc; a system with another C library has no such loader. */
function hasLoader() {
  const loaders = { 'linux-x64': '/lib64/ld-linux-x86-64.so.2', 'linux-arm64': '/lib/ld-linux-aarch64.so.1' }
  const loader = loaders[`${process.platform}-${process.arch}`]
  return loader === undefined || existsSync(loader)
}

/** Becomes the program where Node can (22.15 on); else waits for it as its parent, passing on signals and the exit code. */
function run(node, args) {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(modules, '.cache', 'compile') }
  if (process.execve && process.platform !== 'win32') {
    // npm that is killed outright tells nobody: then we stop as if asked to.
    const [file, ...all] = [...(env.npm_lifecycle_event ? leash('TERM') : []), node, ...args]
    process.execve(file, [file, ...all], env)
  }
  const [file, ...all] = [...leash('KILL'), node, ...args]
  const child = spawn(file, all, { stdio: 'inherit', env })
  // A terminal sends SIGINT to both of us.
  const signals = ['SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGINT']
  const ignored = process.stdin.isTTY ? 'SIGINT' : ''
  for (const signal of signals) process.on(signal, () => signal !== ignored && child.kill(signal))
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code, signal) => {
    for (const each of signals) process.removeAllListeners(each)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code ?? 1
  })
}

/** A program that has the system send a signal when our parent is gone (Linux). */
function leash(signal) {
  const found = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => process.platform === 'linux' && existsSync(path))
  return found ? [found, '--pdeathsig', signal, '--'] : []
}

function say(text) {
  process.stderr.write(`sedd: ${text}\n`)
}

function fail(...texts) {
  for (const text of texts) say(text)
  process.exit(1)
}
