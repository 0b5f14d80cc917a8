import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import webPush from 'web-push'
import { z } from 'zod'
import { publicFetch } from '../integrations/ss12000/public-fetch.ts'
import { SourceFailure } from '../integrations/ss12000/source.ts'
import { isCode } from '../postgres/binaries.ts'
import type { PushMessage, PushOutcome, SendPush } from '../tasks/push/model.ts'
import { isPushAddress } from '../tasks/push/rules.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import { isOpenToOthers } from './secret-file.ts'

/** The pair that says to push services who sends (VAPID, RFC 8292): 65 and 32 bytes in base64url. */
const Keys = z.object({
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
  privateKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
type Keys = z.infer<typeof Keys>

export type Pusher = { readonly publicKey: string; readonly send: SendPush }

/** Web push by the settings; null where the installation sends none. The keys are made once and kept in a file only its owner can read. */
export function pusherOf({ push }: Config, fetch = publicFetch([])): Pusher | null {
  if (push === null) return null
  const keys = keptKeys(push.key) ?? madeKeys(push.key)
  return { publicKey: keys.publicKey, send: (message) => handOver(message, { keys, contact: push.contact, fetch }) }
}

/** The newest replaces what a push service has not delivered yet. */
const TOPIC = 'sedd-alerts'
const PATIENCE_MS = 10_000

type Means = { readonly keys: Keys; readonly contact: string; readonly fetch: typeof globalThis.fetch }

/**
 * Hands a message to a push service: encrypted for the browser alone (RFC 8291), signed with our key (RFC 8292), sent as RFC 8030 has it. The
 * library makes the request; it is sent by `publicFetch`, which reaches nothing but the public internet, for a browser chose the address.
 */
async function handOver(message: PushMessage, { keys, contact, fetch }: Means): Promise<PushOutcome> {
  const { endpoint, p256dh, auth, content, seconds } = message
  if (!isPushAddress(endpoint)) return 'gone'
  try {
    const vapidDetails = { subject: contact, ...keys }
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, content, {
      ...{ vapidDetails, TTL: seconds, topic: TOPIC, urgency: 'normal', contentEncoding: 'aes128gcm' },
    })
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const written = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: written,
      body: Uint8Array.from(body ?? []),
      signal,
    })
    await answer.body?.cancel()
    return outcomeOf(answer.status)
  } catch (error) {
    return error instanceof SourceFailure && error.code === 'address_private' ? 'gone' : 'later'
  }
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
  const made = webPush.generateVAPIDKeys()
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' })
    return made
  } catch {
    throw new ConfigError({ variable: 'SEDD_PUSH_KEY', fault: 'file' })
  }
}
