import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { signedIn } from '../../../test/build/domain.ts'
import { assertHides, assertShows } from '../../../test/build/site.ts'
import { letIn } from '../../sight/actions.ts'
import { paths } from '../../ui/paths.ts'
import { metToday } from '../caseload/day-store.ts'
import { lacksMentor } from './team-rules.ts'
import { teamOf } from './team-store.ts'

/** Fellingsbro: each young person has two mentors, a teacher and a pupil assistant, who meet them together. */

let world: Coached

before(async () => {
  world = await coached({ name: 'Fellingsbro folkhögskola', now: '2026-10-15T10:00:00Z' })
})
after(() => world.close())

test('two mentors with accounts of their own meet the young person together, and when one is replaced the next goes on', async () => {
  const { bed, domain, tab } = world
  const id = await world.aYouth({ givenName: 'Mira' })
  const lead = await signedIn(bed, domain, { role: 'team_lead' })
  const mentor = async (displayName: string) => {
    const who = await signedIn(bed, domain, { role: 'coach', displayName })
    const seeing = { personId: id, membershipId: who.membershipId, teamId: null, reason: 'Mentor', until: null }
    await bed.web.write(lead, (tx) => letIn(tx, seeing))
    return who
  }
  const [teacher, assistant, next] = [await mentor('Eva Holm'), await mentor('Ali Nur'), await mentor('Bo Lund')]
  const add = (role: string, account: string, from = '2026-10-01') =>
    tab.submit(paths.personCaseMembers(id), { role, account, name: '', from })
  assertShows(await add('mentor_teacher', teacher.accountId), /En av de två mentorerna saknas/)
  assertShows(await add('mentor_assistant', teacher.accountId), /ska vara två personer/)
  assertHides(await add('mentor_assistant', assistant.accountId), /mentorerna saknas/)

  const form = (await tab.get(paths.personMeetingNew(id))).html
  const asked = [...form.matchAll(/name="asked"[^>]*value="([^"]+)"/g)].map(([, found]) => found ?? '')
  const plan = { kind: 'joint', onDay: '2026-10-15', atTime: '13.30', place: 'Biblioteket', agenda: 'Hösten', asked }
  const planned = await tab.submit(paths.personMeetings(id), plan)
  assertShows(planned, /Eva Holm/, /Ali Nur/)
  const day = async (who: typeof teacher) => (await bed.web.read(who, (tx) => metToday(tx, 5))).map(({ kind }) => kind)
  assert.deepEqual([await day(teacher), await day(assistant), await day(next)], [['joint'], ['joint'], []])

  const team = await bed.web.read(world.coach, (tx) => teamOf(tx, id))
  const left = team.find(({ accountId }) => accountId === teacher.accountId)?.id ?? ''
  assertShows(await tab.submit(paths.personCaseMemberEnd(id, left)), /En av de två mentorerna saknas/)
  const followed = await add('mentor_teacher', next.accountId, '2026-10-16')
  assertShows(followed, /Bo Lund/, /Ali Nur/)
  assertHides(followed, /mentorerna saknas/)
  bed.setNow('2026-10-16T10:00:00Z')
  const now = await bed.web.read(world.coach, (tx) => teamOf(tx, id))
  const mentors = now.filter(
    ({ role, until }) => role.startsWith('mentor_') && (until === null || until > '2026-10-16'),
  )
  assert.equal(lacksMentor(mentors), false)
  assert.deepEqual(
    mentors.map(({ accountId }) => accountId).toSorted(),
    [assistant.accountId, next.accountId].toSorted(),
  )
})
