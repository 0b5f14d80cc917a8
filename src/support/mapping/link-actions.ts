import type { NoteTopic } from '../../access/roles.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { addDays, endOf } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import { lockPerson } from '../../people/store.ts'
import { groundsOf } from '../../sight/store.ts'
import { findForm } from '../forms/actions.ts'
import type { Typed } from '../forms/answer-rules.ts'
import type { Definition, Form, Place, Saved } from '../forms/model.ts'
import { nextPlace, placesOf } from '../forms/rules.ts'
import { keyOf, type MappingOf, openOne, personToWrite, writeBeside, writePage } from './actions.ts'
import type { Mapping } from './model.ts'
import { LINK_DAYS, unreadTopics } from './rules.ts'
import * as store from './store.ts'

/** The address of the page that is filled in. */
export type LinkTo = (domainId: string, token: string) => string

/** What of a form nobody around a young person may read. */
export async function topicsUnread(tx: Read, of: Asked): Promise<readonly NoteTopic[]> {
  tx.require('mapping.read')
  return unreadOf(tx, of)
}

type Asked = { readonly personId: string; readonly definition: Definition }

/** Who was let in, or whose case it is, reads by their role: as for notes, neither a unit nor a reach over everybody is enough. */
const LASTING: readonly string[] = ['owner', 'case', 'team']

async function unreadOf(tx: Read, { personId, definition }: Asked): Promise<readonly NoteTopic[]> {
  const around = (await groundsOf(tx, personId)).filter(({ kind }) => LASTING.includes(kind))
  return unreadTopics(
    definition,
    around.flatMap(({ role }) => (role === null ? [] : [role])),
  )
}

/**
 * Sends the young person a link to fill in the rest themself; one that was sent before is over. The text says no more than that there is one. A
 * form that nobody around them may read is not sent.
 */
export async function sendLink(tx: Write, of: MappingOf & { readonly linkTo: LinkTo }): Promise<void> {
  tx.require('mapping.write')
  const { person, mapping } = await openOne(tx, of)
  const { definition } = await findForm(tx, keyOf(mapping))
  const unread = await unreadOf(tx, { personId: person.id, definition })
  if (definition.sections.every(({ topic }) => unread.includes(topic))) throw new Refused('conflict', 'no_reader')
  const link = newLink()
  const values = { länk: of.linkTo(tx.actor.domainId, link.token) }
  const content = { kind: 'template', code: 'form', language: null, values } as const
  const dedupKey = `form:${link.sha.slice(0, 32)}`
  const queued = await sendMessage(tx, { personId: person.id, to: 'self', channel: 'sms', content, dedupKey })
  if (!queued.ok) throw new Refused('conflict', `reason.${queued.reason}`)
  await store.insertLink(tx, { mapping, sha: link.sha, expiresAt: endOf(addDays(tx.today, LINK_DAYS)) })
  await tx.record('mapping.sent', { object: mapping.id, personId: person.id })
}

/** A mapping as the one with the link meets it. */
export type Behind = {
  readonly mapping: Mapping
  readonly form: Form
  readonly saved: Saved
  /** What nobody around the young person reads is not asked. */
  readonly unread: readonly NoteTopic[]
}

/** The places that are asked behind a link, with those that are wanted besides. */
export const placesBehind = ({ form, saved, unread }: Behind, wanted: readonly string[] = []): readonly Place[] =>
  placesOf(form.definition, saved, [...saved.keys(), ...wanted]).filter(
    ({ page }) => !unread.includes(page.section.topic),
  )

/** What a link leads to: what is still to be filled in, `sent` once it has been sent in; null for one that is over, unknown or another domain's alike. */
export async function openLink(tx: Read, token: string): Promise<Behind | 'sent' | null> {
  tx.require('mapping.answer')
  const mapping = await store.mappingBehind(tx, shaOf(token))
  if (mapping !== null) return behind(tx, mapping, shaOf(token))
  return (await store.isSentIn(tx, shaOf(token))) ? 'sent' : null
}

async function behind(tx: Read, mapping: Mapping, sha: string): Promise<Behind> {
  const form = await findForm(tx, keyOf(mapping))
  const unread = await unreadOf(tx, { personId: mapping.personId, definition: form.definition })
  return { mapping, form, saved: await store.answersBehind(tx, sha), unread }
}

export type AnsweredPage = { readonly token: string; readonly place: string; readonly typed: Typed }

/**
 * Takes a page from the one with the link. What a colleague has filled in already stands; what the young person wrote is kept beside it, for
 * nobody's words are thrown away. Null when the link is over, or all has been sent in.
 */
export async function takePage(tx: Write, { token, place, typed }: AnsweredPage): Promise<'more' | null> {
  tx.require('mapping.answer')
  const sha = shaOf(token)
  const mapping = await holdBehind(tx, sha)
  if (mapping === null) {
    tx.recorded = true // nothing is changed
    return null
  }
  const at = placesBehind(await behind(tx, mapping, sha), [place]).find((each) => each.place === place)
  if (!at) throw new Refused('not_found', 'page')
  const before = await store.lockAnswer(tx, { mappingId: mapping.id, place })
  const page = { mapping, place, typed, asked: at.asked.map(({ key }) => key) }
  const isTheirs = before !== null && before.recordedBy !== tx.actor.accountId
  const id = isTheirs ? await writeBeside(tx, page) : await writePage(tx, { ...page, before })
  if (id === null)
    tx.recorded = true // nothing was said
  else await tx.record('mapping.answered', { object: mapping.id, personId: mapping.personId, detail: { wording: id } })
  return 'more'
}

/** The person first and the link afterwards, as colleagues take them: whoever saves the same page at once is waited for. */
async function holdBehind(tx: Write, sha: string): Promise<Mapping | null> {
  const mapping = await store.mappingBehind(tx, sha)
  if (mapping === null) return null
  await lockPerson(tx, mapping.personId)
  return store.lockBehind(tx, sha)
}

/** Whoever has the link says that it is all; said again it is the same. */
export async function finishBehind(tx: Write, { token }: { readonly token: string }): Promise<boolean> {
  tx.require('mapping.answer')
  const sha = shaOf(token)
  const mapping = await holdBehind(tx, sha)
  if (mapping === null) {
    tx.recorded = true // nothing is changed
    return store.isSentIn(tx, sha)
  }
  const found = await behind(tx, mapping, sha)
  if (nextPlace(placesBehind(found), new Set(found.saved.keys())) !== null) throw new Refused('conflict', 'pages_left')
  // The link stays open until a colleague has received what came by it; it leads nowhere any more.
  await store.endMapping(tx, mapping.id, 'completed')
  await tx.record('mapping.completed', { object: mapping.id, personId: mapping.personId })
  return true
}

/** Says that what came by a link has been read by those who are to: nobody needs to be told of it any more. */
export async function receiveAnswers(tx: Write, of: MappingOf): Promise<void> {
  tx.require('mapping.write')
  const person = await personToWrite(tx, of.personId)
  const mapping = await store.mappingById(tx, { root: person.id, mappingId: of.mappingId })
  if (mapping.endedAs !== 'completed') throw new Refused('conflict', 'nothing_came')
  if ((await store.closeLinks(tx, mapping.id)) === 0) throw new Refused('conflict', 'nothing_came')
  await tx.record('mapping.received', { object: mapping.id, personId: person.id })
}
