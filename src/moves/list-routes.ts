import { Hono } from 'hono'
import { showPage } from '../access/pages.ts'
import type { Env, Request } from '../kernel/http.ts'
import { keepers } from '../notices/post-store.ts'
import { pageAsked } from '../register/reached-routes.ts'
import { PAGE_SIZE } from '../ui/components/pager.ts'
import { paths } from '../ui/paths.ts'
import { inCounts, movesIn } from './in-store.ts'
import { inListPage, outListPage } from './list-views.ts'
import { InState, OutState } from './model.ts'
import { listMoves } from './out-actions.ts'
import { movesOut, outCounts } from './out-store.ts'
import { moveWords } from './words.ts'

/** Those who leave and those who come. */
export function moveListRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.moves(), showList)
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const page = pageAsked(c)
  const asked = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('moves.work')
    const counts = { in: countsOf(await inCounts(tx)), out: countsOf(await outCounts(tx)) }
    const head = { language, today: tx.today, page, counts }
    if (c.req.query('box') === 'in') {
      const state = InState.catch((counts.in['to_receive'] ?? 0) > 0 ? 'to_receive' : 'awaited').parse(
        c.req.query('state'),
      )
      const rows = await movesIn(tx, state, asked)
      await listMoves(tx, 'in', rows.length)
      return { actor: tx.actor, content: inListPage({ ...head, state, rows }) }
    }
    const state = OutState.catch('to_hand_over').parse(c.req.query('state'))
    const rows = await movesOut(tx, state, asked)
    await listMoves(tx, 'out', rows.length)
    const inSedd = new Set((await keepers(tx)).map(({ municipality }) => municipality))
    return { actor: tx.actor, content: outListPage({ ...head, state, rows, inSedd }) }
  })
  return showPage(c, actor, { title: moveWords(language)('title'), current: 'moves', content })
}

const countsOf = (counts: readonly { readonly state: string; readonly n: number }[]) =>
  Object.fromEntries(counts.map(({ state, n }) => [state, n]))
