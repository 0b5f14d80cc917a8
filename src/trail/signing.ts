import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { fingerprintOf } from './hashes.ts'

/** Signs heads. `publicKey` is DER (SPKI), `fingerprint` its SHA-256. */
export type Signer = {
  readonly fingerprint: string
  readonly publicKey: Buffer
  sign(head: HeadToSign): Buffer
}

/** What a signature is over. `head` is hexadecimal, `signedAt` ISO 8601. */
export type HeadToSign = { readonly n: number; readonly head: string; readonly signedAt: string }

/** A new Ed25519 key, as PEM. */
export function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Null when the text is no Ed25519 key. */
export function signerFrom(pem: string): Signer | null {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== 'ed25519') return null
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
    return { publicKey, fingerprint: fingerprintOf(publicKey), sign: (head) => sign(null, messageOf(head), key) }
  } catch {
    return null
  }
}

/** Whether the key made the signature. */
export type Verifier = (head: HeadToSign, signature: Buffer) => boolean

/** Of what is no key, nothing is a signature: whoever tampered need not have left one. */
export function verifierFrom(publicKey: Buffer): Verifier {
  const key = keyFrom(publicKey)
  return (head, signature) => key !== null && verify(null, messageOf(head), key, signature)
}

/** Null for what is no Ed25519 key: one byte changed may make a key of another kind, which this signature cannot be of. */
function keyFrom(publicKey: Buffer): KeyObject | null {
  try {
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

function messageOf({ n, head, signedAt }: HeadToSign): Buffer {
  return Buffer.from(`sedd trail head\n${n}\n${head}\n${signedAt}\n`)
}
