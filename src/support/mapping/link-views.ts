import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { languageOf, notWorded, questionFields } from '../forms/field-views.ts'
import type { Form, Place, Variant } from '../forms/model.ts'
import { inVariant, variantsOf } from '../forms/rules.ts'
import { variantName } from '../forms/words.ts'
import { mayAdd } from './page-views.ts'
import { mappingWords, type SayMapping } from './words.ts'

export type LinkPage = {
  readonly language: Language
  readonly variant: Variant
  /** What their telephone asks for. */
  readonly reader: Language
  readonly domain: string
  readonly token: string
  readonly form: Form
  readonly place: Place
  readonly number: string
  readonly places: readonly Place[]
  readonly errors: readonly FieldError[]
  readonly typed: ((key: string) => readonly string[]) | null
}

/** One page of a form, for somebody with a telephone and no account. Nothing tells who it is for, nor what was answered before. */
export function linkPage(view: LinkPage): Html {
  const { language, variant, place, places } = view
  const say = mappingWords(language)
  const at = places.findIndex((each) => each.place === place.place) + 1
  const { section, step } = place.page
  const title = inVariant(section.title, variant)
  const isFirst = at === 1
  const id = 'page'
  return html`${pageHead({ title, lead: say('page.count', { n: at, all: places.length }) })}
${inReaders(view)}${variants(view)}
${isFirst && html`<p>${say('link.lead')}</p><p class="muted">${say('link.read_by')}</p>`}
${form(
  {
    ...{ id, language, errors: view.errors, permitted: ALLOWED, token: view.number, submit: say('page.save') },
    action: paths.formFilling(view.domain, view.token),
    hidden: { place: view.number, in: variant },
  },
  (field) =>
    html`${section.lead && step === 1 && html`<p${languageOf(variant)}>${inVariant(section.lead, variant)}</p>`}${questionFields(
      {
        ...{ form: id, language, variant, errors: view.errors, questions: place.asked },
        answerTo: ({ key }) => view.typed?.(key) ?? [],
      },
    )}${mayAdd(place, view.form.definition) && field.checkbox({ name: 'more', label: say('page.add'), checked: false })}`,
)}
${credit(view)}`
}

/** That there is nothing in the language that their telephone asks for: the page itself speaks that of the questions. */
function inReaders({ form: { definition }, reader }: LinkPage): Content {
  const note = notWorded(definition, reader)
  return note && html`<div${languageOf(reader)}>${note}</div>`
}

function credit({ form: { definition }, language }: LinkPage): Content {
  return definition.credit && html`<p class="muted">${inVariant(definition.credit, language)}</p>`
}

function variants({ form: { definition }, domain, token, variant, number }: LinkPage): Content {
  const all = variantsOf(definition)
  if (all.length < 2) return null
  return html`<p>${all.map((each, index) => {
    const shown =
      each === variant
        ? html`<strong lang="${each.split('-')[0]}">${variantName(each)}</strong>`
        : html`<a lang="${each.split('-')[0]}" href="${paths.formFilling(domain, token, { p: number, in: each })}">${variantName(each)}</a>`
    return html`${index > 0 && ' · '}${shown}`
  })}</p>`
}

type EndPage = Pick<LinkPage, 'language' | 'variant' | 'domain' | 'token'>

/** Everything is filled in: the last press sends it. */
export function finishPage({ language, variant, domain, token }: EndPage): Html {
  const say = mappingWords(language)
  const end = { action: paths.formFillingEnd(domain, token), label: say('link.finish'), kind: 'primary' as const }
  return html`${pageHead({ title: say('link.finish.title'), lead: say('link.finish.lead') })}
${actionButton({ ...end, permitted: ALLOWED, values: { in: variant } })}`
}

export function thanksPage(language: Language): Html {
  const say = mappingWords(language)
  return html`${pageHead({ title: say('link.title') })}${notice({ tone: 'done', title: say('link.thanks') }, say('link.thanks.lead'))}`
}

/** The same for a link that is over, unknown, or somebody's guess. */
export function linkGonePage(language: Language): Html {
  const say: SayMapping = mappingWords(language)
  return html`${pageHead({ title: say('link.title') })}${emptyState({ title: say('link.gone'), hint: say('link.gone.hint') })}`
}
