import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { anExit } from '../../../test/build/progress.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertShows, siteOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import type { Sex } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import type { ExitInput } from './model.ts'
import { outcomes, percent } from './rules.ts'
import { leaversAlone, supportedBetween } from './store.ts'

/**
 * The team of Karlskoga and Degerfors, as #jagmed told of it: 59 per cent of the boys and 47 per cent of the girls went on to studies or work.
 * The shares fit 27 boys and 17 girls, and no other numbers of that size.
 */
const AUTUMN = { from: day('2026-07-01'), until: day('2027-01-01'), account: null }

let bed: TestBed
let domain: TestDomain
let coach: Writer

type Kind = Pick<ExitInput, 'outcome' | 'kind' | 'place' | 'backedBy' | 'nextStep'>
const STUDIES: Kind = {
  outcome: 'studies',
  kind: 'adult_education',
  place: 'Komvux',
  backedBy: 'school',
  nextStep: 'goes_on',
}
const WORK: Kind = {
  outcome: 'work',
  kind: 'employed',
  place: 'Verkstaden',
  backedBy: 'employment_service',
  nextStep: 'goes_on',
}
const AUTHORITY: Kind = {
  ...{ outcome: 'other_authority', kind: 'social_services', place: 'Socialtjänsten' },
  ...{ backedBy: 'social_services', nextStep: 'meeting' },
}
const BROKEN_OFF: Kind = {
  ...{ outcome: 'interrupted', kind: 'own_choice', place: null, backedBy: 'municipality', nextStep: 'own_plan' },
}
/** Whose case is open still, with nothing said of leaving. */
const STILL = null

async function entered(sex: Sex, left: Kind | null): Promise<void> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { sex })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id, openedOn: day('2026-09-01') })
  if (left !== null) await anExit(bed, coach, { personId: id, exitedOn: day('2026-10-10'), ...left })
}

const times = async (sex: Sex, count: number, left: Kind | null) => {
  for (let n = 0; n < count; n += 1) await entered(sex, left)
}

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Karlskoga och Degerfors', municipality: '0484' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  await times('male', 10, STUDIES)
  await times('male', 6, WORK)
  await times('male', 3, AUTHORITY)
  await times('male', 7, STILL)
  await times('male', 1, BROKEN_OFF)
  await times('female', 5, STUDIES)
  await times('female', 3, WORK)
  await times('female', 6, AUTHORITY)
  await times('female', 3, STILL)
})
after(() => bed.close())

const people = () => bed.web.read(coach, (tx) => supportedBetween(tx, AUTUMN))
const shares = (count: number, of: number) => percent(count, of)

test('of 27 boys 59 per cent went on to studies or work, 37 to studies and 22 to work', async () => {
  const boys = outcomes(await people(), 'male')
  assert.deepEqual(
    { all: boys.all, reached: boys.reached, studies: boys.studies, work: boys.work },
    { all: 27, reached: 16, studies: 10, work: 6 },
  )
  assert.deepEqual(
    [boys.reached, boys.studies, boys.work].map((count) => shares(count, boys.all)),
    [59, 37, 22],
  )
})

test('11 per cent of the boys got support from another authority, 26 are still there, and one broke off', async () => {
  const boys = outcomes(await people(), 'male')
  assert.deepEqual(
    [boys.other_authority, boys.in_support].map((count) => shares(count, boys.all)),
    [11, 26],
  )
  assert.equal(boys.interrupted, 1)
})

test('of 17 girls 47 per cent went on, 35 got support from another authority, 18 are still there, and none broke off', async () => {
  const girls = outcomes(await people(), 'female')
  assert.deepEqual(
    { all: girls.all, reached: girls.reached, interrupted: girls.interrupted },
    { all: 17, reached: 8, interrupted: 0 },
  )
  assert.deepEqual(
    [girls.reached, girls.other_authority, girls.in_support].map((count) => shares(count, girls.all)),
    [47, 35, 18],
  )
})

test('nobody was left without a next step, or without an authority behind them', async () => {
  const { withoutNext, unbacked } = outcomes(await people())
  assert.deepEqual([withoutNext, unbacked], [0, 0])
  const alone = await bed.web.read(coach, (tx) => leaversAlone(tx, { ...AUTUMN, limit: 10, offset: 0 }))
  assert.deepEqual(alone, { total: 0, rows: [] })
})

test('the page says the same, with the denominators in words', async () => {
  const page = await siteOf(bed)
    .tab(coach)
    .get(paths.progress({ half: '2026-2' }))
  assertShows(
    page,
    /Av 27 unga män med stöd gick 16 vidare till studier eller arbete: 59 %/,
    /Av 17 unga kvinnor med stöd gick 8 vidare till studier eller arbete: 47 %/,
    /10 \(37 %\)/,
    /6 \(22 %\)/,
    /3 \(11 %\)/,
    /7 \(26 %\)/,
    /1 \(4 %\)/,
    /6 \(35 %\)/,
    /3 \(18 %\)/,
    /Alla som lämnade har ett nästa steg och någon som tar vid/,
  )
})

test('another coach, who supports none of them, counts nobody', async () => {
  const other = await signedIn(bed, domain, { role: 'coach' })
  assert.deepEqual(await bed.web.read(other, (tx) => supportedBetween(tx, AUTUMN)), [])
})
