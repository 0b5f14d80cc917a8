import type { Actor } from '../../kernel/database.ts'
import type { Request } from '../../kernel/http.ts'
import { log } from '../../kernel/log.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { INVITATION_HOURS } from './rules.ts'
import { TEXT } from './text.ts'

/** Sends e-mail. Throws when it could not be sent. */
export type Send = (mail: { readonly to: string; readonly subject: string; readonly text: string }) => Promise<void>

/** How invitations reach people: by e-mail where it can be sent, else as a link that is shown once. */
export type Inviting = { readonly send: Send | null; readonly publicUrl: string | null }

/** An invitation that was made just now. */
export type Invitation = {
  readonly token: string
  readonly name: string
  readonly email: string | null
  readonly by: Pick<Actor, 'displayName' | 'domainName'>
}

/** Sends it to the one who is invited; else gives the link to hand over. `failed`: it was tried. */
export async function handOver(
  c: Request,
  { send, publicUrl }: Inviting,
  { token, name, email, by }: Invitation,
): Promise<{ readonly sent: true } | { readonly sent: false; readonly link: string; readonly failed: boolean }> {
  const link = `${publicUrl ?? new URL(c.req.url).origin}${paths.invitationOf(token)}`
  if (send === null || email === null) return { sent: false, link, failed: false }
  const say = words(TEXT, c.var.language)
  const values = { name, link, by: by.displayName, domain: by.domainName, hours: INVITATION_HOURS }
  try {
    await send({ to: email, subject: say('invitation.subject'), text: say('invitation.text', values) })
    return { sent: true }
  } catch {
    log('warn', 'invitation.not_sent', { reference: c.var.requestId })
    return { sent: false, link, failed: true }
  }
}
