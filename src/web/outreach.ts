import { Hono } from 'hono'
import type { Database, Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Env } from '../kernel/http.ts'
import { betweenRoutes } from '../outreach/between/routes.ts'
import { caseloadRoutes } from '../outreach/caseload/routes.ts'
import { answersSection } from '../outreach/checkins/card.ts'
import { checkInRoutes } from '../outreach/checkins/routes.ts'
import { outreachSection } from '../outreach/contacts/card.ts'
import { contactLogRoutes } from '../outreach/contacts/routes.ts'
import { figureRoutes } from '../outreach/figures/routes.ts'
import { ladderSection } from '../outreach/ladder/card.ts'
import { ladderPersonRoutes } from '../outreach/ladder/person-routes.ts'
import { protocolRoutes } from '../outreach/ladder/protocol-routes.ts'
import { ladderRoutes } from '../outreach/ladder/routes.ts'
import { visitRoutes } from '../outreach/ladder/visit-routes.ts'
import { letterRoutes } from '../outreach/letters/routes.ts'
import { messageAdminRoutes } from '../outreach/messages/admin-routes.ts'
import { callbackSecret } from '../outreach/messages/callback-secret.ts'
import type { HasGateway } from '../outreach/messages/gateway.ts'
import { outboxRoutes } from '../outreach/messages/outbox-routes.ts'
import { type Phone, phoneRoutes } from '../outreach/messages/phone-routes.ts'
import { messageRoutes } from '../outreach/messages/routes.ts'
import { sendRoutes } from '../outreach/messages/send-routes.ts'
import { AGREED_DAYS } from '../support/cases/next-store.ts'
import { tellOfVisit } from '../tasks/alert-queue.ts'
import type { Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'

/** The pages of outreach: the contact log, the ladder that follows it, and what they come to. */
export function outreachRoutes(messaging: Pick<Messaging, 'hasGateway'>): Hono<Env> {
  return new Hono<Env>()
    .route('/', contactLogRoutes({ answers: answersSection }))
    .route('/', checkInRoutes())
    .route('/', letterRoutes())
    .route('/', caseloadRoutes())
    .route('/', figureRoutes())
    .route('/', ladderRoutes(messaging))
    .route('/', ladderPersonRoutes())
    .route('/', visitRoutes({ tell: tellOfVisit }))
    .route('/', protocolRoutes())
    .route('/', betweenRoutes({ agreed: AGREED_DAYS }))
}

/** What a person's page tells of outreach: the contacts, and where on the ladder. */
export async function outreachCards(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  return [await outreachSection(tx, of), await ladderSection(tx, of)]
}

/** Whom messages are handed to, and how what comes back finds the way here. */
export type Messaging = {
  readonly hasGateway: HasGateway
  /** Tells and answers come from this gateway, to addresses made from the secret. Null where there is none. */
  readonly callbacks: { readonly kind: '46elks' | 'generic'; readonly secret: string; readonly jobs: Database } | null
  readonly phone: Phone
  /** Takes what is answered on the pages behind links, as the machine. Null where none are sent. */
  readonly answers: Database | null
}

export const NO_MESSAGING: Messaging = { hasGateway: () => false, callbacks: null, phone: null, answers: null }

type Telling = { readonly messaging: Messaging; readonly publicUrl: string | null }

/** Messages to young persons: written, sent, answered, and how they are set up. */
export function messagingRoutes(telling: Telling): Hono<Env> {
  const { messaging } = telling
  return new Hono<Env>()
    .route('/', messageRoutes())
    .route('/', sendRoutes(messaging))
    .route('/', outboxRoutes(messaging))
    .route(
      '/',
      messageAdminRoutes((domain) => callbacksTo(domain, telling)),
    )
    .route('/', phoneRoutes(messaging.phone))
}

/** The addresses that a domain gives its gateway; null where there is none, or no address that it reaches. */
function callbacksTo(
  domain: string,
  { messaging, publicUrl }: Telling,
): { readonly receipts: string; readonly answers: string } | null {
  if (messaging.callbacks === null || publicUrl === null) return null
  const secret = callbackSecret(messaging.callbacks.secret, domain)
  return {
    receipts: `${publicUrl}${paths.gatewayReceipts(domain, secret)}`,
    answers: `${publicUrl}${paths.gatewayAnswers(domain, secret)}`,
  }
}
