import type { Gateways } from '../outreach/messages/gateway.ts'
import { appointmentRound } from '../support/activities/appointment-actions.ts'
import { followUpLink } from '../support/exits/answer-routes.ts'
import { followUpRound } from '../support/exits/follow-actions.ts'
import { askLink } from '../support/progress/answer-routes.ts'
import { askRound } from '../support/progress/ask-actions.ts'
import { placementLink } from '../support/week/answer-routes.ts'
import { askRound as askSupervisors } from '../support/week/ask-actions.ts'
import { askText } from '../support/week/words.ts'
import { formatWeekday } from '../ui/language.ts'
import { every, type Round } from './worker.ts'

/** How often it is looked for whom to remind of a time to meet. */
const REMINDING_MS = 15_000

/** How often it is looked for which supervisors to ask. */
const ASKING_MS = 60_000

/** What is asked of young people, and of those they are with, by itself; `url`: where Sedd answers. */
export function supportRounds(url: string, gateways: Gateways): readonly Round[] {
  const [askTo, followUpTo, linkTo] = [askLink(url), followUpLink(url), placementLink(url)]
  return [
    (db, context) => askRound(db, context, askTo),
    (db, context) => followUpRound(db, context, followUpTo),
    every(REMINDING_MS, (db, context) => appointmentRound(db, context, formatWeekday)),
    every(ASKING_MS, (db, context) => askSupervisors(db, context, { gateway: gateways.sms, linkTo, wording: askText })),
  ]
}
