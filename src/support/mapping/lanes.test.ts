import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import { aMapping, aPage } from '../../../test/build/mapping.ts'
import { assertHides, assertShows } from '../../../test/build/site.ts'
import { paths } from '../../ui/paths.ts'
import { completeMapping, withdrawMapping } from './actions.ts'
import { mappingLanes } from './lanes.ts'

let world: Coached

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: '2026-10-15T10:00:00Z' })
})
after(() => world.close())

test('the days on which somebody was mapped stand in the lifeline of the case, without the name of the form', async () => {
  const { bed, coach } = world
  const personId = await world.aYouth({ givenName: 'Mira' })
  const mappingId = await aMapping(bed, coach, personId)
  await aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: { day: 'Lugnt' } })
  bed.setNow('2026-10-20T10:00:00Z')
  await bed.web.write(coach, (tx) => completeMapping(tx, { personId, mappingId }))
  const mistaken = await aMapping(bed, coach, personId, 'who5')
  await bed.web.write(coach, (tx) => withdrawMapping(tx, { personId, mappingId: mistaken }))
  await aMapping(bed, coach, personId)
  const [lane] = await bed.web.read(coach, (tx) => mappingLanes(tx, { id: personId, language: 'sv' }))
  assert.deepEqual(lane?.marks.map(({ on, label }) => [on, label]).toSorted(), [
    ['2026-10-15', 'Kartläggning påbörjad'],
    ['2026-10-20', 'Kartläggning klar'],
    ['2026-10-20', 'Kartläggning påbörjad'],
  ])
  assertShows(await world.tab.get(paths.personCase(personId)), /Kartläggning klar/, /Livslinje/)
})

test('one that was begun and finished on the same day has one mark', async () => {
  const { bed, coach } = world
  const personId = await world.aYouth({ givenName: 'Nils' })
  const mappingId = await aMapping(bed, coach, personId)
  await aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: { day: 'Lugnt' } })
  await bed.web.write(coach, (tx) => completeMapping(tx, { personId, mappingId }))
  const [lane] = await bed.web.read(coach, (tx) => mappingLanes(tx, { id: personId, language: 'en' }))
  assert.deepEqual(
    lane?.marks.map(({ label }) => label),
    ['A mapping was finished'],
  )
})

test('who is not told that somebody was mapped sees no mark of it', async () => {
  const personId = await world.aYouth({ givenName: 'Alva' })
  await aMapping(world.bed, world.coach, personId)
  assertShows(await world.tab.get(paths.personCase(personId)), /Kartläggning påbörjad/)
  for (const role of ['team_lead', 'kaa_coordinator'] as const) {
    const page = await world.site.tab(await signedIn(world.bed, world.domain, { role })).get(paths.personCase(personId))
    assertShows(page, /Alva Ask/, /Livslinje/)
    assertHides(page, /Kartläggning påbörjad/)
  }
})
