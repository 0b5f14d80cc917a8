import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { LOADING, runSedd, serveSedd } from './build/server.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-first-'))
const dataDir = join(base, 'data')
const mark = join(dataDir, 'demo-loading')
after(() => rmSync(base, { recursive: true, force: true }))

const page = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  return { answer, text: await answer.text() }
}

test('while the demonstration is loaded for the first time, every page says so and asks again by itself', async () => {
  const server = await serveSedd(dataDir, {}, LOADING)
  assert.match(server.said(), /^Skapar databasen … \/ Creating the database …$/m)
  assert.equal((await page(`${server.url}/healthz`)).answer.status, 200)
  assert.equal((await page(`${server.url}/readyz`)).answer.status, 503)
  const { answer, text } = await page(`${server.url}/register`)
  assert.equal(answer.status, 503)
  assert.deepEqual([answer.headers.get('refresh'), answer.headers.get('cache-control')], ['2', 'no-store'])
  assert.match(text, /<h1>Snart klart<\/h1>[\s\S]*<progress id="loading" value="\d+" max="\d+"/)
  assert.match((await page(server.url, { 'accept-language': 'en' })).text, /<h1>Nearly there<\/h1>/)
  // Ctrl-C in the middle.
  server.child.kill('SIGINT')
  assert.deepEqual(await once(server.child, 'exit'), [0, null])
  assert.match(server.said(), /^Avbrutet\..*The demo is loaded anew at the next start\.$/m)
  assert.equal(existsSync(mark), true)
  assert.equal(existsSync(join(dataDir, 'postgres/main/postmaster.pid')), false)
})

test('a demonstration that was cut off is not added to by hand', async () => {
  const { code, stderr } = await runSedd(dataDir, ['demo'])
  assert.equal(code, 1)
  assert.match(stderr, /^The demo was not finished last time\. Start with npm start: it is then loaded anew\.$/m)
})

test('a start that was cut off, and then killed, is followed by one that loads the whole demonstration, once', async () => {
  const killed = await serveSedd(dataDir, {}, LOADING)
  assert.match(killed.said(), /^Demon blev inte färdig förra gången\./m)
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const server = await serveSedd(dataDir)
  assert.match(server.said(), /^ {2}\d{4} ungdomar på \d+ s\. \/ \d{4} young people in \d+ s\.$/m)
  assert.equal(existsSync(mark), false)
  assert.equal((await page(`${server.url}/readyz`)).answer.status, 200)
  assert.match((await page(`${server.url}/sign-in`)).text, /Amina Warsame/)
  assert.equal(await server.stop(), 0)
  const again = await serveSedd(dataDir)
  assert.doesNotMatch(again.said(), /Läser in|Skapar/)
  assert.equal(await again.stop(), 0)
  const check = await runSedd(dataDir, ['check'])
  assert.doesNotMatch(check.stdout, /KRITISKT|ALLVARLIGT|CRITICAL|SERIOUS/)
  assert.equal(check.code, 0, check.stdout)
})
