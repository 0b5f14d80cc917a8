import { Hono } from 'hono'
import { Refused } from '../../kernel/errors.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { decideChange } from './actions.ts'
import { changesPage } from './change-views.ts'
import { change, NOTHING_RETURNED, type Returned, showStaff } from './frame.ts'
import { handOver, type Invitation, type Inviting } from './invitation.ts'
import { staffChanges } from './store.ts'

/** What waits for a second person, and the answer. Stands before the routes of one colleague: its address looks like one. */
export function changeRoutes(inviting: Inviting): Hono<Env> {
  return new Hono<Env>()
    .get(paths.staffChanges(), (c) => show(c, NOTHING_RETURNED))
    .post(paths.staffChangeApproval(':id'), (c) => approve(c, inviting))
    .post(paths.staffChangeRefusal(':id'), (c) =>
      change(c, { ...FORM, shows: show }, async (tx) => {
        await decideChange(tx, { id: idIn(c), approved: false })
        return { word: 'refusedNow' }
      }),
    )
}

const FORM = { form: 'changes', permission: 'access.decide_change', back: paths.staffChanges } as const
const idIn = (c: Request) => idOf(c.req.param('id'))

/** An invitation that is agreed to goes to the one it is for, or is handed over by the one who agreed. */
async function approve(c: Request, inviting: Inviting): Promise<Response> {
  const made: Invitation[] = []
  const after = async () => {
    const [invitation] = made
    const handed = invitation && (await handOver(c, inviting, invitation))
    return handed && !handed.sent ? show(c, NOTHING_RETURNED, { ...handed, name: invitation.name }) : null
  }
  return change(c, { ...FORM, shows: show, after }, async (tx) => {
    const asked = (await staffChanges(tx)).find(({ id }) => id === idIn(c))
    if (!asked) throw new Refused('not_found', 'change')
    const token = await decideChange(tx, { id: asked.id, approved: true })
    if (token !== null) made.push({ token, name: asked.displayName, email: asked.email, by: tx.actor })
    return { word: token === null ? 'approved' : 'invitation.sent' }
  })
}

type Link = { readonly link: string; readonly failed: boolean; readonly name: string }

function show(c: Request, returned: Returned, link: Link | null = null): Promise<Response> {
  return showStaff(
    c,
    {
      permission: 'access.decide_change',
      title: 'tab.changes',
      once: link !== null,
      render: async (tx, view) =>
        changesPage({ ...view, changes: await staffChanges(tx), mayOpen: tx.may('access.read_staff'), link }),
    },
    returned,
  )
}
