import type { FieldProblem, Refused } from '../../kernel/errors.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { assetUrl } from '../assets.ts'
import { type Language, type Say, words } from '../language.ts'
import { paths } from '../paths.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'
import { type ButtonKind, button, type Permitted } from './buttons.ts'
import { type Called, type FieldError, type Fields, fieldId, fieldsOf } from './fields.ts'

type Form = {
  /** Unique on the page; the ids of the fields begin with it. */
  readonly id: string
  readonly action: string
  readonly language: Language
  /** Required, because what is easy to forget is to show what went wrong. Empty the first time. */
  readonly errors: readonly FieldError[]
  /** Required, because a form that will be refused must say so before one fills it in. */
  readonly permitted: Permitted
  /** Made anew for each rendering by the route: the same token twice acts once. */
  readonly token: string
  readonly submit: string
  readonly kind?: ButtonKind
  /** Where one goes without saving. */
  readonly cancel?: string
  /**
   * Keeps what is written in this tab until `saved` in the page's flash names the same key: `<account>:<form>`.
   * The account is part of it, so that a colleague who signs in next never meets another's words.
   */
  readonly draft?: string
  /** For files. */
  readonly multipart?: boolean
  readonly hidden?: Readonly<Record<string, string>>
}

/** What a form says of its own fields when it is sent. */
export const NAMES = 'fields'

/** The one shell of every form that changes something: errors first, then fields, then one button. */
export function form(options: Form, content: (field: Fields) => Content): Html {
  const { id, action, language, errors, permitted, multipart, draft } = options
  const called = new Map<string, Called>()
  const field = fieldsOf({ form: id, language, errors, tell: (name, as) => called.set(name, as) })
  const own = attributes({
    id,
    action,
    enctype: multipart && 'multipart/form-data',
    'data-draft': permitted.allowed && draft,
    'data-draft-key': permitted.allowed && draft && paths.draftKey(),
    'data-returned': errors.length > 0,
  })
  const inside = html`${content(field)}${submitRow(options)}`
  // With what was typed goes what the fields are called, for whoever meets it again away from the form.
  const names = called.size > 0 && !multipart && hiddenFields({ [NAMES]: JSON.stringify(Object.fromEntries(called)) })
  const script = draft !== undefined && html`<script type="module" src="${assetUrl('drafts.js')}"></script>`
  return html`<form class="form" method="post" novalidate${own}>${errorSummary(id, language, errors)}${
    draft !== undefined &&
    html`<p class="notice info" data-draft-note hidden>${words(TEXT, language)('form.draft')}</p>`
  }${hiddenFields({ token: options.token, ...options.hidden })}${permitted.allowed && names}${
    permitted.allowed
      ? inside
      : html`<p class="notice due">${permitted.reason}</p><fieldset class="bare" disabled><legend class="unseen">${options.submit}</legend>${inside}</fieldset>`
  }</form>${script}`
}

function submitRow({ language, submit, kind = 'primary', cancel }: Form): Html {
  const say = words(TEXT, language)
  return html`<div class="toolbar submit">${button({ label: submit, kind })}${cancel && html`<a href="${cancel}">${say('form.cancel')}</a>`}</div>`
}

function hiddenFields(values: Readonly<Record<string, string>>): readonly Html[] {
  return Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
}

/** What needs correcting, first on the form, each line a link to its field. */
function errorSummary(id: string, language: Language, errors: readonly FieldError[]): Html | false {
  if (errors.length === 0) return false
  const say = words(TEXT, language)
  const lines = errors.map(({ field, message }) =>
    field === null ? html`<li>${message}</li>` : html`<li><a href="#${fieldId(id, field)}">${message}</a></li>`,
  )
  return html`<div class="summary" role="alert" tabindex="-1" data-focus><h2>${say('form.errors', { n: errors.length })}</h2><ul>${lines}</ul></div>`
}

/** What a refusal says field by field, or of the form as a whole. */
export const problemsOf = ({ fields, code }: Refused): readonly FieldProblem[] =>
  fields.length > 0 ? fields : [{ field: '', code }]

/** The problems of a refusal in the words of a module's own `text.ts`, where each code is a key. */
export function fieldErrors<Key extends string>(
  problems: readonly FieldProblem[],
  say: Say<Key>,
  known: (code: string) => code is Key,
): readonly FieldError[] {
  return problems.map(({ field, code }) => ({ field: field || null, message: known(code) ? say(code) : code }))
}

type Confirm = Omit<Form, 'errors' | 'id'> & {
  /** The question itself: `Återställ leveransen?` */
  readonly title: string
  /** What will happen, in numbers where there are any. */
  readonly consequences: readonly Content[]
  readonly cancel: string
  readonly errors?: readonly FieldError[]
}

/** A page of its own before something that is hard to undo: what will happen, one button to do it, one way back. */
export function confirmation(options: Confirm, content: (field: Fields) => Content = () => null): Html {
  const { title, consequences, errors = [], ...rest } = options
  return html`<div class="confirm"><h1>${title}</h1><ul>${consequences.map((line) => html`<li>${line}</li>`)}</ul>${form({ ...rest, id: 'confirm', errors }, content)}</div>`
}
