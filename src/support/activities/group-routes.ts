import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Returned } from '../plan/parts-views.ts'
import { readGroup, readGroupMove, readSession } from './form-input.ts'
import * as actions from './group-actions.ts'
import { attendanceOf, sessionsOf } from './group-store.ts'
import { groupPage, groupsPage, newGroupPage } from './group-views.ts'
import type { Group } from './model.ts'
import { enterSession, type Told } from './session-actions.ts'
import type { ActivityWord } from './text.ts'
import { activityWords, isActivityWord } from './words.ts'

/** The groups of the domain, and each of them with its sessions. */
export function groupRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.activities(), showAll)
    .get(paths.activityGroupNew(), (c) => showNew(c, null))
    .post(paths.activities(), (c) => save(c, MAKE))
    .get(paths.activityGroup(':id'), (c) => showOne(c, null))
    .post(paths.activityGroup(':id'), (c) => save(c, REWORD))
    .post(paths.activityGroupState(':id'), (c) => save(c, MOVE))
    .post(paths.activityGroupSessions(':id'), (c) => save(c, MEET))
}

async function showAll(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [groups, staff] = [await actions.listGroups(tx), await colleagues(tx)]
    return { actor: tx.actor, content: groupsPage({ language, groups, colleagues: staff }) }
  })
  return showPage(c, actor, { title: activityWords(language)('title.groups'), current: 'groups', content })
}

async function around(tx: Read, c: Request, returned: Returned | null) {
  const known = { language: c.var.language, today: tx.today, colleagues: await colleagues(tx) }
  return { ...known, accountId: tx.actor.accountId, returned, token: randomUUID() }
}

const statusOf = (returned: Returned | null) => (returned === null ? 200 : returned.conflict ? 409 : 422)

async function showNew(c: Request, returned: Returned | null): Promise<Response> {
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('support.work')
    return { actor: tx.actor, content: newGroupPage(await around(tx, c, returned)) }
  })
  const title = activityWords(c.var.language)('title.newGroup')
  return showPage(c, actor, {
    title,
    current: 'groups',
    hasErrors: returned !== null,
    status: statusOf(returned),
    content,
  })
}

async function showOne(c: Request, returned: Returned | null): Promise<Response> {
  const groupId = idOf(c.req.param('id'))
  const opened = await c.var.db.write(c.var.context, (tx) => actions.openGroup(tx, groupId))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const sessions = await sessionsOf(tx, groupId)
    const asked = returned?.typed['sessionId'] ?? c.req.query('session')
    const session = sessions.find(({ id }) => id === asked)
    const correcting = session === undefined ? null : { session, attendance: await attendanceOf(tx, session.id) }
    const known = { ...opened, sessions, correcting, lead: leadOf(tx, opened.group, c.var.language) }
    return { actor: tx.actor, content: groupPage({ ...(await around(tx, c, returned)), ...known }) }
  })
  const title = activityWords(c.var.language)('title.group')
  return showPage(c, actor, {
    title,
    current: 'groups',
    hasErrors: returned !== null,
    status: statusOf(returned),
    content,
  })
}

type Led = { readonly groupId: string } & Partial<Told>

/** Whether a group may be changed, and else why not. */
const leadOf = (tx: Read, group: Group, language: Language): Permitted =>
  actions.mayLead(tx, group) ? ALLOWED : { allowed: false, reason: activityWords(language)('group_of_another') }

type Deed = {
  readonly form: string
  readonly saved: ActivityWord
  readonly back: (c: Request, returned: Returned | null) => Promise<Response>
  /** Answers with the group that it leads to, and with what is counted in what is said. */
  readonly act: (tx: Write, of: { readonly c: Request; readonly form: Submitted }) => Promise<Led>
}

const ofGroup = (c: Request, form: Submitted) => ({ groupId: idOf(c.req.param('id')), seen: idOf(form.text('seen')) })

const MAKE: Deed = {
  ...{ form: 'group', saved: 'group.saved', back: showNew },
  act: async (tx, { form }) => ({ groupId: await actions.makeGroup(tx, readGroup(form, tx.today)) }),
}
const REWORD: Deed = {
  ...{ form: 'group', saved: 'group.saved', back: showOne },
  act: async (tx, { c, form }) => {
    const of = ofGroup(c, form)
    await actions.rewordGroup(tx, { ...of, ...readGroup(form, tx.today) })
    return of
  },
}
const MOVE: Deed = {
  ...{ form: 'state', saved: 'group.saved', back: showOne },
  act: async (tx, { c, form }) => {
    const of = ofGroup(c, form)
    await actions.moveGroup(tx, { ...of, ...readGroupMove(form, tx.today) })
    return of
  },
}
const MEET: Deed = {
  ...{ form: 'session', saved: 'session.saved', back: showOne },
  act: async (tx, { c, form }) => {
    const groupId = idOf(c.req.param('id'))
    return { groupId, ...(await enterSession(tx, { groupId, ...readSession(form, tx.today) })) }
  },
}

async function save(c: Request, deed: Deed): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => ((await firstTime(tx, form.token)) ? deed.act(tx, { c, form }) : null))
  const say = activityWords(c.var.language)
  if (outcome.ok) {
    const { groupId, added = 0, changed = 0 } = outcome.value ?? {}
    const to = groupId === undefined ? paths.activities() : paths.activityGroup(groupId)
    return goTo(c, to, { tone: 'done', text: say(deed.saved, { added, changed }) })
  }
  const errors = fieldErrors(problemsOf(outcome.refused), say, isActivityWord)
  const conflict = outcome.refused.kind === 'conflict'
  return deed.back(c, { form: deed.form, errors, typed: form.values, chosen: form.list('factors'), conflict })
}
