import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Write } from '../kernel/database.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import type { AdminView } from '../organisations/views.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import * as actions from './law-actions.ts'
import { grounds, secreciesOf } from './law-store.ts'
import { LAW_TEXT, type LawWord } from './law-text.ts'
import { lawPage } from './law-views.ts'
import { Strength } from './model.ts'

/** The administrator's page on which secrecy applies, and the grounds that break it. */
export function secrecyRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.adminSecrecy(), (c) => show(c, { errors: [], typed: {} }))
    .post(paths.adminSecrecy(), (c) =>
      change(c, (tx, text) => {
        const strength = Strength.catch('reversed').parse(text('strength'))
        return actions.addSecrecy(tx, { strength, ...wordsOf(text) })
      }),
    )
    .post(paths.adminSecrecyConfirmation(':id'), (c) =>
      change(c, (tx) => actions.confirmSecrecy(tx, idOf(c.req.param('id')))),
    )
    .post(paths.adminSecrecyEnd(':id'), (c) => change(c, (tx) => actions.endSecrecy(tx, idOf(c.req.param('id')))))
    .post(paths.adminGround(':id'), (c) =>
      change(c, (tx, text) => {
        const demands = { demandsSv: text('demandsSv'), demandsEn: text('demandsEn') }
        return actions.amendGround(tx, idOf(c.req.param('id')), { ...wordsOf(text), ...demands })
      }),
    )
    .post(paths.adminGroundConfirmation(':id'), (c) =>
      change(c, (tx) => actions.confirmGround(tx, idOf(c.req.param('id')))),
    )
}

type Text = (name: string) => string

const wordsOf = (text: Text) => ({
  paragraph: text('paragraph'),
  labelSv: text('labelSv'),
  labelEn: text('labelEn'),
})

async function show(c: Request, returned: Pick<AdminView, 'errors' | 'typed'>): Promise<Response> {
  const { language } = c.var
  const say = words(LAW_TEXT, language)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('organisations.read')
    const permitted = tx.may('sharing.set_law') ? ALLOWED : { allowed: false as const, reason: say('notPermitted') }
    const [secrecies, known] = await Promise.all([secreciesOf(tx, tx.actor.domainId), grounds(tx)])
    const view = { language, domainName: tx.actor.domainName, permitted, token: randomUUID(), ...returned }
    return { actor: tx.actor, content: lawPage({ ...view, secrecies, grounds: known }) }
  })
  const hasErrors = returned.errors.length > 0
  return showPage(c, shown.actor, {
    title: say('secrecy.title'),
    current: 'admin',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

/** Does what a form asks once, or shows the page again with what needs correcting. */
async function change(c: Request, act: (tx: Write, text: Text) => Promise<void>): Promise<Response> {
  const form = await submitted(c)
  const say = words(LAW_TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('sharing.set_law')
    if (await firstTime(tx, form.token)) await act(tx, form.text)
  })
  if (outcome.ok) return goTo(c, paths.adminSecrecy(), { tone: 'done', text: say('saved') })
  return show(c, { errors: fieldErrors(outcome.refused.fields, say, isLawWord), typed: form.values })
}

function isLawWord(code: string): code is LawWord {
  return Object.hasOwn(LAW_TEXT, code)
}
