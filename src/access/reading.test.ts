import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, type Writer } from '../../test/build/notes.ts'
import { siteOf } from '../../test/build/site.ts'
import { aCase as aSupportCase } from '../../test/build/support.ts'
import { Database } from '../kernel/database.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'
import { permissionsOf } from '../web/permissions.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let tight: Database

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  tight = new Database(bed.as('sedd_web'), { clock: bed.web.clock, permissions: permissionsOf, size: 1 })
})
after(async () => {
  await tight.close()
  await bed.close()
})

test('no page waits for a connection while it holds one: with a single one each is shown, several at a time', async () => {
  const personId = await aCase(bed, domain, coach)
  await aSupportCase(bed, coach, { personId } as never)
  const tab = siteOf(bed, { surfaces: { web: tight, imports: bed.jobs, signIn: bed.signIn } }).tab(coach)
  const pages = [
    paths.personCase(personId),
    paths.outreachLadder(),
    paths.outreachBetween(),
    paths.cases(),
    paths.tasks(),
    paths.calendar(),
    paths.person(personId),
  ]
  const waited = Promise.all([...pages, ...pages].map(async (path) => [path, (await tab.get(path)).status] as const))
  const told = await Promise.race([waited, new Promise<null>((done) => setTimeout(() => done(null), 20_000).unref())])
  assert.notEqual(told, null, 'they wait for one another')
  for (const [path, status] of told ?? []) assert.equal(status, 200, path)
})
