import { STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { TASKS_PERMISSIONS } from '../../src/tasks/permissions.ts'
import type { Route } from './matrix.ts'

/** What a calendar program reads, by a secret address alone. */
export const OPEN_TASK_ROUTES = ['GET /calendar/feeds/:secret']

const carry = (permission: keyof typeof TASKS_PERMISSIONS) =>
  STAFF_ROLES.filter((role) => (TASKS_PERMISSIONS[permission] as readonly string[]).includes(role))
const each = <Answer>(roles: readonly StaffRole[], answer: Answer) =>
  Object.fromEntries(roles.map((role) => [role, answer])) as Partial<Record<StaffRole, Answer>>

/** Reminders about a young person are there for those who follow the outreach: of their own, and for those who reach the whole domain. */
const FOLLOWERS = carry('tasks.of_person')
const SHOWN = each(FOLLOWERS, [200, 404] as const)
const WRITTEN = each(FOLLOWERS, [303, 404] as const)
const UNASSIGNED = { ...each(FOLLOWERS, [404, 404] as const), ...each(carry('tasks.see_team'), [200, 404] as const) }
const OWN = { everybody: [303, 404] } as const
const WHEN = { onDay: '2026-10-20' }
const MOVE = { ...WHEN, why: 'agreed' }

export const TASK_ROUTES: readonly Route[] = [
  { route: 'GET /tasks', answers: { everybody: [200] } },
  { route: 'POST /tasks', form: { words: 'Boka lokalen', ...WHEN }, answers: { everybody: [303] } },
  { route: 'GET /tasks/new', answers: { everybody: [200] } },
  { route: 'GET /tasks/:id', thing: 'ownReminder', answers: { everybody: [200, 404] } },
  { route: 'POST /tasks/:id/done', thing: 'ownReminder', answers: OWN },
  { route: 'POST /tasks/:id/reopening', thing: 'ownReminder', answers: OWN },
  { route: 'POST /tasks/:id/removal', thing: 'ownReminder', answers: OWN },
  { route: 'POST /tasks/:id/day', thing: 'ownReminder', form: MOVE, answers: OWN },
  { route: 'POST /tasks/:id/receiver', thing: 'ownReminder', form: { to: '' }, answers: { everybody: [422, 404] } },

  { route: 'GET /people/:id/tasks/new', thing: 'member', answers: SHOWN },
  { route: 'GET /people/:id/tasks/new', thing: 'unassigned', answers: UNASSIGNED },
  { route: 'POST /people/:id/tasks', thing: 'member', form: { kind: 'call', ...WHEN }, answers: WRITTEN },
  { route: 'GET /people/:id/tasks/:task', thing: 'reminder', answers: SHOWN },
  { route: 'POST /people/:id/tasks/:task/done', thing: 'reminder', answers: WRITTEN },
  { route: 'POST /people/:id/tasks/:task/reopening', thing: 'reminder', answers: WRITTEN },
  { route: 'POST /people/:id/tasks/:task/removal', thing: 'reminder', answers: WRITTEN },
  { route: 'POST /people/:id/tasks/:task/day', thing: 'reminder', form: MOVE, answers: WRITTEN },
  {
    route: 'POST /people/:id/tasks/:task/receiver',
    thing: 'reminder',
    form: { to: '' },
    answers: each(FOLLOWERS, [422, 404] as const),
  },
  { route: 'GET /people/:id/days/:source/:subject', thing: 'nextDay', answers: SHOWN },
  { route: 'POST /people/:id/days/:source/:subject/move', thing: 'nextDay', form: MOVE, answers: WRITTEN },
  {
    route: 'POST /people/:id/days/:source/:subject/receiver',
    thing: 'nextDay',
    form: { to: '' },
    answers: each(FOLLOWERS, [422, 404] as const),
  },
  { route: 'POST /people/:id/days/:source/:subject/return', thing: 'nextDay', answers: WRITTEN },

  { route: 'GET /calendar', answers: { everybody: [200] } },
  { route: 'GET /my/reminders', answers: { everybody: [200] } },
  { route: 'POST /my/calendar-feed', answers: { everybody: [200] } },
  { route: 'POST /my/calendar-feed/end', answers: { everybody: [303] } },
  { route: 'POST /my/digest', form: { hour: '8' }, answers: { everybody: [303] } },
  { route: 'POST /my/push', form: { subscription: '' }, answers: { everybody: [422] } },
  { route: 'POST /my/push/hours', form: { opens: '08:00', closes: '17:00' }, answers: { everybody: [303] } },
  { route: 'POST /my/push/:id/removal', thing: 'pushDevice', answers: OWN },
  { route: 'GET /my/alerts', answers: { everybody: [200] } },
  { route: 'GET /my/notices', answers: { everybody: [301] } },
  { route: 'POST /my/alerts/reading', answers: { everybody: [303] } },
  // Marks what is one's own, and answers the same for what is not.
  { route: 'POST /my/alerts/:id/reading', thing: 'alert', answers: { everybody: [303, 303] } },
]
