import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { reachesNotes, secrecyToBegin } from '../../notes/store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import { takeTicket } from '../../trail/store.ts'
import { type FormKey, findForm, offeredForms } from '../forms/actions.ts'
import { readAnswers, type Typed } from '../forms/answer-rules.ts'
import type { Form } from '../forms/model.ts'
import { pageOf, pagesOf, turnOf } from '../forms/rules.ts'
import type { AnswerRow, Mapping } from './model.ts'
import { MOST_COMPARED } from './rules.ts'
import * as store from './store.ts'

const LISTED = 50
/** As many wordings of a page as are shown. */
const WORDINGS = 20

/** Opens what somebody has been mapped by; that it was read stands in the trail. */
export async function openMappings(
  tx: Write,
  { personId }: { readonly personId: string },
): Promise<{ person: PersonHeader; mappings: readonly Mapping[]; forms: readonly Form[] }> {
  tx.require('mapping.read')
  const person = await personToRead(tx, personId)
  const [mappings, forms] = [await store.mappingsOf(tx, person.id, LISTED), await offeredForms(tx)]
  await tx.record('mapping.listed', { personId: person.id })
  return { person, mappings, forms }
}

/** Begins to fill in a form with somebody; one that is open of the same form is gone on with. Answers with its id. */
export async function beginMapping(tx: Write, of: FormKey & { readonly personId: string }): Promise<string> {
  tx.require('mapping.write')
  const person = await personToWrite(tx, of.personId)
  const form = (await offeredForms(tx)).find(({ code, version }) => code === of.code && version === of.version)
  if (!form) throw new Refused('conflict', 'form_gone')
  const open = await store.openMapping(tx, person.id, form.code)
  if (open !== null) {
    tx.recorded = true // nothing is changed
    return open.id
  }
  const made = { formCode: form.code, formVersion: form.version, formId: form.id }
  const id = await store.insertMapping(tx, { personId: person.id, ...made })
  await tx.record('mapping.begun', {
    object: id,
    personId: person.id,
    detail: { form: form.code, version: form.version },
  })
  return id
}

export type MappingOf = { readonly personId: string; readonly mappingId: string }

/** What was opened: to read the answers, give the ticket to `bodiesOf` once this transaction has committed. */
export type Opened = {
  readonly person: PersonHeader
  /** With the form each was filled in by: one, or those that are compared, the oldest first. */
  readonly mappings: readonly (Mapping & { readonly form: Form })[]
  /** What has been filled in, by place; what one may not read is not among it. */
  readonly rows: readonly AnswerRow[]
  /** Null when there is nothing to read, or when the budget is used up. */
  readonly ticket: number | null
  readonly over: boolean
  readonly freeAt: string | null
}

/** Opens one mapping with its answers. */
export async function openMapping(tx: Write, of: MappingOf): Promise<Opened> {
  tx.require('mapping.read')
  const person = await personToRead(tx, of.personId)
  const mapping = await store.mappingById(tx, { root: person.id, mappingId: of.mappingId })
  return release(tx, { person, mappings: [mapping], rows: await store.answersOf(tx, [mapping.id]) })
}

/** Opens the latest mappings by the same form as this one, to stand side by side. */
export async function openOverTime(tx: Write, of: MappingOf): Promise<Opened> {
  tx.require('mapping.read')
  const person = await personToRead(tx, of.personId)
  const mapping = await store.mappingById(tx, { root: person.id, mappingId: of.mappingId })
  const mappings = await store.sameForm(tx, person.id, { code: mapping.formCode, limit: MOST_COMPARED })
  const rows = await store.answersOf(
    tx,
    mappings.map(({ id }) => id),
  )
  return release(tx, { person, mappings, rows })
}

/** Opens every wording of one place, the newest first. */
export async function openWordings(tx: Write, of: MappingOf & { readonly place: string }): Promise<Opened> {
  tx.require('mapping.read')
  const person = await personToRead(tx, of.personId)
  const mapping = await store.mappingById(tx, { root: person.id, mappingId: of.mappingId })
  const rows = await store.wordingsOf(tx, { mappingId: mapping.id, place: of.place, limit: WORDINGS })
  if (rows.length === 0) throw new Refused('not_found', 'answers')
  return release(tx, { person, mappings: [mapping], rows })
}

export type SavedPage = MappingOf & {
  readonly place: string
  /** The questions that were asked there. */
  readonly asked: readonly string[]
  readonly typed: Typed
  /** The wording one looked at; '' where there was none. */
  readonly seen: string
}

/**
 * Saves a page. When somebody else has saved it meanwhile it is refused with `conflict` (`page_changed`), so that nobody's words are passed
 * over. A mapping that is completed is corrected in the same way.
 */
export async function savePage(tx: Write, page: SavedPage): Promise<void> {
  tx.require('mapping.write')
  const person = await personToWrite(tx, page.personId)
  const mapping = await store.mappingById(tx, { root: person.id, mappingId: page.mappingId })
  if (mapping.endedAs === 'withdrawn') throw new Refused('conflict', 'mapping_withdrawn')
  const before = await store.lockAnswer(tx, { mappingId: mapping.id, place: page.place })
  if ((before?.id ?? '') !== page.seen) throw new Refused('conflict', 'page_changed')
  const id = await writePage(tx, { mapping, before, ...page })
  await tx.record('mapping.saved', {
    object: mapping.id,
    personId: person.id,
    detail: { wording: id, ...(before === null ? {} : { before: before.id }) },
  })
}

type WrittenPage = Pick<SavedPage, 'place' | 'asked' | 'typed'> & {
  readonly mapping: Mapping
  readonly before: AnswerRow | null
}

/** Reads what was typed by the form's own rules, and writes it down. Answers with the wording's id. */
export async function writePage(tx: Write, { mapping, before, place, asked, typed }: WrittenPage): Promise<string> {
  tx.require(tx.actor.role === 'machine' ? 'mapping.answer' : 'mapping.write')
  const { definition } = await findForm(tx, keyOf(mapping))
  const page = pagesOf(definition).find(({ key }) => key === pageOf(place))
  if (!page || turnOf(place) > (page.section.repeat?.most ?? 1)) throw new Refused('not_found', 'page')
  const questions = page.questions.filter(({ key }) => asked.includes(key))
  const { answers, problems } = readAnswers(questions, typed)
  if (problems.length > 0) throw new Refused('invalid', 'answers', problems)
  const { secrecy } = await secrecyToBegin(tx)
  const id = await store.insertAnswer(tx, { mapping, place, answers, before, topic: page.section.topic, secrecy })
  // What one may not read one does not write over either.
  if (id === null) throw new Refused('conflict', 'page_unread')
  return id
}

/** Says that a mapping is done. */
export async function completeMapping(tx: Write, of: MappingOf): Promise<void> {
  tx.require('mapping.write')
  const { person, mapping } = await openOne(tx, of)
  if ((await store.answersOf(tx, [mapping.id])).length === 0) throw new Refused('conflict', 'mapping_empty')
  await endMapping(tx, { person, mapping, as: 'completed' })
}

/** Takes a mapping back: it was begun by mistake. What was answered stays, and stands in no comparison. */
export async function withdrawMapping(tx: Write, of: MappingOf): Promise<void> {
  tx.require('mapping.write')
  const { person, mapping } = await openOne(tx, of)
  await endMapping(tx, { person, mapping, as: 'withdrawn' })
}

/** The mapping, which is to be open still, of a person whom one works with. */
export async function openOne(tx: Write, of: MappingOf): Promise<{ person: PersonHeader; mapping: Mapping }> {
  tx.require('mapping.write')
  const person = await personToWrite(tx, of.personId)
  const mapping = await store.mappingById(tx, { root: person.id, mappingId: of.mappingId })
  if (mapping.endedAs !== null) throw new Refused('conflict', 'mapping_ended')
  return { person, mapping }
}

type Ending = { readonly person: PersonHeader; readonly mapping: Mapping; readonly as: 'completed' | 'withdrawn' }

async function endMapping(tx: Write, { person, mapping, as }: Ending): Promise<void> {
  await store.closeLinks(tx, mapping.id)
  await store.endMapping(tx, mapping.id, as)
  await tx.record(as === 'completed' ? 'mapping.completed' : 'mapping.withdrawn', {
    object: mapping.id,
    personId: person.id,
  })
}

export const keyOf = ({ formCode, formVersion }: Mapping): FormKey => ({ code: formCode, version: formVersion })

/** The person, when one works with them and is signed in with two factors. Who does not has nothing here to find. */
export async function personToRead(tx: Read, id: string): Promise<PersonHeader> {
  tx.require('mapping.read')
  tx.requireAssurance(2)
  const person = await personById(tx, PersonId.parse(id))
  if (!(await reachesNotes(tx, person.id))) throw new Refused('not_found', 'person')
  return person
}

export async function personToWrite(tx: Write, id: string): Promise<PersonHeader> {
  tx.require('mapping.write')
  tx.requireAssurance(2)
  const person = await lockPerson(tx, PersonId.parse(id))
  if (!(await reachesNotes(tx, person.id))) throw new Refused('not_found', 'person')
  return person
}

type Found = {
  readonly person: PersonHeader
  readonly mappings: readonly Mapping[]
  readonly rows: readonly AnswerRow[]
}

/** The ticket for these answers, if the budget has room for them; either way the trail says what was asked for. */
async function release(tx: Write, { person, mappings, rows }: Found): Promise<Opened> {
  const withForms = []
  for (const mapping of mappings) withForms.push({ ...mapping, form: await findForm(tx, keyOf(mapping)) })
  const opened = { person, mappings: withForms, rows, ticket: null, over: false, freeAt: null }
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) {
    await tx.record('mapping.listed', { personId: person.id })
    return opened
  }
  const { over, freeAt } = await store.budgetFor(tx, ids)
  if (over) {
    await tx.record('mapping.budget_exceeded', { personId: person.id, detail: { wanted: ids.length } })
    return { ...opened, over, freeAt }
  }
  return { ...opened, ticket: await takeTicket(tx, { kind: 'support_answer', ids, personId: person.id }, null) }
}
