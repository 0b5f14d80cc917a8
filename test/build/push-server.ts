import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Subscription } from '../../src/tasks/push/model.ts'
import { addressOf } from './listening.ts'

/** The example of RFC 8291, appendix A: a browser's keys, and the key of one who sends to it. */
export const RFC_8291 = {
  sender: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  secret: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  content: 'When I grow up, I want to be a watermelon',
} as const

/** What a browser keeps to itself: its key, and what it shares with whoever may send to it. */
export type Receiver = { readonly key: ECDH; readonly auth: Buffer }

/** Reads a message as a browser does: RFC 8291, 3.4 and RFC 8188, 2. Throws when it was not written for this one. */
export function decrypted(body: Buffer, { key, auth }: Receiver): string {
  const [salt, length] = [body.subarray(0, 16), body[20] ?? 0]
  const sender = body.subarray(21, 21 + length)
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), key.getPublicKey(), sender])
  const shared = Buffer.from(hkdfSync('sha256', key.computeSecret(sender), auth, about, 32))
  const derived = (info: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from(`Content-Encoding: ${info}\0`), bytes))
  const sealed = body.subarray(21 + length)
  const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

export type Received = {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** A push service on a port of this computer, reached by the name that browsers are given it by: `fetch` leads there. */
export async function aPushServer() {
  const received: Received[] = []
  const statuses = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const path = request.url ?? ''
    received.push({ path, headers: request.headers, body: Buffer.concat(parts) })
    response.writeHead(statuses.get(path) ?? 201).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const send: typeof fetch = (input, init) => {
    const { pathname } = new URL(String(input))
    return fetch(`http://${addressOf(server)}${pathname}`, init)
  }
  return {
    received,
    fetch: send,
    /** A browser that has been given an address there. */
    aBrowser() {
      const receiver = { key: createECDH('prime256v1'), auth: randomBytes(16) }
      receiver.key.generateKeys()
      const path = `/wpush/${randomBytes(8).toString('hex')}`
      const keys = { p256dh: receiver.key.getPublicKey('base64url'), auth: receiver.auth.toString('base64url') }
      const subscription: Subscription = { endpoint: `https://push.example.se${path}`, keys }
      const told = () => received.filter((each) => each.path === path)
      return {
        subscription,
        told,
        read: () => told().map(({ body }): unknown => JSON.parse(decrypted(body, receiver))),
        answerWith: (status: number) => void statuses.set(path, status),
      }
    },
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}

export type PushServer = Awaited<ReturnType<typeof aPushServer>>

/** Who sends, by the header that says so (RFC 8292): what is claimed, when the signature is that of `key`. */
export function claimsOf(authorization: string, key: string): Readonly<Record<string, unknown>> | null {
  const [, token = '', shown] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const [head, claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return signed && shown === key ? JSON.parse(Buffer.from(claims, 'base64url').toString()) : null
}
