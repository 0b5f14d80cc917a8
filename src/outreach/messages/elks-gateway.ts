import { z } from 'zod'
import type { Answer, Gateway, Incoming, Outgoing, Receipt } from './gateway.ts'
import { call } from './gateway-calls.ts'

const ADDRESS = 'https://api.46elks.com/a1/sms'
const Taken = z.object({ id: z.string().min(1).max(200) })

export type ElksSettings = {
  readonly user: string
  readonly secret: string
  /** Where receipts of a domain go; null where Sedd has no address that 46elks reaches. */
  readonly receiptsTo: (domain: string) => string | null
  readonly url?: string
}

/** 46elks (https://46elks.se/docs/send-sms). It knows no id of ours, so what broke midway it cannot tell: a person looks. */
export function elksGateway({ user, secret, receiptsTo, url = ADDRESS }: ElksSettings): Gateway {
  const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
  return {
    name: '46elks',
    async send({ id, domain, to, sender, text }: Outgoing): Promise<Answer> {
      const told = receiptsTo(domain)
      const receipt = told === null ? {} : { whendelivered: `${told}?message=${id}` }
      const body = new URLSearchParams({ from: sender, to: `+${to}`, message: text, ...receipt })
      const called = await call(url, { method: 'POST', headers: { authorization }, body })
      if (called.kind !== 'answered') return { kind: called.kind === 'not_sent' ? 'later' : 'unknown' }
      const taken = Taken.safeParse(called.body)
      if (called.status === 200)
        return taken.success ? { kind: 'taken', gatewayId: taken.data.id } : { kind: 'unknown' }
      if (called.status === 400) return { kind: 'refused', reason: 'rejected' }
      return { kind: called.status < 500 || called.status === 503 ? 'later' : 'unknown' }
    },
    whatBecameOf: async () => ({ kind: 'cannot_tell' }),
  }
}

const Form = z.record(z.string(), z.string())
const ToldReceipt = z.object({ id: z.string().min(1).max(200), status: z.enum(['delivered', 'failed']) })

/** A receipt of 46elks; our id stands in the address it was asked to call. Null when it cannot be read; none for a step on the way. */
export function readElksReceipts(form: unknown, messageId: string | null): readonly Receipt[] | null {
  const fields = Form.safeParse(form)
  if (!fields.success) return null
  const read = ToldReceipt.safeParse(fields.data)
  if (!read.success) return fields.data['status'] === 'sent' || fields.data['status'] === 'created' ? [] : null
  const { id, status } = read.data
  const known = z.uuid().safeParse(messageId)
  const reason = status === 'failed' ? 'not_delivered' : null
  return [{ messageId: known.success ? known.data : null, gatewayId: id, outcome: status, reason }]
}

const ToldAnswer = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(3).max(60),
  message: z.string().max(10_000),
})

export function readElksAnswer(form: unknown): Incoming | null {
  const read = ToldAnswer.safeParse(form)
  return read.success ? { gatewayId: read.data.id, from: read.data.from, text: read.data.message } : null
}
