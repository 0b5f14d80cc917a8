import { createECDH, type ECDH, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { importJWK, SignJWT } from 'jose'
import { z } from 'zod'
import { publicFetch } from '../integrations/ss12000/public-fetch.ts'
import { SourceFailure } from '../integrations/ss12000/source.ts'
import { isCode } from '../postgres/binaries.ts'
import type { PushMessage, PushOutcome, SendPush } from '../tasks/push/model.ts'
import { isPushAddress } from '../tasks/push/rules.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import { isOpenToOthers } from './secret-file.ts'

/** The pair that says to push services who sends (VAPID, RFC 8292), as a private JWK on P-256. */
const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Keys = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: Coordinate, y: Coordinate, d: Coordinate })
type Keys = z.infer<typeof Keys>

/** RFC 8188 and 8291, of which the package has no types. */
type Encrypting = { encrypt(content: Buffer, how: Readonly<Record<string, string | ECDH>>): Buffer }
const ece: Encrypting = createRequire(import.meta.url)('http_ece')

export type Pusher = { readonly publicKey: string; readonly send: SendPush }

/** Web push by the settings; null where the installation sends none. The keys are made once and kept in a file only its owner can read. */
export function pusherOf({ push }: Config, fetch = publicFetch([])): Pusher | null {
  if (push === null) return null
  const { contact } = push
  const keys = keptKeys(push.key) ?? madeKeys(push.key)
  const publicKey = pointOf(keys)
  return { publicKey, send: (message) => handOver(message, { keys, publicKey, contact, fetch }) }
}

/** The public key as browsers and push services take it: an uncompressed point, 65 bytes in base64url. */
function pointOf({ x, y }: Keys): string {
  const parts = [Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  return Buffer.concat(parts).toString('base64url')
}

/** The newest replaces what a push service has not delivered yet. */
const TOPIC = 'sedd-alerts'
const PATIENCE_MS = 10_000

type Means = {
  readonly keys: Keys
  readonly publicKey: string
  readonly contact: string
  readonly fetch: typeof globalThis.fetch
}

/**
 * Hands a message to a push service: encrypted for the browser alone (RFC 8291), signed with our key (RFC 8292), sent as RFC 8030 has it, by
 * `publicFetch`, which reaches nothing but the public internet: a browser chose the address.
 */
async function handOver(message: PushMessage, means: Means): Promise<PushOutcome> {
  const { endpoint, seconds } = message
  if (!isPushAddress(endpoint)) return 'gone'
  try {
    const headers = {
      authorization: await whoSends(endpoint, means),
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      ttl: String(seconds),
      topic: TOPIC,
      urgency: 'normal',
    }
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await means.fetch(endpoint, { method: 'POST', headers, body: encrypted(message), signal })
    await answer.body?.cancel()
    return outcomeOf(answer.status)
  } catch (error) {
    return error instanceof SourceFailure && error.code === 'address_private' ? 'gone' : 'later'
  }
}

/** A key of its own for each message, and salt: RFC 8291, 3. */
function encrypted({ content, p256dh, auth }: PushMessage): Uint8Array<ArrayBuffer> {
  const privateKey = createECDH('prime256v1')
  privateKey.generateKeys()
  const salt = randomBytes(16).toString('base64url')
  const how = { version: 'aes128gcm', dh: p256dh, privateKey, salt, authSecret: auth }
  return Uint8Array.from(ece.encrypt(Buffer.from(content), how))
}

/** RFC 8292, 2 and 3: a token for this push service alone, for half a day. */
async function whoSends(endpoint: string, { keys, publicKey, contact }: Means): Promise<string> {
  const token = await new SignJWT({ sub: contact, aud: new URL(endpoint).origin })
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setExpirationTime('12h')
    .sign(await importJWK(keys, 'ES256'))
  return `vapid t=${token}, k=${publicKey}`
}

/** RFC 8030, 5 and 7.3: 201 is taken, 404 and 410 say that there is no such browser any more. */
export function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'taken'
  if (status === 404 || status === 410) return 'gone'
  return status === 408 || status === 429 || status >= 500 ? 'later' : 'refused'
}

function keptKeys(file: string): Keys | null {
  const text = textOf(file)
  if (text === null) return null
  if (isOpenToOthers(file)) throw new ConfigError({ variable: 'SEDD_PUSH_KEY', fault: 'open' })
  const read = Keys.safeParse(jsonIn(text))
  if (!read.success) throw new ConfigError({ variable: 'SEDD_PUSH_KEY', fault: 'content' })
  return read.data
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw new ConfigError({ variable: 'SEDD_PUSH_KEY', fault: 'file' })
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function madeKeys(file: string): Keys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const made = Keys.parse(privateKey.export({ format: 'jwk' }))
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch {
    throw new ConfigError({ variable: 'SEDD_PUSH_KEY', fault: 'file' })
  }
}
