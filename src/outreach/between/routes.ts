import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { readThenRecord } from '../../access/reading.ts'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { Env, Request } from '../../kernel/http.ts'
import { listParameters } from '../../register/parameter-view.ts'
import { pageAsked } from '../../register/reached-routes.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { GAPS, type Gap } from './model.ts'
import { type AgreedDays, between } from './store.ts'
import { TEXT } from './text.ts'
import { betweenPage } from './views.ts'

/** Who falls between the chairs. */
export function betweenRoutes(above: { readonly agreed: AgreedDays }): Hono<Env> {
  return new Hono<Env>().get(paths.outreachBetween(), (c) => showBetween(c, above.agreed))
}

async function showBetween(c: Request, agreed: AgreedDays): Promise<Response> {
  const { language } = c.var
  const page = pageAsked(c)
  const asked = { mine: c.req.query('whose') !== 'all', gap: gapOf(c.req.query('gap')) }
  const read = async (tx: Read) => {
    tx.require('outreach.see_between')
    const rules = await listParameters(tx, tx.today)
    const [found, staff] = await Promise.all([
      between(tx, { ...asked, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }, { rules, agreed }),
      colleagues(tx),
    ])
    const may = {
      assign: tx.may('register.assign_owner'),
      decide_next: tx.may('outreach.log'),
      log: tx.may('outreach.log'),
      record_status: tx.may('register.record_occupation'),
      hand_over: tx.may('register.read'),
      find: tx.may('support.work'),
    }
    const known = { language, today: tx.today, account: tx.actor.accountId, colleagues: staff, may }
    return { actor: tx.actor, rows: found.rows.length, view: { ...known, ...asked, ...found, page } }
  }
  const { actor, view } = await readThenRecord(c, read, (tx, { rows }) =>
    tx.record('outreach.between_listed', { detail: { rows } }),
  )
  const content = betweenPage(view)
  return showPage(c, actor, { title: words(TEXT, language)('title'), current: 'outreach', content })
}

const gapOf = (text: string | undefined): Gap | null => GAPS.find((gap) => gap === text) ?? null
