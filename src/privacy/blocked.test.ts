import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type TestPerson } from '../../test/build/people.ts'
import { assertHides, assertShows, type Site, siteOf } from '../../test/build/site.ts'
import type { Context } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { block, liftBlock } from '../sight/actions.ts'
import type { Shut } from '../sight/model.ts'
import { events } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { personCode } from './event-words.ts'
import { buildReview, review, showIdentity } from './review-actions.ts'
import { identityForReview, reviewItems, verdictsOf } from './review-store.ts'

/** A data protection officer who is a relative: the log and its review go on, and keep that one person from them. */

type Staff = Context & { readonly accountId: string }

let bed: TestBed
let site: Site
let domain: TestDomain
let eva: Staff
let colleague: Staff
let coach: Staff
let youth: TestPerson
let other: TestPerson

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  domain = await aDomain(bed)
  eva = await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  colleague = await signedIn(bed, domain, { role: 'data_protection_officer' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  ;[youth, other] = await bed.jobs.write(domain.machine, async (tx) => {
    const made = [await aPerson(tx, { familyName: 'Nordin' }), await aPerson(tx)] as const
    for (const { id } of made) await ownedBy(tx, id, coach.accountId)
    return made
  })
  for (const { id } of [youth, other])
    await bed.web.write(coach, (tx) =>
      tx.record('people.person_read', { object: id, personId: id, detail: { tab: 1 } }),
    )
})
after(() => bed.close())

const EVERY_WAY: readonly (readonly [string, () => Shut])[] = [
  ['by name', () => ({ kind: 'one', accountId: eva.accountId })],
  ['as one of everybody but some', () => ({ kind: 'others', excepted: [colleague.accountId] })],
]

const shutOut = (shut: Shut) =>
  bed.jobs.write(domain.machine, (tx) => block(tx, { personId: youth.id, shut, reason: 'moster till ungdomen' }))

for (const [how, shut] of EVERY_WAY)
  test(`one who is blocked ${how} finds nobody in the log, neither by number nor by id, and reads of nobody there`, async () => {
    const id = await shutOut(shut())
    const tab = site.tab(eva)
    assertShows(await tab.post(paths.logSearches(), { number: youth.number }), /Ingen i verksamheten har det numret/)
    const Found = z.object({ id: z.uuid().nullable() })
    const asked = [
      sql`select access.find_person(${youth.number}) as id`,
      sql`select (select min(p.id::text) from access.person_ids(${youth.id}) p) as id`,
      sql`select (select i.number from access.identity_for_review(${youth.id}) i) as id`,
    ]
    for (const query of asked) assert.deepEqual(await bed.web.read(eva, (tx) => tx.one(Found, query)), { id: null })
    assert.deepEqual(await bed.web.read(eva, (tx) => events(tx, { personIds: [other.id, youth.id], most: 9 })), [])
    const told = await bed.web.read(eva, (tx) => events(tx, { actorId: coach.accountId, most: 9 }))
    assert.deepEqual(
      told.map(({ action, actorName, object, personId, detail, erased }) => [
        ...[action, actorName, object, personId, detail, erased],
      ]),
      [
        ['people.person_read', 'Jonas Ek', other.id, other.id, { tab: 1 }, false],
        ['people.person_read', 'Jonas Ek', null, null, null, false],
      ],
    )
    assertHides(await tab.get(paths.log()), new RegExp(personCode(youth.id)), new RegExp(youth.id))
    assertHides(await tab.get(paths.log({ person: youth.id })), /Jonas Ek<br>/)
    const seen = await bed.web.read(colleague, (tx) => events(tx, { personIds: [youth.id], most: 9 }))
    assert.ok(seen.some(({ actorId }) => actorId === coach.accountId))
    await bed.jobs.write(domain.machine, (tx) => liftBlock(tx, id))
  })

test('readings about somebody whom one is blocked from are for another to review', async () => {
  await bed.jobs.write(domain.machine, (tx) => buildReview(tx, day('2026-10-12')))
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`
      insert into review_item (domain_id, week_on, actor_id, person_id, reasons, readings, first_at, last_at, due_at)
      select ${domain.id}, '2026-10-12', ${coach.accountId}, p.id, '{same_name}', 1, ${tx.now}, ${tx.now}, ${tx.now}
        from person p where p.id in (${youth.id}, ${other.id}) on conflict do nothing`)
    await tx.record('privacy.review_built')
  })
  const items = (who: Staff) => bed.web.read(who, (tx) => reviewItems(tx, 'waiting', { page: 1, size: 20 }))
  const item = (await items(colleague)).find(({ personId }) => personId === youth.id)
  const itemId = item?.id ?? ''
  const saying = { itemId, outcome: 'fine' as const, comment: 'hör till ärendet' }
  for (const [, shut] of EVERY_WAY) {
    const id = await shutOut(shut())
    assert.deepEqual(
      (await items(eva)).map(({ personId }) => personId),
      [other.id],
    )
    assert.equal((await site.tab(eva).get(paths.review(itemId))).status, 404)
    await assert.rejects(
      bed.web.write(eva, (tx) => review(tx, saying)),
      /not_found/,
    )
    await assert.rejects(
      bed.web.write(eva, (tx) => showIdentity(tx, itemId)),
      /not_found/,
    )
    await assert.rejects(
      bed.web.read(eva, (tx) => identityForReview(tx, youth.id)),
      /not_found/,
    )
    await bed.jobs.write(domain.machine, (tx) => liftBlock(tx, id))
  }
  await bed.web.write(colleague, (tx) => review(tx, saying))
  const verdicts = () => bed.web.read(eva, (tx) => verdictsOf(tx, itemId))
  assert.equal((await verdicts()).length, 1)
  await shutOut({ kind: 'one', accountId: eva.accountId })
  assert.deepEqual(await verdicts(), [])
})
