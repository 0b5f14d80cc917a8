import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Read } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { compassOf } from '../sharing/compass.ts'
import { covers } from '../sharing/rules.ts'
import { readShare } from '../sharing/share-input.ts'
import { sharedPerson } from '../sharing/shared-person.ts'
import { consentsOf, receivers, shareableTopics } from '../sharing/store.ts'
import { TEXT as SHARING_TEXT } from '../sharing/text.ts'
import { isWord } from '../sharing/words.ts'
import { whyFold } from '../sight/why.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { openElsewhere, referElsewhere, TOPICS } from './elsewhere-actions.ts'
import { choosePage, elsewhereDraft, elsewherePage, type Passed } from './elsewhere-views.ts'
import { placeFor } from './list-routes.ts'
import { Cause, Outcome } from './model.ts'
import { SHARED_DAYS } from './rules.ts'
import { isReferralWord, referralWords } from './words.ts'

/** Referring to another authority: the compass first, then the form. */
export function referralElsewhereRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personReferralElsewhere(':id'), (c) =>
      show(c, { to: c.req.query('to') ?? '', passed: passedIn((name) => c.req.query(name) ?? '') }, NOTHING),
    )
    .post(paths.personReferralElsewhere(':id'), send)
}

type Asked = { readonly to: string; readonly passed: Passed | null }
type Returned = {
  readonly problems: readonly FieldProblem[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
}
const NOTHING: Returned = { problems: [], typed: {}, chosen: [] }

function passedIn(text: (name: string) => string): Passed | null {
  const referralId = text('referral')
  return referralId === '' ? null : { referralId: idOf(referralId), seen: text('seen'), reason: text('reason') }
}

async function show(c: Request, asked: Asked, returned: Returned): Promise<Response> {
  const { language } = c.var
  const id = PersonId.parse(idOf(c.req.param('id')))
  await c.var.db.write(c.var.context, (tx) => openElsewhere(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: await pageOf(tx, { id, language, asked, returned }),
  }))
  const hasErrors = returned.problems.length > 0
  const title = referralWords(language)('title.elsewhere')
  return showPage(c, actor, { title, current: placeFor(actor), hasErrors, status: hasErrors ? 422 : 200, content })
}

type Of = {
  readonly id: PersonId
  readonly language: Language
  readonly asked: Asked
  readonly returned: Returned
}

async function pageOf(tx: Read, { id, language, asked, returned }: Of): Promise<Content> {
  const person = await personById(tx, id)
  const [known, shareable, consents, why] = await Promise.all([
    receivers(tx),
    shareableTopics(tx, person.id),
    consentsOf(tx, person.id),
    whyFold(tx, { id: person.id, language }),
  ])
  const head = { language, person, why, mayList: tx.may('register.list'), passed: asked.passed }
  const receiver = known.find((each) => each.id === asked.to)
  if (receiver === undefined) return choosePage({ ...head, receivers: known })
  const topics = TOPICS.filter((topic) => shareable.includes(topic))
  const [compass, preview] = await Promise.all([
    compassOf(tx, { receiver, latestBirthDate: person.latestBirthDate, topics }),
    sharedPerson(tx, { personId: person.id, topics }),
  ])
  const reach = { toDomainId: receiver.id, topics, untilAt: tx.now }
  const { typed, chosen, problems } = returned
  return elsewherePage({
    ...{ ...head, receiver, compass, preview, chosen, token: randomUUID() },
    account: tx.actor.accountId,
    consents: consents.filter((each) => covers(each, reach)),
    permitted: topics.includes('identity')
      ? ALLOWED
      : { allowed: false, reason: referralWords(language)('elsewhere.only_in_emergency') },
    errors: spoken(problems, language),
    typed: { until: addDays(tx.today, SHARED_DAYS), ...typed },
  })
}

/** What is wrong with the share is said in the words of sharing, the rest in our own. */
function spoken(problems: readonly FieldProblem[], language: Language): readonly FieldError[] {
  const theirs = problems.filter(({ code }) => !isReferralWord(code))
  const ours = problems.filter(({ code }) => isReferralWord(code))
  return [
    ...fieldErrors(ours, referralWords(language), isReferralWord),
    ...fieldErrors(theirs, words(SHARING_TEXT, language), isWord),
  ]
}

async function send(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const passed = passedIn(form.text)
  const reasons = form.list('reasons').flatMap((each) => Cause.safeParse(each).data ?? [])
  const again = (problems: readonly FieldProblem[]) =>
    show(c, { to: form.text('to'), passed }, { problems, typed: form.values, chosen: reasons })
  const reading = readShare(form, { personId, topics: TOPICS, today: c.var.db.clock.today() })
  if (!reading.ok) return again(reading.problems)
  const reason = Outcome.safeParse(form.text('reason')).data ?? null
  const sent = { personId, reasons, share: reading.wanted, passed: passed === null ? null : { ...passed, reason } }
  const outcome = await attempt(c, async (tx) => ({
    saved: elsewhereDraft(tx.actor.accountId, { person: personId, to: form.text('to') }),
    id: (await firstTime(tx, form.token)) ? await referElsewhere(tx, sent) : (passed?.referralId ?? null),
  }))
  const say = referralWords(c.var.language)
  if (!outcome.ok) {
    const { kind, code, fields } = outcome.refused
    // What somebody else did first is told where it stands now.
    if (kind === 'conflict' && passed !== null && isReferralWord(code))
      return goTo(c, paths.referral(passed.referralId), { tone: 'problem', text: say(code) })
    return again(fields.length > 0 ? fields : [{ field: '', code }])
  }
  const { id, saved } = outcome.value
  const to = id === null ? paths.referralsSent() : paths.referral(id)
  return goTo(c, to, { tone: 'done', text: say('elsewhere.saved'), saved })
}
