import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Role } from '../../src/access/model.ts'
import type { Context } from '../../src/kernel/database.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { aDomain, signedIn, type TestBed, testBed } from '../build/domain.ts'
import { type Reply, type Site, siteOf } from '../build/site.ts'
import { absent, type Place, THINGS, withCodes } from '../build/things.ts'
import { OPEN, ROUTES, type Route, type StaffRole } from './matrix.ts'

type Staffed = Place & { readonly staff: Readonly<Record<StaffRole, Context>> }

const ROLES = Role.options.filter((role) => role !== 'machine')

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

async function place(municipality: string): Promise<Staffed> {
  const domain = await aDomain(bed, { municipality })
  const staff: Partial<Record<StaffRole, Context>> = {}
  for (const role of ROLES) staff[role] = await signedIn(bed, domain, { role })
  const made = { bed, domain, staff: staff as Staffed['staff'] }
  await withCodes(made)
  return made
}

test('every route of the program stands in the table of who may what, and nothing else does', () => {
  const served = site.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  const listed = new Set([...OPEN, ...ROUTES.map(({ route }) => route)])
  assert.deepEqual([...new Set(served)].sort(), [...listed].sort())
})

for (const each of ROUTES) {
  const { thing } = each
  const what = thing ? `${each.route} (${thing})` : each.route
  test(`${what}: each role gets its own, and cannot tell another’s from nobody’s`, async () => {
    const theirs = thing ? await THINGS[thing](abroad, abroad.staff.kaa_coordinator) : []
    const refusedThing = thing ? await THINGS[thing](home, home.staff.kaa_coordinator) : []
    for (const role of ROLES) {
      const [own, other = 403] = each.answers[role] ?? each.answers.everybody ?? [403]
      // What may be done is done, and then is no more: each role has one of its own.
      const ours = thing && own !== 403 ? await THINGS[thing](home, home.staff[role]) : refusedThing
      if (thing) await assertSameAnswer(each, { role, status: other, of: [theirs, absent(theirs)] })
      if (ours.length > 1) {
        // Under a person who is one's own: a part that is another's.
        const under = (parts: Parts) => [...ours.slice(0, -1), ...parts.slice(-1)]
        const of: [Parts, Parts] = [under(theirs), under(absent(theirs))]
        await assertSameAnswer(each, { role, status: own === 403 ? 403 : 404, of })
      }
      const answer = await ask(each, role, ours)
      assert.equal(answer.status, own, `${role} asks for what is here`)
      assert.doesNotMatch(answer.location ?? '', /sign-in/, role)
    }
  })
}

type Parts = readonly string[]
type Compared = { readonly role: StaffRole; readonly status: number; readonly of: readonly [Parts, Parts] }

/** What is another's and what nobody has: one answer, to the letter. */
async function assertSameAnswer(route: Route, { role, status, of: [theirs, nobodys] }: Compared): Promise<void> {
  const one = await ask(route, role, theirs)
  const other = await ask(route, role, nobodys)
  assert.deepEqual([one.status, other.status], [status, status], `${role} asks for another’s, and for nobody’s`)
  assert.ok(said(one) === said(other), `${role} can tell another’s from nobody’s`)
}

/** All of an answer but the ids it was asked by, which the way back from the language switch repeats. */
const said = ({ html, location }: Reply) =>
  `${location} ${html}`.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|name="back" value="[^"]*"/g, '')

function ask({ route, form }: Route, role: StaffRole, parts: Parts): Promise<Reply> {
  const tab = site.tab(home.staff[role])
  const [method, path] = addressOf(route, parts)
  return method === 'GET' ? tab.get(path) : tab.post(path, form)
}

function addressOf(route: string, parts: Parts): [method: string, path: string] {
  const [method = '', pattern = ''] = route.split(' ')
  const left = [...parts]
  return [method, pattern.replace(/:\w+/g, () => left.shift() ?? 'occupation')]
}

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
  const tab = site.tab(home.staff.kaa_coordinator)
  for (const { route, thing } of ROUTES) {
    const [method, path] = addressOf(route, ["1'", "1'"].map(encodeURIComponent))
    if (method === 'GET' && thing) assert.equal((await tab.get(path)).status, 404, route)
  }
})
