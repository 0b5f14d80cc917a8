import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import { assertHides, assertSays, assertShows, type Reply } from '../../../test/build/site.ts'
import { day } from '../../kernel/date.ts'
import { setLanguage } from '../../outreach/messages/actions.ts'
import type { PersonId } from '../../people/model.ts'
import { remindOf } from '../../tasks/actions.ts'
import { paths } from '../../ui/paths.ts'
import { changeSetting } from '../cases/setting-actions.ts'
import { filterFrom, isPlain, queryOf } from './filter.ts'
import { birthdaysIn, changedSince } from './rules.ts'
import { savedFilters } from './saved-store.ts'

let world: Coached

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: '2026-10-15T10:00:00Z' })
})
after(() => world.close())

const namesIn = ({ html }: Reply) =>
  [...html.slice(html.indexOf('<tbody')).matchAll(/<a href="\/people\/[^"]+">([^<]+) Ask<\/a>/g)].map(
    ([, name]) => name ?? '',
  )
const found = async (asked: Readonly<Record<string, string>>) => namesIn(await world.tab.get(paths.cases(asked)))
const bornOn = (id: PersonId, on: string) =>
  world.client.query('update person set birth_date = $2, latest_birth_date = $2 where id = $1', [id, on])

test('a coach finds those who have their birthday within a week, this month or the next, and those who come of age', async () => {
  for (const [givenName, on] of [
    ['Idag', '2009-10-15'],
    ['Onsdag', '2009-10-21'],
    ['Torsdag', '2009-10-22'],
    ['Förut', '2009-10-14'],
    ['November', '2009-11-30'],
    ['Arton', '2009-01-15'],
    ['Sen', '2009-01-16'],
    ['Tjugo', '2006-10-16'],
    ['Fyllt', '2006-10-15'],
  ] as const)
    await bornOn(await world.aYouth({ givenName }), on)
  const named = ['Idag', 'Onsdag', 'Torsdag', 'Förut', 'November', 'Arton', 'Sen', 'Tjugo', 'Fyllt']
  const among = async (birthday: string) => (await found({ birthday })).filter((each) => named.includes(each))
  assert.deepEqual((await among('week')).toSorted(), ['Fyllt', 'Idag', 'Onsdag', 'Tjugo'])
  assert.deepEqual((await among('month')).toSorted(), ['Fyllt', 'Förut', 'Idag', 'Onsdag', 'Tjugo', 'Torsdag'])
  assert.deepEqual(await among('next_month'), ['November'])
  assert.deepEqual(await among('soon_18'), ['Arton'])
  assert.deepEqual(await among('soon_20'), ['Tjugo'])
  assertShows(await world.tab.get(paths.cases({ birthday: 'soon_18' })), /class="chip"[^>]*>Blir 18 inom tre månader/)
})

test('one born on 29 February has a birthday on the 28th of a common year, and on the day itself of a leap year', () => {
  const within = (today: string) => birthdaysIn('week', day(today)).includes(229)
  assert.deepEqual(['2026-02-22', '2026-02-21', '2026-02-28', '2026-03-01'].map(within), [true, false, true, false])
  assert.deepEqual(['2028-02-22', '2028-02-23', '2028-02-29'].map(within), [false, true, true])
  assert.equal(birthdaysIn('month', day('2026-12-30')).at(0), 1201)
  assert.equal(birthdaysIn('next_month', day('2026-12-30')).at(0), 101)
})

test('a coach finds those who are written to in another language than Swedish, and in which', async () => {
  const said = async (givenName: string, language: string) => {
    const personId = await world.aYouth({ givenName })
    await world.bed.web.write(world.coach, (tx) => setLanguage(tx, { personId, whose: 'self', language }))
  }
  await said('Amina', 'so')
  await said('Nadia', 'ar')
  await said('Lätt', 'sv-plain')
  await said('Urd', 'ur')
  assert.deepEqual((await found({ language: 'foreign' })).toSorted(), ['Amina', 'Nadia', 'Urd'])
  assert.deepEqual(await found({ language: 'so' }), ['Amina'])
  assert.deepEqual(await found({ language: 'sv-plain' }), ['Lätt'])
  assertShows(await world.tab.get(paths.cases({ language: 'so' })), /Somaliska/, /href="[^"]*"[^>]*>Somaliska/)
})

test('a coach finds whom they have a reminder about, and those whose day has come; nobody finds by a colleague’s', async () => {
  const remind = async (givenName: string, onDay: string) => {
    const personId = await world.aYouth({ givenName })
    await world.bed.web.write(world.coach, (tx) =>
      remindOf(tx, { personId, kind: 'call', onDay: day(onDay), atTime: null, assignedTo: world.coach.accountId }),
    )
  }
  await remind('Måns', '2026-10-15')
  await remind('Signe', '2026-10-16')
  assert.deepEqual((await found({ reminder: 'any' })).toSorted(), ['Måns', 'Signe'])
  assert.deepEqual(await found({ reminder: 'due' }), ['Måns'])
  const lead = await signedIn(world.bed, world.domain, { role: 'team_lead', displayName: 'Olle Kant' })
  assert.deepEqual(namesIn(await world.site.tab(lead).get(paths.cases({ whose: 'all', reminder: 'any' }))), [])
})

test('a coach finds those in whose case somebody else has done something since they looked, and no longer when they have', async () => {
  const lead = await signedIn(world.bed, world.domain, { role: 'kaa_coordinator', displayName: 'Sara Lind' })
  const personId = await world.aYouth({ givenName: 'Ylva' })
  await world.aYouth({ givenName: 'Orörd' })
  const changed = { whose: 'mine', changed: '1' }
  assert.deepEqual(await found(changed), [])
  await world.bed.web.write(lead, (tx) => changeSetting(tx, { personId, setting: 'in_school', from: tx.today }))
  assert.deepEqual(await found(changed), ['Ylva'])
  await world.tab.get(paths.personCase(personId))
  assert.deepEqual(await found(changed), [])
  // Of one's own alone: nobody looks at the cases of everybody.
  assertHides(await world.tab.get(paths.cases({ whose: 'all', changed: '1' })), /name="changed"/)
})

test('with a reminder and something new both are asked for, and all of such a list are those it shows', async () => {
  const lead = await signedIn(world.bed, world.domain, { role: 'kaa_coordinator', displayName: 'Sara Lind' })
  const personId = await world.aYouth({ givenName: 'Bägge' })
  const onDay = day('2026-10-15')
  await world.bed.web.write(world.coach, (tx) =>
    remindOf(tx, { personId, kind: 'call', onDay, atTime: null, assignedTo: world.coach.accountId }),
  )
  await world.bed.web.write(lead, (tx) => changeSetting(tx, { personId, setting: 'in_school', from: onDay }))
  assert.deepEqual(await found({ whose: 'mine', changed: '1', reminder: 'due' }), ['Bägge'])
  await world.tab.submit(paths.caseLabels(), { label: 'Se över', colour: 'red', shared: 'own' })
  const label = /value="([^"]+)"[^>]*>Se över/.exec((await world.tab.get(paths.cases())).html)?.[1] ?? ''
  const all = { scope: 'all', query: 'whose=mine&changed=1&reminder=due', label, on: 'on' }
  assertSays(await world.tab.submit(paths.caseLabelling(), all), /1 ärende ändrades/)
  assert.deepEqual(await found({ label }), ['Bägge'])
})

test('what others did before one looked is seen, and what oneself did is nothing new', () => {
  const [one, two] = ['1', '2'] as unknown as [PersonId, PersonId]
  const did = (person: PersonId, by: string, action: string) => ({ person, by, action })
  const looked = 'cases.case_read'
  assert.deepEqual(changedSince([did(one, 'b', 'plans.worded'), did(one, 'a', looked)], 'a'), [one])
  assert.deepEqual(changedSince([did(one, 'a', looked), did(one, 'b', 'plans.worded')], 'a'), [])
  assert.deepEqual(changedSince([did(one, 'a', 'plans.worded'), did(two, 'b', looked)], 'a'), [])
})

test('a filter that was saved before there were these goes on asking for what it asked', async () => {
  await world.client.query(
    `insert into support_filter (domain_id, account_id, shared, name, version, filter, made_at)
     values ($1, $2, false, 'Från förr', 1, '{"whose":"mine","day":"none","age":"16_17","waiting":"1"}', now())`,
    [world.domain.id, world.coach.accountId],
  )
  const saved = await world.bed.web.read(world.coach, savedFilters)
  const filter = saved.find(({ name }) => name === 'Från förr')?.filter ?? null
  assert.deepEqual([filter?.mine, filter?.day, filter?.age, filter?.waiting], [true, 'none', '16_17', true])
  assert.deepEqual([filter?.birthday, filter?.language, filter?.reminder, filter?.changed], [null, null, null, false])
})

test('what these ask for stands in the address as it was asked, and a list that asks for one is not plain', () => {
  const asked = { birthday: 'week', language: 'so', reminder: 'due', changed: '1' }
  const filter = filterFrom((name) => ({ ...asked, whose: 'mine' })[name], false)
  const { birthday, language, reminder, changed } = queryOf(filter)
  assert.deepEqual({ birthday, language, reminder, changed }, { ...asked, changed: true })
  for (const name of ['birthday', 'language', 'reminder', 'changed'] as const)
    assert.equal(isPlain(filterFrom((each) => (each === name ? asked[name] : undefined), true)), false, name)
})
