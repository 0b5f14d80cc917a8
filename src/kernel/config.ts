import { join } from 'node:path'
import { z } from 'zod'

/** Every variable Sedd reads, with what it means; docs/operations.md repeats this table and a test holds them together. */
export const VARIABLES = {
  DATABASE_URL: 'PostgreSQL 15 or later, as the owner of the database. Without it Sedd runs its own in SEDD_DATA.',
  SEDD_DATA: 'Folder of the embedded database and of what Sedd must remember. Default .sedd in the project.',
  SEDD_ROLE_SECRETS: 'File (0600) with the passwords of the runtime roles. Default role-secrets.json in SEDD_DATA.',
  SEDD_NOW: 'A clock that stands still at this day or instant. Only with the embedded database: for tests and showing.',
  SEDD_PUBLIC_URL: 'The address people use, such as https://sedd.example.se. Makes cookies secure and links absolute.',
  HOST: 'Address to listen on. Default 127.0.0.1.',
  PORT: 'Port to listen on. Default 3000.',
} as const

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SEDD_DATA: z.string().min(1).optional(),
  SEDD_ROLE_SECRETS: z.string().min(1).optional(),
  SEDD_NOW: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/)
    .optional(),
  SEDD_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
})

export type Config = {
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly roleSecrets: string
  readonly now: string | null
  readonly publicUrl: string | null
  readonly host: string
  readonly port: number
}

/** What is wrong with the environment, said to the one who starts Sedd. */
export class ConfigError extends Error {}

/** Reads and checks the environment at start. Throws `ConfigError` naming the variable and what it should hold. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describe).join('\n'))
  const read = parsed.data
  if (read.SEDD_NOW && read.DATABASE_URL) {
    throw new ConfigError('SEDD_NOW works only with the embedded database: remove it or DATABASE_URL.')
  }
  const dataDir = read.SEDD_DATA ?? join(import.meta.dirname, '../../.sedd')
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir,
    roleSecrets: read.SEDD_ROLE_SECRETS ?? join(dataDir, 'role-secrets.json'),
    now: read.SEDD_NOW ?? null,
    publicUrl: read.SEDD_PUBLIC_URL ?? null,
    host: read.HOST,
    port: read.PORT,
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? '')
  const meaning = name in VARIABLES ? VARIABLES[name as keyof typeof VARIABLES] : ''
  return `${name} cannot be used as it stands. ${meaning}`
}
