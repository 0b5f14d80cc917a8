import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import type { Writer } from '../../test/build/notes.ts'
import { aPerson, nextNumber } from '../../test/build/people.ts'
import { assertUnsaid } from '../../test/build/said.ts'
import { assertHides, assertShows, type FormFields, type Reply, type Site, siteOf } from '../../test/build/site.ts'
import { asAccessOwner } from '../../test/build/ways-in.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'
import { acceptReferral, tieToKnown } from './accept-actions.ts'
import { declineReferral, openReferral, takeReferral } from './actions.ts'
import { forgetUntied } from './arrival-actions.ts'
import { referralRound } from './jobs.ts'
import { inboxRows } from './list-store.ts'
import { decideDoor } from './setting-actions.ts'
import { referralById, wordsOf } from './store.ts'

type Mail = { readonly to: string; readonly subject: string; readonly text: string }

let bed: TestBed
let domain: TestDomain
let coordinator: Writer
let site: Site
const mails: Mail[] = []

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  await bed.web.write(coordinator, (tx) => decideDoor(tx, { isOpen: true, phone: '016-710 10 00' }))
  site = siteOf(bed, { send: async (mail) => void mails.push(mail) })
})
after(() => bed.close())

const SCHOOL = {
  ...{ senderName: 'Eva Lund', senderRole: 'Kurator', senderEmail: 'eva@skolan.example' },
  ...{ givenName: 'Tove', familyName: 'Ask', reasons: ['absence'], words: 'Borta sedan oktober.' },
}

/** The stamp of a form that was shown ten seconds ago. */
async function stamp(ago = 10): Promise<string> {
  const [row] = await asAccessOwner(
    bed,
    `select t.at || '.' || encode(access.mac('referral|' || t.at), 'hex') as stamp
       from (select (floor(extract(epoch from clock_timestamp()))::bigint - $1)::text) t(at)`,
    [ago],
  )
  return String(row.stamp)
}

const form = (way = 'professional') => paths.referWay(domain.code, way)
const write = async (fields: FormFields, way = 'professional'): Promise<Reply> =>
  site.tab().post(form(way), { stamp: await stamp(), ...fields })
const linkIn = (mail: Mail | undefined) => new URL(/https?:\S+/.exec(mail?.text ?? '')?.[0] ?? 'http://x').pathname
const arrive = () => referralRound(bed.jobs, domain.machine)
const inbox = () =>
  bed.web.read(coordinator, (tx) => inboxRows(tx, { stage: 'received', mine: false, limit: 100, offset: 0 }))
const boxes = async () => Number((await asAccessOwner(bed, 'select count(*) as n from access.referral_box'))[0].n)

/** Written, confirmed and taken in: the address of how it goes, and the referral. */
async function confirmed(fields: FormFields = SCHOOL) {
  const known = new Set((await inbox()).map(({ referralId }) => referralId))
  await write(fields)
  const status = (await site.tab().post(linkIn(mails.at(-1)))).location ?? ''
  await arrive()
  const referralId = (await inbox()).find((row) => !known.has(row.referralId))?.referralId ?? ''
  return { status, referralId }
}

const which = async (referralId: string) => ({
  referralId,
  seen: (await bed.web.read(coordinator, (tx) => referralById(tx, referralId))).id,
})

test('a school writes, confirms by the link that was sent, and the referral stands in the inbox with nobody’s name', async () => {
  const page = await site.tab().get(form())
  assertShows(page, /Jag vill att ni möter en ung person/, /Din roll och arbetsplats/)
  const answer = await write(SCHOOL)
  assert.equal(answer.status, 200)
  assertShows(answer, /Titta i din e-post/)
  assertHides(answer, /refer-confirmation/)
  assert.deepEqual(await inbox(), [])
  const mail = mails.at(-1)
  assert.equal(mail?.to, 'eva@skolan.example')
  assertUnsaid(`${mail?.subject}${mail?.text}`, /Tove|Ask/)
  const link = linkIn(mail)
  assertShows(await site.tab().get(link), /Ja, jag har skrivit detta/)
  await arrive()
  assert.deepEqual(await inbox(), [], 'looked at is not confirmed')
  const done = await site.tab().post(link)
  assert.equal(done.status, 303)
  assertShows(await site.tab().get(done.location ?? ''), /Mottaget/, /Ta tillbaka/)
  await arrive()
  const [row] = await inbox()
  assert.deepEqual([row?.origin, row?.personId, row?.givenName], ['professional', null, null])
  const opened = await bed.web.write(coordinator, (tx) => openReferral(tx, row?.referralId ?? ''))
  const words = await bed.web.read(coordinator, (tx) => wordsOf(tx, row?.referralId ?? '', opened.ticket ?? 0))
  assert.deepEqual([words?.body, words?.told?.givenName, words?.told?.isConfirmed], [SCHOOL.words, 'Tove', true])
})

test('until it is confirmed nobody can read what was written, and the link is used up', async () => {
  await write(SCHOOL)
  const [box] = await asAccessOwner(bed, 'select content, told from access.referral_box where confirmed_at is null')
  assert.equal(box.told, null)
  assert.equal(Buffer.from(box.content).includes('Tove'), false)
  const link = linkIn(mails.at(-1))
  const [first, count] = [await site.tab().post(link), await boxes()]
  assert.equal(first.status, 303)
  const sent = mails.length
  const replayed = await site.tab().post(link)
  assert.deepEqual([replayed.status, replayed.location], [303, first.location])
  const used = await site.tab().get(link)
  assert.equal(used.status, 404)
  assertShows(used, /Länken går inte att använda/)
  const before = (await inbox()).length
  await arrive()
  assert.deepEqual([(await inbox()).length, await boxes(), mails.length], [before + 1, count, sent])
})

test('a link that is over, or nobody’s, leads nowhere', async () => {
  await write(SCHOOL)
  const link = linkIn(mails.at(-1))
  await asAccessOwner(bed, `update access.referral_box set expires_at = now() where confirmed_at is null`)
  for (const each of [
    link,
    paths.referConfirmation('a'.repeat(64)),
    paths.referConfirmation('x'),
    paths.referDraft('b'.repeat(64)),
    paths.referStatus('c'.repeat(64)),
  ]) {
    assert.equal((await site.tab().get(each)).status, 404)
    if (!each.includes('draft')) assert.equal((await site.tab().post(each)).status, 404)
  }
})

test('a form that is not there, or is closed, is not found', async () => {
  const closed = await aDomain(bed)
  for (const address of [
    paths.refer('nowhere'),
    paths.referWay('nowhere', 'self'),
    paths.refer(closed.code),
    paths.referWay(domain.code, 'employer'),
  ])
    assert.equal((await site.tab().get(address)).status, 404)
  assert.equal((await site.tab().post(paths.referWay(closed.code, 'self'), SCHOOL)).status, 404)
})

test('what is missing is told field by field, nothing is lost, and nothing is kept', async () => {
  const before = await boxes()
  const wrong = await write({ ...SCHOOL, senderEmail: 'eva', reasons: [] })
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Adressen stämmer inte/, /Välj minst en sak/, /value="Tove"/, />\nBorta sedan oktober\.</)
  assert.equal(await boxes(), before)
})

test('a machine that fills in every field, one that is too quick, and a forged stamp get nothing in', async () => {
  const [before, sent] = [await boxes(), mails.length]
  const trapped = await write({ ...SCHOOL, website: 'http://spam.example' })
  assertShows(trapped, /Titta i din e-post/)
  for (const given of [await stamp(1), await stamp(90_000), `${'1'.repeat(10)}.${'0'.repeat(64)}`, '']) {
    const again = await write({ ...SCHOOL, stamp: given })
    assert.equal(again.status, 422)
    assertShows(again, /tryck på Skicka/, /value="Tove"/)
  }
  assert.deepEqual([await boxes(), mails.length], [before, sent])
})

test('a form that is sent twice is kept once, and the answer is the same', async () => {
  const [before, sent] = [await boxes(), mails.length]
  const twice = { ...SCHOOL, token: '7c1b9d53-7b07-4a53-9d0e-1f6f3a7c1b11' }
  const [one, two] = [await write(twice), await write(twice)]
  assert.equal(one.html.replace(/\s+/g, ''), two.html.replace(/\s+/g, ''))
  assert.equal(await boxes(), before + 1)
  const links = mails.slice(sent).map(linkIn)
  assert.deepEqual([links.length, new Set(links).size], [2, 1], 'both letters lead to the same')
  await site.tab().post(links[0] ?? '')
  const arrivals = (await inbox()).length
  await arrive()
  assert.equal((await inbox()).length, arrivals + 1)
  const letters = mails.length
  const third = await write(twice)
  await arrive()
  assert.equal(third.html.replace(/\s+/g, ''), one.html.replace(/\s+/g, ''))
  assert.deepEqual([(await inbox()).length, mails.length], [arrivals + 1, letters], 'confirmed once is confirmed')
})

test('when the letter could not be sent, or the program died before it, the same form sent again is not lost', async () => {
  let dead = true
  const frail = siteOf(bed, {
    send: async (mail) => {
      if (dead) throw new Error('the line broke')
      mails.push(mail)
    },
  })
  const fields = { ...SCHOOL, token: '7c1b9d53-7b07-4a53-9d0e-1f6f3a7c1b13', stamp: await stamp() }
  const before = await boxes()
  await frail.tab().post(form(), fields)
  dead = false
  assertShows(await frail.tab().post(form(), fields), /Titta i din e-post/)
  assert.equal(await boxes(), before + 1)
  assert.equal((await site.tab().post(linkIn(mails.at(-1)))).status, 303)
  await arrive()
})

test('nobody gets more letters than twenty in an hour because others typed their address; and the answer is the same', async () => {
  await asAccessOwner(bed, 'delete from access.rate')
  const flooded = { ...SCHOOL, senderEmail: 'Offer@skolan.example' }
  const mailbox = `access.mac('rate|refer mail|' || encode(sha256('offer@skolan.example'), 'hex'))`
  const answers = new Set<string>()
  const sent = mails.length
  for (let n = 0; n < 22; n += 1) {
    // What one address may write is counted by itself; so is the mailbox.
    if (n === 12) await asAccessOwner(bed, `delete from access.rate where bucket <> ${mailbox}`)
    answers.add((await write(flooded)).html.replace(/\s+/g, ''))
  }
  assert.deepEqual([answers.size, mails.length - sent], [1, 20])
  await asAccessOwner(bed, 'delete from access.rate')
})

test('a draft that is far too long comes back with what was written', async () => {
  const long = await write({ ...SCHOOL, words: 'å'.repeat(20_000), do: 'keep' })
  assert.equal(long.status, 422)
  assertShows(long, /Skriv högst 4 000 tecken/, /value="Tove"/)
})

test('what is saved for later is sealed, comes back filled in by its link, and is gone when it is sent', async () => {
  const kept = await write({ ...SCHOOL, senderEmail: '', do: 'keep' })
  const link = /\/refer-draft\/[0-9a-f]{64}/.exec(kept.html)?.[0] ?? ''
  assertShows(kept, /Sparat/)
  const back = await site.tab().get(link)
  assertShows(back, /value="Tove"/, />\nBorta sedan oktober\.</, /value="absence" checked/)
  const draft = link.split('/').at(-1) ?? ''
  const again = await write({ ...SCHOOL, senderEmail: '', words: 'Borta sedan september.', draft, do: 'keep' })
  assertShows(again, new RegExp(draft))
  assertShows(await site.tab().get(link), />\nBorta sedan september\.</)
  await write({ ...SCHOOL, draft })
  assert.equal((await site.tab().get(link)).status, 404)
})

test('a young person with a phone number alone is taken in at once, as somebody to ring', async () => {
  const known = new Set((await inbox()).map(({ referralId }) => referralId))
  const fields = { givenName: 'Ali', phone: '070-174 06 01', token: '7c1b9d53-7b07-4a53-9d0e-1f6f3a7c1b12' }
  const [answer, twice] = [await write(fields, 'self'), await write(fields, 'self')]
  assert.equal(answer.html, twice.html)
  assertShows(await site.tab().get(/\/refer-status\/\w+/.exec(twice.html)?.[0] ?? ''), /Mottaget/)
  assertShows(answer, /Vi ringer dig/, /refer-status/)
  await arrive()
  const referralId = (await inbox()).find((row) => !known.has(row.referralId))?.referralId ?? ''
  const tab = site.tab(coordinator)
  assertShows(await tab.get(paths.referral(referralId)), /Vill bli uppringd/, /070-174 06 01/)
})

test('too many from one address are asked to wait, with what they wrote still there', async () => {
  await asAccessOwner(bed, 'delete from access.rate')
  for (let n = 0; n < 20; n += 1) await write({ ...SCHOOL, reasons: [] })
  const stopped = await write(SCHOOL)
  assert.equal(stopped.status, 429)
  assertShows(stopped, /Vänta en stund/, /value="Tove"/)
  await asAccessOwner(bed, 'delete from access.rate')
})

test('where no mail can be sent, schools are asked to ring and a young person leaves a number', async () => {
  const mute = await testBed()
  try {
    const { code, machine } = await aDomain(mute)
    await mute.jobs.write(machine, (tx) => decideDoor(tx, { isOpen: true, phone: '016-710 10 00' }))
    const tab = siteOf(mute).tab()
    const school = await tab.get(paths.referWay(code, 'professional'))
    assertShows(school, /Formuläret kan inte ta emot det här just nu/, /016-710 10 00/)
    assertHides(school, /Din roll och arbetsplats/)
    const wrong = await tab.post(paths.referWay(code, 'self'), { givenName: 'Ali', email: 'ali@example.com' })
    assertShows(wrong, /e-post går inte just nu/)
  } finally {
    await mute.close()
  }
})

test('taken back by the link: while somebody has it, and before anybody has', async () => {
  const { status, referralId } = await confirmed()
  assert.equal((await site.tab().post(status)).status, 303)
  assertShows(await site.tab().get(status), /Avslutat/)
  await arrive()
  const { stage, reason } = await bed.web.read(coordinator, (tx) => referralById(tx, referralId))
  assert.deepEqual([stage, reason], ['withdrawn', 'changed_mind'])
  await write(SCHOOL)
  const early = (await site.tab().post(linkIn(mails.at(-1)))).location ?? ''
  await site.tab().post(early)
  const before = (await inbox()).length
  await arrive()
  assert.equal((await inbox()).length, before)
})

test('tied to somebody we know, and accepted: the sender is told closed, and nothing more', async () => {
  const { number, id } = await bed.jobs.write(domain.machine, (tx) =>
    aPerson(tx, { givenName: 'Tove', familyName: 'Ask' }),
  )
  const { status, referralId } = await confirmed({ ...SCHOOL, number })
  const at = await which(referralId)
  await bed.web.write(coordinator, (tx) => tieToKnown(tx, { ...at, number }))
  assert.equal((await bed.web.read(coordinator, (tx) => referralById(tx, referralId))).personId, id)
  const tab = site.tab(coordinator)
  const page = await tab.get(paths.referral(referralId))
  assertShows(page, /Tove Ask/, /Eva Lund, Kurator/)
  await bed.web.write(coordinator, (tx) => takeReferral(tx, at))
  assertShows(await site.tab().get(status), /Mottaget/)
  const decided = await which(referralId)
  await bed.web.write(coordinator, (tx) => declineReferral(tx, { ...decided, reason: 'other_support' }))
  const told = await site.tab().get(status)
  assertShows(told, /Avslutat/)
  assertHides(told, /Tove|Ask|Nekad|annat stöd|Ta tillbaka/)
})

test('a number that is nobody’s we see ties to nobody; somebody new is added as people are', async () => {
  const { referralId } = await confirmed()
  const tab = site.tab(coordinator)
  const at = await which(referralId)
  const { number } = nextNumber({ born: '2009' })
  const nobody = await tab.post(paths.referralPerson(referralId), { seen: at.seen, number })
  assert.equal(nobody.status, 422)
  assertShows(nobody, /Ingen du ser har det numret/)
  const added = await tab.submit(paths.referralNewPerson(referralId), {
    ...{ seen: at.seen, givenName: 'Tove', familyName: 'Ask', number, birthDate: '' },
  })
  assertShows(added, /Aktualiseringen är knuten/, /Till den unges sida/)
})

test('property: an outside sender’s page differs by received and closed and by nothing else, whatever is done', async () => {
  type Step = 'take' | 'tie' | 'decline' | 'accept'
  const plain = ({ html }: Reply) =>
    html
      .slice(html.indexOf('<main'))
      .replace(/[0-9a-f]{64}/g, 'link')
      .replace(/\d\d\.\d\d/g, 'time')
  const pages = new Map<string, string>()
  await fc.assert(
    fc.asyncProperty(fc.subarray<Step>(['tie', 'take', 'decline', 'accept']), async (steps) => {
      await asAccessOwner(bed, 'delete from access.rate')
      const { number } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx))
      const { status, referralId } = await confirmed()
      for (const step of steps) {
        const at = await which(referralId)
        const done = bed.web.write(coordinator, async (tx) => {
          if (step === 'take') await takeReferral(tx, at)
          if (step === 'tie') await tieToKnown(tx, { ...at, number })
          if (step === 'decline') await declineReferral(tx, { ...at, reason: 'twice' })
          if (step === 'accept') await acceptReferral(tx, { ...at, teamId: null, ownerId: coordinator.accountId })
        })
        await done.catch((error: { kind?: string }) => assert.ok(error.kind !== undefined, String(error)))
      }
      const page = plain(await site.tab().get(status))
      const state = /Avslutat/.test(page) ? 'closed' : 'received'
      assert.equal(page, pages.get(state) ?? page)
      pages.set(state, page)
    }),
    // One of each end, whatever chance brings.
    { numRuns: 12, examples: [[['take', 'decline']], [[]]] },
  )
  assert.deepEqual([...pages.keys()].sort(), ['closed', 'received'])
})

test('what was said of somebody who was never tied is forgotten after the days the domain has decided', async () => {
  const { referralId } = await confirmed()
  const at = await which(referralId)
  await bed.web.write(coordinator, (tx) => takeReferral(tx, at))
  const taken = await which(referralId)
  await bed.web.write(coordinator, (tx) => declineReferral(tx, { ...taken, reason: 'too_little_known' }))
  const words = async () => {
    const { ticket } = await bed.web.write(coordinator, (tx) => openReferral(tx, referralId))
    return bed.web.read(coordinator, (tx) => wordsOf(tx, referralId, ticket ?? 0))
  }
  bed.setNow('2027-01-12T10:00:00Z')
  await bed.jobs.write(domain.machine, forgetUntied)
  assert.equal((await words())?.body, SCHOOL.words)
  bed.setNow('2027-01-14T10:00:00Z')
  await bed.jobs.write(domain.machine, forgetUntied)
  const left = await words()
  assert.deepEqual([left?.body, left?.told], [null, null])
})
