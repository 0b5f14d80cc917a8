import type { Round } from './worker.ts'
import type { Gateways } from '../outreach/messages/gateway.ts'
import { followUpLink } from '../support/exits/answer-routes.ts'
import { followUpRound } from '../support/exits/follow-actions.ts'
import { askLink } from '../support/progress/answer-routes.ts'
import { askRound } from '../support/progress/ask-actions.ts'

/** What is asked of young people, and of those they are with, by itself; `url`: where Sedd answers. */
export function supportRounds(url: string, gateways: Gateways): readonly Round[] {
  const [askTo, followUpTo] = [askLink(url), followUpLink(url)]
  return [
    (db, context) => askRound(db, context, askTo),
    (db, context) => followUpRound(db, context, followUpTo),
  ]
}
