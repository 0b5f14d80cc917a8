import { setImmediate } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { addDomain, machineContext } from '../src/access/store.ts'
import { clockAt } from '../src/kernel/clock.ts'
import type { Context, Database } from '../src/kernel/database.ts'
import type { Instant } from '../src/kernel/date.ts'
import { sql } from '../src/kernel/sql.ts'
import type { Sedd } from '../src/main/open.ts'
import { FakeGateway } from '../src/outreach/messages/fake-gateway.ts'
import type { Answer, Outgoing, Receipt } from '../src/outreach/messages/gateway.ts'
import { messageRound } from '../src/outreach/messages/hand-over-actions.ts'
import { queueFor } from '../src/outreach/messages/queue-actions.ts'
import { countOutbox } from '../src/outreach/messages/store.ts'
import { PersonId } from '../src/people/model.ts'
import { fillDomain } from './population.ts'
import type { Figure } from './run.ts'

const MESSAGES = 10_000
const AT_ONCE = 500
/** A Monday at eleven: messages go. */
const MONDAY = '2026-11-30T10:00:00.000Z' as Instant
/** The morning after, with a whole day of sending ahead. */
const TUESDAY = Date.parse('2026-12-01T07:15:00.000Z')
/** After so long what a dead process had begun is taken up. */
const LATER_MS = 5 * 60_000
/** So many of a batch are handed over before the process dies. */
const UNTIL_DEATH = 150

/** Ten thousand texts: written, handed over and told of by their receipts; and the same when the process dies in the middle of each batch. */
export async function benchMessages(sedd: Sedd, messages = MESSAGES): Promise<readonly Figure[]> {
  const jobs = sedd.database('sedd_jobs').at(clockAt(MONDAY))
  const { machine, ids } = await fill(jobs, messages)
  await gathered(sedd)
  const [queued] = await timed(() => queueAll(jobs, machine, { ids, key: 'bench' }))
  await gathered(sedd)
  const gateway = new Counting()
  const [handed, batches] = await timed(async () => {
    let rounds = 0
    while (await messageRound(jobs, machine, { sms: gateway })) rounds += 1
    await messageRound(jobs, machine, { sms: gateway })
    return rounds
  })
  const counted = await countsOf(jobs, machine, gateway)
  const dying = await benchDying(sedd, { machine, ids })
  return [
    { name: `${messages} texts put in the outbox, each with its event`, value: seconds(queued) },
    { name: `handed to the gateway in ${batches} batches, logged as contacts, receipts taken`, value: seconds(handed) },
    { name: 'both together', value: seconds(queued + handed), bound: '≤ 60 s' },
    { name: COUNTED, value: counted, bound: `${messages}, ${messages}, 0, 0` },
    {
      name: `the same with ${dying.deaths} deaths, one in the middle of each batch, before or after a text is handed over: ${COUNTED}`,
      value: dying.counted,
      bound: `${messages}, ${messages}, 0, 0`,
    },
    { name: 'the work of it', value: seconds(dying.took) },
  ]
}

const COUNTED = 'taken by the gateway, delivered, lost, doubled'

/** Counts what it is given, the same twice as two. */
class Counting extends FakeGateway {
  given = 0

  override async send(message: Outgoing): Promise<Answer> {
    this.given += 1
    return super.send(message)
  }
}

/** A gateway in whose hands the process dies: after it has taken some of a batch, and before or after it takes one more. */
class Dying extends Counting {
  deaths = 0
  #left = UNTIL_DEATH

  override async send(message: Outgoing): Promise<Answer> {
    this.#left -= 1
    if (this.#left > 0) return super.send(message)
    // Of the others that were on their way none comes through: there is no process any more.
    if (this.#left === 0 && this.deaths % 2 === 1) await super.send(message)
    throw new Dead()
  }

  /** Nothing is told while processes die: what became of it has to be asked for. */
  override collect(domain: string): readonly Receipt[] {
    return this.#left === Number.POSITIVE_INFINITY ? super.collect(domain) : []
  }

  /** A new process. */
  revive(): void {
    this.deaths += 1
    this.#left = UNTIL_DEATH
  }
  /** One that lives. */
  rest(): void {
    this.#left = Number.POSITIVE_INFINITY
  }
}
class Dead extends Error {}

type Filled = { readonly machine: Context; readonly ids: readonly string[] }

/** The same texts for another reason, the next day: each batch kills its process, and the next process takes up what it left. */
async function benchDying(sedd: Sedd, { machine, ids }: Filled) {
  const at = (n: number) =>
    sedd.database('sedd_jobs').at(clockAt(new Date(TUESDAY + n * LATER_MS).toISOString() as Instant))
  await queueAll(at(0), machine, { ids, key: 'dying' })
  const gateway = new Dying()
  const [took, counted] = await timed(async () => {
    let goesOn = true
    for (let n = 0; goesOn; n += 1)
      goesOn = await messageRound(at(n), machine, { sms: gateway }).catch(async (error: unknown) => {
        if (!(error instanceof Dead)) throw error
        // Whatever of the dead process was on its way has come to its end as well.
        await setImmediate()
        gateway.revive()
        return true
      })
    gateway.rest()
    const last = at(gateway.deaths + 10)
    while (await messageRound(last, machine, { sms: gateway }));
    return countsOf(last, machine, gateway, ids.length)
  })
  return { took, counted, deaths: gateway.deaths }
}

/** `before`: how many were delivered by another gateway. */
async function countsOf(jobs: Database, machine: Context, gateway: Counting, before = 0): Promise<string> {
  const delivered = (await jobs.read(machine, countDelivered)) - before
  const { queued, uncertain, failed } = await jobs.read(machine, countOutbox)
  const lost = queued + uncertain + failed
  return `${gateway.taken.length}, ${delivered}, ${lost}, ${gateway.given - gateway.taken.length}`
}

async function queueAll(jobs: Database, machine: Context, { ids, key }: { ids: readonly string[]; key: string }) {
  for (let at = 0; at < ids.length; at += AT_ONCE)
    await queueSome(jobs, machine, { ids: ids.slice(at, at + AT_ONCE), key })
}

/** The planner knows the tables, as it does where they were not filled a moment ago. */
async function gathered({ owner }: Sedd): Promise<void> {
  const client = new Client(owner)
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

const Count = z.object({ n: z.number() })

async function countDelivered(tx: Parameters<Parameters<Database['read']>[1]>[0]): Promise<number> {
  return (
    await tx.one(Count, sql`select count(*) as n from message where state = 'delivered' and contact_id is not null`)
  ).n
}

async function queueSome(
  jobs: Database,
  machine: Context,
  { ids, key }: { ids: readonly string[]; key: string },
): Promise<void> {
  const content = { kind: 'template', code: 'first_contact', language: null, values: {} } as const
  const keys = new Map(ids.map((id) => [id, `${key}:${id}`]))
  await jobs.write(machine, (tx) => queueFor(tx, { to: 'self', channel: 'sms', content, keys }))
}

async function fill(jobs: Database, persons: number): Promise<Filled> {
  const domain = {
    code: 'M',
    name: 'Ungdomsteamet',
    kind: 'school_board',
    municipality: '0484',
    keepsRegister: true,
  } as const
  const machine = await machineContext(jobs, await addDomain(jobs, domain), 'bench')
  await jobs.write(machine, (tx) => fillDomain(tx, { municipality: '0484', persons, seed: 0.5 }))
  const ids = await jobs.write(machine, async (tx) => {
    // Numbers that behave as telephones do: of those set apart for fiction, without the ones that fail.
    await tx.run(sql`
      insert into person_contact (domain_id, person_id, kind, value, digits, source, noted_on, known_from)
      select domain_id, id, 'phone', '0' || d, '46' || d, 'bench', ${tx.today}, ${tx.now}
        from (select domain_id, id, (701740605 + (row_number() over (order by id)) % 80)::text as d from person) p`)
    await tx.record('people.benchmark_filled')
    return tx.all(z.object({ id: PersonId }), sql`select id from person order by id`)
  })
  return { machine, ids: ids.map(({ id }) => id) }
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const began = performance.now()
  const result = await work()
  return [performance.now() - began, result]
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
