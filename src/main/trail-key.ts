import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isCode } from '../postgres/binaries.ts'
import { newKey, type Signer, signerFrom } from '../trail/signing.ts'
import { ConfigError } from './config-error.ts'
import { isOpenToOthers } from './secret-file.ts'

/** The key that signs heads: made once, kept in a file only its owner can read. */
export function trailSigner(file: string): Signer {
  const pem = keptKey(file) ?? madeKey(file)
  const signer = signerFrom(pem)
  if (!signer) throw new ConfigError({ variable: 'SEDD_TRAIL_KEY', fault: 'content' })
  return signer
}

function keptKey(file: string): string | null {
  try {
    const pem = readFileSync(file, 'utf8')
    if (isOpenToOthers(file)) throw new ConfigError({ variable: 'SEDD_TRAIL_KEY', fault: 'open' })
    return pem
  } catch (error) {
    if (error instanceof ConfigError) throw error
    if (isCode(error, 'ENOENT')) return null
    throw new ConfigError({ variable: 'SEDD_TRAIL_KEY', fault: 'file' })
  }
}

function madeKey(file: string): string {
  const made = newKey()
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, made, { mode: 0o600, flag: 'wx' })
    return made
  } catch {
    throw new ConfigError({ variable: 'SEDD_TRAIL_KEY', fault: 'file' })
  }
}
