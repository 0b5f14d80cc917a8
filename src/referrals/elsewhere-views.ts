import { type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import type { Compass } from '../sharing/compass.ts'
import { compassCard } from '../sharing/compass-views.ts'
import type { Consent, Received, Receiver } from '../sharing/model.ts'
import { groundFields } from '../sharing/new-share-views.ts'
import type { SharedPerson } from '../sharing/shared-person.ts'
import { sharedCards } from '../sharing/shared-views.ts'
import { linkButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { tag } from '../ui/components/tag.ts'
import { formatInstant, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { Cause, type Referral } from './model.ts'
import type { Course } from './parcel-store.ts'
import { OUTCOMES } from './rules.ts'
import { referralWords, type SayReferral } from './words.ts'

/** A referral here that is passed on, as it was read. */
export type Passed = { readonly referralId: string; readonly seen: string; readonly reason: string }

export type ChoosePage = PersonHead & { readonly receivers: readonly Receiver[]; readonly passed: Passed | null }

const queryOf = (passed: Passed | null) =>
  passed === null ? {} : { referral: passed.referralId, seen: passed.seen, reason: passed.reason }

/** To whom, first: what may be sent depends on it. */
export function choosePage(view: ChoosePage): Html {
  const { language, person, receivers, passed } = view
  const say = referralWords(language)
  const items = receivers.map(
    ({ id, name }) =>
      html`<li><a href="${paths.personReferralElsewhere(person.id, { to: id, ...queryOf(passed) })}">${name}</a></li>`,
  )
  return html`${personHead(view, say('title.elsewhere'), say('elsewhere.lead'))}
${card(
  { title: say('elsewhere.choose'), id: 'choose-title' },
  items.length === 0
    ? html`<p class="muted">${say('elsewhere.choose.none')}</p>`
    : html`<ul class="plain">${items}</ul>`,
)}`
}

export type ElsewherePage = PersonHead & {
  readonly receiver: Receiver
  readonly compass: Compass
  readonly consents: readonly Consent[]
  readonly preview: SharedPerson
  readonly passed: Passed | null
  readonly permitted: Permitted
  readonly account: string
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
}

/** What the tab calls what is being written to another authority of somebody. */
export const elsewhereDraft = (account: string, of: { readonly person: string; readonly to: string }) =>
  `${account}:elsewhere-${of.person}-${of.to}`

/** The secrecy compass, and under it the form: why somebody is referred, the ground that bears it, and until when. */
export function elsewherePage(view: ElsewherePage): Html {
  const { language, person, compass, receiver, passed, permitted, token, errors } = view
  const say = referralWords(language)
  const preview = sharedCards({ language, shared: view.preview, level: 3, notesHref: null })
  const back = passed === null ? paths.person(person.id) : paths.referral(passed.referralId)
  const action = paths.personReferralElsewhere(person.id)
  return html`${personHead(view, say('title.elsewhere'), say('elsewhere.lead'))}
${compassCard({ language, compass, preview })}
${card(
  { title: say('elsewhere.form'), id: 'elsewhere-title' },
  form(
    {
      ...{ id: 'elsewhere', action, language, errors, permitted, token, cancel: back, submit: say('elsewhere.save') },
      hidden: { to: receiver.id, referral: passed?.referralId ?? '', seen: passed?.seen ?? '' },
      draft: elsewhereDraft(view.account, { person: person.id, to: receiver.id }),
    },
    (field) =>
      html`${passed === null ? causes(field, view, say) : reason(field, view, say)}${groundFields(field, view)}`,
  ),
)}`
}

const causes = (field: Fields, { chosen }: ElsewherePage, say: SayReferral) =>
  field.checkboxes({
    ...{ name: 'reasons', label: say('new.reasons'), values: chosen },
    options: Cause.options.map((each) => ({ value: each, label: say(`reasons.${each}`) })),
  })

const reason = (field: Fields, { typed, passed }: ElsewherePage, say: SayReferral) =>
  field.select({
    ...{ name: 'reason', label: say('reason'), value: typed['reason'] ?? passed?.reason ?? null, blank: '–' },
    options: OUTCOMES.passed_on.map((each) => ({ value: each, label: say(`reason.${each}`) })),
  })

type Of = { readonly language: Language; readonly referral: Referral; readonly maySeePerson: boolean }

/** How far it has come at the other authority: as much as its sender may know. */
export function courseCard({ language, referral, maySeePerson }: Of, course: Course): Html {
  const say = referralWords(language)
  const { toName, sentAt, takenAt, begunAt, answeredAt, answer, reason: why, withdrawnAt } = course
  const stage = withdrawnAt !== null ? 'withdrawn' : (answer ?? (begunAt ? 'begun' : takenAt ? 'taken' : 'sent'))
  const at = withdrawnAt ?? answeredAt ?? begunAt ?? takenAt ?? sentAt
  const tone = answer === 'accepted' ? 'in' : answer === null && withdrawnAt === null ? 'due' : 'neutral'
  const shared =
    referral.personId !== null &&
    maySeePerson &&
    linkButton({ href: paths.personSharing(referral.personId), label: say('course.share') })
  return card(
    { title: say('course.title', { name: toName }), id: 'course-title' },
    html`${facts([
      {
        term: say('stage'),
        detail: tag(tone, say(`course.${stage}`)),
        note: why === null ? null : say(`reason.${why}`),
      },
      { term: say('one.when'), detail: formatInstant(at, language) },
    ])}<p class="muted">${say('course.told')}</p>${shared}`,
  )
}

/** Where it came from, and the way to see whom it is about: on a visit, by what is shared. */
export function cameCard({ language }: Of, share: Received | null): Html {
  const say = referralWords(language)
  if (share === null)
    return card({ title: say('origin.domain'), id: 'came-title' }, html`<p>${say('came.closed.unknown')}</p>`)
  const { fromName: name, purpose, mayOpen, lasts, id } = share
  return card(
    { title: say('came.title', { name }), id: 'came-title' },
    html`${facts([{ term: say('came.purpose'), detail: purpose }])}
${mayOpen && lasts ? linkButton({ href: paths.share(id), label: say('came.open'), kind: 'primary' }) : html`<p>${say('came.closed', { name })}</p>`}
<p class="muted">${say('came.told')}</p>`,
  )
}
