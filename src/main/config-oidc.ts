import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { OidcSettings } from '../access/sign-in/model.ts'
import { ConfigError } from './config-error.ts'
import { isOpenToOthers } from './secret-file.ts'
import { isPrivate } from './this-machine.ts'

/** What the environment says of the one identity provider it can name; `SEDD_OIDC_FILE` can name several. */
export type OidcEnvironment = {
  readonly SEDD_OIDC_ISSUER?: string | undefined
  readonly SEDD_OIDC_CLIENT_ID?: string | undefined
  readonly SEDD_OIDC_CLIENT_SECRET?: string | undefined
  readonly SEDD_OIDC_CLIENT_SECRET_FILE?: string | undefined
  readonly SEDD_OIDC_NAME?: string | undefined
  readonly SEDD_OIDC_SCOPE?: string | undefined
  readonly SEDD_OIDC_STRONG_ACR?: string | undefined
  readonly SEDD_OIDC_STRONG_AMR?: string | undefined
  readonly SEDD_OIDC_REQUIRE_STRONG?: '0' | '1' | undefined
  readonly SEDD_OIDC_LINK_CLAIM?: string | undefined
  readonly SEDD_OIDC_FILE?: string | undefined
}

/**
 * Plain http only to this machine: what comes over it could be anybody's. The provider's own address, not that of the file in which it
 * tells of itself: the two are held against each other.
 */
export function isIssuer(url: URL): boolean {
  const { pathname, search, hash, username } = url
  const plain = search === '' && hash === '' && username === '' && !pathname.includes('/.well-known/')
  return isPrivate(url) && plain
}

const SCOPE = 'openid profile'
const words = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter((each) => each !== '')

const Provider = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,20}$/),
  name: z.string().min(1).max(60),
  issuer: z.string().refine((text) => URL.canParse(text) && isIssuer(new URL(text))),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  clientSecretFile: z.string().min(1).optional(),
  scope: z
    .string()
    .regex(/\bopenid\b/)
    .default(SCOPE),
  strongAcr: z.array(z.string().min(1)).default([]),
  strongAmr: z.array(z.string().min(1)).default([]),
  requireStrong: z.boolean().default(false),
  linkClaim: z.string().min(1).optional(),
  linkDomains: z.array(z.string().min(1)).min(1).optional(),
})
const Providers = z
  .array(Provider)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length)
  .refine((all) => new Set(all.map(({ issuer }) => issuer)).size === all.length)

/** The identity providers of the installation, none to several. Throws `ConfigError` with what is wrong. */
export function readProviders(read: OidcEnvironment): readonly OidcSettings[] {
  const named = read.SEDD_OIDC_ISSUER === undefined ? [] : [ofEnvironment(read, read.SEDD_OIDC_ISSUER)]
  const listed = read.SEDD_OIDC_FILE === undefined ? [] : ofFile(read.SEDD_OIDC_FILE)
  const all = Providers.safeParse([...named, ...listed])
  if (!all.success) throw new ConfigError({ variable: 'SEDD_OIDC_FILE', fault: 'content' })
  const forAll = read.SEDD_OIDC_REQUIRE_STRONG === '1'
  const required = all.data.map((each) => ({ ...each, requireStrong: each.requireStrong || forAll }))
  if (required.some((each) => each.requireStrong && each.strongAcr.length + each.strongAmr.length === 0))
    throw new ConfigError({ variable: 'SEDD_OIDC_REQUIRE_STRONG', fault: 'unnamed' })
  return required.map(({ clientSecret, clientSecretFile, linkClaim, linkDomains, ...rest }) => ({
    ...rest,
    clientSecret: clientSecret ?? secretIn(clientSecretFile),
    linkClaim: linkClaim ?? null,
    linkDomains: linkDomains ?? null,
  }))
}

function ofEnvironment(read: OidcEnvironment, issuer: string): z.input<typeof Provider> {
  const clientId = read.SEDD_OIDC_CLIENT_ID
  if (clientId === undefined) throw new ConfigError({ variable: 'SEDD_OIDC_CLIENT_ID', fault: 'missing' })
  return {
    code: 'main',
    name: read.SEDD_OIDC_NAME ?? new URL(issuer).hostname,
    issuer,
    clientId,
    clientSecret: read.SEDD_OIDC_CLIENT_SECRET,
    clientSecretFile: read.SEDD_OIDC_CLIENT_SECRET_FILE,
    scope: read.SEDD_OIDC_SCOPE ?? SCOPE,
    strongAcr: words(read.SEDD_OIDC_STRONG_ACR),
    strongAmr: words(read.SEDD_OIDC_STRONG_AMR),
    linkClaim: read.SEDD_OIDC_LINK_CLAIM,
  }
}

function ofFile(file: string): z.input<typeof Providers> {
  const fault = (kind: string) => new ConfigError({ variable: 'SEDD_OIDC_FILE', fault: kind })
  const text = textOf(file)
  if (text === null) throw fault('file')
  try {
    return Providers.parse(JSON.parse(text))
  } catch {
    throw fault('content')
  }
}

/** Null for a client that keeps no secret: then PKCE alone ties the answer to the question. */
function secretIn(file: string | undefined): string | null {
  if (file === undefined) return null
  const text = textOf(file)?.trim()
  if (text && isOpenToOthers(file, 'group'))
    throw new ConfigError({ variable: 'SEDD_OIDC_CLIENT_SECRET_FILE', fault: 'open' })
  if (!text) throw new ConfigError({ variable: 'SEDD_OIDC_CLIENT_SECRET_FILE', fault: 'file' })
  return text
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
