import { readFileSync } from 'node:fs'
import { ConfigError } from './config-error.ts'
import { isOpenToOthers } from './secret-file.ts'

/** What the environment says of the gateway that takes text messages. */
export type SmsEnvironment = {
  readonly SEDD_SMS_GATEWAY?: '46elks' | 'generic' | undefined
  readonly SEDD_SMS_URL?: string | undefined
  readonly SEDD_SMS_USER?: string | undefined
  readonly SEDD_SMS_SECRET?: string | undefined
  readonly SEDD_SMS_SECRET_FILE?: string | undefined
}

export type SmsSettings = { readonly secret: string } & (
  | { readonly kind: '46elks'; readonly user: string }
  | { readonly kind: 'generic'; readonly url: string }
)

/** The gateway of the installation; null where none is named. Throws `ConfigError` with what is missing. */
export function readSms(read: SmsEnvironment): SmsSettings | null {
  const kind = read.SEDD_SMS_GATEWAY
  if (kind === undefined) return null
  const secret = read.SEDD_SMS_SECRET ?? secretIn(read.SEDD_SMS_SECRET_FILE)
  if (kind === '46elks') {
    if (read.SEDD_SMS_USER === undefined) throw new ConfigError({ variable: 'SEDD_SMS_USER', fault: 'missing' })
    return { kind, user: read.SEDD_SMS_USER, secret }
  }
  if (read.SEDD_SMS_URL === undefined) throw new ConfigError({ variable: 'SEDD_SMS_URL', fault: 'missing' })
  return { kind, url: read.SEDD_SMS_URL.replace(/\/$/, ''), secret }
}

function secretIn(file: string | undefined): string {
  if (file === undefined) throw new ConfigError({ variable: 'SEDD_SMS_SECRET', fault: 'missing' })
  const text = textOf(file)?.trim()
  if (!text) throw new ConfigError({ variable: 'SEDD_SMS_SECRET_FILE', fault: 'file' })
  if (isOpenToOthers(file, 'group')) throw new ConfigError({ variable: 'SEDD_SMS_SECRET_FILE', fault: 'open' })
  return text
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
