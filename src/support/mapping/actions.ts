import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { reachesNotes, secrecyToBegin } from '../../notes/store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import { type FormKey, findForm, offeredForms } from '../forms/actions.ts'
import { readAnswers, type Typed } from '../forms/answer-rules.ts'
import { pageOf, pagesOf, turnOf } from '../forms/rules.ts'
import type { AnswerRow, Mapping } from './model.ts'
import { goesOn } from './rules.ts'
import * as store from './store.ts'

export type Beginning = FormKey & {
  readonly personId: string
  /** One that is open from another day is ended as it stands, and another begun. */
  readonly anew?: boolean
}

/**
 * Begins to fill in a form with somebody. One of the same form that was begun today is gone on with; where one is open from another day it is
 * refused with `conflict` (`mapping_open`), for what is answered now would take the place of what was said then. Answers with its id.
 */
export async function beginMapping(tx: Write, of: Beginning): Promise<string> {
  tx.require('mapping.write')
  const person = await personToWrite(tx, of.personId)
  const form = (await offeredForms(tx)).find(({ code, version }) => code === of.code && version === of.version)
  if (!form) throw new Refused('conflict', 'form_gone')
  const open = await store.openMapping(tx, person.id, form.code)
  if (open !== null) {
    const isFilled = (await store.answersOf(tx, [open.id])).length > 0
    const answer = goesOn(open, { today: tx.today, account: tx.actor.accountId, isFilled, anew: of.anew === true })
    if (answer === 'ask') throw new Refused('conflict', 'mapping_open')
    if (answer === 'go_on') {
      tx.recorded = true // nothing is changed
      return open.id
    }
    await endMapping(tx, { person, mapping: open, as: 'completed' })
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

type TypedPage = Pick<SavedPage, 'place' | 'asked' | 'typed'> & { readonly mapping: Mapping }
type WrittenPage = TypedPage & { readonly before: AnswerRow | null }

/** Reads what was typed by the form's own rules, and writes it down. Answers with the wording's id. */
export async function writePage(tx: Write, { before, ...page }: WrittenPage): Promise<string> {
  tx.require(tx.actor.role === 'machine' ? 'mapping.answer' : 'mapping.write')
  const id = await store.insertAnswer(tx, { ...(await readPage(tx, page)), before })
  // What one may not read one does not write over either.
  if (id === null) throw new Refused('conflict', 'page_unread')
  return id
}

/** Writes down what the young person said of a page that a colleague has filled in: it stands beside, and changes nothing. Null where nothing was said. */
export async function writeBeside(tx: Write, page: TypedPage): Promise<string | null> {
  tx.require('mapping.answer')
  const read = await readPage(tx, page)
  return Object.keys(read.answers).length === 0 ? null : store.insertBeside(tx, read)
}

async function readPage(tx: Write, { mapping, place, asked, typed }: TypedPage): Promise<store.ReadPage> {
  const { definition } = await findForm(tx, keyOf(mapping))
  const page = pagesOf(definition).find(({ key }) => key === pageOf(place))
  if (!page || turnOf(place) > (page.section.repeat?.most ?? 1)) throw new Refused('not_found', 'page')
  const questions = page.questions.filter(({ key }) => asked.includes(key))
  const { answers, problems } = readAnswers(questions, typed)
  if (problems.length > 0) throw new Refused('invalid', 'answers', problems)
  const { secrecy } = await secrecyToBegin(tx)
  return { mapping, place, answers, topic: page.section.topic, secrecy }
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
