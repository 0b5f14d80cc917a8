import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { asAccessOwner } from '../../../test/build/ways-in.ts'
import { type Context, SessionEnded, StrongerSignInNeeded, type Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { sql } from '../../kernel/sql.ts'
import * as actions from './actions.ts'
import { directory, ownContact, staff } from './store.ts'

/** What keeps an account its owner's: the address that invitations go to, and an end to sessions that may be somebody else's. */

let bed: TestBed
let home: TestDomain
let admin: Awaited<ReturnType<typeof signedIn>>
let stranger: Context

before(async () => {
  bed = await testBed()
  home = await aDomain(bed, { name: 'Skolnämnden, Eskilstuna' })
  const abroad = await aDomain(bed, { name: 'Socialnämnden, Eskilstuna', kind: 'social_board', keepsRegister: false })
  admin = await signedIn(bed, home, { role: 'administrator', displayName: 'Mikael Strand' })
  stranger = await signedIn(bed, abroad, { role: 'administrator', displayName: 'Olle Ek' })
})
after(() => bed.close())

const STALE = `update access.session set strong_at = now() - interval '6 minutes' where account_id = $1`
const by = <T>(who: Context, work: (tx: Write) => Promise<T>) => bed.web.write(who, work)
const memberOf = async (accountId: string) => {
  const found = (await bed.web.read(admin, staff)).find((each) => each.accountId === accountId)
  assert.ok(found)
  return found
}
const refused = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

test('a new e-mail address of one’s own takes a fresh sign-in, a new telephone number does not, whatever SQL is sent', async () => {
  const coach = await signedIn(bed, home, { role: 'coach' })
  const email = 'ida@eskilstuna.se'
  await by(coach, (tx) => actions.setOwnContact(tx, { email, phone: null }))
  await asAccessOwner(bed, STALE, [coach.accountId])
  await by(coach, (tx) => actions.setOwnContact(tx, { email, phone: '016-710 30 00' }))
  for (const other of ['annan@example.se', null]) {
    await assert.rejects(
      by(coach, (tx) => actions.setOwnContact(tx, { email: other, phone: null })),
      StrongerSignInNeeded,
    )
    const call = sql`select access.set_own_contact(${other}, null)`
    await assert.rejects(
      by(coach, (tx) => tx.all(z.unknown(), call)),
      { code: '42501' },
    )
  }
  assert.deepEqual((await bed.web.read(coach, ownContact)).email, email)
})

test('an administrator ends every session of a colleague, who keeps account and roles; never their own, never in another domain', async () => {
  const coach = await signedIn(bed, home, { role: 'coach', displayName: 'Tove Lind' })
  const member = await memberOf(coach.accountId)
  await assert.rejects(
    by(stranger, (tx) => actions.endSessionsOf(tx, member.id)),
    refused('row'),
  )
  const own = await memberOf(admin.accountId)
  await assert.rejects(
    by(admin, (tx) => actions.endSessionsOf(tx, own.id)),
    refused('own_account'),
  )
  await bed.web.read(coach, directory)
  await by(admin, (tx) => actions.endSessionsOf(tx, member.id))
  await assert.rejects(bed.web.read(coach, directory), SessionEnded)
  const after = await memberOf(coach.accountId)
  assert.deepEqual([after.leftAt, after.memberships.length], [null, 1])
})
