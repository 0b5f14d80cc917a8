import { Client } from 'pg'
import { z } from 'zod'
import { addDomain, machineContext } from '../src/access/store.ts'
import { clockAt } from '../src/kernel/clock.ts'
import type { Context, Database } from '../src/kernel/database.ts'
import type { Instant } from '../src/kernel/date.ts'
import { sql } from '../src/kernel/sql.ts'
import type { Sedd } from '../src/main/open.ts'
import { FakeGateway } from '../src/outreach/messages/fake-gateway.ts'
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

/** Ten thousand texts: written, handed over and told of by their receipts; and the same when the process dies in the middle of each batch. */
export async function benchMessages(sedd: Sedd): Promise<readonly Figure[]> {
  const jobs = sedd.database('sedd_jobs').at(clockAt(MONDAY))
  const { machine, ids } = await fill(jobs)
  await gathered(sedd)
  const [queued] = await timed(async () => {
    for (let at = 0; at < ids.length; at += AT_ONCE) await queueSome(jobs, machine, ids.slice(at, at + AT_ONCE))
  })
  await gathered(sedd)
  const gateway = new FakeGateway()
  const [handed, batches] = await timed(async () => {
    let rounds = 0
    while (await messageRound(jobs, machine, { sms: gateway })) rounds += 1
    await messageRound(jobs, machine, { sms: gateway })
    return rounds
  })
  const delivered = await jobs.read(machine, countDelivered)
  const { queued: waiting, uncertain } = await jobs.read(machine, countOutbox)
  return [
    { name: `${MESSAGES} texts put in the outbox, each with its event`, value: seconds(queued) },
    { name: `handed to the gateway in ${batches} batches, logged as contacts, receipts taken`, value: seconds(handed) },
    { name: 'both together', value: seconds(queued + handed), bound: '≤ 60 s' },
    {
      name: 'taken by the gateway, delivered, lost, doubled',
      value: `${gateway.taken.length}, ${delivered}, ${waiting + uncertain}, ${gateway.taken.length - new Set(gateway.taken.map(({ id }) => id)).size}`,
      bound: `${MESSAGES}, ${MESSAGES}, 0, 0`,
    },
  ]
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

async function queueSome(jobs: Database, machine: Context, ids: readonly string[]): Promise<void> {
  const content = { kind: 'template', code: 'first_contact', language: null, values: {} } as const
  const keys = new Map(ids.map((id) => [id, `bench:${id}`]))
  await jobs.write(machine, (tx) => queueFor(tx, { to: 'self', channel: 'sms', content, keys }))
}

async function fill(jobs: Database): Promise<{ machine: Context; ids: readonly string[] }> {
  const domain = {
    code: 'M',
    name: 'Ungdomsteamet',
    kind: 'school_board',
    municipality: '0484',
    keepsRegister: true,
  } as const
  const machine = await machineContext(jobs, await addDomain(jobs, domain), 'bench')
  await jobs.write(machine, (tx) => fillDomain(tx, { municipality: '0484', persons: MESSAGES, seed: 0.5 }))
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
