import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * What somebody writes without an account lies sealed until they have confirmed it, with a key made from the link, which only they have:
 * the database keeps a hash of the link and cannot read it.
 */

/** A link's secret: 256 bits, and what an address can hold. */
export function newToken(): string {
  return randomBytes(32).toString('hex')
}

/** The link to how it goes, which follows from the one that it was sent by: whoever presses twice is led to the same page. */
export function statusTokenOf(secret: string): string {
  return createHash('sha256').update(`refer status ${secret}`).digest('hex')
}

export const isToken = (text: string) => /^[0-9a-f]{64}$/.test(text)

const keyOf = (token: string) => Buffer.from(hkdfSync('sha256', token, '', 'sedd referral', 32))

const NONCE = 12
const TAG = 16

export function seal(token: string, text: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Null when it was not sealed by this link, or was changed. */
export function unseal(token: string, sealed: Buffer): string | null {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), sealed.subarray(0, NONCE))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
