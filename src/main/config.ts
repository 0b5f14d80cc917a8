import { join } from 'node:path'
import { z } from 'zod'
import { isDay } from '../kernel/date.ts'

/** Every variable Sedd reads, with what it means; docs/operations.md repeats this table and a test holds them together. */
export const VARIABLES = {
  DATABASE_URL: 'PostgreSQL 15 or later, as the owner of the database. Without it Sedd runs its own in SEDD_DATA.',
  SEDD_DATA: 'Folder of the embedded database and of what Sedd must remember. Default .sedd in the project.',
  SEDD_ROLE_SECRETS: 'File (0600) with the passwords of the runtime roles. Default role-secrets.json in SEDD_DATA.',
  SEDD_NOW: 'A clock that stands still at this day or instant. Only with the embedded database: for tests and showing.',
  SEDD_PUBLIC_URL: 'The address people use, such as https://sedd.example.se. Makes cookies secure and links absolute.',
  SEDD_PULL_HOSTS:
    "Hosts in private networks that a fetch from a school's system, started in the browser, may reach; with commas between. Default none.",
  HOST: 'Address to listen on. Default 127.0.0.1.',
  PORT: 'Port to listen on. Default 3000.',
} as const

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/
const isNow = (text: string) => isDay(text) || (INSTANT.test(text) && !Number.isNaN(Date.parse(text)))
const isServer = ({ protocol, username, pathname }: URL) =>
  /^postgres(ql)?:$/.test(protocol) && username !== '' && pathname.length > 1
const isOrigin = ({ protocol, href, origin }: URL) => /^https?:$/.test(protocol) && href === `${origin}/`
/** A name or an address, without scheme, port or path. */
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/
const url = (fits: (url: URL) => boolean) => z.string().refine((text) => URL.canParse(text) && fits(new URL(text)))

const Environment = z.object({
  DATABASE_URL: url(isServer).optional(),
  SEDD_DATA: z.string().optional(),
  SEDD_ROLE_SECRETS: z.string().optional(),
  SEDD_NOW: z.string().refine(isNow).optional(),
  SEDD_PUBLIC_URL: url(isOrigin)
    .transform((text) => new URL(text).origin)
    .optional(),
  SEDD_PULL_HOSTS: z
    .string()
    .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()))
    .refine((hosts) => hosts.every((host) => HOST_NAME.test(host)))
    .default([]),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
})

export type Config = {
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly roleSecrets: string
  readonly now: string | null
  readonly publicUrl: string | null
  readonly pullHosts: readonly string[]
  readonly host: string
  readonly port: number
}

/** A variable that cannot be used and why: `form` is how it is written, the others what came of using it. */
export type ConfigProblem = { readonly variable: string; readonly fault: string }

/** What is wrong with the environment. It holds no value, which may be secret; config-text.ts has the words. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(...problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, fault }) => `${variable}.${fault}`).join(', '))
    this.problems = problems
  }
}

/** Reads and checks the environment at start. Throws `ConfigError` with everything that is wrong at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) {
    const variables = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
    throw new ConfigError(...[...variables].map((variable) => ({ variable, fault: 'form' })))
  }
  const read = parsed.data
  if (read.SEDD_NOW && read.DATABASE_URL) throw new ConfigError({ variable: 'SEDD_NOW', fault: 'own_server' })
  const dataDir = read.SEDD_DATA ?? join(import.meta.dirname, '../../.sedd')
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir,
    roleSecrets: read.SEDD_ROLE_SECRETS ?? join(dataDir, 'role-secrets.json'),
    now: read.SEDD_NOW ?? null,
    publicUrl: read.SEDD_PUBLIC_URL ?? null,
    pullHosts: read.SEDD_PULL_HOSTS,
    host: read.HOST,
    port: read.PORT,
  }
}
