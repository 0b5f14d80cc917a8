import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { rolesWith } from '../access/roles.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { attempt, type Env, firstTime, type Request, submitted } from '../kernel/http.ts'
import { adminPage } from '../organisations/views.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { budgetAsked, decideSettings } from './actions.ts'
import { settingsCard } from './form-views.ts'
import { Secrecy } from './model.ts'
import { SECRECY_OF } from './rules.ts'
import { domainKind, noteSettings } from './store.ts'
import { type NoteWord, TEXT } from './text.ts'
import { noteWords } from './views.ts'

/** Among the settings: which secrecy a domain's notes begin with, and the read budget. */
export function noteSettingRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.adminNotes(), (c) => showSettings(c, { errors: [], typed: {} }))
    .post(paths.adminNotes(), decide)
}

type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

async function showSettings(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const say = noteWords(language)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('organisations.read')
    const permitted: Permitted = tx.may('notes.decide_settings')
      ? ALLOWED
      : { allowed: false, reason: say('notPermitted') }
    const undecided = SECRECY_OF[await domainKind(tx)]
    const settings = await noteSettings(tx)
    const asked = permitted.allowed ? await budgetAsked(tx) : null
    const deciders = permitted.allowed ? await answerers(tx) : []
    const token = randomUUID()
    const card = settingsCard({ language, settings, undecided, permitted, token, asked, deciders, ...returned })
    return { actor: tx.actor, content: adminPage({ language, domainName: tx.actor.domainName }, 'notes', card) }
  })
  const hasErrors = returned.errors.length > 0
  const head = { title: say('settings.title'), current: 'admin', hasErrors } as const
  return showPage(c, shown.actor, { ...head, status: hasErrors ? 422 : 200, content: shown.content })
}

/** The names of those who may say yes to a higher limit. */
async function answerers(tx: Read): Promise<string[]> {
  const roles: readonly string[] = rolesWith('review')
  const may = (await colleagues(tx)).filter(
    ({ accountId, current, role }) => current && roles.includes(role) && accountId !== tx.actor.accountId,
  )
  return [...new Set(may.map(({ displayName }) => displayName))]
}

async function decide(c: Request): Promise<Response> {
  const form = await submitted(c)
  const secrecy = Secrecy.nullable().catch(null).parse(form.text('secrecy'))
  const decided = { secrecy, mostShort: Number(form.text('mostShort')), mostDay: Number(form.text('mostDay')) }
  const outcome = await attempt(c, async (tx) => {
    tx.require('notes.decide_settings')
    const isFirst = await firstTime(tx, form.token)
    return isFirst ? decideSettings(tx, { ...decided, reason: form.text('reason') }) : 'saved'
  })
  const say = noteWords(c.var.language)
  if (outcome.ok) return goTo(c, paths.adminNotes(), { tone: 'done', text: say(`settings.${outcome.value}`) })
  const isWord = (code: string): code is NoteWord => Object.hasOwn(TEXT, code)
  return showSettings(c, { errors: fieldErrors(outcome.refused.fields, say, isWord), typed: form.values })
}
