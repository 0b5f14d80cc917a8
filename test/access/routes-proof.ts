import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { aDomain, shownAnew, signedIn, type TestBed, testBed } from '../build/domain.ts'
import { type Reply, type Site, siteOf } from '../build/site.ts'
import { type Asking, absent, type Place, THINGS, type Thing, withCodes } from '../build/things.ts'
import { addressOf, mayOf, oneOfEach, type Parts, said } from './asking.ts'
import type { Route } from './matrix.ts'

/** What each role gets from each route. Every file that asks has a process, and the test numbers, to itself. */

export type Staffed = Place & { readonly staff: Readonly<Record<StaffRole, Asking>> }

export let bed: TestBed
export let site: Site
export let home: Staffed
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

export async function place(municipality: string): Promise<Staffed> {
  const domain = await aDomain(bed, { municipality })
  const staff: Partial<Record<StaffRole, Asking>> = {}
  for (const role of STAFF_ROLES) staff[role] = await signedIn(bed, domain, { role })
  const made = { bed, domain, staff: staff as Staffed['staff'] }
  await withCodes(made)
  return made
}

/** A test for each of these routes. */
export function proveRoutes(routes: readonly Route[]): void {
  for (const [turn, each] of routes.entries()) proveRoute(each, turn)
}

function proveRoute(each: Route, turn: number): void {
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
