import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import type { PersonHeader, PersonId } from '../../people/model.ts'
import { whyFold } from '../../sight/why.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { nameable } from '../cases/named.ts'
import { caseOf } from '../cases/store.ts'
import type { Returned } from '../plan/parts-views.ts'
import { goalsOf, stepsOf } from '../plan/store.ts'
import * as actions from './actions.ts'
import * as times from './appointment-actions.ts'
import { appointmentOf, appointmentsOf, movedBefore } from './appointment-store.ts'
import { appointmentPage } from './appointment-views.ts'
import {
  readActivity,
  readAppointment,
  readMove,
  readOutcome,
  readQualification,
  readQualificationEnd,
  readRebooking,
} from './form-input.ts'
import { joinGroup } from './group-actions.ts'
import { groups } from './group-store.ts'
import { OwnKind } from './model.ts'
import { activityDraft, activityPage, newActivityPage } from './one-views.ts'
import { hasRoom } from './rules.ts'
import { activitiesOf, activityOf, activityWordings, qualificationsOf } from './store.ts'
import type { ActivityWord } from './text.ts'
import { activitiesPage } from './views.ts'
import { activityWords, isActivityWord } from './words.ts'

/** What is done with one young person: activities, papers and times. */
export function activityRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personActivities(':id'), (c) => SHOW.all(c, null))
    .get(paths.personActivityNew(':id'), (c) => SHOW.new(c, null))
    .post(paths.personActivities(':id'), (c) => save(c, DEEDS.plan))
    .get(paths.personActivity(':id', ':of'), (c) => SHOW.one(c, null))
    .post(paths.personActivity(':id', ':of'), (c) => save(c, DEEDS.reword))
    .post(paths.personActivityState(':id', ':of'), (c) => save(c, DEEDS.move))
    .post(paths.personGroups(':id'), (c) => save(c, DEEDS.join))
    .post(paths.personQualifications(':id'), (c) => save(c, DEEDS.qualify))
    .post(paths.personQualificationEnd(':id', ':of'), (c) => save(c, DEEDS.endQualification))
    .post(paths.personAppointments(':id'), (c) => save(c, DEEDS.book))
    .get(paths.personAppointment(':id', ':of'), (c) => SHOW.time(c, null))
    .post(paths.personAppointmentOutcome(':id', ':of'), (c) => save(c, DEEDS.outcome))
    .post(paths.personAppointmentMove(':id', ':of'), (c) => save(c, DEEDS.rebook))
}

const TIMES = 60
const ofPerson = (c: Request) => idOf(c.req.param('id'))
const ofPart = (c: Request) => idOf(c.req.param('of'))

type Drawn = Parameters<typeof showPage>[2]['content']
type Head = Awaited<ReturnType<typeof headOf>>

async function headOf(tx: Read, person: PersonHeader, language: Language) {
  const root = person.id
  const [why, permitted] = await Promise.all([whyFold(tx, { id: root, language }), permittedIn(tx, root, language)])
  const own = { account: tx.actor.accountId, mayList: tx.may('register.list'), today: tx.today, token: randomUUID() }
  return { language, person, why, permitted, ...own }
}

/** Nothing new is planned in a case that is closed. */
async function permittedIn(tx: Read, root: PersonId, language: Language): Promise<Permitted> {
  const of = await caseOf(tx, root)
  const isOpen = of !== null && of.closedOn === null
  return isOpen ? ALLOWED : { allowed: false, reason: activityWords(language)('no_open_case') }
}

type Shows = (c: Request, returned: Returned | null) => Promise<Response>
type Draws = (tx: Read, head: Head, of: { readonly c: Request; readonly returned: Returned | null }) => Promise<Drawn>

/** A page about one young person: that it was opened is committed first. */
const showing =
  (title: ActivityWord, draw: Draws): Shows =>
  async (c, returned) => {
    const { language } = c.var
    const person = await c.var.db.write(c.var.context, (tx) => actions.openActivities(tx, ofPerson(c)))
    const { actor, content } = await c.var.db.read(c.var.context, async (tx) => ({
      actor: tx.actor,
      content: await draw(tx, await headOf(tx, person, language), { c, returned }),
    }))
    const status = returned === null ? 200 : returned.conflict ? 409 : 422
    return showPage(c, actor, { title: activityWords(language)(title), hasErrors: returned !== null, status, content })
  }

const SHOW = {
  all: showing('title', async (tx, head, { returned }) => {
    const root = head.person.id
    const [activities, appointments, qualifications, all, staff, able] = await Promise.all([
      activitiesOf(tx, root),
      appointmentsOf(tx, root, TIMES),
      qualificationsOf(tx, root),
      groups(tx),
      colleagues(tx),
      nameable(tx, root),
    ])
    const open = all.filter((group) => hasRoom(group) && (group.state === 'planned' || group.state === 'under_way'))
    const known = { activities, appointments, qualifications, groups: open, colleagues: staff, nameable: able }
    return activitiesPage({ ...head, ...known, accountId: tx.actor.accountId, returned })
  }),
  new: showing('title.new', async (tx, head, { c, returned }) => {
    const root = head.person.id
    const asked = OwnKind.safeParse(returned?.typed['kind'] ?? c.req.query('kind'))
    const known = { kind: asked.data ?? null, goals: await goalsOf(tx, root), steps: await stepsOf(tx, root) }
    return newActivityPage({ ...head, ...known, returned })
  }),
  one: showing('title.one', async (tx, head, { c, returned }) => {
    const root = head.person.id
    const of = { root, activityId: ofPart(c) }
    const activity = await activityOf(tx, of)
    const [wordings, goals, steps] = [await activityWordings(tx, of), await goalsOf(tx, root), await stepsOf(tx, root)]
    return activityPage({ ...head, activity, wordings, goals, steps, returned })
  }),
  time: showing('title.appointment', async (tx, head, { c, returned }) => {
    const of = { root: head.person.id, id: ofPart(c) }
    const [appointment, before, staff] = [await appointmentOf(tx, of), await movedBefore(tx, of), await colleagues(tx)]
    return appointmentPage({ ...head, appointment, before, colleagues: staff, returned })
  }),
}

/** A form: what it does, what is said afterwards, and the page that it comes back on. */
type Deed = {
  readonly form: string
  readonly saved: (form: Submitted) => ActivityWord
  readonly back: Shows
  /** What the tab calls what was written in it; left out where nothing is written at length. */
  readonly draft?: (account: string, c: Request) => string
  readonly act: (
    tx: Write,
    of: { readonly personId: string; readonly c: Request; readonly form: Submitted },
  ) => Promise<unknown>
}

const said = (word: ActivityWord) => () => word
const seenIn = (form: Submitted) => idOf(form.text('seen'))

const DEEDS = {
  plan: {
    ...{ form: 'activity', saved: said('saved'), back: SHOW.new },
    draft: (account, c) => activityDraft(account, ofPerson(c)),
    act: (tx, { personId, form }) => actions.planActivity(tx, { personId, ...readActivity(form, tx.today) }),
  },
  reword: {
    ...{ form: 'activity', saved: said('saved'), back: SHOW.one },
    draft: (account, c) => activityDraft(account, ofPart(c)),
    act: (tx, { personId, c, form }) => {
      const of = { personId, activityId: ofPart(c), seen: seenIn(form) }
      return actions.rewordActivity(tx, { ...of, ...readActivity(form, tx.today) })
    },
  },
  move: {
    ...{ form: 'move', saved: said('saved'), back: SHOW.one },
    act: (tx, { personId, c, form }) => {
      const of = { personId, activityId: ofPart(c), seen: seenIn(form) }
      return actions.moveActivity(tx, { ...of, ...readMove(form, tx.today) })
    },
  },
  join: {
    ...{ form: 'join', saved: said('joined'), back: SHOW.all },
    act: (tx, { personId, form }) => joinGroup(tx, { personId, groupId: idOf(form.text('groupId')) }),
  },
  qualify: {
    ...{ form: 'qualification', saved: said('qualification.saved'), back: SHOW.all },
    act: (tx, { personId, form }) => actions.addQualification(tx, { personId, ...readQualification(form, tx.today) }),
  },
  endQualification: {
    ...{ form: '', saved: said('qualification.ended'), back: SHOW.all },
    act: (tx, { personId, c, form }) =>
      actions.endQualification(tx, { personId, id: ofPart(c), ...readQualificationEnd(form, tx.today) }),
  },
  book: {
    ...{ form: 'book', saved: said('booked'), back: SHOW.all },
    act: (tx, { personId, form }) => times.bookAppointment(tx, { personId, ...readAppointment(form, tx.today) }),
  },
  outcome: {
    ...{ form: 'outcome', back: SHOW.time },
    saved: (form) => (form.text('outcome') === 'no_show' ? 'outcome.call' : 'outcome.saved'),
    act: (tx, { personId, c, form }) => {
      const note = form.text('corrects') === '' ? times.noteOutcome : times.correctOutcome
      return note(tx, { personId, id: ofPart(c), ...readOutcome(form, tx.today) })
    },
  },
  rebook: {
    ...{ form: 'rebook', saved: said('rebooked'), back: SHOW.time },
    act: (tx, { personId, c, form }) =>
      times.moveAppointment(tx, { personId, id: ofPart(c), ...readRebooking(form, tx.today) }),
  },
} as const satisfies Readonly<Record<string, Deed>>

async function save(c: Request, deed: Deed): Promise<Response> {
  const personId = ofPerson(c)
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await deed.act(tx, { personId, c, form })
    return deed.draft === undefined ? {} : { saved: deed.draft(tx.actor.accountId, c) }
  })
  const say = activityWords(c.var.language)
  const text = say(deed.saved(form))
  if (outcome.ok) return goTo(c, paths.personActivities(personId), { tone: 'done', text, ...outcome.value })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isActivityWord)
  const conflict = outcome.refused.kind === 'conflict'
  return deed.back(c, { form: deed.form, errors, typed: form.values, chosen: form.list('factors'), conflict })
}
