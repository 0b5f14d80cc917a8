import type { Answer, Gateway, Outgoing } from '../../src/outreach/messages/gateway.ts'
import type { Where } from '../../src/support/week/model.ts'

/** A mixed week, and a gateway by which supervisors are asked. */

const [S, P, F] = ['school', 'placement', 'free'] as const satisfies Where[]
/** School Monday and Friday, the placement Tuesday to Thursday. 2026-10-12 is a Monday. */
export const MIXED = { mornings: [S, P, P, P, S, F, F] as Where[], afternoons: [S, P, P, P, S, F, F] as Where[] }

/** A gateway that keeps what it is handed, and answers as told. */
export class Kept implements Gateway {
  readonly name = 'kept'
  readonly sent: Outgoing[] = []
  answer: Answer = { kind: 'taken', gatewayId: 'g' }
  became: Awaited<ReturnType<Gateway['whatBecameOf']>> = { kind: 'cannot_tell' }
  async send(message: Outgoing): Promise<Answer> {
    this.sent.push(message)
    return this.answer
  }
  async whatBecameOf() {
    return this.became
  }
}

/** The path of the link in the last text. */
export const linkIn = ({ sent }: Kept) => /https:\/\/exempel\.se(\S+)/.exec(sent.at(-1)?.text ?? '')?.[1] ?? ''
