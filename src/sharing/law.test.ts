import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { accepted, shared } from '../../test/build/share.ts'
import type { DomainKind, Role } from '../access/model.ts'
import { day, endOf } from '../kernel/date.ts'
import { writeNote } from '../notes/actions.ts'
import type { Secrecy as NoteSecrecy } from '../notes/model.ts'
import { notesOf } from '../notes/store.ts'
import { addSecrecy, amendGround, confirmGround, endSecrecy } from './law-actions.ts'
import { grounds, secreciesOf } from './law-store.ts'
import { insertConsent, insertShare } from './store.ts'

/** How a domain reads the law, and what of it the database holds to by itself. */

let bed: TestBed
let social: TestDomain

before(async () => {
  bed = await testBed()
  social = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
})
after(() => bed.close())

const domain = (kind: DomainKind) => aDomain(bed, { kind, keepsRegister: false })
const refused = (code: string) => (error: unknown) =>
  (error as { fields: readonly { code: string }[] }).fields.some((each) => each.code === code)

/** A member of staff there, and a young person whose case is theirs. */
async function aCase(home: TestDomain, role: Role = 'coach', born = '2008') {
  const staff = await signedIn(bed, home, { role })
  const youth = await bed.jobs.write(home.machine, (tx) => aPerson(tx, { born }))
  await bed.jobs.write(home.machine, (tx) => ownedBy(tx, youth.id, staff.accountId))
  return { staff, personId: youth.id }
}

const added = (administrator: Awaited<ReturnType<typeof signedIn>>, paragraph: string) =>
  bed.web.write(administrator, (tx) =>
    addSecrecy(tx, { paragraph, strength: 'reversed', labelSv: 'Sekretess', labelEn: 'Secrecy' }),
  )

/** Asked of the function alone, past what the program asks first. */
function sharedAlone(
  by: { staff: Awaited<ReturnType<typeof signedIn>>; personId: string },
  to: TestDomain,
  code: string,
  lastDay = '2026-12-31',
) {
  return bed.web.write(by.staff, async (tx) => {
    await tx.record('sharing.tried', {})
    return insertShare(tx, {
      ...{ personId: by.personId, toDomainId: to.id, topics: ['identity'], consentId: null, protectedReason: null },
      ...{ groundId: (await grounds(tx)).find((each) => each.code === code)?.id ?? '', purpose: 'Planering i höst' },
      ...{ groundDetail: 'Utan detta når vi inte fram', untilAt: endOf(day(lastDay)) },
    })
  })
}

test('a paragraph is known however it is written, and one that cannot be read is refused', async () => {
  const home = await domain('other')
  const administrator = await signedIn(bed, home, { role: 'administrator' })
  const written: Readonly<Record<string, readonly string[]>> = {
    '25 kap. 1 § OSL': ['25:1'],
    'OSL 25:1': ['25:1'],
    '25 kap 1§': ['25:1'],
    '25 KAP. § 1': ['25:1'],
    '26 kap. 3 § första stycket': ['26:3'],
    '26 kap. 1 a §': ['26:1a'],
    '25 kap. 1, 2 och 4 §§': ['25:1', '25:2', '25:4'],
    '26 kap. 1–3 §§': ['26:1', '26:2', '26:3'],
    '10 kap. 1 § och 12 kap. 2 §': ['10:1', '12:2'],
    'lagen (2009:400) 26 kap. 6 §': ['26:6'],
    '28 kap. 11-12 §§': ['28:11', '28:12'],
  }
  for (const paragraph of Object.keys(written)) await added(administrator, paragraph)
  const known = await bed.web.read(administrator, (tx) => secreciesOf(tx, home.id))
  for (const [paragraph, codes] of Object.entries(written))
    assert.deepEqual([paragraph, known.find((each) => each.paragraph === paragraph)?.codes], [paragraph, codes])
  for (const paragraph of ['26 kap.', 'socialtjänstsekretess', 'lagen (2009:400)'])
    await assert.rejects(added(administrator, paragraph), refused('paragraph_unreadable'), paragraph)
})

test('10:27: whatever the wording, the clause breaks none of 25:1–8 and 26:1–6, in the program and in the database', async () => {
  for (const paragraph of ['25 kap. 1 § OSL', '25 kap. 2 §', '26 kap. 3 §', 'OSL 26:1', '25 kap. 8 §']) {
    const home = await domain('other')
    const mine = await aCase(home)
    const administrator = await signedIn(bed, home, { role: 'administrator' })
    const clause = () =>
      shared(bed, mine.staff, { personId: mine.personId, toDomainId: social.id, ground: 'general_clause' })
    assert.ok(await clause())
    await added(administrator, paragraph)
    await assert.rejects(clause(), refused('hindrance.secrecy'), paragraph)
    await assert.rejects(sharedAlone(mine, social, 'general_clause'), { code: '22023' }, paragraph)
    assert.ok(await sharedAlone(mine, social, 'own_activity'))
  }
})

test('10:27: boards of social services and health care do not send on the clause, whatever is said of their secrecy', async () => {
  for (const kind of ['social_board', 'region', 'school_health'] as const) {
    const home = await domain(kind)
    const mine = await aCase(home)
    const administrators = [
      await signedIn(bed, home, { role: 'administrator' }),
      await signedIn(bed, home, { role: 'administrator' }),
    ]
    const known = await bed.web.read(mine.staff, (tx) => secreciesOf(tx, home.id))
    for (const administrator of administrators)
      for (const { id } of known)
        await bed.web
          .write(administrator, (tx) => endSecrecy(tx, id))
          .catch((error) => assert.match(String(error), /not_found/))
    assert.deepEqual(await bed.web.read(mine.staff, (tx) => secreciesOf(tx, home.id)), [])
    const clause = shared(bed, mine.staff, {
      personId: mine.personId,
      toDomainId: (await domain('other')).id,
      ground: 'general_clause',
    })
    await assert.rejects(clause, refused('hindrance.sender'), kind)
    await assert.rejects(sharedAlone(mine, await domain('other'), 'general_clause'), { code: '22023' }, kind)
  }
})

test('a secrecy that a ground does not break is ended by two, and the one who asked can think again', async () => {
  const home = await domain('social_board')
  const [one, other] = [
    await signedIn(bed, home, { role: 'administrator' }),
    await signedIn(bed, home, { role: 'administrator' }),
  ]
  const known = () => bed.web.read(one, (tx) => secreciesOf(tx, home.id))
  const [guarded, plain] = [
    (await known()).find(({ codes }) => codes.includes('26:1'))?.id ?? '',
    (await known()).find(({ codes }) => codes.includes('21:3'))?.id ?? '',
  ]
  const ended = (who: typeof one, id: string) => bed.web.write(who, (tx) => endSecrecy(tx, id))
  const ending = async (who: typeof one) =>
    (await bed.web.read(who, (tx) => secreciesOf(tx, home.id))).find(({ id }) => id === guarded)?.ending
  await ended(one, plain)
  await ended(one, guarded)
  assert.deepEqual([await ending(one), await ending(other)], ['mine', 'other'])
  await ended(one, guarded)
  assert.deepEqual([await ending(one), await ending(other)], [null, null])
  await ended(one, guarded)
  // Nobody else learns what is thought of.
  const stranger = await signedIn(bed, social, { role: 'coach' })
  const seen = await bed.web.read(stranger, (tx) => secreciesOf(tx, home.id))
  assert.deepEqual(
    seen.map((each) => each.ending),
    [null],
  )
  await ended(other, guarded)
  assert.deepEqual(await known(), [])
  assert.equal(await ending(one), undefined)
})

test('10:18 a: to the police from social services, and only once it is confirmed; other words do not open it', async () => {
  const [home, police, school] = [await domain('social_board'), await domain('other'), await domain('school_board')]
  const [mine, theirs] = [await aCase(home, 'social_worker', '2005-06-05'), await aCase(school)]
  bed.setNow('2026-06-04T21:59:59Z')
  const administrator = await signedIn(bed, home, { role: 'administrator' })
  const named = async () =>
    (await bed.web.read(administrator, grounds)).find(({ code }) => code === 'police_prevention')
  assert.deepEqual([(await named())?.paragraph, (await named())?.fromKinds], ['10 kap. 18 a §', ['social_board']])
  const sent = (by: typeof mine, lastDay = day('2026-06-04')) =>
    shared(bed, by.staff, { personId: by.personId, toDomainId: police.id, ground: 'police_prevention', lastDay })
  await assert.rejects(sent(mine), refused('hindrance.unconfirmed'))
  await assert.rejects(sharedAlone(mine, police, 'police_prevention'), { code: '22023' })
  const before = await named()
  if (before) await bed.web.write(administrator, (tx) => amendGround(tx, before.id, before))
  await assert.rejects(sent(mine), refused('hindrance.unconfirmed'))
  await bed.web.write(administrator, async (tx) => confirmGround(tx, (await named())?.id ?? ''))
  assert.ok(await sent(mine))
  await assert.rejects(sent(mine, day('2026-06-05')), refused('until_age'))
  await assert.rejects(sharedAlone(mine, police, 'police_prevention', '2026-06-05'), { code: '22023' })
  assert.ok(await sharedAlone(mine, police, 'police_prevention', '2026-06-04'))
  await assert.rejects(sent(theirs), refused('hindrance.sender'))
  await assert.rejects(sharedAlone(theirs, police, 'police_prevention'), { code: '22023' })
  // The next second is the twenty-first birthday.
  bed.setNow('2026-06-04T22:00:00Z')
  await assert.rejects(sent(mine), refused('hindrance.age'))
  await assert.rejects(sharedAlone(mine, police, 'police_prevention'), { code: '22023' })
  bed.setNow('2026-10-15T10:00:00Z')
})

test('12:3: the database takes no yes of a guardian alone for a day after the young person is 18', async () => {
  const school = await domain('school_board')
  const { staff, personId } = await aCase(school, 'coach', '2008-12-01')
  const alone = (lastDay: string) =>
    bed.web.write(staff, async (tx) => {
      await tx.record('sharing.tried', {})
      return insertConsent(tx, {
        ...{ personId, toDomainId: social.id, topics: ['identity'], purpose: 'Gemensam planering inför hösten' },
        ...{
          byPerson: false,
          byGuardian: true,
          aloneReason: 'Den unga ligger på sjukhus',
          how: 'paper',
          witness: null,
        },
        ...{ document: 'Dnr 12/2026', givenOn: day('2026-10-15'), untilAt: endOf(day(lastDay)) },
      })
    })
  assert.ok(await alone('2026-11-30'))
  await assert.rejects(alone('2026-12-01'), { code: '22023' })
})

test('10:27: of notes that are shared on the clause those of health care and social services are left behind', async () => {
  const school = await domain('school_board')
  const { staff, personId } = await aCase(school)
  const worker = await signedIn(bed, social, { role: 'social_worker' })
  const write = (secrecy: NoteSecrecy) =>
    bed.web.write(staff, (tx) =>
      writeNote(tx, { personId, topic: 'support', secrecy, happenedOn: day('2026-10-14'), body: 'Vill börja om.' }),
    )
  for (const secrecy of ['pupil_support', 'health_care', 'labour_market'] as const) await write(secrecy)
  const topics = ['identity', 'note'] as const
  const opened = async (ground: string) => {
    const id = await shared(bed, staff, { personId, toDomainId: social.id, topics: [...topics], ground })
    await accepted(bed, worker, id)
    return id
  }
  const seen = async (visit: string) => {
    const page = { root: personId, struck: false, limit: 20, offset: 0 }
    const notes = await bed.web.read({ ...worker, visit }, (tx) => notesOf(tx, page))
    return notes.map(({ secrecy }) => secrecy).sort()
  }
  const clause = await opened('general_clause')
  assert.deepEqual(await seen(clause), ['labour_market', 'pupil_support'])
  // Nor what is written afterwards.
  await write('social_services')
  assert.deepEqual(await seen(clause), ['labour_market', 'pupil_support'])
  assert.deepEqual(await seen(await opened('own_activity')), [
    'health_care',
    'labour_market',
    'pupil_support',
    'social_services',
  ])
})
