import { paths } from '../../src/ui/paths.ts'
import type { Reply, Site } from '../build/site.ts'
import { aChange, aColleague, aScimRole, aScimToken, aTeam } from '../build/staff.ts'
import type { Place } from '../build/things.ts'

/** The pages about staff and their states, as the administrator has them, and what everybody has of them. */
export async function staffPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const administrator = site.tab(place.staff.administrator)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('nothing waits for a second person', administrator.get(paths.staffChanges()))
  await keep('provisioning before any token', administrator.get(paths.provisioning()))
  await keep('no teams', administrator.get(paths.teams()))
  const [staffId] = await aColleague(place)
  const [team] = await aTeam(place)
  await aChange(place)
  await aScimToken(place, place.staff.administrator)
  await aScimRole(place, place.staff.administrator)
  for (const [name, address] of Object.entries({
    'the list of staff': paths.staff(),
    'a colleague to add': paths.staffNew(),
    'what waits for a second person': paths.staffChanges(),
    'a colleague': paths.staffMember(staffId),
    'a role to give': paths.staffRoles(staffId),
    'staff from a file': paths.staffFile(),
    'the teams': paths.teams(),
    'a team': paths.team(team),
    provisioning: paths.provisioning(),
    'the roles': paths.roles(),
    'the contacts': paths.contacts(),
    'one’s own contact data': paths.ownContact(),
  }))
    await keep(name, administrator.get(address))
  await keep('a colleague to add, with mistakes', administrator.post(paths.staffNew(), { email: 'x', role: 'coach' }))
  await keep('a role without a choice', administrator.post(paths.staffRoles(staffId)))
  await keep('an invitation that was made', administrator.post(paths.staffInvitation(staffId)))
  await keep('staff that were searched for', administrator.post(paths.staff(), { q: 'ek' }))
  await keep('a token that was made', administrator.post(paths.provisioningTokens(), { name: 'Entra', days: '30' }))
  await keep('a file that cannot be read', administrator.post(paths.staffFile()))
  await keep('a team with a name that is taken', administrator.post(paths.teams(), { name: '' }))
  return pages
}
