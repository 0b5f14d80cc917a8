import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { PLACES } from '../../src/ui/places.ts'
import { aDomain, shownAnew, signedIn, type TestBed, testBed } from '../build/domain.ts'
import { type Reply, type Site, siteOf } from '../build/site.ts'
import { type Asking, absent, type Place, THINGS, type Thing, withCodes } from '../build/things.ts'
import { addressOf, KINDS, mayOf, oneOfEach, type Parts, said } from './asking.ts'
import { OPEN, ROUTES, type Route } from './matrix.ts'

type Staffed = Place & { readonly staff: Readonly<Record<StaffRole, Asking>> }

let bed: TestBed
let site: Site
let home: Staffed
let abroad: Staffed

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  home = await place('0484')
  abroad = await place('0483')
})
after(() => bed.close())
// What one has shown of oneself is fresh for five minutes: less than this table takes on a busy machine.
let shownAt = Number.NEGATIVE_INFINITY
beforeEach(async () => {
  if (performance.now() - shownAt < 30_000) return
  await shownAnew(bed)
  shownAt = performance.now()
})

async function place(municipality: string): Promise<Staffed> {
  const domain = await aDomain(bed, { municipality })
  const staff: Partial<Record<StaffRole, Asking>> = {}
  for (const role of STAFF_ROLES) staff[role] = await signedIn(bed, domain, { role })
  const made = { bed, domain, staff: staff as Staffed['staff'] }
  await withCodes(made)
  return made
}

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

for (const [turn, each] of ROUTES.entries()) {
  const { route, thing } = each
  test(`${thing ? `${route} (${thing})` : route}: each role gets its own, and cannot tell another’s from nobody’s`, async () => {
    const roles = oneOfEach(turn)
    const theirs = thing ? await untouched(abroad, thing, 'kaa_coordinator') : []
    const ours = new Map<StaffRole, Parts>()
    for (const role of roles) ours.set(role, await thingFor(each, role))
    const asked = (role: StaffRole) => askAll(each, role, { ours: ours.get(role) ?? [], theirs })
    // Those who only look, or are refused, change nothing for one another: they ask all at once.
    const looks = (role: StaffRole) => route.startsWith('GET') || mayOf(each, role).refused
    await Promise.all(roles.filter(looks).map(asked))
    for (const role of roles) if (!looks(role)) await asked(role)
  })
}

/** What may be done is done, and then is no more: each role has one of its own. */
async function thingFor(each: Route, role: StaffRole): Promise<Parts> {
  const { thing, route } = each
  if (!thing) return []
  if (mayOf(each, role).refused) return untouched(home, thing, 'kaa_coordinator')
  return route.startsWith('GET') ? untouched(home, thing, role) : THINGS[thing](home, home.staff[role])
}

async function askAll(each: Route, role: StaffRole, { ours, theirs }: { ours: Parts; theirs: Parts }): Promise<void> {
  const { own, other } = mayOf(each, role)
  if (each.thing) await assertSameAnswer(each, { role, status: other, of: [theirs, absent(theirs)] })
  if (ours.length > 1 && own !== 403) {
    // Under a person who is one's own: a part that is another's.
    const under = (parts: Parts) => [...ours.slice(0, -1), ...parts.slice(-1)]
    const of: [Parts, Parts] = [under(theirs), under(absent(theirs))]
    await assertSameAnswer(each, { role, status: 404, of })
  }
  const answer = await ask(each, role, ours)
  assert.equal(answer.status, own, `${role} asks for what is here`)
  assert.doesNotMatch(answer.location ?? '', /sign-in/, role)
}

const made = new Map<string, Promise<Parts>>()

/** What is only looked at, or must not be touched by whoever asks, serves all routes: the test fails if one of them changes it. */
function untouched(at: Staffed, thing: Thing, role: StaffRole): Promise<Parts> {
  const key = `${at.domain.code} ${thing} ${role}`
  const known = made.get(key) ?? THINGS[thing](at, at.staff[role])
  made.set(key, known)
  return known
}

type Compared = { readonly role: StaffRole; readonly status: number; readonly of: readonly [Parts, Parts] }

/** What is another's and what nobody has: one answer, to the letter. */
async function assertSameAnswer(route: Route, { role, status, of: [theirs, nobodys] }: Compared): Promise<void> {
  const one = await ask(route, role, theirs)
  const other = await ask(route, role, nobodys)
  assert.deepEqual([one.status, other.status], [status, status], `${role} asks for another’s, and for nobody’s`)
  assert.ok(said(one) === said(other), `${role} can tell another’s from nobody’s`)
}

function ask({ route, form }: Route, role: StaffRole, parts: Parts): Promise<Reply> {
  const tab = site.tab(home.staff[role])
  const [method, path] = addressOf(route, parts)
  return method === 'GET' ? tab.get(path) : tab.post(path, form)
}

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

/** Everybody may open these; the account's menu has the contacts, and an administrator's rail the settings. */
const ELSEWHERE: readonly string[] = ['admin', 'contacts']

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
