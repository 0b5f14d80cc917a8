import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { PersonHeader, PersonId } from '../model.ts'
import type { Above } from '../routes.ts'
import { personsById } from '../store.ts'
import { nameOf, numberOf, peopleWords } from '../words.ts'
import * as actions from './actions.ts'
import { Choices, type Comparable, FIELDS, type Field, MergeId, type Suggestion, SuggestionId } from './model.ts'
import { suggestedChoices, suggestedSurvivor } from './rules.ts'
import { comparablesById, mergeById, openMerges, openSuggestions, suggestionById } from './store.ts'
import { type DuplicateWord, TEXT } from './text.ts'
import { comparePage, listPage, unmergePage } from './views.ts'

/** The longest list one person can go through in a day. */
const MOST = 200

/** What the module above does besides: carries over what it keeps of the merged person, and gives it back. */
export type AboveMerges = Above & {
  readonly merged: (tx: Write, merge: { mergeId: MergeId; survivorId: PersonId; mergedId: PersonId }) => Promise<void>
  readonly unmerged: (tx: Write, merge: { mergeId: MergeId; survivorId: PersonId }) => Promise<void>
}

/** Two persons who may be one: the list, side by side, merging, keeping apart, and undoing. */
export function duplicateRoutes(above: AboveMerges): Hono<Env> {
  return new Hono<Env>()
    .get(paths.duplicates(), showList)
    .get(paths.duplicate(':id'), (c) => showPair(c, above, []))
    .post(paths.duplicate(':id'), (c) => merge(c, above))
    .post(paths.duplicateDismissal(':id'), keepApart)
    .get(paths.merge(':id'), (c) => showMerge(c, above, []))
    .post(paths.mergeReversal(':id'), (c) => unmerge(c, above))
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('people.merge')
    const [suggestions, merges] = await Promise.all([openSuggestions(tx, MOST), openMerges(tx, MOST)])
    const ids = new Set([
      ...suggestions.flatMap(({ personId, otherId }) => [personId, otherId]),
      ...merges.map(({ survivorId }) => survivorId),
    ])
    return {
      actor: tx.actor,
      content: listPage({ language, suggestions, merges, persons: await headers(tx, [...ids]) }),
    }
  })
  const title = words(TEXT, language)('title')
  return showPage(c, shown.actor, { title, current: 'duplicates', content: shown.content })
}

async function headers(tx: Read, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonHeader>> {
  return new Map((await personsById(tx, ids)).map((person) => [person.id, person]))
}

type Pair = { readonly suggestion: Suggestion; readonly first: Comparable; readonly second: Comparable }

async function pairOf(tx: Read, id: SuggestionId): Promise<Pair> {
  const suggestion = await suggestionById(tx, id)
  const both = await comparablesById(tx, [suggestion.personId, suggestion.otherId])
  const first = both.find((person) => person.id === suggestion.personId)
  const second = both.find((person) => person.id === suggestion.otherId)
  if (!first || !second) throw new Refused('not_found', 'row')
  return { suggestion, first, second }
}

async function showPair(c: Request, above: Above, errors: readonly FieldError[]): Promise<Response> {
  const id = SuggestionId.parse(idOf(c.req.param('id')))
  const { language } = c.var
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('people.merge')
    const { personId, otherId } = await suggestionById(tx, id)
    for (const person of new Set([personId, otherId])) await above.open(tx, person)
  })
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    const pair = await pairOf(tx, id)
    const tokens = { merge: randomUUID(), apart: randomUUID() }
    const permitted = permittedTo(tx, language)
    const content = comparePage({ language, ...pair, chosen: preselected(pair), permitted, tokens, errors })
    return { actor: tx.actor, content }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('compare.title'),
    current: 'duplicates',
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

function permittedTo(tx: Read, language: 'sv' | 'en'): Permitted {
  return tx.may('people.merge') ? ALLOWED : { allowed: false, reason: words(TEXT, language)('notPermitted') }
}

function preselected({ first, second }: Pair): Readonly<Record<Field | 'survivor', PersonId>> {
  const survivor = suggestedSurvivor(first, second)
  const merged = survivor === first ? second : first
  const choices = suggestedChoices(survivor, merged)
  const of = (field: Field) => (choices[field] === 'survivor' ? survivor.id : merged.id)
  return {
    survivor: survivor.id,
    name: of('name'),
    sex: of('sex'),
    birthDate: of('birthDate'),
    address: of('address'),
    protection: of('protection'),
  }
}

async function merge(c: Request, above: AboveMerges): Promise<Response> {
  const id = SuggestionId.parse(idOf(c.req.param('id')))
  const form = await submitted(c)
  const say = words(TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('people.merge')
    if (!(await firstTime(tx, form.token))) return null
    await actions.requireUndecided(tx, id)
    const input = inputOf(await pairOf(tx, id), form)
    const { touched, mergeId } = await actions.mergePersons(tx, input)
    await above.merged(tx, { ...input, mergeId })
    await above.touch(tx, touched)
    return input.survivorId
  })
  if (!outcome.ok && outcome.refused.kind === 'conflict')
    return goTo(c, paths.duplicates(), { tone: 'problem', text: spoken(outcome.refused, say)[0]?.message ?? '' })
  if (!outcome.ok) return showPair(c, above, spoken(outcome.refused, say))
  const next = outcome.value === null ? paths.duplicates() : paths.person(outcome.value)
  return goTo(c, next, { tone: 'done', text: say('merged') })
}

/** The form names persons; the action asks for sides. A field that does not differ has no choice: the survivor's. */
function inputOf({ first, second }: Pair, form: Submitted): actions.MergeInput {
  const survivor = [first, second].find((person) => person.id === form.text('survivor'))
  if (!survivor) throw new Refused('invalid', 'choice_missing', [{ field: 'survivor', code: 'choice_missing' }])
  const merged = survivor === first ? second : first
  const side = (field: Field) => (form.text(field) === merged.id ? 'merged' : 'survivor')
  const choices = Choices.parse(Object.fromEntries(FIELDS.map((field) => [field, side(field)])))
  return { survivorId: survivor.id, mergedId: merged.id, choices }
}

function spoken(refused: Refused, say: (key: DuplicateWord) => string): FieldError[] {
  const word = (code: string) => (Object.hasOwn(TEXT, code) ? say(code as DuplicateWord) : code)
  if (refused.fields.length === 0) return [{ field: null, message: word(refused.code) }]
  return refused.fields.map(({ field, code }) => ({ field, message: word(code) }))
}

async function keepApart(c: Request): Promise<Response> {
  const id = SuggestionId.parse(idOf(c.req.param('id')))
  const form = await submitted(c)
  const say = words(TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('people.merge')
    if (await firstTime(tx, form.token)) await actions.keepApart(tx, id)
  })
  if (outcome.ok) return goTo(c, paths.duplicates(), { tone: 'done', text: say('apart.done') })
  return goTo(c, paths.duplicates(), { tone: 'problem', text: say('already_decided') })
}

async function showMerge(c: Request, above: Above, errors: readonly FieldError[]): Promise<Response> {
  const id = MergeId.parse(idOf(c.req.param('id')))
  const { language } = c.var
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('people.merge')
    await above.open(tx, (await mergeById(tx, id)).survivorId)
  })
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    const found = await mergeById(tx, id)
    const both = await comparablesById(tx, [found.survivorId, found.mergedId])
    const name = (person: PersonId) =>
      briefOf(
        both.find((each) => each.id === person),
        language,
      )
    const view = { language, merge: found, one: name(found.survivorId), other: name(found.mergedId), errors }
    const content = unmergePage({ ...view, permitted: permittedTo(tx, language), token: randomUUID() })
    return { actor: tx.actor, content }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('recent'),
    current: 'duplicates',
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

function briefOf(person: Comparable | undefined, language: 'sv' | 'en'): string {
  const say = peopleWords(language)
  if (!person) return say('noName')
  return `${nameOf(person, say)} (${numberOf({ number: person.numbers[0]?.number ?? null }, say)})`
}

async function unmerge(c: Request, above: AboveMerges): Promise<Response> {
  const id = MergeId.parse(idOf(c.req.param('id')))
  const form = await submitted(c)
  const say = words(TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('people.merge')
    if (!(await firstTime(tx, form.token))) return
    const { survivorId } = await mergeById(tx, id)
    const { touched } = await actions.unmergePersons(tx, id)
    await above.unmerged(tx, { mergeId: id, survivorId })
    await above.touch(tx, touched)
  })
  if (!outcome.ok) return showMerge(c, above, spoken(outcome.refused, say))
  return goTo(c, paths.duplicates(), { tone: 'done', text: say('unmerged') })
}
