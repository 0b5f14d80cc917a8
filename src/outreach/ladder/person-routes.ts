import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import type { FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import * as actions from './actions.ts'
import { ladderRights } from './card.ts'
import { RestKind, RestReason, SkipReason, StopReason } from './model.ts'
import { ladderPage, type Returned } from './person-views.ts'
import { ladderOf } from './standing-store.ts'
import { openVisit } from './visit-store.ts'
import { isLadderWord, type LadderWord, ladderWords } from './words.ts'

/** The ladder of one young person. */
export function ladderPersonRoutes(): Hono<Env> {
  const at = (c: Request) => idOf(c.req.param('id'))
  return new Hono<Env>()
    .get(paths.personLadder(':id'), (c) => show(c, at(c), null))
    .post(paths.personLadderRuns(':id'), (c) => start(c, at(c)))
    .post(paths.personLadderRunEnd(':id'), (c) => stop(c, at(c)))
    .post(paths.personLadderSteps(':id'), (c) => advance(c, at(c)))
    .post(paths.personLadderSkip(':id', ':step'), (c) => skip(c, at(c), idOf(c.req.param('step'))))
    .post(paths.personLadderRests(':id'), (c) => rest(c, at(c)))
    .post(paths.personLadderRestEnd(':id'), (c) => endRest(c, at(c)))
}

async function show(c: Request, personId: string, returned: Returned | null, status: 200 | 409 | 422 = 200) {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openLadder(tx, personId))
  if (person.id !== personId) return c.redirect(paths.personLadder(person.id), 303)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: ladderPage({ ...(await sightOf(tx, { personId, language })), returned }),
  }))
  const head = {
    title: ladderWords(language)('title.person'),
    current: 'outreach',
    hasErrors: returned !== null,
  } as const
  return showPage(c, actor, { ...head, status, content })
}

async function sightOf(tx: Read, { personId, language }: { personId: string; language: 'sv' | 'en' }) {
  const root = PersonId.parse(personId)
  const [person, standing, visit, staff, why] = await Promise.all([
    personById(tx, root),
    ladderOf(tx, root),
    openVisit(tx, root),
    colleagues(tx),
    whyFold(tx, { id: root, language }),
  ])
  return {
    ...{ language, person, personId, today: tx.today, standing, visit, colleagues: staff, why },
    mayList: tx.may('register.list'),
    may: ladderRights(tx),
    token: randomUUID(),
  }
}

type Done = {
  readonly form: string
  readonly saved: LadderWord
  readonly act: (tx: Write) => Promise<void>
}

/** Does it once, and goes back to the ladder; what could be mended comes back where it was written. */
async function perform(c: Request, of: { personId: string; form: Submitted }, { form, saved, act }: Done) {
  const say = ladderWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, of.form.token)) await act(tx)
  })
  if (outcome.ok) return goTo(c, paths.personLadder(of.personId), { tone: 'done', text: say(saved) })
  const { refused } = outcome
  if (refused.kind === 'invalid') return sayWrong(c, of, form, refused.fields)
  return show(c, of.personId, returnedOf(c, of.form, form, problemsOf(refused)), 409)
}

const problemsOf = ({ fields, code }: Refused): readonly FieldProblem[] =>
  fields.length > 0 ? fields : [{ field: '', code }]

function sayWrong(
  c: Request,
  { personId, form }: { personId: string; form: Submitted },
  name: string,
  problems: readonly FieldProblem[],
) {
  return show(c, personId, returnedOf(c, form, name, problems), 422)
}

function returnedOf(c: Request, form: Submitted, name: string, problems: readonly FieldProblem[]): Returned {
  return { form: name, errors: fieldErrors(problems, ladderWords(c.var.language), isLadderWord), typed: form.values }
}

async function start(c: Request, personId: string) {
  const form = await submitted(c)
  return perform(
    c,
    { personId, form },
    { form: 'start', saved: 'saved.start', act: (tx) => actions.startRun(tx, personId) },
  )
}

async function advance(c: Request, personId: string) {
  const form = await submitted(c)
  const act = (tx: Write) => actions.advanceRun(tx, personId)
  return perform(c, { personId, form }, { form: 'advance', saved: 'saved.advance', act })
}

const REASON_MISSING = { field: 'reason', code: 'reason_missing' } as const

async function stop(c: Request, personId: string) {
  const form = await submitted(c)
  const reason = StopReason.safeParse(form.text('reason'))
  if (!reason.success) return sayWrong(c, { personId, form }, 'stop', [REASON_MISSING])
  const act = (tx: Write) => actions.stopRun(tx, { personId, reason: reason.data })
  return perform(c, { personId, form }, { form: 'stop', saved: 'saved.stop', act })
}

async function skip(c: Request, personId: string, stepId: string) {
  const form = await submitted(c)
  const reason = SkipReason.safeParse(form.text('reason'))
  if (!reason.success) return sayWrong(c, { personId, form }, 'skip', [REASON_MISSING])
  const act = (tx: Write) => actions.skipStep(tx, { personId, stepId, reason: reason.data })
  return perform(c, { personId, form }, { form: 'skip', saved: 'saved.skip', act })
}

async function rest(c: Request, personId: string) {
  const form = await submitted(c)
  const kind = RestKind.catch('pause').parse(form.text('kind'))
  const reason = RestReason.safeParse(form.text('reason'))
  const lastOn = typedDay(form.text('until'), c.var.db.clock.today())
  if (!reason.success || lastOn === null)
    return sayWrong(c, { personId, form }, kind, [
      ...(reason.success ? [] : [REASON_MISSING]),
      ...(lastOn === null ? [{ field: 'until', code: 'until_unreadable' }] : []),
    ])
  const act = (tx: Write) => actions.restLadder(tx, { personId, kind, reason: reason.data, lastOn })
  return perform(c, { personId, form }, { form: kind, saved: 'saved.rest', act })
}

async function endRest(c: Request, personId: string) {
  const form = await submitted(c)
  const kind = RestKind.catch('pause').parse(form.text('kind'))
  const act = (tx: Write) => actions.endRest(tx, { personId, kind })
  return perform(c, { personId, form }, { form: kind, saved: 'saved.rest_end', act })
}
