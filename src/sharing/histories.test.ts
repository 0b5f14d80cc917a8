import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Client } from 'pg'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aDropout } from '../../test/build/register.ts'
import { consented, shared } from '../../test/build/share.ts'
import { seenOnVisit } from '../../test/build/visits.ts'
import { addDays, day, endOf, type PlainDate } from '../kernel/date.ts'
import { setOwner } from '../register/store.ts'
import { revoke, withdrawConsent } from './actions.ts'
import { accept, decline, end, letIn, letOut } from './received-actions.ts'
import { lettable, visitorsOf } from './received-store.ts'

/** Random histories of shares, against an oracle that knows nothing of the database: who sees what, after every step. */

type Staff = Awaited<ReturnType<typeof signedIn>>
const TOPICS = ['contact', 'schooling', 'register'] as const

/** What the oracle keeps of a share: plain facts, as they were said. */
type Kept = {
  readonly id: string
  readonly person: number
  readonly to: number
  readonly first: readonly string[]
  readonly more: readonly string[]
  readonly lastDay: PlainDate
  readonly consent: KeptConsent | null
  answer: 'none' | 'yes' | 'no'
  readonly letIn: Set<number>
  over: boolean
}
type KeptConsent = { readonly id: string; withdrawn: boolean }
type World = { today: PlainDate; readonly shares: Kept[]; readonly blocks: Set<string> }

/** Two receiving domains with two social workers each: worker 0 and 1 in the first, 2 and 3 in the second. */
const WORKERS = [0, 1, 2, 3] as const
const domainOf = (worker: number) => (worker < 2 ? 0 : 1)

const isLasting = (share: Kept, world: World) =>
  !share.over && share.answer !== 'no' && world.today <= share.lastDay && share.consent?.withdrawn !== true

/** The law in plain words: in time, on a ground that stands, not blocked, and let in, or there to answer. */
function oracle(share: Kept, worker: number, world: World): readonly string[] | null {
  if (share.to !== domainOf(worker) || !isLasting(share, world)) return null
  if (world.blocks.has(`${share.person} ${worker}`)) return null
  if (share.answer === 'none') return share.first
  return share.letIn.has(worker) ? [...share.first, ...share.more] : null
}

let bed: TestBed
let owner: Client
let school: TestDomain
let coach: Staff
const receiving: TestDomain[] = []
const workers: Staff[] = []
const memberships: string[] = []

before(async () => {
  bed = await testBed()
  owner = new Client(bed.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  school = await aDomain(bed)
  coach = await signedIn(bed, school, { role: 'coach' })
  for (const municipality of ['0484', '0483'])
    receiving.push(await aDomain(bed, { kind: 'social_board', municipality, keepsRegister: false }))
  for (const worker of WORKERS) {
    const staff = await signedIn(bed, receiving[domainOf(worker)] as TestDomain, { role: 'social_worker' })
    const known = await bed.web.read(staff, lettable)
    workers.push(staff)
    memberships.push(known.find(({ accountId }) => accountId === staff.accountId)?.membershipId ?? '')
  }
})
after(async () => {
  await owner.end()
  await bed.close()
})

/** Whether it was done; refused is fine, when the oracle says so too. */
async function done(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    assert.match(String(error), /^Error: (not_found|conflict|invalid):/)
    return false
  }
}

const staff = (worker: number) => workers[worker] as Staff

type Step =
  | { kind: 'share'; person: number; to: number; topics: (typeof TOPICS)[number][]; days: number; byConsent: boolean }
  | Answer
  | { kind: 'revoke' | 'withdraw'; share: number }
  | { kind: 'block'; person: number; who: number }
  | { kind: 'days'; n: number }
type Answer = { kind: 'accept' | 'letIn' | 'decline' | 'end' | 'letOut'; share: number; by: number; who: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('share' as const),
    person: fc.nat(1),
    to: fc.nat(1),
    topics: fc.subarray([...TOPICS]),
    days: fc.integer({ min: 0, max: 60 }),
    byConsent: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom(
      'accept' as const,
      'accept' as const,
      'letIn' as const,
      'decline' as const,
      'end' as const,
      'letOut' as const,
    ),
    share: fc.nat(),
    by: fc.nat(3),
    who: fc.nat(3),
  }),
  fc.record({ kind: fc.constantFrom('revoke' as const, 'withdraw' as const), share: fc.nat() }),
  fc.record({ kind: fc.constant('block' as const), person: fc.nat(1), who: fc.nat(3) }),
  fc.record({ kind: fc.constant('days' as const), n: fc.integer({ min: 1, max: 20 }) }),
)

async function takeStep(each: Step, world: World, persons: readonly string[]): Promise<void> {
  if (each.kind === 'days') {
    world.today = addDays(world.today, each.n)
    bed.setNow(`${world.today}T10:00:00Z`)
    return
  }
  if (each.kind === 'share') return makeShare(each, world, persons)
  if (each.kind === 'block') return block(each, world, persons)
  const share = world.shares[each.share % Math.max(1, world.shares.length)]
  if (!share) return
  const personId = persons[share.person] ?? ''
  if ('by' in each) {
    await answer(each, share, world)
  } else if (each.kind === 'revoke') {
    const lives = !share.over && share.answer !== 'no' && world.today <= share.lastDay
    assert.equal(await done(() => bed.web.write(coach, (tx) => revoke(tx, { id: share.id, personId }))), lives)
    share.over ||= lives
  } else {
    const { consent } = share
    if (consent === null) return
    const made = { id: consent.id, personId }
    assert.equal(await done(() => bed.web.write(coach, (tx) => withdrawConsent(tx, made))), !consent.withdrawn)
    consent.withdrawn = true
  }
}

async function answer(each: Answer, share: Kept, world: World): Promise<void> {
  const { id } = share
  const by = staff(each.by)
  const sees = oracle(share, each.by, world) !== null
  const answers = sees && share.answer === 'none'
  const manages = sees && share.answer === 'yes'
  if (each.kind === 'decline') {
    assert.equal(await done(() => bed.web.write(by, (tx) => decline(tx, id, 'Inte hos oss'))), answers)
    if (answers) share.answer = 'no'
  } else if (each.kind === 'end') {
    assert.equal(await done(() => bed.web.write(by, (tx) => end(tx, id))), manages)
    share.over ||= manages
  } else if (each.kind === 'letOut') {
    const [first] = manages ? await bed.web.read(by, (tx) => visitorsOf(tx, id)) : []
    if (!first) return
    await bed.web.write(by, (tx) => letOut(tx, id, first.id))
    const left = (await owner.query(
      'select membership_id as id from access.share_visitor where share_id = $1 and ended_at is null',
      [id],
    )) as { rows: { id: string }[] }
    share.letIn.clear()
    for (const row of left.rows) share.letIn.add(memberships.indexOf(row.id))
  } else {
    const membershipId = memberships[each.who] ?? ''
    const own = domainOf(each.who) === share.to
    const work =
      each.kind === 'accept'
        ? () => bed.web.write(by, (tx) => accept(tx, id, { memberships: [membershipId], teams: [] }))
        : () => bed.web.write(by, (tx) => letIn(tx, id, { membershipId, teamId: null }))
    const may = own && (each.kind === 'accept' ? answers : manages)
    assert.equal(await done(work), may)
    if (!may) return
    share.answer = 'yes'
    share.letIn.add(each.who)
  }
}

async function makeShare(
  each: Extract<Step, { kind: 'share' }>,
  world: World,
  persons: readonly string[],
): Promise<void> {
  const personId = persons[each.person] ?? ''
  const toDomainId = receiving[each.to]?.id ?? ''
  const lastDay = addDays(world.today, each.days)
  const topics = ['identity', ...each.topics] as ('identity' | (typeof TOPICS)[number])[]
  const of = { personId, toDomainId, lastDay }
  const consent = each.byConsent
    ? { id: await consented(bed, coach, { ...of, topics, givenOn: world.today }), withdrawn: false }
    : null
  const by = consent ? { ground: 'consent', consentId: consent.id } : {}
  const id = await shared(bed, coach, { ...of, topics, ...by })
  world.shares.push({
    id,
    person: each.person,
    to: each.to,
    first: topics.filter((topic) => topic === 'identity' || topic === 'contact'),
    more: topics.filter((topic) => topic === 'schooling' || topic === 'register'),
    lastDay,
    consent,
    answer: 'none',
    letIn: new Set(),
    over: false,
  })
}

async function block(
  { person, who }: { person: number; who: number },
  world: World,
  persons: readonly string[],
): Promise<void> {
  const key = `${person} ${who}`
  if (world.blocks.delete(key))
    await owner.query(
      'update access.block set ended_at = from_at, ended_by = set_by where person_id = $1 and account_id = $2 and ended_at is null',
      [persons[person], staff(who).accountId],
    )
  else {
    world.blocks.add(key)
    await owner.query(
      `insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at) values ($1, $2, $3, 'anhörig', $4, now())`,
      [school.id, persons[person], staff(who).accountId, coach.accountId],
    )
  }
}

test('whatever is shared, answered, taken back, blocked and run out, each sees what the oracle says and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
      const world: World = { today: day('2026-10-15'), shares: [], blocks: new Set() }
      bed.setNow('2026-10-15T10:00:00Z')
      const persons = await bed.jobs.write(school.machine, async (tx) => {
        const made = [await aDropout(tx, { phone: '070-1740601' }), await aDropout(tx, { phone: '070-1740602' })]
        await setOwner(
          tx,
          made.map(({ id }) => id),
          coach.accountId,
        )
        return made.map(({ id }) => id)
      })
      for (const each of steps) {
        await takeStep(each, world, persons)
        // One visit after every step, and all of them at the end.
        const share = world.shares.at(-1)
        if (share) await agree(share, world.shares.length % 4, world)
      }
      for (const share of world.shares) for (const worker of WORKERS) await agree(share, worker, world)
    }),
    { numRuns: 20, endOnFailure: true },
  )
})

async function agree(share: Kept, worker: number, world: World): Promise<void> {
  const seen = await seenOnVisit(bed, staff(worker), share.id)
  assert.deepEqual(seen, oracle(share, worker, world), `worker ${worker}, shared until ${endOf(share.lastDay)}`)
}
