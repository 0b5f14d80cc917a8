import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { readThenRecord } from '../../access/reading.ts'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { pageAsked } from '../../register/reached-routes.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { paths } from '../../ui/paths.ts'
import type { HasGateway } from '../messages/gateway.ts'
import { ladderCounts, ladderRows } from './list-store.ts'
import { listPage } from './list-views.ts'
import { type LadderAsked, StepRole, VIEWS } from './model.ts'
import { previewPage } from './preview-views.ts'
import { protocolInUse } from './protocol-store.ts'
import { previewSending, sendSteps } from './send-actions.ts'
import { isLadderWord, ladderWords } from './words.ts'

/** The work lists of the ladder. */
export function ladderRoutes(sending: { readonly hasGateway: HasGateway }): Hono<Env> {
  return new Hono<Env>()
    .get(paths.outreachLadder(), (c) => showList(c, null))
    .post(paths.outreachLadderPreview(), (c) => preview(c, sending.hasGateway))
    .post(paths.outreachLadderSending(), (c) => send(c, sending.hasGateway))
}

/** The steps that were chosen: boxes in the list, one field after the preview. */
function chosen(form: Submitted): readonly string[] {
  const ids = form.list('steps').flatMap((text) => text.split(' ').filter((id) => id !== ''))
  return [...new Set(ids.map(idOf))]
}

async function preview(c: Request, hasGateway: HasGateway): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const outcome = await attempt(c, async (tx) => ({
    actor: tx.actor,
    choices: await previewSending(tx, chosen(form), hasGateway),
  }))
  if (!outcome.ok) return showList(c, outcome.refused)
  const { actor, choices } = outcome.value
  const content = previewPage({ language, choices, token: randomUUID() })
  return showPage(c, actor, { title: ladderWords(language)('preview.title'), current: 'outreach', content })
}

async function send(c: Request, hasGateway: HasGateway): Promise<Response> {
  const form = await submitted(c)
  const say = ladderWords(c.var.language)
  const outcome = await attempt(c, async (tx) =>
    (await firstTime(tx, form.token)) ? sendSteps(tx, chosen(form), hasGateway) : null,
  )
  if (!outcome.ok) return showList(c, outcome.refused)
  if (outcome.value === null) return goTo(c, paths.outreachLadder(), { tone: 'done', text: say('preview.again') })
  const { sent, left } = outcome.value
  const text = [say('preview.done', { n: sent }), ...(left > 0 ? [say('preview.done.left', { n: left })] : [])].join(
    ' ',
  )
  return goTo(c, paths.outreachLadder(), { tone: left > 0 ? 'problem' : 'done', text })
}

async function showList(c: Request, refused: Refused | null): Promise<Response> {
  const { language } = c.var
  const page = pageAsked(c)
  const asked = askedOf(c)
  const errors = fieldErrors(refused?.fields ?? [], ladderWords(language), isLadderWord)
  const read = async (tx: Read) => {
    tx.require('outreach.read')
    const [rows, counts, protocol, staff] = await Promise.all([
      ladderRows(tx, { ...asked, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      ladderCounts(tx, asked),
      protocolInUse(tx),
      colleagues(tx),
    ])
    const may = {
      log: tx.may('outreach.log'),
      send: tx.may('messages.send'),
      letters: tx.may('letters.make'),
      protocol: tx.may('outreach.see_protocol'),
      figures: tx.may('outreach.see_figures'),
      caseload: tx.may('outreach.see_caseload'),
    }
    const known = { language, today: tx.today, colleagues: staff, may, token: randomUUID() }
    return { actor: tx.actor, view: { ...known, ...asked, rows, counts, protocol, page, errors } }
  }
  const { actor, view } = await readThenRecord(c, read, (tx, { view }) =>
    tx.record('outreach.ladder_listed', { detail: { rows: view.rows.length } }),
  )
  const content = listPage(view)
  const head = { title: ladderWords(language)('title'), current: 'outreach', hasErrors: errors.length > 0 } as const
  return showPage(c, actor, { ...head, status: errors.length > 0 ? 422 : 200, content })
}

function askedOf(c: Request): LadderAsked {
  const role = StepRole.safeParse(c.req.query('role'))
  const step = c.req.query('step') ?? ''
  return {
    view: VIEWS.find((view) => view === c.req.query('view')) ?? 'due',
    mine: c.req.query('whose') !== 'all',
    step: /^[a-z][a-z0-9_]{0,39}$/.test(step) ? step : null,
    role: role.success ? role.data : null,
  }
}
