import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { secureHeaders } from 'hono/secure-headers'
import type { Env } from '../kernel/http.ts'

type Headers = NonNullable<Parameters<typeof secureHeaders>[0]>

const YEAR = 365 * 86_400

/** What pages never use, and what is smuggled into one shall not either. Passkeys are for our own pages. */
const FEATURES = {
  accelerometer: [],
  ambientLightSensor: [],
  autoplay: [],
  bluetooth: [],
  camera: [],
  displayCapture: [],
  fullscreen: [],
  geolocation: [],
  gyroscope: [],
  magnetometer: [],
  microphone: [],
  midi: [],
  payment: [],
  serial: [],
  usb: [],
  xrSpatialTracking: [],
  publickeyCredentialsGet: ['self'],
} satisfies Headers['permissionsPolicy']

/**
 * What every page is sent with: nothing but our own script and style, framed by nobody, shared with no other site; no script makes
 * markup out of text (Trusted Types, with no policy to do it by). Over https, and then only so for a year. `policy`: the one by which a page
 * may start our own worker.
 */
export function headersFor(publicUrl: string | null, policy: 'sedd-worker' | "'none'" = "'none'"): Headers {
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: [policy],
    },
    permissionsPolicy: FEATURES,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: publicUrl?.startsWith('https://') ? `max-age=${YEAR}; includeSubDomains` : false,
    crossOriginEmbedderPolicy: 'require-corp',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
  }
}

/**
 * What changes something comes from our own pages, whatever it carries: the check of forms alone would let other kinds of content by.
 * What is signed in to by other means than a cookie is routed before it.
 */
export function ownPagesOnly(publicUrl: string | null): MiddlewareHandler<Env> {
  const own = publicUrl && new URL(publicUrl).origin
  return async (c, next) => {
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    const origin = c.req.header('origin')
    const ours =
      origin === undefined
        ? c.req.header('sec-fetch-site') === 'same-origin'
        : origin === (own ?? new URL(c.req.url).origin)
    if (changes && !ours) throw new HTTPException(403)
    await next()
  }
}
