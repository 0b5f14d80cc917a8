import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { readSheet, type SheetJob, type SheetSink } from './read-sheet.ts'

/**
 * The program that reads one file, in a process of its own with little memory, no rights to write and no secrets around it.
 * Standard input: the job as JSON. Descriptor 4: the file, open. Standard output: COPY lines. Descriptor 3: JSON lines of
 * `ChildMessage`.
 */
async function main(): Promise<void> {
  const job: SheetJob = JSON.parse(await text(process.stdin))
  const messages = new Socket({ fd: 3, readable: false, writable: true })
  const say = (message: object) => write(messages, `${JSON.stringify(message)}\n`)
  const sink: SheetSink = {
    lines: (lines) => write(process.stdout, lines),
    problems: (problems) => say({ problems }),
    progress: (progress) => say({ progress }),
  }
  await say({ result: await readSheet(4, job, sink) })
  messages.end()
}

async function write(stream: Writable, data: string): Promise<void> {
  if (!stream.write(data)) await new Promise((resolve) => stream.once('drain', resolve))
}

await main()
