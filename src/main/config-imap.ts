import { ConfigError } from './config-error.ts'

/** What the environment says of the mailbox that answers come to. */
export type ImapEnvironment = {
  readonly SEDD_IMAP_URL?: string | undefined
  readonly SEDD_IMAP_ADDRESS?: string | undefined
}

export type ImapSettings = {
  readonly url: string
  /** Where answers are written to; a star in it stands for the message's id. */
  readonly address: string
}

/** A server and who signs in there; the path is the folder. */
export const isImap = ({ protocol, hostname, username, password }: URL) =>
  /^imaps?:$/.test(protocol) && hostname !== '' && username !== '' && password !== ''

/** `svar@kommun.se`, or `svar+*@kommun.se` where the server takes what stands behind the plus. */
export const isReplyAddress = (text: string) => /^[\w.-]+(\+\*)?@[\w-]+(\.[\w-]+)+$/.test(text)

/** The mailbox of the installation; null where none is named. Throws `ConfigError` with what is missing. */
export function readImap(read: ImapEnvironment): ImapSettings | null {
  const { SEDD_IMAP_URL: url, SEDD_IMAP_ADDRESS: address } = read
  if (url === undefined && address === undefined) return null
  if (url === undefined) throw new ConfigError({ variable: 'SEDD_IMAP_URL', fault: 'missing' })
  if (address === undefined) throw new ConfigError({ variable: 'SEDD_IMAP_ADDRESS', fault: 'missing' })
  return { url, address }
}
