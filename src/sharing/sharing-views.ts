import { dayIn, type Instant, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { actionButton, linkButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { emptyState } from '../ui/components/navigation.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { stateTag } from './card-views.ts'
import type { Consent, Receiver, Share, ShareTopic } from './model.ts'
import { isLasting, shareState } from './rules.ts'
import { TEXT, type Word } from './text.ts'
import { lastDayWord, paragraphWord, topicWord, topicWords } from './words.ts'

/** Somebody at the receiver opened a share. */
export type Look = { readonly shareId: string | null; readonly name: string | null; readonly at: Instant }

export type SharingHead = PersonHead

export type SharingPage = SharingHead & {
  readonly today: PlainDate
  readonly now: Instant
  readonly shares: readonly Share[]
  readonly consents: readonly Consent[]
  readonly looks: readonly Look[]
  readonly receivers: readonly Receiver[]
  /** What the one who looks may share; empty for those who may not. */
  readonly shareable: readonly ShareTopic[]
  readonly permitted: Permitted
  /** The role shares at all: else nothing is said of how. */
  readonly mayShare: boolean
  readonly token: string
  readonly errors: readonly FieldError[]
}

/** What of one person is shared, with whom, on what ground, who has looked; consents; and the way to share more. */
export function sharingPage(view: SharingPage): Html {
  const say = words(TEXT, view.language)
  return html`${personHead(view, say('page.title'), say('page.lead'))}
${card({ title: say('shares.title'), id: 'shares-title' }, shareList(view, say))}
${view.mayShare && card({ title: say('start.title'), id: 'start-title' }, startForm(view, say))}
${card({ title: say('consents.title'), id: 'consents-title' }, consentList(view, say))}`
}

function shareList(view: SharingPage, say: Say<Word>): Html {
  if (view.shares.length === 0)
    return emptyState({
      title: say('shares.none.title'),
      hint: say(view.mayShare ? 'shares.none.hint' : 'shares.none.reader'),
    })
  return html`${view.shares.map((share) => shareItem(share, view, say))}`
}

function shareItem(share: Share, view: SharingPage, say: Say<Word>): Html {
  const { language, person, permitted, now } = view
  const state = shareState(share, now)
  const ground = language === 'sv' ? share.groundSv : share.groundEn
  const rows = [
    { term: say('topics.first'), detail: topicWords(share.topics, language) },
    ...(share.moreTopics.length > 0
      ? [{ term: say('topics.more'), detail: topicWords(share.moreTopics, language) }]
      : []),
    { term: say('ground'), detail: ground, note: paragraphWord(share) },
    ...(share.groundDetail ? [{ term: say('detail'), detail: share.groundDetail }] : []),
    { term: say('purpose'), detail: share.purpose },
    { term: say('until'), detail: lastDayWord(share.untilAt, language) },
    {
      term: say('made.by'),
      detail: say('made.on', { name: share.madeBy, day: formatDay(dayIn(share.fromAt), language) }),
    },
    ...(share.answer ? [{ term: say('answer'), detail: share.answer }] : []),
    { term: say('looks'), detail: looksOf(share, view, say) },
  ]
  const query = { to: share.toDomainId, topic: [...share.topics, ...share.moreTopics] }
  const revoke =
    view.mayShare &&
    isLasting(state) &&
    actionButton({ action: paths.personShareRevocation(person.id, share.id), label: say('revoke'), permitted })
  const again =
    permitted.allowed &&
    linkButton({
      href: paths.personShareNew(person.id, query),
      label: say(isLasting(state) ? 'prolong' : 'renew'),
      kind: 'plain',
    })
  return card(
    { title: share.toName, id: `share-${share.id}`, level: 3, aside: stateTag(state, language) },
    html`${facts(rows)}<div class="toolbar">${revoke}${again}</div>`,
  )
}

/** The last three, and how many more. */
function looksOf(share: Share, { looks, language }: SharingPage, say: Say<Word>): Content {
  const own = looks.filter(({ shareId }) => shareId === share.id)
  if (own.length === 0) return say('looks.none')
  const lines = own
    .slice(0, 3)
    .map(({ name, at }) => say('looks.one', { name: name ?? '–', at: formatInstant(at, language) }))
  const more = own.length - lines.length
  return html`${lines.map((line) => html`${line}<br>`)}${more > 0 && say('looks.more', { n: more })}`
}

function startForm(view: SharingPage, say: Say<Word>): Html {
  const { language, person, permitted, token, receivers, shareable, errors } = view
  const choices = shareable.filter((topic) => topic !== 'identity')
  return html`<p>${say('start.lead')}</p>${form(
    {
      id: 'start',
      action: paths.personShareChoice(person.id),
      language,
      errors,
      permitted,
      token,
      submit: say('start.go'),
    },
    (field) => [
      field.select({
        name: 'to',
        label: say('start.to'),
        blank: say('choose'),
        options: receivers.map(({ id, name }) => ({ value: id, label: name })),
      }),
      choices.length > 0 &&
        field.checkboxes({
          name: 'topic',
          label: say('start.topic'),
          help: say('start.topic.help'),
          optional: true,
          values: ['contact'],
          options: topicOptions(choices, language),
        }),
    ],
  )}`
}

export function topicOptions(topics: readonly ShareTopic[], language: Language) {
  const say = words(TEXT, language)
  return topics.map((topic) => ({ value: topic, label: topicWord(topic, language), help: say(`fields.${topic}`) }))
}

function consentList(view: SharingPage, say: Say<Word>): Html {
  const { consents, person, permitted } = view
  const list =
    consents.length === 0
      ? html`<p class="muted">${say('consents.none')}</p>`
      : consents.map((each) => consentItem(each, view, say))
  const add =
    permitted.allowed && linkButton({ href: paths.personConsents(person.id), label: say('consents.add'), icon: 'add' })
  return html`${list}${add && html`<p>${add}</p>`}`
}

function consentItem(consent: Consent, view: SharingPage, say: Say<Word>): Html {
  const { language, person, permitted, now } = view
  const by = [consent.byPerson && say('by.person'), consent.byGuardian && say('by.guardian')].filter(Boolean)
  const rows = [
    { term: say('topics'), detail: topicWords(consent.topics, language) },
    { term: say('purpose'), detail: consent.purpose },
    { term: say('consent.by'), detail: by.join(', '), ...(consent.aloneReason ? { note: consent.aloneReason } : {}) },
    { term: say('consent.how'), detail: say(`how.${consent.how}`), note: consent.document ?? consent.witness },
    { term: say('consent.given'), detail: formatDay(consent.givenOn, language) },
    { term: say('until'), detail: lastDayWord(consent.untilAt, language) },
    { term: say('consent.recorded'), detail: consent.recordedBy },
  ]
  const stands = consent.withdrawnAt === null && consent.untilAt > now
  const withdraw =
    view.mayShare &&
    stands &&
    actionButton({
      action: paths.personConsentWithdrawal(person.id, consent.id),
      label: say('consent.withdraw'),
      permitted,
    })
  return card(
    {
      title: consent.toName,
      id: `consent-${consent.id}`,
      level: 3,
      aside: consentTag(consent, { now, language }, say),
    },
    html`${facts(rows)}${withdraw && html`<div class="toolbar">${withdraw}</div>`}`,
  )
}

function consentTag(consent: Consent, { now, language }: Pick<SharingPage, 'now' | 'language'>, say: Say<Word>): Html {
  if (consent.withdrawnAt !== null)
    return tag('broken', say('consent.state.withdrawn', { day: formatDay(dayIn(consent.withdrawnAt), language) }))
  return consent.untilAt > now ? tag('in', say('consent.state.stands')) : tag('neutral', say('consent.state.over'))
}
