import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STAFF_ROLES } from '../../src/access/roles.ts'
import { PLACES } from '../../src/ui/places.ts'
import { absent } from '../build/things.ts'
import { addressOf, KINDS, oneOfEach } from './asking.ts'
import { OPEN, ROUTES } from './matrix.ts'
import { home, place, proveRoutes, site } from './routes-proof.ts'
import { SUPPORT_ROUTES } from './support-matrix.ts'

test('every route of the program stands in the table of who may what, and nothing else does', () => {
  const served = site.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  const listed = new Set([...OPEN, ...ROUTES.map(({ route }) => route)])
  assert.deepEqual([...new Set(served)].sort(), [...listed].sort())
})

test('roles that may the same get the same from every route', () => {
  assert.deepEqual(KINDS.flat().sort(), [...STAFF_ROLES].sort())
  for (const { route, answers } of ROUTES)
    for (const kind of KINDS) {
      const told = new Set(kind.map((role) => JSON.stringify(answers[role] ?? answers.everybody ?? [403])))
      assert.equal(told.size, 1, `${route}: ${kind.join(', ')} may the same and get ${[...told].join(' and ')}`)
    }
})

proveRoutes(ROUTES.filter((route) => !SUPPORT_ROUTES.includes(route)))

test('an address that only forms are sent to leads to a page, for everybody and whatever it names', async () => {
  const served = (method: string) =>
    [...new Set(site.app.routes.filter((each) => each.method === method).map(({ path }) => path))].filter(
      (path) => !path.includes('*'),
    )
  const shows = served('GET').map((path) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))
  const sent = ROUTES.filter(({ route }) => route.startsWith('POST ') && !served('GET').includes(route.slice(5)))
  assert.ok(sent.length > 60, `only ${sent.length} forms were found`)
  const tab = site.tab(home.staff.evaluator)
  for (const { route } of sent) {
    const [, path] = addressOf(route, absent(['x', 'x']))
    const { status, location } = await tab.get(path)
    assert.deepEqual([status, shows.some((each) => each.test(location ?? ''))], [303, true], `${route}: ${location}`)
  }
})

/**
 * Everybody may open these; the account's menu has the contacts, and an administrator's rail the settings. Who makes no forms comes to them by
 * way of the mappings of somebody.
 */
const ELSEWHERE: readonly string[] = ['admin', 'contacts', 'forms']

test('the rail of each role leads to every place it may open, and to no other', async () => {
  const places = Object.entries(PLACES).filter(([key]) => !ELSEWHERE.includes(key))
  for (const role of oneOfEach(0)) {
    const tab = site.tab(home.staff[role])
    const rail = /<nav class="places".*?<\/nav>/s.exec((await tab.get(PLACES.contacts.href)).html)?.[0] ?? ''
    for (const [key, { href }] of places) {
      const opens = (await tab.get(href)).status === 200
      assert.equal(rail.includes(`href="${href}"`), opens, `${role}: ${key}`)
    }
  }
})

test('nobody who has not signed in gets anything but the way to sign in', async () => {
  for (const { route } of ROUTES) {
    const [method, path] = addressOf(route, absent(['x', 'x']))
    const tab = site.tab()
    const answer = await (method === 'GET' ? tab.get(path) : tab.post(path))
    const back = method === 'GET' && path !== '/' ? `?back=${encodeURIComponent(path)}` : ''
    assert.deepEqual([answer.status, answer.location, answer.html], [303, `/sign-in${back}`, ''], route)
  }
})

test('a form that another site sends is refused before it is read', async () => {
  const tab = site.tab(home.staff.kaa_coordinator)
  for (const { route, form } of ROUTES) {
    const [method, path] = addressOf(route, absent(['x', 'x']))
    if (method === 'GET') continue
    const answer = await tab.post(path, form, { origin: 'https://example.com' })
    assert.equal(answer.status, 403, route)
  }
})

test('an id that is none is as absent as one nobody has', async () => {
  // Those at home have signed out everywhere.
  const { staff } = await place('0486')
  for (const { route, thing, answers } of ROUTES) {
    const [method, path] = addressOf(route, ["1'", "1'"].map(encodeURIComponent))
    const role = STAFF_ROLES.find((each) => answers[each]?.[0] === 200)
    if (method === 'GET' && thing && role) assert.equal((await site.tab(staff[role]).get(path)).status, 404, route)
  }
})
