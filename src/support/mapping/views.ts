import type { Colleague } from '../../access/model.ts'
import type { Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import type { NoteTopic } from '../../notes/model.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { answerContent, wordsIn } from '../forms/field-views.ts'
import type { Answers, Form, Place, Saved, Section, Words } from '../forms/model.ts'
import { inVariant, numberOfPlace, placesOf } from '../forms/rules.ts'
import type { AnswerRow, Mapping, MappingLink } from './model.ts'
import type { Part } from './open-actions.ts'
import { scoreOf } from './rules.ts'
import { mappingWords, type SayMapping, scoreText, writerName } from './words.ts'

export type Over = { readonly language: Language; readonly freeAt: string | null }

/** The budget for answers is used up: what that means, and when there is room again. */
export function overNotice({ language, freeAt }: Over): Html {
  const say = mappingWords(language)
  const at =
    freeAt === null ? null : (new Date(Math.ceil(Date.parse(freeAt) / 60_000) * 60_000).toISOString() as Instant)
  const again = at !== null && say('over.at', { at: formatInstant(at, language) })
  return notice({ tone: 'due', title: say('over.title') }, html`${say('over.text')} ${again}`)
}

export type MappingsPage = PersonHead & {
  readonly mappings: readonly (Mapping & { readonly title: Words })[]
  readonly links: readonly MappingLink[]
  readonly forms: readonly Form[]
  readonly colleagues: readonly Colleague[]
  readonly token: string
  readonly errors: readonly FieldError[]
  /** The form that was chosen to begin; and the one of it that is open since before, where one must say which. */
  readonly chosen: string
  readonly open: MappingsPage['mappings'][number] | null
}

/** What somebody has been mapped by, and a way to begin. */
export function mappingsPage(view: MappingsPage): Html {
  const say = mappingWords(view.language)
  return html`${personHead(view, say('title'), say('lead'))}
${toolbar(html`<a href="${paths.personSessions(view.person.id)}">${say('sessions.title')}</a>`, html`<a href="${paths.forms()}">${say('forms.all')}</a>`)}
${view.open && whichOne(view, view.open, say)}
${card({ title: say('begin.title'), id: 'begin-title' }, beginForm(view, say))}
${mappingTable(view, say)}`
}

/** One is open since before: it is gone on with, or another is begun and stands beside it. */
function whichOne(
  { language, person, chosen }: MappingsPage,
  open: MappingsPage['mappings'][number],
  say: SayMapping,
): Html {
  const day = formatDay(open.beganOn, language)
  const begin = { action: paths.personMappings(person.id), label: say('begin.anew'), permitted: ALLOWED }
  return html`${notice({ tone: 'due', title: say('mapping_open', { title: inVariant(open.title, language), day }) }, say('mapping_open.what'))}
${toolbar(
  linkButton({
    href: paths.personMappingPage(person.id, open.id, 'next'),
    label: say('begin.go_on', { day }),
    kind: 'primary',
  }),
  actionButton({ ...begin, values: { form: chosen, anew: '1' } }),
)}`
}

function beginForm({ language, person, forms, errors, token, chosen }: MappingsPage, say: SayMapping): Html {
  const options = forms.map(({ code, version, definition: { title, intro } }) => ({
    value: `${code}.${version}`,
    label: inVariant(title, language),
    ...(intro && { help: inVariant(intro, language) }),
  }))
  return form(
    {
      id: 'begin',
      action: paths.personMappings(person.id),
      language,
      errors,
      permitted: ALLOWED,
      token,
      submit: say('begin.save'),
    },
    (field) =>
      field.radios({ name: 'form', label: say('begin.form'), value: chosen || (options[0]?.value ?? ''), options }),
  )
}

function mappingTable(view: MappingsPage, say: SayMapping): Html {
  const { language, person, mappings, links } = view
  return dataTable<MappingsPage['mappings'][number]>({
    ...{ language, id: 'mappings', caption: say('list.caption'), rows: mappings },
    empty: emptyState({ title: say('list.none'), hint: say('list.none.hint') }),
    columns: [
      {
        ...{ key: 'form', label: say('column.form'), heads: true },
        cell: (each) =>
          html`<a href="${paths.personMapping(person.id, each.id)}">${inVariant(each.title, language)}</a>`,
      },
      { key: 'began', label: say('column.began'), tight: true, cell: (each) => formatDay(each.beganOn, language) },
      {
        ...{ key: 'state', label: say('column.state') },
        cell: (each) =>
          stateTag(
            each,
            links.find(({ mappingId }) => mappingId === each.id),
            language,
          ),
      },
      { key: 'by', label: say('column.by'), cell: (each) => writerName(each.begunBy, view.colleagues, language) },
    ],
  })
}

function stateTag({ endedAs }: Pick<Mapping, 'endedAs'>, link: MappingLink | undefined, language: Language): Html {
  const say = mappingWords(language)
  if (endedAs !== null) return tag(endedAs === 'completed' ? 'in' : 'neutral', say(`state.${endedAs}`))
  if (link) return tag('unclear', say('state.sent', { at: formatInstant(link.expiresAt, language) }))
  return tag('due', say('state.open'))
}

/** One mapping with what may be read of it. */
export type OneView = PersonHead & {
  readonly mapping: Mapping & { readonly form: Form }
  readonly rows: readonly AnswerRow[]
  /** What was answered, by place; of those rows that one may read. */
  readonly saved: Saved
  readonly colleagues: readonly Colleague[]
  readonly mayWrite: boolean
  /** The topics that the role reads; of others one sees only what one has written. */
  readonly reads: readonly NoteTopic[]
}

export type OnePage = OneView & {
  readonly link: MappingLink | null
  readonly maySend: boolean
  /** It came by a link, and nobody has said that it is received. */
  readonly isUnreceived: boolean
  /** Where the young person wrote beside what stands. */
  readonly beside: readonly string[]
  /** What is asked that nobody around the young person reads. */
  readonly unread: readonly NoteTopic[]
  readonly part: Part
  readonly over: Over | null
  readonly tokens: Readonly<Record<'complete' | 'withdraw' | 'link' | 'receive', string>>
}

/** Everything that is filled in of one form, section by section. */
export function onePage(view: OnePage): Html {
  const { language, mapping, over } = view
  const say = mappingWords(language)
  const { definition } = mapping.form
  const places = placesOf(
    definition,
    view.saved,
    view.rows.map(({ place }) => place),
  )
  const head = personHead(
    view,
    inVariant(definition.title, language),
    `${say('column.began')} ${formatDay(mapping.beganOn, language)}`,
  )
  if (over) return html`${head}${overNotice(over)}`
  return html`${head}
${toolbar(stateTag(mapping, view.link ?? undefined, language), html`<a href="${paths.personMappings(view.person.id)}">${say('title')}</a>`, html`<a href="${paths.personMappingOverTime(view.person.id, mapping.id)}">${say('one.over_time')}</a>`)}
${scoreCard(view, say)}
${view.isUnreceived && received(view, say)}
${mapping.endedAs === null && view.mayWrite && goingOn(view, places, say)}
${partLinks(view.part, { language, href: (part) => paths.personMapping(view.person.id, mapping.id, { part }) })}
${[...Map.groupBy(placesIn(view, places), ({ page, turn }) => `${page.section.key}#${turn}`).values()].map((of) => sectionCard(view, of, say))}
${definition.credit && html`<p class="muted">${inVariant(definition.credit, language)}</p>`}`
}

/** It came by a link: it is read by those who may, and then somebody says so. */
function received({ person, mapping, tokens, mayWrite }: OnePage, say: SayMapping): Html {
  const press = { action: paths.personMappingReceipt(person.id, mapping.id), label: say('received.save') }
  return html`${notice({ tone: 'due', title: say('received.title') }, say('received.text'))}
${mayWrite && toolbar(actionButton({ ...press, permitted: ALLOWED, values: { token: tokens.receive } }))}`
}

/** What stands in the part that is shown; what is not filled in yet, after the last of it. */
function placesIn({ part, rows }: OnePage, places: readonly Place[]): readonly Place[] {
  const known = new Set(rows.map(({ place }) => place))
  const isLast = part.n === part.all
  return places.filter(({ place }) => part.places.has(place) || (isLast && !known.has(place)))
}

type PartLinks = { readonly language: Language; readonly href: (part: string) => string }

/** The other parts of what is too much to be read at once. */
export function partLinks({ n, all }: Part, { language, href }: PartLinks): Content {
  if (all === 1) return null
  const say = mappingWords(language)
  return html`<p>${say('part.of')}: ${Array.from({ length: all }, (_, index) => index + 1).map((each) => html`${each > 1 && ' · '}${each === n ? html`<strong>${each}</strong>` : html`<a href="${href(String(each))}">${each}</a>`}`)}</p>`
}

function scoreCard({ mapping, saved, language }: OneView, say: SayMapping): Content {
  if (mapping.form.definition.score === null || saved.size === 0) return null
  const score = scoreOf(mapping.form.definition, saved)
  return card(
    { title: say('score.title'), id: 'score-title' },
    score === null
      ? html`<p class="muted">${say('score.none')}</p>`
      : html`<p><strong>${scoreText(score, language)}</strong></p><p class="muted">${say('score.note')}</p>`,
  )
}

/** What one can do with a form that is under way. */
function goingOn(view: OnePage, places: readonly Place[], say: SayMapping): Html {
  const { person, mapping, language, tokens, rows } = view
  const done = places.filter(({ place }) => rows.some((row) => row.place === place)).length
  const next = paths.personMappingPage(person.id, mapping.id, 'next')
  const send = {
    action: paths.personMappingLink(person.id, mapping.id),
    label: say(view.link === null ? 'one.send' : 'one.send_again'),
    ...{ permitted: ALLOWED, values: { token: tokens.link } },
  }
  return html`<p>${say('one.progress', { done, all: places.length })}</p>
${toolbar(
  done < places.length && linkButton({ href: next, label: say('one.go_on'), kind: 'primary', icon: 'edit' }),
  done > 0 &&
    actionButton({
      ...{ action: paths.personMappingCompletion(person.id, mapping.id), label: say('one.complete') },
      ...{ permitted: ALLOWED, values: { token: tokens.complete }, kind: done < places.length ? 'quiet' : 'primary' },
    }),
  actionButton({
    ...{ action: paths.personMappingWithdrawal(person.id, mapping.id), label: say('one.withdraw'), permitted: ALLOWED },
    ...{ values: { token: tokens.withdraw }, sure: { consequence: say('one.withdraw.what'), language } },
  }),
)}
${view.maySend && sending(view, actionButton(send), say)}`
}

/** What a link asks is what somebody reads: where nobody does, it is said before anything is sent. */
function sending({ unread, mapping }: OnePage, press: Html, say: SayMapping): Content {
  const told = unread.length > 0 && notice({ tone: 'due', title: say('unread.title') }, say('unread.text'))
  if (mapping.form.definition.sections.every(({ topic }) => unread.includes(topic))) return told
  return html`${told}<p class="muted">${say('one.send.what')}</p>${toolbar(press)}`
}

export const sectionTitle = (section: Section, turn: number, language: Language) =>
  turn === 1
    ? inVariant(section.title, language)
    : mappingWords(language)('again', { title: inVariant(section.title, language), n: turn })

function sectionCard(view: OnePage, places: readonly Place[], say: SayMapping): Content {
  const [first] = places
  if (!first) return null
  const { section } = first.page
  const title = sectionTitle(section, first.turn, view.language)
  const id = `section-${section.key}-${first.turn}`
  return card(
    { title, id, aside: say(`topic.${section.topic}`) },
    places.map((each, index) =>
      placeContent(view, each, { say, title, isFirst: index === 0, isOnly: places.length === 1 }),
    ),
  )
}

/** Why nothing is shown of a page: nothing is there, others read it, or nobody does. */
function silenceOf({ reads, unread }: OnePage, topic: NoteTopic): 'one.empty' | 'one.not_yours' | 'one.nobodys' {
  if (reads.includes(topic)) return 'one.empty'
  return unread.includes(topic) ? 'one.nobodys' : 'one.not_yours'
}

type Told = {
  readonly say: SayMapping
  readonly title: string
  readonly isFirst: boolean
  readonly isOnly: boolean
}

function placeContent(view: OnePage, place: Place, { say, title, isFirst, isOnly }: Told): Html {
  const { mapping, rows, saved, person, language } = view
  const row = rows.find((each) => each.place === place.place)
  const number = numberOfPlace(mapping.form.definition, place.place)
  const may = view.mayWrite && mapping.endedAs !== 'withdrawn'
  const page = !isOnly && say('one.page', { n: number })
  const what = html`${page} <span class="unseen">${say('one.of', { what: title })}</span>`
  const change = html`<a href="${paths.personMappingPage(person.id, mapping.id, number)}">${say(row ? 'one.change' : 'one.fill')} ${what}</a>`
  const silence = silenceOf(view, place.page.section.topic)
  // Who reads is the same for every page of a part: it is said once.
  const isSaid = isFirst || silence === 'one.empty'
  if (!row) return html`${isSaid && html`<p class="muted">${say(silence)}</p>`}${may && toolbar(change)}`
  const answers = saved.get(place.place)
  return html`${answers ? answerFacts(place, answers, language) : html`<p class="muted">${say('one.unread')}</p>`}
<p class="muted">${bylineOf(row, view)}</p>
${view.beside.includes(place.place) && html`<p>${tag('due', say('beside.tag'))} ${say('beside.text')}</p>`}
${toolbar(
  may && change,
  html`<a href="${paths.personMappingWordings(person.id, mapping.id, number)}">${say('one.wordings')} ${what}</a>`,
)}`
}

export function bylineOf(
  { recordedBy, knownFrom }: AnswerRow,
  { colleagues, language }: Pick<OneView, 'colleagues' | 'language'>,
): string {
  const name = writerName(recordedBy, colleagues, language)
  return mappingWords(language)('saved.by', { name, at: formatInstant(knownFrom, language) })
}

/** Questions with what was answered; those that were passed over are not repeated. */
export function answerFacts({ page }: Pick<Place, 'page'>, answers: Answers, language: Language): Html {
  const given = page.questions.flatMap((question) => {
    const answer = answers[question.key]
    return answer === undefined
      ? []
      : [{ term: wordsIn(question.label, language), detail: answerContent(question, answer, language) }]
  })
  if (given.length === 0) return html`<p class="muted">${mappingWords(language)('one.no_answers')}</p>`
  return html`<div class="answers">${facts(given)}</div>`
}
