import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { sql } from '../../kernel/sql.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { takeTicket } from '../../trail/store.ts'
import { MOST_AT_ONCE } from '../contacts/rules.ts'
import { contactsOf, nextOf } from '../contacts/store.ts'
import { liftStop, openThread, settleByHand, stopMessages, withdrawMessage } from './actions.ts'
import { FakeGateway } from './fake-gateway.ts'
import type { Answer, Outgoing } from './gateway.ts'
import { handOver, messageRound, recover, takeReceipts } from './hand-over-actions.ts'
import { dropAnswer, receiveAnswer, tieAnswer } from './inbound-actions.ts'
import { unmatched } from './inbound-store.ts'
import type { Whose } from './model.ts'
import { queueMessage, sendMessage, sendToMany } from './queue-actions.ts'
import { recipientsOf } from './recipients-store.ts'
import { decideSetting, wordTemplate } from './setting-actions.ts'
import { bodiesOf, countOutbox, stopsOf, threadOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let colleague: Writer
let lead: Writer
let administrator: Writer

/** Thursday 15 October 2026, noon in Sweden: messages go. */
const NOON = '2026-10-15T10:00:00Z'
const NIGHT = '2026-10-15T20:00:00Z'
const later = (minutes: number, from = NOON) => new Date(Date.parse(from) + minutes * 60_000).toISOString()

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  administrator = await signedIn(bed, domain, { role: 'administrator' })
})
after(() => bed.close())

let phones = 0
/** One of the numbers set apart for fiction that behaves as a telephone does, each once while they last. */
const aPhone = () => `07017406${String(5 + (phones++ % 85)).padStart(2, '0')}`
const digitsOf = (phone: string) => `46${phone.slice(1)}`

async function aYouth(given: NewPerson = {}): Promise<{ id: PersonId; phone: string }> {
  bed.setNow(NOON)
  const phone = given.phone ?? aPhone()
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { phone, ...given })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  return { id, phone: digitsOf(phone) }
}

const queue = (personId: string, dedupKey: string | null = null, templateCode = 'reminder', to: Whose = 'self') =>
  bed.web.write(coach, (tx) => queueMessage(tx, { personId, to, channel: 'sms', templateCode, dedupKey }))
const thread = (id: PersonId) => bed.web.read(coach, (tx) => threadOf(tx, id, { limit: 50, offset: 0 }))
const states = async (id: PersonId) =>
  (await thread(id)).map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`))
const contacts = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 20, offset: 0 }))).map(
    ({ channel, direction, outcome }) => `${channel} ${direction} ${outcome}`,
  )
const next = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => nextOf(tx, id))).map(({ onDay, channel }) => `${onDay} ${channel}`)
const stops = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => stopsOf(tx, id))).map(({ kind, how }) => `${kind} ${how}`)
const round = (gateway: FakeGateway) => messageRound(bed.jobs, domain.machine, { sms: gateway })
let answers = 0
const answer = (from: string, text: string, gatewayId = `in-${++answers}`) =>
  bed.jobs.write(domain.machine, (tx) => receiveAnswer(tx, { gateway: 'fake', incoming: { gatewayId, from, text } }))
const textsTo = (gateway: FakeGateway, phone: string) =>
  gateway.taken.filter(({ to }) => to === phone).map(({ text }) => text)

test('a message is handed over, is a try in the contact log, and a receipt says that it arrived', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  assert.equal((await queue(id)).ok, true)
  assert.deepEqual(await states(id), ['queued'])
  assert.equal(await round(gateway), true)
  assert.deepEqual(await states(id), ['handed'])
  assert.match(textsTo(gateway, phone)[0] ?? '', /^Hej igen! Vi på Nämnd \d+ /)
  assert.deepEqual(await contacts(id), ['sms out sent'])
  await round(gateway)
  assert.deepEqual(await states(id), ['delivered'])
  assert.equal(await round(gateway), false)
  assert.equal(textsTo(gateway, phone).length, 1)
})

test('what is written in the evening waits for the morning', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  bed.setNow(NIGHT)
  await queue(id)
  await round(gateway)
  assert.deepEqual(textsTo(gateway, phone), [])
  bed.setNow('2026-10-16T05:59:59Z')
  await round(gateway)
  assert.deepEqual(textsTo(gateway, phone), [])
  bed.setNow('2026-10-16T06:00:00Z')
  await round(gateway)
  assert.equal(textsTo(gateway, phone).length, 1)
})

test('what was to go before the hours were changed waits as well', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  bed.setNow(later(9 * 60))
  await round(gateway)
  assert.deepEqual(textsTo(gateway, phone), [])
  assert.equal((await thread(id))[0]?.dueAt, '2026-10-16T06:00:00.000Z')
})

test('an answer becomes a contact, and is on the list of the one whose case it is today', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await round(gateway)
  bed.setNow(later(1))
  await answer(phone, 'Hej! Ring efter tre.')
  assert.deepEqual(await states(id), ['received', 'handed'])
  assert.deepEqual(await contacts(id), ['sms in answered', 'sms out sent'])
  assert.deepEqual(await next(id), ['2026-10-15 sms'])
})

test('the same answer again changes nothing', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await answer(phone, 'Hej', 'same')
  await answer(phone, 'Hej', 'same')
  assert.equal((await states(id)).filter((state) => state === 'received').length, 1)
})

test('STOPP withdraws what waits and lets nothing more be sent, until somebody lifts it with a reason', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await queue(id)
  await answer(phone, 'STOPP')
  assert.deepEqual((await states(id)).sort(), ['handed', 'received opted_out', 'withdrawn opted_out'])
  assert.deepEqual(await queue(id), { ok: false, reason: 'opted_out' })
  for (const stop of await bed.web.read(coach, (tx) => stopsOf(tx, id)))
    await bed.web.write(coach, (tx) => liftStop(tx, { personId: id, stopId: stop.id, reason: 'Bad om det själv' }))
  assert.equal((await queue(id)).ok, true)
})

test('an answer that it is the wrong number stops that number, and a colleague calls today instead', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await answer(phone, 'Fel nummer!')
  assert.deepEqual(await contacts(id), ['sms out wrong_number'])
  assert.deepEqual(await next(id), ['2026-10-15 call'])
  assert.deepEqual(await queue(id), { ok: false, reason: 'wrong_number' })
})

test('a number that does not exist is told by its receipt, and a colleague calls instead', async () => {
  const [{ id }, gateway] = [await aYouth({ phone: '0701740690' }), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await round(gateway)
  assert.deepEqual(await states(id), ['failed unknown_subscriber'])
  assert.deepEqual(await contacts(id), ['sms out wrong_number'])
  assert.deepEqual(await next(id), ['2026-10-15 call'])
  assert.deepEqual(await stops(id), ['wrong_number receipt'])
})

test('a telephone that cannot be reached is a try that came back, and a colleague calls instead', async () => {
  const [{ id }, gateway] = [await aYouth({ phone: '0701740696' }), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await round(gateway)
  assert.deepEqual(await states(id), ['failed not_delivered'])
  assert.deepEqual(await contacts(id), ['sms out returned'])
  assert.deepEqual(await next(id), ['2026-10-15 call'])
})

test('a receipt that comes twice, or of nothing we have sent, changes nothing', async () => {
  const [{ id }, gateway] = [await aYouth({ phone: '0701740694' }), new FakeGateway()]
  await queue(id)
  await round(gateway)
  await round(gateway)
  assert.deepEqual(await states(id), ['delivered'])
  const receipt = { messageId: null, gatewayId: 'unheard of', outcome: 'failed', reason: 'not_delivered' } as const
  await bed.jobs.write(domain.machine, (tx) => takeReceipts(tx, { gateway: 'fake', receipts: [receipt] }))
  assert.deepEqual(await contacts(id), ['sms out sent'])
})

test('a gateway that is down is tried five times, each later than the last, and then it is told', async () => {
  const [{ id }, gateway] = [await aYouth({ phone: '0701740693' }), new FakeGateway()]
  await queue(id)
  for (const minutes of [0, 1, 6, 31]) {
    bed.setNow(later(minutes))
    await round(gateway)
    assert.deepEqual(await states(id), ['queued'], `after ${minutes} minutes`)
  }
  bed.setNow(later(151))
  await round(gateway)
  assert.deepEqual(await states(id), ['failed gateway_down'])
  assert.deepEqual(await contacts(id), [])
})

test('what was being handed over when the process died is asked after: what arrived is not sent again, what did not is', async () => {
  const { id, phone } = await aYouth({ phone: '0701740691' })
  await queue(id)
  const gateway = new FakeGateway()
  const broken = breaking(gateway, 'after')
  await assert.rejects(handOver(bed.jobs, domain.machine, { sms: broken }), /died/)
  assert.deepEqual(await states(id), ['handing'])
  bed.setNow(later(3))
  await round(gateway)
  assert.deepEqual(await states(id), ['handing'], 'somebody may still be at it')
  bed.setNow(later(5))
  await round(gateway)
  assert.deepEqual(await states(id), ['handed'])
  assert.equal(textsTo(gateway, phone).length, 1)

  const other = await aYouth()
  await queue(other.id)
  await assert.rejects(handOver(bed.jobs, domain.machine, { sms: breaking(gateway, 'before') }), /died/)
  bed.setNow(later(5))
  await round(gateway)
  assert.deepEqual(await states(other.id), ['handed'])
  assert.equal(textsTo(gateway, other.phone).length, 1)
})

/** A gateway in whose middle the process dies: before it has taken the message, or after. */
function breaking(gateway: FakeGateway, when: 'before' | 'after'): FakeGateway {
  return Object.assign(Object.create(gateway) as FakeGateway, {
    send: async (message: Outgoing): Promise<Answer> => {
      if (when === 'after') await gateway.send(message)
      throw new Error('the process died')
    },
  })
}

test('where the gateway cannot tell, somebody looks: what arrived is left, what did not is sent once more', async () => {
  const [{ id, phone }, gateway] = [await aYouth({ phone: '0701740695' }), new FakeGateway()]
  await queue(id)
  await round(gateway)
  bed.setNow(later(5))
  await recover(bed.jobs, domain.machine, { sms: gateway })
  assert.deepEqual(await states(id), ['uncertain interrupted'])
  await round(gateway)
  assert.equal(textsTo(gateway, phone).length, 1, 'nothing is sent again by itself')
  const [message] = await thread(id)
  const messageId = message?.id ?? ''
  await bed.web.write(coach, (tx) => settleByHand(tx, { personId: id, messageId, outcome: 'arrived' }))
  assert.deepEqual(await states(id), ['handed'])
  const again = bed.web.write(coach, (tx) => settleByHand(tx, { personId: id, messageId, outcome: 'send_again' }))
  await assert.rejects(again, { code: 'settled_already' })
})

test('the same for the same reason is sent once, and to two guardians once each', async () => {
  const { id } = await aYouth({ born: '2010' })
  assert.equal((await queue(id, 'step:1')).ok, true)
  assert.deepEqual(await queue(id, 'step:1'), { ok: false, reason: 'twice' })
  assert.equal((await queue(id, 'step:2')).ok, true)
  for (const phone of ['070-174 06 81', '070-174 06 82', '016-12 34 56'])
    await bed.jobs.write(domain.machine, async (tx) => {
      await tx.run(sql`insert into person_guardian (domain_id, person_id, name, relation, phone, source, noted_on, known_from)
        values (${tx.actor.domainId}, ${id}, 'Kim Ek', 'guardian', ${phone}, 'skolan', ${tx.today}, ${tx.now})`)
      await tx.record('people.built', { personId: id })
    })
  const guardians = await queue(id, 'step:3', 'guardian_first', 'guardian')
  assert.equal(guardians.ok && guardians.messageIds.length, 2)
  assert.deepEqual(await queue(id, 'step:3', 'guardian_first', 'guardian'), { ok: false, reason: 'twice' })
})

test('a step is not sent to somebody who has answered since it was put in the queue; what tells of a time is', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await round(gateway)
  bed.setNow(later(1))
  await queue(id, `step:${id}`)
  await queue(id, `booking:${id}`)
  await queue(id)
  bed.setNow(later(2))
  await answer(phone, 'Hej')
  await round(gateway)
  assert.deepEqual((await states(id)).sort(), [
    ...['delivered', 'handed', 'handed', 'received', 'withdrawn already_answered'],
  ])
})

test('nothing goes to somebody who became protected while it waited', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await protect(id)
  await round(gateway)
  assert.deepEqual(textsTo(gateway, phone), [])
  const found = await bed.jobs.read(domain.machine, (tx) => threadOf(tx, id, { limit: 5, offset: 0 }))
  assert.deepEqual(
    found.map(({ state, reason }) => [state, reason]),
    [['withdrawn', 'protected']],
  )
})

async function protect(id: PersonId): Promise<void> {
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`update person set protection = 'confidentiality_marking' where id = ${id}`)
    await tx.record('people.built', { personId: id })
  })
}

test('the database itself lets nothing be written, or handed over, to somebody protected', async () => {
  const { id } = await aYouth()
  await queue(id)
  await protect(id)
  const insert = bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`insert into message (domain_id, person_id, direction, channel, whose, address, body, parts, language, state, due_at, queued_by, queued_at)
      values (${tx.actor.domainId}, ${id}, 'out', 'sms', 'self', '46701740605', 'Hej', 1, 'sv', 'queued', ${tx.now}, ${tx.actor.accountId}, ${tx.now})`)
    await tx.record('messages.queued', { personId: id })
  })
  await assert.rejects(insert, { code: '42501' })
  const hand = bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`update message set state = 'handing', handing_at = ${tx.now} where person_id = ${id}`)
    await tx.record('messages.taken')
  })
  await assert.rejects(hand, { code: '42501' })
})

test('who gets it and who does not is told of many at once, and never of those one does not follow', async () => {
  const [one, gone, silent] = [await aYouth(), await aYouth({ residency: 'emigrated' }), await aYouth()]
  await bed.web.write(coach, (tx) =>
    stopMessages(tx, { personId: silent.id, channel: 'sms', whose: 'self', reason: 'Sade det' }),
  )
  const foreign = await bed.jobs.write(domain.machine, async (tx) => (await aDropout(tx, { phone: '0701740605' })).id)
  const ids = [one.id, gone.id, silent.id, foreign]
  const told = await bed.web.read(coach, (tx) => recipientsOf(tx, ids, { to: 'self', channel: 'sms' }))
  assert.deepEqual(
    new Map(told.map(({ personId, reason }) => [personId, reason])),
    new Map([
      [one.id, null],
      [gone.id, 'not_member'],
      [silent.id, 'opted_out'],
    ] as [string, string | null][]),
  )
  const content = { kind: 'template', code: 'reminder', language: 'en', values: {} } as const
  const sent = await bed.web.write(coach, (tx) =>
    sendToMany(tx, { personIds: ids, to: 'self', channel: 'sms', content }),
  )
  assert.deepEqual(
    [one.id, gone.id, silent.id, foreign].map((id) => sent.get(id)?.ok),
    [true, false, false, undefined],
  )
  const tooMany = Array.from({ length: MOST_AT_ONCE + 1 }, () => crypto.randomUUID())
  const refused = bed.web.write(coach, (tx) =>
    sendToMany(tx, { personIds: tooMany, to: 'self', channel: 'sms', content }),
  )
  await assert.rejects(refused, { fields: [{ field: 'persons', code: 'too_many' }] })
})

test('what is written in one language is answered in it, and the next goes in it too', async () => {
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  const content = { kind: 'template', code: 'first_contact', language: 'sv-plain', values: {} } as const
  await bed.web.write(coach, (tx) =>
    sendMessage(tx, { personId: id, to: 'self', channel: 'sms', content, dedupKey: null }),
  )
  await queue(id)
  await round(gateway)
  assert.match(textsTo(gateway, phone).join(' '), /Vi vill fortfarande prata med dig\./)
})

test('one’s own words are held to the same rules, and a template with a hole is not sent', async () => {
  const { id } = await aYouth({ givenName: 'Zerdescht' })
  const own = (wording: string) =>
    bed.web.write(coach, (tx) =>
      sendMessage(tx, {
        personId: id,
        to: 'self',
        channel: 'sms',
        dedupKey: null,
        content: { kind: 'own', language: 'sv', subject: null, wording },
      }),
    )
  await assert.rejects(own('Hej Zerdescht'), { fields: [{ field: 'wording', code: 'names_person' }] })
  await assert.rejects(own('Om din frånvaro'), { fields: [{ field: 'wording', code: 'gives.school' }] })
  assert.equal((await own('Vi ses på torsdag')).ok, true)
  await assert.rejects(queue(id, null, 'booking'), { fields: [{ field: 'template', code: 'placeholder_missing' }] })
  await assert.rejects(queue(id, null, 'nothing'), { fields: [{ field: 'template', code: 'template_missing' }] })
})

test('an answer of nobody’s, or of two, waits for somebody to say whose it is', async () => {
  const { id } = await aYouth()
  await answer('46701740697', 'Vem är det?')
  const [first] = await bed.web.read(lead, (tx) => unmatched(tx, 10))
  assert.equal(first?.body, 'Vem är det?')
  assert.deepEqual(await bed.web.read(coach, (tx) => unmatched(tx, 10)), [], 'a coach does not see what is nobody’s')
  await bed.web.write(lead, (tx) => tieAnswer(tx, { unmatchedId: first?.id ?? '', personId: id, whose: 'self' }))
  assert.deepEqual(await states(id), ['received'])
  assert.deepEqual(await contacts(id), ['sms in answered'])
  assert.deepEqual(await bed.web.read(lead, (tx) => unmatched(tx, 10)), [])
  await answer('46701740697', 'Hallå?')
  const [second] = await bed.web.read(lead, (tx) => unmatched(tx, 10))
  await bed.web.write(lead, (tx) => dropAnswer(tx, second?.id ?? ''))
  const left = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(z.object({ n: z.number() }), sql`select count(*) as n from message_unmatched where body is not null`),
  )
  assert.equal(left[0]?.n, 0)
})

test('STOPP from a telephone of two silences it for both', async () => {
  const phone = aPhone()
  const [one, two] = [await aYouth({ phone }), await aYouth({ phone })]
  const gateway = new FakeGateway()
  await queue(one.id)
  await queue(two.id)
  await round(gateway)
  await answer(one.phone, 'stopp')
  assert.deepEqual(
    [await queue(one.id), await queue(two.id)],
    [
      { ok: false, reason: 'opted_out' },
      { ok: false, reason: 'opted_out' },
    ],
  )
  for (const each of await bed.web.read(lead, (tx) => unmatched(tx, 10)))
    await bed.web.write(lead, (tx) => dropAnswer(tx, each.id))
})

test('what waits can be taken back, and what has gone cannot', async () => {
  const [{ id }, gateway] = [await aYouth(), new FakeGateway()]
  const queued = await queue(id)
  const messageId = queued.ok ? (queued.messageIds[0] ?? '') : ''
  await bed.web.write(coach, (tx) => withdrawMessage(tx, { personId: id, messageId }))
  assert.deepEqual(await states(id), ['withdrawn by_hand'])
  const sent = await queue(id)
  await round(gateway)
  const gone = sent.ok ? (sent.messageIds[0] ?? '') : ''
  await assert.rejects(
    bed.web.write(coach, (tx) => withdrawMessage(tx, { personId: id, messageId: gone })),
    { code: 'no_longer_queued' },
  )
})

test('the words are given out against a committed ticket to who follows the outreach, and to nobody else', async () => {
  const { id } = await aYouth()
  await queue(id)
  const opened = await bed.web.write(coach, (tx) => openThread(tx, { personId: id, limit: 10, offset: 0 }))
  const ids = opened.messages.map((each) => each.id)
  const words = await bed.web.read(coach, (tx) => bodiesOf(tx, ids, opened.ticket ?? 0))
  assert.match(words.get(ids[0] ?? '')?.body ?? '', /^Hej igen!/)
  const without = bed.web.read(coach, (tx) => bodiesOf(tx, ids, 1))
  await assert.rejects(without, { code: '42501' })
  await assert.rejects(
    bed.web.read(coach, (tx) => tx.all(z.unknown(), sql`select body from message`)),
    { code: '42501' },
  )
  await assert.rejects(
    bed.jobs.read(domain.machine, (tx) => tx.all(z.unknown(), sql`select body from message`)),
    { code: '42501' },
  )
  await assert.rejects(
    bed.web.write(colleague, (tx) => openThread(tx, { personId: id, limit: 10, offset: 0 })),
    { kind: 'not_found' },
  )
  const stolen = await bed.web
    .write(colleague, (tx) => takeTicket(tx, { kind: 'message', ids, personId: id }, null))
    .catch(() => null)
  assert.equal(stolen, null)
})

test('the machine reads the words of what it is just handing over, and of nothing else', async () => {
  const { id } = await aYouth()
  const queued = await queue(id)
  const ids = queued.ok ? queued.messageIds : []
  const rows = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(z.unknown(), sql`select * from messages_to_hand(${[...ids]}::uuid[])`),
  )
  assert.deepEqual(rows, [])
})

test('without a gateway everything stays in the queue, and after a week it is not sent, but among what failed', async () => {
  const { id } = await aYouth()
  await queue(id)
  assert.equal(await messageRound(bed.jobs, domain.machine, {}), false)
  assert.deepEqual(await states(id), ['queued'])
  bed.setNow(later(8 * 24 * 60))
  await round(new FakeGateway())
  assert.deepEqual(await states(id), ['failed too_old'])
})

test('a template is worded anew as the next version, and the old one stays for what was sent with it', async () => {
  bed.setNow(NOON)
  const wanted = { code: 'last_attempt', channel: 'sms', language: 'sv', subject: null } as const
  const word = (wording: string) => bed.web.write(lead, (tx) => wordTemplate(tx, { ...wanted, wording }))
  assert.equal(await word('Hej från [kontor], ett.'), 1)
  assert.equal(await word('Hej från [kontor], två.'), 2)
  await assert.rejects(word('Hej från KAA'), { fields: [{ field: 'wording', code: 'gives.register' }] })
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id, null, 'last_attempt')
  await round(gateway)
  assert.match(textsTo(gateway, phone)[0] ?? '', /två\.$/)
})

test('an administrator decides what the domain calls itself, and nobody else', async () => {
  const setting = {
    office: 'Ungdomsteamet',
    phone: '016-12 34 56',
    email: null,
    address: null,
    helpline: null,
    sender: 'Ungdom',
    opens: '08:00',
    closes: '20:00',
    weekends: false,
    onHolidays: false,
  }
  await assert.rejects(
    bed.web.write(lead, (tx) => decideSetting(tx, setting)),
    { kind: 'forbidden' },
  )
  await assert.rejects(
    bed.web.write(administrator, (tx) => decideSetting(tx, { ...setting, office: 'KAA-teamet' })),
    { fields: [{ field: 'office', code: 'gives.register' }] },
  )
  await bed.web.write(administrator, (tx) => decideSetting(tx, setting))
  const [{ id, phone }, gateway] = [await aYouth(), new FakeGateway()]
  await queue(id)
  await round(gateway)
  assert.match(textsTo(gateway, phone)[0] ?? '', /Ungdomsteamet/)
  assert.ok((await bed.web.read(coach, countOutbox)).sent > 0)
})
