import { spawn } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { BARE_ENVIRONMENT, underLimits } from './parse.ts'

const CHILD = fileURLToPath(new URL('./workbook-child.ts', import.meta.url))
const LIMITS = { cpuSeconds: 20, wallMinutes: 1 }

export type WorkbookRow = { readonly row: number; readonly cells: readonly string[] }
export type WorkbookTexts =
  | { readonly ok: true; readonly sheets: Readonly<Record<string, readonly WorkbookRow[]>> }
  | { readonly ok: false; readonly code: 'file_unreadable' }

/**
 * Reads some sheets of a small workbook as text, in a process of its own, under limits: what is made to exhaust the reader ends that process.
 * Anything but a workbook that can be read whole is unreadable.
 */
export async function readWorkbook(file: Buffer, names: readonly string[]): Promise<WorkbookTexts> {
  const folder = await mkdtemp(join(tmpdir(), 'sedd-workbook-'))
  const path = join(folder, 'book.xlsx')
  try {
    const handle = await open(path, 'wx+', 0o600)
    try {
      await handle.writeFile(file)
      return await readInChild(handle.fd, file.length, names)
    } finally {
      await handle.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readInChild(fd: number, size: number, names: readonly string[]): Promise<WorkbookTexts> {
  const [command, ...args] = underLimits(CHILD, LIMITS)
  const child = spawn(command, [...args, String(size), ...names], {
    ...{ env: BARE_ENVIRONMENT, timeout: LIMITS.wallMinutes * 60_000, killSignal: 'SIGKILL' },
    stdio: [fd, 'pipe', 'ignore'],
  })
  const exit = new Promise<boolean>((resolve) => {
    child.once('exit', (code) => resolve(code === 0)).once('error', () => resolve(false))
  })
  const said = child.stdout === null ? '' : await text(child.stdout)
  return (await exit) && said !== '' ? JSON.parse(said) : { ok: false, code: 'file_unreadable' }
}
