import type { Read, Write } from '../../kernel/database.ts'
import { addDays, endOf } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import { findForm } from '../forms/actions.ts'
import type { Typed } from '../forms/answer-rules.ts'
import type { Form, Saved } from '../forms/model.ts'
import { nextPlace, placesOf } from '../forms/rules.ts'
import { keyOf, type MappingOf, openOne, writePage } from './actions.ts'
import type { Mapping } from './model.ts'
import { LINK_DAYS } from './rules.ts'
import * as store from './store.ts'

/** The address of the page that is filled in. */
export type LinkTo = (domainId: string, token: string) => string

/** Sends the young person a link to fill in the rest themself; one that was sent before is over. The text says no more than that there is one. */
export async function sendLink(tx: Write, of: MappingOf & { readonly linkTo: LinkTo }): Promise<void> {
  tx.require('mapping.write')
  const { person, mapping } = await openOne(tx, of)
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
export type Behind = { readonly mapping: Mapping; readonly form: Form; readonly saved: Saved }

/** What a link leads to while it is open; null for one that is over, unknown or another domain's alike. */
export async function openLink(tx: Read, token: string): Promise<Behind | null> {
  tx.require('mapping.answer')
  const mapping = await store.mappingBehind(tx, shaOf(token))
  return mapping === null ? null : behind(tx, mapping, shaOf(token))
}

async function behind(tx: Read, mapping: Mapping, sha: string): Promise<Behind> {
  return { mapping, form: await findForm(tx, keyOf(mapping)), saved: await store.answersBehind(tx, sha) }
}

export type AnsweredPage = { readonly token: string; readonly place: string; readonly typed: Typed }

/**
 * Takes a page from the one with the link. When nothing more is asked the mapping is completed and the link is over. What a colleague has
 * filled in already is not written over: then the page is passed by. Null when the link is over.
 */
export async function takePage(tx: Write, { token, place, typed }: AnsweredPage): Promise<'more' | null> {
  tx.require('mapping.answer')
  const sha = shaOf(token)
  const mapping = await store.lockBehind(tx, sha)
  if (mapping === null) {
    tx.recorded = true // nothing is changed
    return null
  }
  const { form, saved } = await behind(tx, mapping, sha)
  const at = placesOf(form.definition, saved, [...saved.keys(), place]).find((each) => each.place === place)
  if (!at) throw new Refused('not_found', 'page')
  const before = await store.lockAnswer(tx, { mappingId: mapping.id, place })
  if (before !== null && before.recordedBy !== tx.actor.accountId) {
    tx.recorded = true // a colleague's words stand
    return 'more'
  }
  const asked = at.asked.map(({ key }) => key)
  await writePage(tx, { mapping, before, place, asked, typed })
  await tx.record('mapping.answered', { object: mapping.id, personId: mapping.personId })
  return 'more'
}

/** Whoever has the link says that it is all. */
export async function finishBehind(tx: Write, { token }: { readonly token: string }): Promise<boolean> {
  tx.require('mapping.answer')
  const sha = shaOf(token)
  const mapping = await store.lockBehind(tx, sha)
  if (mapping === null) {
    tx.recorded = true // nothing is changed
    return false
  }
  const { form, saved } = await behind(tx, mapping, sha)
  if (nextPlace(placesOf(form.definition, saved), new Set(saved.keys())) !== null)
    throw new Refused('conflict', 'pages_left')
  await store.closeLinks(tx, mapping.id)
  await store.endMapping(tx, mapping.id, 'completed')
  await tx.record('mapping.completed', { object: mapping.id, personId: mapping.personId })
  return true
}
