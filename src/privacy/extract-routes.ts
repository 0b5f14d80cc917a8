import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Read } from '../kernel/database.ts'
import { dayIn } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { everyCode, municipalities } from '../organisations/store.ts'
import { everyEvent } from '../trail/store.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type Extract, extractJson, extractPaper, idsInExtract, partCounts } from './extract.ts'
import { openExtract, personOfExtract, takeExtract } from './extract-actions.ts'
import { withAnswersInWords } from './extract-answers.ts'
import * as store from './extract-store.ts'
import { EXTRACT_TEXT } from './extract-text.ts'
import { extractPage, extractsPage } from './extract-views.ts'
import { idsInLog } from './log-store.ts'
import { pdfOf } from './pdf.ts'
import { currentRules } from './retention-store.ts'

/** Registerutdrag: all that is known of one person, for the one who has asked for it. */
export function extractRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.extracts(), (c) => showBeginning(c, []))
    .post(paths.extracts(), begin)
    .get(paths.extract(':id'), showExtract)
    .post(paths.extractFile(':id'), fetchFile)
}

async function showBeginning(c: Request, errors: readonly FieldError[]): Promise<Response> {
  const { language } = c.var
  const actor = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.extract')
    return tx.actor
  })
  const hasErrors = errors.length > 0
  return showPage(c, actor, {
    title: words(EXTRACT_TEXT, language)('extracts.title'),
    current: 'extract',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: extractsPage({ language, token: randomUUID(), errors }),
  })
}

async function begin(c: Request): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('privacy.extract')
    return (await firstTime(tx, form.token)) ? openExtract(tx, form.text('number')) : undefined
  })
  if (outcome.ok && outcome.value === undefined) return goTo(c, paths.extracts())
  if (outcome.ok && outcome.value) return goTo(c, paths.extract(outcome.value))
  const word = outcome.ok ? 'number_unknown' : 'number_unreadable'
  return showBeginning(c, [{ field: 'number', message: words(EXTRACT_TEXT, c.var.language)(word) }])
}

async function showExtract(c: Request): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const { actor, log } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.extract')
    const personId = await personOfExtract(tx, id)
    return { actor: tx.actor, log: await logOf(tx, personId) }
  })
  const found = await c.var.db.read({ ...c.var.context, visit: id }, async (tx) => ({
    parts: await store.gathered(tx),
    behind: await store.gatheredBehind(tx),
  }))
  const tokens = { pdf: randomUUID(), json: randomUUID() }
  return showPage(c, actor, {
    title: words(EXTRACT_TEXT, language)('extract.title'),
    current: 'extract',
    content: extractPage({ language, id, counts: partCounts({ ...found, log }), tokens }),
  })
}

const logOf = async (tx: Read, personId: string) => everyEvent(tx, { personIds: await idsInLog(tx, personId) })

/** First which notes there are, then the tickets for their words, committed; then everything, read on a visit that is read-only. */
async function fetchFile(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const format = (await submitted(c)).text('format')
  if (format !== 'pdf' && format !== 'json') throw new Refused('not_found', 'format')
  const { db, context, language } = c.var
  await db.read(context, async (tx) => {
    tx.require('privacy.extract')
    return personOfExtract(tx, id)
  })
  const visit = { ...context, visit: id }
  const bodies = await db.read(visit, store.bodyIds)
  const tickets = await db.write(context, (tx) => takeExtract(tx, { id, format, bodies }))
  const athome = await db.read(context, async (tx) => ({
    log: await logOf(tx, await personOfExtract(tx, id)),
    retention: await currentRules(tx),
  }))
  const extract = await db.read(visit, (tx) => extractOf(tx, { tickets, ...athome }))
  const name = `registerutdrag-${dayIn(extract.at)}.${format}`
  const body = format === 'json' ? extractJson(extract) : await pdfOf(extractPaper(extract, language))
  return c.body(body, 200, {
    'content-type': format === 'json' ? 'application/json; charset=utf-8' : 'application/pdf',
    'content-disposition': `attachment; filename="${name}"`,
  })
}

type With = { readonly tickets: readonly store.Ticketed[] } & Pick<Extract, 'log' | 'retention'>

async function extractOf(tx: Read, { tickets, log, retention }: With): Promise<Extract> {
  const released = new Map<string, store.BodyRow>()
  for (const ticketed of tickets) for (const each of await store.bodiesBy(tx, ticketed)) released.set(each.id, each)
  const [parts, behind] = await Promise.all([store.gathered(tx), store.gatheredBehind(tx)])
  const bodies = await withAnswersInWords(tx, parts, released)
  const [names, places, codes, name] = await Promise.all([
    store.namesInExtract(tx, idsInExtract({ parts, behind, log })),
    municipalities(tx),
    tx.all(everyCode(tx).row, everyCode(tx).query),
    store.nameOnVisit(tx),
  ])
  const worded = Object.fromEntries(
    store.BODY_KINDS.map((kind) => [
      kind,
      (parts[kind] ?? []).map((row) => ({ ...row, body: null, ...bodies.get(String(row['id'])) })),
    ]),
  )
  return {
    at: tx.now,
    domain: tx.actor.domainName,
    name,
    parts: { ...parts, ...worded },
    behind,
    log,
    names,
    municipalities: new Map(places.map((each) => [each.code, each.name])),
    codes,
    retention,
  }
}
