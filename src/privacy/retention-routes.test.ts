import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { aDomain, shownAnew, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { signedInAgo } from '../../test/build/sight.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab, tokenOf } from '../../test/build/site.ts'
import type { StaffRole } from '../access/roles.ts'
import { runDueJob } from '../kernel/jobs.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { paths } from '../ui/paths.ts'
import { privacyJobs } from './jobs.ts'

/** The pages of gallring: the rules, the dry run, the yes or no of a colleague, and the deletion. */

type Staff = Awaited<ReturnType<typeof signedIn>>
type Place = { readonly domain: TestDomain; readonly officer: Staff; readonly eva: Tab; readonly amina: Tab }

let bed: TestBed
let site: Site

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
})
after(() => bed.close())
beforeEach(() => shownAnew(bed))

async function place(): Promise<Place> {
  const domain = await aDomain(bed)
  const officer = await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  return { domain, officer, eva: site.tab(officer), amina: site.tab(coordinator) }
}

const RULE = { event: 'turned_twenty', amount: '1', unit: 'years', decision: 'KS 2026:41 § 12' }

async function work({ domain }: Place): Promise<void> {
  while (await runDueJob(bed.jobs, domain.machine, privacyJobs));
}

/** A dry run that has listed one young person of those there are, and its page. */
async function listed(at: Place): Promise<string> {
  await bed.jobs.write(at.domain.machine, async (tx) => {
    await aPerson(tx, { born: '2003', familyName: 'Berglund' })
    await aPerson(tx, { born: '2009' })
  })
  await at.eva.post(paths.retentionRule('person'), RULE)
  const { location } = await at.eva.post(paths.retentionRuns())
  await work(at)
  return location ?? ''
}

/** Asks a colleague for a yes; gives the address of the question. */
async function requested(at: Place, run: string): Promise<string> {
  await at.eva.post(`${run}/request`, { reason: 'Årlig gallring enligt beslut' })
  const page = await at.amina.get(paths.approvals())
  return /href="(\/approvals\/[0-9a-f-]{36})"/.exec(page.html)?.[1] ?? ''
}

test('until there is a rule, the start page of whoever sets rules says that nothing is deleted, and leads to where one sets it', async () => {
  const at = await place()
  const warning = [/notice due/, /Inget gallras/, /href="\/retention"[^>]*>Till gallringen</] as const
  assertShows(await at.eva.get(paths.start()), ...warning)
  assertShows(await at.eva.get(paths.retention()), /notice due/, /Inget gallras/, /Ingen har bestämt hur länge/)
  const english = await site.tab(at.officer, 'en').get(paths.start())
  assertShows(english, /Nothing is deleted/, /href="\/retention"[^>]*>To retention</)
  for (const role of [
    'kaa_coordinator',
    'administrator',
    'team_lead',
    'coach',
  ] as const satisfies readonly StaffRole[]) {
    const other = site.tab(await signedIn(bed, at.domain, { role }))
    assertHides(await other.get(paths.start()), /Inget gallras/)
  }
  await at.eva.post(paths.retentionRule('note'), { ...RULE, event: 'written' })
  for (const path of [paths.start(), paths.retention()]) assertHides(await at.eva.get(path), /Inget gallras/)
  await at.eva.post(paths.retentionRuleEnd('note'))
  for (const path of [paths.start(), paths.retention()]) assertShows(await at.eva.get(path), /Inget gallras/)
})

test('a rule is set, shown in words, changed and taken away, once for each time its form is sent', async () => {
  const { eva, officer } = await place()
  const page = await eva.get(paths.retentionRule('person'))
  assertShows(page, /Gallring av ungdomar och allt om dem/, /value="left_register"/, /value="turned_twenty"/)
  assertHides(page, /value="written"/, /Ta bort regeln/)
  const token = tokenOf(page, 'rule')
  const saved = await eva.submit(paths.retentionRule('person'), { ...RULE, erasesTrail: '1', token })
  assertShows(saved, /Regeln är sparad/, /1 år efter att ungdomen fyllt tjugo/, /KS 2026:41 § 12/)
  await eva.post(paths.retentionRule('person'), { ...RULE, amount: '9', token })
  assertShows(await eva.get(paths.retention()), /1 år efter att ungdomen fyllt tjugo/)
  const english = await site.tab(officer, 'en').get(paths.retention())
  assertShows(english, /1 years after the young person turned twenty/, /never: nothing is decided/)
  const again = await eva.get(paths.retentionRule('person'))
  assertShows(
    again,
    /name="amount"[^>]*value="1"|value="1"[^>]*name="amount"/,
    /name="erasesTrail"[^>]*checked|checked[^>]*name="erasesTrail"/,
  )
  const changed = await eva.submit(paths.retentionRule('person'), { ...RULE, amount: '18', unit: 'months' })
  assertShows(changed, /18 månader efter att ungdomen fyllt tjugo/)
  const gone = await eva.submit(paths.retentionRuleEnd('person'))
  assertShows(gone, /Regeln är borttagen/, /aldrig: inget är bestämt/)
  assert.equal((await eva.post(paths.retentionRuleEnd('person'))).status, 404)
})

/** What is typed wrong, and what is said of it in either language. */
const WRONG = [
  [{ event: '' }, 'Välj vad tiden ska räknas från', 'Choose what time is counted from'],
  [{ event: 'written' }, 'Välj vad tiden ska räknas från', 'Choose what time is counted from'],
  [{ amount: '' }, 'Skriv ett helt tal från 0 till 1200', 'Write a whole number from 0 to 1200'],
  [{ amount: '1,5' }, 'Skriv ett helt tal från 0 till 1200', 'Write a whole number from 0 to 1200'],
  [{ amount: '-1' }, 'Skriv ett helt tal från 0 till 1200', 'Write a whole number from 0 to 1200'],
  [{ amount: '1201' }, 'Skriv ett helt tal från 0 till 1200', 'Write a whole number from 0 to 1200'],
  [{ unit: 'weeks' }, 'Välj dagar, månader eller år', 'Choose days, months or years'],
  [{ decision: 'KS' }, 'Skriv vilket beslut regeln följer', 'Write which decision the rule follows'],
  [{ decision: 'x'.repeat(121) }, 'Skriv vilket beslut regeln följer', 'Write which decision the rule follows'],
] as const

for (const [typed, sv, en] of WRONG) {
  const [[field = '', value = ''] = []] = Object.entries(typed)
  test(`a rule whose ${field} is “${value.slice(0, 8)}” comes back with what to correct, and all that was written`, async () => {
    const { officer, eva } = await place()
    for (const [language, said, button] of [
      ['sv', sv, 'Spara regeln'],
      ['en', en, 'Save the rule'],
    ] as const) {
      const form = { ...RULE, decision: 'Planen § 7', erasesTrail: '1', ...typed }
      const page = await site.tab(officer, language).post(paths.retentionRule('person'), form)
      assert.equal(page.status, 422)
      assertShows(page, /role="alert"/, new RegExp(`<a href="#rule-${field}">${said}`), new RegExp(button), /checked/)
      if (!('decision' in typed)) assertShows(page, /value="Planen § 7"/)
    }
    assertShows(await eva.get(paths.retention()), /Inget gallras/)
  })
}

test('each fault of a rule is told at once, and a kind of data that is none is not found', async () => {
  const { eva } = await place()
  const page = await eva.post(paths.retentionRule('note'), {})
  for (const field of ['event', 'amount', 'unit', 'decision']) assertShows(page, new RegExp(`href="#rule-${field}"`))
  assertHides(page, /erasesTrail/)
  for (const type of ['people', 'constructor']) {
    assert.equal((await eva.get(`/retention/rules/${type}`)).status, 404)
    assert.equal((await eva.post(`/retention/rules/${type}`, RULE)).status, 404)
  }
})

test('without a rule there is no dry run: the page says why, and so does the answer to whoever asks all the same', async () => {
  const { eva, officer } = await place()
  assertShows(await eva.get(paths.retention()), /Sätt först en regel/, /Ingen provkörning är gjord/)
  assertShows(await eva.submit(paths.retentionRuns()), /Sätt först en regel: utan regler finns inget att lista/)
  assertShows(await site.tab(officer, 'en').submit(paths.retentionRuns()), /Set a rule first/)
})

test('a dry run says that it is being made, then what is due and what is kept, and names nobody', async () => {
  const at = await place()
  await at.eva.post(paths.retentionRule('person'), RULE)
  const made = await at.eva.post(paths.retentionRuns())
  const run = made.location ?? ''
  assertShows(await at.eva.get(run), /Provkörningen görs nu i bakgrunden/, /listas/)
  assertHides(await at.eva.get(run), /id="request"/)
  assertShows(await at.eva.submit(`${run}/request`, { reason: 'Årlig gallring enligt beslut' }), /inte färdig/)
  await work(at)
  assertShows(await at.eva.get(run), /inget att radera/)
  const second = await listed(at)
  const page = await at.eva.get(second)
  assertShows(page, /väntar på beslut/, /ungdomar och allt om dem/, /id="request"/)
  assertHides(page, /Berglund/, /2003/)
  assertShows(await site.tab(at.officer, 'en').get(second), /waits for a decision/, /young people and all about them/)
  assertShows(await at.eva.get(paths.retention()), /inget att radera/, /väntar på beslut/)
})

test('one who asks for a yes says why; too short or too long a reason comes back as it was written', async () => {
  const at = await place()
  const run = await listed(at)
  for (const reason of ['', 'kort', 'l'.repeat(401)]) {
    const page = await at.eva.post(`${run}/request`, { reason })
    assert.equal(page.status, 422)
    assertShows(page, /href="#request-reason">Skriv varför/, new RegExp(`>\\s*${reason}</textarea>`))
  }
  const english = await site.tab(at.officer, 'en').post(`${run}/request`, { reason: 'short' })
  assertShows(english, /Write why, so that your colleague can answer/)
  assertShows(await at.amina.get(paths.approvals()), /Ingen väntar på ditt svar/)
  const sent = await at.eva.submit(`${run}/request`, { reason: 'Årlig gallring enligt beslut' })
  assertShows(sent, /Begäran är skickad/, /En kollega ska svara/)
  assertHides(sent, /id="request"/, /Radera det som är godkänt/)
})

test('a colleague who says no says why, and the one who asked may ask anew', async () => {
  const at = await place()
  const run = await listed(at)
  const question = await requested(at, run)
  assertShows(await at.amina.get(question), /Gallring av 1 post enligt en provkörning/, /Årlig gallring enligt beslut/)
  assertShows(await at.amina.get(run), /väntar på beslut/)
  assertHides(await at.amina.get(run), /id="request"/, /Radera det som är godkänt/)
  for (const [form, said] of [
    [{}, /Välj ja eller nej/],
    [{ answer: 'kanske' }, /Välj ja eller nej/],
    [{ answer: 'no' }, /Skriv varför du säger nej/],
    [{ answer: 'no', comment: 'n'.repeat(401) }, /Högst 400 tecken/],
  ] as const) {
    const page = await at.amina.post(`${question}/answer`, form)
    assert.equal(page.status, 422)
    assertShows(page, said)
  }
  assertShows(await at.eva.submit(`${run}/execution`), /Det finns inget godkännande som gäller/)
  const said = await at.amina.submit(`${question}/answer`, { answer: 'no', comment: 'Vänta till efter granskningen' })
  assertShows(said, /Du har sagt nej/)
  assertShows(await at.eva.submit(`${run}/execution`), /Det finns inget godkännande som gäller/)
  assertShows(await at.eva.get(run), /id="request"/, /väntar på beslut/)
  assertShows(await at.eva.submit(`${run}/request`, { reason: 'Granskningen är klar nu' }), /Begäran är skickad/)
})

test('one cannot answer oneself, and what a colleague has approved is deleted once', async () => {
  const at = await place()
  const run = await listed(at)
  const question = await requested(at, run)
  assertHides(await at.eva.get(question), /name="answer"/)
  assert.notEqual((await at.eva.post(`${question}/answer`, { answer: 'yes' })).status, 303)
  assertShows(await at.amina.submit(`${question}/answer`, { answer: 'yes' }), /Du har sagt ja/)
  assertShows(await at.eva.get(run), /Radera det som är godkänt/)
  assertShows(await site.tab(at.officer, 'en').get(run), /Delete what is approved/)
  assertShows(await at.eva.submit(`${run}/execution`), /Raderingen görs nu i bakgrunden/, /raderas/)
  await work(at)
  const done = await at.eva.get(run)
  assertShows(done, /<\/strong> klar/, /raderat/)
  assertHides(done, /Radera det som är godkänt/)
  assertShows(await at.eva.submit(`${run}/execution`), /redan använd/)
  assert.equal((await people(at)).length, 1)
})

const people = ({ domain }: Place) =>
  bed.jobs.read(domain.machine, (tx) => tx.all(z.object({ id: z.uuid() }), sql`select id from person`))

test('what weighs most takes that one has just shown who one is: a rule, its end and the deletion', async () => {
  const at = await place()
  const run = await listed(at)
  const question = await requested(at, run)
  await at.amina.post(`${question}/answer`, { answer: 'yes' })
  await signedInAgo(bed, at.officer, '6 minutes')
  const asked = [
    [paths.retentionRule('person'), { ...RULE, amount: '0' }],
    [paths.retentionRuleEnd('person'), {}],
    [`${run}/execution`, {}],
  ] as const
  for (const [path, form] of asked) assert.match((await at.eva.post(path, form)).location ?? '', /^\/confirm/)
  await work(at)
  assertShows(await at.eva.get(paths.retention()), /1 år efter att ungdomen fyllt tjugo/, /väntar på beslut/)
})

test('those who read and do not set are shown neither forms nor buttons, and the others nothing', async () => {
  const at = await place()
  const run = await listed(at)
  const page = await at.amina.get(paths.retention())
  assertShows(page, /KS 2026:41/)
  assertHides(page, /Gör en provkörning/, /href="\/retention\/rules/)
  assert.equal((await at.amina.get(paths.retentionRule('person'))).status, 403)
  assert.equal((await at.amina.post(paths.retentionRule('person'), RULE)).status, 403)
  assert.equal((await at.amina.post(paths.retentionRuns())).status, 403)
  assert.equal((await at.amina.post(`${run}/request`, { reason: 'Årlig gallring enligt beslut' })).status, 403)
  for (const role of ['administrator', 'coach'] as const) {
    const other = site.tab(await signedIn(bed, at.domain, { role }))
    for (const path of [paths.retention(), run]) assert.equal((await other.get(path)).status, 403)
  }
  const abroad = await place()
  assert.equal((await abroad.eva.get(run)).status, 404)
})
