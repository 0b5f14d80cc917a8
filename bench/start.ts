import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { assetBytes } from '../src/ui/assets.ts'
import type { Figure } from './run.ts'

/** How long from the command to the first page, on a folder that has its demo; and how much script a page carries. */
export async function benchStart(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-bench-start-'))
  try {
    const first = await untilPage(folder)
    const again = [await untilPage(folder), await untilPage(folder), await untilPage(folder)].sort((a, b) => a - b)
    return [
      { name: 'start on an empty folder, demo loaded, page served', value: `${(first / 1000).toFixed(1)} s` },
      {
        name: 'start with an existing database, page served',
        value: `${((again[1] ?? 0) / 1000).toFixed(2)} s`,
        bound: '≤ 2 s',
      },
      {
        name: 'script on a staff page, compressed',
        value: `${(assetBytes('enhance.js', 'gzip') / 1000).toFixed(1)} kB`,
        bound: '≤ 30 kB',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function untilPage(folder: string): Promise<number> {
  const began = performance.now()
  // A group of its own: what npm starts is ended with it.
  const child = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, SEDD_DATA: folder, PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /Sedd: (http\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    child.once('close', () => reject(new Error('the program ended')))
  })
  // Until the demonstration is there, pages say how far it has come.
  while ((await fetch(`${url}/sign-in`).then(async (page) => [page.status, await page.text()] as const))[0] !== 200) {
    await sleep(50)
  }
  const took = performance.now() - began
  const ended = new Promise((resolve) => child.once('close', resolve))
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  await ended
  return took
}
