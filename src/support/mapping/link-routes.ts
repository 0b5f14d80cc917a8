import { Hono } from 'hono'
import { Refused } from '../../kernel/errors.ts'
import { type Html, html } from '../../kernel/html.ts'
import { type Env, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import {
  type AnswerOptions,
  type Door,
  doorOf,
  type Link,
  showYouth,
  within,
} from '../../outreach/checkins/link-door.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import type { Variant } from '../forms/model.ts'
import {
  fieldName,
  nextPlace,
  numberOfPlace,
  pageOf,
  placed,
  placeOfNumber,
  turnOf,
  variantsOf,
} from '../forms/rules.ts'
import { answerErrors, spokenIn } from '../forms/words.ts'
import { type Behind, finishBehind, openLink, placesBehind, takePage } from './link-actions.ts'
import { finishPage, linkGonePage, linkPage, thanksPage } from './link-views.ts'
import { mayAdd } from './page-views.ts'
import { mappingWords } from './words.ts'

/** The address to send, on this installation. */
export const fillingLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.formFilling(shortId(domainId), token)}`

/** The pages behind the link to a form: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function fillingRoutes(options: AnswerOptions): Hono<Env> {
  const door = doorOf(options)
  const by = (act: (c: Request, link: Link) => Promise<Response>) => (c: Request) =>
    within(c, { door, gone: () => gone(c, door), act: (link) => act(c, link) })
  return new Hono<Env>()
    .get(paths.formFilling(':domain', ':token'), by(show))
    .post(paths.formFilling(':domain', ':token'), by(takeIn))
    .post(paths.formFillingEnd(':domain', ':token'), by(finish))
}

type Returned = { readonly number: string; readonly form: Submitted; readonly refused: Refused }

async function show(c: Request, link: Link, returned: Returned | null = null): Promise<Response> {
  const found = await link.door.jobs.read(link.context, (tx) => openLink(tx, link.token))
  if (found === null) return gone(c, link.door)
  const wanted = returned?.form.text('in') ?? c.req.query('in') ?? c.var.language
  if (found === 'sent') return thanks(c, link.door, wanted)
  const { definition } = found.form
  const number = returned?.number ?? c.req.query('p') ?? ''
  const at = placeAt(found, number)
  const variant = variantIn(wanted, variantsOf(definition))
  const language = spokenIn(variant, c.var.language)
  const to = { language, variant, domain: link.domain, token: link.token }
  if (at === null) return page(c, link.door, { language, content: finishPage(to) })
  const form = returned?.form ?? null
  const content = linkPage({
    ...{ ...to, form: found.form, ...at, reader: c.var.language },
    number: numberOfPlace(definition, at.place.place),
    errors: returned === null ? [] : answerErrors(returned.refused, language),
    typed: form === null ? null : (key) => form.list(fieldName(key)),
  })
  return page(c, link.door, { language, content, status: returned === null ? 200 : 422 })
}

/** The place that is asked for, when it is one that is asked and not filled in; else the next; null when all is. */
function placeAt(found: Behind, number: string) {
  const { saved, form } = found
  const wanted = placeOfNumber(form.definition, number)
  const places = placesBehind(found, wanted === null ? [] : [wanted])
  const place =
    places.find((each) => each.place === wanted && !saved.has(each.place)) ?? nextPlace(places, new Set(saved.keys()))
  return place === null ? null : { place, places }
}

const variantIn = (wanted: string, variants: readonly Variant[]) => (variants.includes(wanted) ? wanted : 'sv')

async function takeIn(c: Request, link: Link): Promise<Response> {
  const form = await submitted(c)
  const number = form.text('place')
  const found = await link.door.jobs.read(link.context, (tx) => openLink(tx, link.token))
  // Pressed once more after all was sent in.
  if (found === 'sent') return thanks(c, link.door, form.text('in'))
  const place = found && placeOfNumber(found.form.definition, number)
  if (!found || !place) return gone(c, link.door)
  const at = placesBehind(found, [place]).find((each) => each.place === place)
  const days = at?.asked.filter(({ kind }) => kind === 'date').map(({ key }) => key) ?? []
  const today = c.var.db.clock.today()
  const typed = (key: string) => {
    const text = form.text(fieldName(key))
    return days.includes(key) ? [typedDay(text, today) ?? text] : form.list(fieldName(key))
  }
  try {
    const taken = await link.door.jobs.write(link.context, (tx) => takePage(tx, { token: link.token, place, typed }))
    if (taken === null) return gone(c, link.door)
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'invalid') throw error
    return show(c, link, { number, form, refused: error })
  }
  const query = { in: form.text('in'), p: null as string | null }
  if (at && form.text('more') === '1' && mayAdd(at, found.form.definition))
    query.p = numberOfPlace(found.form.definition, placed(pageOf(place).replace(/\.\d+$/, ''), turnOf(place) + 1))
  return c.redirect(paths.formFilling(link.domain, link.token, query), 303)
}

async function finish(c: Request, link: Link): Promise<Response> {
  const form = await submitted(c)
  try {
    const isDone = await link.door.jobs.write(link.context, (tx) => finishBehind(tx, { token: link.token }))
    return isDone ? thanks(c, link.door, form.text('in')) : gone(c, link.door)
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'conflict') throw error
    return c.redirect(paths.formFilling(link.domain, link.token, { in: form.text('in') }), 303)
  }
}

/** In the language that the form was filled in by. */
function thanks(c: Request, door: Door, variant: Variant): Promise<Response> {
  const language = spokenIn(variant, c.var.language)
  return page(c, door, { language, content: thanksPage(language) })
}

const gone = (c: Request, door: Door) =>
  page(c, door, { language: c.var.language, content: linkGonePage(c.var.language), status: 404 })

type Shown = { readonly language: Language; readonly content: Html; readonly status?: 200 | 404 | 422 }

/** In another language than the rest of the page, it says so to those who listen. */
function page(c: Request, door: Door, { language, content, status = 200 }: Shown): Promise<Response> {
  const title = mappingWords(language)('link.title')
  const own = language === c.var.language ? content : html`<div lang="${language}">${content}</div>`
  return showYouth(c, door, { title, status, language, content: own })
}
