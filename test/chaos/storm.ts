import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../../src/postgres/embedded.ts'
import { paths } from '../../src/ui/paths.ts'
import { broken, type Promises, type Reading, readKept } from './ledger.ts'
import { freePort, Program, type Victim } from './program.ts'
import { aSheet, makeWorld, type World, wordsOf } from './world.ts'

export type Storm = {
  readonly kills: number
  readonly saved: number
  readonly read: number
  readonly files: number
  /** Milliseconds from each kill until a page came again, in order of size. */
  readonly recovery: readonly number[]
  /** The five that took longest, by what was killed. */
  readonly longest: readonly Recovery[]
  readonly broken: readonly string[]
}

type Recovery = { readonly victim: Victim; readonly ms: number }

const WRITERS = 4
const ROWS = 10
const VICTIMS: readonly Victim[] = ['program', 'database', 'both']

/**
 * Kills the program and its database under load, again and again, and counts afterwards: what was acknowledged is there, once,
 * with its event; no words were read without a committed ticket; a file is whole or not there at all.
 */
export async function rage(kills: number, random: () => number, tell: (line: string) => void): Promise<Storm> {
  const world = await makeWorld()
  const program = new Program(world.folder, await freePort())
  const cookie = `sedd_session=${world.token}; sedd_language=sv`
  try {
    program.start()
    await program.answers(cookie)
    const load = new Load(program, world, cookie)
    const work = load.run(random)
    const recoveries: Recovery[] = []
    for (let n = 1; n <= kills; n += 1) {
      await sleep(150 + random() * 500)
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'both'
      await program.kill(victim)
      recoveries.push({ victim, ms: await program.answers(cookie) })
      if (n % 10 === 0) tell(`${n} kills, ${load.promises.saved.length} saved`)
    }
    load.stop()
    await work
    await program.stop()
    const faults = await counted(world, load.promises)
    const { saved, readings, files } = load.promises
    const inOrder = recoveries.toSorted((a, b) => a.ms - b.ms)
    return {
      kills,
      saved: saved.length,
      read: readings.length,
      files: files.length,
      recovery: inOrder.map(({ ms }) => ms),
      longest: inOrder.slice(-5),
      broken: faults,
    }
  } finally {
    await program.stop()
    rmSync(world.folder, { recursive: true, force: true })
  }
}

async function counted(world: World, promises: Promises): Promise<string[]> {
  const server = await startEmbedded({ dataDir: world.folder, durable: true, role: 'client' })
  try {
    return broken(promises, await readKept(server.connection))
  } finally {
    await server.stop()
  }
}

/** People at work while it storms: four who note addresses, and files that come in by the command line. */
class Load {
  readonly #program: Program
  readonly #world: World
  readonly #cookie: string
  readonly #saved: string[] = []
  readonly #unanswered: string[] = []
  readonly #readings: Reading[] = []
  readonly #files: { readonly numbers: readonly string[]; readonly finished: boolean }[] = []
  #stopped = false

  constructor(program: Program, world: World, cookie: string) {
    this.#program = program
    this.#world = world
    this.#cookie = cookie
  }

  get promises(): Promises {
    return { saved: this.#saved, unanswered: this.#unanswered, readings: this.#readings, files: this.#files }
  }

  stop(): void {
    this.#stopped = true
  }

  async run(random: () => number): Promise<void> {
    const writers = Array.from({ length: WRITERS }, (_, writer) => this.#write(writer, random))
    await Promise.all([...writers, this.#read(random), this.#import(random)])
  }

  async #write(writer: number, random: () => number): Promise<void> {
    for (let n = 0; !this.#stopped; n += 1) {
      const person = this.#world.persons[Math.floor(random() * this.#world.persons.length)] ?? ''
      const value = `w${writer}-${n}@example.org`
      const token = randomUUID()
      let answered = false
      // Sent again and again, as an impatient hand does, until the program has said yes: it is to be saved once.
      for (let tries = 0; tries < 400 && !answered && !(this.#stopped && tries > 0); tries += 1) {
        answered = await this.#send(person, { value, token })
        if (!answered) await sleep(20)
      }
      const kept = answered ? this.#saved : this.#unanswered
      kept.push(value)
    }
  }

  async #send(person: string, fields: { value: string; token: string }): Promise<boolean> {
    const body = new URLSearchParams({ ...fields, kind: 'email', source: 'self', notedOn: '2026-10-01' })
    const headers = { cookie: this.#cookie, origin: this.#program.url }
    const path = `${this.#program.url}${paths.personContact(person)}`
    const request = { method: 'POST', body, headers, redirect: 'manual' } as const
    const answer = await fetch(path, request).catch(() => null)
    await answer?.arrayBuffer().catch(() => undefined)
    return answer?.status === 303 && !(answer.headers.get('location') ?? '').includes('sign-in')
  }

  /** One reading after the other: what a killed one has left lies before the next is asked for. */
  async #read(random: () => number): Promise<void> {
    while (!this.#stopped) {
      const person = this.#world.persons[Math.floor(random() * this.#world.persons.length)] ?? ''
      const asked = Date.now()
      const path = `${this.#program.url}${paths.personNotes(person)}`
      const answer = await fetch(path, { headers: { cookie: this.#cookie }, redirect: 'manual' }).catch(() => null)
      // As far as the words came: an answer that was cut off has been read as well.
      const page = await answer?.text().catch(() => '')
      const note = this.#world.notes.get(person) ?? ''
      if (page?.includes(wordsOf(person))) this.#readings.push({ note, asked, came: Date.now() })
      else await sleep(20)
    }
  }

  async #import(random: () => number): Promise<void> {
    for (let n = 0; !this.#stopped; n += 1) {
      const { text, numbers } = aSheet(ROWS, n)
      const file = join(this.#world.folder, `file-${n}.csv`)
      writeFileSync(file, text)
      const args = ['import', 'befolkning', file, '--domain', this.#world.domainCode]
      const code = await this.#program.command(args, random() < 0.5 ? 300 + random() * 1500 : null)
      this.#files.push({ numbers, finished: code === 0 })
      await sleep(500)
    }
  }
}
