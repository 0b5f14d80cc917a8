import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import type { CaseloadAbove } from './above.ts'
import { queryOf } from './filter.ts'
import { filterIn, showCases } from './routes.ts'
import { removeFilter, saveFilter } from './saved-actions.ts'
import { caseloadWords, isCaseloadWord } from './words.ts'

/** What the list of cases is cut by, kept under a name. */
export function savedFilterRoutes(above: CaseloadAbove): Hono<Env> {
  return new Hono<Env>()
    .post(paths.caseFilters(), (c) => keep(c, above))
    .post(paths.caseFilterRemoval(':id'), (c) => remove(c, idOf(c.req.param('id'))))
}

async function keep(c: Request, above: CaseloadAbove): Promise<Response> {
  const form = await submitted(c)
  const say = caseloadWords(c.var.language)
  const wanted = filterIn(form)
  const outcome = await attempt(c, async (tx) => {
    const filter = wanted(false)
    if (await firstTime(tx, form.token))
      await saveFilter(tx, { name: form.text('name'), sharedWith: form.text('shared'), filter })
  })
  if (outcome.ok)
    return goTo(c, paths.cases(queryOf(wanted(false), { page: 1 })), { tone: 'done', text: say('saved.done') })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isCaseloadWord)
  return showCases(c, above, { wanted, saving: { errors, typed: form.values } })
}

async function remove(c: Request, id: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await removeFilter(tx, id)
  })
  if (!outcome.ok) throw outcome.refused
  return goTo(c, paths.cases(), { tone: 'done', text: caseloadWords(c.var.language)('saved.removed') })
}
