import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { PersonId } from '../../people/model.ts'
import { lockPerson, personsById } from '../../people/store.ts'
import { MOST_AT_ONCE } from '../contacts/rules.ts'
import { requireReach } from '../contacts/store.ts'
import { languagesWith } from './language-store.ts'
import type { LeftOut, Template } from './model.ts'
import { smsParts } from './parts-rules.ts'
import { type Standing, standings, type To } from './recipients-store.ts'
import { canBeAnswered, leftOut, nextSendable, usable } from './sending-rules.ts'
import { holidaysAhead, messageSetting } from './setting-store.ts'
import { insertMessages, type NewMessage } from './store.ts'
import {
  filled,
  inLanguage,
  missingIn,
  ownWordProblems,
  timeNamed,
  type Values,
  valueProblems,
  valuesOf,
  withoutReply,
} from './template-rules.ts'
import { templates } from './template-store.ts'

/** What is written: a template of the domain with what it takes, or one's own words. */
export type Content =
  | { readonly kind: 'template'; readonly code: string; readonly language: string | null; readonly values: Values }
  | { readonly kind: 'own'; readonly language: string; readonly subject: string | null; readonly wording: string }

export type Queued =
  | { readonly ok: true; readonly messageIds: readonly string[] }
  | { readonly ok: false; readonly reason: LeftOut }

/**
 * Puts a message from a template in the outbox in this transaction; the worker sends it. The same `dedupKey` in a domain a second time is
 * left out as `twice`. `guardian`: each guardian on record who can be reached that way.
 */
export async function queueMessage(
  tx: Write,
  wanted: To & { readonly personId: string; readonly templateCode: string; readonly dedupKey: string | null },
): Promise<Queued> {
  tx.require('messages.send')
  const content = { kind: 'template', code: wanted.templateCode, language: null, values: {} } as const
  return sendMessage(tx, { ...wanted, content })
}

/** The same of what somebody writes: with a template, or in their own words. */
export async function sendMessage(
  tx: Write,
  wanted: To & { readonly personId: string; readonly content: Content; readonly dedupKey: string | null },
): Promise<Queued> {
  tx.require('messages.send')
  const person = await lockPerson(tx, PersonId.parse(wanted.personId))
  await requireReach(tx, person)
  const { to, channel, content, dedupKey } = wanted
  const queued = await queueFor(tx, { to, channel, content, keys: new Map([[person.id, dedupKey]]) })
  const own = queued.get(person.id)
  if (own === undefined) throw new Refused('not_found', 'person')
  return own
}

/** The same to many at once, each told apart. Whom one does not follow is not among the answers. */
export async function sendToMany(
  tx: Write,
  wanted: To & { readonly personIds: readonly string[]; readonly content: Content },
): Promise<ReadonlyMap<string, Queued>> {
  tx.require('messages.send')
  const ids = chosen(wanted.personIds)
  const { to, channel, content } = wanted
  return queueFor(tx, { to, channel, content, keys: new Map(ids.map((id) => [id, null])) })
}

type Batch = To & { readonly content: Content; readonly keys: ReadonlyMap<string, string | null> }

/** For a step that concerns many: one look at everybody, one insert, an event for each. `keys`: what it is sent for, by person. */
export async function queueFor(tx: Write, batch: Batch): Promise<ReadonlyMap<string, Queued>> {
  tx.require('messages.send')
  const ids = [...batch.keys.keys()]
  const [known, languages, write] = await Promise.all([
    standings(tx, ids, batch),
    languagesWith(tx, ids, batch.to),
    writerOf(tx, batch, ids),
  ])
  const answers = new Map<string, Queued>()
  const rows: NewMessage[] = []
  const again = sameAgain(known)
  for (const [personId, standing] of known) {
    const reason = leftOut(standing, tx.today) ?? (again.has(personId) ? 'twice' : null)
    if (reason !== null) answers.set(personId, { ok: false, reason })
    else rows.push(...copiesFor(batch, { personId, standing, text: write(languages.get(standing.root) ?? 'sv') }))
  }
  for (const [personId, queued] of await insertAll(tx, rows, known))
    if (!answers.has(personId)) answers.set(personId, queued)
  // What is left out by itself is a decision, and an event too.
  if (rows.length === 0)
    await tx.record('messages.left_out', { detail: { persons: answers.size, channel: batch.channel } })
  return answers
}

/** Two records that are found to be one person are written to once. */
function sameAgain(known: ReadonlyMap<string, Standing>): ReadonlySet<string> {
  const first = new Map<string, string>()
  for (const [personId, { root }] of known) if (!first.has(root)) first.set(root, personId)
  return new Set(
    [...known].filter(([personId, { root }]) => first.get(root) !== personId).map(([personId]) => personId),
  )
}

export type Preview = {
  /** What is said, once for each language that somebody gets it in. */
  readonly texts: readonly { readonly subject: string | null; readonly body: string; readonly language: string }[]
  /** Who gets it, and in which language; `wanted` is theirs, where there is no wording in it. */
  readonly to: readonly { readonly personId: string; readonly language: string; readonly wanted: string }[]
  readonly left: readonly { readonly personId: string; readonly reason: LeftOut }[]
}

/** What a message would be, who would get it and who not. Nothing is sent; that somebody looked stands in the trail. */
export async function previewMessage(
  tx: Write,
  wanted: To & { readonly personIds: readonly string[]; readonly content: Content },
): Promise<Preview> {
  tx.require('messages.send')
  const ids = chosen(wanted.personIds)
  const batch = { ...wanted, keys: new Map<string, null>() }
  const [known, languages, write] = await Promise.all([
    standings(tx, ids, wanted),
    languagesWith(tx, ids, wanted.to),
    writerOf(tx, batch, ids),
  ])
  const again = sameAgain(known)
  const decided = [...known]
    .filter(([personId]) => !again.has(personId))
    .map(([personId, standing]) => ({ personId, standing, reason: leftOut(standing, tx.today) }))
  const to = decided
    .filter(({ reason }) => reason === null)
    .map(({ personId, standing }) => {
      const theirs = languages.get(standing.root) ?? 'sv'
      return { personId, text: write(theirs), wanted: wanted.content.language ?? theirs }
    })
  const texts = to.map(({ text }) => text)
  await tx.record('messages.previewed', { detail: { persons: ids.length, left: decided.length - to.length } })
  return {
    texts: [...new Set(texts.length > 0 ? texts : [write('sv')])],
    to: to.map(({ personId, text, wanted: asked }) => ({ personId, language: text.language, wanted: asked })),
    left: decided.flatMap(({ personId, reason }) => (reason === null ? [] : [{ personId, reason }])),
  }
}

function chosen(personIds: readonly string[]): readonly string[] {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) throw new Refused('invalid', 'persons', [{ field: 'persons', code: 'nobody_chosen' }])
  if (ids.length > MOST_AT_ONCE) throw new Refused('invalid', 'persons', [{ field: 'persons', code: 'too_many' }])
  return ids
}

async function insertAll(
  tx: Write,
  rows: readonly NewMessage[],
  known: ReadonlyMap<string, Standing>,
): Promise<ReadonlyMap<string, Queued>> {
  if (rows.length === 0) return new Map()
  const [setting, holidays] = [await messageSetting(tx), await holidaysAhead(tx)]
  const made = await insertMessages(tx, rows, nextSendable(tx.now, setting, holidays))
  await Promise.all(rows.filter(({ id }) => made.has(id)).map((row) => recordQueued(tx, row)))
  if (made.size === 0) await tx.record('messages.left_out', { detail: { persons: rows.length } })
  const asked = [...known].map(([personId, { root }]): [string, Queued] => {
    const own = rows.filter((row) => row.personId === root && made.has(row.id)).map(({ id }) => id)
    return [personId, own.length > 0 ? { ok: true, messageIds: own } : { ok: false, reason: 'twice' }]
  })
  const written = new Set<string>(rows.map(({ personId }) => personId))
  return new Map(asked.filter(([personId]) => written.has(known.get(personId)?.root ?? '')))
}

const recordQueued = (tx: Write, { id, personId, channel, whose, templateCode, parts }: NewMessage) =>
  tx.record('messages.queued', { object: id, personId, detail: { channel, whose, template: templateCode, parts } })

type Text = Pick<NewMessage, 'subject' | 'body' | 'parts' | 'templateCode' | 'templateVersion' | 'language' | 'untilAt'>

function copiesFor(
  { to, channel, keys }: Batch,
  { personId, standing, text }: { personId: string; standing: Standing; text: Text },
): NewMessage[] {
  const of = { ...text, personId: standing.root, channel, whose: to, dedupKey: keys.get(personId) ?? null }
  return usable(standing).map((address, copy) => ({ ...of, id: randomUUID(), address, copy }))
}

/** What is to be written in a language, checked once. */
async function writerOf(
  tx: Read,
  { content, channel }: Batch,
  ids: readonly string[],
): Promise<(language: string) => Text> {
  const setting = await messageSetting(tx)
  const values = valuesOf(setting)
  const mayReply = channel !== 'sms' || canBeAnswered(setting.sender)
  if (content.kind === 'own') return ownWriter(tx, { content, values, ids })
  requireNone(valueProblems(content.values, { names: await namesOf(tx, content.values, ids), today: tx.today }))
  const found = (await templates(tx)).filter((each) => each.code === content.code && each.channel === channel)
  const texts = new Map<string, Text>()
  return (theirs) => {
    const wanted = content.language ?? theirs
    const filling = { values: { ...values, ...content.values }, mayReply, untilAt: timeNamed(content.values, tx.today) }
    const text = texts.get(wanted) ?? fromTemplate(inLanguage(found, wanted), filling)
    texts.set(wanted, text)
    return text
  }
}

/** Asked for only where somebody has filled something in by hand. */
async function namesOf(tx: Read, { dag, tid }: Values, ids: readonly string[]): Promise<readonly string[]> {
  return dag === undefined && tid === undefined ? [] : namesAmong(tx, ids)
}

async function namesAmong(tx: Read, ids: readonly string[]): Promise<readonly string[]> {
  const people = await personsById(
    tx,
    ids.map((id) => PersonId.parse(id)),
  )
  return people.flatMap(({ givenName, familyName }) => [givenName ?? '', familyName ?? ''])
}

function requireNone(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refused('invalid', 'message', problems)
}

type Filling = { readonly values: Values; readonly mayReply: boolean; readonly untilAt: Instant | null }

function fromTemplate(template: Template | null, { values, mayReply, untilAt }: Filling): Text {
  if (template === null) throw new Refused('invalid', 'message', [{ field: 'template', code: 'template_missing' }])
  const [subject, body] = [
    template.subject === null ? null : filled(template.subject, values),
    filled(mayReply ? template.wording : withoutReply(template.wording, values), values),
  ]
  if (missingIn(`${subject ?? ''}${body}`).length > 0)
    throw new Refused('invalid', 'message', [{ field: 'template', code: 'placeholder_missing' }])
  const { code, version, language, channel } = template
  const parts = channel === 'sms' ? smsParts(body).parts : 1
  return { subject, body, parts, templateCode: code, templateVersion: version, language, untilAt }
}

async function ownWriter(
  tx: Read,
  { content, values, ids }: { content: Content & { kind: 'own' }; values: Values; ids: readonly string[] },
): Promise<() => Text> {
  const names = await namesAmong(tx, ids)
  const channel = content.subject === null ? 'sms' : 'email'
  const written = { channel, subject: content.subject, wording: content.wording } as const
  requireNone(ownWordProblems(written, { names, today: tx.today }))
  const subject = content.subject === null ? null : filled(content.subject, values)
  const body = filled(content.wording, values).trim()
  if (missingIn(`${subject ?? ''}${body}`).length > 0)
    throw new Refused('invalid', 'message', [{ field: 'wording', code: 'placeholder_missing' }])
  const parts = channel === 'sms' ? smsParts(body).parts : 1
  const text = {
    subject,
    body,
    parts,
    templateCode: null,
    templateVersion: null,
    language: content.language,
    untilAt: null,
  }
  return () => text
}
