import { demoAccounts, machineContext } from '../access/store.ts'
import { wayBackTo } from '../integrations/mailbox/rules.ts'
import { callbackSecret } from '../outreach/messages/callback-secret.ts'
import { elksGateway } from '../outreach/messages/elks-gateway.ts'
import { FakeGateway } from '../outreach/messages/fake-gateway.ts'
import type { Gateway, Gateways } from '../outreach/messages/gateway.ts'
import { genericGateway } from '../outreach/messages/generic-gateway.ts'
import { mailGateway } from '../outreach/messages/mail-gateway.ts'
import { paths } from '../ui/paths.ts'
import type { Messaging } from '../web/outreach.ts'
import type { Config } from './config.ts'
import { mailerOf } from './mail.ts'
import type { Sedd } from './open.ts'
import { isThisMachine } from './this-machine.ts'

/** Whom messages are handed to. The demonstration has a gateway that sends nothing, whatever the environment says. */
export async function gatewaysOf(sedd: Sedd, config: Config): Promise<Gateways> {
  if ((await demoAccounts(sedd.database('sedd_web'))).length > 0) {
    const fake = new FakeGateway()
    return isPublic(config) ? {} : { sms: fake, email: fake }
  }
  const { sms } = config
  const send = mailerOf(config)
  const text = sms === null ? null : textGateway(sms, config.publicUrl)
  return {
    ...(text === null ? {} : { sms: text }),
    ...(send === null ? {} : { email: mailGateway(send, wayBackOf(config)) }),
  }
}

function wayBackOf({ imap }: Config) {
  return imap === null ? null : (id: string) => wayBackTo(imap.address, id)
}

function textGateway(sms: NonNullable<Config['sms']>, publicUrl: string | null): Gateway {
  if (sms.kind === 'generic') return genericGateway(sms)
  const receiptsTo = (domain: string) =>
    publicUrl === null ? null : `${publicUrl}${paths.gatewayReceipts(domain, callbackSecret(sms.secret, domain))}`
  return elksGateway({ ...sms, receiptsTo })
}

const isPublic = ({ publicUrl }: Config) => publicUrl !== null && !isThisMachine(new URL(publicUrl))

/** What the web surface knows of gateways: which channels have one, what it tells, and the demonstration's telephone. */
export function messagingOf(sedd: Sedd, config: Config, gateways: () => Gateways): Messaging {
  const jobs = sedd.database('sedd_jobs')
  const { sms } = config
  return {
    hasGateway: (channel) => gateways()[channel] !== undefined,
    callbacks: sms === null ? null : { kind: sms.kind, secret: sms.secret, jobs },
    answers: jobs,
    phone: isPublic(config)
      ? null
      : async (domainId) => ({ db: jobs, context: await machineContext(jobs, domainId, 'demo') }),
  }
}
