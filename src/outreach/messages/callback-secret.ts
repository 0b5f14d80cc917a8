import { createHmac, timingSafeEqual } from 'node:crypto'

/** The part of the address by which a gateway shows that it may tell a domain something: another for each domain. */
export function callbackSecret(secret: string, domain: string): string {
  return createHmac('sha256', secret).update(`sedd messages ${domain}`).digest('hex')
}

export function isCallbackSecret(secret: string, domain: string, given: string): boolean {
  const expected = Buffer.from(callbackSecret(secret, domain))
  const told = Buffer.from(given)
  return told.length === expected.length && timingSafeEqual(told, expected)
}
