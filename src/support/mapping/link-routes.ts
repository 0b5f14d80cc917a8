import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { take } from '../../access/sign-in/limit-store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type Env, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { shortId } from '../../outreach/checkins/link.ts'
import { type AnswerOptions, type Contexts, contextsOf, partsOf } from '../../outreach/checkins/link-door.ts'
import type { FieldError } from '../../ui/components/fields.ts'
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
  placesOf,
  turnOf,
  variantsOf,
} from '../forms/rules.ts'
import { answerErrors } from '../forms/words.ts'
import { type Behind, finishBehind, openLink, takePage } from './link-actions.ts'
import { finishPage, linkGonePage, linkPage, thanksPage } from './link-views.ts'
import { mayAdd } from './page-views.ts'
import { mappingWords } from './words.ts'

/** The address to send, on this installation. */
export const fillingLink = (publicUrl: string) => (domainId: string, token: string) =>
  `${publicUrl}${paths.formFilling(shortId(domainId), token)}`

/** How often one address may ask: nobody guesses 128 bits, and a whole school may sit behind one address. */
const LIMIT = { most: 120, seconds: 60 }

/** The pages behind the link to a form: no account, no name, no script. Whatever is wrong with a link, the answer is the same. */
export function fillingRoutes(options: AnswerOptions): Hono<Env> {
  const contexts = contextsOf(options.jobs)
  const with_ = (c: Request, act: (link: Link) => Promise<Response>) => asked(c, { options, contexts, act })
  return new Hono<Env>()
    .get(paths.formFilling(':domain', ':token'), (c) => with_(c, (link) => show(c, link)))
    .post(paths.formFilling(':domain', ':token'), (c) => with_(c, (link) => takeIn(c, link)))
    .post(paths.formFillingEnd(':domain', ':token'), (c) => with_(c, (link) => finish(c, link)))
}

type Link = { readonly domain: string; readonly token: string; readonly jobs: Database; readonly context: Context }
type Asked = {
  readonly options: AnswerOptions
  readonly contexts: Contexts
  readonly act: (link: Link) => Promise<Response>
}

async function asked(c: Request, { options, contexts, act }: Asked): Promise<Response> {
  const [domain, token] = partsOf(c)
  if ((await take(c.var.db, `filling|${options.askingFrom(c)}`, LIMIT)) !== null) return gone(c, 429)
  const context = await contexts(domain)
  return context === null ? gone(c, 404) : act({ domain, token, jobs: options.jobs, context })
}

type Returned = { readonly number: string; readonly form: Submitted; readonly errors: readonly FieldError[] }

async function show(c: Request, link: Link, returned: Returned | null = null): Promise<Response> {
  const found = await link.jobs.read(link.context, (tx) => openLink(tx, link.token))
  if (found === null) return gone(c, 404)
  const { definition } = found.form
  const number = returned?.number ?? c.req.query('p') ?? ''
  const at = placeAt(found, number)
  const { language } = c.var
  if (at === null) return page(c, 200, finishPage({ language, domain: link.domain, token: link.token }))
  const variant = variantIn(returned?.form.text('in') ?? c.req.query('in') ?? language, variantsOf(definition))
  const form = returned?.form ?? null
  const content = linkPage({
    ...{ language, variant, domain: link.domain, token: link.token, form: found.form, ...at },
    number: numberOfPlace(definition, at.place.place),
    errors: returned?.errors ?? [],
    typed: form === null ? null : (key) => form.list(fieldName(key)),
  })
  return page(c, returned === null ? 200 : 422, content)
}

/** The place that is asked for, when it is one that is asked and not filled in; else the next; null when all is. */
function placeAt({ form: { definition }, saved }: Behind, number: string) {
  const wanted = placeOfNumber(definition, number)
  const places = placesOf(definition, saved, wanted === null ? [...saved.keys()] : [...saved.keys(), wanted])
  const place =
    places.find((each) => each.place === wanted && !saved.has(each.place)) ?? nextPlace(places, new Set(saved.keys()))
  return place === null ? null : { place, places }
}

const variantIn = (wanted: string, variants: readonly Variant[]) => (variants.includes(wanted) ? wanted : 'sv')

async function takeIn(c: Request, link: Link): Promise<Response> {
  const form = await submitted(c)
  const number = form.text('place')
  const found = await link.jobs.read(link.context, (tx) => openLink(tx, link.token))
  const place = found && placeOfNumber(found.form.definition, number)
  if (!found || !place) return gone(c, 404)
  const at = placesOf(found.form.definition, found.saved, [...found.saved.keys(), place]).find(
    (each) => each.place === place,
  )
  const days = at?.asked.filter(({ kind }) => kind === 'date').map(({ key }) => key) ?? []
  const today = c.var.db.clock.today()
  const typed = (key: string) => {
    const text = form.text(fieldName(key))
    return days.includes(key) ? [typedDay(text, today) ?? text] : form.list(fieldName(key))
  }
  try {
    const taken = await link.jobs.write(link.context, (tx) => takePage(tx, { token: link.token, place, typed }))
    if (taken === null) return gone(c, 404)
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'invalid') throw error
    return show(c, link, { number, form, errors: answerErrors(error, c.var.language) })
  }
  const query = { in: form.text('in'), p: null as string | null }
  if (at && form.text('more') === '1' && mayAdd(at, found.form.definition))
    query.p = numberOfPlace(found.form.definition, placed(pageOf(place).replace(/\.\d+$/, ''), turnOf(place) + 1))
  return c.redirect(paths.formFilling(link.domain, link.token, query), 303)
}

async function finish(c: Request, link: Link): Promise<Response> {
  try {
    const isDone = await link.jobs.write(link.context, (tx) => finishBehind(tx, { token: link.token }))
    return isDone ? page(c, 200, thanksPage(c.var.language)) : gone(c, 404)
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'conflict') throw error
    return c.redirect(paths.formFilling(link.domain, link.token), 303)
  }
}

const gone = (c: Request, status: 404 | 429) => page(c, status, linkGonePage(c.var.language))

async function page(
  c: Request,
  status: 200 | 404 | 422 | 429,
  content: ReturnType<typeof linkPage>,
): Promise<Response> {
  c.header('x-robots-tag', 'noindex, nofollow')
  const title = mappingWords(c.var.language)('link.title')
  return showPage(c, null, { title, status, roomy: true, once: true, hasErrors: status === 422, content })
}
