import { isIP } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import type { OidcSettings } from '../access/sign-in/model.ts'
import { isDay } from '../kernel/date.ts'
import { ConfigError } from './config-error.ts'
import { type ImapSettings, isImap, isReplyAddress, readImap } from './config-imap.ts'
import { isIssuer, readProviders } from './config-oidc.ts'
import { readSms, type SmsSettings } from './config-sms.ts'
import { isPrivate, isThisMachine } from './this-machine.ts'

/** Every variable Sedd reads, with what it means; docs/operations.md repeats this table and a test holds them together. */
export const VARIABLES = {
  DATABASE_URL: 'PostgreSQL 15 or later, as the owner of the database. Without it Sedd runs its own in SEDD_DATA.',
  SEDD_DATA: 'Folder of the embedded database and of what Sedd must remember. Default .sedd in the project.',
  SEDD_ROLE_SECRETS: 'File (0600) with the passwords of the runtime roles. Default role-secrets.json in SEDD_DATA.',
  SEDD_NOW: 'A clock that stands still at this day or instant. Only with the embedded database: for tests and showing.',
  SEDD_PUBLIC_URL: 'The address people use, such as https://sedd.example.se. Makes cookies secure and links absolute.',
  SEDD_PULL_HOSTS:
    "Hosts in private networks that a fetch from a school's system, started in the browser, may reach; with commas between. Default none.",
  SEDD_TRAIL_KEY: 'File (0600) with the key that signs the heads of the trail. Default trail-key.pem in SEDD_DATA.',
  SEDD_WITNESS_FILE: 'File that only grows, best on another machine, to which each head of the trail is written.',
  SEDD_WITNESS_URL: 'Address that takes the heads of the trail as JSON by POST.',
  SEDD_WITNESS_MAIL: 'E-mail address that gets the newest head of the trail once a day.',
  SEDD_SMTP_URL:
    'Server that takes e-mail, such as smtps://user:password@mail.example.se. Without it no e-mail is sent.',
  SEDD_MAIL_FROM: 'Sender of e-mail. Default the address in SEDD_WITNESS_MAIL.',
  SEDD_IMAP_URL:
    'Mailbox that answers by e-mail come to, such as imaps://user:password@mail.example.se/INBOX. Without it they go to the sender and are not read.',
  SEDD_IMAP_ADDRESS:
    'Address of that mailbox, such as svar@example.se; svar+*@example.se where the server takes what stands behind a plus.',
  SEDD_SMS_GATEWAY: 'Who takes text messages: 46elks or generic. Without it none are sent.',
  SEDD_SMS_URL: 'Address of a generic gateway, such as https://sms.example.se/messages.',
  SEDD_SMS_USER: 'What 46elks calls the account.',
  SEDD_SMS_SECRET: 'The secret Sedd has at the gateway. What the gateway tells back comes to an address made from it.',
  SEDD_SMS_SECRET_FILE: 'File with that secret, instead.',
  SEDD_PUSH_CONTACT:
    'Address at which those who run push services reach you, mailto: or https:. Without it no browser tells of alerts.',
  SEDD_PUSH_KEY:
    'File (0600) with the keys that messages to browsers are signed with. Default push-key.json in SEDD_DATA.',
  SEDD_OIDC_ISSUER: 'Address of an identity provider (OpenID Connect) to sign in with. Needs SEDD_PUBLIC_URL.',
  SEDD_OIDC_CLIENT_ID: 'What Sedd is called there.',
  SEDD_OIDC_CLIENT_SECRET: 'The secret it has there. Without one PKCE alone ties answer to question.',
  SEDD_OIDC_CLIENT_SECRET_FILE: 'File with that secret, instead.',
  SEDD_OIDC_NAME: 'What stands on its button, such as Eskilstuna kommun. Default its host.',
  SEDD_OIDC_SCOPE: 'What is asked for there. Default openid profile.',
  SEDD_OIDC_STRONG_ACR:
    'Values of acr, with commas between, that mean two factors or an e-legitimation of the third level. Default none.',
  SEDD_OIDC_STRONG_AMR: 'Values of amr, with commas between, that mean the same. Default none.',
  SEDD_OIDC_REQUIRE_STRONG:
    '1 lets nobody in through an identity provider without what SEDD_OIDC_STRONG_ACR or _AMR names. Default 0: without notes.',
  SEDD_OIDC_LINK_CLAIM:
    'Claim that is a sign-in name here, and opens its account the first time. Default none: an invitation does.',
  SEDD_OIDC_FILE: 'File (JSON) with several identity providers.',
  SEDD_TRUST_PROXY:
    'Addresses of the proxies in front, with commas between, whose X-Forwarded-For is believed for the limits. Default none.',
  HOST: 'Address to listen on. Default 127.0.0.1.',
  PORT: 'Port to listen on. Default 3000.',
} as const

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/
const isNow = (text: string) => isDay(text) || (INSTANT.test(text) && !Number.isNaN(Date.parse(text)))
const isServer = ({ protocol, username, pathname }: URL) =>
  /^postgres(ql)?:$/.test(protocol) && username !== '' && pathname.length > 1
const isMailServer = ({ protocol, hostname }: URL) => /^smtps?:$/.test(protocol) && hostname !== ''
/** Without a password: fetch refuses an address that holds one. */
const isWitness = (url: URL) => isPrivate(url) && url.username === ''
/** Over a socket or within this machine, or encrypted: all that is known of everybody goes this way. */
const isDatabasePrivate = ({ hostname, searchParams }: URL) => {
  const host = searchParams.get('host') ?? hostname
  return (
    host.startsWith('/') || isThisMachine({ hostname: host }) || ENCRYPTED.includes(searchParams.get('sslmode') ?? '')
  )
}
const ENCRYPTED: readonly string[] = ['require', 'verify-ca', 'verify-full', 'no-verify']
const isOrigin = ({ protocol, href, origin }: URL) => /^https?:$/.test(protocol) && href === `${origin}/`
/** RFC 8292, 2.1: an address of e-mail, or of a page. */
const isContact = ({ protocol, pathname, hostname }: URL) =>
  protocol === 'mailto:' ? z.email().safeParse(pathname).success : protocol === 'https:' && hostname.includes('.')
/** A name or an address, without scheme, port or path. */
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/
const url = (fits: (url: URL) => boolean) => z.string().refine((text) => URL.canParse(text) && fits(new URL(text)))

const Environment = z.object({
  DATABASE_URL: url(isServer).optional(),
  SEDD_DATA: z.string().optional(),
  SEDD_ROLE_SECRETS: z.string().optional(),
  SEDD_NOW: z.string().refine(isNow).optional(),
  SEDD_PUBLIC_URL: url(isOrigin)
    .transform((text) => new URL(text).origin)
    .optional(),
  SEDD_PULL_HOSTS: z
    .string()
    .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()))
    .refine((hosts) => hosts.every((host) => HOST_NAME.test(host)))
    .default([]),
  SEDD_TRAIL_KEY: z.string().optional(),
  SEDD_WITNESS_FILE: z.string().optional(),
  SEDD_WITNESS_URL: url(isWitness).optional(),
  SEDD_WITNESS_MAIL: z.email().optional(),
  SEDD_SMTP_URL: url(isMailServer).optional(),
  SEDD_MAIL_FROM: z.email().optional(),
  SEDD_IMAP_URL: url(isImap).optional(),
  SEDD_IMAP_ADDRESS: z.string().refine(isReplyAddress).optional(),
  SEDD_SMS_GATEWAY: z.enum(['46elks', 'generic']).optional(),
  SEDD_SMS_URL: url(isWitness).optional(),
  SEDD_SMS_USER: z.string().optional(),
  SEDD_SMS_SECRET: z.string().min(16).optional(),
  SEDD_SMS_SECRET_FILE: z.string().optional(),
  SEDD_PUSH_CONTACT: url(isContact).optional(),
  SEDD_PUSH_KEY: z.string().optional(),
  SEDD_OIDC_ISSUER: url(isIssuer).optional(),
  SEDD_OIDC_CLIENT_ID: z.string().optional(),
  SEDD_OIDC_CLIENT_SECRET: z.string().optional(),
  SEDD_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  SEDD_OIDC_NAME: z.string().max(60).optional(),
  SEDD_OIDC_SCOPE: z
    .string()
    .regex(/\bopenid\b/)
    .optional(),
  SEDD_OIDC_STRONG_ACR: z.string().optional(),
  SEDD_OIDC_STRONG_AMR: z.string().optional(),
  SEDD_OIDC_REQUIRE_STRONG: z.enum(['0', '1']).optional(),
  SEDD_OIDC_LINK_CLAIM: z.string().optional(),
  SEDD_OIDC_FILE: z.string().optional(),
  SEDD_TRUST_PROXY: z
    .string()
    .transform((text) => text.split(',').map((address) => address.trim()))
    .refine((addresses) => addresses.every((address) => isIP(address) > 0))
    .default([]),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
})

export type Config = {
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly roleSecrets: string
  readonly now: string | null
  readonly publicUrl: string | null
  readonly pullHosts: readonly string[]
  readonly providers: readonly OidcSettings[]
  readonly proxies: readonly string[]
  readonly trail: TrailConfig
  readonly smtpUrl: string | null
  readonly mailFrom: string | null
  readonly imap: ImapSettings | null
  readonly sms: SmsSettings | null
  /** Web push: where its keys lie, and whom push services write to; null where there is none. */
  readonly push: { readonly key: string; readonly contact: string } | null
  readonly host: string
  readonly port: number
}

/** Where the key of the trail lies, and who its witnesses are. */
export type TrailConfig = {
  readonly key: string
  readonly witnessFile: string | null
  readonly witnessUrl: string | null
  readonly witnessMail: string | null
}

/** Reads and checks the environment at start. Throws `ConfigError` with everything that is wrong at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) {
    const variables = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
    throw new ConfigError(...[...variables].map((variable) => ({ variable, fault: 'form' })))
  }
  const read = parsed.data
  if (read.SEDD_NOW && read.DATABASE_URL) throw new ConfigError({ variable: 'SEDD_NOW', fault: 'own_server' })
  if (read.DATABASE_URL && !isDatabasePrivate(new URL(read.DATABASE_URL)))
    throw new ConfigError({ variable: 'DATABASE_URL', fault: 'unencrypted' })
  if (read.SEDD_WITNESS_MAIL && !read.SEDD_SMTP_URL)
    throw new ConfigError({ variable: 'SEDD_WITNESS_MAIL', fault: 'no_server' })
  const dataDir = read.SEDD_DATA ?? join(import.meta.dirname, '../../.sedd')
  return {
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir,
    roleSecrets: read.SEDD_ROLE_SECRETS ?? join(dataDir, 'role-secrets.json'),
    now: read.SEDD_NOW ?? null,
    publicUrl: read.SEDD_PUBLIC_URL ?? null,
    pullHosts: read.SEDD_PULL_HOSTS,
    providers: providersOf(read),
    proxies: read.SEDD_TRUST_PROXY,
    trail: {
      key: read.SEDD_TRAIL_KEY ?? join(dataDir, 'trail-key.pem'),
      witnessFile: read.SEDD_WITNESS_FILE ?? null,
      witnessUrl: read.SEDD_WITNESS_URL ?? null,
      witnessMail: read.SEDD_WITNESS_MAIL ?? null,
    },
    smtpUrl: read.SEDD_SMTP_URL ?? null,
    mailFrom: read.SEDD_MAIL_FROM ?? read.SEDD_WITNESS_MAIL ?? null,
    imap: readImap(read),
    sms: readSms(read),
    push: pushOf(read, dataDir),
    host: read.HOST,
    port: read.PORT,
  }
}

function pushOf({ SEDD_PUSH_CONTACT: contact, SEDD_PUSH_KEY: key }: z.infer<typeof Environment>, dataDir: string) {
  return contact === undefined ? null : { contact, key: key ?? join(dataDir, 'push-key.json') }
}

/** They lead back to an address that they know, so there must be one. */
function providersOf(read: z.infer<typeof Environment>): readonly OidcSettings[] {
  const providers = readProviders(read)
  if (providers.length > 0 && read.SEDD_PUBLIC_URL === undefined)
    throw new ConfigError({ variable: 'SEDD_PUBLIC_URL', fault: 'for_providers' })
  return providers
}
