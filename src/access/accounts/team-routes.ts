import { Hono } from 'hono'
import type { Read } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { change, NOTHING_RETURNED, type Returned, showStaff } from './frame.ts'
import type { Team } from './model.ts'
import { deciders, staff, staffChanges, teams } from './store.ts'
import * as actions from './team-actions.ts'
import { type InRole, teamPage, teamsPage } from './team-views.ts'

/** Teams and who is in them. */
export function teamRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.teams(), (c) => showTeams(c, NOTHING_RETURNED))
    .post(paths.teams(), (c) =>
      change(c, { form: 'team', shows: showTeams, back: (made) => paths.team(made ?? '') }, async (tx, form) => ({
        word: 'teamMade',
        made: await actions.makeTeam(tx, form.text('name')),
      })),
    )
    .get(paths.team(':id'), (c) => showTeam(c, NOTHING_RETURNED))
    .post(paths.team(':id'), (c) =>
      change(c, { form: 'rename', shows: showTeam, back: () => paths.team(idIn(c)) }, async (tx, form) => {
        await actions.renameTeam(tx, { id: (await teamById(tx, idIn(c))).id, name: form.text('name') })
        return { word: 'saved' }
      }),
    )
    .post(paths.teamEnd(':id'), (c) =>
      change(c, { form: 'end', shows: showTeam, back: paths.teams }, async (tx) => {
        await actions.endTeam(tx, idIn(c))
        return { word: 'teamEnded' }
      }),
    )
    .post(paths.teamMembers(':id'), (c) =>
      change(c, { form: 'member', shows: showTeam, back: () => paths.team(idIn(c)) }, async (tx, form) => {
        const { id: teamId } = await teamById(tx, idIn(c))
        if (form.text('membership') === '')
          throw new Refused('invalid', 'team', [{ field: 'membership', code: 'choose' }])
        const added = await actions.addTeamMember(tx, { teamId, membershipId: idOf(form.text('membership')) })
        return { word: added === 'in' ? 'memberAdded' : 'memberWaiting' }
      }),
    )
    .post(paths.teamMemberEnd(':id', ':membership'), (c) =>
      change(c, { form: 'member', shows: showTeam, back: () => paths.team(idIn(c)) }, async (tx) => {
        await actions.endTeamMember(tx, { teamId: idIn(c), membershipId: idOf(c.req.param('membership')) })
        return { word: 'memberRemoved' }
      }),
    )
}

const idIn = (c: Request) => idOf(c.req.param('id'))

async function teamById(tx: Read, id: string): Promise<Team> {
  const found = (await teams(tx)).find((team) => team.id === id)
  if (!found) throw new Refused('not_found', 'team')
  return found
}

const showTeams = (c: Request, returned: Returned) =>
  showStaff(
    c,
    {
      permission: 'access.read_staff',
      title: 'tab.teams',
      render: async (tx, view) => teamsPage({ ...view, teams: await teams(tx) }),
    },
    returned,
  )

function showTeam(c: Request, returned: Returned): Promise<Response> {
  return showStaff(
    c,
    {
      permission: 'access.read_staff',
      title: 'tab.teams',
      render: async (tx, view) => {
        const team = await teamById(tx, idIn(c))
        const everybody = (await staff(tx)).flatMap((member): InRole[] =>
          member.memberships.map((membership) => ({ member, membership })),
        )
        const isInside = ({ membership }: InRole) => membership.teams.some(({ id }) => id === team.id)
        const outside = everybody.filter((each) => !isInside(each) && each.member.accountId !== tx.actor.accountId)
        const changes = (await staffChanges(tx)).filter(({ teamId }) => teamId === team.id)
        const who = team.takesTwo ? await deciders(tx, null) : []
        return teamPage({ ...view, team, inside: everybody.filter(isInside), outside, changes, deciders: who })
      },
    },
    returned,
  )
}
