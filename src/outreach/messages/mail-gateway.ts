import type { Gateway, Outgoing } from './gateway.ts'

type Mail = { readonly to: string; readonly subject: string; readonly text: string }

/** Codes of an SMTP server that says no for good (RFC 5321 4.2.1); anything of the 400s is for later. */
const NO_SUCH = [550, 551, 553]

/** E-mail through the installation's own server. What broke midway nobody can tell of. */
export function mailGateway(send: (mail: Mail) => Promise<void>): Gateway {
  return {
    name: 'smtp',
    async send({ id, to, subject, text }: Outgoing) {
      try {
        await send({ to, subject: subject ?? '', text })
        return { kind: 'taken', gatewayId: id }
      } catch (error) {
        const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
        if (NO_SUCH.includes(code)) return { kind: 'refused', reason: 'unknown_subscriber' }
        if (code >= 500) return { kind: 'refused', reason: 'rejected' }
        const at = error instanceof Error && 'command' in error ? String(error.command) : 'CONN'
        // Refused, or broken before the words were given over: it was not sent.
        return { kind: code >= 400 || at === 'CONN' ? 'later' : 'unknown' }
      }
    },
    whatBecameOf: async () => ({ kind: 'cannot_tell' }),
  }
}
