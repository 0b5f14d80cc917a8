import { createHash, randomBytes } from 'node:crypto'

/** A link that is for one answer of one person: the database knows its hash alone. */
export function newLink(): { readonly token: string; readonly sha: string } {
  const token = randomBytes(16).toString('base64url')
  return { token, sha: shaOf(token) }
}

export const shaOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** A domain's id as it stands in a link: short, and telling nothing. */
export const shortId = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')

/** Null for what is no id. */
export function idOfShort(short: string): string | null {
  if (!/^[\w-]{22}$/.test(short)) return null
  const hex = Buffer.from(short, 'base64url').toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
