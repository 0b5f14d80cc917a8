import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { keepers } from '../notices/post-store.ts'
import { municipalities, municipalityName } from '../organisations/store.ts'
import { personById } from '../people/store.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { responsibleDays } from './day-rules.ts'
import { homesOf } from './derive-store.ts'
import { letterPage } from './letter-views.ts'
import { ByHand, HandoverGround, type MoveOut, SET_ASIDE } from './model.ts'
import * as actions from './out-actions.ts'
import { type OutPage, outPage } from './out-views.ts'
import { isOpenOut, whyNotSend } from './rules.ts'
import type { MoveWord } from './text.ts'
import { isMoveWord, moveWords } from './words.ts'

/** One who leaves: what is to be handed over, and how it went. */
export function moveOutRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.moveOut(':id'), (c) => showOut(c, idOf(c.req.param('id')), NOTHING))
    .get(paths.moveOutLetter(':id'), showLetter)
    .post(paths.moveOutSending(':id'), (c) => act(c, SENDING))
    .post(paths.moveOutByHand(':id'), (c) => act(c, BY_HAND))
    .post(paths.moveOutReceipt(':id'), (c) => act(c, RECEIPT))
    .post(paths.moveOutDestination(':id'), (c) => act(c, DESTINATION))
    .post(paths.moveOutAside(':id'), (c) => act(c, ASIDE))
}

const NOTHING: OutPage['returned'] = { form: '', errors: [], typed: {} }

async function showOut(c: Request, id: string, returned: OutPage['returned']): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const move = await actions.openOut(tx, id)
    const view = { language, token: randomUUID(), returned, move, ...(await aroundOut(tx, move)) }
    return { actor: tx.actor, content: outPage(view) }
  })
  const hasErrors = returned.errors.length > 0
  const title = moveWords(language)('one.out')
  return showPage(c, actor, { title, current: 'moves', hasErrors, status: hasErrors ? 422 : 200, content })
}

async function aroundOut(tx: Read, move: MoveOut) {
  const [known, homes, all, staff] = [
    await keepers(tx),
    await homesOf(tx, move.personId),
    await municipalities(tx),
    await colleagues(tx),
  ]
  const told = isOpenOut(move.state) || move.state === 'received'
  return {
    today: tx.today,
    colleagues: staff,
    caller: staff.find(({ accountId }) => accountId === tx.actor.accountId)?.displayName ?? '',
    days: responsibleDays(homes),
    places: new Map(all.map(({ code, name }) => [code, name])),
    municipalities: all.filter(({ code }) => code !== tx.actor.municipality),
    obstacle: whyNotSend(move, new Set(known.map(({ municipality }) => municipality))),
    crossing: told ? await actions.crossingOf(tx, move) : null,
  }
}

async function showLetter(c: Request): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const outcome = await attempt(c, async (tx) => {
    const move = await actions.takeLetter(tx, id)
    const { number } = await personById(tx, move.personId)
    const place = await municipalityName(tx, tx.actor.municipality)
    const reach = await actions.reachOf(tx, move)
    const staff = await colleagues(tx)
    const caller = staff.find(({ accountId }) => accountId === tx.actor.accountId)?.displayName ?? tx.actor.domainName
    const view = { language, today: tx.today, move, number, reach, sender: tx.actor.domainName, place, caller }
    return { actor: tx.actor, content: letterPage(view) }
  })
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  const { actor, content } = outcome.value
  return showPage(c, actor, { title: moveWords(language)('letter'), current: 'moves', content })
}

/** A form of the page: what it does with what was typed, and what is said when it is done. */
type Deed = {
  readonly form: string
  readonly done: MoveWord
  readonly does: (tx: Write, id: string, typed: Submitted) => Promise<void>
  /** What can be told to be wrong before anything is asked of the database. */
  readonly wrong?: (typed: Submitted) => readonly FieldProblem[]
}

const chosenOf = (typed: Submitted): actions.Chosen => ({
  callName: typed.text('callName'),
  callWay: typed.text('callWay'),
  ground: HandoverGround.safeParse(typed.text('ground')).data ?? null,
  groundDetail: typed.text('groundDetail'),
})

const SENDING: Deed = {
  form: 'send',
  done: 'send.done',
  does: (tx, id, typed) => actions.sendMove(tx, { id, ...chosenOf(typed) }),
}

const BY_HAND: Deed = {
  form: 'by-hand',
  done: 'by_hand.done',
  does: (tx, id, typed) =>
    actions.sentByHand(tx, {
      ...{ id, ...chosenOf(typed), receivedBy: typed.text('receivedBy') },
      how: ByHand.safeParse(typed.text('how')).data ?? null,
      on: typedDay(typed.text('sentOn'), tx.today),
    }),
}

const RECEIPT: Deed = {
  form: 'receipt',
  done: 'receipt.done',
  does: (tx, id, typed) => actions.confirmReceived(tx, { id, receivedBy: typed.text('receivedBy') }),
}

const DESTINATION: Deed = {
  form: 'destination',
  done: 'destination.done',
  does: (tx, id, typed) =>
    actions.nameDestination(tx, {
      ...{ id, municipality: typed.text('municipality') },
      movedOn: typedDay(typed.text('movedOn'), tx.today),
    }),
}

const ASIDE: Deed = {
  form: 'aside',
  done: 'aside.done',
  wrong: (typed) => (whyOf(typed) === undefined ? [{ field: 'why', code: 'reason_missing' }] : []),
  does: (tx, id, typed) => actions.setAside(tx, { id, why: whyOf(typed) ?? 'wrong' }),
}
const whyOf = (typed: Submitted) => SET_ASIDE.find((each) => each === typed.text('why'))

/** What was done, or the page again with what is wrong in its place; what cannot be done is told at the top. */
async function act(c: Request, { form, done, does, wrong }: Deed): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const typed = await submitted(c)
  const say = moveWords(c.var.language)
  const again = (problems: readonly FieldProblem[]) =>
    showOut(c, id, { form, errors: fieldErrors(problems, say, isMoveWord), typed: typed.values })
  const early = wrong?.(typed) ?? []
  if (early.length > 0) return again(early)
  const outcome = await attempt(c, async (tx) => {
    tx.require('moves.work')
    if (await firstTime(tx, typed.token)) await does(tx, id, typed)
  })
  if (!outcome.ok)
    return outcome.refused.fields.length > 0 ? again(outcome.refused.fields) : problem(c, id, outcome.refused.code)
  return goTo(c, paths.moveOut(id), { tone: 'done', text: say(done) })
}

function problem(c: Request, id: string, code: string): Response {
  const say = moveWords(c.var.language)
  const word = isMoveWord(code) ? code : isMoveWord(`obstacle.${code}`) ? (`obstacle.${code}` as MoveWord) : null
  return goTo(c, paths.moveOut(id), { tone: 'problem', text: word === null ? code : say(word) })
}
