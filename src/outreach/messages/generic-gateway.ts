import { z } from 'zod'
import type { Answer, Became, Gateway, Incoming, Outgoing, Receipt } from './gateway.ts'
import { call } from './gateway-calls.ts'

export const Asked = z.object({ id: z.uuid(), from: z.string(), to: z.string(), text: z.string() })
type Asked = z.infer<typeof Asked>
export const Taken = z.object({ id: z.string().min(1).max(200) })
export const Refusal = z.object({ reason: z.enum(['unknown_subscriber', 'rejected']).catch('rejected') })

/**
 * A gateway that speaks plainly: `POST <url>` with `{id, from, to, text}` and our id as `Idempotency-Key`; `GET <url>/<our id>` tells what
 * became of it. What stands between Sedd and any supplier can be written in an afternoon (docs/operations.md).
 */
export function genericGateway({ url, secret }: { readonly url: string; readonly secret: string }): Gateway {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  return {
    name: 'generic',
    async send({ id, to, sender, text }: Outgoing): Promise<Answer> {
      const asked: Asked = { id, from: sender, to: `+${to}`, text }
      const body = JSON.stringify(asked)
      const called = await call(url, { method: 'POST', headers: { ...headers, 'idempotency-key': id }, body })
      if (called.kind !== 'answered') return { kind: called.kind === 'not_sent' ? 'later' : 'unknown' }
      const taken = Taken.safeParse(called.body)
      if (called.status >= 200 && called.status < 300)
        return taken.success ? { kind: 'taken', gatewayId: taken.data.id } : { kind: 'unknown' }
      if (called.status === 422)
        return { kind: 'refused', reason: Refusal.catch({ reason: 'rejected' }).parse(called.body).reason }
      return { kind: called.status < 500 || called.status === 503 ? 'later' : 'unknown' }
    },
    async whatBecameOf(id: string): Promise<Became> {
      const called = await call(`${url}/${encodeURIComponent(id)}`, { headers })
      if (called.kind !== 'answered') return { kind: 'cannot_tell' }
      if (called.status === 404) return { kind: 'never' }
      const taken = Taken.safeParse(called.body)
      return called.status === 200 && taken.success
        ? { kind: 'taken', gatewayId: taken.data.id }
        : { kind: 'cannot_tell' }
    },
  }
}

export const ToldReceipt = z.object({
  id: z.string().min(1).max(200),
  message: z.uuid().nullable().catch(null),
  outcome: z.enum(['delivered', 'failed']),
  reason: z.enum(['unknown_subscriber', 'not_delivered']).nullable().catch(null),
})

/** Receipts as the generic gateway brings them: one, or a list of at most a thousand. Null when they cannot be read. */
export function readGenericReceipts(body: unknown): readonly Receipt[] | null {
  const read = z
    .array(ToldReceipt)
    .max(1_000)
    .safeParse(Array.isArray(body) ? body : [body])
  if (!read.success) return null
  return read.data.map(({ id, message, outcome, reason }) => {
    const why = outcome === 'failed' ? (reason ?? 'not_delivered') : null
    return { messageId: message, gatewayId: id, outcome, reason: why }
  })
}

export const ToldAnswer = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(3).max(60),
  text: z.string().max(10_000),
})

export function readGenericAnswer(body: unknown): Incoming | null {
  const read = ToldAnswer.safeParse(body)
  return read.success ? { gatewayId: read.data.id, from: read.data.from, text: read.data.text } : null
}
