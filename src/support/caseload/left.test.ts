import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import { assertHides, assertSays, assertShows, type Reply } from '../../../test/build/site.ts'
import { paths } from '../../ui/paths.ts'
import { filterFrom, queryOf } from './filter.ts'

let world: Coached

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: '2026-10-15T10:00:00Z' })
})
after(() => world.close())

const ended = (membershipId: string) =>
  world.client.query('update access.membership set ended_at = now() where id = $1', [membershipId])
const namesIn = ({ html }: Reply) =>
  [...html.slice(html.indexOf('<tbody')).matchAll(/<a href="\/people\/[^"]+">([^<]+)<\/a>/g)].map(([, name]) => name)

test('the cases of a colleague who has left are found by whoever shares out the work, and given to somebody else at once', async () => {
  const lead = world.site.tab(await signedIn(world.bed, world.domain, { role: 'team_lead', displayName: 'Olle Kant' }))
  const leaving = await signedIn(world.bed, world.domain, { role: 'coach', displayName: 'Berit Öst' })
  const youth = await world.aYouth({ givenName: 'Mira' }, leaving)
  await world.aYouth({ givenName: 'Nils' }, leaving)
  await world.aYouth({ givenName: 'Alva' })
  assertHides(await lead.get(paths.cases()), /<b>\d+<\/b> Ansvarig har slutat/, /Har slutat/)
  await ended(leaving.membershipId)
  const whole = await lead.get(paths.cases())
  assertShows(whole, /owner=left[^>]*><b>2<\/b> Ansvarig har slutat/)
  assertSays(whole, /Mira Ask 18 år Ingen dag Berit Öst Har slutat/, /Alva Ask 18 år Ingen dag Jonas Ek Utanför/)
  const found = await lead.get(paths.cases({ owner: 'left' }))
  assert.deepEqual(namesIn(found).toSorted(), ['Mira Ask', 'Nils Ask'])
  assertShows(found, /value="left" selected/, /Ta bort/)
  assertSays(await lead.get(paths.personCase(youth)), /Berit Öst Har slutat/)
  // Of one's own nobody has left.
  assertHides(await world.tab.get(paths.cases()), /<b>\d+<\/b> Ansvarig har slutat/)
  const given = { scope: 'all', query: 'owner=left', owner: world.coach.accountId }
  assertShows(await lead.submit(paths.caseOwners(), given), /2 ärenden/)
  assert.deepEqual(namesIn(await lead.get(paths.cases({ owner: 'left' }))), [])
  assertHides(await lead.get(paths.cases()), /<b>\d+<\/b> Ansvarig har slutat/)
})

test('the list is sorted by what the owner is called', async () => {
  const lead = await signedIn(world.bed, world.domain, { role: 'team_lead', displayName: 'Aina Wall' })
  for (const [owner, youth] of [
    ['Xerxes By', 'Uno'],
    ['Doris Ek', 'Vera'],
    ['Majken Alm', 'Wilma'],
  ] as const)
    await world.aYouth(
      { givenName: youth },
      await signedIn(world.bed, world.domain, { role: 'coach', displayName: owner }),
    )
  const sorted = async (descending: string) =>
    namesIn(await world.site.tab(lead).get(paths.cases({ sort: 'owner', descending }))).filter((name) =>
      /^(Uno|Vera|Wilma)/.test(name ?? ''),
    )
  assert.deepEqual(await sorted(''), ['Vera Ask', 'Wilma Ask', 'Uno Ask'])
  assert.deepEqual(await sorted('1'), ['Uno Ask', 'Wilma Ask', 'Vera Ask'])
})

test('that the owner has left is asked for in the place of an owner, and is nobody’s own', () => {
  const filter = filterFrom((name) => ({ owner: 'left', whose: 'mine' })[name], true)
  assert.deepEqual([filter.left, filter.owner, filter.mine], [true, null, false])
  const { owner, whose } = queryOf(filter)
  assert.deepEqual([owner, whose], ['left', null])
  assert.equal(queryOf(filter, { left: false })['owner'], null)
})
