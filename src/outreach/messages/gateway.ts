import type { MessageChannel } from './model.ts'

/** What a gateway is asked to send. `id` is ours and the same each time: what has been taken once under it is not sent again. */
export type Outgoing = {
  readonly id: string
  readonly domain: string
  readonly to: string
  readonly sender: string
  readonly subject: string | null
  readonly text: string
}

/** A gateway's answer. `later`: surely not taken, and worth another try. `unknown`: it may have been. */
export type Answer =
  | { readonly kind: 'taken'; readonly gatewayId: string }
  | { readonly kind: 'refused'; readonly reason: 'unknown_subscriber' | 'rejected' }
  | { readonly kind: 'later' }
  | { readonly kind: 'unknown' }

/** What became of one that was being handed over when something broke. */
export type Became =
  | { readonly kind: 'taken'; readonly gatewayId: string }
  | { readonly kind: 'never' }
  | { readonly kind: 'cannot_tell' }

/** What a gateway tells afterwards: of a message by our id where it carries it, else by its own. */
export type Receipt = {
  readonly messageId: string | null
  readonly gatewayId: string | null
  readonly outcome: 'delivered' | 'failed'
  readonly reason: 'unknown_subscriber' | 'not_delivered' | null
}

/** What somebody has answered, or written of their own accord. */
export type Incoming = { readonly gatewayId: string; readonly from: string; readonly text: string }

export type Gateway = {
  readonly name: string
  send(message: Outgoing): Promise<Answer>
  whatBecameOf(id: string): Promise<Became>
  /** Receipts that wait to be fetched; most gateways bring them. */
  collect?(domain: string): readonly Receipt[]
}

/** Whether there is anybody to hand the messages of a channel to. */
export type HasGateway = (channel: MessageChannel) => boolean

export type Gateways = Readonly<Partial<Record<MessageChannel, Gateway>>>
