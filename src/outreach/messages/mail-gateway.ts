import type { Answer, Gateway, Outgoing } from './gateway.ts'

type Mail = { readonly to: string; readonly subject: string; readonly text: string } & Partial<WayBack>

/** Where an answer goes, and by what it is known again. */
export type WayBack = { readonly replyTo: string; readonly messageId: string }

/**
 * What an SMTP server says no to for good (RFC 5321 4.2.1): the receiver (RFC 3463: 5.1.x is the address, and 550, 551 and 553 are where no
 * such code stands), or the words. What else it says no to (signing in, us as a sender) is ours to mend, and is tried again.
 */
function answerTo(error: unknown): Answer {
  const { code, command, response } = toldBy(error)
  if (code >= 500 && command === 'RCPT TO') {
    const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
    const isAddress = enhanced === undefined ? [550, 551, 553].includes(code) : /^5\.1\.[1-36]$/.test(enhanced)
    return { kind: 'refused', reason: isAddress ? 'unknown_subscriber' : 'rejected' }
  }
  if (code >= 500 && command === 'DATA') return { kind: 'refused', reason: 'rejected' }
  return { kind: code >= 400 || isBefore(error) ? 'later' : 'unknown' }
}

type Fault = { readonly code: number; readonly command: string; readonly response: string }

const told = (error: unknown, name: string) =>
  typeof error === 'object' && error !== null && name in error ? String(Reflect.get(error, name) ?? '') : ''

const toldBy = (error: unknown): Fault => ({
  ...{ code: Number(told(error, 'responseCode')) || 0, command: told(error, 'command') },
  response: told(error, 'response'),
})

/** Faults of before the words were given over. A line that breaks later is called the same (`CONN`), and what was on it may have been taken. */
function isBefore(error: unknown): boolean {
  const [code, cause, command] = [told(error, 'code'), told(error, 'originalCode'), told(error, 'command')]
  if (code === 'ETIMEDOUT') return told(error, 'timeoutType') !== 'SOCKET_TIMEOUT'
  if (['EDNS', 'ETLS', 'EAUTH'].includes(code)) return true
  if (code === 'ESOCKET') return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'].includes(cause)
  return /^(EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|API|RSET)/.test(command)
}

/** E-mail through the installation's own server. What broke midway nobody can tell of. */
export function mailGateway(
  send: (mail: Mail) => Promise<void>,
  wayBack: ((id: string) => WayBack) | null = null,
): Gateway {
  return {
    name: 'smtp',
    async send({ id, to, subject, text }: Outgoing) {
      try {
        await send({ to, subject: subject ?? '', text, ...wayBack?.(id) })
        return { kind: 'taken', gatewayId: id }
      } catch (error) {
        return answerTo(error)
      }
    },
    whatBecameOf: async () => ({ kind: 'cannot_tell' }),
  }
}
