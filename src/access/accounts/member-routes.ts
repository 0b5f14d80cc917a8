import { Hono } from 'hono'
import type { Write } from '../../kernel/database.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import type { ShownLink } from './change-views.ts'
import { change, type Done, NOTHING_RETURNED, type Returned, showStaff } from './frame.ts'
import { handOver, type Invitation, type Inviting } from './invitation.ts'
import { memberPage } from './member-views.ts'
import { personIn } from './routes.ts'
import { deciders, placeableUnits, staffById, staffChanges } from './store.ts'

/** The page of one colleague, and what is changed there. */
export function memberRoutes(inviting: Inviting): Hono<Env> {
  return new Hono<Env>()
    .get(paths.staffMember(':id'), (c) => show(c, NOTHING_RETURNED))
    .post(paths.staffInvitation(':id'), (c) => invite(c, inviting))
    .post(paths.staffDetails(':id'), (c) =>
      changed(c, 'person', async (tx, form) => {
        await actions.changeStaff(tx, { staffId: idIn(c), ...personIn(form) })
        return { word: 'saved' }
      }),
    )
    .post(paths.staffDeactivation(':id'), (c) =>
      changed(c, 'account', async (tx) => {
        await actions.deactivate(tx, idIn(c))
        return { word: 'accountEnded' }
      }),
    )
    .post(paths.staffSessionsEnd(':id'), (c) =>
      changed(c, 'sessions', async (tx) => {
        await actions.endSessionsOf(tx, idIn(c))
        return { word: 'sessionsEnded' }
      }),
    )
    .post(paths.staffReactivation(':id'), (c) =>
      changed(c, 'account', async (tx) => {
        const waiting = await actions.reactivate(tx, idIn(c))
        return { word: waiting > 0 ? 'accountOpenedWaiting' : 'accountOpened' }
      }),
    )
    .post(paths.staffRole(':id', ':membership'), (c) =>
      changed(c, `membership-${c.req.param('membership')}`, async (tx, form) => {
        const of = membershipIn(c)
        await actions.changeTitle(tx, { ...of, title: form.text('title') || null })
        await actions.placeAt(tx, { ...of, units: form.list('unit').map(idOf) })
        return { word: 'saved' }
      }),
    )
    .post(paths.staffRoleEnd(':id', ':membership'), (c) => act(c, actions.endRole, 'roleEnded'))
    .post(paths.staffSight(':id', ':membership'), (c) => act(c, actions.askForSight, 'sightAsked'))
    .post(paths.staffSightEnd(':id', ':membership'), (c) => act(c, actions.lowerSight, 'sightEnded'))
}

const idIn = (c: Request) => idOf(c.req.param('id'))
const membershipIn = (c: Request) => ({ staffId: idIn(c), membershipId: idOf(c.req.param('membership')) })

function changed(c: Request, form: string, work: Parameters<typeof change>[2]): Promise<Response> {
  return change(c, { form, shows: show, back: () => paths.staffMember(idIn(c)) }, work)
}

type OfMember = { readonly staffId: string; readonly membershipId: string }

function act(c: Request, action: (tx: Write, of: OfMember) => Promise<void>, word: Done['word']): Promise<Response> {
  return changed(c, 'account', async (tx) => {
    await action(tx, membershipIn(c))
    return { word }
  })
}

/** Sent by e-mail, or shown once; for an account that takes two it waits for a second person. */
async function invite(c: Request, inviting: Inviting): Promise<Response> {
  const made: Invitation[] = []
  const after = async () => {
    const [invitation] = made
    const handed = invitation && (await handOver(c, inviting, invitation))
    return handed && !handed.sent ? show(c, NOTHING_RETURNED, { ...handed, name: invitation.name }) : null
  }
  const posted = { form: 'invitation', shows: show, back: () => paths.staffMember(idIn(c)), after }
  return change(c, posted, async (tx) => {
    const { displayName: name, email } = await staffById(tx, idIn(c))
    const token = await actions.inviteColleague(tx, idIn(c))
    if (token === null) return { word: 'invitationAsked' }
    made.push({ token, name, email, by: tx.actor })
    return { word: 'invitation.sent' }
  })
}

function show(c: Request, returned: Returned, link: ShownLink | null = null): Promise<Response> {
  return showStaff(
    c,
    {
      permission: 'access.read_staff',
      title: 'title',
      once: link !== null,
      render: async (tx, view) => {
        const member = await staffById(tx, idIn(c))
        const changes = (await staffChanges(tx)).filter(({ staffId }) => staffId === member.id)
        const isOwn = member.accountId === tx.actor.accountId
        const units = await placeableUnits(tx)
        const who = isOwn ? [] : await deciders(tx, member.accountId)
        return memberPage({ ...view, member, isOwn, changes, units, deciders: who, link })
      },
    },
    returned,
  )
}
