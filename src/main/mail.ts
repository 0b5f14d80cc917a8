import type { Transporter } from 'nodemailer'
import type { WayBack } from '../outreach/messages/mail-gateway.ts'
import type { Config } from './config.ts'
import { isThisMachine } from './this-machine.ts'

export type Mail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
} & Partial<WayBack>

/** Sends e-mail through the server of SEDD_SMTP_URL. Throws when it does not take it. */
export function mailer(smtpUrl: string, from: string): (mail: Mail) => Promise<void> {
  // Read when the first one is sent: no start waits for it.
  let transport: Transporter | undefined
  return async (mail) => {
    transport ??= (await import('nodemailer')).createTransport(transportTo(smtpUrl))
    // Where answers come to Sedd, what cannot be delivered comes there too.
    const envelope = mail.replyTo === undefined ? {} : { envelope: { from: mail.replyTo, to: mail.to } }
    await transport.sendMail({ from, ...mail, ...envelope, disableFileAccess: true, disableUrlAccess: true })
  }
}

/** The same by the settings; null where no e-mail is sent. */
export function mailerOf({ smtpUrl, mailFrom }: Config): ReturnType<typeof mailer> | null {
  return smtpUrl !== null && mailFrom !== null ? mailer(smtpUrl, mailFrom) : null
}

/** A server elsewhere takes nothing before the line is encrypted, whatever it says that it can. */
export function transportTo(smtpUrl: string) {
  const requireTLS = !isThisMachine(new URL(smtpUrl))
  return { url: smtpUrl, requireTLS, connectionTimeout: 10_000, socketTimeout: 20_000 }
}
