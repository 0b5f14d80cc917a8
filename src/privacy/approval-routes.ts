import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { answerApproval } from '../access/approval-actions.ts'
import { answeredApprovals, approvalById, ownApprovals, waitingApprovals } from '../access/approval-store.ts'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { tellOfAnswer } from '../tasks/own-actions.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { APPROVAL_TEXT, type ApprovalWord } from './approval-text.ts'
import { type AnswerReturned, type ApprovalView, approvalPage, approvalsPage } from './approval-views.ts'

const MOST = 100

/** What waits for a second person, what one has asked for oneself, and the answer. */
export function approvalRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.approvals(), showAll)
    .get(paths.approval(':id'), (c) => showOne(c, null))
    .post(paths.approvalAnswer(':id'), answer)
}

/** Those who may ask or answer; others do not know of it. */
function requireEither(tx: Read): void {
  if (!tx.may('access.answer_approval')) tx.require('access.ask_approval')
}

async function frameOf(tx: Read, language: 'sv' | 'en'): Promise<ApprovalView> {
  const names = new Map((await colleagues(tx)).map(({ accountId, displayName }) => [accountId, displayName]))
  const may = {
    ask: tx.may('access.ask_approval'),
    answer: tx.may('access.answer_approval'),
    list: tx.may('register.list'),
  }
  return { language, now: tx.now, ownId: tx.actor.accountId, may, nameOf: (id) => names.get(id) ?? '–' }
}

async function showAll(c: Request): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    requireEither(tx)
    const view = await frameOf(tx, language)
    const [waiting, own, answered] = await Promise.all([
      view.may.answer ? waitingApprovals(tx, MOST) : [],
      ownApprovals(tx, MOST),
      answeredApprovals(tx, MOST),
    ])
    return { actor: tx.actor, content: approvalsPage({ ...view, waiting, own, answered }) }
  })
  return showPage(c, shown.actor, {
    title: words(APPROVAL_TEXT, language)('approvals.title'),
    current: 'approvals',
    content: shown.content,
  })
}

async function showOne(c: Request, returned: AnswerReturned | null): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    requireEither(tx)
    const approval = await approvalById(tx, id)
    const view = await frameOf(tx, language)
    return { actor: tx.actor, content: approvalPage({ ...view, approval, token: randomUUID(), returned }) }
  })
  return showPage(c, shown.actor, {
    title: words(APPROVAL_TEXT, language)('approval.title'),
    current: 'approvals',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

async function answer(c: Request): Promise<Response> {
  const say = words(APPROVAL_TEXT, c.var.language)
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const chosen = form.text('answer')
  const comment = form.text('comment')
  const outcome = await attempt(c, async (tx) => {
    tx.require('access.answer_approval')
    if (!(await firstTime(tx, form.token))) return
    if (chosen !== 'yes' && chosen !== 'no')
      throw new Refused('invalid', 'approval', [{ field: 'answer', code: 'approval_answer' }])
    const approved = chosen === 'yes'
    const { askedBy } = await answerApproval(tx, { id, approved, comment })
    await tellOfAnswer(tx, { id, askedBy, approved })
  })
  if (outcome.ok) {
    const text = say(chosen === 'yes' ? 'approval.given' : 'approval.declinedNow')
    return goTo(c, paths.approvals(), { tone: 'done', text })
  }
  const { refused } = outcome
  const problems = refused.fields.length > 0 ? refused.fields : [{ field: '', code: refused.code }]
  const isWord = (code: string): code is ApprovalWord => code in APPROVAL_TEXT
  return showOne(c, { errors: fieldErrors(problems, say, isWord), answer: chosen, comment })
}
