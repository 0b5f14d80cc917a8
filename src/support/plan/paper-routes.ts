import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read } from '../../kernel/database.ts'
import { html } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import type { PersonHeader } from '../../people/model.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { openPlan } from './actions.ts'
import { ANSWER_TEXT } from './answer-text.ts'
import { readRule } from './form-input.ts'
import { planPdf } from './paper.ts'
import type { Returned } from './parts-views.ts'
import { printPage } from './print-views.ts'
import { setReviewRule } from './review-actions.ts'
import { reviewRule, reviewsOf } from './review-store.ts'
import { returnedOf } from './routes.ts'
import { rulePage } from './rule-views.ts'
import { wholePlan } from './store.ts'
import { planWords } from './words.ts'

/** The plan on paper, as a page and as a file; and the measure of how often plans are looked at. */
export function planPaperRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.planPrint(':id'), showPrint)
    .get(paths.planPdf(':id'), sendPdf)
    .get(paths.planRule(), (c) => showRule(c, null))
    .post(paths.planRule(), saveRule)
}

async function printed(c: Request) {
  const id = idOf(c.req.param('id'))
  const person = await c.var.db.write(c.var.context, (tx) => openPlan(tx, id))
  return c.var.db.read(c.var.context, async (tx) => ({ actor: tx.actor, paper: await paperOf(tx, person) }))
}

async function paperOf(tx: Read, person: PersonHeader) {
  const [whole, reviews] = await Promise.all([wholePlan(tx, person.id), reviewsOf(tx, person.id)])
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ')
  const reviewOn = reviews.find(({ outcome }) => outcome === null)?.dueOn ?? null
  return { whole, reviewOn, name, office: tx.actor.domainName, id: person.id }
}

async function showPrint(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, paper } = await printed(c)
  const say = planWords(language)
  const head = html`${linkButton({ href: paths.personPlan(paper.id), label: say('back') })}${linkButton({ href: paths.planPdf(paper.id), label: 'PDF' })}`
  // A title ends up in the browser's history: never a name.
  const title = words(ANSWER_TEXT, language)('title')
  return showPage(c, actor, { title, roomy: true, content: printPage({ language, ...paper, head }) })
}

async function sendPdf(c: Request): Promise<Response> {
  const { paper } = await printed(c)
  const file = await planPdf(paper, c.var.language)
  return c.body(file, 200, {
    'content-type': 'application/pdf',
    'cache-control': 'no-store',
    'content-disposition': 'attachment; filename="plan.pdf"',
  })
}

async function showRule(c: Request, returned: Returned | null): Promise<Response> {
  const { language } = c.var
  const { actor, rule } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('plans.set_rule')
    return { actor: tx.actor, rule: await reviewRule(tx) }
  })
  const hasErrors = returned !== null
  const content = rulePage({ language, rule, returned, token: randomUUID() })
  return showPage(c, actor, {
    title: planWords(language)('title.rule'),
    hasErrors,
    status: hasErrors ? 422 : 200,
    content,
  })
}

async function saveRule(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await setReviewRule(tx, readRule(form))
  })
  if (outcome.ok) return goTo(c, paths.planRule(), { tone: 'done', text: planWords(language)('rule.saved') })
  return showRule(c, returnedOf(outcome, { name: 'rule', form, language }))
}
