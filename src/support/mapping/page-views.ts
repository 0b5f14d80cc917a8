import { type Content, type Html, html } from '../../kernel/html.ts'
import { personHead } from '../../people/contact-views.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatInstant } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { languageOf, notWorded, questionFields } from '../forms/field-views.ts'
import type { Answers, FormPage, Place, Question, Variant } from '../forms/model.ts'
import { inVariant, numberOfPlace, pageOf, pagesOf, variantsOf } from '../forms/rules.ts'
import { variantName } from '../forms/words.ts'
import type { AnswerRow } from './model.ts'
import { answerFacts, bylineOf, type OneView, type Over, overNotice, sectionTitle } from './views.ts'
import { mappingWords, type SayMapping } from './words.ts'

export type FillPage = OneView & {
  readonly place: Place
  readonly places: readonly Place[]
  readonly variant: Variant
  readonly token: string
  readonly errors: readonly FieldError[]
  /** What came back; null the first time. */
  readonly typed: ((key: string) => readonly string[]) | null
  /** Somebody else has saved the page since one began. */
  readonly conflict: boolean
  readonly over: Over | null
  readonly account: string
}

/** What the tab calls a page that is being filled in. */
export const pageDraft = (account: string, mapping: string, number: string) => `${account}:mapping-${mapping}-${number}`

/** One page of a form, filled in together. */
export function fillPage(view: FillPage): Html {
  const { language, mapping, place, over, conflict } = view
  const say = mappingWords(language)
  const { definition } = mapping.form
  const at = view.places.findIndex((each) => each.place === place.place) + 1
  const title = sectionTitle(place.page.section, place.turn, language)
  const head = personHead(
    view,
    title,
    `${inVariant(definition.title, language)}. ${say('page.count', { n: at, all: view.places.length })}`,
  )
  // What was typed is not lost because no more may be read.
  if (over && view.typed === null) return html`${head}${overNotice(over)}`
  const row = view.rows.find((each) => each.place === place.place)
  const stands = view.saved.get(place.place) ?? {}
  return html`${head}
${toolbar(html`<a href="${paths.personMapping(view.person.id, mapping.id)}">${say('wordings.back')}</a>`)}
${over && overNotice(over)}${notWorded(definition, language)}${variantLinks(view, say)}
${place.page.section.topic === 'health' && html`<p class="muted">${say('page.health')}</p>`}
${conflict && theirs(view, row, say)}
${pageForm(view, { stands, row }, say)}`
}

function variantLinks({ mapping, person, place, variant }: FillPage, say: SayMapping): Content {
  const variants = variantsOf(mapping.form.definition)
  if (variants.length < 2) return null
  const number = numberOfPlace(mapping.form.definition, place.place)
  const link = (each: Variant) =>
    each === variant
      ? html`<strong>${variantName(each)}</strong>`
      : html`<a lang="${each.split('-')[0]}" href="${paths.personMappingPage(person.id, mapping.id, number, { in: each })}">${variantName(each)}</a>`
  return html`<p>${say('page.in')}: ${variants.map((each, index) => html`${index > 0 && ' · '}${link(each)}`)}</p>`
}

function theirs(view: FillPage, row: AnswerRow | undefined, say: SayMapping): Html {
  const answers = view.saved.get(view.place.place)
  return html`${notice({ tone: 'due', title: say('page.theirs') }, say('page_changed'))}
${card(
  { title: say('page.theirs'), id: 'theirs-title' },
  html`${answers ? answerFacts(view.place, answers, view.language) : html`<p class="muted">${say('one.unread')}</p>`}${row && html`<p class="muted">${bylineOf(row, view)}</p>`}`,
)}`
}

type Standing = { readonly stands: Answers; readonly row: AnswerRow | undefined }

function pageForm(view: FillPage, { stands, row }: Standing, say: SayMapping): Html {
  const { language, person, mapping, place, variant, typed } = view
  const number = numberOfPlace(mapping.form.definition, place.place)
  const answerTo = ({ key }: Question) => typed?.(key) ?? listOf(stands[key])
  const id = 'page'
  const { lead } = place.page.section
  return form(
    {
      ...{ id, language, errors: view.errors, permitted: ALLOWED, token: view.token, submit: say('page.save') },
      action: paths.personMappingPage(person.id, mapping.id, number),
      hidden: { seen: row?.id ?? '', in: variant },
      cancel: paths.personMapping(person.id, mapping.id),
      draft: pageDraft(view.account, mapping.id, number),
    },
    (field) =>
      html`${lead && place.page.step === 1 && html`<p${languageOf(variant)}>${inVariant(lead, variant)}</p>`}${questionFields({ form: id, language, variant, errors: view.errors, questions: place.asked, answerTo })}${
        mayAdd(place, mapping.form.definition) &&
        field.checkbox({ name: 'more', label: say('page.add'), checked: false })
      }`,
  )
}

export const listOf = (answer: Answers[string] | undefined): readonly string[] =>
  answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer

/** Another turn can be added on the last page of a repeated section, as long as there is room. */
export function mayAdd({ page, turn }: Place, definition: Parameters<typeof pagesOf>[0]): boolean {
  const { repeat, key } = page.section
  const last = pagesOf(definition).findLast(({ section }) => section.key === key)
  return repeat !== null && turn < repeat.most && last?.key === page.key
}

/** It never stood: the young person wrote it where a colleague had filled in the page. */
const isBeside = ({ recordedBy, knownFrom, knownUntil }: AnswerRow, { colleagues }: Pick<OneView, 'colleagues'>) =>
  knownFrom === knownUntil && !colleagues.some(({ accountId }) => accountId === recordedBy)

export type WordingsPage = Omit<OneView, 'saved'> & {
  readonly place: string
  readonly bodies: ReadonlyMap<string, Answers>
  readonly over: Over | null
}

/** Everything that has stood in one place, the newest first. */
export function wordingsPage(view: WordingsPage): Html {
  const { language, mapping, rows, bodies } = view
  const say = mappingWords(language)
  const page = pagesOf(mapping.form.definition).find(({ key }) => key === pageOf(view.place)) as FormPage
  const head = personHead(view, say('wordings.title'), inVariant(page.section.title, language))
  const back = html`<a href="${paths.personMapping(view.person.id, mapping.id)}">${say('wordings.back')}</a>`
  if (view.over) return html`${head}${overNotice(view.over)}`
  return html`${head}${toolbar(back)}${rows.map((row, index) => {
    const state =
      row.knownUntil === null
        ? tag('in', say('wordings.now'))
        : isBeside(row, view)
          ? tag('due', say('wordings.beside'))
          : tag('neutral', say('wordings.until', { at: formatInstant(row.knownUntil, language) }))
    return card(
      { title: bylineOf(row, view), id: `wording-${index + 1}`, aside: state },
      answerFacts({ page }, bodies.get(row.id) ?? {}, language),
    )
  })}`
}
