import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { approvalOf } from '../access/approval-store.ts'
import { goTo, showPage } from '../access/pages.ts'
import { Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import * as actions from './retention-actions.ts'
import { RecordType } from './retention-model.ts'
import * as store from './retention-store.ts'
import { RETENTION_TEXT, type RetentionWord } from './retention-text.ts'
import { retentionPage, rulePage, runPage } from './retention-views.ts'

const MOST_RUNS = 50
const MOST_ITEMS = 200
const isWord = (code: string): code is RetentionWord => code in RETENTION_TEXT

/** Gallring: the rules, the dry runs, and the deletion that two persons have said yes to. */
export function retentionRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.retention(), showAll)
    .get(paths.retentionRule(':type'), (c) => showRule(c, { errors: [], typed: {} }))
    .post(paths.retentionRule(':type'), saveRule)
    .post(paths.retentionRuleEnd(':type'), endRule)
    .post(paths.retentionRuns(), askRun)
    .get(paths.retentionRun(':id'), (c) => showRun(c, { errors: [], reason: '' }))
    .post(paths.retentionRequest(':id'), requestApproval)
    .post(paths.retentionExecution(':id'), orderRun)
}

async function showAll(c: Request): Promise<Response> {
  const { language } = c.var
  const say = words(RETENTION_TEXT, language)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.see_retention')
    const [rules, runs] = await Promise.all([store.currentRules(tx), store.runs(tx, MOST_RUNS)])
    const mayRun = rules.length > 0 ? ALLOWED : ({ allowed: false, reason: say('no_rules') } as const)
    const maySet = tx.may('privacy.set_retention')
    return { actor: tx.actor, content: retentionPage({ language, rules, runs, mayRun, maySet }) }
  })
  return showPage(c, shown.actor, { title: say('retention.title'), current: 'retention', content: shown.content })
}

/** A type of record named in an address; any other is as absent as one that there is not. */
function typeOf(c: Request): RecordType {
  const read = RecordType.safeParse(c.req.param('type'))
  if (!read.success) throw new Refused('not_found', 'record_type')
  return read.data
}

type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

async function showRule(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.set_retention')
    const type = typeOf(c)
    const rule = (await store.currentRules(tx)).find(({ recordType }) => recordType === type) ?? null
    return { actor: tx.actor, content: rulePage({ language, type, rule, token: randomUUID(), ...returned }) }
  })
  return showPage(c, shown.actor, {
    title: words(RETENTION_TEXT, language)('retention.title'),
    current: 'retention',
    hasErrors: returned.errors.length > 0,
    status: returned.errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

async function saveRule(c: Request): Promise<Response> {
  const say = words(RETENTION_TEXT, c.var.language)
  const form = await submitted(c)
  const typed = {
    event: form.text('event'),
    amount: form.text('amount'),
    unit: form.text('unit'),
    decision: form.text('decision'),
    erasesTrail: form.text('erasesTrail') !== '',
  }
  const outcome = await attempt(c, async (tx) => {
    tx.require('privacy.set_retention')
    const type = typeOf(c)
    if (await firstTime(tx, form.token)) await actions.setRule(tx, type, typed)
  })
  if (outcome.ok) return goTo(c, paths.retention(), { tone: 'done', text: say('rule.saved') })
  return showRule(c, { errors: fieldErrors(outcome.refused.fields, say, isWord), typed: form.values })
}

async function endRule(c: Request): Promise<Response> {
  const say = words(RETENTION_TEXT, c.var.language)
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('privacy.set_retention')
    await actions.endRule(tx, typeOf(c))
  })
  return goTo(c, paths.retention(), { tone: 'done', text: say('rule.ended') })
}

async function askRun(c: Request): Promise<Response> {
  const say = words(RETENTION_TEXT, c.var.language)
  const outcome = await attempt(c, actions.askRun)
  if (!outcome.ok) return goTo(c, paths.retention(), { tone: 'problem', text: say('no_rules') })
  return goTo(c, paths.retentionRun(outcome.value), { tone: 'done', text: say('runs.started') })
}

type ReturnedReason = { readonly errors: readonly FieldError[]; readonly reason: string }

async function showRun(c: Request, { errors, reason }: ReturnedReason): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.see_retention')
    const run = await store.runById(tx, id)
    const [counts, items, approval] = await Promise.all([
      store.runCounts(tx, id),
      store.runItems(tx, id, { page: 1, size: MOST_ITEMS }),
      approvalOf(tx, 'retention.run', id),
    ])
    const maySet = tx.may('privacy.set_retention')
    const view = { language, now: tx.now, run, counts, items, approval, maySet, token: randomUUID(), errors, reason }
    return { actor: tx.actor, content: runPage(view) }
  })
  return showPage(c, shown.actor, {
    title: words(RETENTION_TEXT, language)('retention.title'),
    current: 'retention',
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

async function requestApproval(c: Request): Promise<Response> {
  const say = words(RETENTION_TEXT, c.var.language)
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('privacy.set_retention')
    if (await firstTime(tx, form.token)) await actions.requestApproval(tx, id, form.text('reason'))
  })
  if (outcome.ok) return goTo(c, paths.retentionRun(id), { tone: 'done', text: say('run.requested') })
  const { refused } = outcome
  if (refused.fields.length === 0) return goTo(c, paths.retentionRun(id), problem(say, refused.code))
  return showRun(c, { errors: fieldErrors(refused.fields, say, isWord), reason: form.text('reason') })
}

async function orderRun(c: Request): Promise<Response> {
  const say = words(RETENTION_TEXT, c.var.language)
  const id = idOf(c.req.param('id'))
  const outcome = await attempt(c, (tx) => actions.orderRun(tx, id))
  if (!outcome.ok) return goTo(c, paths.retentionRun(id), problem(say, outcome.refused.code))
  return goTo(c, paths.retentionRun(id), { tone: 'done', text: say('run.ordered') })
}

function problem(say: (word: RetentionWord) => string, code: string) {
  return { tone: 'problem', text: say(isWord(code) ? code : 'run_not_listed') } as const
}
