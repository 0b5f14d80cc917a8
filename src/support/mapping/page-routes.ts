import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import type { Definition, Place, Question, Saved, Variant } from '../forms/model.ts'
import {
  fieldName,
  nextPlace,
  numberOfPlace,
  pageOf,
  pagesOf,
  placed,
  placeOfNumber,
  placesOf,
  turnOf,
  variantsOf,
} from '../forms/rules.ts'
import { answerErrors } from '../forms/words.ts'
import { savePage } from './actions.ts'
import { openToFill, openWordings } from './open-actions.ts'
import { fillPage, mayAdd, pageDraft, wordingsPage } from './page-views.ts'
import { errorsOf, mappingOf, overOf, read, savedOf, show } from './routes.ts'
import { mappingWords } from './words.ts'

/** The pages of one form, filled in together and corrected. */
export function mappingPageRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personMappingPage(':id', ':mapping', ':page'), (c) => showFill(c, NOTHING))
    .post(paths.personMappingPage(':id', ':mapping', ':page'), (c) => save(c))
    .get(paths.personMappingWordings(':id', ':mapping', ':page'), (c) => showWordings(c))
}

/** What a form came back with. `conflict`: somebody else was before. */
type Returned = { readonly errors: readonly FieldError[]; readonly form: Submitted | null; readonly conflict: boolean }
const NOTHING: Returned = { errors: [], form: null, conflict: false }

/** One mapping, with the places there are to fill in; of its answers those that decide what is asked, and what stands at the place of a number. */
async function opened(c: Request, number: string | null) {
  const found = await c.var.db.write(c.var.context, (tx) => openToFill(tx, { ...mappingOf(c), number }))
  const [mapping] = found.mappings
  if (!mapping) throw new Error('one mapping was opened')
  const reading = await read(c, found)
  const saved: Saved = savedOf(found.wanted, reading.bodies, mapping.id)
  const known = found.rows.map(({ place }) => place)
  return {
    ...reading,
    found,
    mapping,
    saved,
    places: placesOf(mapping.form.definition, saved, known),
    known: new Set(known),
  }
}

async function showFill(c: Request, returned: Returned): Promise<Response> {
  const number = c.req.param('page') ?? ''
  const of = mappingOf(c)
  const first = number === 'next' ? await opened(c, null) : null
  if (first !== null) {
    const next = nextPlace(first.places, first.known)
    if (next === null || first.found.over) return c.redirect(paths.personMapping(of.personId, of.mappingId), 303)
    const at = numberOfPlace(first.mapping.form.definition, next.place)
    return c.redirect(paths.personMappingPage(of.personId, of.mappingId, at), 303)
  }
  const { actor, head, found, mapping, saved, places, place } = await openedAt(c, number, returned.form)
  if (mapping.endedAs === 'withdrawn')
    return goTo(c, paths.personMapping(of.personId, of.mappingId), said(c, 'mapping_withdrawn'))
  const given = returned.form
  const typed = given === null ? null : (key: string) => given.list(fieldName(key))
  const variant = variantIn(c, place, variantsOf(mapping.form.definition), given)
  const view = { ...head, mapping, rows: found.rows, saved, places, place, variant, typed, token: randomUUID() }
  const state = {
    errors: returned.errors,
    conflict: returned.conflict,
    over: overOf(c, found),
    account: actor.accountId,
  }
  return show(c, actor, { title: 'page.title', ...returned, content: fillPage({ ...view, ...state }) })
}

/** The place that a number in the address stands for, when it is one that is asked. */
async function openedAt(c: Request, number: string, sent: Submitted | null = null) {
  const all = await opened(c, number)
  const { definition } = all.mapping.form
  const wanted = placeOfNumber(definition, number)
  if (wanted === null) throw new Refused('not_found', 'page')
  const places = placesOf(definition, all.saved, [...all.known, wanted])
  const found = places.find((each) => each.place === wanted)
  const place = all.found.over ? unreadPlace(definition, wanted, sent) : found
  if (!place) throw new Refused('not_found', 'page')
  return { ...all, places, place }
}

/** When no more may be read nobody can tell what is asked here: what was sent is taken for what was asked, so that it is not lost. */
function unreadPlace(definition: Definition, place: string, sent: Submitted | null): Place | undefined {
  const page = pagesOf(definition).find(({ key }) => key === pageOf(place))
  const asked = page?.questions.filter(({ key }) => sent === null || sent.list(fieldName(key)).length > 0) ?? []
  return page && { page, place, asked, turn: turnOf(place) }
}

const said = (c: Request, code: 'mapping_withdrawn') =>
  ({ tone: 'problem', text: mappingWords(c.var.language)(code) }) as const

function variantIn(c: Request, _place: Place, variants: readonly Variant[], form: Submitted | null): Variant {
  const wanted = form?.text('in') ?? c.req.query('in') ?? c.var.language
  return variants.includes(wanted) ? wanted : 'sv'
}

/** What was typed, with days in whatever way they are written. */
function typedIn(c: Request, form: Submitted, asked: readonly Question[]) {
  const today = c.var.db.clock.today()
  return (key: string): readonly string[] => {
    const question = asked.find((each) => each.key === key)
    if (question?.kind !== 'date') return form.list(fieldName(key))
    return [typedDay(form.text(fieldName(key)), today) ?? form.text(fieldName(key))]
  }
}

async function save(c: Request): Promise<Response> {
  const of = mappingOf(c)
  const form = await submitted(c)
  const { actor, mapping, place } = await openedAt(c, c.req.param('page') ?? '', form)
  const typed = typedIn(c, form, place.asked)
  const outcome = await attempt(c, async (tx) => {
    const asked = place.asked.map(({ key }) => key)
    if (await firstTime(tx, form.token))
      await savePage(tx, { ...of, place: place.place, asked, typed, seen: form.text('seen') })
  })
  if (!outcome.ok) {
    const ofFields = outcome.refused.fields.length > 0
    const errors = ofFields ? answerErrors(outcome.refused, c.var.language) : errorsOf(c, outcome.refused)
    return showFill(c, { errors, form, conflict: outcome.refused.kind === 'conflict' })
  }
  const number = numberOfPlace(mapping.form.definition, place.place)
  const saved = pageDraft(actor.accountId, mapping.id, number)
  const text = mappingWords(c.var.language)('page.saved')
  return goTo(c, whereNext(c, form, place, mapping), { tone: 'done', text, saved })
}

type Filling = Awaited<ReturnType<typeof opened>>['mapping']

/** On to the next page; to one more of the same where it was asked for; back to the whole when it was a correction. */
function whereNext(c: Request, form: Submitted, place: Place, mapping: Filling): string {
  const { personId, mappingId } = mappingOf(c)
  const { definition } = mapping.form
  if (form.text('more') === '1' && mayAdd(place, definition)) {
    const first = pageOf(place.place).replace(/\.\d+$/, '')
    const another = placed(first, turnOf(place.place) + 1)
    return paths.personMappingPage(personId, mappingId, numberOfPlace(definition, another))
  }
  if (mapping.endedAs !== null) return paths.personMapping(personId, mappingId)
  return paths.personMappingPage(personId, mappingId, 'next')
}

async function showWordings(c: Request): Promise<Response> {
  const of = mappingOf(c)
  const { mapping } = await opened(c, null)
  const place = placeOfNumber(mapping.form.definition, c.req.param('page') ?? '')
  if (place === null) throw new Refused('not_found', 'page')
  const found = await c.var.db.write(c.var.context, (tx) => openWordings(tx, { ...of, place }))
  const { actor, head, bodies } = await read(c, found)
  const view = { ...head, mapping, rows: found.rows, bodies, place, over: overOf(c, found) }
  return show(c, actor, { title: 'wordings.title', content: wordingsPage(view) })
}
