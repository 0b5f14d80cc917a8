import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Actor, Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { reachesNotes } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { personToSupport } from '../cases/actions.ts'
import { nameable } from '../cases/named.ts'
import { isThere } from '../cases/team-rules.ts'
import { teamOf } from '../cases/team-store.ts'
import * as actions from './actions.ts'
import { addItem, correctItem, doItem } from './item-actions.ts'
import { Doer, type Item, type MeetingInput, MeetingKind } from './model.ts'
import * as store from './store.ts'
import type { MeetingWord } from './text.ts'
import { itemDraft, meetingDraft, meetingPage, minutesDraft, NOTHING, newMeetingPage, type Returned } from './views.ts'
import { isMeetingWord, meetingWords } from './words.ts'

/** Meetings about one young person: planned, changed, held, with what was decided and who does what. */
export function meetingRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personMeetingNew(':id'), (c) => showNew(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personMeetings(':id'), (c) => plan(c, idOf(c.req.param('id'))))
    .get(paths.personMeeting(':id', ':meeting'), (c) => show(c, whichOf(c), NOTHING))
    .post(paths.personMeeting(':id', ':meeting'), (c) => save(c, { form: 'change', done: 'changed', act: change }))
    .post(paths.personMeetingHeld(':id', ':meeting'), (c) => save(c, { form: 'held', done: 'held.saved', act: held }))
    .post(paths.personMeetingCancellation(':id', ':meeting'), (c) =>
      save(c, { form: '', done: 'cancelled', act: cancel }),
    )
    .post(paths.personMeetingItems(':id', ':meeting'), (c) => save(c, { form: 'item', done: 'item.saved', act: item }))
    .post(paths.personMeetingItemDone(':id', ':meeting', ':item'), (c) =>
      save(c, { form: '', done: 'item.saved', act: itemDone }),
    )
}

type Which = { readonly personId: string; readonly meetingId: string }

const whichOf = (c: Request): Which => ({
  personId: idOf(c.req.param('id')),
  meetingId: idOf(c.req.param('meeting')),
})

async function headOf(tx: Read, c: Request, person: PersonHeader) {
  const { language } = c.var
  const why = await whyFold(tx, { id: person.id, language })
  const [staff, team] = [await colleagues(tx), await teamOf(tx, person.id)]
  const known = {
    colleagues: staff,
    nameable: await nameable(tx, person.id),
    team,
    today: tx.today,
    account: tx.actor.accountId,
    token: randomUUID(),
  }
  return { language, person, why, mayList: tx.may('register.list'), ...known }
}

type Page = { readonly title: MeetingWord; readonly returned: Returned; readonly content: Content }

function page(c: Request, actor: Actor, { title, returned, content }: Page): Promise<Response> {
  const hasErrors = returned.errors.length > 0
  const head = { title: meetingWords(c.var.language)(title), current: 'cases', hasErrors } as const
  return showPage(c, actor, { ...head, status: returned.conflict ? 409 : hasErrors ? 422 : 200, content })
}

async function showNew(c: Request, personId: string, returned: Returned): Promise<Response> {
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const person = await actions.beginMeeting(tx, personId)
    const head = await headOf(tx, c, person)
    const team = head.team.filter((each) => isThere(each, tx.today))
    return { actor: tx.actor, content: newMeetingPage({ ...head, team, returned }) }
  })
  return page(c, actor, { title: 'title.new', returned, content })
}

async function plan(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const draft = meetingDraft(tx.actor.accountId, personId)
    const asked = form.list('asked')
    const isFirst = await firstTime(tx, form.token)
    return { draft, id: isFirst ? await actions.planMeeting(tx, { personId, ...inputOf(c, form), asked }) : null }
  })
  if (!outcome.ok) return showNew(c, personId, returnedOf(c, form, { which: 'meeting', refused: outcome.refused }))
  const { id, draft } = outcome.value
  const to = id === null ? paths.personCase(personId) : paths.personMeeting(personId, id)
  return goTo(c, to, { tone: 'done', text: meetingWords(c.var.language)('planned'), saved: draft })
}

function inputOf(c: Request, form: Submitted): MeetingInput {
  const kind = MeetingKind.safeParse(form.text('kind'))
  const onDay = dayOf(c, form.text('onDay'))
  const problems = [
    ...(kind.success ? [] : [{ field: 'kind', code: 'kind_missing' }]),
    ...(onDay === null ? [{ field: 'onDay', code: 'day_unreadable' }] : []),
  ]
  if (!kind.success || onDay === null) throw new Refused('invalid', 'meeting', problems)
  const told = { atTime: form.text('atTime'), place: form.text('place'), agenda: form.text('agenda') }
  return { kind: kind.data, onDay, ...told }
}

const dayOf = (c: Request, text: string): PlainDate | null => typedDay(text, c.var.db.clock.today())

/** A day that may be left out. */
function dayOrNone(c: Request, form: Submitted, field: string): PlainDate | null {
  const text = form.text(field)
  const day = text === '' ? null : dayOf(c, text)
  if (text !== '' && day === null) throw new Refused('invalid', 'day', [{ field, code: 'day_unreadable' }])
  return day
}

async function show(c: Request, which: Which, returned: Returned): Promise<Response> {
  const person = await c.var.db.write(c.var.context, (tx) => actions.readMeeting(tx, which))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    await personToSupport(tx, person.id)
    const meeting = await store.meetingOf(tx, { root: person.id, meetingId: which.meetingId })
    const items = await store.itemsOf(tx, [meeting.meetingId])
    const attendees = await store.attendeesOf(tx, [meeting.meetingId])
    const reaches = await reachesNotes(tx, person.id)
    const mayNote = reaches && tx.may('notes.write')
    const may = { mayWork: tx.may('support.work'), mayReadNotes: reaches && tx.may('notes.read'), mayNote }
    const view = { ...(await headOf(tx, c, person)), meeting, items, attendees, ...may, returned }
    return { actor: tx.actor, content: meetingPage(view) }
  })
  return page(c, actor, { title: 'title', returned, content })
}

type Given = { readonly which: Which; readonly form: Submitted; readonly c: Request }
type Act = (tx: Write, given: Given) => Promise<void>
type Saving = { readonly form: 'change' | 'held' | 'item' | ''; readonly done: MeetingWord; readonly act: Act }

async function save(c: Request, { form: name, done, act }: Saving): Promise<Response> {
  const which = whichOf(c)
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await act(tx, { which, form, c })
    const drafts = { change: meetingDraft, held: minutesDraft, item: itemDraft }
    return name === '' ? null : drafts[name](tx.actor.accountId, which.meetingId)
  })
  if (!outcome.ok) return show(c, which, returnedOf(c, form, { which: name, refused: outcome.refused }))
  const flash = { tone: 'done', text: meetingWords(c.var.language)(done) } as const
  const saved = outcome.value
  return goTo(c, paths.personMeeting(which.personId, which.meetingId), { ...flash, ...(saved !== null && { saved }) })
}

type Came = { readonly which: string; readonly refused: Refused }

function returnedOf(c: Request, form: Submitted, { which, refused }: Came): Returned {
  const errors = fieldErrors(problemsOf(refused), meetingWords(c.var.language), isMeetingWord)
  const chosen = [...form.list('asked'), ...form.list('came')]
  const state = { conflict: refused.kind === 'conflict', theirs: refused.code === 'meeting_changed' }
  return { form: which, errors, typed: form.values, chosen, ...state }
}

const change: Act = (tx, { which, form, c }) =>
  actions.changeMeeting(tx, { ...which, seen: form.text('seen'), ...inputOf(c, form), asked: form.list('asked') })

const cancel: Act = async (tx, { which, form }) => {
  await actions.cancelMeeting(tx, { ...which, seen: form.text('seen') })
}

const held: Act = (tx, { which, form, c }) =>
  actions.holdMeeting(tx, {
    ...{ ...which, seen: form.text('seen'), came: form.list('came'), minutes: form.text('minutes') },
    nextOn: dayOrNone(c, form, 'nextOn'),
  })

const item: Act = async (tx, { which, form, c }) => {
  const kind = form.text('kind')
  if (kind !== 'decision' && kind !== 'action')
    throw new Refused('invalid', 'item', [{ field: 'kind', code: 'item_kind_missing' }])
  const typed = { kind: kind as Item['kind'], what: form.text('what'), dueOn: dayOrNone(c, form, 'dueOn') }
  const written = { ...which, ...typed, responsible: responsibleIn(form.text('responsible')) }
  const itemId = form.text('item')
  await (itemId === '' ? addItem(tx, written) : correctItem(tx, { ...written, itemId: idOf(itemId) }))
}

function responsibleIn(text: string) {
  if (text === '') return null
  const doer = Doer.safeParse(text)
  return doer.success ? { who: doer.data } : { accountId: text }
}

const itemDone: Act = (tx, { which, form, c }) =>
  doItem(tx, { ...which, itemId: idOf(c.req.param('item')), done: form.text('done') === '1' })
