import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { contactsOf, nextOf } from '../../outreach/contacts/store.ts'
import { messageRound } from '../../outreach/messages/hand-over-actions.ts'
import { unmatched } from '../../outreach/messages/inbound-store.ts'
import { mailGateway } from '../../outreach/messages/mail-gateway.ts'
import { queueMessage } from '../../outreach/messages/queue-actions.ts'
import { bodiesOf, stopsOf, threadOf } from '../../outreach/messages/store.ts'
import type { PersonId } from '../../people/model.ts'
import { takeTicket } from '../../trail/store.ts'
import { imapMailbox } from './imap.ts'
import { parseMail } from './parse.ts'
import { wayBackTo } from './rules.ts'
import { FakeImap } from './server.fake.ts'
import { takeInMail } from './take-in.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let lead: Writer
const server = new FakeImap()
let address = ''

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  address = await server.start()
})
after(async () => {
  await server.stop()
  await bed.close()
})

const empty = () => takeInMail(bed.jobs, imapMailbox({ url: address, isEncrypted: false }))

let youths = 0
/** Somebody who has got an e-mail, and what their program would answer to. */
async function written(): Promise<{ id: PersonId; email: string; messageId: string; replyTo: string }> {
  const email = `tove${++youths}@exempel.se`
  bed.setNow('2026-10-15T10:00:00Z')
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { email })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  const wanted = { personId: id, to: 'self', channel: 'email', templateCode: 'first_contact', dedupKey: null } as const
  await bed.web.write(coach, (tx) => queueMessage(tx, wanted))
  const sent: { to: string; messageId?: string; replyTo?: string }[] = []
  const send = async (mail: (typeof sent)[number]) => void sent.push(mail)
  await messageRound(bed.jobs, domain.machine, {
    email: mailGateway(send, (each) => wayBackTo('svar+*@kommun.se', each)),
  })
  const own = sent.find(({ to }) => to === email)
  bed.setNow('2026-10-15T11:00:00Z')
  return { id, email, messageId: own?.messageId ?? '', replyTo: own?.replyTo ?? '' }
}

let mails = 0
const mail = (headers: Readonly<Record<string, string>>, body: string) => {
  const all = {
    'Message-ID': `<m${++mails}@exempel.se>`,
    Subject: 'Sv: Hej',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${body}\n`
}

const contacts = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => contactsOf(tx, { root: id, struck: false, limit: 20, offset: 0 }))).map(
    ({ channel, direction, outcome }) => `${channel} ${direction} ${outcome}`,
  )
const nexts = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => nextOf(tx, id))).map(({ onDay, channel }) => `${onDay} ${channel}`)
const stops = async (id: PersonId) =>
  (await bed.web.read(coach, (tx) => stopsOf(tx, id))).map(({ kind, channel, how }) => `${kind} ${channel} ${how}`)
async function lastWords(id: PersonId): Promise<string> {
  const [last] = await bed.web.read(coach, (tx) => threadOf(tx, id, { limit: 1, offset: 0 }))
  const ids = [last?.id ?? '']
  const ticket = await bed.web.write(coach, (tx) => takeTicket(tx, { kind: 'message', ids, personId: id }, null))
  return (await bed.web.read(coach, (tx) => bodiesOf(tx, ids, ticket))).get(ids[0] ?? '')?.body ?? ''
}

test('an answer by e-mail is put with whom it answers, without what it quotes, once however often it comes, and is put away', async () => {
  const { id, email, messageId } = await written()
  assert.match(messageId, /^<[0-9a-f]{32}@kommun\.se>$/)
  // Twice: the line broke before it was put away.
  const answer = () =>
    mail(
      { From: email, To: 'svar@kommun.se', 'In-Reply-To': messageId, 'Message-ID': '<one@exempel.se>' },
      'Hej! Ring efter tre.\n\nDen 15 okt. 2026 kl. 12 skrev Ungdomsteamet:\n> Hej!\n> Vi vill gärna höra hur du har det',
    )
  server.put(answer())
  server.put(answer())
  assert.deepEqual(await empty(), { taken: 2, left: 0 })
  assert.deepEqual((await contacts(id)).sort(), ['email in answered', 'email out sent'])
  assert.deepEqual(await nexts(id), ['2026-10-15 email'])
  assert.equal(await lastWords(id), 'Hej! Ring efter tre.')
  assert.equal(server.folders.get('INBOX')?.size, 0)
  assert.deepEqual([...server.folders.keys()], ['INBOX', 'Sedd', 'Sedd - left'])
  assert.equal(server.folders.get('Sedd')?.size, 2)
})

test('the address that was written to tells it too, whoever it is from, and that it came from elsewhere is said', async () => {
  const { id, replyTo } = await written()
  assert.match(replyTo, /^svar\+[0-9a-f]{32}@kommun\.se$/)
  server.put(mail({ From: 'mamma@exempel.se', To: `Ungdomsteamet <${replyTo.toUpperCase()}>` }, 'Hej, Tove ringer er.'))
  await empty()
  assert.match(await lastWords(id), /^Hej, Tove ringer er\.\n\n\[Svaret kom från en annan adress/)
})

test('HTML is read as words, and files stay in the mailbox, which the thread says', async () => {
  const { id, email, messageId } = await written()
  const parts = [
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<style>p{color:red}</style><p>Hej <b>där</b></p><img src="https://spårare.se/x.png"><script>alert(1)</script>',
    '--b',
    'Content-Type: image/png; name="bild.png"',
    'Content-Disposition: attachment; filename="bild.png"',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '--b--',
  ]
  server.put(
    mail(
      { From: email, References: `<x@y.se> ${messageId}`, 'Content-Type': 'multipart/mixed; boundary="b"' },
      parts.join('\n'),
    ),
  )
  await empty()
  const words = await lastWords(id)
  assert.match(words, /^Hej där/)
  assert.match(words, /\[1 bilaga ligger kvar i brevlådan\. \/ 1 attachment left in the mailbox\.\]$/)
  assert.doesNotMatch(words, /<|script|alert|color|spårare/)
})

test('STOPP by e-mail stops e-mail, and a colleague calls', async () => {
  const { id, email, messageId } = await written()
  server.put(mail({ From: email, 'In-Reply-To': messageId }, 'STOPP\n\nOn Thu, 15 Oct 2026 the office wrote:\n> Hej'))
  await empty()
  assert.deepEqual((await stops(id)).sort(), ['opted_out email reply', 'opted_out email reply'])
  assert.deepEqual(await nexts(id), ['2026-10-15 call'])
})

test('an address that does not exist is marked by the report on delivery, and a colleague calls instead', async () => {
  const { id, email, messageId } = await written()
  const report = (action: string, status: string) =>
    mail(
      {
        From: 'MAILER-DAEMON@mail.exempel.se',
        To: 'svar@kommun.se',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary="r"',
      },
      [
        '--r',
        'Content-Type: text/plain',
        '',
        'It could not be delivered.',
        '--r',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mail.exempel.se',
        '',
        'Final-Recipient: rfc822; tove@exempel.se',
        `Action: ${action}`,
        `Status: ${status}`,
        '',
        '--r',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${messageId}`,
        'Subject: Hej',
        '',
        '--r--',
      ].join('\n'),
    )
  // A delay, what a program writes by itself, and an id that is nobody's: none of them says anything of this address.
  server.put(report('delayed', '4.4.1'))
  server.put(mail({ From: email, 'In-Reply-To': messageId, 'Auto-Submitted': 'auto-replied' }, 'Jag är på semester.'))
  server.put(mail({ From: 'x@y.se', 'In-Reply-To': messageId.replace(/[0-9a-f]{8}/, '00000000') }, 'Hej'))
  assert.deepEqual(await empty(), { taken: 2, left: 1 })
  assert.deepEqual(await contacts(id), ['email out sent'])
  server.put(report('failed', '5.1.1'))
  await empty()
  assert.deepEqual(await contacts(id), ['email out wrong_number'])
  assert.deepEqual(await stops(id), ['wrong_number email receipt'])
  assert.deepEqual(await nexts(id), ['2026-10-15 call'])
})

test('what answers nothing we have sent waits for somebody to say whose it is, though its sender is known', async () => {
  const { id, email } = await written()
  server.put(mail({ From: `Tove <${email}>`, Subject: 'Hej igen' }, 'Kan ni ringa mig?'))
  assert.deepEqual(await empty(), { taken: 1, left: 0 })
  assert.deepEqual(await contacts(id), ['email out sent'])
  const waiting = await bed.web.read(lead, (tx) => unmatched(tx, 10))
  assert.deepEqual(
    waiting.map(({ channel, address: from, body }) => [channel, from, body]),
    [['email', email, 'Hej igen\n\nKan ni ringa mig?']],
  )
  // Of somebody nobody has written to, in an installation of several domains, nobody can say.
  server.put(mail({ From: 'okand@exempel.se' }, 'Hej'))
  assert.deepEqual(await empty(), { taken: 0, left: 1 })
  assert.equal(server.folders.get('Sedd - left')?.size, 2)
})

test('an e-mail that is made to exhaust its reader ends that process and is left', async () => {
  const nested = Array.from(
    { length: 200 },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`,
  ).join('')
  assert.equal(await parseMail(Buffer.from(`From: a@b.se\n${nested}`)), null)
  assert.equal((await parseMail(Buffer.from('\0\xff not an e-mail at all')))?.from, null)
})
