import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { teams } from '../../access/accounts/store.ts'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { endTeamLadder, openLadders, wordLadder } from './actions.ts'
import { ladderPage } from './ladder-views.ts'
import { MOST_STEPS, type Step } from './model.ts'
import { isProgressWord, progressWords } from './words.ts'

/** How a domain words its coaching ladder, and its teams theirs. */
export function progressLadderRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.progressLadder(), (c) => show(c, c.req.query('team') ?? '', NOTHING))
    .post(paths.progressLadder(), save)
    .post(paths.progressLadderEnd(), end)
}

type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly conflict: boolean
}
const NOTHING: Returned = { errors: [], typed: {}, conflict: false }

/** Empty is the ladder of everybody whose team has none; a team that is not there is not found. */
async function teamAsked(tx: Read, asked: string) {
  const known = await teams(tx)
  const team = known.find(({ id }) => id === asked) ?? null
  if (asked !== '' && team === null) throw new Refused('not_found', 'team')
  return { known, team }
}

async function show(c: Request, asked: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const ladders = await openLadders(tx)
    const { known, team } = await teamAsked(tx, asked)
    const view = { language, ladders, teams: known, team, token: randomUUID(), ...returned }
    return { actor: tx.actor, content: ladderPage(view) }
  })
  const hasErrors = returned.errors.length > 0
  const status = returned.conflict ? 409 : hasErrors ? 422 : 200
  return showPage(c, actor, {
    title: progressWords(language)('set.title'),
    current: 'admin',
    hasErrors,
    status,
    content,
  })
}

async function save(c: Request): Promise<Response> {
  const form = await submitted(c)
  const say = progressWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('progress.set_ladder')
    const { team } = await teamAsked(tx, form.text('team'))
    const worded = { teamId: team?.id ?? null, seen: form.text('seen'), isSameScale: form.text('same') === '1' }
    const steps = stepsTyped(form)
    if (await firstTime(tx, form.token)) await wordLadder(tx, { ...worded, steps })
  })
  if (outcome.ok) return goTo(c, pageOf(form), { tone: 'done', text: say('set.saved') })
  return comeBack(c, form, outcome.refused)
}

async function end(c: Request): Promise<Response> {
  const form = await submitted(c)
  const say = progressWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('progress.set_ladder')
    const { team } = await teamAsked(tx, form.text('team'))
    if (team === null) throw new Refused('conflict', 'ladder_changed')
    if (await firstTime(tx, form.token)) await endTeamLadder(tx, { teamId: team.id, seen: form.text('seen') })
  })
  if (outcome.ok) return goTo(c, pageOf(form), { tone: 'done', text: say('set.ended') })
  return comeBack(c, form, outcome.refused)
}

const pageOf = (form: Submitted) => paths.progressLadder({ team: form.text('team') || null })

function comeBack(c: Request, form: Submitted, refused: Refused): Promise<Response> {
  if (refused.kind === 'not_found') throw refused
  const errors = fieldErrors(problemsOf(refused), progressWords(c.var.language), isProgressWord)
  return show(c, form.text('team'), { errors, typed: form.values, conflict: refused.code === 'ladder_changed' })
}

/** The steps up to the last that has a name; one without a name between them is a slip, and nobody's to guess. */
function stepsTyped(form: Submitted): readonly Step[] {
  const all = Array.from({ length: MOST_STEPS }, (_, n) => ({
    name: form.text(`name-${n}`),
    meaning: form.text(`meaning-${n}`),
  }))
  const steps = all.slice(0, all.findLastIndex(({ name }) => name !== '') + 1)
  const gap = steps.findIndex(({ name }) => name === '')
  if (gap >= 0) throw new Refused('invalid', 'ladder', [{ field: `name-${gap}`, code: 'steps_gap' }])
  return steps
}
