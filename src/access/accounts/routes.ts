import { Hono } from 'hono'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type Env, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import { change, type Done, NOTHING_RETURNED, type Returned, showStaff } from './frame.ts'
import { grantPage } from './member-views.ts'
import { GivenRole, type StaffMember } from './model.ts'
import { newStaffPage, type StaffFilter, staffPage } from './staff-views.ts'
import { staff, staffById } from './store.ts'

/** The list of staff, new colleagues, and roles to give. Stands before the routes of one colleague. */
export function staffListRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.staff(), (c) => showList(c, null))
    .post(paths.staff(), async (c) => showList(c, (await submitted(c)).text('q')))
    .get(paths.staffNew(), (c) => showNew(c, NOTHING_RETURNED))
    .post(paths.staffNew(), (c) =>
      change(c, { form: 'person', shows: showNew, back: (made) => paths.staffMember(made ?? '') }, addColleague),
    )
    .get(paths.staffRoles(':id'), (c) => showGrant(c, NOTHING_RETURNED))
    .post(paths.staffRoles(':id'), (c) =>
      change(c, { form: 'role', shows: showGrant, back: () => paths.staffMember(idIn(c)) }, (tx, form) =>
        giveRole(tx, idIn(c), form),
      ),
    )
}

const idIn = (c: Request) => idOf(c.req.param('id'))

function showList(c: Request, searched: string | null): Promise<Response> {
  const page = Number(c.req.query('page') ?? 1)
  const filter: StaffFilter = {
    role: c.req.query('role') ?? '',
    left: c.req.query('left') === '1',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
  return showStaff(c, {
    permission: 'access.read_staff',
    title: 'title',
    render: async (tx, view) => {
      const chosen = (await staff(tx)).filter((member) =>
        searched === null ? isIn(member, filter) : isFound(member, searched),
      )
      const from = searched === null ? (filter.page - 1) * PAGE_SIZE : 0
      const members = searched === null ? chosen.slice(from, from + PAGE_SIZE) : chosen
      return staffPage({ ...view, members, total: chosen.length, filter, searched })
    },
  })
}

function isIn(member: StaffMember, { role, left }: StaffFilter): boolean {
  if ((member.leftAt !== null) !== left) return false
  return role === '' || member.memberships.some((each) => each.role === role)
}

function isFound({ displayName, email, userName }: StaffMember, searched: string): boolean {
  const wanted = searched.toLowerCase()
  return [displayName, email ?? '', userName].some((text) => text.toLowerCase().includes(wanted))
}

const showNew = (c: Request, returned: Returned) =>
  showStaff(
    c,
    { permission: 'access.edit_staff', title: 'staff.add', render: async (_tx, view) => newStaffPage(view) },
    returned,
  )

/** What a form says of a colleague; the user name is the address where nothing else is said. */
export function personIn(form: Submitted) {
  const email = form.text('email') || null
  return {
    displayName: form.text('displayName'),
    userName: form.text('userName') || (email ?? ''),
    email,
    phone: form.text('phone') || null,
  }
}

function grantIn(form: Submitted) {
  const role = GivenRole.safeParse(form.text('role'))
  if (!role.success) throw new Refused('invalid', 'role', [{ field: 'role', code: 'role_missing' }])
  return { role: role.data, title: form.text('title') || null, seesProtected: form.text('seesProtected') === '1' }
}

async function addColleague(tx: Write, form: Submitted): Promise<Done> {
  const grant = grantIn(form)
  const staffId = await actions.addStaff(tx, personIn(form))
  const given = await actions.grantRole(tx, { staffId, ...grant, replaces: null })
  return { word: given === 'waiting' ? 'roleWaiting' : 'added', made: staffId }
}

async function giveRole(tx: Write, staffId: string, form: Submitted): Promise<Done> {
  const replaces = form.text('replaces')
  const given = await actions.grantRole(tx, {
    staffId,
    ...grantIn(form),
    replaces: replaces === '' ? null : idOf(replaces),
  })
  return { word: given === 'waiting' ? 'roleWaiting' : 'roleGiven' }
}

function showGrant(c: Request, returned: Returned): Promise<Response> {
  const wanted = returned.typed['replaces'] ?? c.req.query('replaces') ?? ''
  return showStaff(
    c,
    {
      permission: 'access.edit_staff',
      title: 'role.give',
      render: async (tx, view) => {
        const member = await staffById(tx, idIn(c))
        const replaces = member.memberships.find(({ id }) => id === wanted) ?? null
        return grantPage({ ...view, member, replaces })
      },
    },
    returned,
  )
}
