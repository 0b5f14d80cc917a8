import type { Writable } from 'node:stream'
import {
  type Client,
  type ClientConfig,
  DatabaseError,
  Pool,
  type PoolClient,
  type QueryConfig,
  type QueryResult,
  TypeOverrides,
  types,
} from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Instant, PlainDate } from './date.ts'
import { Refused } from './errors.ts'
import { joinSql, prepared, raw, type Sql, sql } from './sql.ts'

/** How to reach a database: what `pg` takes, with the user that the surface in question signs in as. */
export type Connection = Pick<ClientConfig, 'host' | 'port' | 'database' | 'user' | 'password' | 'ssl'>

/** The opaque token of the session on whose behalf a transaction runs; `visit`: a share or an extract it reads through. */
export type Context = { readonly token: string; readonly visit?: string }

const ActorRow = z.object({
  accountId: z.uuid(),
  signInName: z.string(),
  displayName: z.string(),
  language: z.enum(['sv', 'en']),
  role: z.string(),
  title: z.string().nullable(),
  domainId: z.uuid(),
  domainCode: z.string(),
  domainName: z.string(),
  municipality: z.string().nullable(),
  seesProtected: z.boolean(),
  purpose: z.string(),
  membershipId: z.uuid().nullable(),
  /** Whom the walls let this actor see: everybody of the domain, those assigned, nobody, or the one of a visit. */
  reach: z.enum(['domain', 'assigned', 'none', 'one']),
  /** 1: signed in; 2: with two factors or an e-legitimation; 3: so within the last five minutes. */
  assurance: z.literal([1, 2, 3]),
  sessionId: z.uuid(),
})

/** Who acts, read afresh in every transaction so that a role taken away is gone at the next request. */
export type Actor = Readonly<z.infer<typeof ActorRow>> & { readonly permissions: ReadonlySet<string> }

/** What an event in the trail says beside who and when: ids and codes, never names or numbers. */
export type EventDetail = {
  readonly object?: string | undefined
  readonly personId?: string | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

/** There is no such session, or its role was taken away: the person signs in again. */
export class SessionEnded extends Error {}

/** What was asked for takes a stronger, or a fresher, sign-in: the person shows again who they are and comes back. */
export class StrongerSignInNeeded extends Error {
  readonly assurance: 2 | 3

  constructor(assurance: 2 | 3) {
    super('a stronger sign-in is needed')
    this.assurance = assurance
  }
}

/** What is asked and the shape of a row of the answer. Every question's text is the program's own, the same each time. */
export type Question<T extends z.ZodType = z.ZodType> = { readonly row: T; readonly query: Sql }
type Questions = Readonly<Record<string, Question>>
type Answers<T extends Questions> = { [Name in keyof T]: z.infer<T[Name]['row']>[] }

/** A transaction PostgreSQL itself holds read-only. */
export class Read {
  readonly actor: Actor
  readonly now: Instant
  readonly today: PlainDate
  protected readonly client: Client | PoolClient
  /** Whoever asks more than once has the walls keep whom they reach: see ADR 0041. */
  protected readonly keepsReach: boolean = true
  #keeping = { with: 2, query: KEEP_REACH }
  #asked = 0

  constructor(client: Client | PoolClient, actor: Actor, clock: Clock) {
    this.client = client
    this.actor = actor
    this.now = clock.now()
    this.today = clock.today()
  }

  async all<T extends z.ZodType>(row: T, query: Sql): Promise<z.infer<T>[]> {
    const result = await this.query(query)
    return result.rows.map((each) => row.parse(each))
  }

  /**
   * The rows of several small questions, asked in one statement: each costs a fraction of a journey of its own. The rows come
   * as JSON, so that an instant is text as PostgreSQL writes it.
   */
  async together<T extends Questions>(asked: T): Promise<Answers<T>> {
    const columns = Object.entries(asked).map(
      ([name, { query }]) => sql`(select coalesce(json_agg(q), '[]') from (${query}) q) as ${raw(name)}`,
    )
    const shape = z.object(Object.fromEntries(Object.entries(asked).map(([name, { row }]) => [name, z.array(row)])))
    return (await this.one(shape, prepared(sql`select ${joinSql(columns, ', ')}`))) as Answers<T>
  }

  /** Exactly one row. What is not there, or may not be seen, is not found. */
  async one<T extends z.ZodType>(row: T, query: Sql): Promise<z.infer<T>> {
    const found = await this.maybe(row, query)
    if (found === null) throw new Refused('not_found', 'row')
    return found
  }

  async maybe<T extends z.ZodType>(row: T, query: Sql): Promise<z.infer<T> | null> {
    const result = await this.query(query)
    if (result.rows.length > 1) throw new Error('more than one row where at most one was expected')
    return result.rows.length === 0 ? null : row.parse(result.rows[0])
  }

  /** From now on nobody but this one is in reach of those who reach some: the questions of a page about one are answered sooner. */
  only(personId: string): void {
    this.#keeping = { with: this.#asked + 1, query: prepared(sql`select access.keep_reach(${personId}::uuid)`) }
  }

  /** Refuses with `forbidden` unless the actor's role carries the permission. The first statement of every action. */
  require(permission: string): void {
    if (!this.actor.permissions.has(permission)) throw new Refused('forbidden', permission)
  }

  /** Asks for two factors (2), or for them within the last five minutes (3): break-glass, export, change of roles. */
  requireAssurance(wanted: 2 | 3): void {
    if (this.actor.assurance < wanted) throw new StrongerSignInNeeded(wanted)
  }

  may(permission: string): boolean {
    return this.actor.permissions.has(permission)
  }

  protected async query(query: Sql): Promise<QueryResult> {
    this.#asked += 1
    const asked = this.#asked === this.#keeping.with && this.keepsReach ? [this.#keeping.query, query] : [query]
    const answers = inOneWrite(this.client, () => asked.map((each) => this.client.query(asAsked(this.client, each))))
    return (await Promise.all(answers)).at(-1) as QueryResult
  }
}

/** A transaction that changes things. It does not commit unless it left an event in the trail. */
export class Write extends Read {
  recorded = false
  protected override readonly keepsReach = false

  /** How many rows were touched; zero is fine. */
  async run(query: Sql): Promise<number> {
    return (await this.query(query)).rowCount ?? 0
  }

  /** For changes that must hit exactly one row. */
  async runOne(query: Sql): Promise<void> {
    const touched = await this.run(query)
    if (touched === 0) throw new Refused('not_found', 'row')
    if (touched > 1) throw new Error(`${touched} rows changed where one was expected`)
  }

  /** Writes the event into the same transaction: change, trail and jobs commit together. */
  async record(action: string, event: EventDetail = {}): Promise<void> {
    const values = [
      action,
      event.object ?? null,
      event.personId ?? null,
      event.detail ? JSON.stringify(event.detail) : null,
    ]
    await this.client.query({ text: 'select trail.record($1, $2, $3, $4)', values })
    this.recorded = true
  }

  /** A stream into `copy … from stdin` of a temporary table: row security refuses COPY into any other. */
  copy(into: Sql): Writable {
    return this.client.query(copyFrom(into.text))
  }
}

/** Roles and what each may do; assembled from the modules at start. */
export type Permissions = (role: string) => ReadonlySet<string>

type Mode = { readonly begin: string; readonly pool: Pool }

/** The connections of one surface. One pipeline per transaction: begin, context and the first query travel together. */
class Pools {
  readonly pipelined: Pool
  /** COPY cannot share a pipelined connection. */
  readonly streaming: Pool

  constructor(connection: Connection, size: number) {
    const shared = { ...connection, types: overrides, idleTimeoutMillis: 30_000, application_name: 'sedd' }
    this.pipelined = new Pool({ ...shared, max: size, pipeline: true, onConnect: noteDirect } as ClientConfig)
    this.streaming = new Pool({ ...shared, max: 3 })
    // A server that dies is told by the query under way. Without a listener, a connection in use would take the program with it.
    for (const pool of [this.pipelined, this.streaming]) {
      pool.on('error', () => undefined)
      pool.on('connect', (client) => client.on('error', () => undefined))
    }
  }
}

const direct = new WeakSet<object>()

/**
 * A pooler between us and the server gives each transaction another connection, on which no plan of ours is kept. It gives
 * itself away: the process it named at sign-in is not the one that answers.
 */
async function noteDirect(client: PoolClient & { processID?: number }): Promise<void> {
  const answer = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  if (answer.rows[0]?.pid === client.processID) direct.add(client)
}

function asAsked(client: Client | PoolClient, { text, values, name }: Sql): QueryConfig {
  return name !== undefined && direct.has(client) ? { text, values: [...values], name } : { text, values: [...values] }
}

/** What is asked at once leaves at once: a system call for each statement costs more than the statement. */
function inOneWrite<T>(client: (Client | PoolClient) & { connection?: { stream?: Writable } }, ask: () => T): T {
  const stream = client.connection?.stream
  stream?.cork()
  try {
    return ask()
  } finally {
    stream?.uncork()
  }
}

const KEEP_REACH = prepared(sql`select access.keep_reach()`)

const beginning = ({ token, visit }: Context, now: Instant): Sql =>
  prepared(sql`
  select account_id as "accountId", sign_in_name as "signInName", display_name as "displayName", language, role, title,
         domain_id as "domainId", domain_code as "domainCode", domain_name as "domainName", municipality_code as municipality,
         sees_protected as "seesProtected", purpose, membership_id as "membershipId", reach, assurance, session_id as "sessionId"
    from access.begin(${token}, ${now}, ${visit ?? null})`)

/** One surface's way into the database (web, jobs, import), signed in as that surface's own role. */
export class Database {
  readonly #pools: Pools
  readonly clock: Clock
  readonly #permissions: Permissions

  constructor(connection: Connection | Pools, options: { clock: Clock; permissions: Permissions; size?: number }) {
    this.#pools = connection instanceof Pools ? connection : new Pools(connection, options.size ?? 10)
    this.clock = options.clock
    this.#permissions = options.permissions
  }

  /** The same connections with another clock: what is done through it happened then. For the demonstration's past. */
  at(clock: Clock): Database {
    return new Database(this.#pools, { clock, permissions: this.#permissions })
  }

  /** Of one moment; but on a visit each question is of its own, so that what has been taken back is gone at the next. */
  read<T>(context: Context, work: (tx: Read) => Promise<T>): Promise<T> {
    const level = context.visit === undefined ? 'repeatable read' : 'read committed'
    const mode = { begin: `begin isolation level ${level} read only`, pool: this.#pools.pipelined }
    return this.#transaction(context, mode, (client, actor) => work(new Read(client, actor, this.clock)))
  }

  /** Commits the work together with its event. Work that leaves no event is rolled back. */
  write<T>(context: Context, work: (tx: Write) => Promise<T>): Promise<T> {
    return this.#write(context, { begin: 'begin', pool: this.#pools.pipelined }, work)
  }

  /** As `write`, on a connection that can COPY: for imports and other mass work. */
  bulk<T>(context: Context, work: (tx: Write) => Promise<T>): Promise<T> {
    return this.#write(context, { begin: 'begin', pool: this.#pools.streaming }, work)
  }

  /** Changes of technical tables only (listed in docs: progress, searches, job locks): leaves no event. */
  technical<T>(context: Context, work: (tx: Write) => Promise<T>): Promise<T> {
    const mode = { begin: 'begin', pool: this.#pools.pipelined }
    return this.#transaction(context, mode, (client, actor) => work(new Write(client, actor, this.clock)))
  }

  /** Calls one of the functions of the access schema outside any session (signing in, machine sessions, readiness). */
  async call<T extends z.ZodType>(row: T, query: Sql): Promise<z.infer<T>[]> {
    const result = await this.#pools.pipelined.query({ text: query.text, values: [...query.values] })
    return result.rows.map((each) => row.parse(each))
  }

  async close(): Promise<void> {
    await Promise.all([this.#pools.pipelined.end(), this.#pools.streaming.end()])
  }

  #write<T>(context: Context, mode: Mode, work: (tx: Write) => Promise<T>): Promise<T> {
    return this.#transaction(context, mode, async (client, actor) => {
      const tx = new Write(client, actor, this.clock)
      const result = await work(tx)
      if (!tx.recorded) throw new Error('a change without an event in the trail')
      return result
    })
  }

  async #transaction<T>(
    context: Context,
    mode: Mode,
    work: (client: PoolClient, actor: Actor) => Promise<T>,
  ): Promise<T> {
    const client = await mode.pool.connect()
    let broken = false
    try {
      const actor = await this.#begin(client, mode.begin, context)
      const result = await work(client, actor)
      await client.query('commit')
      return result
    } catch (error) {
      broken = !(await rolledBack(client))
      throw error
    } finally {
      client.release(broken)
    }
  }

  async #begin(client: PoolClient, begin: string, context: Context): Promise<Actor> {
    try {
      const [, answer] = await inOneWrite(client, () =>
        Promise.all([client.query(begin), client.query(asAsked(client, beginning(context, this.clock.now())))]),
      )
      const actor = ActorRow.parse(answer.rows[0])
      return { ...actor, permissions: this.#permissions(actor.role) }
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== '28000') throw error
      // A share that has ended, or was never this actor's, is as absent as anything else out of reach.
      throw error.message === 'no visit' ? new Refused('not_found', 'visit') : new SessionEnded()
    }
  }
}

async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    return false
  }
}

/** Days as text, instants as ISO text, whole numbers as numbers: never a Date, which has no calendar day. */
const overrides = new TypeOverrides(types)
const instant = (text: string) => new Date(text).toISOString()
overrides.setTypeParser(types.builtins.DATE, (text) => text)
overrides.setTypeParser(types.builtins.TIMESTAMPTZ, instant)
overrides.setTypeParser(types.builtins.INT8, Number)
overrides.setTypeParser(types.builtins.NUMERIC, Number)
