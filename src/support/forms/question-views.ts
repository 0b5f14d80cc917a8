import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { earlierThan } from './check-rules.ts'
import { crumbsTo, type DraftPage, type Returned, sectionForm, whenFields, wordFields } from './draft-views.ts'
import { languageOf, notWorded, questionFields } from './field-views.ts'
import { type Definition, QUESTION_KINDS, type Question, type Section, type Variant } from './model.ts'
import { inVariant, pagesOf, variantsOf } from './rules.ts'
import { formWords, type SayForm, variantName } from './words.ts'

/** A part that is changed. */
export function sectionPage(view: DraftPage & { readonly section: Section }): Html {
  const say = formWords(view.language)
  return html`${pageHead({ title: say('section.edit'), lead: inVariant(view.section.title, view.language), crumbs: crumbsTo(view.language, view.draft) })}
${view.conflict && notice({ tone: 'due', title: say('draft.theirs') }, say('draft_changed'))}
${sectionForm(view, view.section, say)}`
}

export type QuestionPage = DraftPage & { readonly section: Section; readonly question: Question }

/** A question that is changed: everything it may have, for whatever kind it is. */
export function questionPage(view: QuestionPage): Html {
  const { language, draft, question, section, token, returned } = view
  const say = formWords(language)
  const typed = returned?.typed ?? null
  const { variants } = draft.definition
  const of = { variants, typed, say }
  return html`${pageHead({ title: say('question.edit'), lead: inVariant(question.label, language), crumbs: crumbsTo(language, draft) })}
${view.conflict && html`${notice({ tone: 'due', title: say('draft.theirs') }, say('draft_changed'))}<div class="card">${preview([question], language)}</div>`}
${form(
  {
    ...{
      id: 'question',
      action: paths.formDraftQuestion(draft.id, question.key),
      language,
      errors: returned?.errors ?? [],
      permitted: ALLOWED,
    },
    ...{
      token,
      submit: say('draft.save'),
      cancel: paths.formDraft(draft.id),
      hidden: { seen: String(draft.revision) },
    },
  },
  (
    field,
  ) => html`${wordFields(field, { name: 'label', label: say('question.label'), words: question.label, long: true }, of)}
${wordFields(field, { name: 'help', label: say('question.help'), words: question.help, optional: true }, of)}
${field.select({
  ...{ name: 'kind', label: say('question.kind'), value: typed?.['kind'] ?? question.kind },
  options: QUESTION_KINDS.map((value) => ({ value, label: say(`kind.${value}`) })),
})}
${kindFields(field, { question, typed, variants, say })}
${field.checkbox({ name: 'required', label: say('question.required'), checked: typed ? typed['required'] === '1' : question.required })}
${whenFields(field, { view, when: question.when, before: earlierThan(draft.definition, section, question), typed })}`,
)}`
}

type OfKind = {
  readonly question: Question
  readonly typed: Returned['typed'] | null
  readonly variants: readonly Variant[]
  readonly say: SayForm
}

/** What only some kinds have; a kind that was just chosen meets its own the next time. */
function kindFields(field: Fields, { question, typed, variants, say }: OfKind): Content {
  const kind = typed?.['kind'] ?? question.kind
  if (kind === 'one' || kind === 'many') {
    const lines = (variant: Variant) =>
      question.choices
        .map(({ label }) => label[variant] ?? '')
        .join('\n')
        .trim()
    return ['sv', ...variants].map((variant) => {
      const name = variant === 'sv' ? 'choices' : `choices.${variant}`
      const isFirst = variant === 'sv'
      return field.textarea({
        ...{ name, rows: 6, value: typed?.[name] ?? lines(variant), optional: !isFirst },
        label: isFirst ? say('question.choices') : say('question.choices.other', { language: variantName(variant) }),
        help: say(isFirst ? 'question.choices.help' : 'question.choices.other.help'),
      })
    })
  }
  if (kind === 'scale')
    return html`${wordFields(field, { name: 'leastEnd', label: say('question.least_end'), words: question.ends?.least ?? null }, { variants, typed, say })}
${wordFields(field, { name: 'mostEnd', label: say('question.most_end'), words: question.ends?.most ?? null }, { variants, typed, say })}`
  if (kind !== 'number' && kind !== 'whole') return null
  const limit = (name: 'least' | 'most') =>
    field.text({
      ...{ name, label: say(`question.${name}`), width: 'short', inputmode: 'decimal', optional: true },
      value: typed?.[name] ?? (question[name] === null ? '' : String(question[name])),
    })
  return html`${limit('least')}${limit('most')}`
}

const preview = (questions: readonly Question[], language: Language, variant: Variant = 'sv') =>
  questionFields({ form: 'preview', language, variant, errors: [], questions, answerTo: () => [] })

export type PreviewPage = {
  readonly language: Language
  readonly definition: Definition
  readonly variant: Variant
  readonly title: string
  /** Where the same is in another language. */
  readonly href: (variant: Variant) => string
  readonly crumbs: Html
  readonly actions?: Content
}

/** Every page of a form as it is filled in; those that hang on answers too. */
export function previewPage({ language, definition, variant, title, href, crumbs, actions }: PreviewPage): Html {
  const say = formWords(language)
  const variants = variantsOf(definition)
  const link = (each: Variant) =>
    each === variant
      ? html`<strong>${variantName(each)}</strong>`
      : html`<a lang="${each.split('-')[0]}" href="${href(each)}">${variantName(each)}</a>`
  return html`${pageHead({ title, lead: say('preview.lead'), crumbs, actions })}
${variants.length > 1 && html`<p>${say('preview.in')}: ${variants.map((each, index) => html`${index > 0 && ' · '}${link(each)}`)}</p>`}
${notWorded(definition, language)}${definition.intro && html`<p${languageOf(variant)}>${inVariant(definition.intro, variant)}</p>`}
${pagesOf(definition).map(
  (
    page,
    index,
  ) => html`<section class="card" aria-labelledby="page-${index + 1}"><h2 id="page-${index + 1}"><span${languageOf(variant)}>${inVariant(page.section.title, variant)}</span> <span class="muted">${say('preview.page', { n: index + 1 })}</span></h2>
${page.section.lead && page.step === 1 && html`<p${languageOf(variant)}>${inVariant(page.section.lead, variant)}</p>`}<fieldset class="bare" disabled><legend class="unseen">${say('preview')}</legend>${questionFields({ form: `preview-${index + 1}`, language, variant, errors: [], questions: page.questions, answerTo: () => [] })}</fieldset></section>`,
)}
${definition.credit && html`<p class="muted">${inVariant(definition.credit, language)}</p>`}`
}
