import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ROLES, STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import type { Context } from '../../src/kernel/database.ts'
import { permissionsOf } from '../../src/web/permissions.ts'
import { signedIn, type TestBed, testBed } from '../build/domain.ts'
import { pdfLetters } from '../build/pdf.ts'
import { MARKS, type Mark, type Secrets, withSecrets, wordsOf } from '../build/secrets.ts'
import { type FormFields, type Reply, type Site, siteOf } from '../build/site.ts'
import { OPEN, ROUTES } from './matrix.ts'

/**
 * Young people with words that stand nowhere else, and every page, list, count, search, file and error that there is, asked for by one
 * of each kind of role: nothing of those who are hidden comes out, in either language, nor in the log.
 */

type Asking = Context & { readonly accountId: string }

let bed: TestBed
let site: Site
let secrets: Secrets
let staff: Readonly<Record<string, Asking>>
let logged = ''
const write = process.stderr.write

before(async () => {
  bed = await testBed()
  site = siteOf(bed)
  const made: Record<string, Asking> = {}
  secrets = await withSecrets(bed, async (home) => {
    for (const role of STAFF_ROLES) made[role] = await signedIn(bed, home, { role })
    return Object.values(made)
  })
  staff = made
  await withExtracts()
  process.stderr.write = ((text: string) => {
    logged += text
    return true
  }) as typeof process.stderr.write
})
after(async () => {
  process.stderr.write = write
  await secrets.client.end()
  await bed.close()
})

/** A register extract of each, begun by each of the staff: whoever asks has one of their own, and it is left to the walls what it opens. */
function withExtracts(): Promise<unknown> {
  const accounts = Object.values(staff).map(({ accountId }) => accountId)
  const people = ALL.map((mark) => secrets.people[mark])
  return secrets.client.query(
    `insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
     select p.domain_id, p.id, a.id, '2026-10-15T09:59:00Z', '2026-10-15T10:30:00Z'
       from unnest($1::uuid[], $2::uuid[]) p(domain_id, id) cross join unnest($3::uuid[]) a(id)`,
    [people.map(({ domainId }) => domainId), people.map(({ personId }) => personId), accounts],
  )
}

const ALL = Object.keys(MARKS) as Mark[]
const rightsOf = (role: StaffRole): readonly string[] => ROLES[role].rights

/** Of whom a role is to know anything: its cases, or everybody of the domain; and by right what came in, and whom a log is about. */
function known(role: StaffRole): readonly Mark[] {
  const { reach } = ROLES[role]
  if (reach === 'domain' || rightsOf(role).includes('imports') || rightsOf(role).includes('log')) return ['M', 'U']
  return reach === 'assigned' ? ['M'] : []
}

/** One's own extract of somebody, and a colleague's. */
async function extractsOf(mark: Mark, { accountId }: Asking): Promise<readonly string[]> {
  const { rows } = await secrets.client.query<{ id: string; own: boolean }>(
    'select id, account_id = $2 as own from access.extract where person_id = $1 order by own desc limit 2',
    [secrets.people[mark].personId, accountId],
  )
  return rows.map(({ id }) => id)
}

/** What an address may name of each person: by the last word before it. */
async function namedBy(pattern: string, mark: Mark, asking: Asking): Promise<readonly string[]> {
  const { personId } = secrets.people[mark]
  if (pattern.startsWith('/extracts/')) return extractsOf(mark, asking)
  const table = { imports: 'delivery_population_row', duplicates: 'duplicate_suggestion', reviews: 'review_item' }[
    pattern.split('/')[1] ?? ''
  ]
  if (table === undefined) return [personId]
  const column = table === 'delivery_population_row' ? 'delivery_id' : 'id'
  const { rows } = await secrets.client.query<{ id: string }>(
    `select ${column} as id from ${table} where domain_id = $1 and person_id = $2`,
    [secrets.people[mark].domainId, personId],
  )
  return rows.map(({ id }) => id)
}

type Asked = { readonly path: string; readonly form?: FormFields }

/** Every address that is read, with everybody's ids in it; and every way of asking for somebody by name or number. */
async function everything(asking: Asking): Promise<readonly Asked[]> {
  const patterns = [...OPEN, ...new Set(ROUTES.map(({ route }) => route))]
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice(4))
  const asked: Asked[] = []
  for (const pattern of patterns) {
    if (!pattern.includes(':')) asked.push({ path: pattern })
    else
      for (const mark of ALL)
        for (const id of await namedBy(pattern, mark, asking)) asked.push({ path: filled(pattern, id, mark) })
  }
  const lists = ['q=Kanarie', 'sort=name', 'view=unclear', 'page=2', 'as_of=2026-10-01']
  asked.push(...lists.flatMap((query) => [{ path: `/register?${query}` }, { path: `/register/export?${query}` }]))
  for (const q of ['kanarie', 'efternamn', 'Kanarie', '0701740601'])
    asked.push({ path: '/register/searches', form: { q } }, { path: '/people/searches', form: { q } })
  for (const mark of ALL) {
    const { number, personId } = secrets.people[mark]
    for (const path of ['/register/look-ups', '/log/searches', '/extracts', '/blocks', '/glass', '/people/new'])
      asked.push({
        path,
        form: { number, q: number, reason: reasonFor(mark), minutes: '60', givenName: 'A' },
      })
    for (const path of [
      'contact',
      'guardians',
      'occupation',
      'decisions',
      'residence',
      'notes',
      'assignments',
      'blocks',
      'sharing',
    ])
      asked.push({ path: `/people/${personId}/${path}`, form: { kind: 'phone', value: '', name: '' } })
    asked.push({ path: `/people/${personId}/log-extract`, form: { format: 'html' } })
    for (const id of await extractsOf(mark, asking))
      asked.push(...['json', 'pdf'].map((format) => ({ path: `/extracts/${id}/file`, form: { format } })))
  }
  return asked
}

/** Good enough for an emergency, but for the one whom it would open. */
const reasonFor = (mark: Mark) => (mark === 'U' ? 'kort' : 'jag behöver nå den unga nu')

let notes: ReadonlyMap<Mark, string>
const filled = (pattern: string, id: string, mark: Mark) =>
  pattern.replace(/:\w+/, id).replace(/:note|:part|:\w+/, notes?.get(mark) ?? id)

/** Words and numbers in an answer, of those who are not to be in it, that the question did not say itself. */
function found(
  { html, bytes, headers, location }: Reply,
  { form = {} }: Asked,
  marks: readonly Mark[],
): readonly string[] {
  const said = JSON.stringify(form)
  const told = headers.get('content-type') === 'application/pdf' ? pdfLetters(bytes) : html
  const words = marks.flatMap((mark) => [
    ...wordsOf(mark),
    secrets.people[mark].number,
    `kanarie${mark}@`.toLowerCase(),
  ])
  return words.filter((word) => `${location} ${told}`.includes(word) && !said.includes(word))
}

const KINDS = [
  ...Map.groupBy(STAFF_ROLES, (role) => {
    const { reach, topics, rights } = ROLES[role]
    return JSON.stringify([[...permissionsOf(role)].sort(), reach, [...topics].sort(), [...rights].sort()])
  }).values(),
]
const heard: string[] = []

for (const [turn, kind] of KINDS.entries()) {
  const role = kind[turn % kind.length] as StaffRole
  test(`${kind.join(', ')}: nothing comes out of those of whom they are to know nothing`, async () => {
    const { rows } = await secrets.client.query<{ id: string; person_id: string }>('select id, person_id from note')
    notes = new Map(
      ALL.map((mark) => [mark, rows.find((row) => row.person_id === secrets.people[mark].personId)?.id ?? '']),
    )
    const hidden = ALL.filter((mark) => !known(role).includes(mark))
    const breaches: string[] = []
    const asking = staff[role] as Asking
    for (const [index, asked] of (await everything(asking)).entries()) {
      const tab = site.tab(asking, (index + turn) % 2 === 0 ? 'sv' : 'en')
      const answer = asked.form ? await tab.submit(asked.path, asked.form) : await tab.get(asked.path)
      const out = found(answer, asked, hidden)
      if (out.length > 0) breaches.push(`${asked.path}: ${answer.status} ${out.join(', ')}`)
      if (answer.status >= 500) breaches.push(`${asked.path}: ${answer.status}`)
      if (found(answer, asked, ['M']).length > 0) heard.push(`${asked.path} ${asked.form?.['format'] ?? ''}`)
    }
    assert.deepEqual(breaches, [])
  })
}

test('one’s own are shown: the canaries would be heard', () => {
  assert.ok(heard.length >= 50, String(heard.length))
  for (const file of [/^\/extracts\/.*\/file json$/, /^\/extracts\/.*\/file pdf$/])
    assert.equal(heard.filter((asked) => file.test(asked)).length, 1, String(file))
})

test('the log names nobody', () => {
  const words = ALL.flatMap((mark) => [...wordsOf(mark), secrets.people[mark].number])
  assert.deepEqual(
    words.filter((word) => logged.includes(word)),
    [],
  )
})
