import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPupilFrom, derived, OUR_SCHOOL, ourSchool, postGoesRound } from '../../test/build/notices.ts'
import { aPerson, nextNumber, type TestPerson } from '../../test/build/people.ts'
import { anEnrolment } from '../../test/build/register.ts'
import { deriveAnew } from '../integrations/after-delivery.ts'
import type { Context } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { runDueJob } from '../kernel/jobs.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { recomputeRegister } from '../register/actions.ts'
import { studiesOf } from '../register/noted-store.ts'
import { isMember } from '../register/store.ts'
import * as came from './in-actions.ts'
import { noticesIn } from './in-store.ts'
import { noticeJobs } from './jobs.ts'
import type { InState, OutState } from './model.ts'
import * as out from './out-actions.ts'
import { noticesOut } from './out-store.ts'
import { deriveNotices, noteAbsence } from './owed-actions.ts'

let bed: TestBed
let eskilstuna: TestDomain
let katrineholm: TestDomain
let here: Context
let there: Context

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  eskilstuna = await aDomain(bed, { name: 'Barn- och utbildningsnämnden, Eskilstuna', municipality: '0484' })
  katrineholm = await aDomain(bed, { name: 'Bildningsnämnden, Katrineholm', municipality: '0483' })
  here = await signedIn(bed, eskilstuna, { role: 'kaa_coordinator' })
  there = await signedIn(bed, katrineholm, { role: 'kaa_coordinator' })
  await ourSchool(bed, eskilstuna, 'Eskilstuna kommun')
})
after(() => bed.close())

const pupil = (municipality: string, given: Parameters<typeof aPupilFrom>[2] = {}) =>
  bed.jobs.write(eskilstuna.machine, (tx) => aPupilFrom(tx, municipality, given))
const outbox = (state: OutState, who: Context = here) =>
  bed.web.read(who, (tx) => noticesOut(tx, state, { limit: 500, offset: 0 }))
const inbox = (state: InState, who: Context = there) =>
  bed.web.read(who, (tx) => noticesIn(tx, state, { limit: 500, offset: 0 }))
const owedOf = async ({ id }: TestPerson, state: OutState = 'to_send') =>
  (await outbox(state)).filter(({ personId }) => personId === id)
const round = () => postGoesRound(bed, katrineholm, eskilstuna)

/** The same young person as the hemkommun knows them: at the school in another municipality since August, and so not in its register. */
async function knownThere(number: ReturnType<typeof nextNumber>): Promise<TestPerson> {
  return bed.jobs.write(katrineholm.machine, async (tx) => {
    const person = await aPerson(tx, { number, municipality: '0483', born: '2008' })
    await anEnrolment(tx, person, { from: '2025-08-18', schoolUnitCode: OUR_SCHOOL })
    await recomputeRegister(tx, 'touched')
    return person
  })
}
const memberThere = (id: string, on: string) => bed.web.read(there, (tx) => isMember(tx, id, day(on)))

/** Sends the one notice that is to go of a pupil, and lets it come. Answers with what has come. */
async function sentAndCome(of: TestPerson) {
  const [owed] = await owedOf(of)
  await bed.web.write(here, (tx) => out.sendNotice(tx, owed?.id ?? ''))
  await round()
  const [sent] = await owedOf(of, 'sent')
  const notice = (await inbox('new')).find(({ parcelId }) => parcelId === sent?.parcelId)
  return { outId: owed?.id ?? '', notice }
}

test('15:15: what is to be told is worked out from the facts, and again changes nothing', async () => {
  const one = await pupil('0483')
  await pupil('0484')
  await derived(bed, eskilstuna)
  const owed = await owedOf(one)
  assert.deepEqual(
    owed.map(({ kind, onDay, municipality, dueOn, schoolUnit }) => [kind, onDay, municipality, dueOn, schoolUnit]),
    [['starts', '2026-08-17', '0483', '2026-08-24', 'Rekarnegymnasiet']],
  )
  assert.deepEqual((await derived(bed, eskilstuna)).added, 0)
  assert.equal((await owedOf(one)).length, 1)
})

test('what turns out not to be so is not told, and is told after all when it is so again', async () => {
  const one = await pupil('0483')
  await derived(bed, eskilstuna)
  const version = (known: string) =>
    bed.jobs.write(eskilstuna.machine, async (tx) => {
      await tx.run(
        sql`update enrolment set known_until = ${known === 'no' ? tx.now : null} where person_id = ${one.id}`,
      )
      await tx.record('register.built')
    })
  await version('no')
  assert.deepEqual(await derived(bed, eskilstuna), { added: 0, reversed: 1, lapsed: 0 })
  assert.equal((await owedOf(one)).length, 0)
  assert.equal((await owedOf(one, 'not_needed'))[0]?.notNeededWhy, 'reversed')
  await version('yes')
  await derived(bed, eskilstuna)
  assert.equal((await owedOf(one)).length, 1)
})

test('what was told and turns out not to be so is taken back: on its way it goes no further, and having come it is said', async () => {
  const [one, two] = [await pupil('0483'), await pupil('0483')]
  await derived(bed, eskilstuna)
  for (const each of [one, two]) {
    const [owed] = await owedOf(each)
    await bed.web.write(here, (tx) => out.sendNotice(tx, owed?.id ?? ''))
    if (each === one) await round()
  }
  const before = (await inbox('new')).length
  await bed.jobs.write(eskilstuna.machine, async (tx) => {
    await tx.run(sql`update enrolment set known_until = ${tx.now} where person_id in (${one.id}, ${two.id})`)
    await tx.record('register.built')
  })
  assert.equal((await derived(bed, eskilstuna)).lapsed, 2)
  await round()
  const [withdrawn] = (await inbox('no_effect')).filter(({ reason }) => reason === 'withdrawn')
  assert.notEqual(withdrawn?.withdrawnAt, null)
  assert.equal(withdrawn?.number, null)
  assert.equal((await inbox('new')).length, before - 1)

  await bed.jobs.write(eskilstuna.machine, async (tx) => {
    await tx.run(sql`update enrolment set known_until = null where person_id = ${one.id}`)
    await tx.record('register.built')
  })
  await derived(bed, eskilstuna)
  const again = await sentAndCome(one)
  assert.deepEqual([again.notice?.kind, again.notice?.withdrawnAt], ['starts', null])
})

test('what came back and turns out not to be so is nobody’s to send', async () => {
  const one = await pupil('0483')
  await derived(bed, eskilstuna)
  const { notice } = await sentAndCome(one)
  await bed.web.write(there, (tx) => came.returnNotice(tx, notice?.id ?? ''))
  await round()
  assert.equal((await owedOf(one, 'failed')).length, 1)
  await bed.jobs.write(eskilstuna.machine, async (tx) => {
    await tx.run(sql`update enrolment set known_until = ${tx.now} where person_id = ${one.id}`)
    await tx.record('register.built')
  })
  await derived(bed, eskilstuna)
  assert.equal((await owedOf(one, 'failed')).length, 0)
  assert.equal((await owedOf(one, 'not_needed'))[0]?.notNeededWhy, 'reversed')
})

test('while nobody knows which schools are ours, nothing that was to be told is taken back', async () => {
  const own = await aDomain(bed, { municipality: '0486' })
  await ourSchool(bed, own, 'Strängnäs kommun')
  const lead = await signedIn(bed, own, { role: 'kaa_coordinator' })
  await bed.jobs.write(own.machine, (tx) => aPupilFrom(tx, '0483'))
  assert.equal((await derived(bed, own)).added, 1)
  const rename = (name: string) =>
    bed.jobs.write(own.machine, async (tx) => {
      await tx.run(sql`update organisation set name = ${name}`)
      await tx.record('organisations.renamed')
    })
  await rename('Skolhuset')
  assert.deepEqual(await derived(bed, own), { added: 0, reversed: 0, lapsed: 0 })
  assert.equal((await outbox('to_send', lead)).length, 1)
})

test('what a delivery changes is worked out by the job that follows it', async () => {
  const one = await pupil('0483')
  await bed.jobs.technical(eskilstuna.machine, deriveAnew)
  while (await runDueJob(bed.jobs, eskilstuna.machine, noticeJobs));
  assert.equal((await owedOf(one)).length, 1)
})

test('10:28, 15:15: over the wall goes what happened, the number, the name, the school and the sender, and nothing else', async () => {
  const one = await pupil('0483', { givenName: 'Tove', familyName: 'Ask', street: 'Storgatan 1', phone: '0701740601' })
  await derived(bed, eskilstuna)
  const { notice } = await sentAndCome(one)
  assert.deepEqual(
    {
      ...{
        kind: notice?.kind,
        onDay: notice?.onDay,
        number: notice?.number,
        name: `${notice?.givenName} ${notice?.familyName}`,
      },
      ...{
        school: notice?.schoolUnit,
        code: notice?.schoolUnitCode,
        sender: notice?.sender,
        personId: notice?.personId,
      },
    },
    {
      ...{ kind: 'starts', onDay: '2026-08-17', number: one.number, name: 'Tove Ask', school: 'Rekarnegymnasiet' },
      ...{ code: OUR_SCHOOL, sender: 'Barn- och utbildningsnämnden, Eskilstuna', personId: null },
    },
  )
  const left = await bed.jobs.read(katrineholm.machine, (tx) =>
    tx.all(z.object({ n: z.number() }), sql`select count(*) as n from person where id = ${one.id}`),
  )
  assert.deepEqual(left, [{ n: 0 }])
})

test('a receipt goes back when somebody there opens it, and what they did with it when they have', async () => {
  const one = await pupil('0483')
  await derived(bed, eskilstuna)
  const { outId, notice } = await sentAndCome(one)
  const [sent] = await owedOf(one, 'sent')
  assert.notEqual(sent?.takenAt, null)
  await bed.web.write(there, (tx) => came.openIn(tx, notice?.id ?? ''))
  await round()
  assert.deepEqual(
    (await owedOf(one, 'received')).map(({ id, answer }) => [id, answer]),
    [[outId, null]],
  )
  await bed.web.write(there, (tx) => came.setNoEffect(tx, { id: notice?.id ?? '', reason: 'not_ours' }))
  await round()
  assert.equal((await owedOf(one, 'received'))[0]?.answer, 'no_effect')
})

test('one that goes to the wrong municipality comes back, and may then go by hand', async () => {
  const one = await pupil('0483')
  await derived(bed, eskilstuna)
  const { outId, notice } = await sentAndCome(one)
  await bed.web.write(there, (tx) => came.returnNotice(tx, notice?.id ?? ''))
  await round()
  assert.deepEqual(
    (await owedOf(one, 'failed')).map(({ failedWhy }) => failedWhy),
    ['returned'],
  )
  await bed.web.write(here, (tx) => out.sentByHand(tx, { id: outId, how: 'letter', on: day('2026-10-14') }))
  await round()
  assert.deepEqual(
    (await owedOf(one, 'sent')).map(({ sentHow, sentOn }) => [sentHow, sentOn]),
    [['letter', '2026-10-14']],
  )
})

test('an interruption that is applied puts the young person in the register, and taking it back takes them out', async () => {
  const number = nextNumber({ born: '2008' })
  const one = await pupil('0483', { number, studies: { from: '2025-08-18', until: '2026-10-10', interrupted: true } })
  const known = await knownThere(number)
  await derived(bed, eskilstuna)
  assert.equal(await memberThere(known.id, '2026-10-15'), false)
  const { notice } = await sentAndCome(one)
  assert.equal(notice?.personId, known.id)
  assert.equal(notice?.number, null)
  const applied = await bed.web.write(there, (tx) => came.applyNotice(tx, notice?.id ?? ''))
  assert.deepEqual(applied, { effect: 'entered', on: '2026-10-10' })
  assert.equal(await memberThere(known.id, '2026-10-10'), true)
  assert.equal(await memberThere(known.id, '2026-10-09'), false)
  const [studies] = await bed.web.read(there, (tx) => studiesOf(tx, known.id))
  assert.equal(studies?.source, 'underrättelse: Barn- och utbildningsnämnden, Eskilstuna')
  await bed.web.write(there, (tx) => came.undoNotice(tx, notice?.id ?? ''))
  assert.equal(await memberThere(known.id, '2026-10-10'), false)
  const [back] = await bed.web.read(there, (tx) => studiesOf(tx, known.id))
  assert.deepEqual([back?.endsBefore, back?.source], [null, 'inskrivningar'])
})

test('somebody in the register who starts is no longer in it', async () => {
  const number = nextNumber({ born: '2008' })
  const one = await pupil('0483', { number, studies: { from: '2026-10-05' } })
  const known = await bed.jobs.write(katrineholm.machine, async (tx) => {
    const person = await aPerson(tx, { number, municipality: '0483', born: '2008' })
    await anEnrolment(tx, person, { from: '2024-08-19', until: '2026-06-13', interrupted: true })
    await recomputeRegister(tx, 'touched')
    return person
  })
  assert.equal(await memberThere(known.id, '2026-10-15'), true)
  await derived(bed, eskilstuna)
  const { notice } = await sentAndCome(one)
  const applied = await bed.web.write(there, (tx) => came.applyNotice(tx, notice?.id ?? ''))
  assert.equal(applied.effect, 'left')
  assert.equal(await memberThere(known.id, '2026-10-15'), false)
})

test('what a later delivery says is not overwritten, and is said', async () => {
  const number = nextNumber({ born: '2008' })
  const one = await pupil('0483', { number, studies: { from: '2025-08-18', until: '2026-10-10' } })
  await derived(bed, eskilstuna)
  const { notice } = await sentAndCome(one)
  bed.setNow('2026-10-16T08:00:00Z')
  try {
    const known = await knownThere(number)
    await round()
    await assert.rejects(
      bed.web.write(there, (tx) => came.applyNotice(tx, notice?.id ?? '')),
      { kind: 'conflict', code: 'newer_known' },
    )
    const [studies] = await bed.web.read(there, (tx) => studiesOf(tx, known.id))
    assert.equal(studies?.endsBefore, null)
  } finally {
    bed.setNow('2026-10-15T10:00:00Z')
  }
})

test('a notice of somebody not known here waits for them, and is theirs when they come', async () => {
  const number = nextNumber({ born: '2008' })
  const told = {
    ...{
      number: number.number,
      givenName: 'Nils',
      familyName: 'Berg',
      sender: 'Realgymnasiet',
      toldOn: day('2026-10-12'),
    },
    ...({ kind: 'ends', onDay: day('2026-10-09'), interrupted: true, schoolForm: 'GY', programmeCode: null } as const),
    ...{ schoolUnitCode: null, schoolUnit: 'Realgymnasiet' },
  }
  const id = await bed.web.write(there, (tx) => came.enterNotice(tx, told))
  await assert.rejects(
    bed.web.write(there, (tx) => came.enterNotice(tx, told)),
    { kind: 'conflict' },
  )
  await assert.rejects(
    bed.web.write(there, (tx) => came.applyNotice(tx, id)),
    { code: 'nobody_here' },
  )
  assert.equal(await bed.web.write(there, (tx) => came.matchNotice(tx, id)), false)
  const known = await bed.jobs.write(katrineholm.machine, (tx) => aPerson(tx, { number, municipality: '0483' }))
  await round()
  const [matched] = (await inbox('new')).filter((each) => each.id === id)
  assert.deepEqual([matched?.personId, matched?.number], [known.id, null])
})

test('of two who enter the same at once the second is told; of two notices applied at once the second sees what the first has done', async () => {
  const number = nextNumber()
  await knownThere(number)
  const told = (onDay: string) => ({
    ...{ number: number.number, givenName: null, familyName: null, sender: 'Friskolan AB', toldOn: day('2026-10-15') },
    ...({ kind: 'ends', interrupted: false, schoolForm: 'GY', programmeCode: null, onDay: day(onDay) } as const),
    ...{ schoolUnitCode: OUR_SCHOOL, schoolUnit: 'Rekarnegymnasiet' },
  })
  const enter = (onDay: string) => bed.web.write(there, (tx) => came.enterNotice(tx, told(onDay)))
  const lost = (both: readonly PromiseSettledResult<unknown>[]) =>
    both.flatMap((each) => (each.status === 'rejected' ? [[each.reason.kind, each.reason.code]] : []))
  const entered = await Promise.allSettled([enter('2026-10-09'), enter('2026-10-09')])
  assert.deepEqual(lost(entered), [['conflict', 'notice']])
  const one = entered.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const ids = [...one, await enter('2026-10-12')]
  const applied = await Promise.allSettled(ids.map((id) => bed.web.write(there, (tx) => came.applyNotice(tx, id))))
  assert.deepEqual(lost(applied), [])
})

test('21:3: protected identity never goes by itself, not even past the page', async () => {
  const one = await pupil('0483', { protection: 'confidentiality_marking' })
  await derived(bed, eskilstuna)
  assert.equal((await owedOf(one)).length, 0)
  const sees = await signedIn(bed, eskilstuna, { role: 'kaa_coordinator', seesProtected: true })
  const [owed] = (await outbox('to_send', sees)).filter(({ personId }) => personId === one.id)
  await assert.rejects(
    bed.web.write(sees, (tx) => out.sendNotice(tx, owed?.id ?? '')),
    { kind: 'conflict', code: 'protected' },
  )
  const Sent = z.object({ id: z.uuid().nullable() })
  const direct = await bed.web.technical(sees, (tx) =>
    tx.one(Sent, sql`select access.send_notice(${owed?.id ?? ''}) as id`),
  )
  assert.equal(direct.id, null)
  await bed.web.write(sees, (tx) => out.sentByHand(tx, { id: owed?.id ?? '', how: 'phone', on: day('2026-10-15') }))
  assert.equal(
    (await outbox('sent', sees)).some(({ id }) => id === owed?.id),
    true,
  )
})

test('many are sent at once, and those that may not go are left', async () => {
  const [one, far] = [await pupil('0483'), await pupil('0180')]
  await derived(bed, eskilstuna)
  const ids = [...(await owedOf(one)), ...(await owedOf(far))].map(({ id }) => id)
  const preview = await bed.web.read(here, (tx) => out.previewSending(tx, ids))
  assert.deepEqual(preview.map(({ obstacle }) => obstacle).sort(), ['not_in_sedd', null].sort())
  assert.deepEqual(await bed.web.write(here, (tx) => out.sendMany(tx, ids)), { sent: 1, left: 1 })
  assert.equal((await owedOf(far)).length, 1)
})

test('nobody else in the house sees what is told, and another domain sees none of it', async () => {
  const one = await pupil('0483')
  await derived(bed, eskilstuna)
  const [owed] = await owedOf(one)
  for (const role of ['coach', 'team_lead', 'administrator', 'principal'] as const) {
    const other = await signedIn(bed, eskilstuna, { role })
    await assert.rejects(
      bed.web.write(other, (tx) => out.sendNotice(tx, owed?.id ?? '')),
      { kind: 'forbidden' },
    )
  }
  await assert.rejects(
    bed.web.write(there, (tx) => out.openOut(tx, owed?.id ?? '')),
    { kind: 'not_found' },
  )
  await assert.rejects(bed.web.write(here, deriveNotices), { kind: 'forbidden' })
})

test('15:15: considerable absence is told of a pupil from elsewhere, once a day', async () => {
  const [one, ours] = [await pupil('0483'), await pupil('0484')]
  const absence = { percent: 34, onDay: day('2026-10-15'), anyway: false }
  const id = await bed.web.write(here, (tx) => noteAbsence(tx, { personId: one.id, ...absence }))
  assert.equal((await owedOf(one)).find((each) => each.id === id)?.absencePercent, 34)
  const told = (personId: string, more: object = {}) =>
    bed.web.write(here, (tx) => noteAbsence(tx, { personId, ...absence, ...more }))
  const refused = (code: string) => (error: { fields: { code: string }[] }) => error.fields[0]?.code === code
  await assert.rejects(told(one.id), refused('noted_already'))
  await assert.rejects(told(ours.id), refused('lives_here'))
  await assert.rejects(told(one.id, { percent: 10 }), refused('below_threshold'))
  await assert.rejects(told(one.id, { onDay: day('2026-08-01') }), refused('no_pupil'))
})
