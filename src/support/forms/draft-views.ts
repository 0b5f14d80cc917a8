import { NOTE_TOPICS } from '../../access/roles.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Condition, Definition, Draft, Question, Section, Variant, Words } from './model.ts'
import { MOST, QUESTION_KINDS } from './model.ts'
import { inVariant } from './rules.ts'
import { formWords, KNOWN_VARIANTS, type SayForm, variantName, whenName } from './words.ts'

export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly list: (name: string) => readonly string[]
}

export type DraftPage = {
  readonly language: Language
  readonly draft: Draft
  readonly token: string
  readonly returned: Returned | null
  readonly conflict: boolean
  /** What stops it from being published. */
  readonly faults: readonly string[]
}

export const crumbsTo = (language: Language, draft?: Draft) =>
  breadcrumbs(language, [
    { label: formWords(language)('title'), href: paths.forms() },
    ...(draft ? [{ label: inVariant(draft.definition.title, language), href: paths.formDraft(draft.id) }] : []),
  ])

const back = (view: Pick<DraftPage, 'returned'>, of: string) => (view.returned?.form === of ? view.returned : null)

/** A form that is being made: its parts and questions in order, and what one can do with each. */
export function draftPage(view: DraftPage): Html {
  const { language, draft } = view
  const say = formWords(language)
  const { definition } = draft
  return html`${pageHead({ title: inVariant(definition.title, language), lead: say('draft'), crumbs: crumbsTo(language) })}
${view.conflict && notice({ tone: 'due', title: say('draft.theirs') }, say('draft_changed'))}
${view.faults.length > 0 && html`<div class="summary" role="alert"><ul>${view.faults.map((fault) => html`<li>${fault}</li>`)}</ul></div>`}
${toolbar(linkButton({ href: paths.formDraftPreview(draft.id), label: say('draft.preview') }), ...endings(view, say))}
${definition.sections.length === 0 ? emptyState({ title: say('draft.none'), hint: say('draft.none.hint') }) : definition.sections.map((section, index) => sectionCard(view, section, { index, say }))}
${card({ title: say('section.add'), id: 'draft-add-heading' }, sectionForm(view, null, say))}
${card({ title: say('draft.settings'), id: 'draft-settings-heading' }, settingsForm(view, say))}`
}

function endings({ draft, language, token }: DraftPage, say: SayForm): readonly Content[] {
  const values = { token, seen: String(draft.revision) }
  const press = (action: string, label: string, consequence: string, kind: 'primary' | 'danger') =>
    actionButton({ ...{ action, label, values, kind }, permitted: ALLOWED, sure: { consequence, language } })
  return [
    press(paths.formDraftPublication(draft.id), say('draft.publish'), say('draft.publish.what'), 'primary'),
    press(paths.formDraftDiscard(draft.id), say('draft.discard'), say('draft.discard.what'), 'danger'),
  ]
}

type At = { readonly index: number; readonly say: SayForm }

function sectionCard(view: DraftPage, section: Section, { index, say }: At): Html {
  const { language, draft } = view
  const title = inVariant(section.title, language)
  const facts = [
    say(`topic.${section.topic}`),
    section.repeat && say('section.repeats', { n: section.repeat.most }),
    section.when && say('when.asked', { what: conditionText(draft.definition, section.when, language) }),
  ].filter((part) => part)
  const id = `section-${index + 1}`
  return card(
    { title, id, aside: facts.join(' · ') },
    html`${toolbar(html`<a href="${paths.formDraftSection(draft.id, section.key)}">${say('section.edit')}<span class="unseen"> ${title}</span></a>`, ...moves(view, { key: section.key, what: title, isSection: true }, say))}
<ol>${section.questions.map((question) => questionLine(view, question, say))}</ol>
${disclosure(say('question.add'), addQuestion(view, section, say), back(view, `add-${section.key}`) !== null)}`,
  )
}

type Moved = { readonly key: string; readonly what: string; readonly isSection: boolean }

function moves(
  { draft, token, language }: DraftPage,
  { key, what, isSection }: Moved,
  say: SayForm,
): readonly Content[] {
  const values = { token, seen: String(draft.revision), key }
  const order = { action: paths.formDraftOrder(draft.id), permitted: ALLOWED, of: what, kind: 'plain' as const }
  return [
    actionButton({ ...order, label: say('move.up'), values: { ...values, way: 'up' } }),
    actionButton({ ...order, label: say('move.down'), values: { ...values, way: 'down' } }),
    actionButton({
      ...{
        action: paths.formDraftRemoval(draft.id),
        label: say('remove'),
        permitted: ALLOWED,
        of: what,
        kind: 'plain',
        values,
      },
      ...(isSection ? { sure: { consequence: say('remove.section.what'), language } } : {}),
    }),
  ]
}

function questionLine(view: DraftPage, question: Question, say: SayForm): Html {
  const { language, draft } = view
  const label = inVariant(question.label, language)
  const facts = [
    say(`kind.${question.kind}`),
    question.required && say('question.required').toLowerCase(),
    question.when && say('when.asked', { what: conditionText(draft.definition, question.when, language) }),
  ].filter((part) => part)
  return html`<li><p><strong>${label}</strong> <span class="muted">${facts.join(' · ')}</span></p>
${toolbar(html`<a href="${paths.formDraftQuestion(draft.id, question.key)}">${say('question.edit')}<span class="unseen"> ${label}</span></a>`, ...moves(view, { key: question.key, what: label, isSection: false }, say))}</li>`
}

/** What a condition says, in the words of the questions. */
export function conditionText(definition: Definition, { tests, match }: Condition, language: Language): string {
  const say = formWords(language)
  const all = definition.sections.flatMap(({ questions }) => questions)
  const said = tests.map(({ question: key, way, value }) => {
    const question = all.find((each) => each.key === key)
    const choice = question?.choices.find((each) => each.value === value)
    const yesNo = question?.kind === 'yes_no' && (value === 'yes' || value === 'no') ? say(value) : null
    const shown = choice ? inVariant(choice.label, language) : (yesNo ?? value)
    return say('when.test', {
      question: question ? inVariant(question.label, language) : key,
      way: say(`way.${way}`),
      value: shown,
    }).trim()
  })
  const word = { sv: { all: ' och ', any: ' eller ' }, en: { all: ' and ', any: ' or ' } }[language][match]
  return said.join(word)
}

type Wording = {
  readonly name: string
  readonly label: string
  readonly words: Words | null
  readonly long?: boolean
  readonly optional?: boolean
  readonly help?: string
}

/** The same in every language of the form. */
export function wordFields(
  field: Fields,
  { name, label, words, long, optional, help }: Wording,
  of: { variants: readonly Variant[]; typed: Returned['typed'] | null; say: SayForm },
): readonly Html[] {
  return ['sv', ...of.variants].map((variant) => {
    const key = variant === 'sv' ? name : `${name}.${variant}`
    const own = {
      name: key,
      label: variant === 'sv' ? label : of.say('in.language', { what: label, language: variantName(variant) }),
      value: of.typed?.[key] ?? words?.[variant] ?? '',
      optional: optional === true || variant !== 'sv',
      ...(help === undefined || variant !== 'sv' ? {} : { help }),
    }
    return long ? field.textarea({ ...own, rows: 3, maxlength: 2000 }) : field.text({ ...own, maxlength: 2000 })
  })
}

function settingsForm(view: DraftPage, say: SayForm): Html {
  const { draft, language, token } = view
  const { definition } = draft
  const returned = back(view, 'settings')
  const of = { variants: definition.variants, typed: returned?.typed ?? null, say }
  return form(
    {
      ...{
        id: 'settings',
        action: paths.formDraft(draft.id),
        language,
        errors: returned?.errors ?? [],
        permitted: ALLOWED,
      },
      ...{ token, submit: say('draft.save'), kind: 'quiet', hidden: { seen: String(draft.revision) } },
    },
    (field) => html`${wordFields(field, { name: 'title', label: say('draft.title'), words: definition.title }, of)}
${wordFields(field, { name: 'intro', label: say('draft.intro'), words: definition.intro, long: true, optional: true }, of)}
${field.checkboxes({
  ...{ name: 'variants', label: say('draft.variants'), values: returned?.list('variants') ?? definition.variants },
  options: KNOWN_VARIANTS.map((value) => ({ value, label: variantName(value) })),
})}`,
  )
}

/** Of a new part, or of one that is changed. */
export function sectionForm(view: DraftPage, section: Section | null, say: SayForm): Html {
  const { draft, language, token } = view
  const returned = back(view, 'section')
  const typed = returned?.typed ?? null
  const of = { variants: section ? draft.definition.variants : [], typed, say }
  const action = section ? paths.formDraftSection(draft.id, section.key) : paths.formDraftSections(draft.id)
  return form(
    {
      ...{ id: 'section', action, language, errors: returned?.errors ?? [], permitted: ALLOWED, token },
      ...{ submit: section ? say('draft.save') : say('section.add'), hidden: { seen: String(draft.revision) } },
      ...(section ? { cancel: paths.formDraft(draft.id) } : {}),
    },
    (
      field,
    ) => html`${wordFields(field, { name: 'title', label: say('section.title'), words: section?.title ?? null }, of)}
${field.radios({
  ...{
    name: 'topic',
    label: say('section.topic'),
    help: say('section.topic.help'),
    value: typed?.['topic'] ?? section?.topic ?? '',
  },
  options: NOTE_TOPICS.map((value) => ({ value, label: say(`topic.${value}`) })),
})}
${section && wordFields(field, { name: 'lead', label: say('section.lead'), words: section.lead, long: true, optional: true }, of)}
${field.text({
  ...{
    name: 'repeat',
    label: say('section.repeat'),
    help: say('section.repeat.help'),
    width: 'short',
    inputmode: 'numeric',
  },
  ...{ optional: true, value: typed?.['repeat'] ?? (section?.repeat ? String(section.repeat.most) : '') },
})}
${section && whenFields(field, { view, when: section.when, before: questionsBefore(draft.definition, section.key), typed })}`,
  )
}

const questionsBefore = ({ sections }: Definition, key: string): readonly Question[] =>
  sections
    .slice(
      0,
      sections.findIndex((each) => each.key === key),
    )
    .filter(({ repeat }) => repeat === null)
    .flatMap(({ questions }) => questions)

export type When = {
  readonly view: DraftPage
  readonly when: Condition | null
  /** The questions it may hang on. */
  readonly before: readonly Question[]
  readonly typed: Returned['typed'] | null
}

/** When it is asked: after an earlier answer, or several; there is always one more row to fill in, as long as there is room. */
export function whenFields(field: Fields, of: When): Content {
  const { view, when, before, typed } = of
  const say = formWords(view.language)
  const stands = when?.tests.length ?? 0
  if (before.length + stands === 0) return null
  const back = typed === null ? 0 : lastTyped(typed)
  const rows = Math.min(MOST.tests, Math.max(stands, back) + 1)
  const match = field.radios({
    ...{ name: 'whenMatch', label: say('when.match'), value: typed?.['whenMatch'] ?? when?.match ?? 'all' },
    options: (['all', 'any'] as const).map((value) => ({ value, label: say(`when.match.${value}`) })),
  })
  return disclosure(
    say('when.title'),
    html`${rows > 1 && match}${Array.from({ length: rows }, (_, index) => testFields(field, of, index + 1))}`,
    stands > 0 || back > 0,
  )
}

/** The last row that something was chosen in. */
const lastTyped = (typed: Returned['typed']) =>
  Array.from({ length: MOST.tests }, (_, index) => index + 1).findLast(
    (n) => (typed[whenName('whenQuestion', n)] ?? '') !== '',
  ) ?? 0

/** One part of a condition: which question, and what was answered. */
function testFields(field: Fields, { view, when, before, typed }: When, n: number): Html {
  const say = formWords(view.language)
  const test = when?.tests[n - 1]
  const named = (what: string) => (n === 1 ? what : say('when.and', { what, n }))
  const given = (name: string) => typed?.[whenName(name, n)]
  return html`<div class="bare">${field.select({
    ...{ name: whenName('whenQuestion', n), label: named(say('when.question')), optional: true },
    blank: n === 1 ? say('when.always') : say('when.no_more'),
    value: given('whenQuestion') ?? test?.question ?? '',
    options: askedBefore(view, before, test?.question),
  })}${field.select({
    ...{ name: whenName('whenWay', n), label: named(say('when.way')), value: given('whenWay') ?? test?.way ?? 'is' },
    options: (['is', 'is_not', 'has', 'less', 'more', 'answered'] as const).map((value) => ({
      value,
      label: say(`way.${value}`),
    })),
  })}${field.text({
    ...{ name: whenName('whenValue', n), label: named(say('when.value')), optional: true },
    help: say('when.value.help'),
    value: given('whenValue') ?? (test ? shownValue(before, test) : ''),
  })}</div>`
}

/** The questions there are to choose from; one that is asked later by now is among them, so that it is not lost unseen. */
function askedBefore({ draft, language }: DraftPage, before: readonly Question[], chosen: string | undefined) {
  const all = draft.definition.sections.flatMap(({ questions }) => questions)
  const later = all.filter(({ key }) => key === chosen && !before.some((each) => each.key === key))
  return [...before, ...later].map(({ key, label }) => ({ value: key, label: inVariant(label, language) }))
}

function shownValue(before: readonly Question[], { question: key, value }: Condition['tests'][number]): string {
  const question = before.find((each) => each.key === key)
  if (question?.kind === 'yes_no') return value === 'yes' ? 'Ja' : 'Nej'
  return question?.choices.find((each) => each.value === value)?.label['sv'] ?? value
}

function addQuestion(view: DraftPage, section: Section, say: SayForm): Html {
  const { draft, language, token } = view
  const id = `add-${section.key}`
  const returned = back(view, id)
  return form(
    {
      ...{ id, action: paths.formDraftQuestions(draft.id, section.key), language, errors: returned?.errors ?? [] },
      ...{
        permitted: ALLOWED,
        token,
        submit: say('question.add'),
        kind: 'quiet',
        hidden: { seen: String(draft.revision) },
      },
    },
    (
      field,
    ) => html`${field.text({ name: 'label', label: say('question.label'), value: returned?.typed['label'] ?? '', maxlength: 2000 })}
${field.select({
  ...{ name: 'kind', label: say('question.kind'), value: returned?.typed['kind'] ?? 'long' },
  options: QUESTION_KINDS.map((value) => ({ value, label: say(`kind.${value}`) })),
})}`,
  )
}
