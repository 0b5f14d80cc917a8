import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { municipalities } from '../organisations/store.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { responsibleDays } from './day-rules.ts'
import { homesOf } from './derive-store.ts'
import * as actions from './in-actions.ts'
import { type InPage, inPage } from './in-views.ts'
import { ByHand, type MoveIn, Refusal } from './model.ts'
import { isMoveWord, moveWords } from './words.ts'

/** One who comes: taking over, or sending back. */
export function moveInRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.moveIn(':id'), (c) => showIn(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.moveInReception(':id'), (c) =>
      act(c, 'receive', (tx, id) => said('receive.done', actions.receiveMove(tx, id))),
    )
    .post(paths.moveInByHand(':id'), (c) => act(c, 'by-hand', byHand))
    .post(paths.moveInRefusal(':id'), refuse)
    .post(paths.moveInMatch(':id'), (c) => act(c, 'match', match))
    .post(paths.moveInAside(':id'), (c) => act(c, 'aside', (tx, id) => said('aside.done', actions.setInAside(tx, id))))
}

const NOTHING: InPage['returned'] = { form: '', errors: [], typed: {} }
type Done = 'receive.done' | 'receive.by_hand.done' | 'refuse.done' | 'match.found' | 'match.none' | 'aside.done'
type Does = (tx: Write, id: string, typed: Submitted) => Promise<Done>

async function said(word: Done, done: Promise<void>): Promise<Done> {
  await done
  return word
}

async function showIn(c: Request, id: string, returned: InPage['returned']): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const move = await actions.openIn(tx, id)
    const view = { language, token: randomUUID(), returned, move, ...(await aroundIn(tx, move)) }
    return { actor: tx.actor, content: inPage(view) }
  })
  const hasErrors = returned.errors.length > 0
  const title = moveWords(language)('one.in')
  return showPage(c, actor, { title, current: 'moves', hasErrors, status: hasErrors ? 422 : 200, content })
}

async function aroundIn(tx: Read, move: MoveIn) {
  const homes = move.personId === null ? [] : await homesOf(tx, move.personId)
  const all = await municipalities(tx)
  return {
    today: tx.today,
    colleagues: await colleagues(tx),
    days: responsibleDays(homes),
    places: new Map(all.map(({ code, name }) => [code, name])),
    isHere: await actions.isHereFrom(tx, move),
  }
}

const byHand: Does = (tx, id, typed) =>
  said(
    'receive.by_hand.done',
    actions.receiveByHand(tx, {
      id,
      how: ByHand.safeParse(typed.text('how')).data ?? null,
      on: typedDay(typed.text('receivedOn'), tx.today),
    }),
  )

const match: Does = async (tx, id) => ((await actions.matchMove(tx, id)) ? 'match.found' : 'match.none')

async function refuse(c: Request): Promise<Response> {
  const typed = await submitted(c)
  const why = Refusal.safeParse(typed.text('why'))
  if (why.success)
    return act(c, 'refuse', (tx, id) => said('refuse.done', actions.refuseMove(tx, { id, why: why.data })))
  return again(c, 'refuse', typed, [{ field: 'why', code: 'reason_missing' }])
}

function again(c: Request, form: string, typed: Submitted, problems: readonly FieldProblem[]): Promise<Response> {
  const errors = fieldErrors(problems, moveWords(c.var.language), isMoveWord)
  return showIn(c, idOf(c.req.param('id')), { form, errors, typed: typed.values })
}

/** What was done, or the page again with what is wrong in its place; what cannot be done is told at the top. */
async function act(c: Request, form: string, does: Does): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const typed = await submitted(c)
  const say = moveWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('moves.work')
    return (await firstTime(tx, typed.token)) ? does(tx, id, typed) : null
  })
  if (!outcome.ok) {
    const { fields, code } = outcome.refused
    if (fields.length > 0) return again(c, form, typed, fields)
    return goTo(c, paths.moveIn(id), { tone: 'problem', text: isMoveWord(code) ? say(code) : code })
  }
  const word = outcome.value ?? 'receive.done'
  return goTo(c, paths.moveIn(id), { tone: word === 'match.none' ? 'note' : 'done', text: say(word) })
}
