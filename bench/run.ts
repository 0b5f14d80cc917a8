import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { printData, tell } from '../src/main/commands/command.ts'
import { readConfig } from '../src/main/config.ts'
import { openSedd, type Sedd } from '../src/main/open.ts'

/** One figure: what was measured, the value with its unit, and the bound it is to keep, when it has one. */
export type Figure = { readonly name: string; readonly value: string; readonly bound?: string }

/** A measurement: given a fresh database with forced row security and everything on disk, answers with its figures. */
type Bench = (sedd: Sedd) => Promise<readonly Figure[]>

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  register: async () => (await import('./register.ts')).benchRegister,
  import: async () => (await import('./import.ts')).benchImport,
  notes: async () => (await import('./notes.ts')).benchNotes,
  messages: async () => (await import('./messages.ts')).benchMessages,
  ladder: async () => (await import('./ladder.ts')).benchLadder,
  outreach: async () => (await import('./outreach.ts')).benchOutreach,
  web: async () => (await import('./web.ts')).benchWeb,
  trail: async () => (await import('./trail.ts')).benchTrail,
  tasks: async () => (await import('./tasks.ts')).benchTasks,
  start: async () => (await import('./start.ts')).benchStart,
  support: async () => (await import('./support.ts')).benchSupport,
}

/** `npm run bench [register|import|notes|messages|ladder|outreach|web|trail|tasks|start|support …]`: prints figures, fails nothing. */
async function main(asked: readonly string[]): Promise<void> {
  const names = asked.length > 0 ? asked : Object.keys(BENCHES)
  const [cpu] = cpus()
  await printData(
    `${cpu?.model.trim()} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}\n`,
  )
  for (const name of names) {
    const load = BENCHES[name]
    if (!load) throw new Error(`no bench called ${name}: ${Object.keys(BENCHES).join(', ')}`)
    tell(`${name} …`)
    await printData(`${name}: one core, now: 256 MB hashed in ${hashing()}\n`)
    const folder = mkdtempSync(join(tmpdir(), 'sedd-bench-'))
    const sedd = await openSedd(readConfig({ SEDD_DATA: folder }), 'client')
    try {
      for (const { name: what, value, bound } of await (await load())(sedd)) {
        await printData(`${name}: ${what}: ${value}${bound === undefined ? '' : ` (bound ${bound})`}\n`)
      }
    } finally {
      await sedd.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** What the machine gives at the moment: a virtual one may give half of what it gave an hour ago. */
function hashing(): string {
  const piece = Buffer.alloc(1 << 20, 1)
  const began = performance.now()
  const hash = createHash('sha256')
  for (let n = 0; n < 256; n += 1) hash.update(piece)
  hash.digest()
  return `${(performance.now() - began).toFixed(0)} ms`
}

/** The server tells of each request; here only the figures are to be read. */
function muteLog(): void {
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = (text: string | Uint8Array) => (String(text).startsWith('{"at"') ? true : write(text))
}

muteLog()
await main(process.argv.slice(2))
