import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import { ending } from '../../people/version-sql.ts'
import { type Protocol, ProtocolStep } from './model.ts'
import { DEFAULT_STEPS } from './rules.ts'

const Head = z.object({ id: z.uuid(), version: z.number(), movedRuns: z.number().nullable() })

/** The domain's order as it stands; null before anybody has been planned. */
export async function currentProtocol(tx: Read): Promise<Protocol | null> {
  const head = await tx.maybe(
    Head,
    sql`select p.id, p.version, p.moved_runs as "movedRuns" from outreach_protocol p where p.known_until is null`,
  )
  if (head === null) return null
  const steps = await tx.all(
    ProtocolStep,
    sql`
    select s.code, s.place, s.channel, s.through, s.wait_days as "waitDays", s.deadline_days as "deadlineDays", s.role,
           s.template_code as "templateCode", s.only_if as "onlyIf"
      from outreach_protocol_step s where s.protocol_id = ${head.id} order by s.place`,
  )
  return { ...head, steps }
}

/** The same, and before anybody has said anything the usual order, which has no id yet. */
export async function protocolInUse(tx: Read): Promise<Protocol> {
  return (await currentProtocol(tx)) ?? { id: '', version: 0, steps: [...DEFAULT_STEPS], movedRuns: null }
}

/** Keeps the domain's ladder to oneself: while it is planned nobody changes a run, and nobody changes the order. */
export async function lockProtocol(tx: Write): Promise<Protocol | null> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('outreach_ladder ' || ${tx.actor.domainId}, 0))`)
  return currentProtocol(tx)
}

/** Keeps planning away while something is done about one on the ladder; others may do so at the same time. */
export async function holdLadder(tx: Write): Promise<void> {
  await tx.run(
    sql`select pg_advisory_xact_lock_shared(hashtextextended('outreach_ladder ' || ${tx.actor.domainId}, 0))`,
  )
}

export async function closeProtocol(tx: Write, id: string): Promise<void> {
  await tx.runOne(
    sql`update outreach_protocol p set known_until = ${ending(tx, 'p')} where p.id = ${id} and p.known_until is null`,
  )
}

/** A new version with its steps, in order. Answers with its id. */
export async function insertProtocol(tx: Write, version: number, steps: readonly ProtocolStep[]): Promise<string> {
  const { id } = await tx.one(
    Head.pick({ id: true }),
    sql`
    insert into outreach_protocol (domain_id, version, set_by, known_from)
    values (${tx.actor.domainId}, ${version}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  for (const step of steps) {
    await tx.runOne(sql`
      insert into outreach_protocol_step
        (domain_id, protocol_id, code, place, channel, through, wait_days, deadline_days, role, template_code, only_if)
      values (${tx.actor.domainId}, ${id}, ${step.code}, ${step.place}, ${step.channel}, ${step.through}, ${step.waitDays},
              ${step.deadlineDays}, ${step.role}, ${step.templateCode}, ${step.onlyIf})`)
  }
  return id
}
