import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Actor, Read, Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Html } from '../kernel/html.ts'
import {
  attempt,
  type Env,
  firstTime,
  idOf,
  type Outcome,
  type Request,
  type Submitted,
  submitted,
} from '../kernel/http.ts'
import { municipalities } from '../organisations/store.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as actions from './actions.ts'
import { contactPage, type Returned } from './contact-views.ts'
import { mergesInto } from './duplicates/store.ts'
import { identifierPage } from './identifier-views.ts'
import { ContactKind, PersonId, Relation, ResidenceGround, type Touched } from './model.ts'
import { residencePage } from './residence-views.ts'
import { personRecord } from './store.ts'
import type { PeopleWord } from './text.ts'
import { isPeopleWord, peopleWords } from './words.ts'

/** What the module above does around these pages: records that a person is read, and takes note of whose facts changed. */
export type Above = {
  readonly open: (tx: Write, person: PersonId) => Promise<unknown>
  readonly touch: actions.Touch
  /** Why the one who reads sees the person. */
  readonly why: (tx: Read, of: { readonly id: string; readonly language: 'sv' | 'en' }) => Promise<Html>
}

/** A person's contact details and guardians, hemkommun by hand, and the history of numbers and names. */
export function peopleRoutes(above: Above): Hono<Env> {
  const page = (show: Show) => (c: Request) => showOne(c, { above, show, returned: null })
  return new Hono<Env>()
    .get(paths.personContact(':id'), page(contacts))
    .post(paths.personContact(':id'), (c) => change(c, { above, show: contacts, ...addContact }))
    .post(paths.personContactRemoval(':id', ':part'), (c) => change(c, { above, show: contacts, ...endContact }))
    .post(paths.personGuardians(':id'), (c) => change(c, { above, show: contacts, ...addGuardian }))
    .post(paths.personGuardianRemoval(':id', ':part'), (c) => change(c, { above, show: contacts, ...endGuardian }))
    .get(paths.personResidence(':id'), page(residence))
    .post(paths.personResidence(':id'), (c) => change(c, { above, show: residence, ...setResidence }))
    .post(paths.personResidenceEnd(':id', ':part'), (c) => change(c, { above, show: residence, ...endResidence }))
    .get(paths.personIdentifiers(':id'), page(identifiers))
}

type Shown = { readonly title: PeopleWord; readonly content: Html }
type Of = { id: PersonId; language: 'sv' | 'en'; returned: Returned | null; why: Html }
type Show = (tx: Read, of: Of) => Promise<Shown>
type Showing = { readonly above: Above; readonly show: Show; readonly returned: Returned | null }

/** Commits that the person is read, then reads. */
async function showOne(c: Request, { above, show, returned }: Showing): Promise<Response> {
  const id = PersonId.parse(idOf(c.req.param('id')))
  await c.var.db.write(c.var.context, (tx) => above.open(tx, id))
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx): Promise<Shown & { actor: Actor }> => {
    const why = await above.why(tx, { id, language })
    return { actor: tx.actor, ...(await show(tx, { id, language, returned, why })) }
  })
  return showPage(c, shown.actor, {
    title: peopleWords(language)(shown.title),
    current: 'register',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

type Asked = { readonly form: Submitted; readonly id: PersonId; readonly part: number; readonly today: PlainDate }
type Change = {
  readonly form: (asked: Asked) => string
  readonly run: (asked: Asked) => ((tx: Write) => Promise<Touched>) | readonly FieldProblem[]
  readonly done: PeopleWord
  readonly back: (id: PersonId) => string
}

/** One way for every form here: read it, see that the person is one’s to see, run the action once, hand on whose facts changed; else show it again with its errors. */
async function change(c: Request, { above, show, ...made }: Change & { above: Above; show: Show }): Promise<Response> {
  const form = await submitted(c)
  const id = PersonId.parse(idOf(c.req.param('id')))
  const asked = { form, id, part: Number(c.req.param('part') ?? 0) || 0, today: c.var.db.clock.today() }
  const work = made.run(asked)
  const say = peopleWords(c.var.language)
  const outcome: Outcome<void> | null =
    typeof work !== 'function'
      ? null
      : await attempt(c, async (tx) => {
          await above.open(tx, id)
          if (!(await firstTime(tx, form.token))) return
          const { touched } = await work(tx)
          if (touched.length > 0) await above.touch(tx, touched)
        })
  if (outcome?.ok) return goTo(c, made.back(id), { tone: 'done', text: say(made.done) })
  const problems = typeof work === 'function' ? (outcome?.refused.fields ?? []) : work
  const whole = outcome?.ok === false && problems.length === 0 ? [{ field: '', code: outcome.refused.code }] : problems
  const returned = { form: made.form(asked), errors: fieldErrors(whole, say, isPeopleWord), typed: form.values }
  return showOne(c, { above, show, returned })
}

const contacts: Show = async (tx, { id, language, returned, why }) => {
  const { person, contacts, guardians } = await personRecord(tx, id)
  const tokens = { contact: randomUUID(), guardian: randomUUID() }
  const permitted = permittedTo(tx, 'people.edit_contact', language)
  const head = { language, person, mayList: tx.may('register.list'), why }
  const view = { ...head, contacts, guardians, today: tx.today, permitted, tokens, returned }
  return { title: 'contact.title', content: contactPage(view) }
}

const residence: Show = async (tx, { id, language, returned, why }) => {
  const [{ person, residences }, places] = await Promise.all([personRecord(tx, id), municipalities(tx)])
  const head = { language, person, mayList: tx.may('register.list'), why }
  const view = { ...head, residences, municipalities: places, own: tx.actor.municipality, returned }
  const permitted = permittedTo(tx, 'people.set_residence', language)
  return { title: 'residence.title', content: residencePage({ ...view, permitted, token: randomUUID() }) }
}

const identifiers: Show = async (tx, { id, language, why }) => {
  const record = await personRecord(tx, id)
  const merges = tx.may('people.merge') ? await mergesInto(tx, record.person.id) : []
  return {
    title: 'identifiers.title',
    content: identifierPage({ language, record, merges, mayList: tx.may('register.list'), why }),
  }
}

function permittedTo(tx: Read, permission: string, language: 'sv' | 'en'): Permitted {
  return tx.may(permission) ? ALLOWED : { allowed: false, reason: peopleWords(language)('notPermitted') }
}

const addContact: Change = {
  form: () => 'contact',
  done: 'contact.saved',
  back: paths.personContact,
  run: ({ form, id, today }) => {
    const kind = ContactKind.safeParse(form.text('kind'))
    const notedOn = typedDay(form.text('notedOn'), today)
    const problems = [
      ...(kind.success ? [] : [{ field: 'kind', code: 'kind_missing' }]),
      ...missing(form, 'source', 'source_missing'),
      ...(notedOn === null ? [{ field: 'notedOn', code: 'day_unreadable' }] : []),
    ]
    if (!kind.success || notedOn === null || problems.length > 0) return problems
    const input = { kind: kind.data, value: form.text('value'), source: form.text('source'), notedOn }
    return (tx) => actions.addContact(tx, id, input)
  },
}

const endContact: Change = {
  form: () => 'contact',
  done: 'contact.ended',
  back: paths.personContact,
  run:
    ({ id, part }) =>
    (tx) =>
      actions.endContact(tx, id, part),
}

const addGuardian: Change = {
  form: () => 'guardian',
  done: 'guardian.saved',
  back: paths.personContact,
  run: ({ form, id, today }) => {
    const relation = Relation.safeParse(form.text('relation'))
    const notedOn = typedDay(form.text('notedOn'), today)
    const problems = [
      ...missing(form, 'name', 'name_missing'),
      ...(relation.success ? [] : [{ field: 'relation', code: 'relation_missing' }]),
      ...missing(form, 'source', 'source_missing'),
      ...(notedOn === null ? [{ field: 'notedOn', code: 'day_unreadable' }] : []),
    ]
    if (!relation.success || notedOn === null || problems.length > 0) return problems
    const [name, phone, email, source] = ['name', 'phone', 'email', 'source'].map(form.text)
    const input = {
      name: name ?? '',
      relation: relation.data,
      phone: phone ?? '',
      email: email ?? '',
      source: source ?? '',
      notedOn,
    }
    return (tx) => actions.addGuardian(tx, id, input)
  },
}

const endGuardian: Change = {
  form: () => 'guardian',
  done: 'guardian.ended',
  back: paths.personContact,
  run:
    ({ id, part }) =>
    (tx) =>
      actions.endGuardian(tx, id, part),
}

const setResidence: Change = {
  form: () => 'residence',
  done: 'residence.saved',
  back: paths.personResidence,
  run: ({ form, id, today }) => {
    const ground = ResidenceGround.safeParse(form.text('ground'))
    const from = typedDay(form.text('from'), today)
    const last = form.text('until') === '' ? null : typedDay(form.text('until'), today)
    const problems = [
      ...(ground.success ? [] : [{ field: 'ground', code: 'ground_missing' }]),
      ...missing(form, 'municipality', 'municipality_unknown'),
      ...(from === null ? [{ field: 'from', code: 'day_unreadable' }] : []),
      ...(form.text('until') !== '' && last === null ? [{ field: 'until', code: 'day_unreadable' }] : []),
    ]
    if (!ground.success || from === null || problems.length > 0) return problems
    // People give the last day; the fact holds until the day after (decision 1).
    const until = last === null ? null : addDays(last, 1)
    const input = { municipality: form.text('municipality'), from, until, ground: ground.data }
    return (tx) => actions.setManualResidence(tx, id, input)
  },
}

const endResidence: Change = {
  form: ({ part }) => `end-${part}`,
  done: 'residence.ended',
  back: paths.personResidence,
  run: ({ form, id, part, today }) => {
    const typed = form.text('lastDay')
    const lastDay = typed === '' ? null : typedDay(typed, today)
    if (typed !== '' && lastDay === null) return [{ field: 'lastDay', code: 'day_unreadable' }]
    return (tx) => actions.endManualResidence(tx, id, { residenceId: part, lastDay })
  },
}

function missing(form: Submitted, field: string, code: string): FieldProblem[] {
  return form.text(field) === '' ? [{ field, code }] : []
}
