import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, testBed } from '../../../test/build/domain.ts'
import { aGoal } from '../../../test/build/plan.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { answerLink } from './agreement-actions.ts'
import { agreementsOf } from './agreement-store.ts'

/** What has become of the young person while a link to the plan was out. */

let bed: TestBed
let site: Site
let client: Client
let link: string
let young: PersonId
let agreements: () => Promise<number>
let press: () => Promise<unknown>

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  const domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  site = siteOf(bed, { messaging, publicUrl: 'http://localhost' })
  const coach = await signedIn(bed, domain, { role: 'coach' })
  client = new Client(bed.owner)
  await client.connect()
  young = await bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, { born: '2009', phone: '0701740631' })
    await ownedBy(tx, id, coach.accountId)
    return id
  })
  await aCase(bed, coach, { personId: young })
  await aGoal(bed, coach, { personId: young })
  await client.query(
    `insert into person_guardian (domain_id, person_id, name, relation, phone, source, noted_on, known_from)
     values ($1, $2, 'Kim Ek', 'guardian', '0701740699', 'skolan', '2026-10-01', '2026-10-01')`,
    [domain.id, young],
  )
  await site.tab(coach).submit(paths.planLinks(young), { who: 'guardian' })
  const { rows } = await client.query<{ body: string }>('select body from message where person_id = $1', [young])
  link = /http:\/\/localhost(\S+)/.exec(rows[0]?.body ?? '')?.[1] ?? ''
  const token = link.split('/').at(-1) ?? ''
  agreements = async () => (await bed.web.read(coach, (tx) => agreementsOf(tx, young))).length
  press = () => bed.jobs.write(domain.machine, (tx) => answerLink(tx, { token, answer: 'agreed' }))
})
after(async () => {
  await client.end()
  await bed.close()
})

async function showsNothing(): Promise<void> {
  assertHides(await site.tab(null).get(link), /Klara kursen i matematik/)
  assert.equal(await press(), null)
  assert.equal(await agreements(), 0)
}

test('while nothing has changed a guardian’s link shows the plan', async () =>
  assertShows(await site.tab(null).get(link), /Klara kursen i matematik/))

test('it shows nothing of one whose identity is protected after it was sent, and takes no answer', async () => {
  await client.query(`update person set protection = 'confidentiality_marking' where id = $1`, [young])
  await showsNothing()
  await client.query(`update person set protection = 'none' where id = $1`, [young])
})

test('nor of one who has come of age meanwhile', async () => {
  await client.query(`update person set birth_date = '2008-10-15', latest_birth_date = '2008-10-15' where id = $1`, [
    young,
  ])
  await showsNothing()
})
