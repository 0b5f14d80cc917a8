import { Hono } from 'hono'
import type { Env, Request } from '../../kernel/http.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { showPage } from '../pages.ts'
import { setOwnContact } from './actions.ts'
import { contactsPage, ownContactPage, rolesPage } from './directory-views.ts'
import { change, NOTHING_RETURNED, type Returned, showStaff } from './frame.ts'
import { ROLES_TEXT } from './roles-text.ts'
import { directory, ownContact } from './store.ts'

/** For everybody: what each role sees and may do, how colleagues are reached, and how one is reached oneself. */
export function directoryRoutes(permissionsOf: (role: string) => ReadonlySet<string>): Hono<Env> {
  return new Hono<Env>()
    .get(paths.roles(), (c) => showRoles(c, permissionsOf))
    .get(paths.contacts(), (c) =>
      showStaff(c, {
        permission: 'access.read_directory',
        title: 'contacts.title',
        place: 'contacts',
        render: async (tx, view) => contactsPage({ ...view, contacts: await directory(tx) }),
      }),
    )
    .get(paths.ownContact(), (c) => showOwn(c, NOTHING_RETURNED))
    .post(paths.ownContact(), (c) =>
      change(
        c,
        { form: 'own', permission: 'access.edit_own_contact', shows: showOwn, back: paths.contacts },
        async (tx, form) => {
          await setOwnContact(tx, { email: form.text('email') || null, phone: form.text('phone') || null })
          return { word: 'saved' }
        },
      ),
    )
}

const showOwn = (c: Request, returned: Returned) =>
  showStaff(
    c,
    {
      permission: 'access.edit_own_contact',
      title: 'contacts.own',
      place: 'contacts',
      render: async (tx, view) => ownContactPage({ ...view, permitted: ALLOWED, own: await ownContact(tx) }),
    },
    returned,
  )

async function showRoles(c: Request, permissionsOf: (role: string) => ReadonlySet<string>): Promise<Response> {
  const { language } = c.var
  const actor = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('access.read_roles')
    return tx.actor
  })
  const title = words(ROLES_TEXT, language)('title')
  return showPage(c, actor, {
    title,
    current: actor.permissions.has('access.read_staff') ? 'staff' : 'contacts',
    content: rolesPage({ language, own: actor.role, permissionsOf }),
  })
}
