import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'

/** A passkey whose secret the test has in its hand, so that it can say what no browser would. */
export type HeldPasskey = {
  readonly id: Buffer
  readonly userHandle: string
  readonly key: KeyObject
}

/** As a browser's virtual authenticator tells of it. */
export function heldPasskey(told: {
  credentialId: string
  userHandle?: string | undefined
  privateKey: string
}): HeldPasskey {
  const key = createPrivateKey({ key: Buffer.from(told.privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return {
    id: Buffer.from(told.credentialId, 'base64'),
    userHandle: Buffer.from(told.userHandle ?? '', 'base64').toString('base64url'),
    key,
  }
}

/** What is said; everything is right unless it is given. */
export type Saying = {
  readonly challenge: string
  readonly origin: string
  readonly counter: number
  readonly rpId?: string
  readonly type?: string
  readonly flags?: number
  readonly signedBy?: KeyObject
  readonly userHandle?: string
  readonly id?: Buffer
}

const PRESENT_AND_VERIFIED = 0x05
const sha = (content: Buffer | string) => createHash('sha256').update(content).digest()

/** An answer of the passkey in the form a browser gives it. */
export function answerOf(passkey: HeldPasskey, saying: Saying): string {
  const { challenge, origin, counter, rpId = 'localhost', type = 'webauthn.get', flags = PRESENT_AND_VERIFIED } = saying
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const authenticatorData = Buffer.concat([sha(rpId), Buffer.from([flags]), count])
  const clientData = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const key = saying.signedBy ?? passkey.key
  const digest = key.asymmetricKeyType === 'ec' ? 'sha256' : null
  const signature = sign(digest, Buffer.concat([authenticatorData, sha(clientData)]), key)
  const id = (saying.id ?? passkey.id).toString('base64url')
  const response = {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: authenticatorData.toString('base64url'),
    signature: signature.toString('base64url'),
    userHandle: saying.userHandle ?? passkey.userHandle,
  }
  return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
}
