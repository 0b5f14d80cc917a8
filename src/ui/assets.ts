import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { paths } from './paths.ts'

/** What a page needs beside its markup: read once at start, served from memory, named by its content. */
type Asset = {
  readonly type: string
  readonly body: Buffer
  readonly version: string
  readonly packed: Partial<Record<Encoding, Buffer>>
}

type Encoding = 'br' | 'gzip'

const FONT = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next'

const ASSETS: ReadonlyMap<string, Asset> = new Map(
  Object.entries({
    'sedd.woff2': binary('font/woff2', font('latin')),
    'sedd-ext.woff2': binary('font/woff2', font('latin-ext')),
    'icon.svg': text('image/svg+xml', readFileSync(new URL('./styles/icon.svg', import.meta.url), 'utf8')),
    'manifest.webmanifest': text('application/manifest+json', manifest()),
    'sedd.css': text('text/css', tightened(readFileSync(new URL('./styles/sedd.css', import.meta.url), 'utf8'))),
    'enhance.js': script('enhance'),
    'drafts.js': script('drafts'),
    'leaving.js': script('leaving'),
    'passkey.js': script('passkey'),
    'push.js': script('push'),
    'push-worker.js': script('push-worker'),
  }),
)

/** The address of an asset with its version, so that it can be kept for ever. Throws on a name we do not have. */
export function assetUrl(name: string): string {
  const asset = ASSETS.get(name)
  if (!asset) throw new RangeError(`no such asset: ${name}`)
  return paths.asset(name, asset.version)
}

/** The bytes of an asset as they travel, by encoding; null is as it is. For tests of what a page weighs. */
export function assetBytes(name: string, encoding: Encoding | null): number {
  const asset = ASSETS.get(name)
  return (encoding === null ? asset?.body : asset?.packed[encoding])?.length ?? 0
}

const YEAR = 'public, max-age=31536000, immutable'

/** Serves `/assets/:name`. With the version of what we have it may be kept for a year; with another it may not be kept at all. */
export const assetRoutes = new Hono().get(paths.asset(':name'), (c) => {
  const asset = ASSETS.get(c.req.param('name') ?? '')
  if (!asset) return c.notFound()
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = (['br', 'gzip'] as const).find((name) => asset.packed[name] && accepted.includes(name))
  const fresh = c.req.query('v') === asset.version
  c.header('Content-Type', asset.type)
  c.header('Cache-Control', fresh ? YEAR : 'no-cache')
  c.header('ETag', `"${asset.version}"`)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Vary', 'Accept-Encoding')
  if (c.req.header('if-none-match') === `"${asset.version}"`) return c.body(null, 304)
  if (encoding) c.header('Content-Encoding', encoding)
  return c.body(Uint8Array.from((encoding && asset.packed[encoding]) ?? asset.body))
})

function binary(type: string, body: Buffer): Asset {
  return { type, body, version: versionOf(body), packed: {} }
}

function text(type: string, source: string): Asset {
  const body = Buffer.from(source)
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return {
    type: `${type}; charset=utf-8`,
    body,
    version: versionOf(body),
    packed: { br, gzip: gzipSync(body, { level: 9 }) },
  }
}

function script(name: string): Asset {
  return text('text/javascript', stripped(readFileSync(new URL(`./client/${name}.ts`, import.meta.url), 'utf8')))
}

function versionOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 12)
}

function font(subset: string): Buffer {
  return readFileSync(new URL(import.meta.resolve(`${FONT}-${subset}-wght-normal.woff2`)))
}

/** Without comments and indentation; strings of ours hold neither braces nor comment marks. The fonts get their versions. */
function tightened(css: string): string {
  const versioned = css.replace(/url\("\/assets\/(sedd[-\w]*\.woff2)"\)/g, (_, name: string) => {
    const subset = name === 'sedd.woff2' ? 'latin' : 'latin-ext'
    return `url(${paths.asset(name, versionOf(font(subset)))})`
  })
  return versioned
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/(?<![\d.])0(?=\.\d)/g, '')
    .replace(/#(\w)\1(\w)\2(\w)\3\b/g, '#$1$2$3')
    .replaceAll(';}', '}')
    .trim()
}

/** The browser's part is TypeScript too: its types are cut out here, and its comments and indentation with them. */
function stripped(source: string): string {
  const emit = process.emitWarning
  // Node says once that this function may still change: nothing for the log of a municipality.
  process.emitWarning = () => {}
  try {
    const js = stripTypeScriptTypes(source)
    return js
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^(\/\/|\/?\*)/.test(line))
      .map((line) => line.replace(/ {2,}/g, ' '))
      .join('\n')
  } finally {
    process.emitWarning = emit
  }
}

function manifest(): string {
  return JSON.stringify({
    name: 'Sedd',
    short_name: 'Sedd',
    lang: 'sv',
    start_url: paths.start(),
    display: 'standalone',
    background_color: '#faf8f3',
    theme_color: '#0f4c4a',
    icons: [{ src: paths.asset('icon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  })
}
