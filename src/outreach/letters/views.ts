import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Candidate } from '../contacts/store.ts'
import { personName } from '../contacts/words.ts'
import { type Template, Whose } from '../messages/model.ts'
import { messageWords, wordOr } from '../messages/words.ts'
import type { Batch } from './actions.ts'
import { twentiethBirthday, USUAL } from './rules.ts'
import type { AgeingOut } from './store.ts'
import { letterWords, type SayLetter } from './words.ts'

/** What a form came back with, and what it becomes when it has been looked at. */
export type Asked = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
  /** How many steps that were chosen have another letter. */
  readonly otherLetters: number
  readonly preview: Batch | null
  /** A colleague has to say yes first. */
  readonly needsSecond: boolean
}

type Filled = Asked & { readonly language: Language; readonly templates: readonly Template[]; readonly token: string }

export type LetterPage = PersonHead & Filled

/** A letter to one young person, or their guardians. */
export function letterPage(view: LetterPage): Html {
  const say = letterWords(view.language)
  const action = paths.personLetters(view.person.id)
  const isProtected = view.person.protection !== 'none'
  return html`${personHead(view, say('title.one'), say('lead'))}
${isProtected && notice({ tone: 'due', title: say('forward.notice') })}
${view.preview && previewCard(view, { action, preview: view.preview, persons: null }, say)}
${writeCard(view, { action, cancel: paths.person(view.person.id), candidates: null }, say)}`
}

export type LettersPage = Filled & { readonly candidates: readonly Candidate[]; readonly mayAsk: boolean }

/** The same letter to several, with who gets it and who does not. */
export function lettersPage(view: LettersPage): Html {
  const { language, candidates, preview, chosen } = view
  const say = letterWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('outreach'), href: paths.outreach() }])
  const ageing = linkButton({ href: paths.outreachLettersAgeing(), label: say('title.ageing') })
  const head = pageHead({ title: say('title.many'), lead: say('lead'), crumbs, actions: ageing })
  const action = paths.outreachLetters()
  const shown = preview && previewCard(view, { action, preview, persons: chosen.join(',') }, say)
  if (candidates.length === 0 && chosen.length === 0)
    return html`${head}${emptyState({ title: say('persons.none'), hint: say('persons.none.hint') })}`
  const others = view.otherLetters > 0 && notice({ tone: 'due', title: say('steps.others', { n: view.otherLetters }) })
  return html`${head}${others}${view.needsSecond && view.mayAsk && askCard(view, action, say)}${shown}${writeCard(view, { action, cancel: paths.outreach(), candidates }, say)}`
}

/** More than one may make alone: a colleague is asked, with why. */
function askCard({ language, errors, typed, chosen, token }: LettersPage, action: string, say: SayLetter): Html {
  const kept = Object.fromEntries(['to', 'template', 'language'].map((name) => [name, typed[name] ?? '']))
  const content = form(
    {
      ...{ id: 'ask', action, language, permitted: ALLOWED, token, submit: say('ask.submit') },
      errors: errors.filter(({ field }) => field === 'reason'),
      hidden: { ...kept, persons: chosen.join(','), step: 'ask' },
    },
    (field) =>
      field.textarea({
        ...{ name: 'reason', label: say('ask.reason'), help: say('ask.reason.help'), rows: 3, maxlength: 400 },
        value: typed['reason'] ?? '',
      }),
  )
  return card({ title: say('ask.title'), id: 'ask-title' }, content)
}

type Written = {
  readonly action: string
  readonly cancel: string
  readonly candidates: readonly Candidate[] | null
}

function writeCard(view: Filled, { action, cancel, candidates }: Written, say: SayLetter): Html {
  const { language, errors, token, preview, chosen } = view
  const content = form(
    {
      ...{ id: 'write', action, language, errors, permitted: ALLOWED, token, submit: say('preview'), cancel },
      ...{ kind: preview === null ? 'primary' : 'quiet', hidden: { step: 'preview' } },
    },
    (field) =>
      html`${
        candidates !== null &&
        field.checkboxes({
          ...{ name: 'persons', label: say('persons'), help: say('persons.help'), values: chosen },
          options: options(candidates, view),
        })
      }${letterFields(field, view, say)}`,
  )
  return card({ title: preview === null ? say('title.one') : say('again'), id: 'write-title' }, content)
}

/** Those one works with, and whoever else has been chosen on the way here. */
const options = (candidates: readonly Candidate[], { language }: Filled) =>
  candidates.map((each) => ({ value: String(each.id), label: personName(each, language) }))

function letterFields(field: Fields, { templates, typed, language }: Filled, say: SayLetter): Html {
  const told = (name: string) => typed[name] ?? ''
  const sayMessage = messageWords(language)
  const codes = [...new Set(templates.map(({ code }) => code))]
  const languages = [...new Set(templates.map((each) => each.language))]
  return html`${field.radios({ name: 'to', label: say('to'), help: say('to.help'), value: told('to') || 'self', options: Whose.options.map((value) => ({ value, label: say(`to.${value}`) })) })}
${field.select({ name: 'template', label: say('template'), value: told('template') || USUAL[told('to') === 'guardian' ? 'guardian' : 'self'], options: codes.map((value) => ({ value, label: wordOr('template', value, sayMessage) })) })}
${field.select({ name: 'language', label: say('language'), value: told('language'), blank: say('language.theirs'), optional: true, options: languages.map((value) => ({ value, label: wordOr('language', value, sayMessage) })) })}`
}

type Preview = { readonly action: string; readonly preview: Batch; readonly persons: string | null }

function previewCard(view: Filled, { action, preview, persons }: Preview, say: SayLetter): Html {
  const { language, typed, token } = view
  const { drawn, left, sender } = preview
  const isMany = persons !== null
  const hidden = Object.fromEntries(['to', 'template', 'language'].map((name) => [name, typed[name] ?? '']))
  const make = form(
    {
      ...{ id: 'make', action, language, errors: [], permitted: ALLOWED, token },
      submit: say(isMany ? 'make.many' : 'make'),
      hidden: { ...hidden, ...(isMany ? { persons } : {}), step: 'make' },
    },
    () => html`<p class="help">${say('make.hint')}</p>`,
  )
  const refused = left.map(
    ({ addressee, reason }) => html`<li>${personName(addressee, language)}: ${say(`reason.${reason}`)}</li>`,
  )
  const mute = sender.lines.length === 0
  return card(
    { title: say('preview.title'), id: 'preview-title' },
    html`${mute && notice({ tone: 'due', title: say('preview.no_sender') }, say('preview.no_sender.hint'))}
${textsOf(preview).map(
  (letter) =>
    html`${
      isMany &&
      textsOf(preview).length > 1 &&
      html`<p class="muted">${wordOr('language', letter.language, messageWords(language))}: ${drawn
        .filter((each) => each.letter.language === letter.language)
        .map(({ addressee }) => personName(addressee, language))
        .join('; ')}</p>`
    }<p><strong>${letter.subject}</strong></p>${letter.paragraphs.map((words) => html`<p class="written">${words}</p>`)}`,
)}
${!isMany && drawn.map(({ letter }) => html`<p>${say('preview.window')}:</p><p class="written">${letter.window.join('\n')}</p>`)}
<p>${drawn.length === 0 ? say('preview.nobody') : say('preview.to', { n: drawn.length })}</p>
${isMany && drawn.length > 0 && html`<p class="muted">${drawn.map(({ addressee }) => personName(addressee, language)).join('; ')}</p>`}
${refused.length > 0 && html`<p>${say('preview.left')}</p><ul>${refused}</ul>`}
${drawn.length > 0 && make}`,
  )
}

/** Each wording once, in each language that somebody gets it in. */
const textsOf = ({ drawn }: Batch) => [...new Map(drawn.map(({ letter }) => [letter.language, letter])).values()]

export type AgeingOutPage = {
  readonly language: Language
  readonly rows: readonly AgeingOut[]
  /** Those with protected identity; null to who does not see them. */
  readonly protectedRows: readonly AgeingOut[] | null
  readonly code: string
  /** As many as are shown at most. */
  readonly most: number
  readonly token: string
}

/** Those who soon turn twenty and have not had the letter, with one button to the letters. */
export function ageingOutPage(view: AgeingOutPage): Html {
  const { language, rows, code, most, token } = view
  const say = letterWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title.many'), href: paths.outreachLetters() }])
  const persons = rows.map(({ id }) => id).join(',')
  const write = form(
    {
      ...{ id: 'ageing', action: paths.outreachLetters(), language, errors: [], permitted: ALLOWED, token },
      submit: say('ageing.write'),
      hidden: { persons, template: code, to: 'self', step: 'preview' },
    },
    () => null,
  )
  const empty = emptyState({ title: say('ageing.none'), hint: say('ageing.none.hint') })
  return html`${pageHead({ title: say('title.ageing'), lead: say('ageing.lead'), crumbs })}
${rows.length >= most && html`<p>${say('ageing.more', { n: rows.length })}</p>`}
${rows.length > 0 && write}
${dataTable<AgeingOut>({
  ...{ language, id: 'ageing-out', caption: say('title.ageing'), captionUnseen: true, rows, empty },
  columns: ageingColumns(language, say),
})}
${protectedAgeing(view, say)}`
}

const ageingColumns = (language: Language, say: SayLetter): readonly Column<AgeingOut>[] => [
  {
    ...{ key: 'name', label: say('name'), heads: true },
    cell: (each) => html`<a href="${paths.person(each.id)}">${personName(each, language)}</a>`,
  },
  {
    ...{ key: 'turns', label: say('turns'), tight: true },
    cell: (each) => formatDay(twentiethBirthday(each.birthDate), language),
  },
]

/** Those with protected identity, each with a letter of their own; to who may not see them, that they stand elsewhere, and nothing of how many. */
function protectedAgeing({ language, protectedRows }: AgeingOutPage, say: SayLetter): Html | false {
  if (protectedRows === null) return html`<p class="muted">${say('ageing.protected.hidden')}</p>`
  if (protectedRows.length === 0) return false
  return html`<h2>${say('ageing.protected')}</h2>
<p>${say('ageing.protected.lead', { n: protectedRows.length })}</p>
${dataTable<AgeingOut>({
  ...{ language, id: 'ageing-protected', caption: say('ageing.protected'), captionUnseen: true, empty: html`` },
  rows: protectedRows,
  columns: [
    ...ageingColumns(language, say),
    {
      ...{ key: 'write', label: say('action') },
      cell: ({ id }) => html`<a href="${paths.personLetters(id)}">${say('ageing.protected.write')}</a>`,
    },
  ],
})}`
}
