import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aMover, aNewcomer, livesIn, movesDerived, movesGoRound } from '../../test/build/moves.ts'
import { asOwner } from '../../test/build/notes.ts'
import { nextNumber, type TestPerson } from '../../test/build/people.ts'
import { consented } from '../../test/build/share.ts'
import type { Context, Write } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { decideSetting } from '../notices/owed-actions.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { setNext } from '../outreach/contacts/actions.ts'
import { nextOf } from '../outreach/contacts/store.ts'
import { recomputeRegister } from '../register/actions.ts'
import { isMember } from '../register/store.ts'
import * as came from './in-actions.ts'
import { movesIn, movesInOf } from './in-store.ts'
import type { HandoverGround } from './model.ts'
import * as out from './out-actions.ts'
import { movesOutOf } from './out-store.ts'

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
  here = await signedIn(bed, eskilstuna, { role: 'kaa_coordinator', displayName: 'Leyla Demir' })
  there = await signedIn(bed, katrineholm, { role: 'kaa_coordinator', displayName: 'Olof Berg' })
})
after(() => bed.close())

const ON = '2026-10-01'
const mover = (given: Partial<Parameters<typeof aMover>[1]> = {}) =>
  bed.jobs.write(eskilstuna.machine, (tx) => aMover(tx, { to: '0483', on: ON, phone: '070-174 06 05', ...given }))
const newcomer = (given: Partial<Parameters<typeof aNewcomer>[1]> = {}) =>
  bed.jobs.write(katrineholm.machine, (tx) => aNewcomer(tx, { from: '0484', municipality: '0483', on: ON, ...given }))
const leaves = async ({ id }: TestPerson, who: Context = here) =>
  (await bed.web.read(who, (tx) => movesOutOf(tx, id)))[0]
const comes = async ({ id }: TestPerson) => (await bed.web.read(there, (tx) => movesInOf(tx, id)))[0]
const round = () => movesGoRound(bed, katrineholm, eskilstuna)
const Sent = z.object({ sent: z.uuid().nullable() })
const TOLD = { callName: 'Leyla Demir', callWay: '016-710 10 00', groundDetail: '' }
const send = (id: string, ground: HandoverGround | null = 'harm_test', detail = '') =>
  bed.web.write(here, (tx) => out.sendMove(tx, { id, ...TOLD, ground, groundDetail: detail }))
/** The facts are changed as a delivery would, and what follows is worked out. */
const changed = async (change: (tx: Write) => Promise<unknown>) => {
  await bed.jobs.write(eskilstuna.machine, async (tx) => {
    await change(tx)
    await recomputeRegister(tx, 'all')
  })
  return movesDerived(bed, eskilstuna)
}

/** The same young person on both sides, handed over and on their way. */
async function handedOver() {
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const [one, same] = [await mover({ number }), await newcomer({ number })]
  await movesDerived(bed, eskilstuna)
  await movesDerived(bed, katrineholm)
  const move = await leaves(one)
  await send(move?.id ?? '')
  await round()
  return { one, same, outId: move?.id ?? '', came: await comes(same) }
}

test('29:6, 29:9: a move is worked out from the facts on both sides, and again changes nothing', async () => {
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const [one, same] = [await mover({ number }), await newcomer({ number })]
  const first = await movesDerived(bed, eskilstuna)
  assert.equal(first.out, 1)
  assert.equal((await movesDerived(bed, katrineholm)).in, 1)
  const [move, arrival] = [await leaves(one), await comes(same)]
  assert.deepEqual(
    [move?.state, move?.leftOn, move?.movedOn, move?.municipalityName, move?.clarity, move?.dueOn],
    ['to_hand_over', ON, ON, 'Katrineholm', 'clear', '2026-10-08'],
  )
  assert.deepEqual(
    [arrival?.state, arrival?.movedOn, arrival?.municipalityName, arrival?.phone, arrival?.sender],
    ['awaited', ON, 'Eskilstuna', null, null],
  )
  // No day without one of the two, and none with both.
  const memberOn = async (on: string) => [
    await bed.web.read(here, (tx) => isMember(tx, one.id, day(on))),
    await bed.web.read(there, (tx) => isMember(tx, same.id, day(on))),
  ]
  assert.deepEqual(await memberOn('2026-09-30'), [true, false])
  assert.deepEqual(await memberOn('2026-10-01'), [false, true])
  assert.deepEqual(await movesDerived(bed, eskilstuna), { out: 0, in: 0, withdrawn: 0, ended: 0 })
})

test('who studies, has turned twenty, or has left the country is not handed over', async () => {
  const abroad = await mover({ residency: 'emigrated', residencyFrom: ON, to: null })
  const stays = await bed.jobs.write(eskilstuna.machine, (tx) => aNewcomer(tx, { on: '2020-01-01' }))
  await movesDerived(bed, eskilstuna)
  assert.equal(await leaves(abroad), undefined)
  assert.equal(await leaves(stays), undefined)
})

test('over the wall goes who it is, the day, how they are reached and whom to call, and nothing else', async () => {
  const { one, came: arrival, outId } = await handedOver()
  assert.deepEqual(
    [arrival?.state, arrival?.sender, arrival?.callName, arrival?.callWay, arrival?.phone, arrival?.movedOn],
    ['to_receive', 'Barn- och utbildningsnämnden, Eskilstuna', 'Leyla Demir', '016-710 10 00', '070-174 06 05', ON],
  )
  const left = await asOwner(bed, async (client) => {
    await client.query('set role sedd_access')
    const { rows } = await client.query(
      `select num_nonnulls(number, given_name, family_name, phone, email, call_name, call_way, sender, moved_on) as left
         from access.move_parcel where move_id = $1`,
      [outId],
    )
    return rows[0]?.left
  })
  assert.equal(left, 0)
  assert.equal((await leaves(one))?.takenAt !== null, true)
})

test('what has come is received once, and the sender is told that it was opened and received', async () => {
  const { one, came: arrival, outId } = await handedOver()
  const id = arrival?.id ?? ''
  await bed.web.write(there, (tx) => came.openIn(tx, id))
  await round()
  assert.equal((await leaves(one))?.openedAt !== null, true)
  assert.equal((await leaves(one))?.state, 'sent')
  await bed.web.write(there, (tx) => came.receiveMove(tx, id))
  await assert.rejects(
    bed.web.write(there, (tx) => came.receiveMove(tx, id)),
    { kind: 'conflict', code: 'done_already' },
  )
  await round()
  await round()
  assert.equal((await leaves(one))?.state, 'received')
  await assert.rejects(send(outId), { kind: 'conflict', code: 'not_to_send' })
})

test('what is sent back comes back with why, and can be handed over anew', async () => {
  const { one, same, came: arrival, outId } = await handedOver()
  await bed.web.write(there, (tx) => came.refuseMove(tx, { id: arrival?.id ?? '', why: 'not_here' }))
  await round()
  const back = await leaves(one)
  assert.deepEqual([back?.state, back?.reason], ['declined', 'not_here'])
  const kept = await comes(same)
  assert.deepEqual([kept?.state, kept?.phone, kept?.number], ['declined', null, null])
  await send(outId)
  await round()
  assert.equal((await leaves(one))?.state, 'sent')
  const states = (await bed.web.read(there, (tx) => movesInOf(tx, same.id))).map(({ state }) => state)
  assert.deepEqual(states.sort(), ['declined', 'to_receive'])
})

test('a move that turns out not to be so is taken back: on its way it goes no further, and having come it is said', async () => {
  const first = await handedOver()
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const second = await mover({ number })
  await movesDerived(bed, eskilstuna)
  await send((await leaves(second))?.id ?? '')
  const derived = await changed((tx) =>
    tx.run(sql`
      update person_residence set known_until = case when municipality_code = '0483' then ${tx.now}::timestamptz end,
             until_on = case when municipality_code = '0483' then until_on end
       where person_id in (${first.one.id}, ${second.id})`),
  )
  assert.equal(derived.withdrawn, 2)
  await round()
  assert.equal((await leaves(first.one))?.state, 'lapsed')
  assert.equal((await comes(first.same))?.state === 'to_receive', false)
  const known = await newcomer({ number, from: null })
  await round()
  assert.equal(await comes(known), undefined)
})

test('when the data say another municipality it is withdrawn from the first and handed over to the second', async () => {
  const { one, same } = await handedOver()
  await changed((tx) =>
    tx.run(
      sql`update person_residence set municipality_code = '0180' where person_id = ${one.id} and municipality_code = '0483'`,
    ),
  )
  await round()
  const move = await leaves(one)
  assert.deepEqual([move?.state, move?.municipality, move?.sentAt], ['to_hand_over', '0180', null])
  const states = (await bed.web.read(there, (tx) => movesInOf(tx, same.id))).map(({ state }) => state)
  assert.ok(states.includes('withdrawn'))
})

test('29:6: where nothing says where to, somebody says it, and a delivery that says otherwise goes before', async () => {
  const one = await mover({ to: null })
  await movesDerived(bed, eskilstuna)
  const move = await leaves(one)
  assert.deepEqual([move?.municipality, move?.movedOn, move?.clarity], [null, null, 'gap'])
  const id = move?.id ?? ''
  await assert.rejects(send(id), { kind: 'conflict', code: 'no_destination' })
  const name = (municipality: string, movedOn: string) =>
    bed.web.write(here, (tx) => out.nameDestination(tx, { id, municipality, movedOn: day(movedOn) }))
  await assert.rejects(name('0484', ON), { fields: [{ field: 'municipality', code: 'municipality_missing' }] })
  await assert.rejects(name('0482', '2026-09-30'), { fields: [{ field: 'movedOn', code: 'day_before_leaving' }] })
  await name('0482', '2026-10-05')
  await movesDerived(bed, eskilstuna)
  assert.deepEqual([(await leaves(one))?.municipality, (await leaves(one))?.movedOn], ['0482', '2026-10-05'])
  await changed((tx) => livesIn(tx, one, { municipality: '0483', from: '2026-10-10' }))
  const now = await leaves(one)
  assert.deepEqual([now?.municipality, now?.movedOn, now?.saidBy, now?.clarity], ['0483', '2026-10-10', null, 'gap'])
})

test('outside Sedd it is said how, when and who received it; a letter waits for the one who has', async () => {
  const [called, written] = [await mover({ to: '0180' }), await mover({ to: '0180' })]
  await movesDerived(bed, eskilstuna)
  const byHand = async (of: TestPerson, how: 'phone' | 'letter', receivedBy: string) => {
    const id = (await leaves(of))?.id ?? ''
    await bed.web.write(here, (tx) =>
      out.sentByHand(tx, { id, ...TOLD, ground: 'harm_test', how, on: day('2026-10-14'), receivedBy }),
    )
    return id
  }
  await assert.rejects(byHand(called, 'phone', ''), { fields: [{ field: 'receivedBy', code: 'received_by_missing' }] })
  await byHand(called, 'phone', 'Eva Ek, Stockholm')
  assert.deepEqual(
    [(await leaves(called))?.state, (await leaves(called))?.receivedBy],
    ['received', 'Eva Ek, Stockholm'],
  )
  const id = await byHand(written, 'letter', '')
  assert.equal((await leaves(written))?.state, 'sent')
  await bed.web.write(here, (tx) => out.confirmReceived(tx, { id, receivedBy: 'registratorn' }))
  assert.equal((await leaves(written))?.state, 'received')
})

test('OSL 10 kap.: it takes a ground that is open, and the database holds to it past the page', async () => {
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const one = await mover({ number })
  await movesDerived(bed, eskilstuna)
  const id = (await leaves(one))?.id ?? ''
  const fields = (...of: readonly string[]) => ({ fields: of.map((code) => ({ field: 'ground', code })) })
  await assert.rejects(send(id, null), fields('ground_missing'))
  await assert.rejects(send(id, 'consent'), fields('ground_closed'))
  await assert.rejects(send(id, 'own_activity'), { fields: [{ field: 'groundDetail', code: 'detail_short' }] })
  const past = (ground: string) =>
    bed.web.write(here, async (tx) => {
      await tx.run(
        sql`update move_out set ground = ${ground}, call_name = 'Leyla', call_way = '016-7101000' where id = ${id}`,
      )
      await tx.run(sql`select access.send_move(${id})`)
      await tx.record('moves.opened', { object: id })
    })
  await assert.rejects(past('consent'), /no such ground here/)
  await assert.rejects(past('own_activity'), /no such ground here/)
  await consented(bed, here, { personId: one.id, toDomainId: katrineholm.id, topics: ['identity', 'contact'] })
  await send(id, 'consent')
  assert.deepEqual([(await leaves(one))?.state, (await leaves(one))?.ground], ['sent', 'consent'])
})

test('21:3: of one with protected identity nothing goes by itself, not even past the page, and who may not see them sees no move', async () => {
  const one = await mover({ protection: 'confidentiality_marking', protectedFrom: '2026-01-01' })
  await movesDerived(bed, eskilstuna)
  assert.equal(await leaves(one), undefined)
  const cleared = await signedIn(bed, eskilstuna, { role: 'kaa_coordinator', seesProtected: true })
  const id = (await leaves(one, cleared))?.id ?? ''
  await assert.rejects(
    bed.web.write(here, (tx) => out.openOut(tx, id)),
    { kind: 'not_found' },
  )
  await assert.rejects(
    bed.web.write(cleared, (tx) => out.sendMove(tx, { id, ...TOLD, ground: 'harm_test' })),
    { kind: 'conflict', code: 'protected' },
  )
  await bed.web.write(cleared, async (tx) => {
    await tx.run(
      sql`update move_out set ground = 'harm_test', call_name = 'Leyla', call_way = '016-7101000' where id = ${id}`,
    )
    const { sent } = await tx.one(Sent, sql`select access.send_move(${id}) as sent`)
    assert.equal(sent, null)
    await tx.record('moves.opened', { object: id, personId: one.id })
  })
  await bed.web.write(cleared, (tx) =>
    out.sentByHand(tx, { id, ...TOLD, ground: 'harm_test', how: 'phone', on: day('2026-10-14'), receivedBy: 'Eva Ek' }),
  )
  const told = await leaves(one, cleared)
  assert.deepEqual([told?.state, told?.phone, told?.email], ['received', null, null])
})
test('one who is nobody here stands with number and name until they are known, and is received then', async () => {
  const number = nextNumber({ born: '2008', orBorn: '2007' })
  const one = await mover({ number, givenName: 'Astrid' })
  await movesDerived(bed, eskilstuna)
  await send((await leaves(one))?.id ?? '')
  await round()
  const unknown = await bed.web.read(there, async (tx) => {
    return (await movesIn(tx, 'to_receive', { limit: 100, offset: 0 })).find((each) => each.number === number.number)
  })
  assert.deepEqual([unknown?.personId, unknown?.givenName], [null, 'Astrid'])
  await assert.rejects(
    bed.web.write(there, (tx) => came.receiveMove(tx, unknown?.id ?? '')),
    { code: 'unknown_here' },
  )
  const same = await newcomer({ number })
  await movesDerived(bed, katrineholm)
  await round()
  await movesDerived(bed, katrineholm)
  const rows = await bed.web.read(there, (tx) => movesInOf(tx, same.id))
  assert.deepEqual(
    rows.map(({ state, number: kept, parcelId }) => [state, kept, parcelId !== null]),
    [['to_receive', null, true]],
  )
  await bed.web.write(there, (tx) => came.receiveMove(tx, rows[0]?.id ?? ''))
  assert.equal((await comes(same))?.state, 'received')
})

test('what was planned here is called off on the day of the move, and not before, and not where the data say both', async () => {
  const [gone, ahead, both] = [
    await mover(),
    await mover({ on: '2026-10-20' }),
    await mover({ residentUntil: null, on: ON }),
  ]
  for (const { id } of [gone, ahead, both])
    await bed.web.write(here, (tx) =>
      setNext(tx, { personId: id, next: { onDay: day('2026-10-16'), channel: 'call' } }),
    )
  await movesDerived(bed, eskilstuna)
  assert.equal((await leaves(both))?.clarity, 'overlap')
  const planned = async ({ id }: TestPerson) => (await bed.web.read(here, (tx) => nextOf(tx, id))).length
  assert.deepEqual([await planned(gone), await planned(ahead), await planned(both)], [0, 1, 1])
  assert.deepEqual([(await leaves(gone))?.endedAt !== null, (await leaves(ahead))?.endedAt], [true, null])
  assert.equal((await movesDerived(bed, eskilstuna)).ended, 0)
})

test('only those who work with the register hand over, and another domain sees nothing of it', async () => {
  const { outId } = await handedOver()
  const coach = await signedIn(bed, eskilstuna, { role: 'coach' })
  for (const who of [coach, there])
    await assert.rejects(
      bed.web.write(who, (tx) => out.openOut(tx, outId)),
      who === coach ? { kind: 'forbidden' } : { kind: 'not_found' },
    )
})

test('the days to hand over in are the domain’s own, once it has decided them', async () => {
  const days = { targetDays: 7, handleDays: 7, absencePercent: 20, organisationIds: [] }
  await bed.web.write(here, (tx) => decideSetting(tx, { ...days, handoverDays: 14 }))
  const one = await mover()
  await movesDerived(bed, eskilstuna)
  assert.equal((await leaves(one))?.dueOn, '2026-10-15')
})
