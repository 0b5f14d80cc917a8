import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { openLadder, wordLadder } from './actions.ts'
import { ladderPage } from './ladder-views.ts'
import { MOST_STEPS, type Step } from './model.ts'
import { isProgressWord, progressWords } from './words.ts'

/** How a domain words its coaching ladder. */
export function progressLadderRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.progressLadder(), (c) => show(c, { errors: [], typed: {}, conflict: false }))
    .post(paths.progressLadder(), save)
}

type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly conflict: boolean
}

async function show(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const ladder = await openLadder(tx)
    return { actor: tx.actor, content: ladderPage({ language, ladder, token: randomUUID(), ...returned }) }
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
    const steps = stepsTyped(form)
    if (await firstTime(tx, form.token)) await wordLadder(tx, { steps, seen: form.text('seen') })
  })
  if (outcome.ok) return goTo(c, paths.progressLadder(), { tone: 'done', text: say('set.saved') })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isProgressWord)
  return show(c, { errors, typed: form.values, conflict: outcome.refused.code === 'ladder_changed' })
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
