import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Client } from 'pg'
import type { StaffRole } from '../../src/access/roles.ts'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { aDomain, shownAnew, signedIn, type TestBed, testBed } from '../build/domain.ts'
import { type Reply, type Site, siteOf } from '../build/site.ts'
import { type Asking, absent, type Place, THINGS, type Thing, withCodes } from '../build/things.ts'
import { addressOf, mayOf, oneOfEach, type Parts, said } from './asking.ts'
import { ROUTES, type Route } from './matrix.ts'

/**
 * One’s own young people, hidden from one afterwards: every address that names one of them answers as it does for one whom nobody has. A
 * protected identity is found out by the difference, wherever there is one.
 */

type Hiding = 'protected' | 'blocked'
const HIDINGS: readonly Hiding[] = ['protected', 'blocked']
type Case = { readonly role: StaffRole; readonly hiding: Hiding }

/** What an address names without naming a young person of the domain. */
const OF_NOBODY: readonly Thing[] = [
  ...(['approval', 'home', 'filter', 'search', 'reachedSearch', 'organisation', 'unit', 'colleague'] as const),
  ...(['membership', 'staffChange', 'team', 'teamMember', 'scimToken', 'scimRole', 'mapping', 'secrecy'] as const),
  ...(['ground', 'passkey', 'session', 'parkedForm', 'offered', 'received', 'visitor', 'unmatched'] as const),
  ...(['ownReminder', 'alert', 'pushDevice'] as const),
  // What a case is sorted by, forms before anybody has filled them in, groups and workplaces.
  ...([
    'label',
    'caseFilter',
    'programme',
    'formDraft',
    'formDraftPart',
    'formDraftQuestion',
    'formOwn',
    'formVersion',
  ] as const),
  ...(['group', 'employer', 'supervisor', 'offer'] as const),
]
/** Kept by those whose right it is, whoever is hidden: what came in by a file, what is to be deleted, the log's review, blocks, emergencies. */
const BY_RIGHT: readonly Thing[] = [
  ...(['delivery', 'applied', 'retentionRun', 'reviewItem', 'block', 'runningGlass', 'ownGlass', 'glass'] as const),
]

type Staffed = Place & { readonly staff: Readonly<Partial<Record<StaffRole, Asking>>> }

let bed: TestBed
let site: Site
let home: Staffed
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  client = new Client(bed.owner)
  await client.connect()
  const domain = await aDomain(bed)
  const staff: Partial<Record<StaffRole, Asking>> = {}
  for (const role of oneOfEach(0)) staff[role] = await signedIn(bed, domain, { role })
  home = { bed, domain, staff: staff as Place['staff'] }
  await withCodes(home)
})
after(async () => {
  await client.end()
  await bed.close()
})
beforeEach(() => shownAnew(bed))

test('each thing is a young person’s, nobody’s, or kept by right', () => {
  const named = new Set(ROUTES.flatMap(({ thing }) => (thing ? [thing] : [])))
  const left = [...named].filter((thing) => !OF_NOBODY.includes(thing) && !BY_RIGHT.includes(thing))
  const ofPersons = [
    'member',
    'unassigned',
    'outsider',
    'decision',
    'contact',
    'guardian',
    'note',
    'logged',
    'queued',
    'stopped',
    'referral',
    'residence',
  ]
  const cards = ['noticeIn', 'noticeOut', 'moveIn', 'moveOut', 'reminder', 'nextDay']
  const climbing = ['onLadder', 'offLadder', 'resting', 'betweenSteps', 'dueStep', 'visit']
  const ofCases = [
    'supported',
    'reached',
    'aroundMember',
    'participation',
    'meeting',
    'meetingAction',
    'mapped',
    'mappedPage',
  ]
  const planned = ['planned', 'goal', 'asideGoal', 'step', 'activity', 'appointment', 'qualification']
  const atWork = ['placed', 'workStep', 'studyPlanned', 'reading', 'followUp', 'handover']
  const supported = [...ofCases, ...planned, ...atWork]
  const further = [
    'suggestion',
    'merge',
    'extract',
    'assignment',
    'share',
    'consent',
    ...cards,
    ...climbing,
    ...supported,
  ]
  assert.deepEqual(left.sort(), [...ofPersons, ...further].sort())
  assert.deepEqual(
    [...OF_NOBODY, ...BY_RIGHT].filter((thing) => !named.has(thing)),
    [],
  )
})

const persons = async (): Promise<readonly string[]> => {
  const { rows } = await client.query<{ id: string }>('select id from person where domain_id = $1 order by ctid', [
    home.domain.id,
  ])
  return rows.map(({ id }) => id)
}

/** The last person that was made for it: of two who are one, or may be, one is enough. */
async function hiddenThing(thing: Thing, { role, hiding }: Case): Promise<Parts> {
  const asking = home.staff[role] as Asking
  const known = new Set(await persons())
  const parts = await THINGS[thing](home, asking)
  const person = (await persons()).findLast((id) => !known.has(id))
  assert.ok(person, `${thing} is of nobody`)
  await hide(person, asking, hiding)
  return parts
}

async function hide(person: string, { accountId }: Asking, hiding: Hiding): Promise<void> {
  if (hiding === 'protected') {
    await client.query(`update person set protection = 'confidentiality_marking' where id = $1`, [person])
    return
  }
  await client.query(
    `insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at) values ($1, $2, $3, 'släkt', $3, '2026-10-01')`,
    [home.domain.id, person, accountId],
  )
}

/** Nothing that is absent is changed by asking for it: one of each serves all routes. */
const made = new Map<string, Promise<Parts>>()

function untouched(thing: Thing, of: Case): Promise<Parts> {
  const key = `${thing} ${of.role} ${of.hiding}`
  const known = made.get(key) ?? hiddenThing(thing, of)
  made.set(key, known)
  return known
}

for (const each of ROUTES) {
  const { thing, route } = each
  if (!thing || OF_NOBODY.includes(thing) || BY_RIGHT.includes(thing)) continue
  test(`${route} (${thing}): nobody can tell one who is hidden from nobody`, async () => {
    const asking = oneOfEach(0).filter((role) => !mayOf(each, role).refused)
    const cases = asking.flatMap((role) => HIDINGS.map((hiding) => ({ role, hiding })))
    const hidden: (Case & { readonly parts: Parts })[] = []
    for (const of of cases) hidden.push({ ...of, parts: await untouched(thing, of) })
    await Promise.all(hidden.map((of) => assertAbsent(each, of)))
  })
}

async function assertAbsent(each: Route, { role, hiding, parts }: Case & { readonly parts: Parts }): Promise<void> {
  const { other } = mayOf(each, role)
  const [one, nobody] = [await ask(each, role, parts), await ask(each, role, absent(parts))]
  assert.deepEqual([one.status, nobody.status], [other, other], `${role} asks for one who is ${hiding}`)
  assert.ok(said(one) === said(nobody), `${role} can tell one who is ${hiding} from nobody`)
}

function ask({ route, form }: Route, role: StaffRole, parts: Parts): Promise<Reply> {
  const tab = site.tab(home.staff[role])
  const [method, path] = addressOf(route, parts)
  return method === 'GET' ? tab.get(path) : tab.post(path, form)
}
