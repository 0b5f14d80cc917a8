import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { templates } from '../messages/template-store.ts'
import { setProtocol } from './actions.ts'
import type { ProtocolStep } from './model.ts'
import { type Moved, movedBy } from './plan-store.ts'
import { readProtocol } from './protocol-input.ts'
import { protocolInUse } from './protocol-store.ts'
import { protocolPage } from './protocol-views.ts'
import { isLadderWord, ladderWords } from './words.ts'

/** The domain's order of steps. */
export function protocolRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.outreachProtocol(), (c) => show(c, NOTHING))
    .post(paths.outreachProtocolPreview(), preview)
    .post(paths.outreachProtocol(), save)
}

type Returned = {
  readonly form: Submitted | null
  readonly thought: readonly ProtocolStep[] | null
  readonly problems: readonly FieldProblem[]
  readonly status: 200 | 409 | 422
}
const NOTHING: Returned = { form: null, thought: null, problems: [], status: 200 }

async function show(c: Request, { form, thought, problems, status }: Returned): Promise<Response> {
  const { language } = c.var
  const say = ladderWords(language)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require(form === null ? 'outreach.see_protocol' : 'outreach.set_protocol')
    const protocol = await protocolInUse(tx)
    const isPreview = thought !== null && problems.length === 0
    const moved: Moved | 'unseen' | null = !isPreview
      ? null
      : tx.actor.reach === 'domain'
        ? await movedBy(tx, protocol.steps, thought)
        : 'unseen'
    const view = {
      ...{ language, protocol, moved, thought: thought ?? protocol.steps, token: randomUUID() },
      templates: await templates(tx),
      errors: fieldErrors(problems, say, isLadderWord),
      // In the order in which it was read, unless something must be mended where it stands.
      typed: isPreview ? {} : (form?.values ?? {}),
      maySet: tx.may('outreach.set_protocol'),
    }
    return { actor: tx.actor, content: protocolPage(view) }
  })
  const head = { title: say('protocol.title'), current: 'outreach', hasErrors: problems.length > 0 } as const
  return showPage(c, actor, { ...head, status, content })
}

async function preview(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { steps, problems } = readProtocol(form)
  const none = steps.length === 0 ? [{ field: '', code: 'no_steps' }] : []
  const wrong = [...problems, ...none]
  return show(c, { form, thought: steps, problems: wrong, status: wrong.length > 0 ? 422 : 200 })
}

async function save(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { steps, problems } = readProtocol(form)
  if (problems.length > 0) return show(c, { form, thought: steps, problems, status: 422 })
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await setProtocol(tx, { steps, seen: Number(form.text('seen')) || 0 })
  })
  if (!outcome.ok) {
    const { fields, code, kind } = outcome.refused
    const told = fields.length > 0 ? fields : [{ field: '', code }]
    return show(c, { form, thought: steps, problems: told, status: kind === 'invalid' ? 422 : 409 })
  }
  return goTo(c, paths.outreachProtocol(), { tone: 'done', text: ladderWords(c.var.language)('protocol.saved') })
}
