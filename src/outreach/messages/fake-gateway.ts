import type { Answer, Became, Gateway, Outgoing, Receipt } from './gateway.ts'

/** What each of the last numbers set apart for fiction (PTS: 070-174 06 05 … 06 99) does, so that every failure can be seen. */
export const SENTINELS = {
  '46701740690': 'unknown_subscriber',
  '46701740691': 'no_receipt',
  '46701740692': 'late_receipt',
  '46701740693': 'gateway_down',
  '46701740694': 'double_receipt',
  '46701740695': 'no_answer',
  '46701740696': 'not_delivered',
} as const
export type Sentinel = (typeof SENTINELS)[keyof typeof SENTINELS]

const LATE_MS = 60_000

type Kept = { readonly message: Outgoing; readonly gatewayId: string }
type Waiting = { readonly domain: string; readonly receipt: Receipt; readonly from: number }

/** The gateway of the demonstration and of tests: sends nothing, keeps what it was given, and behaves as its number says. */
export class FakeGateway implements Gateway {
  readonly name = 'fake'
  readonly #kept = new Map<string, Kept>()
  #waiting: Waiting[] = []

  /** What it has taken, each once, in order. */
  get taken(): readonly Outgoing[] {
    return [...this.#kept.values()].map(({ message }) => message)
  }

  async send(message: Outgoing): Promise<Answer> {
    const does = sentinelOf(message.to)
    if (does === 'gateway_down') return { kind: 'later' }
    const gatewayId = this.#keep(message)
    return does === 'no_answer' ? { kind: 'unknown' } : { kind: 'taken', gatewayId }
  }

  async whatBecameOf(id: string): Promise<Became> {
    const kept = this.#kept.get(id)
    if (kept && sentinelOf(kept.message.to) === 'no_answer') return { kind: 'cannot_tell' }
    return kept ? { kind: 'taken', gatewayId: kept.gatewayId } : { kind: 'never' }
  }

  collect(domain: string): readonly Receipt[] {
    const now = performance.now()
    const isReady = (each: Waiting) => each.domain === domain && each.from <= now
    const ready = this.#waiting.filter(isReady)
    this.#waiting = this.#waiting.filter((each) => !isReady(each))
    return ready.map(({ receipt }) => receipt)
  }

  /** Once for each of our ids: the same again is the same message. */
  #keep(message: Outgoing): string {
    const known = this.#kept.get(message.id)
    if (known) return known.gatewayId
    const gatewayId = `fake-${message.id}`
    this.#kept.set(message.id, { message, gatewayId })
    this.#waiting.push(...receiptsFor(message, gatewayId))
    return gatewayId
  }
}

function sentinelOf(to: string): Sentinel | null {
  return Object.hasOwn(SENTINELS, to) ? SENTINELS[to as keyof typeof SENTINELS] : null
}

function receiptsFor({ id, to, domain }: Outgoing, gatewayId: string): readonly Waiting[] {
  const does = sentinelOf(to)
  const from = performance.now() + (does === 'late_receipt' ? LATE_MS : 0)
  const told = (outcome: Receipt['outcome'], reason: Receipt['reason']): Waiting => ({
    ...{ domain, from, receipt: { messageId: id, gatewayId, outcome, reason } },
  })
  if (does === 'no_receipt' || does === 'no_answer') return []
  if (does === 'unknown_subscriber') return [told('failed', 'unknown_subscriber')]
  if (does === 'not_delivered') return [told('failed', 'not_delivered')]
  const delivered = told('delivered', null)
  return does === 'double_receipt' ? [delivered, delivered] : [delivered]
}
