import { dayIn, type Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import type { Note } from '../notes/model.ts'
import { noteWords, overNotice } from '../notes/views.ts'
import { ALLOWED, actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card, columns } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { formatDay, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { stateTag } from './card-views.ts'
import type { Side } from './compass.ts'
import { secrecyList } from './compass-views.ts'
import type { Lettable, Received, ShareVisitor } from './model.ts'
import { RECEIVED_TEXT, type ReceivedWord } from './received-text.ts'
import { isLasting, shareState } from './rules.ts'
import type { SharedPerson } from './shared-person.ts'
import { sharedCards } from './shared-views.ts'
import { TEXT } from './text.ts'
import { lastDayWord, paragraphWord, topicWords } from './words.ts'

export type VisitPage = {
  readonly language: Language
  readonly now: Instant
  readonly share: Received
  /** What is seen on the visit; null for those who are not let in. */
  readonly shared: SharedPerson | null
  /** Why they see it; null with the rest. */
  readonly why: Html | null
  readonly own: Side
  readonly visitors: readonly ShareVisitor[]
  readonly lettable: readonly Lettable[]
  readonly manages: boolean
  readonly mayAnswer: boolean
  readonly accountId: string
  readonly permitted: Permitted
  readonly tokens: { readonly accept: string; readonly decline: string; readonly add: string; readonly recuse: string }
  readonly returned: {
    readonly form: 'accept' | 'decline' | 'add' | 'recusal' | null
    readonly errors: readonly FieldError[]
    readonly typed: Readonly<Record<string, string>>
    readonly chosen: readonly string[]
  }
}

/** One share from the receiver's side: what it says, what it shows now, and what there is to do. */
export function visitPage(view: VisitPage): Html {
  const { language, share, shared, own, now } = view
  const say = words(RECEIVED_TEXT, language)
  const state = shareState(share, now)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.shares() }])
  return html`${pageHead({ title: say('one.title', { name: share.fromName }), lead: stateTag(state, language), crumbs })}
${view.why}
${shared ? html`${sharedCards({ language, shared, level: 2, notesHref: paths.shareNotes(share.id) })}<p class="muted">${say('one.logged')}</p>` : unseen(view, say)}
${card({ title: say('one.said'), id: 'said-title' }, saidFacts(view, say))}
${state === 'waiting' && view.mayAnswer && columns(acceptCard(view, say), declineCard(view, say))}
${state === 'open' && visitorsCard(view, say)}
${shared && recusalForm(view, say)}
${isLasting(state) && card({ title: say('secrecy.title'), id: 'secrecy-title' }, secrecyList(own, language))}`
}

/** One who knows the young person says so, and is shut out. */
function recusalForm({ language, share, tokens, returned }: VisitPage, say: Say<ReceivedWord>): Html {
  const own = returned.form === 'recusal'
  return disclosure(
    say('recuse.open'),
    html`<p>${say('recuse.lead')}</p>${form(
      {
        id: 'recusal',
        action: paths.shareRecusal(share.id),
        language,
        errors: own ? returned.errors : [],
        permitted: ALLOWED,
        token: tokens.recuse,
        submit: say('recuse.save'),
        kind: 'danger',
      },
      (field) =>
        field.text({
          name: 'recusalReason',
          label: say('recuse.reason'),
          value: own ? (returned.typed['recusalReason'] ?? null) : null,
          maxlength: 400,
        }),
    )}`,
    own,
  )
}

function unseen({ share, now }: VisitPage, say: Say<ReceivedWord>): Html {
  return isLasting(shareState(share, now))
    ? notice({ tone: 'info', title: say('one.closed') }, say('one.closed.text'))
    : notice({ tone: 'info', title: say('one.over') }, say('one.over.text'))
}

function saidFacts({ language, share }: VisitPage, say: Say<ReceivedWord>): Html {
  const word = words(TEXT, language)
  const rows = [
    { term: say('from'), detail: share.fromName, note: share.madeBy },
    { term: say('day'), detail: formatDay(dayIn(share.fromAt), language) },
    { term: word('until'), detail: lastDayWord(share.untilAt, language) },
    {
      term: word('ground'),
      detail: language === 'sv' ? share.groundSv : share.groundEn,
      note: paragraphWord(share),
    },
    { term: word('purpose'), detail: share.purpose },
    { term: word('topics'), detail: topicWords([...share.topics, ...share.moreTopics], language) },
    ...(share.answeredBy && share.answeredAt
      ? [{ term: say('answered'), detail: share.answeredBy, note: formatDay(dayIn(share.answeredAt), language) }]
      : []),
    ...(share.answer ? [{ term: word('answer'), detail: share.answer }] : []),
  ]
  return html`${facts(rows)}${
    share.accepted === null &&
    share.moreTopics.length > 0 &&
    html`<p>${say('one.more', { topics: topicWords(share.moreTopics, language) })}</p>`
  }`
}

const choiceOf = ({ membershipId, teamId }: Lettable) =>
  membershipId === null ? `team:${teamId}` : `member:${membershipId}`

function optionsOf(lettable: readonly Lettable[], say: Say<ReceivedWord>) {
  return lettable.map((each) => ({
    value: choiceOf(each),
    label:
      each.teamId === null
        ? [each.name, each.title].filter(Boolean).join(', ')
        : `${each.name} (${say('visitors.team')})`,
  }))
}

function acceptCard(view: VisitPage, say: Say<ReceivedWord>): Html {
  const { language, share, lettable, permitted, tokens, returned, accountId } = view
  const own = lettable.filter((each) => each.accountId === accountId).slice(0, 1)
  return card(
    { title: say('accept.title'), id: 'accept-title' },
    form(
      {
        id: 'accept',
        action: paths.shareAcceptance(share.id),
        language,
        errors: returned.form === 'accept' ? returned.errors : [],
        permitted,
        token: tokens.accept,
        submit: say('accept'),
      },
      (field) =>
        field.checkboxes({
          name: 'visitor',
          label: say('accept.who'),
          help: say('accept.who.help'),
          values: returned.form === 'accept' ? returned.chosen : own.map(choiceOf),
          options: optionsOf(lettable, say),
        }),
    ),
  )
}

function declineCard(view: VisitPage, say: Say<ReceivedWord>): Html {
  const { language, share, permitted, tokens, returned } = view
  return card(
    { title: say('decline.title'), id: 'decline-title' },
    form(
      {
        id: 'decline',
        action: paths.shareRefusal(share.id),
        language,
        errors: returned.form === 'decline' ? returned.errors : [],
        permitted,
        token: tokens.decline,
        submit: say('decline'),
        kind: 'quiet',
      },
      (field) =>
        field.textarea({
          name: 'reason',
          label: say('decline.reason'),
          help: say('decline.help'),
          value: returned.typed['reason'] ?? null,
          rows: 3,
          maxlength: 400,
        }),
    ),
  )
}

function visitorsCard(view: VisitPage, say: Say<ReceivedWord>): Html {
  const { language, share, visitors, manages, permitted } = view
  const list = html`<ul class="plain">${visitors.map(
    (each) =>
      html`<li>${each.name} <span class="muted">${each.isTeam ? say('visitors.team') : each.title}, ${formatDay(dayIn(each.fromAt), language)}</span> ${
        manages &&
        actionButton({ action: paths.shareVisitorEnd(share.id, each.id), label: say('visitors.end'), permitted })
      }</li>`,
  )}</ul>`
  return card(
    { title: say('visitors.title'), id: 'visitors-title' },
    html`${list}${manages && addForm(view, say)}${
      manages &&
      html`<div class="toolbar">${actionButton({ action: paths.shareEnd(share.id), label: say('end'), permitted })}</div>`
    }`,
  )
}

function addForm(view: VisitPage, say: Say<ReceivedWord>): Html {
  const { language, share, lettable, permitted, tokens, returned } = view
  const own = returned.form === 'add'
  return disclosure(
    say('visitors.add'),
    form(
      {
        id: 'visitor',
        action: paths.shareVisitors(share.id),
        language,
        errors: own ? returned.errors : [],
        permitted,
        token: tokens.add,
        submit: say('visitors.add'),
        kind: 'quiet',
      },
      (field) =>
        field.select({ name: 'visitor', label: say('visitors.who'), blank: '–', options: optionsOf(lettable, say) }),
    ),
    own,
  )
}

export type SharedNotesPage = {
  readonly language: Language
  readonly share: Received
  readonly why: Html
  readonly notes: readonly Note[]
  readonly bodies: ReadonlyMap<string, string>
  readonly total: number
  /** Over the read budget; from when there is room again. */
  readonly over: { readonly freeAt: string | null } | null
}

/** The words of notes that are shared, against a ticket that both trails hold. */
export function sharedNotesPage(view: SharedNotesPage): Html {
  const { language, share, why, notes, bodies, total, over } = view
  const say = words(RECEIVED_TEXT, language)
  const crumbs = breadcrumbs(language, [
    { label: say('title'), href: paths.shares() },
    { label: say('one.title', { name: share.fromName }), href: paths.share(share.id) },
  ])
  const list = notes.map((note) => sharedNote(note, bodies.get(note.id) ?? '', language))
  return html`${pageHead({ title: say('notes.title'), lead: say('notes.lead', { name: share.fromName }), crumbs })}
${why}
${over && overNotice({ language, freeAt: over.freeAt })}
${total > notes.length && notes.length > 0 && html`<p>${say('notes.latest', { n: notes.length, total })}</p>`}
${!over && (notes.length === 0 ? emptyState({ title: say('notes.none'), hint: say('notes.none.hint') }) : list)}`
}

function sharedNote({ id, topic, happenedOn }: Note, body: string, language: Language): Html {
  const title = `${formatDay(happenedOn, language)}, ${noteWords(language)(`topic.${topic}`)}`
  return card({ title, id: `note-${id}` }, html`<p class="written">${body}</p>`)
}
