import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { assetBytes, assetRoutes, assetUrl } from './assets.ts'

test('an asset asked for by its version is kept for a year', async () => {
  const answer = await assetRoutes.request(assetUrl('sedd.css'))
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'text/css; charset=utf-8')
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
})

test('an asset asked for by an old version is not kept', async () => {
  const answer = await assetRoutes.request('/assets/sedd.css?v=000000000000')
  assert.equal(answer.headers.get('cache-control'), 'no-cache')
})

test('an asset that has not changed is not sent again', async () => {
  const first = await assetRoutes.request(assetUrl('icon.svg'))
  const again = await assetRoutes.request('/assets/icon.svg', {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  })
  assert.equal(again.status, 304)
})

test('text travels packed, fonts as they are', async () => {
  const headers = { 'accept-encoding': 'gzip, br' }
  const css = await assetRoutes.request(assetUrl('sedd.css'), { headers })
  assert.equal(css.headers.get('content-encoding'), 'br')
  assert.match(brotliDecompressSync(Buffer.from(await css.arrayBuffer())).toString(), /^@layer /)
  const font = await assetRoutes.request(assetUrl('sedd.woff2'), { headers })
  assert.equal(font.headers.get('content-encoding'), null)
  assert.equal(
    Buffer.from(await font.arrayBuffer())
      .subarray(0, 4)
      .toString(),
    'wOF2',
  )
})

test('the stylesheet names the fonts by their versions and travels in five and a half kilobytes', async () => {
  const css = await (await assetRoutes.request(assetUrl('sedd.css'))).text()
  assert.ok(css.includes(`url(${assetUrl('sedd.woff2')})`))
  assert.ok(css.includes(`url(${assetUrl('sedd-ext.woff2')})`))
  assert.ok(assetBytes('sedd.css', 'br') <= 5500, `${assetBytes('sedd.css', 'br')} bytes`)
})

test('the script is served without types and without comments', async () => {
  const js = await (await assetRoutes.request(assetUrl('enhance.js'))).text()
  assert.doesNotMatch(js, /: Element|\/\*\*|interface /)
})

test('what is not an asset is not found', async () => {
  assert.equal((await assetRoutes.request('/assets/passwd')).status, 404)
  assert.throws(() => assetUrl('passwd'), RangeError)
})
