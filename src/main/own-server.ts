import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Connection } from '../kernel/database.ts'
import { RUNTIME_ROLES } from '../kernel/migrate.ts'
import { isCode } from '../postgres/binaries.ts'
import { serverVersion } from '../postgres/version.ts'
import { ConfigError } from './config-error.ts'
import { isOpenToOthers } from './secret-file.ts'

const OLDEST = 150_000

/** How to reach the server that DATABASE_URL names, as the owner. */
export function ownServer(databaseUrl: string): Connection {
  const url = new URL(databaseUrl)
  const ssl = url.searchParams.get('sslmode')
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: Number(url.searchParams.get('port') ?? (url.port === '' ? 5432 : url.port)),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(ssl === null || ssl === 'disable' ? {} : { ssl: { rejectUnauthorized: ssl !== 'no-verify' } }),
  }
}

/** Refuses a server that is too old before anything is made in it. */
export async function requireVersion(owner: Connection): Promise<void> {
  if ((await serverVersion(owner)) < OLDEST) throw new ConfigError({ variable: 'DATABASE_URL', fault: 'too_old' })
}

/** By the system's, TLS's and PostgreSQL's own codes. */
const FAULTS: readonly (readonly [fault: string, codes: readonly string[]])[] = [
  ['unreachable', ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']],
  ['unreachable', ['ENOENT', 'EACCES', '57P03']],
  ['login', ['28P01', '28000']],
  ['no_database', ['3D000']],
  ['rights', ['42501']],
  ['certificate', ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']],
  ['certificate', ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']],
]

/** What a server that could not be used says of DATABASE_URL; null when it is something else that went wrong. */
export function refusalOf(error: unknown): ConfigError | null {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const found = FAULTS.find(([, codes]) => isCode(cause, ...codes))
  if (found) return new ConfigError({ variable: 'DATABASE_URL', fault: found[0] })
  // pg's own words, without a code.
  const plain = cause instanceof Error && /does not support SSL/.test(cause.message)
  return plain ? new ConfigError({ variable: 'DATABASE_URL', fault: 'certificate' }) : null
}

const Secrets = z.record(z.string(), z.string().min(1))

/** The runtime roles' passwords: made once, kept in a file only its owner can read. A role that came later gets its own. */
export function roleSecrets(file: string): Readonly<Record<string, string>> {
  const known = knownSecrets(file)
  const all = Object.fromEntries(
    RUNTIME_ROLES.map((role) => [role, known?.[role] ?? randomBytes(24).toString('base64url')]),
  )
  if (known !== null && RUNTIME_ROLES.every((role) => role in known)) return all
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600, flag: known === null ? 'wx' : 'w' })
  } catch {
    throw new ConfigError({ variable: 'SEDD_ROLE_SECRETS', fault: 'file' })
  }
  return all
}

/** Null when there is no such file yet. */
function knownSecrets(file: string): Readonly<Record<string, string>> | null {
  try {
    const known = Secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
    if (isOpenToOthers(file)) throw new ConfigError({ variable: 'SEDD_ROLE_SECRETS', fault: 'open' })
    if (!RUNTIME_ROLES.some((role) => known[role] !== undefined)) throw new RangeError('no role of ours')
    return known
  } catch (error) {
    if (error instanceof ConfigError) throw error
    if (isCode(error, 'ENOENT')) return null
    const fault = isCode(error, 'EACCES', 'EISDIR', 'ENOTDIR', 'EPERM') ? 'file' : 'content'
    throw new ConfigError({ variable: 'SEDD_ROLE_SECRETS', fault })
  }
}
