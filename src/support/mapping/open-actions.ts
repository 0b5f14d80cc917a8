import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { noteSettings } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { takeTicket } from '../../trail/store.ts'
import { findForm, offeredForms } from '../forms/actions.ts'
import type { Form } from '../forms/model.ts'
import { decidingPages, pageOf, placeOfNumber } from '../forms/rules.ts'
import { keyOf, type MappingOf, personToRead } from './actions.ts'
import type { AnswerRow, Mapping } from './model.ts'
import { MOST_COMPARED, MOST_RESULTS, partsOf, RESULT } from './rules.ts'
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

type Filled = Mapping & { readonly form: Form }

/** What was opened: to read the answers, give the ticket to `bodiesOf` once this transaction has committed. */
export type Opened = {
  readonly person: PersonHeader
  /** With the form each was filled in by: one, or those that are compared, the oldest first. */
  readonly mappings: readonly Filled[]
  /** What has been filled in, by place; what one may not read is not among it. */
  readonly rows: readonly AnswerRow[]
  /** Those of them that the ticket is for. */
  readonly wanted: readonly AnswerRow[]
  readonly part: Part
  /** Null when there is nothing to read, or when the budget is used up. */
  readonly ticket: number | null
  readonly over: boolean
  readonly freeAt: string | null
}

/** Which part of what is filled in was opened, of how many; more than the budget has room for is opened part by part. */
export type Part = { readonly n: number; readonly all: number; readonly places: ReadonlySet<string> }

/** Opens one mapping with its answers, or a part of them. */
export async function openMapping(tx: Write, of: MappingOf & { readonly part?: number }): Promise<Opened> {
  tx.require('mapping.read')
  const { person, mapping } = await mappingToRead(tx, of)
  const rows = await store.answersOf(tx, [mapping.id])
  return release(tx, { person, mappings: [mapping], rows, ...(await inPart(tx, { mapping, rows, part: of.part })) })
}

/** Opens what one needs to know to fill in a page: what stands there, and the answers that decide what is asked. Without a number, those alone. */
export async function openToFill(tx: Write, of: MappingOf & { readonly number: string | null }): Promise<Opened> {
  tx.require('mapping.write')
  const { person, mapping } = await mappingToRead(tx, of)
  const { definition } = mapping.form
  const place = of.number === null ? null : placeOfNumber(definition, of.number)
  const rows = await store.answersOf(tx, [mapping.id])
  const deciding = decidingPages(definition)
  const here = rows.filter((row) => row.place === place)
  const others = rows.filter((row) => row.place !== place && deciding.has(pageOf(row.place)))
  const wanted = [...here, ...others].slice(0, (await noteSettings(tx)).mostShort)
  return release(tx, { person, mappings: [mapping], rows, wanted, part: wholeOf(rows) })
}

/** Opens the latest mappings by the same form as this one, to stand side by side. */
export async function openOverTime(tx: Write, of: MappingOf & { readonly part?: number }): Promise<Opened> {
  tx.require('mapping.read')
  const { person, mapping } = await mappingToRead(tx, of)
  // Results of several instruments stand among each other: which they are of is known when they are read.
  const limit = mapping.formCode === RESULT ? MOST_RESULTS : MOST_COMPARED
  const mappings = await withForms(tx, await store.sameForm(tx, person.id, { code: mapping.formCode, limit }))
  const ids = mappings.map(({ id }) => id)
  const rows = await store.answersOf(tx, ids)
  return release(tx, { person, mappings, rows, ...(await inPart(tx, { mapping, rows, part: of.part })) })
}

/** The form of the first mapping, and its part that asks what one is good at. */
const STRENGTHS = { form: 'entry', page: 'strengths' } as const

/** Opens what the young person last said of their strengths, and nothing else; null where nobody has asked. */
export async function openStrengths(tx: Write, { personId }: { readonly personId: string }): Promise<Opened | null> {
  tx.require('mapping.read')
  const person = await personToRead(tx, personId)
  const [mapping] = await withForms(tx, await store.sameForm(tx, person.id, { code: STRENGTHS.form, limit: 1 }))
  if (!mapping) {
    tx.recorded = true // nothing is there to be read
    return null
  }
  const said = (await store.answersOf(tx, [mapping.id])).filter(({ place }) => pageOf(place) === STRENGTHS.page)
  return release(tx, { person, mappings: [mapping], rows: said, wanted: said, part: wholeOf(said) })
}

/** Opens every wording of one place, the newest first. */
export async function openWordings(tx: Write, of: MappingOf & { readonly place: string }): Promise<Opened> {
  tx.require('mapping.read')
  const { person, mapping } = await mappingToRead(tx, of)
  const rows = await store.wordingsOf(tx, { mappingId: mapping.id, place: of.place, limit: WORDINGS })
  if (rows.length === 0) throw new Refused('not_found', 'answers')
  return release(tx, { person, mappings: [mapping], rows, wanted: rows, part: wholeOf(rows) })
}

async function mappingToRead(tx: Write, of: MappingOf): Promise<{ person: PersonHeader; mapping: Filled }> {
  const person = await personToRead(tx, of.personId)
  const [mapping] = await withForms(tx, [await store.mappingById(tx, { root: person.id, mappingId: of.mappingId })])
  if (!mapping) throw new Refused('not_found', 'mapping')
  return { person, mapping }
}

async function withForms(tx: Write, mappings: readonly Mapping[]): Promise<readonly Filled[]> {
  const filled: Filled[] = []
  for (const mapping of mappings) filled.push({ ...mapping, form: await findForm(tx, keyOf(mapping)) })
  return filled
}

const wholeOf = (rows: readonly AnswerRow[]): Part => ({
  n: 1,
  all: 1,
  places: new Set(rows.map(({ place }) => place)),
})

type OfPart = { readonly mapping: Filled; readonly rows: readonly AnswerRow[]; readonly part: number | undefined }

/** All that is filled in, as long as the budget of a short while has room for it; else a part, with the answers that decide what is asked. */
async function inPart(tx: Write, { mapping, rows, part = 1 }: OfPart): Promise<Pick<Opened, 'wanted' | 'part'>> {
  const { mostShort } = await noteSettings(tx)
  if (rows.length <= mostShort) return { wanted: rows, part: wholeOf(rows) }
  const { definition } = mapping.form
  const parts = partsOf(definition, { places: rows.map(({ place }) => place), most: Math.ceil((mostShort * 2) / 3) })
  const n = Math.min(Math.max(1, part), parts.length)
  const places = new Set(parts[n - 1])
  const deciding = decidingPages(definition)
  const shown = rows.filter(({ place }) => places.has(place))
  const others = rows.filter(({ place }) => !places.has(place) && deciding.has(pageOf(place)))
  return { wanted: [...shown, ...others].slice(0, mostShort), part: { n, all: parts.length, places } }
}

type Found = Pick<Opened, 'person' | 'mappings' | 'rows' | 'wanted' | 'part'>

/** The ticket for these answers, if the budget has room for them; either way the trail says what was asked for. */
async function release(tx: Write, found: Found): Promise<Opened> {
  const personId = found.person.id
  const opened = { ...found, ticket: null, over: false, freeAt: null }
  const ids = found.wanted.map(({ id }) => id)
  if (ids.length === 0) {
    await tx.record('mapping.listed', { personId })
    return opened
  }
  const { over, freeAt } = await store.budgetFor(tx, ids)
  if (over) {
    await tx.record('mapping.budget_exceeded', { personId, detail: { wanted: ids.length } })
    return { ...opened, over, freeAt }
  }
  return { ...opened, ticket: await takeTicket(tx, { kind: 'support_answer', ids, personId }, null) }
}
