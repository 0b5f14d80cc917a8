import { Hono } from 'hono'
import { Refused } from '../../kernel/errors.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { change, NOTHING_RETURNED, type Returned, showStaff } from '../accounts/frame.ts'
import { GivenRole } from '../accounts/model.ts'
import * as actions from './actions.ts'
import { provisioningPage } from './setting-views.ts'
import { scimRoles, scimTokens } from './store.ts'

/** Tokens for identity providers, and which role a name of theirs gives. */
export function provisioningRoutes(publicUrl: string | null): Hono<Env> {
  const shows = (c: Request, returned: Returned) => show(c, publicUrl, { returned, shown: null })
  const posted = (form: string) => ({
    form,
    permission: 'access.edit_provisioning',
    shows,
    back: paths.provisioning,
  })
  return new Hono<Env>()
    .get(paths.provisioning(), (c) => shows(c, NOTHING_RETURNED))
    .post(paths.provisioningTokens(), (c) => {
      const made: string[] = []
      const after = async () => {
        const [shown] = made
        return shown === undefined ? null : show(c, publicUrl, { returned: NOTHING_RETURNED, shown })
      }
      return change(c, { ...posted('scim-token'), after }, async (tx, form) => {
        made.push(await actions.makeToken(tx, { name: form.text('name'), days: Number(form.text('days')) }))
        return { word: 'added' }
      })
    })
    .post(paths.provisioningTokenEnd(':id'), (c) =>
      change(c, posted('scim-token'), async (tx) => {
        await actions.revokeToken(tx, idOf(c.req.param('id')))
        return { word: 'tokens.revokedNow' }
      }),
    )
    .post(paths.provisioningRoles(), (c) =>
      change(c, posted('scim-role'), async (tx, form) => {
        const role = GivenRole.safeParse(form.text('role'))
        if (!role.success) throw new Refused('invalid', 'mapping', [{ field: 'role', code: 'role_missing' }])
        await actions.mapRole(tx, { name: form.text('name'), role: role.data })
        return { word: 'mapping.added' }
      }),
    )
    .post(paths.provisioningRoleRemoval(':id'), (c) =>
      change(c, posted('scim-role'), async (tx) => {
        await actions.unmapRole(tx, idOf(c.req.param('id')))
        return { word: 'mapping.removed' }
      }),
    )
}

type Showing = { readonly returned: Returned; readonly shown: string | null }

function show(c: Request, publicUrl: string | null, { returned, shown }: Showing): Promise<Response> {
  const address = `${publicUrl ?? new URL(c.req.url).origin}${paths.scim()}`
  return showStaff(
    c,
    {
      permission: 'access.edit_provisioning',
      title: 'tab.provisioning',
      once: shown !== null,
      render: async (tx, view) =>
        provisioningPage({ ...view, address, tokens: await scimTokens(tx), roles: await scimRoles(tx), shown }),
    },
    returned,
  )
}
