import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aPerson } from '../../../test/build/people.ts'
import { lettingIn } from '../../../test/build/sight.ts'
import { assertShows, type Site, siteOf } from '../../../test/build/site.ts'
import { letPass } from '../../../test/build/ways-in.ts'
import { readTable } from '../../integrations/sheets/table.ts'
import { textTable } from '../../integrations/sheets/text-table.ts'
import type { Context } from '../../kernel/database.ts'
import { addOrganisation, addUnit } from '../../organisations/actions.ts'
import { events } from '../../trail/store.ts'
import { paths } from '../../ui/paths.ts'
import { STAFF_ROLES } from '../roles.ts'
import { applyFile, plannedFile } from './file-actions.ts'
import { readStaffRows } from './file-rules.ts'
import { staff, staffChanges, teams } from './store.ts'
import { makeTeam } from './team-actions.ts'

let bed: TestBed
let site: Site
let domain: TestDomain
let admin: Context

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
})
after(() => bed.close())

beforeEach(async () => {
  domain = await aDomain(bed)
  admin = await signedIn(bed, domain, { role: 'administrator', displayName: 'Mikael Strand' })
  await signedIn(bed, domain, { role: 'data_protection_officer' })
  await bed.jobs.write(domain.machine, async (tx) => {
    const organisationId = await addOrganisation(tx, { name: 'Kommunen', kind: 'municipality', number: null })
    await addUnit(tx, { organisationId, name: 'Rekarnegymnasiet', schoolUnitCode: '12345678' })
    await makeTeam(tx, 'Närvaroteamet')
  })
})

const ROLES = new Map(STAFF_ROLES.map((role) => [role, role] as const))

function rowsOf(text: string) {
  const table = textTable(Buffer.from(text))
  assert.ok(table.ok)
  const reading = readStaffRows(table, ROLES)
  assert.ok(reading.ok)
  return reading.rows
}

const planOf = (text: string, complete = false) =>
  bed.web.read(admin, (tx) => plannedFile(tx, { rows: rowsOf(text), complete }))
const apply = (text: string, complete = false) =>
  bed.web.write(admin, (tx) => applyFile(tx, { rows: rowsOf(text), complete }))
const fates = (plan: Awaited<ReturnType<typeof planOf>>) => plan.rows.map(({ fate }) => fate)

const FILE = `namn;e-post;roll;titel;enhet;team;ser_skyddade
Gunilla Bäck;gunilla.back@eskilstuna.se;principal;Rektor;Rekarnegymnasiet;;nej
Fredrik Sandström;fredrik.s@eskilstuna.se;attendance_team;;12345678;närvaroteamet;nej
Amina Warsame;amina@eskilstuna.se;kaa_coordinator;KAA-samordnare;;;ja
`

test('a file adds colleagues with unit and team, what takes two waits, and the same file again changes nothing', async () => {
  assert.deepEqual(fates(await planOf(FILE)), ['added', 'added', 'added'])
  const plan = await apply(FILE)
  assert.deepEqual(
    plan.rows.map(({ waits }) => waits),
    [false, false, true],
  )
  const members = await bed.web.read(admin, staff)
  const [fredrik] = members.find(({ displayName }) => displayName === 'Fredrik Sandström')?.memberships ?? []
  assert.deepEqual([fredrik?.units[0]?.name, fredrik?.teams[0]?.name], ['Rekarnegymnasiet', 'Närvaroteamet'])
  const [waiting] = await bed.web.read(admin, staffChanges)
  assert.deepEqual(
    [waiting?.displayName, waiting?.role, waiting?.seesProtected],
    ['Amina Warsame', 'kaa_coordinator', true],
  )
  const again = await planOf(FILE)
  assert.deepEqual(
    again.rows.flatMap(({ steps }) => steps),
    [],
  )
})

test('a file puts nobody in a team that works with somebody, and does not ask for it twice', async () => {
  const row = 'namn;e-post;roll;team\nFredrik Sandström;fredrik.s@eskilstuna.se;attendance_team;Närvaroteamet\n'
  const person = (await bed.jobs.write(domain.machine, (tx) => aPerson(tx))).id
  const [team] = await bed.web.read(admin, teams)
  await lettingIn({ bed, domain }, { person, teamId: team?.id ?? '' })
  const plan = await apply(row)
  assert.deepEqual([plan.rows[0]?.fate, plan.rows[0]?.waits], ['added', true])
  const waiting = async () => (await bed.web.read(admin, staffChanges)).map(({ kind, teamName }) => [kind, teamName])
  assert.deepEqual(await waiting(), [['team', 'Närvaroteamet']])
  const again = await apply(row)
  assert.deepEqual([again.rows[0]?.fate, again.rows[0]?.waits], ['unchanged', true])
  assert.equal((await waiting()).length, 1)
})

test('each row that cannot be read says why, and the others are carried out', async () => {
  const plan = await apply(`namn;e-post;roll;enhet;team;ser_skyddade
;x@eskilstuna.se;coach;;;nej
Jonas Ek;jonas;coach;;;nej
Leyla Demir;leyla@eskilstuna.se;chef;;;nej
Per Hedman;per@eskilstuna.se;coach;Skolan;Laget;kanske
Karin Öberg;karin@eskilstuna.se;counsellor;;;nej
Karin Öberg;karin@eskilstuna.se;counsellor;;;nej
Karin Ö;karin@eskilstuna.se;coach;;;nej
"Trasig;trasig@eskilstuna.se;coach
`)
  assert.deepEqual(
    plan.rows.map(({ problems }) => problems.map(({ code }) => code)),
    [
      ['name_missing'],
      ['email_wrong'],
      ['role_unknown'],
      ['yes_or_no'],
      [],
      ['row_twice'],
      ['row_differs'],
      ['row_broken'],
    ],
  )
  const unknown = await planOf('namn;e-post;roll;enhet;team\nPer Hedman;per@eskilstuna.se;coach;Skolan;Laget\n')
  assert.deepEqual(
    unknown.rows[0]?.problems.map(({ code }) => code),
    ['unit_unknown', 'team_unknown'],
  )
  const names = (await bed.web.read(admin, staff)).map(({ displayName }) => displayName)
  assert.ok(names.includes('Karin Öberg'))
})

test('a file changes title, unit and name, and leaves what it has no column for', async () => {
  await apply(FILE)
  const changed = await apply(`namn;e-post;roll;titel
Gunilla Bäck Ek;gunilla.back@eskilstuna.se;principal;Rektor, Rekarne
`)
  assert.deepEqual(fates(changed), ['changed'])
  const gunilla = (await bed.web.read(admin, staff)).find(({ displayName }) => displayName === 'Gunilla Bäck Ek')
  assert.deepEqual(
    [gunilla?.memberships[0]?.title, gunilla?.memberships[0]?.units[0]?.name],
    ['Rektor, Rekarne', 'Rekarnegymnasiet'],
  )
  await apply('namn;e-post;roll;enhet\nGunilla Bäck Ek;gunilla.back@eskilstuna.se;principal;\n')
  const bare = (await bed.web.read(admin, staff)).find(({ displayName }) => displayName === 'Gunilla Bäck Ek')
  assert.deepEqual(bare?.memberships[0]?.units, [])
})

test('only a complete file ends what it does not have: never oneself, and nobody with a row that was refused', async () => {
  await apply(FILE)
  const less = `namn;e-post;roll
Gunilla Bäck;gunilla.back@eskilstuna.se;counsellor
Fredrik Sandström;fredrik.s@eskilstuna.se;chef
`
  assert.deepEqual((await planOf(less)).endings, [])
  const plan = await apply(less, true)
  const ended = plan.endings.map(({ displayName, role, last }) => [displayName, role, last])
  assert.ok(ended.some(([name, role, last]) => name === 'Gunilla Bäck' && role === 'principal' && last === true))
  assert.equal(
    ended.some(([name]) => name === 'Fredrik Sandström' || name === 'Mikael Strand'),
    false,
  )
})

test('a file says nothing new of oneself', async () => {
  const own = (await bed.web.read(admin, staff)).find(({ displayName }) => displayName === 'Mikael Strand')
  const plan = await planOf(`namn;e-post;användarnamn;roll\nMikael Strand;;${own?.userName};coach\n`)
  assert.deepEqual(plan.rows[0]?.problems, [{ column: null, code: 'own_account' }])
})

test('the file of those who work here is read in again without a change, in any of its languages for roles', async () => {
  await apply(FILE)
  const tab = site.tab(admin)
  const file = await tab.get(paths.staffFileExport())
  assert.match(file.headers.get('content-disposition') ?? '', /attachment/)
  const page = await upload(file.html)
  assertShows(page, /Filen ändrar ingenting/)
})

test('the template is a header and nothing else, and no cell of a file is a formula', async () => {
  const tab = site.tab(admin)
  const { html } = await tab.get(paths.staffFileTemplate())
  assert.equal(html.replace('\ufeff', ''), 'namn;e-post;användarnamn;telefon;roll;titel;enhet;team;ser_skyddade\n')
  await apply('namn;e-post;roll;titel\n"=SUMMA(A1)";summa@eskilstuna.se;coach;@import\n')
  const exported = await tab.get(paths.staffFileExport())
  assertShows(exported, /'=SUMMA\(A1\)/, /'@import/)
  assertShows(await upload(exported.html), /Filen ändrar ingenting/)
})

test('the file of those who work here is handed out to one who has just shown who they are, and stands in the log', async () => {
  const tab = site.tab(admin)
  assert.equal((await tab.get(paths.staffFileExport())).status, 200)
  const [latest] = await bed.jobs.read(domain.machine, (tx) => events(tx, { most: 1 }))
  assert.deepEqual([latest?.action, latest?.detail], ['access.staff_exported', { rows: 2 }])
  await letPass(bed, admin, '6 minutes')
  const refused = await tab.get(paths.staffFileExport())
  assert.deepEqual([refused.status, refused.location], [303, '/confirm?back=%2Fadmin%2Fstaff%2Ffile%2Fexport'])
  assert.equal((await tab.get(paths.staffFileTemplate())).status, 200)
})

/** Sends a file as the browser does. */
async function upload(text: string, complete = false) {
  const body = new FormData()
  body.append('file', new File([text], 'anvandare.csv', { type: 'text/csv' }))
  if (complete) body.append('complete', '1')
  const tab = site.tab(admin)
  const cookie = [...tab.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { origin: 'http://localhost', cookie }
  const answer = await site.app.request(`http://localhost${paths.staffFile()}`, { method: 'POST', body, headers })
  return { status: answer.status, html: await answer.text() }
}

test('the page shows what would happen row by row, and carries it out when told', async () => {
  const page = await upload(FILE.replaceAll('principal', 'Rektor'))
  assert.equal(page.status, 200)
  assertShows(page, /3 nya/, /Gunilla Bäck/, /väntar på en andra person/)
  const [, table = ''] = /name="table" value="([^"]*)"/.exec(page.html) ?? []
  const tab = site.tab(admin)
  const done = await tab.submit(paths.staffFileApplication(), { table: table.replaceAll('&quot;', '"') })
  assertShows(done, /Filen är genomförd/, /Gunilla Bäck/)
})

test('what is no such file is refused with a word for it', async () => {
  for (const [text, word] of [
    ['', /Välj en fil/],
    ['a;b\n1;2\n', /Kolumnerna namn, e-post och roll/],
    ['%PDF-1.7\n', /Det är ingen CSV-fil/],
  ] as const) {
    const page = await upload(text)
    assert.equal(page.status, 422)
    assertShows(page, word)
  }
})

test('a table is read in a process of its own, whatever its letters and its separator', async () => {
  assert.deepEqual(await readTable(Buffer.from('namn\troll\nÅsa\tcoach\n', 'latin1')), {
    ok: true,
    header: ['namn', 'roll'],
    rows: [{ row: 2, cells: ['Åsa', 'coach'], broken: false }],
  })
  assert.deepEqual(await readTable(Buffer.from([0xff, 0xfe, 0x6e, 0, 0x61, 0])), { ok: false, code: 'file_encoding' })
  assert.deepEqual(await readTable(Buffer.from('a;b\n'.repeat(30_000))), { ok: false, code: 'file_too_heavy' })
})

test('the preview lists each step, what was before and what comes instead, and a changed address beside a new role', async () => {
  await apply(FILE)
  const page = await upload(
    `namn;e-post;användarnamn;roll;titel;enhet
Gunilla Bäck;annan.adress@eskilstuna.se;gunilla.back@eskilstuna.se;counsellor;;
Fredrik Sandström;fredrik.s@eskilstuna.se;;attendance_team;Närvarocoach;
`,
  )
  assertShows(
    page,
    /E-post: gunilla\.back@eskilstuna\.se → annan\.adress@eskilstuna\.se/,
    /Får rollen Studie- och yrkesvägledare/,
    /Titel: inget → Närvarocoach/,
    /Enheter: Rekarnegymnasiet → inget/,
    /1 nya roller, 2 ändrade/,
  )
})

test('a file without a column of telephone numbers leaves them', async () => {
  await apply('namn;e-post;telefon;roll\nJonas Ek;jonas.ek@eskilstuna.se;016-710 10 00;coach\n')
  assert.deepEqual(fates(await planOf('namn;e-post;roll\nJonas Ek;jonas.ek@eskilstuna.se;coach\n')), ['unchanged'])
})
